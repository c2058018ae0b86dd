"""What a language model is told: instructions and an example from prompts/generation.toml, then passages and question."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from assistant.models import Question, Search
from assistant.phrases import parse_phrases, phrase
from index.models import Article, Language
from index.search.hits import Hit
from index.text.sentences import Tokenize

# Roles and texts, as LangChain's chat models take them.
Messages = list[tuple[str, str]]

FILE = "generation.toml"
# Every part, and the names that are filled into it.
_FIELDS: dict[str, set[str]] = {
    "system": {"not_found"},
    "example_user": set(),
    "example_assistant": set(),
    "passage": {"number", "title", "published", "text"},
    "undated": set(),
    "user": {"passages", "question"},
    "rewrite_system": set(),
    "rewrite_user": {"earlier", "question"},
}
# The most tokens of the embedding model that passages take: about as many of a language model's, and a small one still
# has room for the example and its answer in 4,096.
PASSAGE_TOKENS = 1_800
MAX_PASSAGES = 6
_EARLIER = 4
# Nothing in an article closes its passage, or looks like a marker.
_AS_DATA = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "【": "(", "】": ")", '"': "”"})


def answer_messages(search: Search, given: Sequence[Hit], texts: Sequence[str]) -> Messages:
    """The messages that ask for an answer. `given` are numbered from 1 and shown as in `texts`."""
    language = search.question.language
    passages = "\n".join(
        _passage(number, search.articles[hit.passage.article_id], text, language)
        for number, (hit, text) in enumerate(zip(given, texts, strict=True), 1)
    )
    return [
        ("system", _part("system", language, not_found=phrase("not_found", language))),
        ("human", _part("example_user", language)),
        ("ai", _part("example_assistant", language)),
        ("human", _part("user", language, passages=passages, question=_asked(search))),
    ]


def rewrite_messages(question: Question, earlier: Sequence[str]) -> Messages:
    """The messages that ask for a follow-up as a question of its own."""
    language = question.asked_in
    before = "\n".join(f"- {each}" for each in earlier[-_EARLIER:])
    return [
        ("system", _part("rewrite_system", language)),
        ("human", _part("rewrite_user", language, earlier=before, question=question.text)),
    ]


def choose_passages(search: Search, tokenize: Tokenize) -> tuple[list[Hit], list[str]]:
    """The best hits and what is shown of each, within PASSAGE_TOKENS: whole passages, then best sentences alone."""
    left = PASSAGE_TOKENS
    given, texts = [], []
    for hit in search.hits[:MAX_PASSAGES]:
        text = search.articles[hit.passage.article_id].text
        spans = sorted((one.start, one.end) for one in hit.sentences)
        sizes = dict(zip(spans, map(len, tokenize([text[start:end] for start, end in spans])), strict=True))
        kept = []
        for one in hit.sentences:
            if sizes[one.start, one.end] <= left:
                left -= sizes[one.start, one.end]
                kept.append((one.start, one.end))
        if kept:
            given.append(hit)
            texts.append("".join(_joined(text, sorted(kept), spans)))
    return given, texts


def _joined(text: str, kept: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Sentences in order, with an ellipsis where some were left out."""
    for place, (start, end) in enumerate(kept):
        if place:
            yield " " if spans.index((start, end)) == spans.index(kept[place - 1]) + 1 else " … "
        yield text[start:end]


def _passage(number: int, article: Article, text: str, language: Language) -> str:
    day = article.published.isoformat() if article.published else _part("undated", language)
    title = " ".join(article.title.split()).translate(_AS_DATA)
    return _part("passage", language, number=number, title=title, published=day, text=text.translate(_AS_DATA))


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
