r"""Makes the file that assistant/question/romanised.py reads, from a lexicon and plain Devanagari text; deterministic.

    .venv/bin/python index/training/transliterator.py --lexicon hi.translit.train.tsv --pages hiwiki.pages.jsonl.gz \
        --out assistant/data/romanised.npz

The lexicon is Dakshina's (https://arxiv.org/abs/2007.01176), the pages Hindi Wikipedia's, both CC BY-SA 4.0.

1. Pairs. Each word and its romanisation are cut into pairs (1-3 Latin letters, 0-2 Devanagari letters) by expectation
   maximisation over all cuts (Jiampojamarn et al. 2007, "Applying many-to-many alignments and hidden Markov models to
   letter-to-phoneme conversion"); rare pairs are dropped, and with them the spellings that need them.
2. Joint n-grams over the pairs with modified Kneser-Ney smoothing (Chen & Goodman 1999), stored as a trie.
3. Word frequencies and a bigram model with absolute discounting from the pages; the lexicon's words count once each.
4. Exceptions: attested spellings ("lucknow" for लखनऊ) whose word the model of step 2 does not find.
"""

import argparse
import gzip
import json
import math
import random
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import regex

from assistant.question.romanised import STEP, Transliterator

Pair = tuple[str, str]
Entry = tuple[str, str, int]  # Devanagari word, romanisation, how often attested
Gram = tuple[int, ...]

SHAPES: Final = ((1, 0), (1, 1), (2, 1), (3, 1), (1, 2))  # Latin letters, Devanagari letters
ORDER: Final = 5
RARE_PAIR: Final = 8
RARE_LONG_PAIR: Final = 40  # for pairs of three Latin letters
RARE_BIGRAM: Final = 2
DISCOUNT: Final = 0.75
EXCEPTION_ATTESTED: Final = 2
SUBSET: Final = 8000
QUESTION_COUNT: Final = 1000  # questions have these words far more often than articles do
QUESTION_WORDS: Final = {
    "क्या": "kya kyaa kia", "कौन": "kaun kon koun", "कब": "kab", "कहाँ": "kahan kahaan kidhar", "क्यों": "kyon kyun kyu kyo",
    "कैसे": "kaise kese", "कैसा": "kaisa", "कितने": "kitne", "कितनी": "kitni", "कितना": "kitna", "किस": "kis", "किन": "kin",
    "किसने": "kisne kisney", "किसका": "kiska", "किसकी": "kiski", "किसके": "kiske", "किसे": "kise", "किसको": "kisko",
    "कौनसा": "kaunsa konsa", "कौनसी": "kaunsi konsi", "कौनसे": "kaunse konse", "बताओ": "batao", "बारे": "bare baare",
}  # fmt: skip
SPELLINGS: Final = {
    "है": "hai he h hei", "हैं": "hain hen hein", "में": "me mein men mei mai", "नहीं": "nahi nahin nahee nhi nai nahii",
    "यह": "yeh yah", "वह": "woh vah", "और": "aur or", "के": "k ke", "को": "ko", "पीएम": "pm", "सीएम": "cm", "यूएसए": "usa",
    "शी": "xi shi", "हुआ": "hua huwa", "हुई": "hui huyi", "हुए": "hue huye", "गयी": "gayi", "थे": "the", "थीं": "thin theen",
    "जनवरी": "january", "फरवरी": "february", "डॉ": "dr", "ज्यादातर": "zyadatar zyaadatar",
    "ज्यादा": "zyada zyaada ziada zada zyaadah jada", "बहुत": "bohot bahot bhot", "लेकिन": "lekin lakin",
    "वाला": "vala wala", "वाले": "vale wale", "वाली": "vali wali", "वालों": "walo walon valo", "लोगों": "logon logo",
    "बंद": "band bandh", "कल": "kal", "परसों": "parso parson", "शुरू": "shuru suru", "बाढ़": "baadh baarh",
    "रुपये": "rupay rupaye rupees rupiye", "पुराना": "purana puraana", "पुराने": "purane", "छोटा": "chota chhota",
    "छोटे": "chote chhote", "छोटी": "choti chhoti", "क्योंकि": "kyunki kyonki kyuki", "कितनों": "kitno", "दिया": "dia diya",
    "लिया": "lia liya", "बनाया": "bnaya banaya", "अस्पताल": "aspatal asptal haspatal", "गांव": "gaon gao gaav",
    "ज़रूरत": "zarurat jarurat zaroorat", "ज़िला": "zila jila", "ज़िले": "zile jile",
    # English words that stand in Hindi news, typed as in English
    "सायरन": "siren", "रिजल्ट": "result", "रिजल्ट्स": "results", "जज": "judge", "जजों": "judges", "केस": "case", "कार": "car",
    "ट्रक": "truck", "डोज": "dose", "टीचर": "teacher", "एग्जाम": "exam", "रेट": "rate", "पायलट": "pilot", "सैलरी": "salary",
    "डेटा": "data", "पॉजिटिव": "positive", "अरेस्ट": "arrest", "मर्डर": "murder", "फ्रॉड": "fraud", "बम": "bomb",
    "फॉरेस्ट": "forest", "वोट": "vote votes", "रन": "run runs", "प्रॉफिट": "profit", "टाइटल": "title", "नाइट": "night",
    "केयर": "care", "डेट": "date", "डैमेज": "damage", "नॉलेज": "knowledge",
}  # fmt: skip
LONGEST: Final = 24
START, END = ("", ""), ("$", "")

