"""Whether a sentence of the passages that a written sentence cites says what it says, and nothing less."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import regex

from assistant.answering.reading import Reader, Reading
from assistant.generative.checks.abbreviations import spelled_out
from assistant.generative.checks.amounts import measured
from assistant.generative.checks.endings import ended_otherwise
from assistant.generative.checks.joined import conjuncts
from assistant.generative.checks.meaning import Said, all_keys, coverage, keys
from assistant.generative.checks.measures import measures_as_told
from assistant.generative.checks.numeric_days import with_named_months
from assistant.generative.checks.rewording import as_told
from assistant.generative.checks.sentence import objections, telling
from assistant.generative.checks.undone import untold
from assistant.generative.checks.weighing import (
    COMPARED,
    FAR,
    LESS_TOLD,
    NEARLY,
    SURE,
    WORDS_COUNT,
    Signals,
)
from assistant.models import Search, Unsupported
from assistant.serving import Serving
from index.models import Passage
from index.search.hits import Hit, SentenceScore
from index.text.language import article_language
from index.text.words import WORD, words

# The reader may stop early: "shortage" for "shortage of coal".
_WORDS_BEHIND = regex.compile(r"(?:\s+[\p{L}\p{M}\p{N}]+){1,2}")


# Places in articles, by the passages that are quoted there.
Quoted = Mapping[Passage, Sequence[tuple[int, int]]]
NOTHING_QUOTED: Quoted = {}


@dataclass(frozen=True)
class Evidence:
    """A cited passage and the sentence of it that is compared with what cites it."""

    hit: Hit
    sentence: SentenceScore


@dataclass(frozen=True)
class Verdict:
    """Why a sentence is not supported, None where it is, and what it was compared with."""

    reason: Unsupported | None
    evidence: tuple[Evidence, ...]


def says_something(sentence: str) -> bool:
    """Whether there is a letter or digit in it."""
    return bool(words(sentence))


def judge(
    sentence: str,
    cited: Sequence[Hit],
    search: Search,
    serving: Serving,
    reader: Reader | None = None,
    quoted: Quoted = NOTHING_QUOTED,
) -> Verdict:
    """The verdict on a sentence that cites these passages, or of those in `quoted` what is quoted there.

    One sentence of one passage has to say all of it, or all of each clause that is joined in it: in the union of many, any
    names and numbers can be found.
    """
    if not cited:
        return Verdict("uncited", ())
    whole = _judge(sentence, cited, search, serving, reader, quoted)
    parts = conjuncts(sentence)
    if whole.reason is None or len(parts) == 1:
        return whole
    each = [_judge(part, cited, search, serving, reader, quoted) for part in parts]
    if any(one.reason for one in each):
        return whole
    return Verdict(None, tuple(dict.fromkeys(evidence for one in each for evidence in one.evidence)))


def _judge(
    sentence: str, cited: Sequence[Hit], search: Search, serving: Serving, reader: Reader | None, quoted: Quoted
) -> Verdict:
    claim = Claim(sentence, serving)
    checkings = [Checking(claim, hit, search, serving, reader, quoted.get(hit.passage)) for hit in cited]
    comparisons = sorted(_compared(checkings), key=lambda one: -one.nearness)
    if not comparisons:  # what is quoted is about something else
        return Verdict("meaning", tuple(evidence for one in checkings for evidence in one.quoted()[:1]))
    supporting = [one for one in comparisons if one.reason is None]
    if supporting:
        return Verdict(None, _one_a_passage(supporting))
    return Verdict(comparisons[0].reason, _one_a_passage(comparisons))


def _compared(checkings: "Sequence[Checking]") -> "Iterator[Comparison]":
    """The nearest sentences of all passages. One that is further off, or tells less of it, is about something else, whichever
    passage it stands in: it says nothing for the claim, and nothing against it.
    """
    each = [(one, checking) for checking in checkings for one in checking.near()]
    about = _about([one for one, _ in each])
    nearest = max((one.nearness for one in about), default=0.0)
    for one, checking in each:
        if one in about and one.nearness >= nearest - NEARLY:
            yield checking.compare(one.sentence)


@dataclass(frozen=True)
class Near:
    """A sentence, how near it is to a claim by meaning and words, and how much of what the claim tells it has."""

    sentence: SentenceScore
    nearness: float
    told: float


def _about(each: Sequence[Near]) -> list[Near]:
    """Those that are about what the claim tells: no other tells much more of it, unless that one is far less near."""
    return [
        one
        for one in each
        if not any(other.told >= one.told + LESS_TOLD and other.nearness > one.nearness - FAR for other in each)
    ]


@dataclass(frozen=True)
class Comparison:
    """A claim against a sentence: how near they are, and why it isn't supported."""

    evidence: Evidence
    nearness: float
    reason: Unsupported | None


class Claim:
    """A written sentence as it is compared with passages."""

    def __init__(self, sentence: str, serving: Serving) -> None:
        self.text = _plain(sentence)
        self.query = serving.query(self.text, article_language(self.text))
        self.telling = telling(self.text)
        self._embedder = serving.embedder

    @cached_property
    def tokens(self) -> list[tuple[int, int]]:
        """Where its tokens stand, in the order of the query's vectors."""
        return self._embedder.token_spans([self.text])[0]


