"""A conversation as the messages of a chat, in Markdown."""

from collections.abc import Iterator
from typing import Any

from assistant.answering.extractive import describe, text_parts
from assistant.models import Answer
from assistant.phrases import page_text, phrase
from assistant.web.escape import as_markdown
from assistant.web.turns import Turn, Turns
from index.models import Language

# A question is shown up to here; one that is longer was refused anyway.
_SHOWN_CHARACTERS = 2_000

Message = dict[str, Any]


def messages(turns: Turns, language: Language) -> list[Message]:
    """Two messages a turn: what the visitor asked, and the reply."""
    return [
        message for number, turn in enumerate(turns, 1) for message in (question(turn.question), reply(turn, number, language))
    ]


def question(text: str) -> Message:
    """What the visitor asked, as text."""
    shown = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return {"role": "user", "content": as_markdown(shown) or "…"}


def reply(turn: Turn, number: int, language: Language) -> Message:
    """The whole reply of a turn; `number` counts from 1."""
    *_, content = growing(turn, number, language)
    options = [{"value": suggestion} for suggestion in turn.suggestions]
    return {"role": "assistant", "content": content, **({"options": options} if options else {})}


def growing(turn: Turn, number: int, language: Language) -> Iterator[str]:
    """The reply as it grows: a sentence longer each time, markers whole."""
    shown = ""
    for part in _parts(turn, number, language):
        shown += part
        yield shown


def _parts(turn: Turn, number: int, language: Language) -> Iterator[str]:
    if turn.unfinished:
        yield as_markdown(turn.writing) or "…"
    elif turn.answer is None:
        written = f"{as_markdown(turn.writing)}\n\n" if turn.writing else ""
        problem = turn.problem or page_text("stopped", language)
        yield f'{written}<div class="problem">\n\n{as_markdown(problem)}\n\n</div>'
    elif turn.answer.found:
        yield from _written(turn.answer, number) if turn.answer.mode == "generative" else _answer_parts(turn.answer, number)
        yield _note(turn.answer) + _looked_up(turn, language)
    else:
        yield _refusal(turn, turn.answer, number, language)


def _answer_parts(answer: Answer, number: int) -> Iterator[str]:
    frame, _, *quotes = text_parts(answer.language, answer.citations)
    yield f'<div class="frame">\n\n{as_markdown(frame)}\n\n</div>\n\n'
    for citation, line in zip(answer.citations, quotes, strict=True):
        marker = f"[{citation.number}]"
        words = as_markdown(line.removesuffix(marker).rstrip())
        yield f"{words} [\\[{citation.number}\\]](#cit-{number}-{citation.number})\n\n"


def _written(answer: Answer, number: int) -> Iterator[str]:
    """What a language model wrote, all at once, for the visitor has seen it grow."""
    unconfirmed = f'<span class="unconfirmed">{as_markdown(phrase("unconfirmed", answer.language))}</span>'
    sentences = []
    for sentence in answer.sentences:
        markers = "".join(f"[\\[{cited}\\]](#cit-{number}-{cited})" for cited in sentence.citations)
        sentences.append(" ".join(filter(None, [as_markdown(sentence.text), markers, sentence.unsupported and unconfirmed])))
    yield " ".join(sentences) + "\n\n"


def _note(answer: Answer) -> str:
    return f'<div class="looked-up">\n\n{as_markdown(answer.note)}\n\n</div>\n\n' if answer.note else ""


def _refusal(turn: Turn, answer: Answer, number: int, language: Language) -> str:
    lines = [f'<div class="refusal">\n\n**{as_markdown(phrase("not_found", answer.language))}**']
    if answer.nearest:
        lines.append(as_markdown(page_text("nearest", answer.language)))
        lines.append("\n".join(_nearest(answer, number)))
    if turn.suggestions:
        lines.append(as_markdown(page_text("can_answer", answer.language)))
    return "\n\n".join(lines) + "\n\n</div>\n\n" + _note(answer) + _looked_up(turn, language)


def _nearest(answer: Answer, number: int) -> Iterator[str]:
    for position, article in enumerate(answer.nearest, 1):
        yield f"- [{as_markdown(' '.join(describe(article).split()))}](#near-{number}-{position})"


def _looked_up(turn: Turn, language: Language) -> str:
    if not turn.searched_for:
        return ""
    words = page_text("looked_up", language, searched_for=turn.searched_for)
    return f'<div class="looked-up">\n\n{as_markdown(words)}\n\n</div>'