# A consonant keeps its nukta and virama: "k" is क or क्, never a bare virama.
_LETTER = regex.compile(r"[\u0915-\u0939]\u093c?\u094d?|.")
_WORD = regex.compile(r"[\u0900-\u0963\u0970-\u097f]+")
_WORD_OR_OTHER = regex.compile(r"[\u0900-\u0963\u0970-\u097f]+|[^\s\u0900-\u097f]+")
_SENTENCE_END = regex.compile(r"[।?!\n|]|\.(?=\s)")


def read_lexicon(path: Path) -> list[Entry]:
    """Lines `word<TAB>romanisation<TAB>count`."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(unicodedata.normalize("NFC", word), roman.lower(), int(count)) for word, roman, count in rows]


def read_pages(path: Path, part: int | None) -> list[str]:
    """The pages' texts; with a part, 0 or 1, only the pages of that half."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    kept = [page for page in pages if part is None or zlib.crc32(page["page_id"].encode()) % 2 == part]
    return [unicodedata.normalize("NFC", page["text"]) for page in kept]


# 1. Pairs


Arc = tuple[int, int, Pair, float]
Sample = tuple[str, list[str], int]


def _arcs(sample: Sample, probability: Callable[[Pair], float]) -> list[Arc]:
    """The steps from cell (i letters used, j letters written) to cell, in an order that can be summed over."""
    latin, letters, _ = sample
    width = len(letters) + 1
    arcs = list[Arc]()
    for i in range(len(latin)):
        for j in range(width):
            for a, b in SHAPES:
                rows, columns = len(latin) - i - a, len(letters) - j - b
                if rows < 0 or columns < 0 or columns > 2 * rows:
                    continue
                pair = latin[i : i + a], "".join(letters[j : j + b])
                if p := probability(pair):
                    arcs.append((i * width + j, (i + a) * width + j + b, pair, p))
    return arcs


def _lookup(shares: dict[Pair, float], otherwise: float = 0.0) -> Callable[[Pair], float]:
    return lambda pair: shares.get(pair, otherwise)


def _expected_counts(samples: Iterable[Sample], probability: Callable[[Pair], float]) -> dict[Pair, float]:
    """The expectation step: forward and backward sums over all cuts of each sample."""
    counts = defaultdict[Pair, float](float)
    for sample in samples:
        arcs = _arcs(sample, probability)
        cells = (len(sample[0]) + 1) * (len(sample[1]) + 1)
        forward, backward = [0.0] * cells, [0.0] * cells
        forward[0] = backward[-1] = 1.0
        for source, target, _, p in arcs:
            forward[target] += forward[source] * p
        if not forward[-1]:
            continue
        for source, target, pair, p in reversed(arcs):
            share = p * backward[target]
            backward[source] += share
            counts[pair] += sample[2] * forward[source] * share / forward[-1]
    return counts


def _shares(counts: dict[Pair, float], least: float) -> dict[Pair, float]:
    kept = {pair: count for pair, count in counts.items() if count > least}
    total = sum(kept.values())
    return {pair: count / total for pair, count in kept.items()}


