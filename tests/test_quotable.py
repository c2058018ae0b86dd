"""What of the articles answers and is quoted, first: over made-up articles, with the real model."""

import pytest

from assistant import Assistant
from assistant.answering.quotable import is_dateline, is_question
from assistant.models import Citation
from index.models import Article
from index.storage.local import Index


@pytest.fixture(scope="module")
def assistant(answering_index, bundled_embedder):
    return Assistant(Index.open(answering_index), bundled_embedder)


def first(assistant, question):
    answer = assistant.ask(question)
    assert answer.found
    return answer.citations[0]


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("कपास का भाव क्या है?", "कपास: 7121 रुपये"),
        ("मंडी में सरसों का दाम कितना है?", "सरसों: 5650 रुपये"),
        ("What is the number of the fire station in Mandi?", "Fire station: 01905-222101"),
        ("Which number do I call for an ambulance in Mandi district?", "Ambulance: 108"),
        ("Who won the poetry prize?", "Poetry: Arvind Joshi"),
        ("असम की राजधानी क्या है?", "राजधानी दिसपुर है।"),
        ("assam ki rajdhani kya hai?", "राजधानी दिसपुर है।"),
        ("How old is Meenal Jha?", "She is 23."),
        ("कर्नाटक की राजधानी क्या है?", "बेंगलुरु"),
        ("How much rain did Dumka get?", "Station: Dumka | Rain: 31 mm"),
        ("रांची में कितनी बारिश हुई?", "Station: Ranchi | Rain: 12 mm"),
    ],
)
def test_a_short_line_that_answers_is_quoted_first(assistant, question, quote):
    assert first(assistant, question).quote == quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("What does the new ration card cost?", "Nothing, it is free of charge."),
        ("Where do I submit the form for the ration card?", "At the block office, on any working day before noon."),
        ("Who can apply for the ration card?", "Every family with a yearly income below 1.8 lakh rupees."),
        ("रेवा तिवारी के गुरु कौन थे?", "जवाब: पंडित शिवनाथ मिश्र, जिनसे मैंने बारह साल सीखा।"),
        ("रेवा तिवारी ने गाना कब शुरू किया?", "जवाब: सात साल की उम्र में, अपनी नानी के साथ।"),
    ],
)
def test_an_article_s_own_question_is_answered_by_what_follows_it(assistant, question, quote):
    answer = assistant.ask(question)
    assert answer.citations[0].quote == quote
    assert not any(is_question(citation.quote) for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Who became chief minister of Jharkhand?", "Balram Yadav becomes chief minister of Jharkhand"),
        ("लखनऊ के स्कूल कब तक बंद हैं?", "लखनऊ के सभी स्कूल 15 जनवरी तक बंद रहेंगे"),
    ],
)
def test_a_headline_is_quoted_where_the_fact_stands_only_there(assistant, question, title):
    citation = first(assistant, question)
    assert citation.in_title and citation.quote == title == citation.article.title[citation.start : citation.end]


@pytest.mark.parametrize(
    "question",
    ["Where does Meenal Jha train?", "How many tigers in India?", "रणजीत सागर बाँध कितना ऊँचा है?", "कर्नाटक की राजधानी क्या है?"],
)
def test_a_headline_is_not_where_the_text_says_it_or_it_only_names_the_topic(assistant, question):
    assert not any(citation.in_title for citation in assistant.ask(question).citations)


def test_a_citation_of_a_title_is_of_that():
    article = Article("a", "पुल खुला", "नदी पर पुल है।", "hi")
    assert Citation(1, article, 0, 8, "पुल खुला", 1.0, in_title=True).quote == article.title
    for wrong in (("पुल खुला", False), ("नदी पर प", True)):
        with pytest.raises(ValueError, match="does not say"):
            Citation(1, article, 0, 8, wrong[0], 1.0, in_title=wrong[1])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many tigers in India?", "3,682"),
        ("How many tigers does Madhya Pradesh have?", "785"),
        ("What is the RBI repo rate?", "repo rate"),
        ("What growth does the Reserve Bank forecast?", "growth"),
    ],
)
def test_the_sentence_that_answers_goes_first(assistant, question, words):
    assert words in first(assistant, question).quote


def test_of_two_languages_that_answer_the_question_s_own_goes_first(assistant):
    assert first(assistant, "How high is the Ranjit Sagar reservoir on the Ravi?").article.id == "dam-en"
    assert first(assistant, "रावी पर रणजीत सागर बाँध कितना ऊँचा है?").article.id == "dam-hi"


def test_what_is_not_sure_itself_is_not_quoted_beside_the_best(assistant):
    for question in ("कर्नाटक की राजधानी क्या है?", "How much rain did Dumka get?", "What does the new ration card cost?"):
        search = assistant.search(question)
        sure = {hit.passage.article_id for hit in search.hits if hit.confidence >= 0.5}
        assert {citation.article.id for citation in assistant.answer(search).citations} <= sure


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("नई दिल्ली। संसद का सत्र शुरू हुआ।", "नई दिल्ली।", True),
        ("Shimla. Snow fell on Tuesday.", "Shimla.", True),
        ("सोनपुरा, 4 मार्च 2025। नदी का पुल बंद कर दिया गया।", "सोनपुरा, 4 मार्च 2025।", True),
        ("Port Blair, March 4, 2025. The ferry has stopped.", "Port Blair, March 4, 2025.", True),
        ("The ferry stopped on 4 March 2025. It burned.", "The ferry stopped on 4 March 2025.", False),
        ("बेंगलुरु", "बेंगलुरु", False),
        ("बेंगलुरु।\nयह उत्तर है।", "बेंगलुरु।", False),
        ("She won the final. She is 23.", "She is 23.", False),
        ("संसद का सत्र कल शुरू हुआ। सदन भरा था।", "संसद का सत्र कल शुरू हुआ।", False),
    ],
)
def test_a_dateline_is_a_few_words_before_others_of_the_first_line(text, sentence, expected):
    start = text.index(sentence)
    assert is_dateline(text, start, start + len(sentence)) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("आवेदन कौन कर सकता है?", True),
        ("सवाल: अगली फ़िल्म के बारे में बताइए।", True),
        ("Q. Tell us about your next film.", True),
        ("Q4 profit rose by a fifth.", False),
        ("उन्होंने पूछा, “क्या यही न्याय है?”", False),
        ("प्रश्न पत्र सोमवार को बाँटे गए।", False),
        ("सवाल-जवाब के दौरान मंत्री ने कहा कि पुल बनेगा।", False),
        ("Question-and-answer sessions were held.", False),
        ("प्रश्न – अगली फ़िल्म कौन सी है", True),
    ],
)
def test_what_asks_is_a_question_and_what_tells_of_one_is_not(sentence, expected):
    assert is_question(sentence) is expected
