"""What denies an answer is set off with it."""

import pytest

from assistant.answering.denials import with_denial


def set_off(sentence, answer, question="?"):
    start = sentence.index(answer)
    first, last = with_denial(sentence, start, start + len(answer), question)
    return sentence[first:last]


@pytest.mark.parametrize(
    ("sentence", "answer", "expected"),
    [
        ("Police have denied that the driver was drunk.", "the driver was drunk", "denied that the driver was drunk"),
        ("India refused to sign the joint statement.", "the joint statement", "refused to sign the joint statement"),
        ("The firm failed to pay its workers.", "pay its workers", "failed to pay its workers"),
        ("Reports that the bridge was unsafe were firmly denied by the mayor.", "unsafe", "unsafe were firmly denied"),
        ("He dismissed reports that he would resign.", "he would resign", "dismissed reports that he would resign"),
        (
            "मास्को ने इस बात से इनकार किया है कि वह यूक्रेन पर हमला करने की योजना बना रहा है और बदले में गारंटी माँगी।",
            "यूक्रेन पर हमला",
            "इस बात से इनकार किया है कि वह यूक्रेन पर हमला",
        ),
        ("पुलिस ने चालक के नशे में होने से इनकार किया है।", "नशे में होने", "नशे में होने से इनकार किया है"),
        ("मंत्री ने इस्तीफ़ा देने से साफ़ मना कर दिया।", "इस्तीफ़ा देने", "इस्तीफ़ा देने से साफ़ मना कर दिया"),
        ("कंपनी ने छँटनी की ख़बरों का खंडन किया, पर शेयर गिरे।", "छँटनी की ख़बरों", "छँटनी की ख़बरों का खंडन किया"),
    ],
)
def test_what_denies_it_belongs_to_an_answer(sentence, answer, expected):
    assert set_off(sentence, answer) == expected


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Police have denied that the driver was drunk.", "Police"),
        ("He denied the charge, and the court fined him 5,000 rupees.", "5,000 rupees"),
        ("He denied the charge and paid 5,000 rupees.", "5,000 rupees"),
        ("The minister denied it because he was in Goa.", "he was in Goa"),
        ("Moscow, which has denied nothing, moved 90,000 troops.", "Moscow"),
        ("मास्को ने हमले से इनकार किया और बदले में सुरक्षा की गारंटी माँगी।", "सुरक्षा की गारंटी"),
        ("आरोप से इनकार करते हुए उन्होंने कहा कि चालक 34 साल का था।", "34 साल"),
        ("मास्को ने इस बात से इनकार किया है कि वह हमला करेगा।", "मास्को"),
    ],
)
def test_an_answer_that_is_not_denied_stays_as_it_is(sentence, answer):
    assert set_off(sentence, answer) == answer


@pytest.mark.parametrize(
    "question", ["What did the police deny?", "पुलिस ने किस बात से इनकार किया?", "police ne kis baat se inkar kiya"]
)
def test_who_asks_what_was_denied_is_answered_with_that_alone(question):
    sentence = "Police have denied that the driver was drunk."
    assert set_off(sentence, "the driver was drunk", question) == "the driver was drunk"
