"""What is set off as an answer is made of whole words and numbers."""

import pytest

from assistant.answering.wholes import made_whole


@pytest.mark.parametrize(
    ("sentence", "found", "whole"),
    [
        ("योजना से 4 लाख 70 हजार बच्चों को नाश्ता मिलेगा।", "70 हजार", "4 लाख 70 हजार"),
        ("योजना से ४ लाख ७० हजार बच्चों को नाश्ता मिलेगा।", "४ लाख", "४ लाख ७० हजार"),
        ("सेतु पर दो करोड़ पचास लाख रुपये लगे।", "पचास लाख रुपये", "दो करोड़ पचास लाख रुपये"),
        ("क़रीब साढ़े तीन लाख लोग आए।", "तीन", "साढ़े तीन लाख"),
        ("Trade stood at $68.7 billion in 2024.", "68.7", "68.7 billion"),
        ("At least 135 people died.", "135 people", "135 people"),
        ("5 से 6 लोग घायल हुए।", "6", "6"),
        ("राष्ट्रपति मास्को गए।", "ष्ट्रप", "राष्ट्रपति"),
        ("वैज्ञानिक‌ों ने खोज की।", "वैज्ञानिक", "वैज्ञानिक‌ों"),
        ("The minister resigned on Monday.", "minist", "minister"),
    ],
)
def test_an_answer_that_cuts_a_word_or_a_number_is_widened(sentence, found, whole):
    start = sentence.index(found)
    start, end = made_whole(sentence, start, start + len(found))
    assert sentence[start:end] == whole
