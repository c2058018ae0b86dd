"""What a model says to itself, and what its chat template left, however the text is cut."""

import pytest

from assistant.generative.thoughts import Restart, ThoughtFilter


def answer(text, size):
    parser, shown = ThoughtFilter(), ""
    parts = [part for at in range(0, len(text), size) for part in parser.feed(text[at : at + size])]
    for part in [*parts, *parser.close()]:
        shown = "" if isinstance(part, Restart) else shown + part
    return shown.strip()


CALL = '{"name": "answer", "arguments": {"answer": "उत्तर [1]"}}'
SEARCH = '{"name": "search", "arguments": {"query": "bridge"}}'


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<tool_call>\n{CALL}\n</tool_call>", CALL),
        (f"<think>hm</think><tool_call>{CALL}</tool_call>", CALL),
        (f"<function_calls>{CALL}", CALL),
        ("<tool_call>उत्तर [1]</tool_call>", "उत्तर [1]"),
        (f"<tool_call>{SEARCH}</tool_call>", ""),
        (f"<tool_call>{SEARCH}</tool_call>उत्तर [1]", "उत्तर [1]"),
        (f"<tool_call>{CALL}</tool_call>Answer [1].", "Answer [1]."),
        (f"Answer [1].<tool_call>{CALL}</tool_call>", "Answer [1]."),
        ('<passage number="2" title="x">It is told.</passage>', ""),
        ("<think>hm [1]</think>Answer [1].", "Answer [1]."),
        ("<think>hm", ""),
        ("hm so</think>उत्तर", "उत्तर"),
        ("<thinking>\na\n</thinking>\n\nAnswer", "Answer"),
        ("<THINK>x</THINK>A", "A"),
        ("<think></think>A", "A"),
        (
            "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Answer [1]<|return|>",
            "Answer [1]",
        ),
        ("Answer<|im_end|>\n<|im_start|>user\nmore", "Answer"),
        ("<|start_header_id|>assistant<|end_header_id|>\n\nAnswer<|eot_id|>", "Answer"),
        ("Answer</s> x", "Answer"),
        ("a < b and 3 <5 [x] yes", "a < b and 3 <5 [x] yes"),
        ("a <b>word</b> stays", "a <b>word</b> stays"),
    ],
)
def test_the_answer_alone_is_let_through(text, expected, size):
    assert answer(text, size) == expected


HM = "hm, maybe Modi went [2]."
SAID = "शोइगु बीजिंग गए। [1]"
NO_ANSWER_BEFORE = [
    f"[THINK]{HM}[/THINK]",
    f"◁think▷{HM}◁/think▷",
    f"<seed:think>{HM}</seed:think>",
    f"<|START_THINKING|>{HM}<|END_THINKING|><|START_RESPONSE|>",
    f"<|channel>thought\n{HM}<channel|>",
    f"<|begin_of_thought|>{HM}<|end_of_thought|>\n<|begin_of_solution|>",
    f"&lt;think&gt;{HM}&lt;/think&gt;",
    f"<think>{HM}</thinking>",
    f"< think >{HM}</ think >",
    f"<think>a<think>b</think>{HM}</think>",
    f"<think>{HM}\n<answer>",
    f"{HM}\n<final_answer>",
    f"<details><summary>Thinking</summary>{HM}</details>\n",
    '<tool_call>{"name": "x"}</tool_call>',
    '<passage number="2" title="x">\nIt is told there.\n</passage>\n',
    f"<|channel|>analysis<|message|>{HM}<|start|>assistant<|channel|>final<|message|>",
    f"<|channel|>analysis<|message|>{HM}<|channel|>final <|constrain|>json<|message|>",
    "<|channel|>commentary to=functions.x <|constrain|>json<|message|>{}<|call|><|start|>assistant<|channel|>final<|message|>",
    f"analysisWe {HM}assistantfinal",
    f"analysis\n{HM}\nassistantcommentaryI look.assistantfinal\n",
    f"Here is my thought process:\n{HM}\n\nHere is my response:\n",
    f"Thought: {HM}\nAction: none\nFinal Answer: ",
    f"**Thinking:** {HM}\n\n**Answer:** ",
    f"विचार: {HM}\n\nउत्तर: ",
    "Question: When did he go?\nAnswer: ",
    "<|im_start|>user\nwhen?<|im_end|>\n<|im_start|>assistant\n",
    "<|begin_of_box|>",
    "Assistant: ",
]


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("before", NO_ANSWER_BEFORE)
def test_what_comes_before_the_answer_is_not_shown(before, size):
    assert answer(f"{before}{SAID}", size) == SAID


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    "behind",
    [
        "\n<|user|>\nmore?",
        "\n<|im_start|>user\nmore?",
        "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nmore?",
        "<turn|>\n<|turn>user\nmore?",
        "\n\nHuman: more?",
        "\n\n**Question:** more?",
        "\n\nसवाल: और क्या?\nजवाब: कुछ नहीं।",
        "\n### Instruction:\nmore",
        "\n[INST] more? [/INST] yes",
        '\n<passage number="2" title="x">\nIt is told there.\n</passage>',
        "<pad><pad>",
        "<|end_of_box|>",
        "<|file_separator|>",
        "</final_answer>",
        "</output>",
        "<think>",
    ],
)
def test_what_comes_behind_the_answer_is_not_shown(behind, size):
    assert answer(f"{SAID}{behind}", size) == SAID


