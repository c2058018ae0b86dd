"""What a question is: its language, and whether it can be asked at all."""

import regex

from assistant.models import Question
from assistant.question.language import question_language
from index.errors import QuestionError
from index.models import Language
from index.text.normalise import normalise

# Several times the longest question of the development sets, and cheap to embed (judged by eye).
MAX_CHARACTERS = 2_000


# Before a text is brought into one form, which takes the square of the time on some: as many characters as a question may have
# in any form, each letter with a mark of its own and one that is dropped.
_MAX_TYPED = 3 * MAX_CHARACTERS
# A mark alone, as a vowel sign that has lost its letter, says nothing.
_SAYS = regex.compile(r"[\p{L}\p{N}]")


def parse_question(text: str, language: Language | None = None) -> Question:
    """The question in `text`, to be answered in `language`, or in its own.

    Raises QuestionError when it is empty, longer than MAX_CHARACTERS, or holds neither a letter nor a digit.
    """
    if language not in (None, "hi", "en"):
        raise QuestionError(f"There are no answers in {language!r}: ask for 'hi' or 'en'.")
    text = _short_enough(text.strip(), _MAX_TYPED)
    text = _short_enough(normalise(text).strip(), MAX_CHARACTERS)
    if not text:
        raise QuestionError("The question is empty: type one.", "no_question")
    if not _SAYS.search(text):
        raise QuestionError(f"The question {text[:20]!r} has no word in it: ask with words.", "no_words")
    asked_in = question_language(text)
    return Question(text, asked_in, language or asked_in)


def _short_enough(text: str, limit: int) -> str:
    if len(text) > limit:
        raise QuestionError(f"The question has {len(text):,} characters: ask it in at most {MAX_CHARACTERS:,}.", "too_long")
    return text