class Checking:
    """A claim and a passage that it cites."""

    def __init__(
        self,
        claim: Claim,
        hit: Hit,
        search: Search,
        serving: Serving,
        reader: Reader | None,
        quoted: Sequence[tuple[int, int]] | None,
    ) -> None:
        self._claim, self._hit, self._reader, self._quoted = claim, hit, reader, quoted
        self._answers: dict[str, Reading] = {}
        self._probabilities: dict[str, float] = {}
        article = search.articles[hit.passage.article_id]
        self._text = article.text
        self._over = _plain("\n".join([article.title, article.source or "", article.when or ""]))
        self._passage = _plain(hit.passage.text)
        self._searcher = serving.searcher
        self._sentences = self._searcher.refine(self._searcher.rescore(hit, claim.query), claim.query).sentences
        self._same_language = claim.query.language == hit.language
        self._same_meaning = serving.searcher.profile.same_meaning

    def near(self) -> list[Near]:
        """The sentences that are nearest by meaning and words, of those that tell most of the claim and are quoted, where
        some are.
        """
        each = [Near(one, one.score + WORDS_COUNT * self._shared(one), self._told(one)) for one in self._sentences]
        compared = [one for one in _about(each) if self._is_quoted(one.sentence)]
        return sorted(compared, key=lambda one: -one.nearness)[:COMPARED]

    def quoted(self) -> list[Evidence]:
        """The sentences that are quoted."""
        return [Evidence(self._hit, one) for one in self._sentences if self._is_quoted(one)]

    def _is_quoted(self, one: SentenceScore) -> bool:
        """Whether a sentence is quoted, or nothing of the passage is."""
        return self._quoted is None or any(start < one.end and end > one.start for start, end in self._quoted)

    def compare(self, one: SentenceScore) -> Comparison:
        """One sentence, compared."""
        text = self._sentence(one)
        reason = untold(self._claim.text, text) or ("negation" if ended_otherwise(self._claim.text, text) else None)
        reason = reason or self.signals(one).reason(self._same_meaning, same_language=self._same_language)
        return Comparison(Evidence(self._hit, one), one.score, reason)

    def _sentence(self, one: SentenceScore) -> str:
        return _plain(self._text[one.start : one.end])

    def _shared(self, one: SentenceScore) -> float:
        return coverage(self._claim.text, self._sentence(one))

    def _told(self, one: SentenceScore) -> float:
        text = self._sentence(one)
        known, asked = all_keys(text), self._claim.telling
        shared, counted = measured(text).shared_with(measured(measures_as_told(self._claim.text, text)))
        return (sum(bool(keys(word) & known) for word in asked) + shared) / max(2, len(asked) + counted)

    def said(self, one: SentenceScore) -> Said:
        """A sentence of the passage, with the one before it."""
        before = sorted((other.start, other.end) for other in self._sentences if other.start < one.start)
        places = dict.fromkeys([*before[:1], *before[-2:]])
        stands_before = " ".join(self._text[start:end] for start, end in places)
        text, stands_before = self._sentence(one), _plain(stands_before)
        return Said(text, stands_before, self._over, self._passage, self._near(one), partial(self._answer, one))

    def _answer(self, one: SentenceScore, question: str) -> str | None:
        """What the reader finds for a question in a sentence of the passage, where it is sure."""
        if self._reader is None:
            return None
        passage = self._hit.passage
        if question not in self._answers:
            (self._answers[question],) = self._reader.read(question, [passage.text])
        found = self._answers[question].best_in(one.start - passage.start, one.end - passage.start)
        if found is None or found[2] < SURE:
            return None
        start, end = found[:2]
        behind = _WORDS_BEHIND.match(passage.text[: one.end - passage.start], end)
        return passage.text[start : behind.end() if behind else end]

    def _near(self, one: SentenceScore) -> dict[str, float]:
        """How near the vectors of the claim's words are to one of the sentence's; nothing where it isn't known what is near."""
        if self._same_meaning is None:
            return {}
        best = self._searcher.nearness(self._hit, self._claim.query, one.start, one.end)
        near = {}
        for match in WORD.finditer(self._claim.text):
            within = [start < match.end() and end > match.start() for start, end in self._claim.tokens[: len(best)]]
            if any(within):
                near[words(match[0])[0]] = float(best[: len(within)][within].mean())
        return near

    def signals(self, one: SentenceScore) -> Signals:
        """What is weighed."""
        common = coverage(self._claim.text, f"{self._sentence(one)} {self._over}")
        return Signals(one.score, common, frozenset(objections(self._claim.text, self.said(one))), self._supported(one))

    def _supported(self, one: SentenceScore) -> float | None:
        """The reader's probability that the passage supports the claim, in the figures of a sentence of it."""
        if self._reader is None:
            return None
        claim = as_told(self._claim.text, self._sentence(one))
        if claim not in self._probabilities:
            (judgement,) = self._reader.judge(claim, [with_named_months(self._hit.passage.text)])
            self._probabilities[claim] = judgement.probabilities[0]
        return self._probabilities[claim]


@lru_cache(maxsize=500)
def _plain(text: str) -> str:
    """A text as it is compared, whatever shape its abbreviations and days have."""
    return spelled_out(with_named_months(text))


def _one_a_passage(comparisons: Sequence[Comparison]) -> tuple[Evidence, ...]:
    """The first comparison of each passage."""
    first = {one.evidence.hit.passage: one.evidence for one in reversed(comparisons)}
    return tuple(dict.fromkeys(first[one.evidence.hit.passage] for one in comparisons))
