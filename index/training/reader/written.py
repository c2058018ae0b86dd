"""Questions that were written for this reader: hindi_questions.tsv and translated_questions.tsv.

hindi_questions.tsv has a passage, the answer as it stands there, and the question in Hindi and in English; "-" is the
answer of a near miss. A passage is PAGE:N, paragraph N of a page of Hindi Wikipedia, or wmt14:FIRST-LAST, Hindi sentences of
WMT14 in the order of their file. translated_questions.tsv has English questions of the English sets, and each in Hindi.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.training.reader.examples import Example
from index.training.reader.made import paragraphs
from index.training.reader.sources import read_lines

_HERE = Path(__file__).parent
MISS = "-"
# The last so many passages are only for measuring.
HELD_OUT = 50


def hindi_questions(data: Path, *, held_out: bool = False) -> Iterator[Example]:
    """Each question in both languages over its Hindi passage, of the passages to train on or of the held-out ones."""
    rows = _rows("hindi_questions.tsv")
    keys = list(dict.fromkeys(key for key, *_ in rows))
    texts, kept = _passages(keys, data), set(keys[-HELD_OUT:])
    for key, answer, hindi, english in rows:
        if (key in kept) != held_out:
            continue
        text = texts[key]
        span = None if answer == MISS else (text.index(answer), text.index(answer) + len(answer))
        for language, question in (("hi", hindi), ("en", english)):
            yield Example(f"{language}-hi written" if span else f"{language}-hi miss written", question, text, span)


def translated_questions(english: Iterable[Example]) -> Iterator[Example]:
    """The English examples whose questions were translated, asked in Hindi."""
    asked = defaultdict[str, list[Example]](list)
    for example in english:
        asked[example.question.strip()].append(example)
    for question, hindi in _rows("translated_questions.tsv"):
        for example in asked[question]:
            yield Example("hi-en written" if example.span else "hi-en miss written", hindi, example.passage, example.span)


def _passages(keys: Iterable[str], data: Path) -> dict[str, str]:
    """The paragraphs of all pages and these stretches of sentences, by their names in hindi_questions.tsv."""
    pages = read_lines(data / "eval/hiwiki.pages.jsonl.gz")
    found = {f"{page['page_id']}:{n}": text for page in pages for n, text in enumerate(paragraphs(page["text"]))}
    pairs = read_lines(data / "reader/enhi_parallel.jsonl.gz")
    sentences = [pair["hi"].strip() for pair in pairs if pair["source"].startswith("wmt14")]
    for key in keys:
        if key.startswith("wmt14:"):
            first, last = map(int, key.removeprefix("wmt14:").split("-"))
            found[key] = " ".join(sentences[first:last])
    return found


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text("utf-8").splitlines()]
