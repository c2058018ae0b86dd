"""The language a question is asked in, decided once: by its grammar, for names may be in any script."""

import regex

from index.models import Language
from index.text.language import count_letters
from index.text.languages import ENGLISH, HINDI, language_of
from index.text.words import WORD, words

# What somebody quotes is in whatever language they found it in.
_QUOTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»|(?<!\S)'[^']*'(?![\p{L}\p{M}])")


def question_language(text: str) -> Language:
    """Hindi or English, by the function words of each that a question has; where that is even, by its letters.

    Hindi may be typed in Latin letters.
    """
    devanagari, latin = count_letters(text)
    if not devanagari:
        return "hi" if is_romanised_hindi(text) else "en"
    unquoted = _QUOTED.sub(" ", text)
    said = unquoted if words(unquoted) else text
    grammar = HINDI.stop_words | HINDI.topicless
    native = [word for word in words(said) if word in grammar and language_of(word) is HINDI]
    hindi = len(native) + len(_hindi_in_latin_letters(said))
    english = _english(said)
    if hindi == english:
        return "hi" if devanagari * 2 >= latin else "en"
    return "hi" if hindi > english else "en"


def is_romanised_hindi(text: str) -> bool:
    """Whether a text without Devanagari is Hindi, by the words that only one of the two languages has."""
    if count_letters(text)[0]:
        return False
    hindi = _hindi_in_latin_letters(text)
    return len(hindi) > _english(text) and (len(hindi) > 1 or hindi[0] not in HINDI.weak_in_latin_letters)


def _hindi_in_latin_letters(text: str) -> list[str]:
    return [word for word in words(text) if word in HINDI.in_latin_letters]


def _english(text: str) -> int:
    """How many of a text's words only English has of the two. A capital within it begins a name: "Theresa May", "WHO"."""
    shouted = text.upper() == text
    found = [match[0] for match in WORD.finditer(text)]
    lower = [word for at, word in enumerate(found) if shouted or word[0].islower() or (at == 0 and not word[1:].isupper())]
    return sum(word.lower() in ENGLISH.in_latin_letters for word in lower)
