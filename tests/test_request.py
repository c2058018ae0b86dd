"""What kind of thing a message asks for."""

import pytest

from assistant.question.request import is_sum, read_request


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("How many articles mention Bihar?", "Bihar"),
        ("Hi, how many articles are there about floods in Assam, please?", "floods in Assam"),
        ("Which articles mention Narendra Modi?", "Narendra Modi"),
        ("List all articles about Putin", "Putin"),
        ("Do you have any articles about onions?", "onions"),
        ("how many stories are there on onions?", "onions"),
        ("How many articles are there?", ""),
        ("What articles do you have?", ""),
        ("बिहार पर कौन-कौन से लेख हैं?", "बिहार"),
        ("बिहार के बारे में कितने लेख हैं?", "बिहार"),
        ("कितने लेखों में बिहार का ज़िक्र है?", "बिहार"),
        ("पुतिन वाले लेख दिखाइए", "पुतिन"),
        ("कितने लेख हैं?", ""),
        ("नवंबर 2024 के कितने लेख हैं?", ""),
        ("kitne lekh hain bihar par", "bihar"),
        ("putin par kaun se lekh hain", "putin"),
        ("पुतिन की ख़बरें दिखाइए", "पुतिन"),
        ("बर्ड फ्लू की खबरें दिखाओ", "बर्ड फ्लू"),
        ("bird flu ki khabre dikhao", "bird flu"),
        ("bird flu ki khabrein dikhao", "bird flu"),
        ("aaj ki khabren dikhao", ""),
        ("sare article dikhao", ""),
        ("सारे लेख दिखाओ", ""),
        ("सभी लेखों की सूची दो", ""),
        ("sabhi articles ki list do", ""),
        ("What are these articles about?", ""),
        ("What topics do these articles cover?", ""),
        ("ये लेख किस बारे में हैं?", ""),
        ("ye articles kis bare me hain", ""),
    ],
)
def test_a_list_is_asked_for_with_its_topic(text, topic):
    request = read_request(text)
    assert (request.wanted, request.about) == ("list", topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Summarise the article about the Pamban bridge", "Pamban bridge"),
        ("Please give me a summary of the Chipko movement", "Chipko movement"),
        ("Summarize this article", ""),
        ("summary of the hockey article", "hockey"),
        ("इस लेख का सारांश दो", ""),
        ("पम्बन पुल वाले लेख का सारांश दीजिए", "पम्बन पुल"),
        ("कीलाडी की ख़बर का सार बताइए", "कीलाडी"),
        ("chipko andolan ka saransh batao", "chipko andolan"),
        ("संक्षेप में बताइए", ""),
        ("tldr bird flu", "bird flu"),
        ("tl;dr of the Pamban bridge", "Pamban bridge"),
        ("Briefly explain the Chipko movement", "Chipko movement"),
        ("bird flu ki news short me batao", "bird flu"),
        ("बर्ड फ्लू की खबर थोड़े में बताओ", "बर्ड फ्लू"),
        ("chipko andolan ke bare me sankshep me batao", "chipko andolan"),
    ],
)
def test_a_summary_is_asked_for_with_its_topic(text, topic):
    request = read_request(text)
    assert (request.wanted, request.about) == ("summary", topic)


@pytest.mark.parametrize(
    "text",
    [
        "How many tigers are in Corbett?",
        "Which articles of the constitution deal with equality?",
        "How many articles does the Indian constitution have?",
        "How many people mention Bihar?",
        "How many stories are there in the tower?",
        "What document formed the parliament?",
        "What does the Summary for Policymakers say?",
        "Which article is about secularism?",
        "What does the article about floods say?",
        "कितने बाघ हैं?",
        "बिहार में कितने ज़िले हैं?",
        "सारा ने लेख क्यों लिखा?",
        "ये फ़िल्म किस बारे में है?",
        "ख़बर किसने दिखाई?",
        "बाढ़ की ख़बर किसने दी?",
        "भारत की दो बड़ी नदियाँ बताओ",
        "सभी लेखों में सबसे लंबा पुल कौन सा है?",
        "What are the articles of the constitution about?",
        "Show me how bird flu spreads",
        "In brief, what happened in Patna?",
        "short me kaun batata hai",
        "tell me more",
    ],
)
def test_anything_else_is_a_question(text):
    assert read_request(text).wanted == "answer"


def test_small_talk_gets_a_reply():
    request = read_request("नमस्ते")
    assert request.wanted == "reply" and request.talk.kind == "greeting"


@pytest.mark.parametrize("text", ["2+2", "What is 2 + 2?", "5 * 6", "७ × ८", "Calculate 15 / 3", "2+2 क्या होता है?"])
def test_arithmetic_is_known(text):
    assert is_sum(text)


@pytest.mark.parametrize(
    "text", ["2024-25", "What happened on 12/11/2024?", "India's budget 2023-24", "COVID-19", "9/11", "G20 + Africa"]
)
def test_dates_and_names_with_numbers_are_no_arithmetic(text):
    assert not is_sum(text)
