"""Questions and statements that were written for this reader, in Hindi and in English.

{hindi,english}_questions.tsv: a passage, the answer as it stands there, and the question in both languages; "-" is the
answer of a near miss. {hindi,english}_statements.tsv: a passage, "true", "false:KIND" where the passage says otherwise or
"unsaid:KIND" where it doesn't say so, and the statement in both languages. The file's name has the passages' language. A
passage is PAGE:N, paragraph N of a page of Hindi Wikipedia, SET:N, the context of an English set, or wmt14:FIRST-LAST,
sentences of WMT14 in the order of their file. reports.txt: made-up reports in both languages, and statements in both, each
true one before a wrong one of nearly the same words. report_questions.txt: of some of these reports a headline in both
languages, questions with the answers as they stand in both texts, and near misses; each question in Hindi, in English, and in
Hindi as it is typed in Latin letters. translated_questions.tsv has English questions of the English sets, and each in Hindi.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from assistant.question.language import is_romanised_hindi
from assistant.question.romanised import Transliterator, asking_where
from index.models import Language
from index.text.sentences import split_sentences
from index.text.words import words
from index.training.reader.examples import CONTRADICTED, NOT_SAID, REPORT_QUESTIONS, SUPPORTED, Example
from index.training.reader.made import paragraphs
from index.training.reader.sources import contexts, read_lines

_HERE = Path(__file__).parent
_NAMES: dict[Language, str] = {"hi": "hindi", "en": "english"}
_VERDICTS = {"true": SUPPORTED, "false": CONTRADICTED, "unsaid": NOT_SAID}
MISS = "-"
# The last so many passages of a file, or every so many reports one, are only for measuring.
HELD_OUT = {"hindi_questions.tsv": 70, "english_questions.tsv": 95, "hindi_statements.tsv": 73, "english_statements.tsv": 73}
HELD_OUT_REPORTS = 12


def questions(data: Path, *, held_out: bool = False) -> Iterator[Example]:
    """Each question in both languages over its passage, of the passages to train on or of the held-out ones."""
    for read in _NAMES:
        for passage, answer, asked in _rows(f"{_NAMES[read]}_questions.tsv", read, data, held_out):
            span = None if answer == MISS else _span(passage, answer)
            for language, question in asked.items():
                yield Example(f"{language}-{read} {'' if span else 'miss '}written", question, passage, span)


def statements(data: Path, *, held_out: bool = False) -> Iterator[tuple[str, Example]]:
    """Each statement in both languages with its passage, and its kind: "true", or how it is wrong."""
    for read in _NAMES:
        for passage, verdict, said in _rows(f"{_NAMES[read]}_statements.tsv", read, data, held_out):
            word, _, kind = verdict.partition(":")
            for language, text in said.items():
                yield kind or word, Example(f"{language}-{read} stated", text, passage, None, _VERDICTS[word])


def reported(*, held_out: bool = False) -> Iterator[tuple[str, Example]]:
    """Each statement about a report in both languages over both of the report's, and its kind."""
    for report in _reports().values():
        for (read, passage), (verdict, both) in product(
            report.texts.items(), report.said if report.held_out == held_out else ()
        ):
            word, _, kind = verdict.partition(":")
            for language, text in zip(("hi", "en"), both.split(" || "), strict=True):
                yield kind or word, Example(f"{language}-{read} reported", text, passage, None, _VERDICTS[word])


def report_questions(*, held_out: bool = False) -> Iterator[Example]:
    """Each question about a report in both languages over both of its texts, each below its headline. What was typed in Latin
    letters is asked as the product reads it, in Devanagari.
    """
    reports, in_devanagari = _reports(), _transliterator()
    for name, (_, titles), *asked in _blocks("report_questions.txt"):
        if reports[name].held_out != held_out:
            continue
        for (kind, fields), (n, read) in product(asked, enumerate(("hi", "en"))):
            *answers, hindi, english, typed = fields.split(" || ")
            passage, title = reports[name].texts[read], titles.split(" || ")[n]
            span = _span(passage, answers[n]) if kind == "q" else None
            if is_romanised_hindi(typed):
                typed = in_devanagari.sentence(asking_where(typed))
            for language, question in (("hi", hindi), ("hi", typed), ("en", english)):
                yield Example(f"{language}-{read} {REPORT_QUESTIONS}", question, passage, span, title=title)


