"""The answer in the JSON that a model writes around it, and the numbers of passages that stand beside it there."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from assistant.generative.json_reading import NoJsonError, read_value, unescaped
from assistant.generative.scanning import Scanner
from assistant.question.tables import tables
from index.text.language import article_language
from index.text.sentences import split_sentences
from index.text.words import words

# How JSON begins: an object anywhere, for no text has a bracket before a quoted key; a list of strings on a line of its own.
_BEGIN = r"""
(?: ```+ \p{L}{0,12}+ \s{0,9}+ | (?<! [^\n] ) json \s{1,9}+ )?+ (?:
    (?P<encoded> " )?+ (?: \[ \s{0,9}+ ){0,3}+ \{ \s{0,60}+ (?:
        \\?+ ["'“‘] (?: [^"'“”‘’\\\n] | \\u\p{Hex}{4} ){1,60}+ \\?+ ["'“”‘’] \s{0,9}+ [:：]
      | [\p{L}_] [\p{L}\p{M}\p{N}_]{0,30}+ \s{0,9}+ : \s{0,9}+ ["'“‘\[{]
    )
  | (?<! [^\n] ) [ ]{0,9}+ \[ \s{0,60}+ ["“]
)
"""
_FLAGS = regex.VERBOSE | regex.IGNORECASE
_BEGINS = regex.compile(_BEGIN, _FLAGS)
_BRACKET = regex.compile(r"[\[{]")
_TO_THE_LINE = regex.compile(r"[^\S\n]*+(?:\n|\Z)")
_LEFT_OVER = regex.compile(r"(?:\s*+(?:[}\],;]|```))++|\s*+\"(?=\s*+\Z)")
_INTRODUCES = regex.compile(r"[:：][*_\s]*+\Z")
_MARKED = regex.compile(r"[\[【(]\s*+\p{Nd}")
_ESCAPED = regex.compile(r"\\(?:n|u\p{Hex}{4})")
_DIGITS = regex.compile(r"(?<!\p{Nd})\p{Nd}{1,3}(?!\p{Nd})")
# "1", "[1]", "passage 1", "[अंश 1, अंश 2]"; "[1] The Hindu", "Passage 1: …"; no sentence that has a number.
_APART = r"[\s\[\]()【】#,;:&_–-]*+"
_NUMBERED = regex.compile(rf"(?:{_APART}(?:[\p{{L}}\p{{M}}]{{1,10}}+{_APART})?+\p{{Nd}}{{1,3}}+)++{_APART}")
_LED_BY_NUMBER = regex.compile(rf"{_APART}(?:[\p{{L}}\p{{M}}]{{1,10}}+{_APART})?+(?P<number>\p{{Nd}}{{1,3}})\s*+[\]】):]")
_PARTS_OF_KEYS = regex.compile(r"\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+")
# What stands in brackets with more than a quotation in it: `["पुल लंबा है" कहा गया]`.
_QUOTED_IN_BRACKETS = regex.compile(r"[\"”][^\"”\n]*\][^\S\n]*(?:\n|\Z)")
# In a key of several words they tell what else is counted: "मृतकों की संख्या".
_COUNT = frozenset("number संख्या".split())
_FEW_WORDS = 3
_CALL = frozenset("arguments parameters".split())
_YES_OR_NO = {("hi", True): "हाँ", ("hi", False): "नहीं", ("en", True): "Yes", ("en", False): "No"}


class JsonFilter:
    """Lets through text, and of JSON the answer in it, on lines of its own. From where JSON begins, all waits for the end."""

    def __init__(self) -> None:
        self._scanner = Scanner(_BEGIN, _FLAGS)
        self._held: str | None = None

    def feed(self, chunk: str) -> Iterator[str]:
        """What is certain by now."""
        yield from self._parts(self._scanner.feed(chunk))

    def close(self) -> Iterator[str]:
        """What was held back, when no more text comes."""
        yield from self._parts(self._scanner.close())
        if self._held is not None:
            yield unwrapped(self._held)

    def _parts(self, parts: "Iterator[str | regex.Match[str]]") -> Iterator[str]:
        for part in parts:
            if self._held is not None:
                self._held += part if isinstance(part, str) else part[0]
            elif isinstance(part, str):
                yield part
            else:
                self._held = part[0]


def unwrapped(text: str, depth: int = 0) -> str:
    """A text with the answers in place of the JSON in it; what is no JSON, or stands in a line that tells of it, stays."""
    parts = []
    done = 0
    for value, start, end in values(text):
        if _is_answer(value) or not _is_in_a_line(text, start, end):
            parts += [text[done:start], "\n", _said(value, depth), "\n"]
            done = end
    return "".join([*parts, text[done:]])


def has_answer(text: str) -> bool:
    """Whether a text has an answer in its JSON, or no JSON at all."""
    return all(_is_answer(value) for value, _, _ in values(text))


def _is_answer(value: Any) -> bool:
    """Whether an object, or one in it, has an answer by a known name."""
    if isinstance(value, list):
        return any(map(_is_answer, value))
    known = (*_keys("parts"), *_keys("text"))
    return isinstance(value, dict) and any(plain_key(key) in known or _is_answer(one) for key, one in value.items())


def _is_in_a_line(text: str, start: int, end: int) -> bool:
    """Whether words stand on the line before what they don't introduce, or behind it."""
    before, behind = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
    return bool(words(behind) or words(before) and not _INTRODUCES.search(before))


