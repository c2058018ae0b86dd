"""An article from raw text: what its lines say of it is read, furniture goes, and what stays is put together."""

from dataclasses import dataclass
from datetime import date

import regex

from index.reading.cleaning.furniture import heads_links, rule_of
from index.reading.cleaning.lines import ends_sentence, is_field, neighbours, word_count
from index.reading.cleaning.paragraphs import has_headline, is_headline, paragraphs_of, repeated_leads
from index.reading.cleaning.sheet import Sheet
from index.reading.cleaning.signed import take_signatures
from index.reading.cleaning.sources import take_source
from index.text.headline import derived_title
from index.text.normalise import normalise

# Headlines of other stories are longer than the headings and rows within one; in words and characters, judged by eye.
_SHORTEST_HEADLINE, _USUAL_HEADLINE = 35, 45
_SHORTEST_LINK = 4
_LONGEST_HEADING = 5
_SHORT_LABEL = 4
_LONGEST_BIOGRAPHY = 250
_STEP = regex.compile(r"\p{Nd}{1,2}[.)]\s|[-•*]\s")


@dataclass(frozen=True)
class Cleaned:
    """An article's text and what its lines say of it. `removed` holds the lines that went, each behind its rule."""

    title: str
    text: str
    source: str | None
    url: str | None
    author: str | None = None
    published: date | None = None
    removed: tuple[tuple[str, str], ...] = ()


def clean(raw: str, title: str | None = None) -> Cleaned:
    """The report in `raw` with its title: the given one, else a headline on the first line, else the first words.

    `text` is empty when `raw` holds nothing but white space and furniture.
    """
    title = " ".join(normalise(title).split()) if title else None
    sheet = Sheet([line.strip() for line in normalise(raw).split("\n")], title)
    if sheet.report and sheet.report.headline is not None:
        title = title or sheet.lines[sheet.report.headline]
    _drop_furniture(sheet)
    source, url = take_source(sheet)
    signed = take_signatures(sheet)
    if sheet.is_page:
        _drop_labels(sheet)
        _drop_biography(sheet, signed.author)
    _drop_other_stories(sheet)
    paragraphs = paragraphs_of(sheet.kept())
    if not title and (has_headline(paragraphs) or (signed.is_below_headline and is_headline(paragraphs[:1]))):
        title = paragraphs.pop(0).strip()
    leads = repeated_leads(paragraphs, title or "")
    text = "".join(paragraphs[leads:]).strip()
    removed = (*sheet.removed(), *(("repeated lead", lead.strip()) for lead in paragraphs[:leads]))
    return Cleaned(title or derived_title(text), text, source, url, signed.author, signed.day, removed)


def _drop_furniture(sheet: Sheet) -> None:
    for position in sheet.filled:
        line = sheet.lines[position]
        at_edge = position in sheet.edges
        if rule := rule_of(line, "anywhere"):
            sheet.drop(position, rule)
        elif (sheet.is_page or at_edge) and (rule := rule_of(line, "edge")):
            if sheet.is_page or not _is_said(line) or _has_company(sheet, position):
                sheet.drop(position, rule)
    for position in sheet.edges:
        if position not in sheet.gone and (rule := rule_of(sheet.lines[position], "company")):
            if (sheet.is_page or _has_company(sheet, position)) and not _is_among_fields(sheet, position):
                sheet.drop(position, rule)


def _is_said(line: str) -> bool:
    """Whether a line is a sentence, which a report could say of others, or a step of a list."""
    return (ends_sentence(line) and word_count(line) > _SHORT_LABEL) or _STEP.match(line) is not None


def _has_company(sheet: Sheet, position: int) -> bool:
    """Whether a line stands next to furniture."""
    return any(rule_of(sheet.lines[other], "anywhere") for other in neighbours(sheet.lines, position))


def _is_among_fields(sheet: Sheet, position: int) -> bool:
    beside = [sheet.lines[other] for other in neighbours(sheet.lines, position)]
    return any(is_field(line) and not rule_of(line, "anywhere", "edge") for line in beside)


def _drop_labels(sheet: Sheet) -> None:
    """Drops the short lines between the headline of a pasted page and its report: places, agencies, captions without a mark."""
    signed = max((position for position in sheet.top if sheet.gone.get(position) in ("dateline", "byline")), default=-1)
    last = max([*sheet.head[-1:], signed])
    above = [position for position in sheet.top if position <= last and position not in sheet.gone]
    behind = next((position for position in sheet.filled if position > last and position not in sheet.gone), None)
    for position in reversed(above):
        count = word_count(sheet.lines[position])
        is_heading = behind in sheet.prose and position > signed and count > 0 and not sheet.lines[position].endswith(":")
        if position in sheet.prose or count > _SHORT_LABEL or is_heading:
            behind = position
        else:
            sheet.drop(position, "label")
    for position, behind in zip(sheet.filled, sheet.filled[1:], strict=False):
        is_source = sheet.gone.get(behind) == "caption" and sheet.lines[behind].startswith(("इमेज स्रोत", "Image source"))
        if is_source and position not in sheet.prose and not ends_sentence(sheet.lines[position]):
            sheet.drop(position, "caption")


def _drop_biography(sheet: Sheet, author: str | None) -> None:
    """Drops the last line where it says who the author is."""
    last = max(sheet.standing(), default=None)
    if (
        author
        and last is not None
        and sheet.lines[last].startswith(f"{author} ")
        and len(sheet.lines[last]) <= _LONGEST_BIOGRAPHY
    ):
        sheet.drop(last, "about the author")


def _drop_other_stories(sheet: Sheet) -> None:
    """Drops the headlines below a line such as "Also read", and on a pasted page the one above it."""
    for place, position in enumerate(sheet.filled):
        if heads_links(sheet.lines[position]):
            links = _links_below(sheet, place)
            if not links and sheet.is_page:
                links = _link_above(sheet, place)
            for link in links:
                sheet.drop(link, "another article")


def _links_below(sheet: Sheet, place: int) -> list[int]:
    """The headlines that follow up to the next paragraph; the last may be a heading of the report."""
    run: list[int] = []
    for position in sheet.filled[place + 1 :]:
        line = sheet.lines[position]
        is_row = is_field(line) and len(line) < _SHORTEST_HEADLINE
        if position in sheet.prose or is_row or ends_sentence(line, "।.") or heads_links(line):
            break
        if position not in sheet.gone:
            run.append(position)
    if run and (ends_sentence(sheet.lines[run[-1]]) or (len(run) > 1 and len(sheet.lines[run[-1]]) < _USUAL_HEADLINE)):
        run.pop()
    return [position for position in run if word_count(sheet.lines[position]) >= _SHORTEST_LINK]


def _link_above(sheet: Sheet, place: int) -> list[int]:
    """The headline between a paragraph and the line that links to it."""
    if place < 2 or sheet.filled[place - 2] not in sheet.prose:
        return []
    above = sheet.filled[place - 1]
    is_headline = above not in sheet.prose and word_count(sheet.lines[above]) > _LONGEST_HEADING
    return [above] if is_headline else []
