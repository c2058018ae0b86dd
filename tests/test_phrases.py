import ast
import tomllib
from pathlib import Path

import pytest
import regex

import assistant
from assistant.phrases import PhrasesError, parse_phrases, phrase

FILE = Path(__file__).resolve().parents[1] / "prompts" / "phrases.toml"
TEXT = FILE.read_text(encoding="utf-8")
PHRASES = tomllib.loads(TEXT)
NAMES = sorted(PHRASES)
_FIELD = regex.compile(r"\{([a-z_]+)\}")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")


def fields(name):
    return {field for words in PHRASES[name].values() for field in _FIELD.findall(words)}


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_has_words_in_both_languages_with_its_names_filled_in(name, language):
    values = {field: f"<{field}>" for field in fields(name)}
    words = phrase(name, language, **values)
    assert words.strip()
    assert all(value in words for value in values.values())
    assert bool(_DEVANAGARI.search(words)) == (language == "hi")


def test_every_phrase_that_the_code_asks_for_is_in_the_file():
    asked = set()
    for path in Path(assistant.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "phrase":
                asked |= {part.value for part in node.args[:1] if isinstance(part, ast.Constant)}
    assert asked and asked <= set(NAMES)


def test_the_file_as_it_is_can_be_read():
    assert parse_phrases(TEXT) == PHRASES


@pytest.mark.parametrize("name", NAMES)
def test_a_file_without_one_of_the_phrases_is_refused_by_its_name(name):
    without = regex.sub(rf"\[{name}\][^\[]*\n(?=\[|\Z)", "", TEXT + "\n")
    with pytest.raises(PhrasesError, match=rf"missing or unknown phrases: {name}\."):
        parse_phrases(without)


def test_a_file_with_a_phrase_that_nobody_asks_for_is_refused_by_its_name():
    with pytest.raises(PhrasesError, match=r"missing or unknown phrases: farewell\."):
        parse_phrases(TEXT + '\n[farewell]\nhi = "फिर मिलेंगे"\nen = "Goodbye"\n')


@pytest.mark.parametrize(
    "words",
    [
        pytest.param('hi = "{start}–{end}"', id="one language is missing"),
        pytest.param('hi = "{start}–{end}"\nen = "{start}–{end}"\nfr = "{start}–{end}"', id="a third language"),
        pytest.param('hi = "{start}"\nen = "{start}–{end}"', id="a name is missing"),
        pytest.param('hi = "{start}–{end}"\nen = "{start}–{end} of {title}"', id="an unknown name"),
        pytest.param('hi = "{start}–{}"\nen = "{start}–{end}"', id="a nameless place"),
    ],
)
def test_a_phrase_with_wrong_languages_or_names_is_refused_by_its_name(words):
    wrong = regex.sub(r"(?<=\[place\]\n)[^\[]*\n(?=\[|\Z)", words.replace("\\", "\\\\") + "\n\n", TEXT)
    assert wrong != TEXT
    with pytest.raises(PhrasesError, match=r"\[place\]"):
        parse_phrases(wrong)
