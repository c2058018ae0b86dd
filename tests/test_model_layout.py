"""Headings, lists, bold, introductions and JSON, however the text is cut."""

import pytest

from assistant.generative.layout import LayoutFilter


def plain(text, size):
    parser = LayoutFilter()
    parts = [part for at in range(0, len(text), size) for part in parser.feed(text[at : at + size])]
    return "".join([*parts, *parser.close()]).strip()


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Heading\nText one. [1]\n- item **bold** [2]", "Text one. [1]\nitem bold [2]"),
        ("**Answer:** The bridge. [1]", "The bridge. [1]"),
        ("उत्तर: पुल 240 मीटर लंबा है। [1]", "पुल 240 मीटर लंबा है। [1]"),
        ("Here is the answer:\nThe bridge. [1]", "The bridge. [1]"),
        ('{"answer": "The bridge [1]."}', "The bridge [1]."),
        ('```json\n{"answer": "The \\"b\\" [1]"}\n```', 'The "b" [1]'),
        ('{"sentences":[{"text":"A.","citations":[1]},{"text":"B.","citations":[2]}]}', "A. [1]\nB. [2]"),
        ("1. First. [1]\n2. Second. [2]", "First. [1]\nSecond. [2]"),
        ("**पुल की जानकारी**\nपुल लंबा है। [1]", "पुल लंबा है। [1]"),
        ("5 लोग मरे। [1]", "5 लोग मरे। [1]"),
        ("2 * 3 is 6. [1]", "2 * 3 is 6. [1]"),
    ],
)
def test_sentences_alone_are_let_through(text, expected, size):
    assert plain(text, size) == expected
