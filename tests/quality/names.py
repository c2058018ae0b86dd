"""Names in Latin letters, as people type them: which come out as the articles write them.

    python -m tests.quality.names

The names stand in tests/data/names. A name counts where "... mein kya hua?" has it as the articles do: among articles that hold
the names and little else, and without any. Weights were chosen on one half, told apart by a checksum of the name.
"""

import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.question.romanised import Transliterator
from index.text.phonetics import phonetic_key
from index.text.words import words

DATA = Path(__file__).resolve().parents[1] / "data"


def names() -> list[tuple[str, str]]:
    """Each way of typing a name, with the name."""
    lines = (DATA / "names" / "names.txt").read_text(encoding="utf-8").splitlines()
    rows = [unicodedata.normalize("NFC", line).split() for line in lines if line and not line.startswith("#")]
    return [(typed, name) for name, *ways in rows for typed in ways]


def is_held_out(name: str) -> bool:
    return zlib.crc32(name.encode()) % 2 == 1


def vocabulary() -> Counter[str]:
    """The Devanagari words of the conversation's articles, and each name once."""
    text = (DATA / "conversation" / "articles.jsonl").read_text(encoding="utf-8")
    counts = Counter(word for word in words(text) if "\u0900" <= word[0] <= "\u097f")
    return counts + Counter({name for _, name in names()})


def knowing(counts: Mapping[str, int]) -> Transliterator:
    """A transliterator of articles with these words."""
    by_sound = defaultdict(list)
    for word in counts:
        by_sound[phonetic_key(word)].append(word)
    transliterator = Transliterator.load()
    transliterator.add_words(counts, lambda keys: [word for key in sorted(keys) for word in by_sound[key]])
    return transliterator


def wrong(transliterator: Transliterator, of: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """What was typed, the name, and what came out, for those that came out otherwise."""
    read = [(typed, name, transliterator.sentence(f"{typed} mein kya hua?").split()[0]) for typed, name in of]
    return [each for each in read if each[1] != each[2]]


def main() -> None:
    knowledgeable, ignorant = knowing(vocabulary()), Transliterator.load()
    print(f"{'half':<12}{'n':>5}{'with articles':>15}{'without':>9}")
    for half, held_out in (("tuned on", False), ("held out", True)):
        chosen = [pair for pair in names() if is_held_out(pair[1]) == held_out]
        shares = [1 - len(wrong(one, chosen)) / len(chosen) for one in (knowledgeable, ignorant)]
        print(f"{half:<12}{len(chosen):>5}{shares[0]:>15.3f}{shares[1]:>9.3f}")
    print(*(f"{typed}: {read}, not {name}" for typed, name, read in wrong(knowledgeable, names())), sep="\n")


if __name__ == "__main__":
    main()
