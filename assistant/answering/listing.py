"""The articles that mention something: counted and listed from the index, not guessed from what is near."""

from collections.abc import Iterator
from datetime import date

from assistant.question.common import same_names
from assistant.question.leaning import topic_words
from assistant.serving import Serving
from index.models import Article, ArticleFilter
from index.storage.records import Column
from index.text.languages import HINDI, language_of
from index.text.numbers import pieces
from index.text.phonetics import phonetic_key
from index.text.words import sounds, stems, terms, words

# How many Devanagari spellings of a word in Latin letters are looked for, and of which probability at least (judged by eye on
# the names of the demo articles).
_SPELLINGS = 3
_LEAST_LOG_PROBABILITY = -2.5


def articles_about(serving: Serving, topic: str, only: ArticleFilter | None) -> tuple[Article, ...]:
    """The articles that have all words of a topic, in either script, the newest first; all of them for an empty topic."""
    asked = {word: stems(_spellings(serving, word)) or {word} for word in _asked(topic)}
    groups: list[dict[Column, set[str]]] = [{"terms": forms, "sounds": set(sounds(word))} for word, forms in asked.items()]
    found = [serving.index.article(name) for name in serving.index.with_words(groups, only)]
    kept = [article for article in found if all(_has(article, word, forms, serving) for word, forms in asked.items())]
    return tuple(sorted(kept, key=lambda article: (article.published or date.min, article.id), reverse=True))


def _asked(topic: str) -> Iterator[str]:
    """The words and numbers that a topic names."""
    named = {word for written in topic_words(topic) for word in words(written)}
    for piece in pieces(topic):
        yield from (word for word in piece.words if piece.number or word in named)


def _spellings(serving: Serving, word: str) -> set[str]:
    """A word as it is, as other names for the same thing, and one in Latin letters as the articles may write it in Hindi."""
    found = {word, *same_names().get(word, ())}
    if language_of(word) is not HINDI and word.isalpha():
        probable = serving.transliterator.word(word, _SPELLINGS)
        found |= {spelling for spelling, score in probable if score >= _LEAST_LOG_PROBABILITY}
    return found


def _has(article: Article, word: str, forms: set[str], serving: Serving) -> bool:
    """Whether an article really has a word, in one of its forms or in the other script, not only one that sounds like it."""
    text = f"{article.title}\n{article.text}"
    if forms & set(terms(text)):
        return True
    key = phonetic_key(word)
    alike = {other for other in words(text) if language_of(other) is not language_of(word) and phonetic_key(other) == key}
    return any(_same_word(serving, word, other) for other in alike)


def _same_word(serving: Serving, one: str, other: str) -> bool:
    """Whether two words that sound alike are spellings of one, in two scripts."""
    latin, native = (one, other) if language_of(other) is HINDI else (other, one)
    return native in {spelling for spelling, _ in serving.transliterator.word(latin, _SPELLINGS)}
