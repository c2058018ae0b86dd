"""What is planned, asked for or possible in a sentence, and what only looks so."""

import pytest

from assistant.generative.checks.clauses import is_only_planned
from assistant.generative.checks.dates import dates
from assistant.generative.checks.undone import untold


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("अदालत ने 15 जून 2021 को फ़ैसला सुनाया।", "अदालत ने 15 जून 2021 को फ़ैसला सुनाया।"),
        ("The court delivered its verdict on 15 June 2021.", "अदालत ने 15 जून 2021 को फ़ैसला सुनाया।"),
        ("The court announced its verdict on Monday.", "The court on Monday announced its verdict."),
        ("ज़िलाधिकारी ने सोमवार को आदेश जारी किया।", "ज़िलाधिकारी ने सोमवार शाम को आदेश जारी किया।"),
        ("सदन ने मंगलवार को प्रस्ताव पास किया।", "सदन ने मंगलवार को प्रस्ताव पारित किया।"),
        ("वसीयत मई 2020 में पढ़ी गई।", "The will was read in May 2020."),
        ("दादा की वसीयत में घर पोते को मिला।", "The grandfather's will gave the house to the grandson."),
        ("Will Smith came to Delhi.", "विल स्मिथ दिल्ली आए।"),
        ("Theresa May resigned in 2019.", "टेरेसा मे ने 2019 में इस्तीफ़ा दिया।"),
        ("चुनाव अप्रैल और मई में हुए।", "Elections were held in April and May."),
        ("मई की बाढ़ ने 40 घर तबाह किए।", "The May floods destroyed 40 houses."),
        ("वह सुनवाई में नहीं गया।", "He could not attend the hearing."),
        ("माल हड़ताल के बाद पहुँचा।", "The goods could be delivered only after the strike ended."),
        ("हाई कोर्ट ने सज़ा बरक़रार रखी।", "The high court rejected his appeal and upheld the sentence."),
        ("The high court upheld the sentence.", "हाई कोर्ट ने उसकी अपील ख़ारिज कर सज़ा बरक़रार रखी।"),
        ("The minister directed the police to investigate.", "मंत्री ने पुलिस को जाँच करने का निर्देश दिया।"),
        ("People over 18 can vote.", "18 साल से ऊपर के लोग वोट दे सकते हैं।"),
        ("The minister announced a new plan.", "The minister announced a new scheme."),
        ("निगम की अगली बैठक 22 जनवरी को होनी है।", "निगम की अगली बैठक 22 जनवरी को होगी।"),
        ("निगम की अगली बैठक 22 जनवरी को होनी है।", "The corporation's next meeting will be held on January 22."),
        ("नए नियम 1 जुलाई से लागू होने हैं।", "नए नियम 1 जुलाई से लागू होंगे।"),
        ("The order takes effect on 1 July.", "The order will come into force from July 1."),
        ("The debate starts on 14 February.", "बहस 14 फ़रवरी को शुरू होगी।"),
        ("The deficit has been projected at 3 percent.", "घाटा 3 प्रतिशत रहने का अनुमान है।"),
        ("नायर ने हेगड़े को नमूने देखने के लिए आमंत्रित किया है।", "Nair has invited Hegde to look at the specimens."),
        ("निगम क़र्ज़ लेने की सोच रहा है।", "The corporation is considering taking a loan."),
        ("मैथ्यू का कहना है कि चार्जर विद्युत ने बदला था।", "मैथ्यू ने इसे नकारते हुए कहा कि विद्युत ने चार्जर बदला था।"),
        ("मंत्री ने बताया कि पुल बन गया है।", "मंत्री ने आरोप का खंडन करते हुए बताया कि पुल बन गया है।"),
        ("सड़क की मरम्मत की गई।", "On the minister's orders the road was repaired."),
        ("The bar was closed.", "निवासियों की माँग पर बार बंद कर दिया गया।"),
        ("The bar was closed.", "At the demand of residents the bar was closed."),
        ("The patient was moved.", "At the request of the family the patient was moved."),
        ("The board decided to sell the land.", "बोर्ड ने ज़मीन बेचने का फ़ैसला किया।"),
        ("पुलिस ने दुकान सील की।", "पुलिस ने अदालत के आदेश पर दुकान सील कर दी।"),
    ],
)
def test_what_is_done_is_told_as_done(claim, sentence):
    assert not is_only_planned(claim, sentence) and untold(claim, sentence) is None


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The court delivered its verdict on 15 June.", "The court will deliver its verdict on 15 June."),
        ("अदालत ने 15 जून को फ़ैसला सुनाया।", "अदालत 15 जून को फ़ैसला सुनाएगी।"),
        ("फ़ैसला सोमवार को आया।", "The verdict is expected on Monday."),
        ("The government closed the school.", "The government may close the school."),
        ("सरकार ने स्कूल बंद किया।", "सरकार स्कूल बंद कर सकती है।"),
        ("कंपनी ने 5 लाख दिए।", "अदालत ने कंपनी को 5 लाख देने का आदेश दिया।"),
        ("The company paid 5 lakh.", "The court ordered the company to pay 5 lakh."),
        ("पुलिस ने जाँच की।", "मंत्री ने पुलिस को जाँच करने का निर्देश दिया।"),
        ("He escaped.", "He could have escaped."),
        ("Wages were raised.", "The union demanded that wages be raised."),
        ("बोर्ड ने ज़मीन बेची।", "बोर्ड ने ज़मीन बेचने का फ़ैसला किया।"),
        ("The board sold the land.", "The board decided to sell the land."),
        ("मज़दूरी बढ़ाई गई।", "सरकार ने मज़दूरी बढ़ाने की माँग पर विचार किया।"),
        ("Wages were raised.", "Talks were held on the demand that wages be raised."),
        ("The minister cut taxes.", "The minister announced a plan to cut taxes."),
        ("Wages were raised.", "Workers on strike demand that wages be raised."),
        ("मेयर की हत्या हुई।", "2012 में मेयर की हत्या की कोशिश हुई।"),
        ("The bridge opened.", "The bridge will open in May."),
        ("सड़क ठीक हुई।", "The mayor's office will repair the road."),
        ("नए नियम 1 जुलाई से लागू हुए।", "नए नियम 1 जुलाई से लागू होंगे।"),
        ("The order took effect on 1 July.", "The order will take effect on July 1."),
        ("हेगड़े ने नमूने देखे।", "नायर ने हेगड़े को नमूने देखने का न्योता दिया है।"),
    ],
)
def test_what_is_planned_or_asked_for_is_not_told_as_done(claim, sentence):
    assert is_only_planned(claim, sentence) or untold(claim, sentence) == "modality"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Elections were held in April and May.", {4, 5}),
        ("The May floods destroyed 40 houses.", {5}),
        ("the March quarter", {3}),
        ("April, May and June", {4, 5, 6}),
        ("Theresa May resigned.", set()),
        ("the Salt March", set()),
        ("He may march.", set()),
    ],
)
def test_a_month_with_a_capital_is_one_within_a_sentence(text, months):
    assert dates(text).months == months


@pytest.mark.parametrize(
    ("text", "years"),
    [("1500 रुपये मिलेंगे", set()), ("Rs 2000 a month", set()), ("2019 में 2000 लोग", {2019, 2000}), ("in 2019", {2019})],
)
def test_a_sum_is_no_year(text, years):
    assert dates(text).years == years


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("पुल बन गया है।", "मंत्री ने इनकार किया कि पुल बन गया है।"),
        ("पुल बन गया है।", "मंत्री ने इस बात का खंडन किया है कि पुल बन गया है।"),
        ("The bridge has collapsed.", "The minister denied that the bridge has collapsed."),
    ],
)
def test_what_is_denied_is_not_told_as_so(claim, sentence):
    assert untold(claim, sentence) == "negation"
