"""Numbers, days and scores that have changed places."""

import pytest

from assistant.generative.checks.changes import changed_otherwise
from assistant.generative.checks.counts import counted_otherwise

ROSE = "टमाटर का दाम 40 से बढ़कर 50 रुपये किलो हो गया।"
FELL = "The company's profit fell from 80 crore to 65 crore rupees."


@pytest.mark.parametrize(
    ("claim", "sentence", "otherwise"),
    [
        ("Tomatoes rose from 40 to 50 rupees.", ROSE, False),
        ("Tomatoes went up to 50 rupees from 40.", ROSE, False),
        ("Tomatoes went from 50 to 40 rupees.", ROSE, True),
        ("टमाटर 50 से 40 रुपये हो गया।", ROSE, True),
        ("टमाटर 40 की जगह 50 रुपये का हो गया।", ROSE, False),
        ("टमाटर का दाम बढ़कर 40 रुपये हो गया।", ROSE, True),
        ("टमाटर का दाम बढ़कर 50 रुपये हो गया।", ROSE, False),
        ("टमाटर 50 रुपये किलो है।", ROSE, False),
        ("मुनाफ़ा 80 करोड़ से घटकर 65 करोड़ रह गया।", FELL, False),
        ("मुनाफ़ा 65 करोड़ से 80 करोड़ हो गया।", FELL, True),
        ("Profit fell by 65 crore.", FELL, True),
        ("Profit fell to 65 crore.", FELL, False),
        ("Milk went up to 3 rupees.", "दूध के दाम में 3 रुपये की बढ़ोतरी हुई।", True),
        ("Milk went up by 3 rupees.", "दूध के दाम में 3 रुपये की बढ़ोतरी हुई।", False),
        ("टमाटर 50 रुपये बढ़ा।", ROSE, True),
        ("टमाटर का दाम 50 रुपये बढ़ गया।", ROSE, True),
        ("टमाटर 40 रुपये महँगा हुआ।", ROSE, True),
        ("Tomatoes rose 50 rupees.", ROSE, True),
        ("There was a rise of 50 rupees.", ROSE, True),
        ("Tomatoes rose 10 rupees.", ROSE, False),
        ("दूध 5 रुपये बढ़ा।", "दूध 5 रुपये बढ़कर 60 रुपये हो गया।", False),
        ("दूध 5 रुपये का हो गया।", "दूध 5 रुपये बढ़कर 60 रुपये हो गया।", True),
        ("दूध 60 रुपये महँगा हुआ।", "दूध 5 रुपये बढ़कर 60 रुपये हो गया।", True),
        ("Milk rose to 60 rupees.", "दूध 5 रुपये बढ़कर 60 रुपये हो गया।", False),
        ("पिछले साल 310 बाघ बढ़े।", "The number of tigers increased to 310.", True),
        ("Rents rose to 15 percent.", "किराया 15 प्रतिशत बढ़ा।", True),
        ("Rents rose 15 percent.", "किराये में बढ़ोतरी 15 प्रतिशत रही।", False),
        ("वेतन में 10 प्रतिशत तक बढ़ोतरी हुई।", "Pay rose by up to 10 percent.", False),
        ("बारिश में 12 मकान गिर गए।", "12 houses fell in the rain.", False),
        ("Profit rose 12 percent in 5 years.", "5 साल में मुनाफ़ा 12 प्रतिशत बढ़ा।", False),
        ("The index fell 58,100 points.", "The index slid 300 points to close at 58,100.", True),
        ("The index fell 300 points.", "The index slid at least 300 points.", False),
        ("किराया 30 रुपये बढ़ेगा।", "Fares will rise to 30 rupees.", True),
        ("18 से कम उम्र के लोग आए।", "The number of those under 18 rose to 40.", False),
        ("He gave 5 to 7 people.", "उसने 5 से 7 लोगों को दिया।", False),
        ("The shop is open from 9 to 5.", "दुकान 9 से 5 तक खुली रहती है।", False),
    ],
)
def test_what_something_rose_from_is_not_what_it_rose_to(claim, sentence, otherwise):
    assert changed_otherwise(claim, sentence) == otherwise


CRASH = "12 लोगों की मौत, 30 घायल।"
BLAST = "The blast killed 12 people and injured 30."


