"""What a reader learns from: one example a line, and how lines become token windows."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.comprehension.reader import QUESTION_TOKENS, TITLE_TOKENS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int32]
SUPPORTED, CONTRADICTED, NOT_SAID = range(3)
INVENTED_QUESTIONS, REPORT_QUESTIONS = "asked", "headed"  # end their groups' names
POSITIONS = 512
WHOLE_TOKENS = 288
WINDOWS = (48, 64, 96, 128, 192)  # how many tokens of a passage are read, drawn anew each time


@dataclass(frozen=True)
class Example:
    """A question or a statement with a passage.

    `span` is where the answer is, in characters of the passage; None where the passage has none. `statement` is one of the
    three verdicts, or None for a question. `title` stands over the passage, as the product reads it. A share of the examples
    seen is of each `group`, as "en-en" or "hi-hi rules".
    """

    group: str
    question: str
    passage: str
    span: tuple[int, int] | None = None
    statement: int | None = None
    title: str = ""

    @property
    def answer(self) -> str:
        """The answer as it stands in the passage; nothing where it has none."""
        return self.passage[slice(*self.span)] if self.span else ""


@dataclass(frozen=True)
class Window:
    """`<s> question </s> </s> passage </s>` as token ids, or with `title </s>` before the passage. Start and end are positions
    in them, 0 where no answer is.
    """

    ids: list[int]
    passage_start: int
    start: int
    end: int
    statement: int | None


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """One JSON object a line, compressed."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def read_examples(path: Path) -> Iterator[Example]:
    """The reverse of `write_examples`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            fields["span"] = tuple(fields["span"]) if fields["span"] else None
            yield Example(**fields)


class Windows:
    """Cuts examples into windows; passages are tokenised once."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        self._passages: dict[str, tuple[IntArray, IntArray]] = {}

    def cut(self, example: Example, draw: random.Random) -> Window:
        """A window around the answer, at a random distance from both ends; anywhere where there is no answer.

        A third of the windows that can start with the passage do. A statement is read with the whole passage, what bears it
        out may stand anywhere; and so is what has a title: the reason that is asked for may stand far from what it explains.
        """
        if example.statement is not None or example.title:
            return self.whole(example, WHOLE_TOKENS)
        ids, offsets = self._tokens(example.passage)
        size = draw.choice(WINDOWS)
        first, last = token_span(offsets, example.span) if example.span else (0, 0)
        latest = max(0, min(first, len(ids) - size)) if example.span else max(0, len(ids) - size)
        earliest = min(max(0, last + 1 - size), latest)
        begin = draw.randint(earliest, latest)
        if earliest == 0 and draw.random() < 0.33:
            begin = 0
        return _window(self._head(example), ids[begin : begin + size], (first - begin, last - begin), example)

    def whole(self, example: Example, tokens: int = POSITIONS) -> Window:
        """The example with all of its passage that the encoder, or so many tokens, can hold."""
        head = self._head(example)
        ids, offsets = self._tokens(example.passage)
        span = token_span(offsets, example.span) if example.span else (0, 0)
        return _window(head, ids[: min(tokens, POSITIONS - 1 - len(head))], span, example)

    def _head(self, example: Example) -> list[int]:
        """What stands before the passage."""
        title = [*self._first(example.title, TITLE_TOKENS), 2] if example.title else []
        return [0, *self._first(example.question, QUESTION_TOKENS), 2, 2, *title]

    def _first(self, text: str, tokens: int) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids[:tokens]

    def _tokens(self, passage: str) -> tuple[IntArray, IntArray]:
        """Token ids, and first and last character of each, shape (tokens, 2)."""
        if passage not in self._passages:
            encoding = self._tokenizer.encode(passage, add_special_tokens=False)
            self._passages[passage] = np.array(encoding.ids, np.int32), np.array(encoding.offsets, np.int32).reshape(-1, 2)
        return self._passages[passage]


def token_span(offsets: IntArray, span: tuple[int, int]) -> tuple[int, int]:
    """The first and the last token that touch these characters; offsets of shape (tokens, 2)."""
    touching = np.flatnonzero((offsets[:, 0] < span[1]) & (offsets[:, 1] > span[0]))
    return (int(touching[0]), int(touching[-1])) if len(touching) else (0, 0)


def _window(head: list[int], passage: IntArray, span: tuple[int, int], example: Example) -> Window:
    ids = [*head, *passage.tolist(), 2]
    if example.span is None:
        return Window(ids, len(head), 0, 0, example.statement)
    start = len(head) + span[0]
    end = min(len(head) + span[1], len(ids) - 2)
    return Window(ids, len(head), start, end, example.statement)
