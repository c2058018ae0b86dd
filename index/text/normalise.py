"""Every text as the program keeps it: NFC, plain white space, nothing invisible but what Hindi spelling needs."""

import unicodedata

import regex

# Invisible characters that are noise in Hindi and English: byte order marks, zero width spaces, soft hyphens and the
# marks that reverse the direction of writing. ZWJ and ZWNJ stay: Hindi spelling needs them.
_NOISE = regex.compile("[\ufeff\u200b\u2060\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]|[^\\P{Cc}\\n\\t]|\\p{Cs}")
# Putting marks in order takes the square of their number. No script needs so many on one letter, and Unicode's own format
# for streams allows no more (UAX 15, "Stream-Safe Text Format").
_MOST_MARKS = 30
_MARKS_TOO_MANY = regex.compile(rf"(\p{{M}}{{{_MOST_MARKS}}})\p{{M}}+")
_BLANK = regex.compile(r"[\t\p{Zs}]")
_LINE_BREAK = regex.compile(r"\r\n|[\r\u0085\u2028\u2029\v\f]")


def normalise(text: str) -> str:
    """NFC with plain spaces and line breaks, without invisible noise. Runs of spaces stay: offsets depend on them.

    A letter keeps its first 30 marks.
    """
    text = _BLANK.sub(" ", _NOISE.sub("", _LINE_BREAK.sub("\n", text)))
    return _capped(unicodedata.normalize("NFC", _capped(text)))


def _capped(text: str) -> str:
    return _MARKS_TOO_MANY.sub(r"\1", text)
