"""What a question is: its language, and whether it can be asked at all."""

import regex

from assistant.models import Question
from index.errors import QuestionError
from index.language import count_letters
from index.models import Language

MAX_CHARACTERS = 2_000

_LATIN_WORD = regex.compile(r"\p{Latin}+")
_WORD = regex.compile(r"[\p{L}\p{N}]")
# Words of Hindi in Latin letters that no English question holds.
_HINDI_WORDS = frozenset(
    """
    kya kyaa kyon kyun kyu kab kahan kahaan kaha kaun kaunsa kaunsi kisne kisko kise kiska kiski kiske kis kitna
    kitne kitni kaise kaisa kaisi hai hain tha thi thee hua hui hue hoga hogi honge ne ki ka ke ko se mein mai
    men par pe liye baare bare aur ya nahi nahin nahee bhi hi jo jab tab yeh ye woh vo wo usne unhone unhonne
    unka unke unki uska uske uski iska iske iski kar kiya kiye ki diya diye gaya gayi gaye raha rahi rahe batao
    bataiye bataye kahaa
    """.split()
)
_ENGLISH_WORDS = frozenset(
    """
    the a an of in on at to for from by with is are was were do does did has have had will would can could
    should what who whom whose which when where why how many much and or not that this these those it its he she
    they his her their be been as
    """.split()
)


def parse_question(text: str, language: Language | None = None) -> Question:
    """The question in `text`, to be answered in `language`, or in its own.

    Raises QuestionError when it is empty, longer than MAX_CHARACTERS, or holds neither a letter nor a digit.
    """
    text = text.strip()
    if not text:
        raise QuestionError("The question is empty: type one.")
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(f"The question has {len(text):,} characters: ask it in at most {MAX_CHARACTERS:,}.")
    if not _WORD.search(text):
        raise QuestionError(f"The question {text[:20]!r} has no word in it: ask with words.")
    return Question(text, language or question_language(text))


def question_language(text: str) -> Language:
    """Hindi for a question in Devanagari or in Hindi typed in Latin letters, English for the rest."""
    devanagari, latin = count_letters(text)
    if devanagari:
        return "hi" if devanagari * 2 >= latin else "en"
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    hindi = sum(word in _HINDI_WORDS for word in words)
    english = sum(word in _ENGLISH_WORDS for word in words)
    return "hi" if hindi > english else "en"
