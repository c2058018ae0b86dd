"""Conversations over twenty made-up reports, with the real model."""

import pytest
from quality.conversation import read, read_rightly

from assistant import Assistant
from assistant.phrases import phrase
from index.storage.local import Index

UNSURE = read("unsure")


@pytest.fixture(scope="module")
def assistant(talk_index, bundled_embedder):
    return Assistant(Index.open(talk_index), bundled_embedder)


def quotes(answer):
    return " ".join(citation.quote for citation in answer.citations)


def quoted_places(answer):
    return {(citation.article.id, citation.start) for citation in answer.citations}


@pytest.mark.parametrize("case", UNSURE, ids=[case["question"] for case in UNSURE])
def test_where_words_do_not_tell_the_articles_do(assistant, case):
    assert list(read_rightly(assistant, [case])) == [True]


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        ("What caused the fire in Surat?", "Who is the king of Spain?"),
        ("How many tigers are in Corbett?", "There was a coup in Niger, who led it?"),
        ("When was the Pamban bridge opened?", "Is it true that Venus is hot?"),
        ("बिहार की बाढ़ में कितने ज़िले प्रभावित हुए?", "यह बताइए कि स्पेन का राजा कौन है"),
        ("पटना मेट्रो कब शुरू होगी?", "क्या यह सच है कि शुक्र ग्रह गर्म है?"),
        ("patna metro kab shuru hogi?", "spain ka raja kaun hai?"),
    ],
)
def test_a_new_topic_is_not_answered_from_the_one_before(assistant, earlier, question):
    answer = assistant.ask(question, earlier=[earlier])
    assert not answer.found and not answer.citations


@pytest.mark.parametrize(
    ("earlier", "question", "words"),
    [
        ("What did the commissioner of Surat say?", "What about the mayor?", "Dinesh Parmar"),
        ("How many tigers are in Corbett?", "And elephants?", "1,120"),
        ("When was the Pamban bridge opened?", "How long is it?", "2.08 km"),
        ("असम के नए राज्यपाल कौन हैं?", "उनका जन्म कहाँ हुआ?", "कानपुर"),
        ("पटना मेट्रो कब शुरू होगी?", "और मेयर?", "सीता साहू"),
        ("patna metro kab shuru hogi?", "aur kiraya?", "15 रुपये"),
    ],
)
def test_a_follow_up_is(assistant, earlier, question, words):
    assert words in quotes(assistant.ask(question, earlier=[earlier]))


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("How many tigers are in Corbett?", "tell me more"),
        ("बिहार में बाढ़ से क्या हुआ?", "और बताइए"),
        ("jharkhand mein kitna matdan hua?", "aur batao"),
    ],
)
def test_more_brings_what_was_not_quoted_until_all_is_said(assistant, question, more):
    asked, seen = [question], quoted_places(assistant.ask(question))
    articles = {article for article, _ in seen}
    for _ in range(6):
        answer = assistant.ask(more, earlier=asked)
        if not answer.found:
            break
        assert not quoted_places(answer) & seen
        seen |= quoted_places(answer)
        asked.append(more)
    assert len(asked) > 1
    assert not answer.found and answer.text == phrase("no_more", answer.language)
    assert {article for article, _ in seen} == articles, "more of the same, nothing else"


def test_more_of_nothing_is_a_question_like_others(assistant):
    assert assistant.ask("tell me more").mode == "extractive"


@pytest.mark.parametrize(
    ("text", "language", "talk"),
    [
        ("hello", "en", "talk_greeting"),
        ("Thanks a lot!", "en", "talk_thanks"),
        ("who are you?", "en", "talk_identity"),
        ("What can you do", "en", "talk_abilities"),
        ("help", "en", "talk_abilities"),
        ("नमस्ते", "hi", "talk_greeting"),
        ("शुक्रिया", "hi", "talk_thanks"),
        ("dhanyavaad", "hi", "talk_thanks"),
        ("aap kaun ho?", "hi", "talk_identity"),
    ],
)
def test_small_talk_gets_a_reply_with_two_questions_that_are_answered(assistant, text, language, talk):
    answer = assistant.ask(text, earlier=["What caused the fire in Surat?"])
    assert (answer.mode, answer.language, answer.citations, answer.nearest) == ("reply", language, (), ())
    assert answer.text.startswith(phrase(talk, language))
    assert len(answer.suggestions) == 2 and all(question in answer.text for question in answer.suggestions)
    assert all(assistant.ask(question).found for question in answer.suggestions)


def test_small_talk_is_answered_in_the_wanted_language_and_forgotten(assistant):
    assert assistant.ask("hello", language="hi").text.startswith(phrase("talk_greeting", "hi"))
    asked = ["What caused the fire in Surat?", "thanks"]
    assert "Dinesh Parmar" in quotes(assistant.ask("What about the mayor?", earlier=asked))


