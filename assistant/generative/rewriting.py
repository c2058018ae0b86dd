"""The question that a model made of a follow-up, and whether it is one in its language, made of the conversation's words."""

from collections.abc import Sequence

import regex

from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.json_answers import named_in
from assistant.generative.layout import LayoutFilter
from assistant.generative.names import Names
from assistant.generative.numbers import figures
from assistant.generative.thoughts import Restart, ThoughtFilter
from assistant.question.language import question_language
from assistant.question.parsing import MAX_CHARACTERS
from assistant.question.said import plain
from index.text.languages import every
from index.text.normalise import normalise
from index.text.sentences import split_sentences
from index.text.words import words

# So many of its words may be new, a form of the verb or a word for what was meant (judged by eye); names and numbers may not.
_NEW = 0.34
# "Here is the question so that it can be understood by itself:"
_INTRODUCTION = regex.compile(r"\s*+[^\n?]{1,120}[:：][*_]{0,2}[^\S\n]*+\n")
# What a model says of it behind it.
_REMARK = regex.compile(r"\([^()]*+\)|(?:note|explanation|नोट|टिप्पणी|व्याख्या)\s?[:：].*+", regex.IGNORECASE)
_QUOTED = regex.compile(r"[\"'“‘«](?P<said>[^\"“”«»]*)[\"'”’»]")


def question_in(written: str) -> str:
    """The question in what a model wrote, without its thoughts, labels, layout, JSON and quotation marks around it."""
    introduction = _INTRODUCTION.match(written)
    answer = _without_thoughts(written[introduction.end() :] if introduction else written)
    layout = LayoutFilter()
    text = named_in(answer, "question") or "".join([*layout.feed(answer), *layout.close()])
    lines = [line.strip() for line in normalise(text).split("\n") if line.strip()]
    text = "\n".join(lines[:-1] if len(lines) > 1 and _REMARK.fullmatch(lines[-1]) else lines)
    quoted = _QUOTED.fullmatch(text)
    return quoted["said"].strip() if quoted else text


def _without_thoughts(written: str) -> str:
    thoughts = ThoughtFilter()
    said: list[str] = []
    for part in (*thoughts.feed(written), *thoughts.close()):
        said = [] if isinstance(part, Restart) else [*said, part]
    return "".join(said)


def is_rewritten(text: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a text can be looked up instead of the question after earlier ones."""
    if not words(text) or "\n" in text or "://" in text or len(text) > MAX_CHARACTERS:
        return False
    if len(split_sentences(text)) > max(1, len(split_sentences(question))):
        return False
    if not text.rstrip(" \"'”’").endswith("?") and not set(plain(text).split()) & every("question_words"):
        return False
    if question_language(text) != question_language(question):
        return False
    conversation = "\n".join([question, *earlier])
    said, known = content(words(text)), all_keys(conversation)
    new = [word for word in said if not keys(word) & known]
    if len(new) > _NEW * len(said) or not figures(text).claimed <= figures(conversation).readable:
        return False
    return not Names([conversation]).missing(text) and _is_both(text, question, earlier)


def _is_both(text: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a text takes something over from the earlier questions, and is none of them."""
    own, before = all_keys(question), all_keys("\n".join(earlier))
    takes = any(keys(word) & before and not keys(word) & own for word in content(words(text)))
    return takes and not any(set(words(text)) <= set(words(each)) for each in earlier)
