"""Fits how much the reader counts for the order of the hits (assistant/answering/reading.py), on the held-out articles.

    python -m index.training.reader.ordering INDEXES

INDEXES is the folder of `believing`. Printed for each pair of languages is, for several weights, of how many of XQuAD's
held-out questions and of the written ones that are kept aside the right passage does not come first.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from assistant import Assistant
from assistant.answering import reading
from assistant.answering.reading import READ_HITS, Reading, in_order
from assistant.comprehension.reader import load_reader
from index.models import Language
from index.search.hits import Hit
from index.training.data import LANGUAGES
from index.training.reader.believing import assistants, names, questions
from index.training.reader.examples import Example

WEIGHTS = (0.0, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.01, 0.02)


@dataclass(frozen=True)
class Asked:
    """A question's best hits, what each says to it, and the article that answers it."""

    hits: Sequence[Hit]
    readings: Sequence[Reading]
    gold: str

    def is_first(self) -> bool:
        """Whether the article that answers comes first."""
        return in_order(self.hits, self.readings)[0].passage.article_id == self.gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path)
    given = parser.parse_args()
    for read, assistant, own in assistants(given.indexes):
        for language in LANGUAGES:
            asked = [read_for(assistant, question, gold) for question, gold in with_gold(language, own)]
            report(f"{language}-{read}", asked)


def with_gold(language: Language, own: Sequence[Example]) -> Iterator[tuple[str, str]]:
    """Questions in this language and the article that answers each."""
    for line in questions(f"xquad.{language}.questions.jsonl"):
        yield line["question"], line["passage"]
    named = names(own)
    for example in own:
        if example.group.startswith(language) and example.span:
            yield example.question, named[example.passage]


def read_for(assistant: Assistant, question: str, gold: str) -> Asked:
    hits = assistant.search(question).hits[:READ_HITS]
    return Asked(hits, load_reader().read(question, [hit.passage.text for hit in hits]), gold)


def report(pair: str, asked: Sequence[Asked]) -> None:
    print(f"{pair}, n {len(asked)}, now {reading.ORDERING}")
    for weight in WEIGHTS:
        with patch.object(reading, "ORDERING", weight):
            wrong = sum(not each.is_first() for each in asked)
        print(f"    weight {weight}: {wrong} not first, recall@1 {1 - wrong / len(asked):.3f}", flush=True)


if __name__ == "__main__":
    main()
