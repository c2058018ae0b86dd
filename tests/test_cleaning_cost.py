"""Cleaning hostile text takes a time that grows with its length, not with its square."""

import time
from importlib import import_module
from itertools import count

import pytest
import regex

from index.reading.cleaning import clean
from index.reading.cleaning.furniture import rule_of
from index.reading.cleaning.lines import LONGEST_FURNITURE, match_line
from index.reading.cleaning.rules import RULES
from index.reading.dating.found import day_in_address, days_in
from index.reading.typed.front_matter import split_front_matter
from index.reading.typed.markdown import markdown_to_text
from index.text.normalise import normalise

ROOM = "index.reading.cleaning"
# Patterns that see a line at a time, never one longer than furniture is, and those that see whole texts.
OF_LINES = [f"{ROOM}.{name}" for name in ("lines", "rules", "own_words", "signature", "sources")]
OF_TEXTS = [
    "index.reading.dating.found",
    "index.reading.typed.front_matter",
    "index.reading.typed.markdown",
    "index.text.normalise",
]
# Twice the length may take twice the time; a square takes four times. Small times are noise.
_MOST_RATIO = 3.2
_NOISE_S = 0.05
_SIZE = 10_000
_MOST_A_LINE_S = 0.1


def patterns(value):
    """The patterns in a module's value, however they are held."""
    if isinstance(value, regex.Pattern):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from patterns(each)
    elif hasattr(value, "pattern"):
        yield from patterns(value.pattern)


def patterns_of(modules):
    """The patterns of modules, each with a name."""
    return [
        pytest.param(pattern, id=f"{module.rpartition('.')[2]}-{name}-{number}")
        for module in modules
        for name, value in vars(import_module(module)).items()
        for number, pattern in enumerate(patterns(value))
    ]


def hostile(pattern):
    """Strings whose repetition might keep a pattern busy: its own words, signs and near misses of them."""
    words = regex.findall(r"[\p{L}\p{M}]{2,}", pattern.pattern)
    own = {" ".join(words[start : start + 3]) + " " for start in range(0, len(words), 3)}
    return sorted(own)[:12] + [
        " ",
        "a",
        "(",
        "#a ",
        ".)",
        "- ",
        "1",
        "12 ",
        "अ ",
        "क\u093c",
        "| ",
        ": ",
        "\u200d",
        "12 Nov ",
        "'\" ",
    ]


def seconds(function, text):
    return min(_timed(function, text) for _ in range(2))


def _timed(function, text):
    started = time.thread_time()
    function(text)
    return time.thread_time() - started


def grows_linearly(function, make):
    """Whether doubling the input about doubles the time; a ratio that looks worse is measured again on longer input."""
    for size in (_SIZE, 2 * _SIZE, 4 * _SIZE):
        once, twice = seconds(function, make(size)), seconds(function, make(2 * size))
        if twice < _NOISE_S or twice < _MOST_RATIO * once:
            return True
    return False


@pytest.mark.parametrize("pattern", patterns_of(OF_LINES))
def test_no_line_keeps_a_pattern_busy(pattern):
    for seed in hostile(pattern):
        line = (seed * LONGEST_FURNITURE)[: LONGEST_FURNITURE - 1] + "\x00"
        assert seconds(pattern.fullmatch, line) < _MOST_A_LINE_S, (pattern.pattern[:80], seed)
        assert seconds(pattern.search, line) < _MOST_A_LINE_S, (pattern.pattern[:80], seed)


@pytest.mark.parametrize("pattern", patterns_of(OF_TEXTS))
def test_every_pattern_that_sees_whole_texts_is_linear(pattern):
    for seed in hostile(pattern):

        def make(size, seed=seed):
            return seed * (size // len(seed)) + "\x00"

        assert grows_linearly(pattern.search, make), (pattern.pattern[:80], seed)


def test_a_long_line_is_no_furniture_and_costs_nothing():
    line = "Share on Facebook " * 100_000
    assert match_line(RULES[0].pattern, line) is None and rule_of(line, "anywhere", "edge", "company") is None


_numbers = count()
TEXTS = {
    "marks": lambda size: "क" + "\u093c\u0327\u0301" * (size // 3),
    "many marks after each letter": lambda size: ("क" + "\u0301\u0327" * 40) * (size // 81),
    "short sentences": lambda size: "बैठक के बाद दोनों देशों के नेताओं ने क्या कहा\n\n" + "कख।\n" * (size // 4),
    "distinct short sentences": lambda size: "\n".join(f"क{next(_numbers)}।" for _ in range(size // 6)),
    "repeated leads": lambda size: "".join(f"{n} यह पंक्ति दो बार आती है और फिर नहीं।\n" for n in range(size // 80)) * 2,
    "heads of links": lambda size: "इसे भी पढ़ें\n" * (size // 13),
    "links": lambda size: "इसे भी पढ़ें\n" + "कोई और ख़बर जो लंबी है\n" * (size // 24),
    "signatures": lambda size: "By Ravi Kumar\n" * (size // 14),
    "dates": lambda size: "12 नवंबर 2024\n" * (size // 14),
    "a page of menus": lambda size: "Home\nLogin\nSearch\nAbout us\nPrivacy policy\n" + "ख़बर यहाँ है\n" * (size // 13),
    "blank lines": lambda size: "Share\n" + "\n" * size + "Share\n",
    "spaces": lambda size: "कख" + " " * size + "कख",
    "dots": lambda size: "." * size + "क",
    "closing quotes": lambda size: ".)\"'" * (size // 4) + "क",
    "fields": lambda size: "Source: x | y: z\n" * (size // 17),
}


@pytest.mark.parametrize("name", TEXTS)
def test_cleaning_is_linear(name):
    assert grows_linearly(clean, TEXTS[name])
    assert _timed(clean, TEXTS[name](100_000)) < 10


@pytest.mark.parametrize("text", ["12 Nov ", "1-1-", "https://x/2024/", "185241112164938635", "2024-11-12T"])
def test_looking_for_days_is_linear(text):
    assert grows_linearly(days_in, lambda size: text * (size // len(text)))
    assert grows_linearly(day_in_address, lambda size: text * (size // len(text)))


@pytest.mark.parametrize("line", ["a: [", "a:\n  ", "- a: ", "? ", "a: {b: ", "&a [*a, ", "a = [", "x: y: "])
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_takes_a_bounded_time(line, fence):
    raw = f"{fence}\n" + f"{line}\n" * (200_000 // (len(line) + 1)) + f"{fence}\nपाठ"
    assert _timed(split_front_matter, raw) < 5
    assert _timed(split_front_matter, raw[:40_000] + f"\n{fence}\nपाठ") < 5


@pytest.mark.parametrize("text", ["<div>", "[^1]", "^[", "| a ", "> ", "* ", ": a\n", "[", "![", "<b ", "~~", "`"])
def test_markdown_takes_a_bounded_time(text):
    assert _timed(markdown_to_text, text * (20_000 // len(text))) < 10


def test_a_letter_keeps_thirty_marks():
    assert normalise("क" + "\u0301" * 100) == "क" + "\u0301" * 30
    assert normalise("क" + "\u0301" * 30) == "क" + "\u0301" * 30
    assert normalise("\u0958" + "\u0301" * 100) == normalise(normalise("\u0958" + "\u0301" * 100))
