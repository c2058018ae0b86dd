"""Whether a full stop before white space ends a sentence: abbreviations, initials and what stands on its two sides."""

import regex

from index.text.languages import HINDI, every, language_of
from index.text.languages.record import word_set
from index.text.words import WORD_CHARACTER, WORD_PATTERN

_ABBREVIATIONS = every("abbreviations")
_IN_SMALL_LETTERS = every("abbreviations_in_small_letters")
_BEFORE_NUMBERS = every("abbreviations_before_numbers")
_MAY_CLOSE = every("abbreviations_that_may_close")
_STARTERS = every("sentence_starters")
_LETTERS_OR_WORDS = every("letter_names_or_words")
_LETTER_NAMES = every("letter_names") - _LETTERS_OR_WORDS
_LAST_TWO_WORDS = regex.compile(rf"(?:({WORD_PATTERN})\.?\s?)?(?<!{WORD_CHARACTER})({WORD_PATTERN})$")
_BARE_LETTER = regex.compile(r"[\u0905-\u0939]\u093c?")
_SYLLABLE = regex.compile(r"[\u0905-\u0939]\u093c?(?:\u094d[\u0915-\u0939])?[\u093e-\u094c]?[\u0901\u0902]?")
_TITLES = every("titles")
# Words of one syllable that may close a sentence.
_SYLLABLES = word_set(
    """
    जी पी गा गी गे जा खा सी लो दो हो ला ना ने से में मे पे का के को तो यह वह ये वे जो सो छू रो बो धो ढो पा छा भा हाँ हां माँ मां
    भू घी
    """
)
_WORDS_OF_A_LETTER = frozenset("न व ए ओ".split())
_CLOSING_WORDS = every("closing_words")
# What a Hindi sentence ends in: a verb by its ending, or one of these.
_VERB = regex.compile(r"\p{L}[\p{L}\p{M}]*?(?:त[ाी]|ते|तीं|[ंँएेो]ग[ाेी]|गीं|य[ाेी]|यीं|[एई][ँं]?|ें|ूँ|ूं|कर)")
_CLOSING = _CLOSING_WORDS | {word for word in HINDI.verbs if word >= HINDI.first} | {"नहीं", "भी", "ही"}
# Short English words without a vowel are no words: "Nk.", "Mfg.".
_NO_VOWEL = regex.compile(r"(?i)[b-df-hj-np-tv-xz]{2,5}")


def full_stop_ends(before: str, next_word: str, by_danda: bool) -> bool:
    """Whether a full stop ends a sentence, from the words on its two sides. `by_danda`: the text around ends its Hindi
    sentences by "।", so that a full stop is one only behind a verb.
    """
    match = _LAST_TWO_WORDS.search(before)
    previous, word = (match.group(1) or "", match.group(2)) if match else ("", "")
    folded = word.lower()
    if (
        by_danda
        and language_of(word) is HINDI
        and not (word in _CLOSING or word in _WORDS_OF_A_LETTER or _VERB.fullmatch(word))
    ):
        return False
    if folded in _ABBREVIATIONS or word in _LETTER_NAMES or folded in _IN_SMALL_LETTERS and not word.isupper():
        return False
    if by_danda and _is_initial(next_word) and _SYLLABLE.fullmatch(word) and previous in _ABBREVIATIONS:
        return False  # "पं. दी. द. उपाध्याय"
    if _is_initial(word) or _is_short_for_a_name(previous, word, next_word):
        return False
    if (
        _is_bare_syllable(word)
        or _NO_VOWEL.fullmatch(word)
        and not word.isupper()
        and folded not in _MAY_CLOSE | _BEFORE_NUMBERS
    ):
        return False
    if folded in _BEFORE_NUMBERS:
        return not (next_word[:1].isdecimal() or previous.lower() in _ABBREVIATIONS)
    if word in _LETTERS_OR_WORDS:
        return not (_is_letter(previous) or _is_letter(next_word))
    if folded in _MAY_CLOSE or (len(word) == 1 and word.isascii() and word.isalpha()):
        return next_word.lower() in _STARTERS
    return True


def _is_initial(word: str) -> bool:
    """Whether a word is one bare letter of Devanagari, which hardly any word is."""
    return bool(_BARE_LETTER.fullmatch(word)) and word not in _WORDS_OF_A_LETTER


def _is_bare_syllable(word: str) -> bool:
    """Whether a word is one syllable of Devanagari, and none of those that are words: "नं.", "मु."."""
    return bool(_SYLLABLE.fullmatch(word)) and word not in _CLOSING | _SYLLABLES | _WORDS_OF_A_LETTER


def _is_short_for_a_name(previous: str, word: str, next_word: str) -> bool:
    """Whether a syllable is no word: beside an initial or before a title ("ज. ला. नेहरू", "ले. जनरल")."""
    if word in _CLOSING_WORDS or not _SYLLABLE.fullmatch(word):
        return False
    shortened = _is_initial(previous) or previous in _ABBREVIATIONS and bool(_SYLLABLE.fullmatch(previous))
    return shortened or _is_initial(next_word) or next_word in _TITLES


def _is_letter(word: str) -> bool:
    return word in _LETTER_NAMES or word in _LETTERS_OR_WORDS
