"""What the checks of a model's sentences know of words, learned from parallel sentences.

    python -m index.training.checked_words --data ../shared/data

writes three files into assistant/data:

- words_across.txt: a stem of the one language with those of the other that translate it (IBM model 1, Brown et al. 1993,
  https://aclanthology.org/J93-2003, both ways);
- plain_hindi.txt: words that name nobody. A Hindi word is a name where it sounds like a capitalised word of the English
  sentence; a plain one is none in nearly all of its sentences;
- plain_english.txt: words that stand in small letters more often than not.

Sentences: FLORES, Joshua's Indian corpora, WMT14 and Tatoeba (docs/reader.md names their licences); for plain words, what was
written for the reader, which has the words of news.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import regex

from index.text.phonetics import phonetic_key
from index.text.words import terms, words
from index.training.reader.sources import parallel_sentences, read_lines
from index.training.reader.written import both_languages

OUT: Final = Path(__file__).resolve().parents[2] / "assistant" / "data"
ROUNDS, LEAST, MOST = 4, 0.06, 5
_CAPITAL = regex.compile(r"(?<![.!?\"“(]\s)(?<!^)(?<![\p{L}\p{M}'’])\p{Lu}\p{Ll}+")
_SMALL = regex.compile(r"(?<![\p{L}\p{M}'’])\p{Ll}{2,}(?![\p{L}\p{M}])")
_HINDI = regex.compile(r"[\u0900-\u0963\u0970-\u097f]{2,}")


def learn(pairs: list[tuple[list[str], list[str]]]) -> dict[str, dict[str, float]]:
    """t(target | source) of IBM model 1."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for source, target in pairs:
        for one in source:
            for other in target:
                table[one][other] = 1.0
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = {one: dict.fromkeys(row, 0.0) for one, row in table.items()}
        for source, target in pairs:
            for other in target:
                total = sum(table[one][other] for one in source)
                for one in source:
                    counts[one][other] += table[one][other] / total
        for one, row in counts.items():
            total = sum(row.values()) or 1.0
            table[one] = {other: count / total for other, count in row.items() if count / total > 1e-4}  # noqa: PLR2004
            for other in row.keys() - table[one].keys():
                table[one][other] = 1e-4
    return table


def across(pairs: list[dict[str, str]]) -> list[str]:
    both = [(terms(pair["hi"])[:60], terms(pair["en"])[:60]) for pair in pairs]
    both = [(one, other) for one, other in both if one and other]
    seen = Counter(word for sides in both for side in sides for word in set(side))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for forth, table in ((True, learn(both)), (False, learn([(other, one) for one, other in both]))):
        for source, row in table.items():
            for target, share in sorted(row.items(), key=lambda pair: -pair[1])[:MOST]:
                hindi, english = (source, target) if forth else (target, source)
                if share >= LEAST and seen[source] > 1 and not source.isdigit() and not target.isdigit():
                    found[hindi][english] = max(found[hindi][english], share)
    return [f"{hindi} {' '.join(other for other, _ in row.most_common(8))}" for hindi, row in sorted(found.items())]


def plain_hindi(pairs: list[dict[str, str]]) -> list[str]:
    names, all_of = Counter[str](), Counter[str]()
    for pair in pairs:
        keys = {phonetic_key(word.lower()) for word in _CAPITAL.findall(pair["en"])} - {""}
        first = words(pair["en"])[:1]
        keys |= {phonetic_key(word) for word in first} - {""}
        for word in set(words(" ".join(_HINDI.findall(pair["hi"])))):
            all_of[word] += 1
            names[word] += phonetic_key(word) in keys
    return sorted(word for word, count in all_of.items() if count > 1 and names[word] / count < 0.2)  # noqa: PLR2004


_ENDINGS = regex.compile("(?:ियों|ियाँ|ियां|ाओं|ाएँ|ाएं|ाने|ाना|ाया|ाई|ाए|ाकर|ाता|ाते|ाती|ओं|एँ|ों|ना|ने|नी|ता|ते|ती|कर|ा|ी|े|ें)$")
_PLURALS = ("ों", "ियों", "ाओं", "ओं")
_FORMS = 3


def inflected(pages: list[dict[str, str]]) -> list[str]:
    """Words of which at least three forms stand in the pages, a plural among them, or the three of an adjective or verb."""
    count = Counter(word for page in pages for word in words(" ".join(_HINDI.findall(page["text"]))))
    families: dict[str, set[str]] = defaultdict(set)
    for word in count:
        stem = _ENDINGS.sub("", word)
        if len(stem) > 1:
            families[stem].add(word)
    found = []
    for stem, forms in families.items():
        plural = any(form.endswith(_PLURALS) for form in forms)
        agrees = {stem + ending for ending in ("ा", "ी", "े")} <= forms or len(
            forms & {stem + "ना", stem + "ने", stem + "ता", stem + "ाना", stem + "ाने"}
        ) > 1
        if len(forms) >= _FORMS and (plural or agrees):
            found += forms
    return found


def without_translated_names(plain: list[str], rows: list[str], english: list[str]) -> list[str]:
    """Of plain words those that are not translated by a name."""
    known = set(terms(" ".join(english)))
    best = {row.split()[0]: row.split()[1] for row in rows}
    return [word for word in plain if all(best.get(stem, "") in {"", *known} for stem in terms(word))]


def plain_english(texts: list[str]) -> list[str]:
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        small.update(_SMALL.findall(text))
        capital.update(word.lower() for word in _CAPITAL.findall(text))
    return sorted(word for word, count in small.items() if count > 2 and count > capital[word] / 3)  # noqa: PLR2004


def write(name: str, about: str, lines: list[str], width: int | None) -> None:
    body = lines
    if width:
        body, line = [], ""
        for word in lines:
            if len(line) + len(word) >= width:
                body.append(line)
                line = ""
            line = f"{line} {word}".strip()
        body.append(line)
    (OUT / name).write_text("\n".join([f"# {about}", *body]) + "\n", encoding="utf-8")
    print(name, len(lines))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    pairs = parallel_sentences(data)
    rows, more = across(pairs), [*pairs, *both_languages()]
    english = [passage["text"] for passage in read_lines(data / "eval/xorqa.en.passages.jsonl")]
    by = "(index/training/checked_words.py)"
    english_words = plain_english([*english, *(pair["en"] for pair in more)])
    pages = read_lines(data / "eval/hiwiki.pages.jsonl.gz")
    hindi_words = sorted({*without_translated_names([*plain_hindi(more), *inflected(pages)], rows, english_words)})
    write("plain_english.txt", f"English words that name nobody {by}.", english_words, 120)
    write("plain_hindi.txt", f"Hindi words that name nobody {by}.", hindi_words, 120)
    write("words_across.txt", f"A Hindi stem and the English ones that translate it {by}.", rows, None)


if __name__ == "__main__":
    main()
