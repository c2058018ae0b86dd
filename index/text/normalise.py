"""Every text as the program keeps it: NFC, plain white space, nothing invisible but what Hindi spelling needs."""

import unicodedata

import regex

# Invisible characters that are noise in Hindi and English: byte order marks, zero width spaces, soft hyphens and the
# marks that reverse the direction of writing. ZWJ and ZWNJ stay: Hindi spelling needs them.
_NOISE = regex.compile("[\ufeff\u200b\u2060\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]|[^\\P{Cc}\\n\\t]|\\p{Cs}")
_BLANK = regex.compile(r"[\t\p{Zs}]")
_LINE_BREAK = regex.compile(r"\r\n|[\r\u0085\u2028\u2029\v\f]")
# More marks than that on one letter are no spelling of any language (Unicode's Stream-Safe Text Format, UAX 15, 13.1), and NFC
# sorts them in the square of the time.
_TOO_MANY_MARKS = regex.compile(r"\p{M}{30}\K\p{M}++")


def normalise(text: str) -> str:
    """NFC with plain spaces and line breaks, without invisible noise. Runs of spaces stay: offsets depend on them."""
    text = _BLANK.sub(" ", _NOISE.sub("", _LINE_BREAK.sub("\n", text)))
    return unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub("", text))
