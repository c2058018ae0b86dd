"""The question in what a model wrote when it was asked for a follow-up as a question of its own."""

import json

import pytest

from assistant.generative.rewriting import is_rewritten, question_in

HINDI = "शोइगु बीजिंग में किससे मिले?"
ENGLISH = "Who did Shoigu meet in Beijing?"
ASKED = {
    HINDI: ("वहाँ किससे मिले?", ["शोइगु बीजिंग कब गए?"]),
    ENGLISH: ("Who did he meet there?", ["When did Shoigu visit Beijing?"]),
}

WRAPPED = """
{}
"{}"
“{}”
'{}'
**{}**
`{}`
## {}
- {}
1. {}
> {}
Standalone question: {}
Standalone Question: "{}"
**Standalone question:** {}
**Rewritten question**: {}
Rewritten question: {}
Question: {}
Q: {}
Query: {}
Output: {}
The rewritten question is: {}
Here is the rewritten question: {}
Here's the standalone question: "{}"
Sure! Here is the rewritten question:~{}
Here is the rewritten question:~~"{}"
Here is the rewritten question:~~Question: {}
Here is the last question, written so that it can be understood without the earlier ones:~{}
प्रश्न: {}
**प्रश्न:** {}
सवाल: {}
आख़िरी सवाल: {}
स्वतंत्र प्रश्न: {}
नया सवाल: "{}"
दोबारा लिखा गया प्रश्न: {}
पुनर्लिखित प्रश्न:~{}
यह रहा पूरा सवाल:~{}
<think>They ask about the meeting. Shoigu went to Beijing.</think>~{}
<think>~Who met whom?~</think>~~**Question:** {}
Okay, the user asks who met whom.~</think>~{}
```~{}~```
```text~{}~```
{}~~(I put the name in place of the pronoun.)
{}~~Note: the pronoun was replaced.
{}~Question: Where did they go?
""".strip().splitlines()
IN_JSON = [
    {"question": "{}"},
    {"standalone_question": "{}"},
    {"original_question": "Who met him?", "rewritten_question": "{}"},
    {"question": "Who met him?", "standalone question": "{}"},
    {"प्रश्न": "{}"},
    {"सवाल": "{}", "भाषा": "hi"},
    {"output": {"question": "{}"}},
    {"questions": ["Who?"], "query": "{}"},
    {"answer": "{}"},
    [{"question": "{}"}],
]


@pytest.mark.parametrize("question", [HINDI, ENGLISH])
@pytest.mark.parametrize("wrapped", WRAPPED)
def test_the_question_is_taken_out(wrapped, question):
    text = question_in(wrapped.replace("~", "\n").replace("{}", question))
    assert text == question and is_rewritten(text, *ASKED[question])


@pytest.mark.parametrize("question", [HINDI, ENGLISH])
@pytest.mark.parametrize("form", ["{}", "```json\n{}\n```", "Here is the JSON:\n{}", "<think>So.</think>{}"])
@pytest.mark.parametrize("value", IN_JSON)
def test_the_question_is_taken_out_of_json(value, form, question):
    for escaped in (True, False):
        written = json.dumps(value, ensure_ascii=escaped).replace("{}", json.dumps(question, ensure_ascii=escaped)[1:-1])
        assert question_in(form.replace("{}", written)) == question


OTHERS = """
{}~{}
{} Where did they go?
{}~Where did they go?
1. {}~2. Where did they go?
["{}", "Where did they go?"]
{"questions": ["{}", "Where did they go?"]}
Shoigu met Wang Yi in Beijing. {}
शोइगु बीजिंग में वांग यी से मिले।
Shoigu met Wang Yi in Beijing.
{"answer": "Shoigu met Wang Yi in Beijing."}
{"question": ""}
Question:
<think>{}
I cannot rewrite this.
The question is complete as it is.
""".strip().splitlines()


@pytest.mark.parametrize("question", [HINDI, ENGLISH])
@pytest.mark.parametrize("written", OTHERS)
def test_several_questions_an_answer_or_nothing_is_not_taken(written, question):
    text = question_in(written.replace("~", "\n").replace("{}", question))
    assert not is_rewritten(text, *ASKED[question])


@pytest.mark.parametrize(
    "question",
    [
        "मोदी ने कहा “सबका साथ” तो किसने विरोध किया?",
        'Who said "never again" in Berlin?',
        "पुतिन: कब लौटे?",
        "Putin's visit: when did it end?",
        "What is {x} in the text?",
        "डॉ. सिंह कब गए?",
    ],
)
def test_a_question_by_itself_stays_as_it_is(question):
    assert question_in(question) == question
