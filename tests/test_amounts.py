"""Numbers, shares, factors and words for many, of a claim and of what is told."""

import pytest

from assistant.generative.checks.amounts import measured_otherwise
from assistant.generative.checks.shares import shares


@pytest.mark.parametrize(
    ("percent", "texts"),
    [
        (50, ["half of them", "आधे किसान", "आधी दुकानें", "halved", "one in two", "दो में से एक"]),
        (33, ["a third of them", "one third", "one-third", "one in three", "एक तिहाई", "तीन में से एक", "एक-तिहाई", "1 in 3"]),
        (67, ["two thirds", "two-thirds", "दो तिहाई"]),
        (25, ["a quarter of them", "one quarter", "एक चौथाई", "चौथाई", "one in four"]),
        (75, ["three quarters", "three-fourths", "तीन चौथाई"]),
        (20, ["a fifth of it", "one fifth", "पाँचवाँ हिस्सा"]),
        (90, ["nine out of ten", "9 out of every 10", "दस में से नौ"]),
    ],
)
def test_a_share_is_the_same_however_it_is_told(percent, texts):
    assert [[round(amount.least) for amount in shares(text).of("share")] for text in texts] == [[percent]] * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "half past five",
            "the second half",
            "half a dozen",
            "आधा दर्जन",
            "आधी रात",
            "two and a half",
            "ढाई",
            "half a million",
        ],
        *["half-brother", "the second quarter", "a third term", "third place", "won twice", "a double century", "three times"],
        *["5 lakhs", "two thousand", "1 in 2020", "12 in 5 districts", "5 में 3"],
    ],
)
def test_other_words_tell_no_share(text):
    assert not shares(text).of("share", "percent", "factor", "size", "half")


@pytest.mark.parametrize(
    ("claim", "said", "otherwise"),
    [
        ("50% of the farmers are in debt.", "आधे किसानों पर क़र्ज़ है।", False),
        ("आधे किसानों पर क़र्ज़ है।", "50 percent of the farmers are in debt.", False),
        ("आधे किसानों पर क़र्ज़ है।", "A third of the farmers are in debt.", True),
        ("Half of the shops closed.", "शहर की 25 फ़ीसदी दुकानें बंद रहीं।", True),
        ("Half of the shops closed.", "12 of the 24 shops closed.", False),
        ("Half of the shops closed.", "Shops closed.", True),
        ("33 प्रतिशत गाँवों में बिजली है।", "A third of the villages have electricity.", False),
        ("लगभग आधे गाँवों में बिजली है।", "48 percent of the villages have electricity.", False),
        ("आधे गाँवों में बिजली है।", "43 percent of the villages have electricity.", True),
        ("More than half are girls.", "60 प्रतिशत बच्चे लड़कियाँ हैं।", False),
        ("Less than half are girls.", "60 प्रतिशत बच्चे लड़कियाँ हैं।", True),
        ("उत्पादन दोगुना हुआ।", "Production doubled.", False),
        ("उत्पादन दो गुना हुआ।", "Production is twice what it was.", False),
        ("उत्पादन दोगुना हुआ।", "Production rose from 20 to 40 tonnes.", False),
        ("उत्पादन दोगुना हुआ।", "Production rose by 100 percent.", False),
        ("उत्पादन तिगुना हुआ।", "Production doubled.", True),
        ("उत्पादन तिगुना हुआ।", "Production is three times as high.", False),
        ("Production was halved.", "उत्पादन दोगुना हुआ।", True),
        ("He spoke for 30 minutes.", "वह आधे घंटे बोला।", False),
        ("वह आधे घंटे बोला।", "He spoke for 30 minutes.", False),
        ("वह आधे घंटे बोला।", "He spoke for 20 minutes.", True),
        ("सैकड़ों लोग आए।", "Hundreds of people came.", False),
        ("हज़ारों लोग आए।", "Hundreds of people came.", True),
        ("Dozens came.", "सैकड़ों लोग आए।", True),
        ("Thousands of people came.", "2,500 लोग आए।", False),
        ("Thousands of people came.", "250 लोग आए।", True),
        ("Thousands of people came.", "In 2019 people came.", True),
        ("Tens of thousands came.", "40,000 लोग आए।", False),
        ("लाखों लोग आए।", "Millions of people came.", False),
        ("लाखों लोग आए।", "Hundreds of thousands of people came.", False),
        ("करोड़ों लोग आए।", "Thousands of people came.", True),
        ("Several hundred people came.", "सैकड़ों लोग आए।", False),
        ("हज़ार से ज़्यादा लोग आए।", "1,200 लोग आए।", False),
        ("हज़ार से ज़्यादा लोग आए।", "800 लोग आए।", True),
        ("हज़ार से कम लोग आए।", "800 लोग आए।", False),
        ("लाख से ज़्यादा लोग आए।", "More than a thousand people came.", True),
        ("सौ लोग आए।", "A hundred people came.", False),
        ("100 लोग आए।", "सौ लोग आए।", False),
        ("हज़ार लोग आए।", "सौ लोग आए।", True),
        ("लाख रुपये चोरी हुए।", "एक करोड़ रुपये चोरी हुए।", True),
        ("करोड़ रुपये का क़र्ज़ है।", "He owes one crore rupees.", False),
        ("सऊदी अरब ने तेल बेचा।", "Saudi Arabia sold oil.", False),
        ("सौ फ़ीसदी लोग आए।", "All came.", False),
        ("कई हज़ार लोग आए।", "Hundreds of people came.", True),
        ("तापमान -5 डिग्री रहा।", "The temperature was 5 degrees.", True),
        ("The economy shrank by 2.3 percent.", "वृद्धि दर -2.3 प्रतिशत रही।", False),
        ("बैठक पौने तीन घंटे चली।", "The meeting lasted two and three quarter hours.", False),
        ("बैठक सवा दो घंटे चली।", "The meeting lasted two and three quarter hours.", True),
        ("A million people live there.", "A million and a half people live there.", True),
        ("Three quarters of the fields are dry.", "75 percent of the fields are dry.", False),
        ("The fare rose by 5 rupees.", "किराया 20 से बढ़कर 25 रुपये हो गया।", False),
        ("The fare rose by 7 rupees.", "किराया 20 से बढ़कर 25 रुपये हो गया।", True),
        ("The fare rose to 5 rupees.", "किराया 20 से बढ़कर 25 रुपये हो गया।", True),
        ("The economy grew by 2.3 percent.", "वृद्धि दर -2.3 प्रतिशत रही।", True),
    ],
)
def test_amounts_are_compared_by_what_they_mean(claim, said, otherwise):
    assert measured_otherwise(claim, said, "") == otherwise


@pytest.mark.parametrize(
    ("claim", "otherwise"), [("सैकड़ों लोग पकड़े गए।", True), ("दर्जनों लोग पकड़े गए।", False), ("50 लोग पकड़े गए।", False)]
)
def test_what_the_headline_counts_is_nothing_that_the_sentence_counts_otherwise(claim, otherwise):
    assert measured_otherwise(claim, "Police held dozens of people.", "Hundreds at rally of 50 parties") == otherwise


def test_what_the_sentence_does_not_count_the_headline_may():
    assert not measured_otherwise("सैकड़ों लोग आए।", "They came.", "Hundreds at rally")
