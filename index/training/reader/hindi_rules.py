"""Hindi questions made from sentences: Hindi asks in place, so the answer's words give way to a question word.

"ताज महल 1653 में बना।" asks "ताज महल किस वर्ष में बना?" and its answer stands in the sentence. The same for English
where it may be said ("the palace was finished in which year?"), asked of a sentence whose translation holds the number.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from index.text.languages import HINDI

_MONTHS: Final = "|".join(name for month in HINDI.months for name in month)
_DIGIT: Final = "[0-9०-९]"
_YEAR: Final = f"(?<!{_DIGIT})(?:[12१२]{_DIGIT}{{3}})(?!{_DIGIT})"
_NUMBER: Final = f"(?<![\\p{{L}}\\p{{M}}\\p{{N}}.,-]){_DIGIT}[0-9०-९,.]*(?:\\s(?:लाख|करोड़|हज़ार|हजार|अरब|मिलियन|बिलियन))?"
_AFTER_YEARS: Final = "में|से|तक|को|के|का|की|ई|और|व"
_COUNTED: Final = "प्रकार|भाग|भागों|बार|वर्ष|साल|लोग|लोगों|दिन|फिल्मों|मैच|बच्चे|पुत्र|चरण"
_BEING: Final = "स्थित|हुआ था|हुई थी|जन्म|पैदा|बसा|है।|रहते|रहती|मिलता|पाया|पाई|पाए"
_WORD: Final = r"[\p{L}\p{M}]+"
_WORDS: Final = "एक|दो|तीन|चार|पाँच|पांच|छह|सात|आठ|नौ|दस|सौ|दोनों"
_NAME: Final = r"(?P<answer>(?:[\p{L}\p{M}.’'-]+\s){0,3}?[\p{L}\p{M}.’'-]+)"
_PRONOUNS: Final = frozenset(
    "उस उसने उन उन्हों इस इन इन्हों इन्होंने उन्होंने जिस जिन जिन्हों किस किसी मैं हम तुम आप जो वह यह उनके उसके जिसके जिसने सभी सब लोगों".split()
)
# What is replaced (its group "answer") and the question words that may stand in its place.
_RULES: Final[tuple[tuple[regex.Pattern[str], tuple[str, ...]], ...]] = tuple(
    (regex.compile(pattern), tuple(words.split("|")))
    for pattern, words in (
        (rf"(?P<answer>{_DIGIT}{{1,2}}\s(?:{_MONTHS})(?:,?\s{_YEAR})?)(?P<cut>(?:\sको)?)", "कब|किस तारीख को|किस दिन"),
        (rf"(?P<answer>(?:{_MONTHS})\s{_YEAR})(?P<cut>\sमें)", "कब|किस महीने में"),
        (
            rf"(?:सन्?\s|वर्ष\s|साल\s|ईस्वी\s)?(?P<answer>{_YEAR})(?P<cut>\s(?:में|ई॰ में|ई. में|ईस्वी में))",
            "कब|किस वर्ष में|किस साल|किस वर्ष",
        ),
        (rf"(?P<answer>{_NUMBER})(?P<cut>\s?(?:प्रतिशत|%|फीसदी|फ़ीसदी))", "कितने प्रतिशत|कितना प्रतिशत"),
        (rf"(?P<answer>{_NUMBER})(?P<cut>)(?=\s(?!(?:{_MONTHS}|{_AFTER_YEARS})(?![\p{{L}}\p{{M}}]))\p{{L}})", "कितने|कितनी"),
        (rf"(?<=\s)(?P<answer>{_WORDS})(?P<cut>)(?=\s(?:{_COUNTED}))", "कितने|कितनी"),
        (rf"(?:^|[,;—]\s|\sकि\s|\sऔर\s|\sजब\s){_NAME}(?P<cut>\sने)(?=\s)", "किसने|किसने|किन लोगों ने"),
        (rf"(?:^|[,;—]\s|\sऔर\s|\sको\s|\sमें\s){_NAME}(?P<cut>\sके द्वारा|\sद्वारा)(?=\s)", "किसके द्वारा|किसने"),
        (rf"(?:^|[,;—]\s|\sऔर\s){_NAME}(?P<cut>\sके अनुसार)", "किसके अनुसार"),
        (rf"(?:^|[,;—]\s|\sऔर\s){_NAME}(?P<cut>\s(?:के कारण|की वजह से))", "किस कारण|क्यों|किस वजह से"),
        (rf"(?:^|\s)(?P<answer>(?:{_WORD},?\s)?{_WORD})(?P<cut>\sमें)(?=\s(?:{_BEING}))", "कहाँ|किस जगह|कहां"),
        (rf"(?P<answer>{_WORD})(?P<cut>\sकी राजधानी)(?=\s)", "किसकी राजधानी|किस देश की राजधानी"),
        (rf"(?:^|\s)नाम\s(?P<answer>(?:{_WORD}\s)?{_WORD})(?P<cut>)(?=\s(?:है|था|थी|रखा|पड़ा))", "क्या"),
        (rf"(?P<answer>(?:{_WORD}\s){{1,3}}{_WORD})(?P<cut>)(?=\s(?:कहा जाता है|कहते हैं|के नाम से))", "क्या|किस"),
    )
)
_SENTENCE = regex.compile(r"[^।?!\n]+[।?!]?")
_CLAUSE = regex.compile(r"[,;—]\s|\s(?:और|तथा|लेकिन|परन्तु|जबकि|जिसमें|जिसके|जिससे)\s")


@dataclass(frozen=True)
class Asked:
    """A question and the characters of its answer in the text that it was made from."""

    question: str
    start: int
    end: int


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence starts, and the sentence."""
    for match in _SENTENCE.finditer(text):
        plain = match[0].strip()
        if 25 <= len(plain) <= 320:
            yield match.start() + match[0].index(plain), plain


def ask(sentence: str, draw: random.Random) -> Asked | None:
    """A question about the sentence, or None where no rule fits."""
    rules = list(_RULES)
    draw.shuffle(rules)
    for pattern, words in rules:
        found = list(pattern.finditer(sentence))
        if not found:
            continue
        match = draw.choice(found)
        start, end = match.span("answer")
        answer = match["answer"]
        if _PRONOUNS & set(answer.split()) or len(answer) < (1 if answer[0].isdigit() else 3):
            continue
        before, after = sentence[: match.start()], sentence[match.end("cut") :]
        kept = match[0][: start - match.start()]
        kept = kept if kept.strip() not in ("सन्", "सन", "वर्ष", "साल", "ईस्वी") else " "
        question = _shortened(f"{before}{kept}", draw.choice(words), after, draw)
        if question:
            return Asked(question, start, end)
    return None


def _shortened(before: str, word: str, after: str, draw: random.Random) -> str | None:
    """The clause around the question word, some of its words dropped."""
    before = _CLAUSE.split(before)[-1] if draw.random() < 0.7 else before
    after = _CLAUSE.split(after)[0] if draw.random() < 0.7 else after
    left, right = before.split()[-14:], after.rstrip("।.|! ").split()
    right = right if len(right) <= 12 else right[:8] + right[-3:]
    dropped = draw.choice((0.0, 0.0, 0.15, 0.3))
    left = [w for w in left if draw.random() >= dropped]
    right = [w for n, w in enumerate(right) if n >= len(right) - 2 or draw.random() >= dropped]
    if len(left) + len(right) < 3:
        return None
    order = [*left, word, *right] if draw.random() < 0.85 else [word, *left, *right]
    return " ".join(order) + draw.choice(("?", "?", " ?", ""))