def _best_cut(sample: Sample, probability: Callable[[Pair], float]) -> list[Pair] | None:
    cells = (len(sample[0]) + 1) * (len(sample[1]) + 1)
    best = [1.0] + [0.0] * (cells - 1)
    came: dict[int, tuple[int, Pair]] = {}
    for source, target, pair, p in _arcs(sample, probability):
        if best[source] * p > best[target]:
            best[target] = best[source] * p
            came[target] = source, pair
    if not best[-1]:
        return None
    cut, cell = list[Pair](), cells - 1
    while cell:
        cell, pair = came[cell]
        cut.append(pair)
    return cut[::-1]


def align(lexicon: list[Entry]) -> list[list[Pair]]:
    """One cut for each lexicon entry that the frequent pairs can spell."""
    samples = [(roman, _LETTER.findall(word), count) for word, roman, count in lexicon if len(roman) <= LONGEST]
    subset = random.Random(0).sample(samples, min(SUBSET, len(samples)))
    shares: dict[Pair, float] = {}
    for turn in range(5):
        shares = _shares(_expected_counts(subset, _lookup(shares, 0.0 if turn else 1e-2)), 0.05 if turn < 3 else 0.3)
    for floor in (1e-7, 0.0):
        shares = _shares(_expected_counts(samples, _lookup(shares, floor)), 0.5)
    cuts = [_best_cut(sample, _lookup(shares)) for sample in samples]
    used = Counter(pair for cut in cuts if cut for pair in cut)
    kept: dict[Pair, float] = {
        pair: count for pair, count in used.items() if count >= (RARE_LONG_PAIR if len(pair[0]) == 3 else RARE_PAIR)
    }
    final = _lookup(_shares(kept, 0))
    again = (_best_cut(sample, final) for sample in samples)
    return [cut for cut in again if cut]


# 2. Joint n-grams


def _count_grams(sequences: list[Gram]) -> list[Counter[Gram]]:
    """Counts by length; below the highest order, how many different pairs come before (Kneser & Ney 1995)."""
    counts = [Counter[Gram]() for _ in range(ORDER + 1)]
    for sequence in sequences:
        for end in range(1, len(sequence)):
            for start in range(max(0, end + 1 - ORDER), end + 1):
                gram = sequence[start : end + 1]
                counts[len(gram)][gram] += len(gram) == ORDER or start == 0
    for length in range(ORDER - 1, 0, -1):
        before = Counter(gram[1:] for gram in counts[length + 1])
        for gram in counts[length]:
            if gram[0] != 0:
                counts[length][gram] = before[gram]
    return counts


def _discounts(counts: Counter[Gram]) -> list[float]:
    of = Counter(counts.values())
    y = of[1] / (of[1] + 2 * of[2])
    return [0.0] + [max(0.1, k - (k + 1) * y * of[k + 1] / max(1, of[k])) for k in (1, 2, 3)]


def estimate(sequences: list[Gram], pairs: int) -> tuple[dict[Gram, float], dict[Gram, float]]:
    """Probabilities of n-grams and, for their histories, the share left to shorter ones."""
    probability: dict[Gram, float] = {}
    left: dict[Gram, float] = {}
    for counts in _count_grams(sequences)[1:]:
        discount = _discounts(counts)
        total, taken = Counter[Gram](), defaultdict[Gram, float](float)
        for gram, count in counts.items():
            total[gram[:-1]] += count
            taken[gram[:-1]] += discount[min(count, 3)]
        for gram, count in counts.items():
            history = gram[:-1]
            shorter = probability[gram[1:]] if history else 1 / pairs
            kept = max(0.0, count - discount[min(count, 3)])
            probability[gram] = (kept + taken[history] * shorter) / total[history]
        left |= {history: taken[history] / total[history] for history in total}
    return probability, left


def trie_arrays(cuts: list[list[Pair]]) -> dict[str, Any]:
    """The n-gram model, nodes breadth first, each node's children by pair number."""
    pairs = [START, END, *sorted({pair for cut in cuts for pair in cut})]
    number = {pair: i for i, pair in enumerate(pairs)}
    sequences = [(0, *(number[pair] for pair in cut), 1) for cut in cuts]
    probability, left = estimate(sequences, len(pairs))
    probability[0,] = 1.0
    children = defaultdict[Gram, list[int]](list)
    for gram in sorted(probability):
        children[gram[:-1]].append(gram[-1])
    nodes: list[Gram] = [()]
    for node in nodes:
        nodes.extend((*node, pair) for pair in children.get(node, ()))
    return {
        "pairs": pack_text(f"{latin}\t{devanagari}" for latin, devanagari in pairs),
        "node_pair": np.array([node[-1] if node else 0 for node in nodes], np.uint16),
        "node_logp": _bytes(probability.get(node, 1.0) for node in nodes),
        "node_penalty": _bytes(left.get(node, 1.0) for node in nodes),
        "node_children": np.array([len(children.get(node, ())) for node in nodes], np.uint16),
    }


