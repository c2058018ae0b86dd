"""What a language model is told: instructions and an example from prompts/generation.toml, then passages and question."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from math import ceil

import regex

from assistant.models import Question, Search
from assistant.phrases import parse_phrases, phrase
from index.models import Article, Language
from index.search.hits import Hit

# Roles and texts, as LangChain's chat models take them.
Messages = list[tuple[str, str]]

FILE = "generation.toml"
# Every part, and the names that are filled into it.
_FIELDS: dict[str, set[str]] = {
    "system": {"citing", "not_found", "today"},
    "citing": set(),
    "citing_with_quotes": set(),
    "example_user": set(),
    "example_assistant": set(),
    "example_assistant_with_quotes": set(),
    "refusing_user": set(),
    "refusing_assistant": {"not_found"},
    "refusing_assistant_with_quotes": {"not_found"},
    "passage": {"number", "title", "source", "published", "text"},
    "undated": set(),
    "user": {"passages", "question", "reminder", "not_found"},
    "reminder": set(),
    "reminder_with_quotes": set(),
    "rewrite_system": set(),
    "rewrite_user": {"earlier", "question"},
}
# The most tokens that passages take, by `most_tokens`, so that the whole prompt and an answer of 700 fit into 8,192.
PASSAGE_TOKENS = 5_000
MAX_PASSAGES = 6
_EARLIER = 4
# Tokens for a letter: the least that held for 5,374 sentences and the tokenizers that docs/generation.md names.
_A_DEVANAGARI, _A_LATIN = 1.25, 0.5
_DEVANAGARI = regex.compile(r"[\p{L}\p{M}&&\p{Devanagari}]", regex.V1)
_LATIN = regex.compile(r"[A-Za-z]")
# Nothing in an article closes its passage, or looks like a marker.
_AS_DATA = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "【": "(", "】": ")", '"': "”"})


def answer_messages(search: Search, given: Sequence[Hit], texts: Sequence[str], *, quotes: bool = False) -> Messages:
    """The messages that ask for an answer, in JSON with `quotes` or as text. `given` are numbered from 1 and shown as in
    `texts`.
    """
    language = search.question.language
    passages = "\n".join(
        _passage(number, search.articles[hit.passage.article_id], text, language)
        for number, (hit, text) in enumerate(zip(given, texts, strict=True), 1)
    )
    filled = {"passages": passages, "question": _asked(search)}
    *before, (role, text) = prompt_parts(language, quotes=quotes)
    return [*before, (role, text.format(**filled))]


def prompt_parts(language: Language, *, quotes: bool = False) -> Messages:
    """The messages that ask for an answer; the last has {passages} and {question} to be filled in."""
    not_found, way = phrase("not_found", language), "_with_quotes" if quotes else ""
    citing, reminder = _part(f"citing{way}", language), _part(f"reminder{way}", language)
    user = {"passages": "{passages}", "question": "{question}", "reminder": reminder, "not_found": not_found}
    return [
        ("system", _part("system", language, citing=citing, not_found=not_found, today=date.today().isoformat())),
        ("human", _part("example_user", language)),
        ("ai", _part(f"example_assistant{way}", language)),
        ("human", _part("refusing_user", language)),
        ("ai", _part(f"refusing_assistant{way}", language, not_found=not_found)),
        ("human", _part("user", language, **user)),
    ]


def most_tokens(text: str) -> int:
    """How many tokens a text may be, by script: no more of any tokenizer that has seen some Hindi, in running text.

    One that has seen none, such as GPT-2's, needs up to three for a letter of Devanagari; what is no language, up to one for
    each Latin letter.
    """
    devanagari, latin = len(_DEVANAGARI.findall(text)), len(_LATIN.findall(text))
    others = _LATIN.sub("", _DEVANAGARI.sub("", text))
    # Of those a tokenizer may know the bytes alone: digits, symbols and spaces have one, letters of other scripts up to four.
    return ceil(_A_DEVANAGARI * devanagari + _A_LATIN * latin) + len(others.encode())


def rewrite_messages(question: Question, earlier: Sequence[str]) -> Messages:
    """The messages that ask for a follow-up as a question of its own."""
    language = question.asked_in
    before = "\n".join(f"- {each}" for each in earlier[-_EARLIER:])
    return [
        ("system", _part("rewrite_system", language)),
        ("human", _part("rewrite_user", language, earlier=before, question=question.text)),
    ]


def choose_passages(search: Search) -> tuple[list[Hit], list[str]]:
    """The best hits and what is shown of each, within PASSAGE_TOKENS: whole passages, then best sentences alone.

    Those of one article stand together, in its order, and no sentence is shown twice.
    """
    left = PASSAGE_TOKENS
    chosen: list[tuple[Hit, str]] = []
    shown: set[tuple[str, int]] = set()
    for hit in search.hits[:MAX_PASSAGES]:
        text = search.articles[hit.passage.article_id].text
        spans = sorted((one.start, one.end) for one in hit.sentences)
        sizes = {(start, end): most_tokens(text[start:end]) for start, end in spans}
        kept = []
        for one in hit.sentences:
            place = (hit.passage.article_id, one.start)
            if sizes[one.start, one.end] <= left and place not in shown:
                shown.add(place)
                left -= sizes[one.start, one.end]
                kept.append((one.start, one.end))
        if kept:
            chosen.append((hit, "".join(_joined(text, sorted(kept), spans))))
    order = list(dict.fromkeys(hit.passage.article_id for hit, _ in chosen))
    chosen.sort(key=lambda pair: (order.index(pair[0].passage.article_id), pair[0].passage.start))
    return [hit for hit, _ in chosen], [text for _, text in chosen]


def _joined(text: str, kept: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Sentences in order, with an ellipsis where some were left out."""
    for place, (start, end) in enumerate(kept):
        if place:
            yield " " if spans.index((start, end)) == spans.index(kept[place - 1]) + 1 else " … "
        yield text[start:end]


def _passage(number: int, article: Article, text: str, language: Language) -> str:
    day = article.when or _part("undated", language)
    title = " ".join(article.title.split()).translate(_AS_DATA)
    source = " ".join((article.source or _part("undated", language)).split()).translate(_AS_DATA)
    shown = text.translate(_AS_DATA)
    return _part("passage", language, number=number, title=title, source=source, published=day, text=shown)


def _asked(search: Search) -> str:
    """The question, and where it was looked up in other words, these."""
    question = search.question.text
    return question if search.searched_for == question else f"{question} ({search.searched_for})"


def _part(name: str, language: Language, **values: object) -> str:
    return _load()[name][language].strip().format(**values)


@cache
def _load() -> dict[str, dict[str, str]]:
    return parse_prompts((files("prompts") / FILE).read_text(encoding="utf-8"))


def parse_prompts(text: str) -> dict[str, dict[str, str]]:
    """The parts by name and language from a TOML text; PhrasesError when they are not exactly the known ones."""
    return parse_phrases(text, FILE, _FIELDS)