def values(text: str) -> Iterator[tuple[Any, int, int]]:
    """The objects and lists in a text, and where they stand."""
    at = 0
    while begin := _BEGINS.search(text, at):
        try:
            value, end = _read(text, begin)
        except NoJsonError:
            at = begin.end()
            continue
        yield value, begin.start(), end
        at = end


def named_in(text: str, group: str) -> str:
    """What stands in a text's JSON under the first key of a group; "" where there is none."""
    return next((said for value, _, _ in values(text) if (said := _named(value, group))), "")


def _named(value: Any, group: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(_named(one, group) for one in value)
    if isinstance(value, dict):
        for name in _keys(group):
            if said := next((_named(one, group) for key, one in value.items() if plain_key(key) == name), ""):
                return said
    return ""


def _read(text: str, begin: "regex.Match[str]") -> tuple[Any, int]:
    """One value, and where it ends. NoJsonError for a list of words that stands in a line of text."""
    opening = _BRACKET.search(begin[0])
    start = begin.start() + (opening.start() if opening else 0)
    if '\\"' in begin[0]:  # JSON in a string
        return read_value(unescaped(text[start:]), 0)[0], len(text)
    value, end = read_value(text, start)
    if isinstance(value, list) and not any(isinstance(one, dict) for one in value):
        is_said = any(_QUOTED_IN_BRACKETS.search(str(one)) for one in value)
        if is_said or not _TO_THE_LINE.match(text, end) or any(len(words(str(one))) < _FEW_WORDS for one in value):
            raise NoJsonError("words in brackets")
    left_over = _LEFT_OVER.match(text, end)
    return value, left_over.end() if left_over else end


def _said(value: Any, depth: int) -> str:
    """What a value says, with markers."""
    if isinstance(value, str):
        plain = unescaped(value) if _ESCAPED.search(value) else value
        return unwrapped(plain, depth + 1).strip() if depth < 3 else plain
    if isinstance(value, list):
        return "\n".join(filter(None, (_said(one, depth) for one in value)))
    if not isinstance(value, dict):
        return ""
    entries = list(value.items())
    said = _under(("parts",), entries, depth) or _under(("text",), entries, depth)
    if len(words(said)) <= _FEW_WORDS:
        said = "\n".join(filter(None, (said, _under(("more",), entries, depth))))
    return _cited(said or _elsewhere(entries, depth), _numbers_beside(entries))


def _under(groups: tuple[str, ...], entries: list[tuple[str, Any]], depth: int) -> str:
    """What stands under the first key of these that something stands under."""
    for name in (key for group in groups for key in _keys(group)):
        if said := "\n".join(filter(None, (_answer(key, one, depth) for key, one in entries if plain_key(key) == name))):
            return said
    return ""


def _answer(key: str, value: Any, depth: int) -> str:
    """What stands under a key of an answer: for "true" the word, in the key's language."""
    return _YES_OR_NO[article_language(key), value] if isinstance(value, bool) else _said(value, depth)


def _elsewhere(entries: list[tuple[str, Any]], depth: int) -> str:
    """What an object says under other keys; where that is a word or two, with the key: "तारीख: 12 नवंबर". A call of a tool says
    nothing.
    """
    others = [(key, one) for key, one in entries if not _is_like(key, "aside", "numbers", "more")]
    if any(plain_key(key) in _CALL for key, _ in others):
        others = [(key, one) for key, one in others if _is_answer(one)]
    said = [(key, text) for key, one in others if (text := _said(one, depth))]
    whole = [text for _, text in said if len(words(text)) >= _FEW_WORDS]
    return "\n".join(whole or [f"{key.replace('_', ' ')}: {text}" for key, text in said])


def _cited(said: str, numbers: list[int]) -> str:
    """What was said with markers of these passages behind each sentence, unless it has markers of its own."""
    if not numbers or _MARKED.search(said):
        return said
    marker = "".join(f" [{number}]" for number in dict.fromkeys(numbers))
    parts, done = [], 0
    for _, end in split_sentences(said):
        parts += [said[done:end], marker]
        done = end
    return "".join([*parts, said[done:]])


def _numbers_beside(entries: list[tuple[str, Any]]) -> list[int]:
    """The numbers under the first key that is known to have some, or else under one that is like it."""
    each = [[one for key, one in entries if plain_key(key) == name] for name in _keys("numbers")]
    each.append([one for key, one in entries if _is_like(key, "numbers")])
    return next(filter(None, map(_numbers, each)), [])


def _numbers(value: Any) -> list[int]:
    """The numbers of passages in a value."""
    if isinstance(value, list):
        return [number for one in value for number in _numbers(one)]
    if isinstance(value, dict):
        return _numbers_beside(list(value.items())) or _numbers([key for key in value if key.isdecimal()])
    if _NUMBERED.fullmatch(str(value)):
        return [int(digits) for digits in _DIGITS.findall(str(value))]
    led = _LED_BY_NUMBER.match(str(value))
    return [int(led["number"])] if led else []


@cache
def _keys(group: str) -> tuple[str, ...]:
    return tuple(tables("json_answers")["keys"][group].split())


def _is_like(key: str, *groups: str) -> bool:
    """Whether a word of a key ("cited_passages", "sourceIds") is one of these."""
    said = {plain_key(part) for part in _PARTS_OF_KEYS.findall(key)}
    said -= _COUNT if len(said) > 1 else frozenset()
    return any(said & set(_keys(group)) for group in groups)


def plain_key(key: str) -> str:
    """A key as data/json_answers.toml has it."""
    return regex.sub(r"[\s_\p{Nd}\p{Pd}]", "", key).casefold()
