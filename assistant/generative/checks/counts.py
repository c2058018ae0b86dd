"""What each number of a sentence counts: of "5 died, 18 were injured" neither may change places."""

from collections.abc import Iterator

from assistant.generative.checks.dates import YEAR
from assistant.generative.checks.meaning import content, keys
from assistant.generative.numbers import figures
from index.text.words import words

# So many words behind a number may be what it counts.
_NEAR = 2


def counted_otherwise(claim: str, sentence: str) -> bool:
    """Whether a number counts in the claim what another one counts in the sentence, or belongs to another year."""
    written = list(_counted(sentence))
    for number, counts in _counted(claim):
        own = frozenset[str]().union(*(other for same, other in written if same == number))
        if own and counts and not counts & own and any(counts & other for same, other in written if same != number):
            return True
    return _of_other_year(claim, sentence)


def _counted(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each number with the keys of the first word behind it that says something, up to the next number."""
    said = words(text)
    for at, word in enumerate(said):
        number = _number(word)
        if number is None or YEAR.fullmatch(word):
            continue
        behind = []
        for other in said[at + 1 : at + 1 + _NEAR]:
            if _number(other) is not None:
                break
            behind.append(other)
        yield number, keys(content(behind)[0]) if content(behind) else frozenset()


def _number(word: str) -> str | None:
    if word.isdecimal():
        return word.lstrip("0") or "0"
    found = figures(word).claimed
    return str(next(iter(found))) if len(found) == 1 else None


def _of_other_year(claim: str, sentence: str) -> bool:
    years, numbers = _in_order(sentence)
    said_years, said_numbers = _in_order(claim)
    if len(years) < 2 or len(years) != len(numbers) or len(said_years) != len(said_numbers):  # noqa: PLR2004
        return False
    pairs = set(zip(years, numbers, strict=True))
    return any(
        year in years and number in numbers and (year, number) not in pairs
        for year, number in zip(said_years, said_numbers, strict=True)
    )


def _in_order(text: str) -> tuple[list[str], list[str]]:
    found = [word for word in words(text) if word.isdecimal()]
    return [word for word in found if YEAR.fullmatch(word)], [word for word in found if not YEAR.fullmatch(word)]
