"""Questions and statements that were written for this reader, in Hindi and in English.

{hindi,english}_questions.tsv: a passage, the answer as it stands there, and the question in both languages; "-" is the
answer of a near miss. {hindi,english}_statements.tsv: a passage, "true", "false:KIND" where the passage says otherwise or
"unsaid:KIND" where it doesn't say so, and the statement in both languages. The file's name has the passages' language. A
passage is PAGE:N, paragraph N of a page of Hindi Wikipedia, SET:N, the context of an English set, or wmt14:FIRST-LAST,
sentences of WMT14 in the order of their file. reports.txt: made-up reports in both languages, and statements in both, each
true one before a wrong one of nearly the same words. translated_questions.tsv has English questions of the English sets, and
each in Hindi.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

from index.models import Language
from index.training.reader.examples import CONTRADICTED, NOT_SAID, SUPPORTED, Example
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
            span = None if answer == MISS else (passage.index(answer), passage.index(answer) + len(answer))
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
    blocks = (_HERE / "reports.txt").read_text("utf-8").strip().split("\n\n")
    for block in (block for n, block in enumerate(blocks) if (n % HELD_OUT_REPORTS == 0) == held_out):
        _, *lines = block.splitlines()
        fields = [line.split(": ", 1) for line in lines]
        (_, hindi), (_, english), *said = fields
        for read, passage in (("hi", hindi), ("en", english)):
            for (verdict, both), language in product(said, ("hi", "en")):
                word, _, kind = verdict.partition(":")
                text = both.split(" || ")[language == "en"]
                yield kind or word, Example(f"{language}-{read} reported", text, passage, None, _VERDICTS[word])


def translated_questions(english: Iterable[Example]) -> Iterator[Example]:
    """The English examples whose questions were translated, asked in Hindi."""
    asked = defaultdict[str, list[Example]](list)
    for example in english:
        asked[example.question.strip()].append(example)
    for question, hindi in _lines("translated_questions.tsv"):
        for example in asked[question]:
            yield Example("hi-en written" if example.span else "hi-en miss written", hindi, example.passage, example.span)


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
