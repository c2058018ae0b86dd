"""Retrieval and answer metrics on a question file, for each pair of question and article language."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.answering.extractive import quote
from assistant.core import Assistant
from assistant.question.parsing import parse_question
from index.errors import AssistantError, NoSuchArticleError, QuestionError
from index.models import Language
from index.storage.index import Index
from index.text.normalise import normalise
from index.text.words import words

# Deep enough that ten different articles are among the hits.
_DEPTH = 50


class QuestionFileError(AssistantError):
    """A question file can't be read, or holds a line that is no question."""


@dataclass(frozen=True)
class Gold:
    """One line of a question file. `passage` is the id of the article that answers, None where none does."""

    question: str
    language: Language
    passage: str | None
    answer: str
    answer_start: int


@dataclass(frozen=True)
class Outcome:
    """What a system made of one question: article ids by rank, quoted spans by number, and whether it abstained.

    The quotes are the ones that would be shown if it had not abstained; None for a system that doesn't quote. `answer` is what
    the first quote sets off; None for a system that sets nothing off.
    """

    ranking: tuple[str, ...]
    quotes: tuple[tuple[str, int, int], ...] | None
    abstained: bool
    ms: float
    answer: str | None = None


class System(Protocol):
    """Something that answers questions over the articles of an index."""

    def answer(self, question: str) -> Outcome:
        """What it makes of one question."""


@dataclass(frozen=True)
class PairMetrics:
    """The metrics of one pair. n counts answerable questions, n_unanswerable the others; shares are of these.

    answer_hit@k: the share of questions with a known answer span, one of whose first k quotes covers where it starts.
    answer_f1 and answer_em: how the words set off in the first quote overlap with the gold answer's, and how often they are the
    same (SQuAD's measures, https://arxiv.org/abs/1606.05250), over answerable questions with a gold answer.
    """

    question_language: Language
    article_language: Language
    n: int
    n_unanswerable: int
    recall: dict[int, float]
    mrr: float
    ndcg: float
    answer_hit: dict[int, float]
    abstained_on_answerable: float
    abstained_on_unanswerable: float
    answer_f1: float
    answer_em: float
    p50_ms: float
    p95_ms: float

    def as_json(self) -> dict[str, Any]:
        """Flat, with the names that the field uses; null where there was no such question."""
        values = asdict(self)
        for name in ("recall", "answer_hit"):
            values |= {f"{name}@{k}": value for k, value in values.pop(name).items()}
        values["ndcg@10"] = values.pop("ndcg")
        return {key: None if value != value else value for key, value in values.items()}


