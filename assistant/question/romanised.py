"""Hindi typed in Latin letters ("putin ne kya kaha") to Devanagari, for questions over Devanagari articles.

A word's candidates come from a joint-sequence model: an n-gram model over pairs (Latin letters, Devanagari letters), read
off with a beam search (Bisani & Ney 2008, "Joint-sequence models for grapheme-to-phoneme conversion"). They are weighed
against how common each Devanagari word is, as in a noisy channel, and against the word before it by a bigram model, as
Roark et al. 2020 (https://arxiv.org/abs/2007.01176) do for the Dakshina data. index/training/transliterator.py makes
the file that is loaded here.
"""

import math
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import regex

from assistant.question.spelling import nearest, sound_keys
from index.text.languages import HINDI

MODEL: Final = Path(str(files("assistant") / "data" / "romanised.npz"))
# Sizes, widths and weights were chosen on Dakshina's development words (docs/retrieval.md has what they give), speed in mind.
BEAM: Final = 24  # partial words kept at each letter
WIDTH: Final = 9.0  # and only those within this log-probability of the best
ARC_WIDTH: Final = 7.0  # the same for one step's continuations
CANDIDATES: Final = 24  # candidates kept of one word
CONTEXT_CANDIDATES: Final = 8  # of which the bigram model chooses
UNSEEN_COUNT: Final = 0.01  # the count that a word outside the list is taken to have
BIGRAM_SHARE: Final = 0.7  # log-linear weight of the bigram model; the rest is the word's own frequency
RARE: Final = 30.0  # a word of the articles with a smaller count is taken for a name ...
NAME_COUNT: Final = 100.0  # ... and to have this count more (both chosen on one half of tests/data/names)
# A reading that is so much less likely spelt than the likeliest (log-probability) is no reading of a name that the articles
# have as it is typed: "Ponnan" is not फ़ोन, "Sheriff" not सिर्फ़ (judged on tests/data/news).
POORLY_SPELT: Final = 4.0
EXCEPTION: Final = -7.0  # log-probability of a listed spelling that the pairs can't derive
LONGEST_CHUNK: Final = 3  # Latin letters in a pair
LONGEST_WORD: Final = 32
STEP: Final = 16.0  # log-probabilities are stored as bytes, in sixteenths
CACHED_WORDS: Final = 20_000

# Words by which "kaha" is known to be "said" (कहा) and not "where" (कहाँ): whoever said it; what follows; what asks otherwise.
_SPEAKERS: Final = frozenset("ne usne unhone unhonne isne inhone jisne maine humne hamne tumne aapne sabne kisne".split())
_AFTER_SAID: Final = frozenset("ki gaya gayi jata jaata jati ja".split())
_HAS_SAID: Final = frozenset("hai h he tha hoga".split())
_ASK_OTHERWISE: Final = HINDI.question_words | frozenset("kyaa kyo kon konsa konse konsi kinko kitno".split())
_END = "$"
_LATIN = regex.compile(r"\p{Latin}(?:[\p{Latin}\u0300-\u036f]|['’](?=\p{Latin}))*")
_ACRONYM = regex.compile(r"\p{Lu}{2,5}")
_LONG_RUN = regex.compile(r"(.)\1{2,}")
# The words of the articles that have one of some phonetic keys.
Sounding = Callable[[Collection[str]], Collection[str]]
# Whether the articles have a word in Latin letters.
InLatin = Callable[[str], bool]

_MISPLACED = regex.compile(r"(?<![\u0915-\u0939\u093c])[\u093e-\u094c]|(?<![\u0904-\u094c])[\u0900-\u0903]")