@pytest.mark.parametrize(
    ("claim", "sentence", "otherwise"),
    [
        *[("12 people were killed and 30 injured.", sentence, False) for sentence in (CRASH, BLAST)],
        *[("30 people were injured, 12 killed.", sentence, False) for sentence in (CRASH, BLAST)],
        *[("30 people were killed and 12 injured.", sentence, True) for sentence in (CRASH, BLAST)],
        *[("30 लोग मारे गए, 12 घायल हुए।", sentence, True) for sentence in (CRASH, BLAST)],
        *[("12 लोग ज़ख़्मी हुए।", sentence, True) for sentence in (CRASH, BLAST)],
        *[("हादसे में 12 लोगों की जान गई।", sentence, False) for sentence in (CRASH, BLAST)],
        ("मृतकों की संख्या 12 है, घायलों की 30।", BLAST, False),
        ("मृतकों की संख्या 30 है।", BLAST, True),
        ("12 people were hurt.", "12 people who had been injured died.", False),
        ("18 workers were injured.", "आग में 5 मज़दूरों की मौत हो गई और 18 घायल हो गए।", False),
        ("प्रस्ताव के पक्ष में 31 और विरोध में 52 वोट पड़े।", "52 votes were cast in favour and 31 against.", True),
        ("प्रस्ताव के पक्ष में 52 और विरोध में 31 वोट पड़े।", "52 votes were cast in favour and 31 against.", False),
        ("हरमन ने दो गोल किए।", "हरमन ने 2 और मनदीप ने 1 गोल किया।", False),
        ("चावल 26 रुपये और गेहूँ 38 रुपये किलो है।", "Rice costs 38 rupees and wheat costs 26 rupees.", True),
        ("गेहूँ 26 रुपये और चावल 38 रुपये किलो है।", "Rice costs 38 rupees and wheat costs 26 rupees.", False),
        ("प्रस्ताव के समर्थन में 29 और ख़िलाफ़ 34 वोट पड़े।", "29 votes were cast in favour and 34 against.", False),
        ("प्रस्ताव के समर्थन में 34 और ख़िलाफ़ 29 वोट पड़े।", "29 votes were cast in favour and 34 against.", True),
        ("There were 34 votes against it.", "कर 12 प्रतिशत बढ़ाना ख़ारिज हुआ; पक्ष में 29 और विरोध में 34 वोट पड़े।", False),
        (
            "It killed 17 goats and 5 dogs, but nobody died.",
            "It has killed 17 goats and 5 dogs, but no life has been lost.",
            False,
        ),
        ("17 बकरियाँ और 5 कुत्ते मरे, पर किसी की मौत नहीं हुई।", "17 goats and 5 dogs died, but no life was lost.", False),
        ("5 मारे गए और 18 घायल हुए।", "Five were injured and 18 killed.", True),
    ],
)
def test_what_became_of_how_many_is_compared_whatever_the_words(claim, sentence, otherwise):
    assert counted_otherwise(claim, sentence) == otherwise


CHARGED = "चालक को सोमवार को गिरफ़्तार किया गया और शुक्रवार को उस पर आरोप तय हुए।"


@pytest.mark.parametrize(
    ("claim", "sentence", "otherwise"),
    [
        ("The driver was arrested on Monday and charged on Friday.", CHARGED, False),
        ("The driver was charged on Friday, arrested on Monday.", CHARGED, False),
        ("The driver was arrested on Friday.", "The driver was arrested on Monday and charged on Friday.", True),
        ("चालक को शुक्रवार को गिरफ़्तार किया गया।", CHARGED, True),
        ("चालक को शुक्रवार को गिरफ़्तार किया गया।", "The driver was arrested on Monday and charged on Friday.", True),
        ("चालक को सोमवार को गिरफ़्तार किया गया।", "The driver was arrested on Monday and charged on Friday.", False),
        ("He won in 2019 and lost in 2014.", "वह 2014 में जीता और 2019 में हारा।", True),
        ("The driver was seen on Friday.", CHARGED, False),
        ("The driver was arrested on Friday.", "The driver was arrested on Friday.", False),
        (
            "It pounced on a labourer on August 11.",
            "It had attacked Kale, a 38-year-old labourer in a field, on August 11.",
            False,
        ),
        ("11 फ़रवरी को उसने मज़दूर पर झपट्टा मारा।", "It attacked Kale, a 38-year-old labourer, on February 11.", False),
        ("2018 और 2022 के बीच उन्होंने 31 रातें गुज़ारीं।", "They spent 31 nights there between 2018 and 2022.", False),
        ("In 2018 they won, in 2022 they lost.", "वे 2022 में जीते और 2018 में हारे।", True),
    ],
)
def test_days_of_two_events_are_not_exchanged(claim, sentence, otherwise):
    assert counted_otherwise(claim, sentence) == otherwise


def test_a_rate_counts_nothing():
    price = "The price fell to Rs 1,150 a quintal on Saturday, down from Rs 2,300 last month."
    assert not counted_otherwise("Last month onions sold at an average of Rs 2,300 a quintal.", price)
    land = "The government took 75 hectares from 320 farmers."
    assert counted_otherwise("The government took 320 hectares from 75 farmers.", land)


@pytest.mark.parametrize(
    ("claim", "otherwise"),
    [
        ("भारत 3-1 से जीता।", False),
        ("Japan lost 1-3.", False),
        ("India drew 1-1.", True),
        ("They drew 2-2.", False),
        ("They won 3.", False),
    ],
)
def test_a_score_is_one_of_those_that_are_told(claim, otherwise):
    assert counted_otherwise(claim, "India beat Japan 3-1, Korea and China drew 2-2.") == otherwise
