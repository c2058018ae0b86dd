"""Conversations as a visitor's own device keeps them: nothing of one stays on the server when the page is closed.

What comes back from there is what the visitor's browser says, and is shown to nobody else; quotes are taken from the articles
as they are now, wherever they still say so.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.models import Answer, Citation, Section, Timings, WrittenSentence
from assistant.web.turns import Turn, Turns
from index.models import Article, Language

Record = dict[str, Any]
Find = Callable[[str], Article | None]

_NO_TIME = Timings(0, 0, 0, 0)
_ARTICLE = ("id", "title", "language", "source", "url")
_ANSWER = ("question", "language", "found", "confidence", "text", "mode", "suggestions", "support", "note")
_TURN = (
    "question",
    "problem",
    "problems",
    "searched_for",
    "suggestions",
    "writing",
    "stopped",
    "alone",
    "within",
    "writer",
    "id",
)
_CITATION = ("number", "start", "end", "quote", "score", "in_title", "dated", "answer")


def record(turn: Turn) -> Record:
    """A turn as JSON has it. One that is being answered is one that was stopped."""
    kept = _fields(turn if turn.answer else replace(turn, stopped=turn.unfinished or turn.stopped), _TURN)
    if turn.answer:
        kept["answer"] = {
            **_fields(turn.answer, _ANSWER),
            "citations": [_cited(citation) for citation in turn.answer.citations],
            "nearest": [_about(article) for article in turn.answer.nearest],
            "sections": [[section.said, section.numbers] for section in turn.answer.sections],
            "sentences": [[each.text, each.citations, each.unsupported] for each in turn.answer.sentences],
        }
    return kept


def turns_of(conversation: str, records: Sequence[Record], find: Find) -> Turns:
    """The turns of a conversation; what is no record of a turn is left out. `find` looks up an article."""
    turns = []
    for each in records:
        try:
            # As JSON, whatever the browser sent: then all of it is of the kinds that a record has.
            turns.append(replace(_turn(json.loads(json.dumps(each)), find), conversation=conversation))
        except (KeyError, ValueError, TypeError, AttributeError, IndexError):
            continue
    return tuple(turns)


def _turn(kept: Record, find: Find) -> Turn:
    answer = _answer(kept["answer"], find) if kept.get("answer") else None
    problem, problems = _text(kept.get("problem")), kept.get("problems", {})
    languages: tuple[Language, ...] = ("hi", "en")
    return Turn(
        question=_text(kept["question"]),
        answer=answer,
        problem=problem,
        problems={language: _text(problems[language]) for language in languages if problems.get(language)},
        searched_for=_text(kept.get("searched_for")),
        suggestions=tuple(map(_text, kept.get("suggestions", ()))),
        writing=_text(kept.get("writing")),
        within=_text(kept.get("within")),
        writer=_text(kept.get("writer")),
        stopped=answer is None and not problem,
        alone=bool(kept.get("alone")),
        id=_text(kept["id"]),
    )


def _answer(kept: Record, find: Find) -> Answer:
    mode, language = kept["mode"], kept["language"]
    if mode not in ("extractive", "generative", "reply", "list") or language not in ("hi", "en"):
        raise ValueError(mode)
    citations = tuple(_citation(each, find) for each in kept["citations"])
    known = {citation.number for citation in citations}
    if known != set(range(1, len(citations) + 1)):
        raise ValueError(known)
    sections = tuple(Section(_text(said), _numbers(numbers, known)) for said, numbers in kept["sections"])
    sentences = tuple(
        WrittenSentence(_text(text), _numbers(numbers, known), reason and _text(reason))  # type: ignore[arg-type]
        for text, numbers, reason in kept["sentences"]
    )
    return Answer(
        question=_text(kept["question"]),
        language=language,
        found=bool(kept["found"]),
        confidence=None,
        text=_text(kept["text"]),
        citations=citations,
        mode=mode,
        nearest=tuple(_article(each, find) for each in kept["nearest"]),
        timings_ms=_NO_TIME,
        sections=sections,
        suggestions=tuple(map(_text, kept["suggestions"])),
        sentences=sentences,
        note=_text(kept["note"]) or None,
    )


def _citation(kept: Record, find: Find) -> Citation:
    """The quote where its article says it now, or else in an article that says no more than the quote."""
    quote, article = _text(kept["quote"]), _article(kept["article"], find)
    shift = int(kept["start"])
    words = kept.get("answer")
    answer = (int(words[0]) - shift, int(words[1]) - shift) if words else None
    said = article.title if kept["in_title"] else article.text
    start = shift if said[shift : shift + len(quote)] == quote and shift >= 0 else said.find(quote)
    if start < 0:
        start, article = 0, replace(article, title=quote) if kept["in_title"] else replace(article, text=quote)
    return Citation(
        number=int(kept["number"]),
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        score=float(kept["score"]),
        in_title=bool(kept["in_title"]),
        dated=bool(kept["dated"]),
        answer=(answer[0] + start, answer[1] + start) if answer else None,
        also=tuple(_citation(each, find) for each in kept.get("also", ())),
    )


def _article(kept: Record, find: Find) -> Article:
    if found := find(_text(kept["id"])):
        return found
    language: Language = "en" if kept["language"] == "en" else "hi"
    published = date.fromisoformat(kept["published"]) if kept.get("published") else None
    return Article(
        id=_text(kept["id"]),
        title=_text(kept["title"]),
        text="",
        language=language,
        url=_text(kept.get("url")) or None,
        source=_text(kept.get("source")) or None,
        published=published,
    )


def _cited(citation: Citation) -> Record:
    also = [_cited(other) for other in citation.also]
    return {**_fields(citation, _CITATION), "article": _about(citation.article), "also": also}


def _about(article: Article) -> Record:
    return {**_fields(article, _ARTICLE), "published": article.published.isoformat() if article.published else None}


def _fields(noun: object, names: Sequence[str]) -> Record:
    return {name: dict(value) if isinstance(value := getattr(noun, name), Mapping) else value for name in names}


def _numbers(numbers: Sequence[Any], known: set[int]) -> tuple[int, ...]:
    return tuple(number for number in map(int, numbers) if number in known)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
