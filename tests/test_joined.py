"""Clauses that are joined in a written sentence, each of which a sentence of the article may tell."""

import pytest

from assistant.comprehension.reader import load_reader
from assistant.generative.checks.joined import conjuncts
from assistant.generative.support import judge
from tests.quality.statements import Bench, Statement

FAIR = {
    "fair.hi": "मेले का उद्घाटन रविवार को मंत्री उर्मिला पासवान ने किया। मेला 32 दिन तक चलेगा। मेले में 450 दुकानें लगी हैं। "
    "हाजीपुर से 40 बसें चल रही हैं।",
    "fair.en": "Minister Urmila Paswan opened the fair on Sunday. The fair will run for 32 days. The fair has 450 stalls. "
    "Forty buses run from Hajipur.",
}


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("मेला 32 दिन चलेगा और उसमें 450 दुकानें हैं।", ["मेला 32 दिन चलेगा", "उसमें 450 दुकानें हैं।"]),
        ("मैच मुंबई ने जीता, लेकिन कप्तान ख़ुश नहीं थे।", ["मैच मुंबई ने जीता", "कप्तान ख़ुश नहीं थे।"]),
        ("राम और श्याम ने चावल और दाल ख़रीदी।", None),
        ("तेंदू पत्ता और शहद बेचने का अधिकार दिया गया।", None),
        ("The fair runs for 32 days and has 450 stalls.", ["The fair runs for 32 days", "The fair has 450 stalls."]),
        (
            "Rao was born in 1917, studied in Banaras and went to London.",
            ["Rao was born in 1917, studied in Banaras", "Rao went to London."],
        ),
        ("Farmers blocked the road, but Pagar denied the charge.", ["Farmers blocked the road", "Pagar denied the charge."]),
        ("The minister and his wife bought rice and lentils.", None),
        ("Rao was born and she went away and she came back and she had a house and it was sold and all were sad.", None),
        ("The law lets them sell tendu leaves and honey, which was forbidden before.", None),
    ],
)
def test_only_clauses_with_a_verb_of_their_own_are_parts(sentence, parts):
    assert conjuncts(sentence) == (parts or [sentence])


def test_a_sentence_without_end_is_one():
    endless = "rice was sold and " * 300
    assert conjuncts(endless) == [endless]


@pytest.mark.parametrize(
    ("said", "language", "is_supported"),
    [
        ("मेला 32 दिन चलेगा और उसमें 450 दुकानें हैं।", "hi", True),
        ("मेला 32 दिन चलेगा और उसमें 450 दुकानें हैं।", "en", True),
        ("The fair will run for 32 days and has 450 stalls.", "hi", True),
        ("मेला 40 दिन चलेगा और उसमें 450 दुकानें हैं।", "hi", False),
        ("The fair will run for 32 days and has 40 stalls.", "en", False),
        ("मेला 450 दिन चलेगा और उसमें 32 दुकानें हैं।", "hi", False),
    ],
)
def test_each_part_needs_a_sentence_that_says_it(said, language, is_supported, tmp_path):
    bench = Bench(FAIR, tmp_path)
    hit, search = bench.search(Statement("fair", "true", "hi" if said[0] > "z" else "en", said), language)
    verdict = judge(said, [hit], search, bench.serving, load_reader())
    assert (verdict.reason is None) == is_supported
    assert len(verdict.evidence) == 2 or not is_supported