@pytest.mark.parametrize(
    "opening",
    [
        "Okay, the user asks",
        "Let me look at",
        "We need to find",
        "Hmm, maybe",
        "Alright, let's see",
        "First, I should read",
        "The user is asking",
        "So the question is",
        "मुझे अंश देखने होंगे",
        "ठीक है, सवाल है",
        "चलिए देखते हैं",
        "उपयोगकर्ता पूछ रहा है",
        "सबसे पहले मुझे देखना है",
        "Mujhe passages dekhne honge",
    ],
)
def test_what_begins_like_a_thought_waits_until_it_is_known(opening):
    thought, no_thought = ThoughtFilter(), ThoughtFilter()
    begun = [*thought.feed(f"{opening}. It is told in [2]. "), *no_thought.feed(f"{opening}. It is told in [2]. ")]
    assert begun == []
    assert "".join([*thought.feed(f"</think>{SAID}"), *thought.close()]).strip() == SAID
    assert "".join(no_thought.close()).strip() == f"{opening}. It is told in [2]."


@pytest.mark.parametrize(
    "opening",
    [
        "Shoigu went",
        "शोइगु बीजिंग",
        "The users of",
        "The river",
        "Humans",
        "Human rights: the",
        "सवाल उठा",
        "हमले में",
        "Sources say",
        "Ottawa",
    ],
)
def test_an_answer_is_shown_from_its_first_words(opening):
    assert "".join(ThoughtFilter().feed(f"{opening} ")).strip() == opening


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "He said: Question: who pays? [1]",
        "Analysis of the data shows a rise. [1]",
        "The analysis\nfinal report said so. [1]",
        "The price was < 5 > 3 rupees. [1]",
        "R&D &lt; 5% of sales. [1]",
        "It rose.\n\nHuman rights: it fell. [1]\n- a",
        "Okay, he went. [1]",
        "Thoughts of peace were far away. [1]",
        "He paid 5 <units>. <passage 1>",
        "His answer: no. [1]",
    ],
)
def test_what_only_looks_like_a_mark_stays(text, size):
    assert answer(text, size) == text


@pytest.mark.parametrize(
    "piece", ["\n", "<", "<|start|>", "<passage number ", "Okay, so ", "[", "<think>", "</think>", "a \n "]
)
def test_nothing_is_looked_at_by_the_square(piece):
    parser = ThoughtFilter()
    for _ in range(6_000 // len(piece)):
        list(parser.feed(piece))
    assert len(parser._held) < 600