@dataclass(slots=True, eq=False)
class _State:
    """A node of the n-gram trie (the pairs so far); `back` is the node without the oldest pair."""

    back: "_State | None"
    penalty: float
    arcs: dict[str, list[tuple[int, float]]]
    nodes: dict[int, int]
    merged: dict[str, list[tuple[str, float, "_State"]]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Path:
    """A reading of the sentence so far, by its last word."""

    word: str
    score: float
    before: "_Path | None"


class Transliterator:
    """One loaded model; keep it, it remembers the words that it has seen."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._pairs: list[list[str]] = [pair.split("\t") for pair in unpack_text(arrays["pairs"])]
        self._pair, self._logp, self._penalty = arrays["node_pair"], arrays["node_logp"], arrays["node_penalty"]
        self._first_child = _starts(arrays["node_children"], 1)
        self._states: dict[int, _State] = {}
        self._root = self._state(0, None)
        self._start = self._step(self._root, 0)
        self._words = unpack_text(arrays["words"])
        self._total = float(arrays["total"])
        self._prior: dict[str, float] = dict(zip(self._words, (arrays["word_logp"] / -STEP).tolist(), strict=True))
        self._unseen = math.log(UNSEEN_COUNT / self._total)
        self._listed: dict[str, list[str]] = {}
        for latin, word in (line.split("\t") for line in unpack_text(arrays["exceptions"])):
            self._listed.setdefault(latin, []).append(word)
        self._rows = {self._words[word]: row for row, word in enumerate(arrays["row_word"].tolist())}
        self._row_start = _starts(arrays["row_length"], 0)
        self._row_back_off: list[float] = (arrays["row_back_off"] / 255).tolist()
        self._follower, self._follower_p = arrays["follower"], arrays["follower_logp"]
        self._following: dict[str, tuple[dict[str, float], float]] = {}
        self._cache: dict[str, list[tuple[str, float]]] = {}
        self._sounding: Sounding = lambda keys: ()
        self._in_latin: InLatin = lambda word: False

    @classmethod
    def load(cls, path: str | Path = MODEL) -> "Transliterator":
        """Reads the file that index/training/transliterator.py wrote."""
        with np.load(path, allow_pickle=False) as file:
            return cls({name: file[name] for name in file.files})

    def add_words(self, counts: Mapping[str, int], sounding: Sounding | None = None, in_latin: InLatin | None = None) -> None:
        """Count Devanagari words of the indexed articles too, so that a name in them wins over its other spellings. `sounding`
        tells those of them that sound in some way: names that their letters alone don't spell. `in_latin` tells what they
        have in Latin letters, which stays as it is where that is likelier.
        """
        for word, count in counts.items():
            known = math.exp(self._prior.get(word, -math.inf)) * self._total
            self._prior[word] = math.log((known + count + (NAME_COUNT if known < RARE else 0)) / self._total)
        self._sounding = sounding or self._sounding
        self._in_latin = in_latin or self._in_latin
        self._cache.clear()

    def word(self, roman: str, n: int = 5) -> list[tuple[str, float]]:
        """The n most probable Devanagari spellings, best first, with log-probabilities; empty for no Latin letters."""
        scored = self._scored(roman)
        if not scored:
            return []
        total = math.log(math.fsum(math.exp(score - scored[0][1]) for _, score in scored)) + scored[0][1]
        return [(word, score - total) for word, score in scored[:n]]

    def sentence(self, text: str) -> str:
        """The text with its Latin words in Devanagari; all else stays as it is, and so do acronyms in capitals, and what the
        articles have in Latin letters and Hindi has not.
        """
        paths, at, gaps = [_Path("<s>", 0.0, None)], 0, list[str]()
        shouting = text.upper() == text
        for match in _LATIN.finditer(text):
            if text[at : match.start()].strip():
                paths = [_Path("#", top.score, top) for top in paths[:1]]
            gaps.append(text[at : match.start()])
            at = match.end()
            paths = self._extend(paths, match.group(), keep=not shouting and bool(_ACRONYM.fullmatch(match.group())))
        best, words = paths[0], list[str]()
        while best.before is not None:
            words.append(best.word)
            best = best.before
        words = [word for word in reversed(words) if word != "#"]
        return "".join(gap + word for gap, word in zip(gaps, words, strict=True)) + text[at:]

    def _extend(self, paths: list[_Path], roman: str, keep: bool) -> list[_Path]:
        """One Viterbi step: every reading of this word after the best reading of the words before it."""
        scored = [] if keep else self._scored(roman)[:CONTEXT_CANDIDATES]
        if not scored or self._stays(roman, scored[0][0]):
            return [_Path(roman, paths[0].score, paths[0])]
        extended = list[_Path]()
        for word, score in scored:
            prior = self._prior.get(word, self._unseen)
            reached = [path.score + self._context(path.word, word, prior) for path in paths]
            top = max(reached)
            extended.append(_Path(word, top + score - prior, paths[reached.index(top)]))
        return sorted(extended, key=lambda path: -path.score)

    def _stays(self, roman: str, reading: str) -> bool:
        """Whether a word is one that the articles have as it is typed, and its best reading one that Hindi hasn't."""
        spelt = dict(self._candidates(roman))
        is_known = reading in self._prior and spelt[reading] >= max(spelt.values()) - POORLY_SPELT
        return not is_known and self._in_latin(roman)

    def _context(self, before: str, word: str, prior: float) -> float:
        """Log-probability of a word after another: absolute discounting, Ney, Essen & Kneser 1994."""
        row = self._rows.get(before)
        if row is None:
            return prior
        if before not in self._following:
            span = slice(self._row_start[row], self._row_start[row + 1])
            ps = np.exp(self._follower_p[span] / -STEP).tolist()
            words = [self._words[i] for i in self._follower[span].tolist()]
            self._following[before] = dict(zip(words, ps, strict=True)), self._row_back_off[row]
        seen, back_off = self._following[before]
        bigram = math.log(seen.get(word, 0.0) + back_off * math.exp(prior))
        return BIGRAM_SHARE * bigram + (1 - BIGRAM_SHARE) * prior

    def _scored(self, roman: str) -> list[tuple[str, float]]:
        """Candidates by joint probability and frequency, best first."""
        found = self._candidates(roman)
        scored = [(word, logp + self._prior.get(word, self._unseen)) for word, logp in found]
        return sorted(scored, key=lambda pair: -pair[1])

    def _candidates(self, roman: str) -> list[tuple[str, float]]:
        letters = "".join(c for c in unicodedata.normalize("NFKD", roman.lower()) if c.isascii() and c.isalpha())
        letters = _LONG_RUN.sub(r"\1\1", letters)
        known = self._cache.get(letters)
        if known is None:
            if len(self._cache) >= CACHED_WORDS:
                self._cache.clear()
            found = self._search(letters) if 0 < len(letters) <= LONGEST_WORD else {}
            for word in self._listed.get(letters, ()):
                found[word] = max(found.get(word, -math.inf), EXCEPTION)
            spelt = dict(sorted(found.items(), key=lambda pair: -pair[1])[:CANDIDATES])
            near = nearest(self._sounding(keys), spelt) if (keys := sound_keys(letters)) else {}
            every = {word: max(spelt.get(word, -math.inf), near.get(word, -math.inf)) for word in (*spelt, *near)}
            known = self._cache[letters] = sorted(every.items(), key=lambda pair: -pair[1])
        return known

    def _search(self, letters: str) -> dict[str, float]:
        """Beam search, letter by letter; ways to the same spelling are added up at the end."""
        beams: list[dict[tuple[_State, str], float]] = [{} for _ in range(len(letters) + 1)]
        beams[0][self._start, ""] = 0.0
        for at, beam in enumerate(beams[:-1]):
            for (state, word), score in _best(beam):
                for size in range(1, min(LONGEST_CHUNK, len(letters) - at) + 1):
                    ahead = beams[at + size]
                    for piece, logp, after in self._arcs(state, letters[at : at + size]):
                        key = after, word + piece
                        if score + logp > ahead.get(key, -math.inf) and not (piece and _MISPLACED.match(key[1], len(word))):
                            ahead[key] = score + logp
            beam.clear()
        found: dict[str, float] = {}
        for (state, word), score in _best(beams[-1]):
            for _, logp, _ in self._arcs(state, _END):
                found[word] = math.log(math.exp(found.get(word, -math.inf)) + math.exp(score + logp))
        return found

    def _arcs(self, state: _State, letters: str) -> list[tuple[str, float, _State]]:
        """Continuations by these letters, backing off to shorter histories (Katz 1987)."""
        if letters not in state.merged:
            best: dict[int, float] = {}
            node: _State | None = state
            penalty = 0.0
            while node is not None:
                for pair, logp in node.arcs.get(letters, ()):
                    best.setdefault(pair, penalty + logp)
                penalty += node.penalty
                node = node.back
            floor = max(best.values(), default=0.0) - ARC_WIDTH
            kept = [(pair, logp) for pair, logp in best.items() if logp >= floor]
            state.merged[letters] = [(self._pairs[pair][1], logp, self._step(state, pair)) for pair, logp in kept]
        return state.merged[letters]

    def _step(self, state: _State | None, pair: int) -> _State:
        """The longest history that the model knows after one more pair."""
        if state is None:
            return self._root
        child = state.nodes.get(pair)
        if child is None or self._first_child[child] == self._first_child[child + 1]:
            return self._step(state.back, pair)
        return self._states.get(child) or self._state(child, self._step(state.back, pair))

    def _state(self, node: int, back: _State | None) -> _State:
        arcs: dict[str, list[tuple[int, float]]] = {}
        nodes: dict[int, int] = {}
        first, end = int(self._first_child[node]), int(self._first_child[node + 1])
        pairs, logps = self._pair[first:end].tolist(), (self._logp[first:end] / -STEP).tolist()
        for child, pair, logp in zip(range(first, end), pairs, logps, strict=True):
            nodes[pair] = child
            arcs.setdefault(self._pairs[pair][0], []).append((pair, logp))
        state = self._states[node] = _State(back, float(self._penalty[node]) / -STEP, arcs, nodes)
        return state


def asking_where(text: str) -> str:
    """A question with "kahan" for a "kaha" that asks for a place: "bird flu kaha faila"."""
    words = text.split(" ")
    plain = [word.lower().strip("?.,!") for word in words]
    if not _ASK_OTHERWISE.isdisjoint(plain):
        return text
    for at, (word, behind) in enumerate(pairwise(plain)):
        said_by = _SPEAKERS & set(plain[:at])
        was_said = behind in _AFTER_SAID or (said_by and (plain[at - 1] in _SPEAKERS or behind in _HAS_SAID))
        if word == "kaha" and behind and not was_said:
            words[at] = "kahan"
    return " ".join(words)


def unpack_text(data: npt.NDArray[np.uint8]) -> list[str]:
    """Lines of ASCII and Devanagari, a byte a letter: 0x80 stands for U+0900."""
    wide = data.astype("<u2")
    wide[wide >= 0x80] += 0x880
    lines = wide.tobytes().decode("utf-16-le")
    return lines.split("\n") if lines else []


def _best(beam: dict[tuple[_State, str], float]) -> list[tuple[tuple[_State, str], float]]:
    ranked = sorted(beam.items(), key=lambda item: -item[1])[:BEAM]
    return [item for item in ranked if item[1] >= ranked[0][1] - WIDTH]


def _starts(lengths: npt.NDArray[Any], first: int) -> npt.NDArray[np.int64]:
    starts = np.full(len(lengths) + 1, first, np.int64)
    starts[1:] += np.cumsum(lengths, dtype=np.int64)
    return starts
