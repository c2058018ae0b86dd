"""The data sets, read into examples; what belongs to the held-out articles is left out."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from index.embedding.embedder import load_embedder
from index.training.data import LANGUAGES
from index.training.reader.examples import Example
from index.training.reader.pairing import paired_by_meaning

# A fifth of XQuAD's development articles: never trained on in either language, nor what SQuAD asks about them.
HELD_OUT = frozenset(f"xquad-{number}" for number in ("07", "12", "24", "26", "29", "33", "43"))
# Sets over the paragraphs of SQuAD's development articles, which XQuAD's were taken from.
OVERLAPPING = ("en_squad11_dev", "en_squad20_dev", "en_disfl_qa")
OTHER_GROUPS = {"en_qamr": "en-en short", "en_policyqa_devtest": "en-en long", "en_covid_qa": "en-en long"}
LONGEST_ANSWER = 160

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """A file of JSON objects, one a line."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines]


def held_out(passage_id: str) -> bool:
    """Whether this paragraph of XQuAD is only for measuring."""
    return passage_id.rpartition("-")[0] in HELD_OUT


def english_sets(data: Path) -> Iterator[Example]:
    """The English sets; a question that an article doesn't answer has no span."""
    articles = _article_words(data)
    for path in sorted((data / "reader").glob("*.json.gz")):
        name = path.name.removesuffix(".json.gz")
        fields = _english_set(path)
        passages = fields["contexts"]
        banned = _near_held_out(passages, articles) if name in OVERLAPPING else set[int]()
        print(name, len(passages), "contexts,", len(banned), "left out")
        group = OTHER_GROUPS.get(name, "en-en")
        for question in fields["questions"]:
            position = question["context"]
            if position in banned:
                continue
            if not question["answerable"]:
                yield Example("en-en miss", question["question"], passages[position])
                continue
            answer = question["answers"][0]
            if answer["start"] < 0 or len(answer["text"]) > LONGEST_ANSWER:
                continue
            span = answer["start"], answer["start"] + len(answer["text"])
            if passages[position][span[0] : span[1]] != answer["text"]:
                continue
            yield Example(group, question["question"], passages[position], span)


@cache
def contexts(data: Path, name: str) -> list[str]:
    """The passages of an English set."""
    found: list[str] = _english_set(data / "reader" / f"{name}.json.gz")["contexts"]
    return found


def _english_set(path: Path) -> dict[str, Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        fields: dict[str, Any] = json.load(file)
    return fields


def bilingual_sets(data: Path) -> Iterator[Example]:
    """XQuAD's other four fifths, XQuAD-IN and XorQA, each question with the paragraph in either language."""
    for name in ("xquad", "xquadin"):
        passages = {la: {p["id"]: p["text"] for p in read_lines(data / f"eval/{name}.{la}.passages.jsonl")} for la in LANGUAGES}
        questions = {la: {q["id"]: q for q in read_lines(data / f"eval/{name}.{la}.questions.jsonl")} for la in LANGUAGES}
        for asked in LANGUAGES:
            for read in LANGUAGES:
                for number, question in questions[asked].items():
                    gold = questions[read].get(number)
                    if gold is None or gold["answer_start"] < 0 or held_out(gold["passage"]):
                        continue
                    span = gold["answer_start"], gold["answer_start"] + len(gold["answer"])
                    yield Example(f"{asked}-{read}", question["question"], passages[read][gold["passage"]], span)
        if name == "xquad":
            for miss in read_lines(data / "eval/xquad.en.near_miss.jsonl"):
                if not held_out(miss["passage"]):
                    for read in ("en", "hi"):
                        yield Example(f"en-{read} miss", miss["question"], passages[read][miss["passage"]])
    yield from _xorqa(data)


def _xorqa(data: Path) -> Iterator[Example]:
    passages = {p["id"]: p["text"] for p in read_lines(data / "eval/xorqa.en.passages.jsonl")}
    for question in read_lines(data / "eval/xorqa.hi.questions.jsonl"):
        start = question["answer_start"]
        if start >= 0:
            span = start, start + len(question["answer"])
            yield Example("hi-en", question["question"], passages[question["passage"]], span)
            yield Example("en-en", question["question_en"], passages[question["passage"]], span)


def parallel_sentences(data: Path) -> list[dict[str, Any]]:
    """Sentences in English and Hindi, {"en", "hi", "source"}.

    WMT14's stand in different orders in the two languages of this file (of 79 pairs with numbers on both sides, 4 share one;
    of the other sources' more than 9 in 10 do), so each is paired anew.
    """
    pairs = read_lines(data / "reader/enhi_parallel.jsonl.gz")
    disordered = [pair for pair in pairs if pair["source"].startswith("wmt14")]
    return [pair for pair in pairs if not pair["source"].startswith("wmt14")] + paired_by_meaning(disordered, load_embedder())


def paragraphs_to_train_on(data: Path) -> list[tuple[str, str]]:
    """XQuAD's and XQuAD-IN's paragraphs in English and in Hindi, without the held-out ones."""
    both = list[tuple[str, str]]()
    for name in ("xquad", "xquadin"):
        hindi = {p["id"]: p["text"] for p in read_lines(data / f"eval/{name}.hi.passages.jsonl")}
        for passage in read_lines(data / f"eval/{name}.en.passages.jsonl"):
            if not held_out(passage["id"]) and passage["id"] in hindi:
                both.append((passage["text"], hindi[passage["id"]]))
    return both


def _article_words(data: Path) -> dict[str, Counter[str]]:
    words = defaultdict[str, Counter[str]](Counter)
    for passage in read_lines(data / "eval/xquad.en.passages.jsonl"):
        words[passage["article"]].update(set(_words(passage["text"])))
    return words


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) > 3 or word.isdigit()]


def _near_held_out(contexts: list[str], articles: dict[str, Counter[str]]) -> set[int]:
    """Paragraphs that may come from a held-out article.

    Rare words that a paragraph shares with an article count for it; paragraphs stand in the order of their articles, so
    a paragraph and its three neighbours on either side vote together. In doubt a paragraph is left out.
    """
    seen = Counter(word for context in contexts for word in set(_words(context)))
    votes = []
    for context in contexts:
        mine = {word for word in _words(context) if seen[word] <= 60}
        votes.append({a: sum(1 / seen[word] for word in mine if word in words) for a, words in articles.items()})
    banned = set[int]()
    for n in range(len(contexts)):
        around = votes[max(0, n - 3) : n + 4]
        sums = {a: sum(vote[a] for vote in around) / len(around) for a in articles}
        best = max(sums.values())
        if any(sums[a] > 0.75 * best and sums[a] > 0.05 for a in HELD_OUT):
            banned.add(n)
    return banned
