"""What a model says to itself, and what its chat template left, however the text is cut."""

import pytest

from assistant.generative.thoughts import Restart, ThoughtFilter


def answer(text, size):
    parser, shown = ThoughtFilter(), ""
    parts = [part for at in range(0, len(text), size) for part in parser.feed(text[at : at + size])]
    for part in [*parts, *parser.close()]:
        shown = "" if isinstance(part, Restart) else shown + part
    return shown.strip()


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
        ("<passage> stays </passage>", "<passage> stays </passage>"),
    ],
)
def test_the_answer_alone_is_let_through(text, expected, size):
    assert answer(text, size) == expected
