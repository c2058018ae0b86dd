"""What bounds a number, "at least" or "से कम", of a claim and of what is told."""

import pytest

from assistant.generative.checks.bounds import bounded_otherwise, bounds


@pytest.mark.parametrize(
    ("bound", "texts"),
    [
        (
            "at_least",
            ["at least 20 died", "no fewer than 20", "not less than 20", "a minimum of 20", "कम से कम २० लोग", "20 or more"],
        ),
        ("at_least", ["कम-से-कम 20", "न्यूनतम 20", "20 people or more", "20 या उससे ज्यादा", "20 से कम नहीं", "kam se kam 20 log"]),
        (
            "more",
            ["more than 20", "over Rs. 20 crore", "upwards of $20", "20 से ज़्यादा", "20 से ज्यादा", "20 से भी अधिक लोग", "20+"],
        ),
        (
            "more",
            ["20 रुपये से ऊपर", "20 लोगों से ज़्यादा", "20 के पार", "exceeded 20", "20 se zyada log", "20-plus", "20 करोड़ से अधिक"],
        ),
        ("at_most", ["at most 20", "no more than 20", "up to 20", "अधिकतम 20", "ज़्यादा से ज़्यादा 20", "अधिक से अधिक 20 लोग"]),
        ("fewer", ["fewer than 20", "less than 20%", "under 20 km", "20 से कम", "20 प्रतिशत से भी कम", "20 डिग्री के नीचे"]),
        ("nearly", ["nearly 20", "almost 20 people"]),
        ("plain", ["20 people died", "20 लोग मारे गए", "a week ago, more or less, 20 died"]),
        ("open", ["about 20", "लगभग 20", "over 20 days", "a row over 20 rupees", "spread over 20 acres"]),
        ("open", ["booked under 20", "rose up to 20"]),
        ("more", ["20 साल से ज़्यादा उम्र", "nobody saw more than 20", "20 से ज़्यादा लोग नहीं आए", "older than 20", "20 साल से बड़े"]),
        ("fewer", ["children under 20", "20 वर्ष से छोटे", "younger than 20", "20 वर्ष की आयु से कम"]),
        ("open", ["20 घायलों से कम से कम बात हुई"]),
    ],
)
def test_a_number_is_bounded_by_the_words_around_it(bound, texts):
    assert {text: [one.bound for one in bounds(text)] for text in texts} == {text: [bound] for text in texts}


