"""An answer whose sentences bring the words of the passages that say them: as a model writes it in JSON, and where the words
stand.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import regex

from assistant.generative.json_reading import NoJsonError, read_value

# What a model is made to write, as JSON Schema. The words come first: a sentence is written from what was copied.
SCHEMA: Final[dict[str, Any]] = {
    "title": "answer",
    "description": "The sentences of an answer, each with the words of the passages that say it.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "quotes": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "passage": {"type": "integer", "description": "the passage's number"},
                                "quote": {"type": "string", "description": "words of that passage, letter by letter"},
                            },
                            "required": ["passage", "quote"],
                            "additionalProperties": False,
                        },
                    },
                    "text": {"type": "string", "description": "one sentence of the answer"},
                },
                "required": ["quotes", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
_OBJECT = regex.compile(r"\{\s{0,60}+[\"'“]")
_INVISIBLE = regex.compile(r"\p{Cf}")
_MARKS = frozenset("\"'`“”„‟«»″‘’‚‛′‹›<>")  # < and > are shown as ‹ and › (prompting.py)
_BRACKETS = str.maketrans("[]【】", "()()")
_EDGES = " \t\n.,;:!?।॥…'\"-–—()"
_ELLIPSIS = regex.compile(r"…|\.{3}")


@dataclass(frozen=True)
class Quote:
    """The number of a passage, and words that are said to stand in it."""

    passage: int
    text: str


@dataclass(frozen=True)
class QuotedSentence:
    """A sentence with the quotes that it is made from."""

    text: str
    quotes: tuple[Quote, ...]


class QuotedAnswer:
    """The sentences of an answer in JSON, each when the next one begins. Where there are none, all of the text at its end."""

    def __init__(self) -> None:
        self._text = ""
        self._told = 0

    def feed(self, chunk: str) -> Iterator[QuotedSentence]:
        """The sentences that are over."""
        self._text += chunk
        if "{" in chunk:
            yield from self._new(self._sentences(over=True))

    def close(self) -> Iterator[QuotedSentence | str]:
        """The rest, when no more text comes."""
        yield from self._new(self._sentences(over=False))
        if not self._told:
            yield self._text

    def _new(self, sentences: list[QuotedSentence]) -> Iterator[QuotedSentence]:
        yield from sentences[self._told :]
        self._told = max(self._told, len(sentences))

    def _sentences(self, *, over: bool) -> list[QuotedSentence]:
        """Those so far, or without the last, which may go on."""
        begin = _OBJECT.search(self._text)
        try:
            value = read_value(self._text, begin.start())[0] if begin else None
        except NoJsonError:
            return []
        items = value.get("sentences") if isinstance(value, dict) else None
        if not isinstance(items, list):
            return []
        return [_sentence(item) for item in (items[:-1] if over else items) if _is_sentence(item)]


def _is_sentence(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("text"), str) and isinstance(item.get("quotes"), list)


def _sentence(item: dict[str, Any]) -> QuotedSentence:
    each = [one for one in item["quotes"] if isinstance(one, dict) and isinstance(one.get("quote"), str)]
    return QuotedSentence(item["text"], tuple(Quote(_number(one.get("passage")), one["quote"]) for one in each))


def _number(value: Any) -> int:
    """The number of a passage; 0, which none has, for what is no number."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 4 else 0


def places_of(quote: str, text: str) -> list[tuple[int, int]]:
    """The places in a text where a quote stands, letter by letter and in whole words: `text[start:end]` for each.

    However many spaces there are, quotation marks or none, what shape brackets have, and how Unicode writes a letter (क़), makes
    no difference. Of a quote with an ellipsis every part has to stand there. None where it doesn't.
    """
    return _places(quote, text) or _places_of_parts([part for part in _ELLIPSIS.split(quote) if part.strip(_EDGES)], text)


def _places_of_parts(parts: list[str], text: str) -> list[tuple[int, int]]:
    places = [_places(part, text) for part in parts]
    return [place for each in places for place in each] if len(parts) > 1 and all(places) else []


def _places(quote: str, text: str) -> list[tuple[int, int]]:
    said, _ = _plain(quote)
    said = said.strip(_EDGES)
    if not said:
        return []
    plain, at = _plain(text)
    # No part of a word or number: "2 people" doesn't stand in "12 people", nor "5" in "2.5".
    whole = rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?<!\p{{N}}[.,:]){regex.escape(said)}(?![\p{{L}}\p{{M}}\p{{N}}])(?![.,:]\p{{N}})"
    return [(at[found.start()], at[found.end() - 1] + 1) for found in regex.finditer(whole, plain)]


def _plain(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and where each of its characters stands."""
    characters: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            parts = "" if characters and characters[-1] == " " else " "
        elif character in _MARKS:
            parts = "'" if _is_within_word(text, place) else ""
        else:
            parts = unicodedata.normalize("NFD", _INVISIBLE.sub("", character.translate(_BRACKETS)))
        characters += parts
        at += [place] * len(parts)
    return "".join(characters), at


def _is_within_word(text: str, place: int) -> bool:
    return place > 0 and text[place - 1].isalpha() and text[place + 1 : place + 2].isalpha()
