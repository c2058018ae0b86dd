"""Takes the lines that sign a report off a sheet: they give its author and its date."""

from dataclasses import dataclass
from datetime import date

import regex

from index.reading.cleaning.furniture import rule_of
from index.reading.cleaning.lines import is_field, neighbours, word_count
from index.reading.cleaning.sheet import Sheet
from index.reading.cleaning.signature import Signature, is_agency, name_of, signature
from index.reading.dating.found import FIRST_YEAR, days_in

# Above the headline of a pasted page, and behind its report, a dateline stands at most so many lines away.
_REACH = 3
_LONGEST_LABEL = 6
# "नई दिल्ली, 12 नवंबर 2024 (भाषा):" before a report's first words.
_OPENING = regex.compile(
    r"[\p{L}\p{M}][\p{L}\p{M} .'’-]{1,40},\s(?P<day>[^,:()–—]{5,20}(?:,\s\p{Nd}{4})?)\s?(?:\([^()]{1,20}\)\s?)?[:–—]"
)
_LONGEST_OPENING = 120


@dataclass(frozen=True)
class Signed:
    """Who wrote a report and when it was published, as far as its lines say.

    `is_below_headline`: a line that signs stands between the first line of the text and its first paragraph.
    """

    author: str | None
    day: date | None
    is_below_headline: bool = False


def take_signatures(sheet: Sheet) -> Signed:
    """Drops bylines and datelines and says what they say. Of several days the first is that of publication."""
    found = _found(sheet)
    days = [day for day in (*(each.day for each in found.values()), *_days_outside(sheet)) if day and day.year >= FIRST_YEAR]
    writers = [each.author for each in found.values() if each.author and each.is_writer]
    editors = [each.author for each in found.values() if each.author]
    for position, each in found.items():
        sheet.drop(position, "dateline" if each.day or not each.author else "byline")
    author = next(iter([*writers, *editors]), None) or _lone_name(
        sheet, [position for position, each in found.items() if each.day]
    )
    first = next(sheet.standing(), None)
    head = [position for position in found if position in sheet.head and first is not None and position > first]
    for position in sheet.head:
        if head and first is not None and first < position < max(head) and is_agency(sheet.lines[position]):
            sheet.drop(position, "byline")
    return Signed(author, min(days, default=None) or _day_of_opening(sheet), bool(head))


def _found(sheet: Sheet) -> dict[int, Signature]:
    found = {}
    lines = sheet.lines
    signatures = {position: each for position in sheet.filled if (each := signature(lines[position]))}
    bare = sum(each.is_bare for each in signatures.values())
    for position, each in signatures.items():
        at_edge = position in sheet.bottom or position in sheet.top
        if sheet.is_page:
            is_one = each.is_labelled or position in sheet.top
        elif each.is_bare:
            is_one = at_edge and bare == 1 and each.day is not None and each.day.year >= FIRST_YEAR
        else:
            is_one = at_edge and each.is_labelled and (each.day is not None or _is_byline(sheet, position))
        if is_one:
            found[position] = each
    return found


def _is_byline(sheet: Sheet, position: int) -> bool:
    """Whether "Author: ..." stands where a byline does, beside a dateline or outside of the report, and in no box of fields."""
    beside = [sheet.lines[other] for other in neighbours(sheet.lines, position)]
    if any(_is_dated(line) for line in beside):
        return True
    is_outside = bool(sheet.prose) and position in sheet.edges
    return is_outside and not (is_field(sheet.lines[position]) and any(map(is_field, beside)))


def _is_dated(line: str) -> bool:
    found = signature(line)
    return found is not None and found.day is not None and found.is_labelled


def _lone_name(sheet: Sheet, found: list[int]) -> str | None:
    """A name on a line of its own beside a dateline: nothing else says that it is the writer's."""
    reach = 2 if sheet.is_page else 1
    first = 0 if sheet.is_page else 1  # the first line of a text may be a headline of two words
    standing = [position for position in sheet.filled if position not in sheet.gone or position in found]
    for position in found[:_REACH]:
        place = standing.index(position)
        for other in standing[max(first, place - reach) : place + reach + 1]:
            name = name_of(_first_part(sheet, other)) if other not in sheet.gone and other in sheet.top else None
            if name and not rule_of(sheet.lines[other], "anywhere", "edge"):
                sheet.drop(other, "byline")
                return name
    return None


def _first_part(sheet: Sheet, position: int) -> str:
    """A line; on a pasted page what stands before the first comma of "Name, paper, place"."""
    first, *others = sheet.lines[position].split(",")
    return first if sheet.is_page and all(word_count(part) < _LONGEST_LABEL // 2 for part in others) else sheet.lines[position]


def _days_outside(sheet: Sheet) -> list[date]:
    """The days of lines just above the headline and just behind the report that say they are the report's."""
    if sheet.report is None:
        return []
    top = sheet.report.first if sheet.report.headline is None else sheet.report.headline
    above = [position for position in range(top - 1, -1, -1) if sheet.lines[position]][:_REACH]
    below = [position for position in range(sheet.report.last + 1, len(sheet.lines)) if sheet.lines[position]][:_REACH]
    signatures = [signature(sheet.lines[position]) for position in [*above, *below]]
    return [each.day for each in signatures if each and each.day and each.is_labelled]


def _day_of_opening(sheet: Sheet) -> date | None:
    """The day with which the first paragraph opens: "नई दिल्ली, 12 नवंबर 2024:"."""
    first = next((position for position in sheet.filled if position in sheet.prose), None)
    if first is None:
        return None
    opening = _OPENING.match(sheet.lines[first][:_LONGEST_OPENING])
    days = days_in(opening["day"]) if opening else []
    return days[0].day if len(days) == 1 and days[0].day.year >= FIRST_YEAR else None
