"""Questions made by rules, over paragraphs and, across languages, over translated sentences."""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import regex

from index.training.reader import hindi_rules
from index.training.reader.examples import Example
from index.training.reader.sources import read_lines

_DIGITS: Final = str.maketrans("०१२३४५६७८९", "0123456789")
_NUMBER: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}.,])\d[\d,.]*(?<![.,])")
HINDI_WORD: Final = regex.compile(r"[\u0900-\u0963\u0970-\u097f]+")
PARAGRAPH = (350, 1100)  # characters
Pair = dict[str, Any]


def hindi_pages(data: Path, draw: random.Random) -> Iterator[Example]:
    """Questions by rules over paragraphs of Hindi Wikipedia."""
    for kept in hindi_paragraphs(data):
        for position, paragraph in enumerate(kept):
            for start, sentence in hindi_rules.sentences(paragraph):
                asked = hindi_rules.ask(sentence, draw)
                if asked is None:
                    continue
                yield Example("hi-hi rules", asked.question, paragraph, (start + asked.start, start + asked.end))
                other = kept[(position + draw.choice((1, -1))) % len(kept)]
                if draw.random() < 0.15 and sentence[asked.start : asked.end] not in other:
                    yield Example("hi-hi none rules", asked.question, other)


def hindi_paragraphs(data: Path) -> Iterator[list[str]]:
    """The paragraphs of each page of Hindi Wikipedia that are in Hindi."""
    for page in read_lines(data / "eval/hiwiki.pages.jsonl.gz"):
        yield [text for text in paragraphs(page["text"]) if _mostly_hindi(text)]


def paragraphs(text: str) -> Iterator[str]:
    """Lines joined until they are long enough."""
    gathered = ""
    for line in text.split("\n"):
        gathered = f"{gathered} {line.strip()}".strip()
        if len(gathered) >= PARAGRAPH[0]:
            yield gathered[: PARAGRAPH[1]]
            gathered = ""
    if len(gathered) > 120:
        yield gathered


def _mostly_hindi(text: str) -> bool:
    return sum(map(len, HINDI_WORD.findall(text))) > 0.6 * len(text)


def across(pairs: list[Pair], draw: random.Random) -> Iterator[Example]:
    """Questions by rules: Hindi ones over the Hindi sentences, and those about a number over the other language's."""
    texts = stretches(pairs, draw)
    for pair, en, hi in texts:
        asked = hindi_rules.ask(pair["hi"].strip(), draw)
        if asked is None:
            continue
        hindi = pair["hi"].strip()
        start = hi.index(hindi) + asked.start
        yield Example("hi-hi rules", asked.question, hi, (start, start + asked.end - asked.start))
        span = same_number(hindi[asked.start : asked.end], pair["en"])
        if span and en.count(pair["en"]) == 1:
            at = en.index(pair["en"])
            yield Example("hi-en rules", asked.question, en, (at + span[0], at + span[1]))
        english = ask_number(pair["en"], draw)
        if english:
            found = same_number(english[1], hindi)
            if found:
                at = hi.index(hindi)
                yield Example("en-hi rules", english[0], hi, (at + found[0], at + found[1]))


def stretches(pairs: list[Pair], draw: random.Random) -> Iterator[tuple[Pair, str, str]]:
    """Each pair with the text of some sentences around it, in English and in Hindi."""
    by_source = defaultdict[str, list[Pair]](list)
    for pair in pairs:
        by_source[pair["source"]].append(pair)
    for members in by_source.values():
        for n, pair in enumerate(members):
            first = max(0, n - draw.randint(0, 5))
            around = members[first : max(n + 1, first + draw.randint(3, 7))]
            yield pair, " ".join(p["en"].strip() for p in around), " ".join(p["hi"].strip() for p in around)


def same_number(text: str, other: str) -> tuple[int, int] | None:
    """Where the one number of the text stands in the other language's sentence."""
    wanted = _NUMBER.findall(text.translate(_DIGITS))
    found = [m for m in _NUMBER.finditer(other.translate(_DIGITS)) if wanted and m[0] == wanted[-1]]
    return found[0].span() if len(found) == 1 and len(wanted) <= 2 else None


def ask_number(sentence: str, draw: random.Random) -> tuple[str, str] | None:
    """An English question about a number of the sentence, and the number."""
    found = [m for m in _NUMBER.finditer(sentence)]
    if not found:
        return None
    match = draw.choice(found)
    before, after = sentence[: match.start()].split(), sentence[match.end() :].rstrip(" .|").split()
    year = len(match[0]) == 4 and match[0].isdigit() and match[0][0] in "12"
    if year and before and before[-1].lower() in ("in", "since", "from", "until", "by"):
        clause = before[:-1][-9:] + after[:5]
        question = f"{draw.choice(('When', 'In what year', 'In which year'))} {' '.join(clause)}?"
        return (question, match[0]) if len(clause) > 2 else None
    if after and after[0][0].isalpha() and not year:
        return f"How many {' '.join(after[:5])} {' '.join(before[-6:])}?", match[0]
    return None
