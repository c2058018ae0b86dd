"""Answers that a model writes in JSON, whole, broken or cut off, and text that only looks like it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generative.json_reading import NoJsonError, read_value, unescaped
from assistant.generative.layout import LayoutFilter

SIZES = pytest.mark.parametrize("size", [1, 4, 1000])


def plain(text, size):
    """The lines that are let through."""
    parser = LayoutFilter()
    parts = [part for at in range(0, len(text), size) for part in parser.feed(text[at : at + size])]
    return "\n".join(line.strip() for line in "".join([*parts, *parser.close()]).split("\n") if line.strip())


A, B = "The bridge is 240 metres long.", "Sunita Rao opened it."
HI, HI2 = "पुल 240 मीटर लंबा है।", "उसे सुनीता राव ने खोला।"
ANSWERS = [
    # Whole.
    (f'{{"answer": "{A} [1]"}}', f"{A} [1]"),
    (f'{{"answer": "{A}", "citations": [1, 2]}}', f"{A} [1] [2]"),
    (f'{{"answer": "{A} {B}", "sources": [1]}}', f"{A} [1] {B} [1]"),
    (f'{{"answer": "{A} [1] {B} [2]", "sources": [1, 2]}}', f"{A} [1] {B} [2]"),
    (f'{{"answer": {{"text": "{A}", "sources": [1]}}}}', f"{A} [1]"),
    (f'{{"answer": {{"text": "{A}"}}, "sources": ["[1]", "passage 2"]}}', f"{A} [1] [2]"),
    (f'{{"response": {{"answer": {{"content": "{A}", "citation": "1, 2"}}}}}}', f"{A} [1] [2]"),
    (f'[{{"sentence": "{A}", "citations": [1]}}, {{"sentence": "{B}", "citations": [2]}}]', f"{A} [1]\n{B} [2]"),
    (f'{{"sentences": [{{"text": "{A}", "passage_ids": ["1"]}}]}}', f"{A} [1]"),
    (f'{{"sentence_1": "{A} [1]", "sentence_2": "{B} [2]"}}', f"{A} [1]\n{B} [2]"),
    (f'["{A} [1]", "{B} [2]"]', f"{A} [1]\n{B} [2]"),
    (f'{{"answer": ["{A} [1]", "{B} [2]"]}}', f"{A} [1]\n{B} [2]"),
    (f'{{"उत्तर": "{HI}", "स्रोत": [1]}}', f"{HI} [1]"),
    (f'{{"जवाब": {{"वाक्य": [{{"वाक्य": "{HI}", "अंश": "अंश १"}}]}}}}', f"{HI} [1]"),
    (f'{{"अंतिम उत्तर": "{HI} {HI2}", "संदर्भ": [{{"अंश": 1}}]}}', f"{HI} [1] {HI2} [1]"),
    (f'{{"answer": "{A}", "quotes": [{{"passage": 1, "quote": "the bridge over the river, 240 metres"}}]}}', f"{A} [1]"),
    (f'{{"answer": "{A} [1]", "quotes": ["240 metres long", "In 2023 it opened."]}}', f"{A} [1]"),
    (f'{{"answer": "{HI}", "उद्धरण": [{{"अंश": 1, "पाठ": "240 मीटर लंबे पुल"}}]}}', f"{HI} [1]"),
    (f'{{"answer": "{A}", "sources": [{{"id": 1, "title": "In 2023"}}]}}', f"{A} [1]"),
    (f'{{"answer": "{A}", "sources": ["The Hindu, 2023", "https://example.com/12"]}}', A),
    (f'{{"reasoning": "Passage 2 is about fire.", "answer": "{A} [1]"}}', f"{A} [1]"),
    (f'{{"language": "en", "confidence": 0.9, "found": true, "Final Answer": "{A} [1]"}}', f"{A} [1]"),
    (f'{{"answer": "Yes", "explanation": "{A} [1]"}}', f"Yes\n{A} [1]"),
    (f'{{"answer": "{A} [1]", "explanation": "Passage 1 says so, word for word."}}', f"{A} [1]"),
    (f'{{"name": "answer", "arguments": {{"answer": "{A} [1]"}}}}', f"{A} [1]"),
    (f'{{"antwort": "{A} [1]"}}', f"{A} [1]"),
    # With text around it.
    (f'Here is the JSON:\n{{"answer": "{A} [1]"}}', f"{A} [1]"),
    (f'Sure! Here is the answer in JSON format:\n\n```json\n{{"answer": "{A} [1]"}}\n```\n\nI hope this helps!', f"{A} [1]"),
    (f'Here is the JSON: {{"answer": "{A} [1]"}}', f"{A} [1]"),
    (f'यहाँ उत्तर है: ```json {{"उत्तर": "{HI} [1]"}} ```', f"{HI} [1]"),
    (f'```\n{{"answer": "{A} [1]"}}\n```', f"{A} [1]"),
    (f'json\n{{"answer": "{A} [1]"}}', f"{A} [1]"),
    (f'{A} [1]\n```json\n{{"answer": "{B} [1]"}}\n```\n', f"{A} [1]\n{B} [1]"),
    (f'{{"answer": "{A} [1]"}}\n{B} [2]', f"{A} [1]\n{B} [2]"),
    (f'{{"answer": "{A} [1]"}}}}', f"{A} [1]"),
    (f'{{"answer": "{A} [1]"}}\n{{"answer": "{B} [2]"}}', f"{A} [1]\n{B} [2]"),
    (f'{{"sentence": "{A}", "id": 1}},\n{{"sentence": "{B}", "id": 2}}', f"{A} [1]\n{B} [2]"),
    # Broken.
    (f"{{'answer': '{A}', 'citations': [1], 'found': True, 'note': None}}", f"{A} [1]"),
    ("{'answer': 'Putin's visit was long. [1]', 'n': 1}", "Putin's visit was long. [1]"),
    ("""{'answer': "Putin's visit was long. [1]"}""", "Putin's visit was long. [1]"),
    (f'{{"answer": "{A}", "citations": [1,],}}', f"{A} [1]"),
    (f'{{"answer": "{A}",, "citations": [passage 1, passage 2]}}', f"{A} [1] [2]"),
    (f'{{"answer": "{A}"\n "citations": [1]}}', f"{A} [1]"),
    (f'{{"answer": "{A}" "citations": [1]}}', f"{A} [1]"),
    ('{"answer": "He said "yes", and left. [1]", "n": 1}', 'He said "yes", and left. [1]'),
    ('{"answer": "He said "yes"."}', 'He said "yes".'),
    ('{"answer": "उसने कहा "हाँ"। [1]"}', 'उसने कहा "हाँ"। [1]'),
    (f"{{“answer”: “{A} [1]”}}", f"{A} [1]"),
    (f'{{answer: "{A}", citations: [1]}}', f"{A} [1]"),
    (f'{{"answer": {HI}, "sources": [1]}}', f"{HI} [1]"),
    (f'{{"answer": "{A} [1]\n{B} [2]"}}', f"{A} [1]\n{B} [2]"),
    (f'{{"answer": "{A} [1]"\n\n{B} [2]', f"{A} [1]\n{B} [2]"),
    # Escaped.
    (json.dumps({"answer": f"{HI} [1]\n{HI2} [2]"}), f"{HI} [1]\n{HI2} [2]"),
    (json.dumps({"उत्तर": HI, "स्रोत": [1]}, indent=2), f"{HI} [1]"),
    (json.dumps(json.dumps({"answer": f'He said "{A}" [1]'})), f'He said "{A}" [1]'),
    (json.dumps({"answer": json.dumps({"text": A, "sources": [1]})}), f"{A} [1]"),
    ('{"answer": "A. [1]\\\\nB. [2]"}', "A. [1]\nB. [2]"),
    ('{"answer": "\\ud83d\\ude00 है। [1]"}', "😀 है। [1]"),
    # Cut off.
    (f'{{"answer": "{A} [1] Sunita', f"{A} [1] Sunita"),
    (f'{{"answer": "{A} [1]', f"{A} [1]"),
    (f'{{"answer": "{A} [1]"', f"{A} [1]"),
    (f'{{"answer": "{A} [1]", "quo', f"{A} [1]"),
    (f'{{"answer": "{A}", "citations": [', A),
    (f'{{"answer": "{A}", "citations": [1', f"{A} [1]"),
    (f'{{"sentences": [{{"text": "{A}", "citations": [1]}}, {{"text": "Sunita', f"{A} [1]\nSunita"),
    (f'{{"sentences": [{{"text": "{A}", "citations": [1]}}, {{"te', f"{A} [1]"),
    (f'{{"sentences": [{{"text": "{A}", "citations": [1]}}, {{', f"{A} [1]"),
    ('{"answer": "पुल \\u0932\\u093', "पुल ल"),
    ('```json\n{"answer": "पुल', "पुल"),
    # A word or two.
    ('{"answer": true}', "Yes"),
    ('{"answer": False, "citations": [2]}', "No [2]"),
    ('{"उत्तर": true, "अंश": 1}', "हाँ [1]"),
    (f'{{"answer": true, "explanation": "{A} [1]"}}', f"Yes\n{A} [1]"),
    ('{"तारीख": "12 नवंबर"}', "तारीख: 12 नवंबर"),
    ('{"तारीख": "12 नवंबर", "स्रोत": [1]}', "तारीख: 12 नवंबर [1]"),
    ('{"नाम": "सुनीता राव", "अंश संख्या": 1}', "नाम: सुनीता राव [1]"),
    ('{"मृतकों की संख्या": 12, "अंश": 2}', "मृतकों की संख्या: 12 [2]"),
    ('{"opening_date": "12 November", "passage_number": 1}', "opening date: 12 November [1]"),
    ('{"date": "12 November", "place": "Rampur"}', "date: 12 November\nplace: Rampur"),
    (f'{{"date": "12 November", "antwort": "{A} [1]"}}', f"{A} [1]"),
    ('{"name": "Sunita Rao", "passage": 1}', "name: Sunita Rao [1]"),
    # Nothing said.
    ('{"opened": true}', ""),
    ('{"name": "search", "arguments": {"q": "bridge"}}', ""),
    ('{"answer": null}', ""),
    ('{"answer": "", "citations": []}', ""),
    ('{"name": "search", "arguments": {"query": "When was the bridge opened?"}}', ""),
    ('{"thought": "I have to look at the passages first."}', ""),
]


@SIZES
@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_an_answer_in_json_is_taken_out(text, expected, size):
    assert plain(text, size) == expected


TEXTS = """
{नोट} पुल 240 मीटर लंबा है। [1]
{नोट: यह पुल नया है} पुल 240 मीटर लंबा है। [1]
{note: this is new} The bridge is 240 metres long. [1]
{} The bridge is 240 metres long. [1]
[1] The bridge is 240 metres long.
[1], [2] The bridge is 240 metres long.
[[1]] पुल 240 मीटर लंबा है।
["नोट"] पुल 240 मीटर लंबा है। [1]
[“New bridge”] The bridge is 240 metres long. [1]
[अंश 1] पुल 240 मीटर लंबा है।
["New", "Old"]
["पुल 240 मीटर लंबा है" कहा गया]
["The bridge is long now" said the mayor of it] [1]
The set {1, 2} has two members. [1]
He said: {"Yes"} and left. [1]
The result was "3:2", they said. [1]
"पुल लंबा है": महापौर [1]
संदेश {"status": "ok"} मिला। [1]
The code x = {'key': 'value'} was printed on the box. [1]
सर्वर ने {"code": 404} लौटाया, जिससे काम रुका। [1]
""".strip().splitlines()


@SIZES
@pytest.mark.parametrize("text", TEXTS)
def test_what_only_looks_like_json_is_text(text, size):
    assert plain(text, size) == text


KEYS = st.sampled_from(["answer", "text", "sources", "quotes", "उत्तर", "reasoning", "x", "sentences", "passage"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.text("ab \"'\\\n{}[]:,।क1", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_whole_json_is_read_as_it_is(value, escaped, indent):
    text = json.dumps({"answer": value}, ensure_ascii=escaped, indent=indent)
    read, end = read_value(f"{text}\nText.", 0)
    assert end == len(text)
    assert read == {"answer": as_read(value)}


def as_read(value):
    """Numbers are kept as they are written; carriage returns and tabs as what they are like."""
    if isinstance(value, list):
        return [as_read(one) for one in value]
    if isinstance(value, dict):
        return {key: as_read(one) for key, one in value.items()}
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(VALUES, st.integers(0, 60), st.integers(1, 9))
def test_cut_off_or_not_it_is_the_same_however_the_text_is_cut(value, end, size):
    text = json.dumps({"answer": value}, ensure_ascii=False)[:end]
    assert plain(text, size) == plain(text, 1000)


@given(st.text("{}[]\",:'\\ \nau1क“”", max_size=40))
def test_whatever_it_is_it_is_read_or_refused(text):
    for opening in "{[":
        try:
            _, end = read_value(opening + text, 0)
        except NoJsonError:
            continue
        assert 0 < end <= len(text) + 1
    plain('{"answer": ' + text, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a\nb", "a\nb"),
        (r"\"क\"", '"क"'),
        ("\\u0915\\u093f", "कि"),
        ("\\ud83d\\ude00", "😀"),
        ("\\ud83d", "\ufffd"),
        ("a\\", "a"),
        ("a\\u09", "a"),
    ],
)
def test_escapes_are_what_they_stand_for(text, expected):
    assert unescaped(text) == expected


def test_brackets_without_end_are_refused_soon():
    with pytest.raises(NoJsonError):
        read_value('{"a":' + "[" * 5_000, 0)
