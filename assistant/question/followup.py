"""Follow-up questions: what leans on an earlier question is looked up together with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.asked import what_is_asked, without_frames
from assistant.question.language import question_language
from assistant.question.leaning import Leaning, leaning, topic_words
from assistant.question.phrasings import phrasing
from assistant.question.request import asks_for_news, is_sum, read_request
from assistant.question.said import plain
from assistant.question.smalltalk import small_talk
from index.text.languages import LANGUAGES
from index.text.words import WORD, words

# How many questions a chain of follow-ups reaches back: further up a conversation has mostly moved on (judged by eye).
_LONGEST_CHAIN = 4


@dataclass(frozen=True)
class Reading:
    """A question as it may be meant: by itself, or after the words of those in `context`, oldest first."""

    text: str
    context: tuple[str, ...] = ()


def readings(question: str, earlier: Sequence[str], whole: str = "") -> tuple[Reading, ...]:
    """How a question may be meant after `earlier` ones, newest last: one reading, or two where its words don't tell.

    The one by itself is the first of two. `whole` is what it was found in: "Tell me about the Chipko movement" stands alone.
    """
    alone, verdict = Reading(question), leaning(question)
    if whole and leaning(whole) is Leaning.ALONE:
        verdict = Leaning.ALONE
    before = context(question, earlier) if verdict is not Leaning.ALONE else ()
    if not before:
        return (alone,)
    leaned = Reading(question, before)
    return (leaned,) if verdict is Leaning.LEANS else (alone, leaned)


def leant_on(text: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions, oldest first, without which a message can't be understood; none where it is no single question
    or its words don't tell whether it leans on any.
    """
    before = [question for question in earlier if not small_talk(question)]
    if read_request(text).wanted != "answer" or is_sum(text) or asks_for_news(text) or more_of(text, before)[1]:
        return ()
    first, *others = what_is_asked(text)
    ways = readings(first, before, text)
    return () if others or len(ways) > 1 else ways[0].context


def context(question: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions that a question which is no new topic leans on, oldest first: back to the last that stands alone.

    Those in between that name nothing ("when was that?") are left out.
    """
    chain: list[str] = []
    for before in reversed(earlier[-_LONGEST_CHAIN:]):
        if topic_words(before):
            chain.insert(0, before)
        if leaning(before) is not Leaning.LEANS:
            break
    return tuple(chain)


def join(question: str, before: Sequence[str]) -> str:
    """The question after the words of others that name their topics, each once, in place of "And they ..."."""
    topics = dict.fromkeys(word for each in before for word in topic_words(without_frames(each)))
    record = LANGUAGES[question_language(question)]
    opening = record.persons | record.things | record.openings
    first = next((match for match in WORD.finditer(question) if words(match[0])[0] not in opening), None)
    return " ".join([*topics, question[first.start() :] if topics and first else question])


def more_of(question: str, earlier: Sequence[str]) -> tuple[str, int]:
    """The question that is meant, and how many times more of its answer is asked for: "tell me more", "और बताइए".

    A question that asks for something of its own is itself, with 0.
    """
    asked = [*earlier, question]
    times = 0
    while len(asked) > 1 and asks_for_more(asked[-1]):
        asked.pop()
        times += 1
    return (asked[-1], times) if times else (question, 0)


def asks_for_more(question: str) -> bool:
    """Whether a text asks for no more than more."""
    rest = plain(question)
    if not phrasing("more").search(rest):
        return False
    polite = frozenset[str]().union(*(record.polite for record in LANGUAGES.values()))
    left = phrasing("more_filler").sub(" ", phrasing("more").sub(" ", rest)).split()
    return all(word in polite for word in left)
