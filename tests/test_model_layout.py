"""Headings, lists, bold, JSON and what stands around an answer, however the text is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


TRUE = "शोइगु 12 नवंबर को बीजिंग गए। [2]"


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("layout", ["**{}**", "### {}", "# {}", "__{}__", "- {}", "> {}", "1. {}", "> **{}**"])
def test_an_answer_in_layout_is_let_through(layout, size):
    assert plain(layout.format(TRUE), size) == TRUE


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("title", ["**शोइगु बीजिंग गए**", "## शोइगु बीजिंग गए"])
def test_titles_are_let_through_where_nothing_else_comes(title, size):
    assert plain(title, size) == "शोइगु बीजिंग गए"
    assert plain(f"{title}\n{TRUE}", size) == TRUE


BEFORE = """
दिए गए अंशों के आधार पर:
लेखों के अनुसार:
ऊपर दिए गए समाचार लेखों के मुताबिक:
आपके सवाल का जवाब इस प्रकार है:
यहाँ उत्तर है:
संक्षेप में:
जवाब है:
**उत्तर:**
नमस्ते!
नमस्कार।
ज़रूर!
शोइगु की यात्रा:
**शोइगु की यात्रा**
**शोइगु की यात्रा:**
## यात्रा का विवरण
Based on the given passages:
According to the provided articles:
Here is the answer to your question:
Here's a brief summary based on the passages:
Sure!
Sure, here is the answer:
Hello!
Final Answer:
Shoigu in Beijing:
---
""".strip().splitlines()
AFTER = """
स्रोत: [2]
**स्रोत:** [2]
Sources: [2]
Source: [2] thanhnien.vn
आशा है इससे मदद मिलेगी।
मुझे आशा है कि यह जानकारी आपके लिए उपयोगी होगी।
यदि आपको और जानकारी चाहिए तो कृपया पूछें।
नोट: यह जवाब केवल दिए गए अंशों पर आधारित है।
I hope this helps!
I hope this information is helpful.
Let me know if you need anything else.
Feel free to ask if you have more questions!
Note: This answer is based only on the passages provided.
""".strip().splitlines()
STATEMENTS = """
मोदी मारे गए:
मोदी ने इस्तीफ़ा दिया:
12 लोगों की मौत:
Putin was killed:
Putin resigned:
यह रहा पुल: 240 मीटर लंबा।
Here is Putin: he left.
Sources say that Putin left.
स्रोत: अधिकारियों ने कहा कि बारिश हुई।
आशा है मोदी जीतेंगे।
I hope Putin leaves.
I hope this helps Putin.
नमस्ते मोदी!
ज़रूर वे गए।
Sure he left.
हाँ, वे गए।
नोट: पुतिन गए।
Note: Putin left.
The passages are based on lies.
यह रिपोर्ट झूठ पर आधारित है।
The answer is not in the passages.
दिए गए अंशों के आधार पर, यह नहीं बताया जा सकता।
उत्तर कोरिया ने मिसाइल दागी।
जवाब में रूस ने हमला किया: दस मरे।
Let me know Putin.
12. नवंबर को वे गए।
1. नवंबर को वे गए।
5. The bridge was opened.
He is No. 1. Putin is No. 2.
#MeToo began.
""".strip().splitlines()


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("frame", BEFORE)
def test_what_says_nothing_before_the_answer_goes(frame, size):
    assert plain(f"{frame}\n\n{TRUE}", size) == TRUE


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("frame", AFTER)
def test_what_says_nothing_behind_the_answer_goes(frame, size):
    assert plain(f"{TRUE}\n\n{frame}", size).removesuffix("[2]").strip() in (TRUE, TRUE.removesuffix("[2]").strip())


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_says_something_is_never_a_frame(statement, size):
    kept = statement.removeprefix("स्रोत: ")
    assert plain(f"{TRUE}\n{statement}\n{TRUE}", size) == f"{TRUE}\n{kept}\n{TRUE}"


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"नमस्ते! {TRUE}", TRUE),
        (f"**शोइगु की यात्रा:** {TRUE}", TRUE),
        (f"* **शोइगु**: {TRUE}\n* **यात्रा**: {TRUE}", f"{TRUE}\n{TRUE}"),
        (f"{TRUE} 1. {TRUE} 2. {TRUE}", f"{TRUE} {TRUE} {TRUE}"),
        ("A man left. [1]\n\nSources:\n[1] example.com, 2024\n[2] The bridge", "A man left. [1]\n\n\n[1]\n[2]"),
        ('Here is the JSON:\n{"answer": "A man left. [1]"}', "A man left. [1]"),
        ("a*b and *it* is 2*3", "a*b and it is 2*3"),
    ],
)
def test_frames_go_from_within_lines(text, expected, size):
    assert plain(text, size) == expected


PIECES = [
    "\n",
    " ",
    "**",
    "*",
    "# ",
    "- ",
    "1. ",
    "2. ",
    "is ",
    "Answer: ",
    "उत्तर:",
    "नमस्ते! ",
    "I hope ",
    "this helps! ",
    "शोइगु गए। ",
    "[2]",
]


@given(st.lists(st.sampled_from([*PIECES, "Sources:", "The ", "river rose. "]), max_size=25).map("".join), st.integers(1, 9))
def test_what_is_let_through_is_the_same_however_the_text_is_cut(text, size):
    assert plain(text, size) == plain(text, 1000)