# 3. Words


def _bigrams(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            before = "<s>"
            for word in _WORD_OR_OTHER.findall(sentence):
                if _WORD.fullmatch(word):
                    yield before, word
                    before = word
                else:
                    before = "#"


def word_arrays(lexicon: list[Entry], texts: list[str]) -> dict[str, Any]:
    """Word probabilities, and the discounted bigrams as one row per preceding word."""
    words = Counter(word for text in texts for word in _WORD.findall(text))
    words.update({word for word, _, _ in lexicon})
    words.update(dict.fromkeys(QUESTION_WORDS, QUESTION_COUNT))
    words.update(list(SPELLINGS))
    total = words.total()
    names = ["#", "<s>", *sorted(words)]
    number = {name: i for i, name in enumerate(names)}
    bigrams = Counter(_bigrams(texts))
    seen = Counter[str]()
    rows = defaultdict[int, list[tuple[int, int]]](list)
    for (before, word), count in sorted(bigrams.items()):
        seen[before] += count
        if count >= RARE_BIGRAM:
            rows[number[before]].append((number[word], count))
    left = {row: 1 - sum(n - DISCOUNT for _, n in rows[row]) / seen[names[row]] for row in rows}
    return {
        "words": pack_text(names),
        "word_logp": _bytes(words[name] / total if words[name] else 1e-9 for name in names),
        "total": np.array(total),
        "row_word": np.array(sorted(rows), np.uint16),
        "row_length": np.array([len(rows[row]) for row in sorted(rows)], np.uint16),
        "row_back_off": np.array([max(1, round(255 * left[row])) for row in sorted(rows)], np.uint8),
        "follower": np.array([word for row in sorted(rows) for word, _ in rows[row]], np.uint16),
        "follower_logp": _bytes((n - DISCOUNT) / seen[names[row]] for row in sorted(rows) for _, n in rows[row]),
    }


# 4. Exceptions, and the file


def exceptions(lexicon: list[Entry], arrays: dict[str, Any]) -> list[str]:
    """Most attested spellings whose word is not among the model's candidates, and those written down above."""
    model = Transliterator({**arrays, "exceptions": pack_text([])})
    most: dict[str, tuple[int, str]] = {}
    for word, roman, count in lexicon:
        if count >= EXCEPTION_ATTESTED and roman.isascii():
            most[roman] = max(most.get(roman, (0, "")), (count, word))
    missed = [f"{roman}\t{word}" for roman, (_, word) in most.items() if word not in dict(model.word(roman, 24))]
    known = [f"{roman}\t{word}" for word, romans in (QUESTION_WORDS | SPELLINGS).items() for roman in romans.split()]
    return sorted({*missed, *known})


def pack_text(lines: Iterable[str]) -> Any:
    """Lines of ASCII and Devanagari as bytes; the reverse of `romanised.unpack_text`."""
    codes = np.frombuffer("\n".join(lines).encode("utf-16-le"), "<u2")
    return np.where(codes >= 0x900, codes - 0x880, codes).astype(np.uint8)


def _bytes(probabilities: Iterable[float]) -> Any:
    return np.array([min(255, round(-STEP * math.log(p))) for p in probabilities], np.uint8)


def train(lexicon_path: Path, pages_path: Path, part: int | None) -> dict[str, Any]:
    """All arrays of the artefact."""
    lexicon = read_lexicon(lexicon_path)
    arrays = trie_arrays(align(lexicon)) | word_arrays(lexicon, read_pages(pages_path, part))
    return arrays | {"exceptions": pack_text(exceptions(lexicon, arrays))}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", type=int, choices=(0, 1), help="use only the pages of this half, for evaluation")
    options = parser.parse_args()
    np.savez_compressed(options.out, **train(options.lexicon, options.pages, options.half))


if __name__ == "__main__":
    main()
