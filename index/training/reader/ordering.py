"""Fits how much the reader counts for the order of the hits (assistant/answering/reading.py), on the held-out articles.

    python -m index.training.reader.ordering INDEXES

INDEXES is the folder of `believing`. For each pair of languages and several weights it prints how many of XQuAD's held-out
questions, and of the written ones that are kept aside, don't have the right article first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import Assistant
from assistant.answering.reading import ORDERING, READ_HITS, Reading, best_first
from assistant.comprehension.reader import load_reader
from index.models import Language
from index.search.hits import Hit
from index.training.reader.believing import article_ids, pairs, questions
from index.training.reader.examples import Example

WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.0)


@dataclass(frozen=True)
class Asked:
    """A question's best hits, what each says to it, and the article that answers it."""

    hits: Sequence[Hit]
    readings: Sequence[Reading]
    gold: str

    def is_first(self, weight: float) -> bool:
        """Whether the article that answers comes first with this weight."""
        ordered = best_first(self.hits, self.readings, weight)
        return bool(ordered) and ordered[0][0].passage.article_id == self.gold


def main() -> None:
    for language, read, assistant, own in pairs(__doc__):
        report(f"{language}-{read}", [read_for(assistant, question, gold) for question, gold in with_gold(language, own)])


def with_gold(language: Language, own: Sequence[Example]) -> Iterator[tuple[str, str]]:
    """Questions in this language and the article that answers each."""
    for line in questions(f"xquad.{language}.questions.jsonl"):
        yield line["question"], line["passage"]
    articles = article_ids(own)
    for example in own:
        if example.group.startswith(language) and example.span:
            yield example.question, articles[example.passage]


def read_for(assistant: Assistant, question: str, gold: str) -> Asked:
    hits = assistant.search(question).hits[:READ_HITS]
    return Asked(hits, load_reader().read(question, [hit.passage.text for hit in hits]), gold)


def report(pair: str, asked: Sequence[Asked]) -> None:
    print(f"{pair}, n {len(asked)}, now {ORDERING}")
    for weight in WEIGHTS:
        wrong = sum(not each.is_first(weight) for each in asked)
        print(f"    weight {weight}: {wrong} not first, recall@1 {1 - wrong / len(asked):.3f}", flush=True)


if __name__ == "__main__":
    main()
