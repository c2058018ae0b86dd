"""Text that a file gives and that nobody wrote: Devanagari put together wrongly, glyphs without a meaning."""

import regex

# Of the words of 2,102 pages of Wikipedia 0.02 % are impossible, of 99 pages in 100 less than 1 %; 20 to 35 % of true prose are
# function words. Prints of Word and InDesign have more of the one than the limit or fewer of the other.
_IMPOSSIBLE_SHARE = 0.03
_FUNCTION_SHARE = 0.12
_FEWEST_IMPOSSIBLE = 4
_ENOUGH_WORDS = 40
_RUNNING_WORDS = 8
_SENTENCE_END = regex.compile(r"[।॥.?!]")
_LONGEST_SAMPLE = 200_000

_HINDI_WORD = regex.compile(r"[\p{Devanagari}\u200c\u200d]+")
_VOWEL_SIGN = "[\u093a\u093b\u093e-\u094c\u094e\u094f\u0955-\u0957]"
_IMPOSSIBLE = regex.compile(
    rf"""
    ^[\u0900-\u0903\u093c\u093a\u093b\u093e-\u094f\u0955-\u0957]        # begins with a sign that needs a letter before it
    | (?!\u093e\u0945){_VOWEL_SIGN}{{2}} | \u094d{_VOWEL_SIGN} | {_VOWEL_SIGN}\u094d | \u094d\u094d | \u094d[\u0900-\u0903]
    | [\u0904-\u0914]{_VOWEL_SIGN}(?<!अॅ|अॉ)
    | \u094d$(?<!क्|त्|न्|म्|द्|ट्|ड्|ल्|र्|व्|स्|श्|प्|ब्|ग्|ज्|च्|ह्|भ्|ख्|थ्|ध्|ष्|फ्|छ्|झ्|ञ्|ण्|य्|घ्|ठ्|ढ्|ङ्)
    """,
    regex.VERBOSE,
)
_NO_MEANING = regex.compile(r"\(cid:\d+\)|[\p{Co}\ufffd]")
_FUNCTION_WORDS = frozenset(
    """
    का की के को में से ने पर और है हैं था थी थे यह वह कि जो एक इस उस ये वे भी हो तो ही या नहीं किया गया कर करने लिए साथ अपने
    तक बाद रहा रहे रही हुए हुई हुआ होने जा जाने कहा
    """.split()
)


def broken_reason(text: str) -> str | None:
    """What is wrong with the characters that a file gives for its glyphs; None for a text that can be believed."""
    sample = text[:_LONGEST_SAMPLE]
    every = len(sample.split())
    if every >= _ENOUGH_WORDS / 2 and len(_NO_MEANING.findall(sample)) > _IMPOSSIBLE_SHARE * every:
        return "does not say which letters its glyphs are"
    hindi = _HINDI_WORD.findall(sample)
    if len(hindi) < _ENOUGH_WORDS:
        return None
    impossible = sum(bool(_IMPOSSIBLE.search(word)) for word in hindi)
    if impossible >= _FEWEST_IMPOSSIBLE and impossible > _IMPOSSIBLE_SHARE * len(hindi):
        return f"gives wrong letters: {impossible / len(hindi):.0%} of its Hindi words are spelt as no word can be"
    running = _HINDI_WORD.findall("\n".join(line for line in sample.split("\n") if _is_running(line)))
    known = sum(word in _FUNCTION_WORDS for word in running)
    if len(running) >= _ENOUGH_WORDS and known < _FUNCTION_SHARE * len(running):
        return f"gives wrong letters: {known / len(running):.0%} of its Hindi words are such as के and है, of a true text 20 %"
    return None


def _is_running(line: str) -> bool:
    """Whether a line is prose rather than an entry of a list, which has few function words."""
    return len(line.split()) >= _RUNNING_WORDS and bool(_SENTENCE_END.search(line))