AT_LEAST = "धमाके में कम से कम 20 लोग मारे गए।"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("धमाके में 20 से कम लोग मारे गए।", AT_LEAST),
        ("Fewer than 20 people were killed.", AT_LEAST),
        ("At most 20 people were killed.", AT_LEAST),
        ("धमाके में ज़्यादा से ज़्यादा 20 लोग मारे गए।", AT_LEAST),
        ("धमाके में अधिकतम बीस लोग मारे गए।", "At least 20 people were killed in the blast."),
        ("500 से ज़्यादा लोग आए।", "Fewer than 500 people came."),
        ("At least 500 people came.", "500 से कम लोग आए।"),
        ("500 se zyada log aaye.", "500 से कम लोग आए।"),
        ("More than 300 patients were treated.", "Nearly 300 patients were treated."),
        ("The road is under 40 km long.", "The road is more than 40 km long."),
        ("सड़क 40 किमी से कम लंबी है।", "The road is over 40 km long."),
        ("More than 20 people were killed.", "धमाके में 20 लोग मारे गए।"),
        ("20 से कम लोग मारे गए।", "20 people were killed and 5 were injured."),
        ("20 से ज़्यादा लोग मारे गए।", "20 लोग मारे गए और 50 से ज़्यादा घायल हुए।"),
        ("18 साल से कम उम्र के लोग वोट दे सकते हैं।", "18 साल से ऊपर के लोग वोट दे सकते हैं।"),
        ("People under 18 can vote.", "18 साल से ज़्यादा उम्र के लोग वोट दे सकते हैं।"),
        ("People below the age of 18 can vote.", "People above 18 can vote."),
        ("12 साल से बड़े बच्चों का प्रवेश मुफ़्त है।", "Entry is free for children under 12."),
        ("People younger than 60 get it.", "People aged 60 and above get it."),
        ("Children over 14 can't work.", "14 साल से कम उम्र के बच्चे काम नहीं कर सकते।"),
        ("14 साल से ऊपर के बच्चों को काम पर नहीं रखा जा सकता।", "14 साल से कम उम्र के बच्चों को काम पर नहीं रखा जा सकता।"),
        ("हज़ार से कम लोग आए।", "हज़ार से ज़्यादा लोग आए।"),
        ("Fewer than a thousand people came.", "हजार से ज्यादा लोग आए।"),
        ("सौ से ज़्यादा घर गिरे।", "Fewer than 100 houses fell."),
        ("Below 5 lakh rupees were paid.", "5 लाख रुपये से अधिक दिए गए।"),
        ("The fine is more than 500 rupees.", "जुर्माना अधिकतम 500 रुपये है।"),
    ],
)
def test_a_number_is_not_bounded_from_the_other_side(claim, told):
    assert bounded_otherwise(claim, told)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("धमाके में 20 लोग मारे गए।", AT_LEAST),
        ("At least 20 people were killed.", AT_LEAST),
        ("20 या उससे अधिक लोग मारे गए।", AT_LEAST),
        ("At least 20 people were killed.", "20 लोग मारे गए।"),
        ("Up to 20 people were killed.", "20 लोग मारे गए।"),
        ("Nearly 20 people were killed.", "लगभग 20 लोग मारे गए।"),
        ("500 से ज़्यादा लोग आए।", "500 से भी ज़्यादा लोग आए।"),
        ("500 से ज़्यादा लोग आए।", "The number of visitors exceeded 500."),
        ("More than 500 people came.", "लोगों की संख्या 500 का आँकड़ा पार कर गई।"),
        ("More than 500 people came.", "संख्या 500 पार।"),
        ("500 से अधिक लोग आए।", "Over 500 people came."),
        ("500 से अधिक लोग आए।", "500+ people came."),
        ("More than 300 patients came.", "About 300 patients came."),
        ("20 से कम लोग आए।", "No more than 20 people came."),
        ("It rained over 3 days.", "तीन दिन बारिश हुई।"),
        ("The park is spread over 40 acres.", "पार्क 40 एकड़ में फैला है।"),
        ("He was booked under Section 302.", "उस पर धारा 302 के तहत मामला दर्ज हुआ।"),
        ("The village is 2,000 metres above sea level.", "गाँव 2,000 मीटर की ऊँचाई पर है।"),
        ("People over 18 may vote.", "18 साल के लोग वोट दे सकते हैं।"),
        ("The price rose from 5 to 6 and more.", "दाम 5 से बढ़कर 6 हो गया।"),
        ("India beat them in the under-19 final.", "भारत ने अंडर-19 फ़ाइनल जीता।"),
        ("Only those over 18 may drink.", "18 साल से कम उम्र के लोग शराब नहीं पी सकते।"),
        ("Drinking is banned for people under 21.", "21 साल से ऊपर के लोग शराब पी सकते हैं।"),
        ("14 साल से कम उम्र के बच्चों के काम करने पर रोक है।", "Children over 14 may work."),
        ("Children under 14 can't work.", "14 साल से बड़े बच्चे ही काम कर सकते हैं।"),
        ("People aged 60 and above get it.", "60 वर्ष और उससे अधिक के लोगों को मिलता है।"),
        ("20 से कम लोग नहीं आए।", AT_LEAST),
        ("More than one shop closed.", "एक दुकान बंद हुई।"),
        ("30 में से कम से कम 20 मारे गए।", AT_LEAST),
        ("More than 20 people died.", "20 die in blast\nMore than 20 people died in the blast."),
    ],
)
def test_what_does_not_exclude_what_is_told_is_let_pass(claim, told):
    assert not bounded_otherwise(claim, told)