class AssistantSystem:
    """The assistant as an evaluated system."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: str) -> Outcome:
        """Searches deeper than `ask` does, so that ten articles can be ranked; the time is of the whole."""
        started = time.perf_counter()
        search = self._assistant.search(question, k=_DEPTH)
        answer = self._assistant.answer(search)
        ms = (time.perf_counter() - started) * 1000
        quotes = quote(search)
        return Outcome(
            tuple(dict.fromkeys(hit.passage.article_id for hit in search.hits)),
            tuple((citation.article.id, citation.start, citation.end) for citation in quotes),
            not answer.found,
            ms,
            quotes[0].parts[1] if quotes else None,
        )


def read_questions(paths: Iterable[Path]) -> list[Gold]:
    """The questions of .jsonl files; QuestionFileError names the file and line that is wrong."""
    questions = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise QuestionFileError(f"The question file {path} can't be read: {reason}.") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                questions.append(_read_question(line, f"{path}, line {number}"))
    if not questions:
        raise QuestionFileError("The question files hold no question.")
    return questions


def _read_question(line: str, where: str) -> Gold:
    try:
        record = json.loads(line)
        asked = parse_question(record["question"])
        start = record.get("answer_start")
        language = record.get("language") or asked.language
        if language not in ("hi", "en") or (record.get("answerable", True) and record.get("passage") is None):
            raise ValueError(line)
        return Gold(
            question=asked.text,
            language=language,
            passage=str(record["passage"]) if record.get("answerable", True) else None,
            answer=normalise(str(record.get("answer") or "")),
            answer_start=-1 if start is None else int(start),
        )
    except QuestionError as error:
        raise QuestionFileError(f"{where}: {error}") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise QuestionFileError(
            f'{where}: is not a question: it needs "question", "passage" or "answerable": false, and "language" hi or en.'
        ) from error


def evaluate(
    system: System, index: Index, questions: Sequence[Gold], on_question: Callable[[], None] | None = None
) -> list[PairMetrics]:
    """Asks every question and averages by pair; unanswerable ones count to the language that most articles are in."""
    main_language = Counter(article.language for article in index.articles()).most_common(1)[0][0]
    pairs: defaultdict[tuple[Language, Language], list[tuple[Gold, Outcome]]] = defaultdict(list)
    for gold in questions:
        pairs[gold.language, _article_language(index, gold, main_language)].append((gold, system.answer(gold.question)))
        if on_question:
            on_question()
    return [_average(index, *pair, results) for pair, results in sorted(pairs.items())]


def _article_language(index: Index, gold: Gold, otherwise: Language) -> Language:
    if gold.passage is None:
        return otherwise
    try:
        return index.article(gold.passage).language
    except NoSuchArticleError as error:
        raise QuestionFileError(
            f"The question {gold.question!r} names the article {gold.passage!r}, which is not in the index: mark it "
            '"answerable": false, or index the article.'
        ) from error


def _average(
    index: Index, question_language: Language, article_language: Language, results: Sequence[tuple[Gold, Outcome]]
) -> PairMetrics:
    answerable = [(gold, outcome) for gold, outcome in results if gold.passage is not None]
    unanswerable = [outcome for gold, outcome in results if gold.passage is None]
    ranks = [_rank(outcome.ranking, str(gold.passage)) for gold, outcome in answerable]
    spans = [
        (span, outcome.quotes)
        for gold, outcome in answerable
        if outcome.quotes is not None and (span := answer_place(index, gold)) is not None
    ]
    set_off = [(gold.answer, outcome.answer) for gold, outcome in answerable if gold.answer and outcome.answer is not None]
    times = [outcome.ms for _, outcome in results]
    return PairMetrics(
        question_language,
        article_language,
        n=len(answerable),
        n_unanswerable=len(unanswerable),
        recall={k: _mean([rank <= k for rank in ranks]) for k in (1, 5, 10)},
        mrr=_mean([1 / rank for rank in ranks]),
        ndcg=_mean([1 / np.log2(1 + rank) if rank <= 10 else 0.0 for rank in ranks]),
        answer_hit={k: _mean([_covers(quotes[:k], place) for place, quotes in spans]) for k in (1, 3)},
        abstained_on_answerable=_mean([outcome.abstained for _, outcome in answerable]),
        abstained_on_unanswerable=_mean([outcome.abstained for outcome in unanswerable]),
        answer_f1=_mean([overlap(answer, gold) for gold, answer in set_off]),
        answer_em=_mean([words(answer) == words(gold) for gold, answer in set_off]),
        p50_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
    )


def overlap(answer: str, gold: str) -> float:
    """The F1 of an answer's words against the gold one's, each counted as often as it stands there."""
    said, wanted = Counter(words(answer)), Counter(words(gold))
    common = (said & wanted).total()
    return 2 * common / (said.total() + wanted.total()) if common else 0.0


def answer_place(index: Index, gold: Gold) -> tuple[str, int] | None:
    """Article id and offset of the gold answer in the stored text; None where it doesn't stand there word for word.

    Cleaning shifts offsets a little, so of the answer's occurrences the one nearest to `answer_start` is taken.
    """
    if gold.passage is None or gold.answer_start < 0 or not gold.answer:
        return None
    text = index.article(gold.passage).text
    starts = [at for at in range(len(text)) if text.startswith(gold.answer, at)]
    return (gold.passage, min(starts, key=lambda at: abs(at - gold.answer_start))) if starts else None


def _rank(ranking: Sequence[str], article_id: str) -> float:
    return ranking.index(article_id) + 1 if article_id in ranking else float("inf")


def _covers(quotes: Iterable[tuple[str, int, int]], place: tuple[str, int]) -> bool:
    return any(article_id == place[0] and start <= place[1] < end for article_id, start, end in quotes)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
