"""A conversation as the messages of a chat: questions in Markdown, replies in HTML, which Markdown leaves as it is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import regex

from assistant.models import Answer, Citation
from assistant.phrases import page_text, phrase
from assistant.question.parsing import MAX_CHARACTERS
from assistant.web import rendering
from assistant.web.escape import as_markdown
from assistant.web.turns import Stage, Turn, Turns
from index.models import Language

_LINE_BREAKS = regex.compile(r"[\r\n]+")

_STAGES: dict[Stage, str] = {"searching": "stage_searching", "reading": "stage_reading", "writing": "stage_writing"}

Message = dict[str, Any]


def messages(turns: Turns, language: Language) -> list[Message]:
    """Two messages a turn: what the visitor asked, and the reply."""
    return [
        message for number, turn in enumerate(turns, 1) for message in (question(turn.question), reply(turn, number, language))
    ]


def question(text: str) -> Message:
    """What the visitor asked, as text; what is longer than a question may be is cut."""
    shown = text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + "…"
    return {"role": "user", "content": as_markdown(shown) or "…"}


def reply(turn: Turn, number: int, language: Language) -> Message:
    """The whole reply of a turn; `number` counts from 1."""
    *_, content = growing(turn, number, language)
    suggested = turn.answer.suggestions if turn.answer else ()
    options = [{"value": suggestion} for suggestion in (*suggested, *turn.suggestions)]
    return {"role": "assistant", "content": content, **({"options": options} if options else {})}


def growing(turn: Turn, number: int, language: Language) -> Iterator[str]:
    """The reply as it grows: a sentence longer each time, markers whole."""
    shown = ""
    for part in _parts(turn, number, language):
        shown += part
        yield shown


def _parts(turn: Turn, number: int, language: Language) -> Iterator[str]:
    if turn.unfinished:
        yield _html("writing", language, turn.writing, page_text(_STAGES[turn.stage], language) if turn.stage else "")
    elif turn.answer is None:
        written = _html("writing", language, turn.writing, "") if turn.writing else ""
        yield written + _html("problem", language, turn.problems.get(language, turn.problem) or page_text("stopped", language))
    elif turn.answer.mode in ("reply", "list"):
        yield _said(turn.answer, number)
    elif turn.answer.found:
        answer = turn.answer
        yield from [_written(turn, answer, number)] if answer.mode == "generative" else _quoted(answer, number)
        yield _asides(turn, answer, language) + _html("copying", language, number, page_text("copy", language))
    else:
        yield _refusal(turn, turn.answer, number) + _asides(turn, turn.answer, language)


def _quoted(answer: Answer, number: int) -> Iterator[str]:
    for section in answer.sections:
        yield _html("frame", answer.language, section.said)
        cited = [answer.citations[cited - 1] for cited in section.numbers]
        for citation, told in zip(cited, _bylines(cited, answer.language), strict=True):
            yield _html("quote", answer.language, number, citation, told)


def _bylines(citations: Sequence[Citation], language: Language) -> list[str]:
    """Where each quote is from, said once where one quote of an article follows another."""
    again = [False, *(one.article.id == next_one.article.id for one, next_one in pairwise(citations))]
    return [
        "" if known and not citation.dated else rendering.byline(citation.article, language)
        for citation, known in zip(citations, again, strict=False)
    ]


def _said(answer: Answer, number: int) -> str:
    """A reply or a list: what is said first, the articles that are named, and what is said behind them."""
    first, *rest = [line for line in answer.text.splitlines() if line.strip() and not line.startswith("–")]
    behind = rest if answer.mode == "list" or answer.suggestions else []
    return _html("said", answer.language, number, first, answer.nearest, behind)


def _written(turn: Turn, answer: Answer, number: int) -> str:
    """What a language model wrote, all at once, for the visitor has seen it grow; and that it did."""
    language = answer.language
    text = _html("written", language, number, answer.sentences, phrase("unconfirmed", language))
    told = [rendering.byline(citation.article, language) for citation in answer.citations]
    by = page_text("written_by", language, llm=turn.writer) if turn.writer else page_text("written", language)
    return text + _html("sources", language, number, answer.citations, told, by)


def _refusal(turn: Turn, answer: Answer, number: int) -> str:
    """That there is no answer, where alone it was looked for, and what there is instead."""
    language = answer.language
    return _html(
        "refusal",
        language,
        number,
        phrase("not_found", language),
        turn.within,
        page_text("nearest", language),
        answer.nearest,
        page_text("can_answer", language) if turn.suggestions else "",
    )


def _asides(turn: Turn, answer: Answer, language: Language) -> str:
    """Why a language model did not write, and what was looked up instead of the question."""
    looked_up = page_text("looked_up", language, searched_for=turn.searched_for) if turn.searched_for else None
    return "".join(_html("aside", language, text) for text in (answer.note, looked_up) if text)


def _html(name: str, language: Language, *values: Any) -> str:
    """A part of a reply on one line, for HTML ends and Markdown begins again at an empty one."""
    return _LINE_BREAKS.sub(" ", rendering.part("reply", name, language, *values))