def translated_questions(english: Iterable[Example]) -> Iterator[Example]:
    """The English examples whose questions were translated, asked in Hindi."""
    asked = defaultdict[str, list[Example]](list)
    for example in english:
        asked[example.question.strip()].append(example)
    for question, hindi in _lines("translated_questions.tsv"):
        for example in asked[question]:
            yield Example("hi-en written" if example.span else "hi-en miss written", hindi, example.passage, example.span)


def both_languages() -> Iterator[dict[Language, str]]:
    """What was written in both languages: questions, statements, and the sentences of reports that have as many in each."""
    for name in (*HELD_OUT, "translated_questions.tsv"):
        for row in _lines(name):
            *_, hindi, english = row if name in HELD_OUT else reversed(row)
            yield {"hi": hindi, "en": english}
    for _, (_, titles), *asked in _blocks("report_questions.txt"):
        for fields in (titles, *(fields.rpartition(" || ")[0] for _, fields in asked)):
            yield dict(zip(("hi", "en"), fields.split(" || ")[-2:], strict=True))
    for report in _reports().values():
        texts = (report.texts["hi"], report.texts["en"])
        hindi, english = ([text[slice(*span)] for span in split_sentences(text)] for text in texts)
        told = zip(hindi, english, strict=True) if len(hindi) == len(english) else ()
        yield from ({"hi": one, "en": other} for one, other in told)
        yield from (dict(zip(("hi", "en"), both.split(" || "), strict=True)) for _, both in report.said)


@dataclass(frozen=True)
class _Report:
    """A made-up report: its texts by language, and statements in both with their verdicts."""

    texts: dict[Language, str]
    said: list[list[str]]
    held_out: bool


@cache
def _reports() -> dict[str, _Report]:
    return {
        name: _Report({"hi": hindi, "en": english}, said, n % HELD_OUT_REPORTS == 0)
        for n, (name, (_, hindi), (_, english), *said) in enumerate(_blocks("reports.txt"))
    }


def _blocks(name: str) -> Iterator[list[Any]]:
    """Each block's name and its lines, split at the first colon."""
    for block in (_HERE / name).read_text("utf-8").strip().split("\n\n"):
        head, *lines = block.splitlines()
        yield [head.removeprefix("# "), *(line.split(": ", 1) for line in lines)]


def _span(passage: str, answer: str) -> tuple[int, int]:
    start = passage.index(answer)
    return start, start + len(answer)


@cache
def _transliterator() -> Transliterator:
    """Knows the reports' words, as the product knows those of its articles."""
    transliterator = Transliterator.load()
    transliterator.add_words(Counter(word for report in _reports().values() for word in words(report.texts["hi"])))
    return transliterator


def _rows(name: str, read: Language, data: Path, held_out: bool) -> Iterator[tuple[str, str, dict[Language, str]]]:
    """The passage of each line, its second field, and its text in both languages."""
    rows = _lines(name)
    keys = list(dict.fromkeys(key for key, *_ in rows))
    kept = set(keys[-HELD_OUT[name] :])
    for key, field, hindi, english in rows:
        if (key in kept) == held_out:
            yield _passage(key, read, data), field, {"hi": hindi, "en": english}


@cache
def _passage(key: str, read: Language, data: Path) -> str:
    """The passage of this name."""
    source, _, place = key.partition(":")
    if source == "wmt14":
        first, last = map(int, place.split("-"))
        return " ".join(_news(read, data)[first:last])
    texts = list(paragraphs(_pages(data)[source])) if source.isdigit() else contexts(data, source)
    return texts[int(place)]


@cache
def _news(read: Language, data: Path) -> list[str]:
    pairs = read_lines(data / "reader/enhi_parallel.jsonl.gz")
    return [pair[read].strip() for pair in pairs if pair["source"].startswith("wmt14")]


@cache
def _pages(data: Path) -> dict[str, str]:
    return {page["page_id"]: page["text"] for page in read_lines(data / "eval/hiwiki.pages.jsonl.gz")}


def _lines(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text("utf-8").splitlines()]
