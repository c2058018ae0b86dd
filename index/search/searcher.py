"""The passages of an index that are nearest to a question, and their sentences."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from index.arrays import BoolArray, FloatArray
from index.embedding.token_codes import Codec, maxsim
from index.models import ArticleFilter
from index.search.hits import Hit, Query, SentenceScore
from index.search.lexical import QuestionWords, coverages, weigh
from index.search.profiles import WITHOUT_MAXSIM, Profile, choose_codec, choose_profile
from index.search.scoring import Signals, log_odds, probability
from index.storage.layout import ModelRecord
from index.storage.records import PassageFeatures, StoredPassage
from index.storage.store import PassageStore

if TYPE_CHECKING:
    from index.storage.index import Index

# For how many of the candidates MaxSim is computed: it takes half of a question's time, and for more of XQuAD's questions
# no right passage is found (docs/retrieval.md).
MAXSIM_CANDIDATES = 40


class Searcher:
    """Searches a store whose vectors a model made. Safe to use from several threads."""

    def __init__(self, store: PassageStore, model: ModelRecord, with_tokens: bool) -> None:
        self._store = store
        self._model = model
        self._with_tokens = with_tokens
        self.profile: Profile = choose_profile(model, with_tokens)

    @classmethod
    def over(cls, index: "Index") -> Self:
        """The searcher of an open index."""
        return cls(index.passages, index.manifest.model, index.manifest.token_vectors)

    def search(self, query: Query, k: int, only: ArticleFilter | None = None) -> list[Hit]:
        """The k best passages for a question, best first: by confidence, or for an uncalibrated model by score."""
        words = weigh(query.text, self._store)
        keys = self._store.candidates(query.vectors.vector, words.by_column(), only or ArticleFilter())
        if not len(keys):
            return []
        if self._with_tokens:
            cheap = self._cheap_signals(query, words, self._store.features(keys)).fused(WITHOUT_MAXSIM)
            keys = keys[np.sort(np.argsort(-cheap, kind="stable")[: max(k, MAXSIM_CANDIDATES)])]
        return self._score(self._store.load(keys), query, words)[:k]

    def score(self, passages: Sequence[StoredPassage], query: Query) -> list[Hit]:
        """Passages as hits for a question, best first; of equal ones, those that were given first."""
        return self._score(passages, query, weigh(query.text, self._store)) if passages else []

    def signals(self, passages: Sequence[StoredPassage], query: Query) -> Signals:
        """What the passages' scores are made of, in their order."""
        return self._signals(passages, query, weigh(query.text, self._store))

    def refine(self, hit: Hit, query: Query) -> Hit:
        """A hit with its sentences scored by MaxSim within the tokens of each and of the headline, too, for choosing what to
        quote: "She is 23." is about whom the headline names.

        An index without token vectors leaves the hit as it is.
        """
        tokens = hit.stored.tokens
        if not len(tokens.codes):
            return hit
        similarities = query.vectors.tokens @ self._codec.decode(tokens.codes).T
        places = tokens.places + hit.passage.start
        weight = self.profile.sentence_maxsim

        def best(chosen: BoolArray) -> float:
            return float(query.vectors.weights @ similarities[:, chosen].max(axis=1)) if chosen.any() else 0.0

        headline = tokens.places < 0
        refined = []
        for sentence in hit.sentences:
            inside = (places >= sentence.start) & (places < sentence.end) & ~headline
            if inside.any():
                score = (sentence.score + weight * best(inside | headline)) / (1 + weight)
                sentence = replace(sentence, score=score, within=best(inside))
            refined.append(sentence)
        return replace(hit, sentences=_best_first(refined), headline=best(headline))

    def nearness(self, hit: Hit, query: Query, start: int, end: int) -> FloatArray:
        """How near each token of a query is to one of a hit's article from `start` to `end`, shape (tokens,); empty without."""
        tokens = hit.stored.tokens
        places = tokens.places + hit.passage.start
        inside = (places >= start) & (places < end) & (tokens.places >= 0)
        if not inside.any():
            return np.empty(0, np.float32)
        best: FloatArray = (query.vectors.tokens @ self._codec.decode(tokens.codes[inside]).T).max(axis=1)
        return best

    def rescore(self, hit: Hit, query: Query) -> Hit:
        """A hit with its sentences scored by their cosines with another text, best first."""
        cosines = hit.stored.features.sentence_vectors @ query.vectors.vector
        return replace(hit, sentences=_sentence_scores(hit.stored, cosines))

    def _score(self, passages: Sequence[StoredPassage], query: Query, words: QuestionWords) -> list[Hit]:
        features = [passage.features for passage in passages]
        signals = self._signals(passages, query, words)
        scores = signals.fused(self.profile.weights)
        odds = None
        if self.profile.calibration is not None:
            is_hindi = np.array([feature.language == "hi" for feature in features])
            odds = log_odds(scores, query.language, is_hindi, self.profile.calibration)
        order = np.argsort(-(scores if odds is None else odds), kind="stable")
        return [
            _hit(
                passages[at],
                float(scores[at]),
                None if odds is None else probability(float(odds[at])),
                float(signals.passage[at]),
                features[at].sentence_vectors @ query.vectors.vector,
            )
            for at in order
        ]

    def _signals(self, passages: Sequence[StoredPassage], query: Query, words: QuestionWords) -> Signals:
        signals = self._cheap_signals(query, words, [passage.features for passage in passages])
        return replace(signals, maxsim=self._maxsim(query, passages)) if self._with_tokens else signals

    def _cheap_signals(self, query: Query, words: QuestionWords, passages: Sequence[PassageFeatures]) -> Signals:
        """All signals but MaxSim."""
        stems, sounds = coverages(words, passages, query.language)
        vector = query.vectors.vector
        return Signals(
            passage=np.stack([passage.vector for passage in passages]) @ vector,
            sentence=np.array([(passage.sentence_vectors @ vector).max() for passage in passages], np.float32),
            coverage=stems,
            sound_coverage=sounds,
        )

    def _maxsim(self, query: Query, passages: Sequence[StoredPassage]) -> FloatArray:
        counts = np.array([len(passage.tokens.codes) for passage in passages])
        codes = np.concatenate([passage.tokens.codes for passage in passages])
        starts = np.cumsum(counts) - counts
        return maxsim(query.vectors.tokens, query.vectors.weights, self._codec.decode(codes), starts)

    @cached_property
    def _codec(self) -> Codec:
        return choose_codec(self._model.name, self._model.dimension)


def _hit(stored: StoredPassage, score: float, confidence: float | None, passage_score: float, cosines: FloatArray) -> Hit:
    sentences = _sentence_scores(stored, cosines)
    return Hit(stored.passage, stored.features.language, score, confidence, passage_score, sentences, stored)


def _sentence_scores(stored: StoredPassage, cosines: FloatArray) -> tuple[SentenceScore, ...]:
    return _best_first(
        [
            SentenceScore(start, end, float(cosine), wording)
            for (start, end, wording), cosine in zip(stored.sentences, cosines, strict=True)
        ]
    )


def _best_first(sentences: Sequence[SentenceScore]) -> tuple[SentenceScore, ...]:
    return tuple(sorted(sentences, key=lambda sentence: -sentence.score))
