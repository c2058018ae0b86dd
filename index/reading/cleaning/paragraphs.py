"""Lines into paragraphs, the headline among them, and the leads that a page repeats."""

from collections.abc import Sequence

from index.reading.cleaning.lines import ends_sentence

_TITLE_MAX = 150
_BREAKS = "।॥.?!;:,"
_EXCERPT_ENDS = ("[…]", "[...]", "…", "...")
_SHORTEST_LEAD = 20
# A page repeats its lead once or twice; without a limit, hostile text would cost the square of its length.
_MOST_LEADS = 20
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """Lines with the line breaks that follow them; the lines of a hard-wrapped block become one."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    paragraphs = []
    for block in filter(None, blocks):
        joined = [" ".join(block)] if _is_wrapped(block) else block
        paragraphs += [line + "\n" for line in joined]
        paragraphs[-1] += "\n"
    return paragraphs


def has_headline(paragraphs: Sequence[str]) -> bool:
    """Whether the first line is a headline: short, not a sentence, and something longer follows."""
    if len(paragraphs) < 2:
        return False
    first, second = paragraphs[0], paragraphs[1]
    line = first.strip()
    set_apart = (first.endswith("\n\n") or len(second) > 2 * len(line)) and not second[0].islower()
    return set_apart and is_headline(paragraphs[:1])


def is_headline(paragraphs: Sequence[str]) -> bool:
    """Whether the first line is short, and no sentence."""
    line = paragraphs[0].strip() if paragraphs else ""
    return 0 < len(line) <= _TITLE_MAX and not ends_sentence(line, _BREAKS)


def repeated_leads(paragraphs: Sequence[str], title: str) -> int:
    """How many paragraphs at the head the article repeats in full below, whole or as an excerpt, or are its title again."""
    folded = [_folded(paragraph) for paragraph in paragraphs]
    whole = " ".join(folded)
    leads, start = 0, 0
    while leads < min(len(paragraphs) - 1, _MOST_LEADS):
        start += len(folded[leads]) + 1
        lead = _folded(_without_excerpt_end(paragraphs[leads]))
        is_title = lead == _folded(title) and not ends_sentence(paragraphs[leads], _BREAKS)
        if not is_title and not (len(lead) > _SHORTEST_LEAD and whole.find(lead, start) >= 0):
            break
        leads += 1
    return leads


def _is_wrapped(block: Sequence[str]) -> bool:
    """Whether lines were broken at a fixed width: all but the last of about one length, and few ending a sentence."""
    body = block[:-1]
    if len(body) < 2 or any(" | " in line for line in block):
        return False
    longest = max(map(len, body))
    ended = sum(ends_sentence(line, _BREAKS) for line in body)
    return 40 <= longest <= 100 and min(map(len, body)) > longest * 0.7 and ended * 2 < len(body)


def _without_excerpt_end(paragraph: str) -> str:
    text = paragraph.rstrip()
    return next((text.removesuffix(end).rstrip() for end in _EXCERPT_ENDS if text.endswith(end)), text)


def _folded(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split()).casefold()
