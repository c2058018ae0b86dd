"""What is measured, by value and unit."""

import pytest

from assistant.generative.checks.measures import is_same, measured_in_others, measures_as_told
from assistant.generative.checks.units import measures


def _only(text):
    (one,) = measures(text)
    return one.value


@pytest.mark.parametrize(
    "alike",
    [
        ["ढाई घंटे", "dhai ghante", "150 मिनट", "2 घंटे 30 मिनट", "two and a half hours", "2.5 hours", "2 hours and 30 minutes"],
        ["डेढ़ साल", "18 महीने", "a year and a half", "one year and six months", "1.5 years", "18 माह"],
        ["एक हफ़्ता", "एक हफ्ते", "7 दिन", "for a week", "seven days", "168 hours"],
        ["आधा घंटा", "30 मिनट", "half an hour", "0.5 hours"],
        ["सवा घंटे", "75 मिनट", "an hour and a quarter"],
        ["पौने दो घंटे", "105 minutes", "1 घंटे 45 मिनट", "an hour and three quarters"],
        ["5 क्विंटल", "500 किलो", "0.5 tonne", "five quintals"],
        ["12 किलोमीटर", "12-km", "12,000 metres", "12 किमी"],
        ["5 million dollars", "$5 million", "50 लाख डॉलर", "US$5 million"],
        ["Rs 20", "20 रुपये", "₹20", "Rs. 20", "twenty rupees"],
        ["8%", "8 प्रतिशत", "8 percentage points", "8 फ़ीसदी", "8 per cent"],
        ["2 square kilometres", "200 हेक्टेयर", "2 वर्ग किमी", "2 sq. km"],
        ["42 डिग्री सेल्सियस", "42°C", "42 degrees"],
        ["2 साल", "24 महीने", "730 days", "दो वर्ष"],
        ["5 feet 6 inches", "5.5 फ़ुट", "66 इंच"],
    ],
)
def test_the_same_is_measured_in_many_ways(alike):
    assert [text for text in alike if not is_same(_only(text), _only(alike[0]))] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("ढाई घंटे", "2 घंटे 20 मिनट"), ("डेढ़ साल", "15 महीने"), ("एक हफ़्ता", "8 दिन"), ("2 साल", "700 days")],
        *[("एक महीना", "27 दिन")],
        *[("5 क्विंटल", "5 किलो"), ("12 km", "12 miles"), ("40 एकड़", "40 हेक्टेयर"), ("$5", "Rs 5"), ("8%", "8 रुपये")],
        *[("42°C", "42°F"), ("3 घंटे", "3 मिनट"), ("2 वर्ग किमी", "2 किमी"), ("एक दिन", "एक महीना")],
    ],
)
def test_other_values_and_units_are_others(one, other):
    assert not is_same(_only(one), _only(other))


@pytest.mark.parametrize(
    "text",
    ["12 लोग", "15 मार्च", "twice a week", "20 teachers", "5वाँ साल", "he is a man", "2019", "half of them", "50 people a day"],
)
def test_other_numbers_measure_nothing(text):
    assert not measures(text)


@pytest.mark.parametrize(
    ("claim", "told", "written"),
    [
        ("बैठक 150 मिनट चली।", "The meeting lasted two and a half hours.", "बैठक two and a half hours चली ।"),
        ("It took 18 months.", "इसमें डेढ़ साल लगे।", "It took डेढ़ साल ."),
        ("It took 18 months.", "इसमें 18 महीने लगे।", "It took 18 months."),
        ("It took 18 months.", "इसमें दो साल लगे।", "It took 18 months."),
    ],
)
def test_a_claim_is_given_what_it_measures_as_it_is_told(claim, told, written):
    assert measures_as_told(claim, told) == written


KILO = "टमाटर 20 रुपये किलो और आलू 900 रुपये क्विंटल है।"


@pytest.mark.parametrize(
    ("claim", "sentence", "otherwise"),
    [
        ("Tomatoes cost 20 rupees a kilo.", "टमाटर 20 रुपये किलो है।", False),
        ("Tomatoes cost Rs 20 per kg.", "टमाटर 20 रुपये किलो है।", False),
        ("Tomatoes cost 20 rupees a quintal.", "टमाटर 20 रुपये किलो है।", True),
        ("Tomatoes cost 20 dollars a kilo.", "टमाटर 20 रुपये किलो है।", True),
        ("टमाटर 20 रुपये दर्जन है।", "टमाटर 20 रुपये किलो है।", True),
        ("Potatoes cost 900 rupees a quintal.", KILO, False),
        ("टमाटर 20 रुपये किलो है।", KILO, False),
        ("योजना में 1500 रुपये महीना मिलेंगे।", "हर महीने 1,500 रुपये मिलेंगे।", False),
        ("The scheme pays Rs 1,500 monthly.", "हर महीने 1,500 रुपये मिलेंगे।", False),
        ("The scheme pays Rs 1,500 a year.", "हर महीने 1,500 रुपये मिलेंगे।", True),
        ("योजना में रोज़ 1,500 रुपये मिलेंगे।", "The scheme gives 1,500 rupees a month.", True),
        ("The bus went at 60 km/h.", "बस की रफ़्तार 60 किलोमीटर प्रति घंटे थी।", False),
        ("The bus went at 60 kmph.", "बस की रफ़्तार 60 किलोमीटर प्रति घंटे थी।", False),
        ("The bus went at 60 mph.", "बस की रफ़्तार 60 किलोमीटर प्रति घंटे थी।", True),
        ("सड़क 2 से 3 मीटर चौड़ी है।", "The road is 2 to 3 metres wide.", False),
        ("सड़क 2 से 3 किलोमीटर लंबी है।", "The road is 2 to 3 metres long.", True),
        ("It opened 5 shops a year ago.", "एक साल पहले 5 दुकानें खुलीं, जहाँ रोज़ भीड़ होती है।", False),
        ("He got 5 lakh rupees in 2019.", "उसे 5 लाख रुपये साल 2019 में मिले, रोज़ नहीं।", False),
        ("The plant makes 300 tonnes of steel a day.", "कारखाना हर साल 300 टन इस्पात बनाता है।", True),
        ("The medicine is taken three times a day.", "दवा दिन में तीन बार ली जाती है।", False),
        ("The war lasted a decade.", "लड़ाई 100 साल चली।", True),
        ("The war lasted a century.", "लड़ाई 100 साल चली।", False),
        ("पार्क एक हफ़्ते बंद रहेगा।", "The park will be closed for 30 days.", True),
        ("पार्क एक महीने बंद रहेगा।", "The park will be closed for 30 days.", False),
        ("A day later he came.", "वह 3 दिन बाद, यानी 2 हफ़्ते में आया।", False),
        ("Of the pupils 40 passed.", "40 प्रतिशत छात्र पास हुए।", True),
        ("40 pupils passed.", "40 प्रतिशत छात्र पास हुए।", True),
        ("From 40 to 50 percent passed.", "40 से 50 प्रतिशत छात्र पास हुए।", False),
        ("It weighs 5 kg.", "5 लोगों ने 5 किलो चावल लिया।", False),
        ("It weighs 5 quintals.", "वज़न 5 है।", False),
        ("वह 18 साल का है।", "The 18-year-old came.", False),
        ("वह 18 महीने का है।", "The 18-year-old came.", True),
    ],
)
def test_a_number_keeps_its_unit(claim, sentence, otherwise):
    assert measured_in_others(claim, sentence, "") == otherwise


def test_the_headline_may_tell_the_unit():
    assert not measured_in_others("5 kilos were found.", "5 पैकेट और 5 डॉलर मिले।", "5 kg of gold found")
