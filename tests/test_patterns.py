"""Patterns take a time that grows with the text, not with its square: whatever an article or a visitor writes."""

import ast
import importlib
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
import regex

REPOSITORY = Path(__file__).resolve().parents[1]
PATHS = [
    path
    for package in ("assistant", "index", "prompts")
    for path in sorted((REPOSITORY / package).rglob("*.py"))
    if "training" not in path.parts  # scripts that are not installed
]
# The ways in which a pattern looks through a text.
_WAYS = {
    "search": lambda pattern, text: pattern.search(text, timeout=_TIMEOUT_S),
    "match": lambda pattern, text: pattern.match(text, timeout=_TIMEOUT_S),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text, timeout=_TIMEOUT_S),
    "sub": lambda pattern, text: pattern.sub(text[:0], text, timeout=_TIMEOUT_S),
    "subn": lambda pattern, text: pattern.subn(text[:0], text, timeout=_TIMEOUT_S),
    "finditer": lambda pattern, text: list(pattern.finditer(text, timeout=_TIMEOUT_S)),
    "findall": lambda pattern, text: pattern.findall(text, timeout=_TIMEOUT_S),
    "split": lambda pattern, text: pattern.split(text, timeout=_TIMEOUT_S),
}
# What runs are made of, beside the pattern's own letters: of each class of characters, one.
_CHARACTERS = 'a A क ि १ . - [ " : , /'.split(" ") + [" ", "\n"]
_SHORT, _LONG = 1_000, 4_000
# Four times the text may take eight times as long, for clocks and caches; the square takes sixteen times. What takes less
# than this for 4,000 characters takes two seconds for 100,000 at worst, and is not measured again.
_GROWTH, _NOTHING_S = 8, 0.003
_TIMEOUT_S = 1


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def patterns() -> dict[str, regex.Pattern]:
    """Every compiled pattern of the code by its module and name."""
    found = {}
    for path in PATHS:
        if path.name == "__main__.py":
            continue
        module = importlib.import_module(module_of(path))
        for name, value in vars(module).items():
            for key, each in parts(name, value):
                if isinstance(each, regex.Pattern) and name in defined(path):
                    found[f"{module.__name__}.{key}"] = each
    return found


def parts(name: str, value: object) -> Iterator[tuple[str, object]]:
    """A value, and what is in it where it is a table."""
    yield name, value
    if isinstance(value, dict):
        yield from ((f"{name}[{key}]", each) for key, each in value.items())
    elif isinstance(value, tuple | list | frozenset):
        yield from ((f"{name}[{at}]", each) for at, each in enumerate(value))


def defined(path: Path) -> set[str]:
    """The names that a module gives values itself."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def ways(name: str) -> set[str]:
    """How the code uses a pattern of this name; all ways where that can't be seen."""
    short = name.rpartition(".")[2].partition("[")[0]
    used = {
        node.attr
        for path in PATHS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == short
    }
    return used & _WAYS.keys() or {"search", "sub"}


def hostile(pattern: regex.Pattern, length: int) -> Iterator[str]:
    """Texts made for a pattern: runs of what it may repeat, after what it begins with, before what it can't end with."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    own = dict.fromkeys(character for character in regex.sub(r"\\[pP]\{\w+\}|\\.", "", written) if character.isalnum())
    words = [word for word in regex.findall(r"[\p{L}\p{M}]{2,}", written)][:2]
    characters = list(dict.fromkeys([*_CHARACTERS, *list(own)[:4], *words]))
    for one in characters:
        yield from (one * (length // len(one)), one * (length // len(one)) + "\0")
    for one, other in product(characters, characters):
        if one != other:
            unit = one + other
            yield unit * (length // len(unit)) + "\0"
    for word, one in product(words, characters):
        yield f"{word} {one * (length // len(one))}{' b' * 9}"


def seconds(way: str, pattern: regex.Pattern, text: str) -> float:
    """How long it takes, or a little more than the time that is given to it."""
    started = time.thread_time()
    with suppress(TimeoutError):
        _WAYS[way](pattern, text.encode() if isinstance(pattern.pattern, bytes) else text)
    return time.thread_time() - started


def slow_text(way: str, pattern: regex.Pattern) -> str | None:
    """How a text begins that takes much more than its share of time."""
    for short, long in zip(hostile(pattern, _SHORT), hostile(pattern, _LONG), strict=True):
        took = seconds(way, pattern, long)
        if took > _NOTHING_S:
            most = _GROWTH * min(seconds(way, pattern, short) for _ in range(3))
            if took > _TIMEOUT_S or took > most and all(seconds(way, pattern, long) > most for _ in range(5)):
                return long[:10]
    return None


ALL = patterns()


# Looked for in the few characters before a full stop.
_IN_SHORT_TEXTS = {"index.text.sentences._LAST_WORD", "index.text.full_stops._LAST_TWO_WORDS"}


@pytest.mark.parametrize("name", sorted(ALL.keys() - _IN_SHORT_TEXTS))
def test_a_pattern_takes_time_that_grows_with_the_text(name):
    slow = {way: text for way in sorted(ways(name)) if (text := slow_text(way, ALL[name]))}
    assert not slow, ALL[name].pattern


def inline() -> dict[str, tuple[str, str]]:
    """The patterns that are looked for where they are written down, with the way."""
    found = {}
    for path in PATHS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WAYS:
                if ast.unparse(node.func.value) in ("re", "regex") and isinstance(node.args[0], ast.Constant):
                    found[f"{module_of(path)}, line {node.lineno}"] = (node.func.attr, node.args[0].value)
    return found


@pytest.mark.parametrize("name", sorted(inline()))
def test_a_pattern_without_a_name_does_so_too(name):
    way, pattern = inline()[name]
    assert slow_text(way, regex.compile(pattern)) is None


def test_the_patterns_are_found():
    assert len(ALL) > 40 and ALL.keys() >= _IN_SHORT_TEXTS


@pytest.mark.parametrize(
    ("pattern", "way", "is_slow"),
    [
        (r"\s+$", "sub", True),
        (r"(?<!\s)\s+$", "sub", False),
        (r"a+b", "search", True),
        (r"a+b", "match", False),
        (r"(?:x+x+)+y", "match", True),
        (r"\p{M}+", "sub", False),
    ],
)
def test_this_test_tells_slow_patterns_from_quick_ones(pattern, way, is_slow):
    assert bool(slow_text(way, regex.compile(pattern))) == is_slow
