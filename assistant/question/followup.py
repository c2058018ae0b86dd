"""Follow-up questions: what leans on an earlier question is looked up together with it."""

from collections.abc import Sequence

from assistant.question.language import question_language
from index.text.languages import LANGUAGES
from index.text.words import WORD, words

# "और चीन?" takes its question from the one before; with more topic words than these a question has its own.
_FEW = 2
# How many questions a chain of follow-ups reaches back.
_LONGEST_CHAIN = 4


def join(question: str, before: Sequence[str]) -> str:
    """The question after the words of others that name their topics, each once, in place of "And they ..."."""
    topics = dict.fromkeys(word for each in before for word in _topic_words(each))
    record = LANGUAGES[question_language(question)]
    opening = record.persons | record.things | record.openings
    first = next((match for match in WORD.finditer(question) if words(match[0])[0] not in opening), None)
    return " ".join([*topics, question[first.start() :] if topics and first else question])


def context(question: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions that a question leans on, oldest first: back to the last that has its own topic.

    Those in between that name nothing ("when was that?") are left out.
    """
    if not leans(question):
        return ()
    chain: list[str] = []
    for before in reversed(earlier[-_LONGEST_CHAIN:]):
        if _topic_words(before):
            chain.insert(0, before)
        if not leans(before):
            break
    return tuple(chain)


def leans(question: str) -> bool:
    """Whether a question can't be understood without what was asked before, by its words alone."""
    said = words(question)
    record = LANGUAGES[question_language(question)]
    topics = [at for at, word in enumerate(said) if word not in record.topicless]
    if not topics:
        return bool(said)
    pointing = [at for at, word in enumerate(said) if word in record.persons | record.things and not _leads_on(said, at)]
    if pointing and (pointing[0] < topics[0] or pointing[-1] > topics[-1]):
        return True
    return said[0] in record.openings and len(topics) <= _FEW


def _topic_words(question: str) -> list[str]:
    """The words of a question that name its topics, as they are written."""
    topicless = LANGUAGES[question_language(question)].topicless
    return [match[0] for match in WORD.finditer(question) if words(match[0])[0] not in topicless]


def _leads_on(said: Sequence[str], at: int) -> bool:
    """Whether a pointing word only leads on to the next one: "that year", "said that NATO ..."."""
    following = said[at + 1] if at + 1 < len(said) else ""
    english = LANGUAGES["en"]
    times = frozenset[str]().union(*(record.times for record in LANGUAGES.values()))
    return following in times or (said[at] == "that" and bool(following) and following not in english.topicless)
