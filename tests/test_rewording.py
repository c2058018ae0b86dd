"""A claim in the figures of the sentence that it is compared with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generative.checks.rewording import as_told


@pytest.mark.parametrize(
    ("claim", "sentence", "reworded"),
    [
        ("बैठक 17:30 बजे हुई।", "बैठक शाम साढ़े पाँच बजे हुई।", "बैठक साढ़े पाँच बजे हुई।"),
        ("The meeting was at 5:30 pm.", "बैठक शाम साढ़े पाँच बजे हुई।", "The meeting was at साढ़े पाँच बजे."),
        ("दो गोल हुए।", "2 goals were scored.", "2 गोल हुए।"),
        ("It cost 4.8 billion rupees.", "The bridge cost 480 crore rupees.", "It cost 480 crore rupees."),
        ("Three quarters of the villages have it.", "75 percent of the villages do.", "75 percent of the villages have it."),
        ("वह 9वीं कक्षा में है।", "वह नौवीं कक्षा में है।", "वह नौवीं कक्षा में है।"),
        ("वह नौवीं कक्षा में है।", "She is in class 9.", "वह 9 कक्षा में है।"),
        ("तापमान शून्य से 9 डिग्री नीचे रहा।", "It was minus nine degrees.", "तापमान minus nine रहा।"),
        ("हज़ारों लोग आए।", "2,500 people came.", "2,500 लोग आए।"),
    ],
)
def test_a_value_that_is_told_is_written_as_the_sentence_writes_it(claim, sentence, reworded):
    assert as_told(claim, sentence) == reworded


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("बैठक सुबह 5:30 बजे हुई।", "बैठक 17:30 बजे हुई।"),
        ("तीन गोल हुए।", "2 goals were scored."),
        ("The second phase ended.", "तीसरा चरण ख़त्म हुआ।"),
        ("तापमान 9 डिग्री रहा।", "It was minus nine degrees."),
        ("Half of them came.", "A third of them came."),
        ("सैकड़ों लोग आए।", "2,500 people came."),
        ("He came in 2019.", "वह 2020 में आया।"),
        ("कोई नहीं आया।", "Two came."),
    ],
)
def test_another_value_stays_as_it_is(claim, sentence):
    assert as_told(claim, sentence) == claim


def test_a_time_in_another_part_of_the_day_is_another():
    assert as_told("बैठक सुबह साढ़े पाँच बजे हुई।", "बैठक शाम 5:30 बजे हुई।") == "बैठक सुबह साढ़े पाँच बजे हुई।"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(claim, sentence):
    as_told(f"{claim} 5 बजे", f"{sentence} five")
