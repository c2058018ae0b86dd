"""Whether a question leans on the one before, by its words."""

import pytest
from quality.conversation import HALVES, read, told

from assistant.question.leaning import Leaning, leaning, topic_words

LEANS, ALONE, UNSURE = Leaning.LEANS, Leaning.ALONE, Leaning.UNSURE


@pytest.mark.parametrize("name", HALVES)
def test_most_of_the_pairs_are_told_apart(name):
    pairs = read(name)
    precision, recall, unsure = told(pairs)
    assert len(pairs) > 150
    assert precision >= 0.97 and recall >= 0.92 and unsure < 0.1


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did the IT minister say?", ALONE),
        ("What did it say?", LEANS),
        ("Who is it?", LEANS),
        ("There was a flood in Chennai, how many died?", ALONE),
        ("Who was there?", LEANS),
        ("Are there leopards in Jawai?", ALONE),
        ("How many leopards live there?", LEANS),
        ("Did both Kerala and Goa sign?", ALONE),
        ("Did both sign?", LEANS),
        ("Is it true that Mars has moons?", ALONE),
        ("Is that true?", LEANS),
        ("Is it safe to eat raw mushrooms?", ALONE),
        ("Is it safe?", LEANS),
        ("Which bank that failed was in Pune?", ALONE),
        ("Who said that?", LEANS),
        ("What do these articles say about Pune?", ALONE),
        ("What do these figures say?", LEANS),
        ("What did Gandhi do when he reached Dandi?", ALONE),
        ("When did he reach Dandi?", LEANS),
        ("What did Gandhi tell him?", LEANS),
        ("What about Goa?", LEANS),
        ("How about the deputy?", LEANS),
        ("And the deputy?", LEANS),
        ("But who is the deputy?", UNSURE),
        ("And who won the Santosh Trophy in Kerala last year?", ALONE),
        ("In Goa?", LEANS),
        ("Goa mining ban verdict", ALONE),
        ("Who is Theresa May?", ALONE),
        ("What did WHO say about malaria?", ALONE),
        ("यह बताइए कि चेन्नई में बाढ़ कब आई", ALONE),
        ("यह कब हुआ?", LEANS),
        ("क्या यह सच है कि मंगल के चाँद हैं?", ALONE),
        ("क्या यह सच है?", LEANS),
        ("जो लोग दांडी गए वे कौन थे?", ALONE),
        ("वे कौन थे?", LEANS),
        ("जिस बैंक ने क़र्ज़ दिया उसका नाम क्या है?", ALONE),
        ("उसका नाम क्या है?", LEANS),
        ("गांधी ने कहा कि वे दांडी जाएँगे, क्यों?", ALONE),
        ("गांधी ने उनसे क्या कहा?", LEANS),
        ("क्या केरल और गोवा दोनों ने हस्ताक्षर किए?", ALONE),
        ("क्या दोनों ने हस्ताक्षर किए?", LEANS),
        ("और उपमहापौर?", LEANS),
        ("गोवा में?", LEANS),
        ("और गोवा में खनन पर रोक कब लगी?", ALONE),
        ("इन लेखों में पुणे के बारे में क्या लिखा है?", ALONE),
        ("इस साल गोवा में खनन पर क्या फ़ैसला हुआ?", ALONE),
        ("इस बैठक में क्या हुआ?", LEANS),
        ("jo log dandi gaye ve kaun the?", ALONE),
        ("ve kaun the?", LEANS),
        ("is baithak mein kya hua?", LEANS),
        ("AAP ne dilli mein kya vaada kiya?", ALONE),
        ("aur goa mein?", LEANS),
        ("मेयर कौन है?", UNSURE),
        ("who is the mayor", UNSURE),
        ("mayor kaun hai?", UNSURE),
        ("", ALONE),
    ],
)
def test_both_sides_of_each_boundary(question, expected):
    assert leaning(question) is expected


def test_acronyms_are_topics_though_small_letters_make_them_grammar():
    assert topic_words("What did the IT minister say?") == ["IT", "minister"]
    assert topic_words("what did it say?") == []
    assert topic_words("WHO DID IT?") == []