def test_a_greeting_before_a_question_is_a_question(assistant):
    assert "ngultrum" in quotes(assistant.ask("hello, what is the currency of Bhutan?"))


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("Hi! Could you please tell me how long the Pamban bridge is? Thanks a lot", "How long is the Pamban bridge?"),
        ("I am travelling to Bhutan and need to know the currency", "What is the currency of Bhutan?"),
        ("कृपया बताइए कि पटना मेट्रो का किराया कितना है", "पटना मेट्रो का किराया कितना है?"),
        ("namaste, kya aap bata sakte hain ki patna ka mayor kaun hai? dhanyavaad", "patna ka mayor kaun hai?"),
    ],
)
def test_polite_or_long_wording_costs_no_confidence(assistant, polite, plain):
    wordy, bare = assistant.ask(polite), assistant.ask(plain)
    assert wordy.found and bare.found
    assert wordy.confidence >= bare.confidence - 0.1
    assert wordy.citations[0].quote == bare.citations[0].quote


def test_several_questions_are_each_answered(assistant):
    answer = assistant.ask("What is the currency of Bhutan and who is the mayor of Patna?")
    first, second = answer.sections
    assert "ngultrum" in answer.citations[first.numbers[0] - 1].quote
    assert "सीता साहू" in answer.citations[second.numbers[0] - 1].quote
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"{citation.quote} [{citation.number}]" in answer.text for citation in answer.citations)


def test_of_several_questions_the_unanswered_ones_are_named(assistant):
    answer = assistant.ask("स्पेन का राजा कौन है और पटना का मेयर कौन है?")
    assert answer.found and "सीता साहू" in quotes(answer)
    assert phrase("part_unanswered", "hi", question="स्पेन का राजा कौन है?") in answer.text
    neither = assistant.ask("Who is the king of Spain and how is paneer made?")
    assert not neither.found and not neither.citations


def test_a_second_question_may_lean_on_the_first(assistant):
    answer = assistant.ask("Who led the work on the Pamban bridge, and how much did it cost?")
    assert "Kumaran" in quotes(answer) and "535 crore" in quotes(answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("लेह में संग्रहालय किसने और कब खोला?", "Tashi Namgyal"),
        ("Who opened the museum of snow in Leh and when?", "on Sunday"),
        ("बालासोर हादसे में कितने लोग मरे और कितने घायल हुए?", "291"),
    ],
)
def test_one_answer_to_both_questions_is_given_once(assistant, question, said):
    answer = assistant.ask(question)
    assert len(answer.sections) == 1 and said in quotes(answer)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("How many articles mention Bihar?", ["bihar-flood"]),
        ("बिहार पर कौन-कौन से लेख हैं?", ["bihar-flood"]),
        ("kitne lekh hain bihar par", ["bihar-flood"]),
        ("सूरत पर कितने लेख हैं?", ["surat-fire"]),
        ("Which articles mention Goa?", ["vedanta-dam"]),
        ("How many articles mention the mayor of Surat?", ["surat-fire"]),
        ("How many articles are from 2025 about Patna?", ["patna-metro"]),
        ("How many articles are from November 2024?", ["jharkhand-vote", "himalaya-yeti"]),
        ("नवंबर 2024 के कितने लेख हैं?", ["jharkhand-vote", "himalaya-yeti"]),
    ],
)
def test_articles_are_counted_and_listed_from_the_index(assistant, question, ids):
    answer = assistant.ask(question)
    assert (answer.mode, answer.found, answer.citations) == ("list", True, ())
    assert [article.id for article in answer.nearest] == ids
    assert all(article.title in answer.text for article in answer.nearest)


def test_all_articles_can_be_counted_and_none_can_be_said(assistant):
    answer = assistant.ask("How many articles are there?")
    assert answer.text.startswith(phrase("list_all", "en", count=20)) and len(answer.nearest) == 20
    nothing = assistant.ask("How many articles mention Spain?")
    assert not nothing.found and nothing.text == phrase("list_none", "en", topic="Spain")


def test_lists_mind_the_filter(assistant):
    from index.models import ArticleFilter

    assert [
        article.id for article in assistant.ask("How many articles are there?", only=ArticleFilter(source="Hill Post")).nearest
    ] == ["corbett-tigers"]


@pytest.mark.parametrize(
    ("question", "article", "earlier"),
    [
        ("Summarise the article about the Pamban bridge", "pamban", []),
        ("कीलाडी वाले लेख का सारांश दीजिए", "keeladi", []),
        ("summary of the hockey article", "hockey", []),
        ("summarise this article", "hockey", ["Who won the Asian Champions Trophy?"]),
        ("इस लेख का सारांश दो", "keeladi", ["कीलाडी में क्या मिला?"]),
    ],
)
def test_a_summary_is_the_beginning_and_says_so(assistant, question, article, earlier):
    answer = assistant.ask(question, earlier=earlier)
    (section,) = answer.sections
    whole = assistant.index.article(article)
    assert section.said == phrase("summary", answer.language, title=whole.title)
    assert {citation.article.id for citation in answer.citations} == {article}
    assert answer.citations[0].start == 0 and len(answer.citations) == 3


def test_a_summary_of_what_is_not_there_is_refused(assistant):
    assert not assistant.ask("Summarise the article about the king of Spain").found


@pytest.mark.parametrize(
    "question",
    [
        "2+2",
        "What is 2+2?",
        "२+२ कितना होता है?",
        "Who wrote Hamlet?",
        "How do magnets work?",
        "सूरज कितना बड़ा है?",
        "paneer kaise banta hai",
    ],
)
def test_sums_and_general_knowledge_are_refused(assistant, question):
    answer = assistant.ask(question)
    assert not answer.found and answer.text.startswith(phrase("not_found", answer.language))
