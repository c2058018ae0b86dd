"""Which examples a worker sees, in which order."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from index.training.reader.examples import INVENTED_QUESTIONS, REPORT_QUESTIONS, Example, Window, Windows

POOL = 0.25  # so many examples a token of a batch are drawn at once and sorted by length
SHARES = Path(__file__).with_name("shares.txt")
STATEMENT_SHARES = Path(__file__).with_name("statement_shares.txt")


def read_shares(path: Path) -> dict[str, float]:
    """How often examples of each group are seen, by relative weights; a group that isn't named is not seen."""
    lines = (line.rsplit(None, 1) for line in path.read_text("utf-8").splitlines() if line.strip())
    return {name: float(share) for name, share in lines}


Families = dict[str, list[list[Example]]]


def families(examples: Iterable[Example]) -> Families:
    """Each group's families, which are drawn whole.

    Statements about one passage, as it is or with two nouns exchanged, are a family where they stand together, and so are
    questions about an invented or a made-up report. They are of a length and so mostly come into one batch, where what they
    share cancels out: the step is left with what makes one of them wrong. Without this, roles were not learned.
    """
    letters: dict[str, list[str]] = {}

    def family(example: Example) -> tuple[str, Example | list[str]]:
        """The same for neighbours of a family. A passage with two nouns exchanged has the same letters."""
        if example.statement is None and not example.group.endswith((INVENTED_QUESTIONS, REPORT_QUESTIONS)):
            return example.group, example
        if example.passage not in letters:
            letters[example.passage] = sorted(example.passage)
        return example.group, letters[example.passage]

    groups: Families = defaultdict(list)
    for (group, _), members in groupby(sorted(examples, key=lambda each: each.group), key=family):
        groups[group].append(list(members))
    return groups


def draw_examples(groups: Families, shares: dict[str, float], draw: random.Random) -> Iterator[Example]:
    """Examples without end: a group by its share, then the group's next family; groups are shuffled at each turn."""
    names = sorted(groups)
    # A family is drawn whole; so that a group keeps its share of the examples, it is drawn less often.
    weights = [shares.get(name, 0.0) * len(groups[name]) / sum(map(len, groups[name])) for name in names]
    queues: Families = {name: [] for name in names}
    while True:
        name = draw.choices(names, weights)[0]
        if not queues[name]:
            queues[name] = draw.sample(groups[name], len(groups[name]))
        yield from queues[name].pop()


def batches(source: Iterator[Example], windows: Windows, tokens: int, draw: random.Random) -> Iterator[list[Window]]:
    """Windows of about the same length, as many as fit into so many tokens."""
    while True:
        drawn = (windows.cut(next(source), draw) for _ in range(round(POOL * tokens)))
        pool = sorted(drawn, key=lambda window: len(window.ids))
        cut: list[list[Window]] = [[]]
        for window in pool:
            if (len(cut[-1]) + 1) * len(window.ids) > tokens:
                cut.append([])
            cut[-1].append(window)
        draw.shuffle(cut)
        yield from cut
