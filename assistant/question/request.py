"""What kind of thing a message asks for: an answer, a reply to small talk, a list of articles, a summary of one."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.question.asked import without_frames
from assistant.question.language import question_language
from assistant.question.leaning import topic_words
from assistant.question.phrasings import phrasing
from assistant.question.said import Said, plain
from assistant.question.smalltalk import SmallTalk, small_talk
from assistant.question.times import cut_time, names_topic
from index.text.languages import ENGLISH, every

_SUM = re.compile(r"\d\s*[+*×÷^=]\s*\d|\d\s+[-–x/]\s+\d")
_BEFORE_SUMMARY = frozenset("a an the and what is s can could would you to write provide make prepare get hi hello".split())
_OF_SUMS = frozenset("x calculate compute equal equals sum plus minus times divided result answer value हल जोड़ बराबर".split())

Wanted = Literal["answer", "reply", "list", "summary", "news"]


@dataclass(frozen=True)
class Request:
    """What is wanted, and about what: the question, the topic of a list (empty for all articles) or of a summary (empty for
    that of the question before). `talk` is what a reply replies to.
    """

    wanted: Wanted
    about: str
    talk: SmallTalk | None = None


def read_request(text: str) -> Request:
    """What a message asks for."""
    if talk := small_talk(text):
        return Request("reply", text, talk)
    topic = _listed(text)
    if topic is not None:
        return Request("list", topic)
    topic = _summarised(text)
    return Request("answer", text) if topic is None else Request("summary", topic)


def asks_for_news(text: str) -> bool:
    """Whether nothing is asked but what was reported, of the time that a text names: "What happened on 13 November 2024?"."""
    rest = _without("news", cut_time(text))
    return rest is not None and not names_topic(without_frames(rest))


def is_sum(text: str) -> bool:
    """Whether a text is arithmetic and nothing else: no article answers that, though it may have the numbers."""
    return bool(_SUM.search(text)) and all(word[0].isdecimal() or word in _OF_SUMS for word in topic_words(text.lower()))


def _listed(text: str) -> str | None:
    """The topic of the articles that are counted or listed, None where no list is asked for."""
    rest = _without("listing", text)
    if rest is None:
        return None
    timeless = cut_time(without_frames(rest))
    about = _without("relation", timeless)
    topic = _topic(timeless if about is None else about)
    if not topic:
        return ""
    return topic if about is not None else None


def _summarised(text: str) -> str | None:
    """The topic of the article that is to be summarised, None where no summary is asked for."""
    found = _split("summary", text)
    if found is None:
        return None
    before, behind = found
    if question_language(text) == "en" and set(plain(without_frames(before)).split()) - ENGLISH.polite - _BEFORE_SUMMARY:
        return None  # "What does the Summary for Policymakers say?"
    return _topic(without_frames(f"{before} {behind}"))


def _topic(text: str) -> str:
    """From the first to the last word that names a topic; the articles themselves are none."""
    said, topics, articles = Said.of(text), topic_words(text), every("collection")
    at = [place for place, word in enumerate(said.words) if said.written(place) in topics and word not in articles]
    return said.part(at[0], at[-1] + 1) if at else ""


def _without(name: str, text: str) -> str | None:
    """A text without what matches a phrasing; None where nothing does."""
    found = _split(name, text)
    return None if found is None else " ".join(found).strip()


def _split(name: str, text: str) -> tuple[str, str] | None:
    """What stands before and behind what matches a phrasing; None where nothing does."""
    said = Said.of(text)
    match = phrasing(name).search(said.plain)
    if match is None:
        return None
    first, last = said.word_at(match.start()), said.word_at(match.end() - 1) + 1
    return said.part(0, first), said.part(last, len(said.words))
