"""Invented reports for training: who did what to whom, told in many forms of both languages."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from index.training.reader.examples import CONTRADICTED, NOT_SAID, SUPPORTED
from index.training.reader.invented.cast import Actor, Call, draw_actor, entries
from index.training.reader.invented.questions import answered, ask, missed, questions
from index.training.reader.invented.relations import COUNT, MOODS, Relation, read_relations
from index.training.reader.invented.reports import statements
from index.training.reader.invented.telling import Event, tell

RELATIONS = [*read_relations(), *read_relations(held_out=True)]
PLAIN = {"hi": ["बाज़ार दिन भर बंद रहा।"] * 6, "en": ["The market stayed shut."] * 6}
HELP = Relation(
    "help",
    ("group", "person"),
    {
        ("done", "hi"): ["{B} की मदद {A} ने की", "{A} {B} के काम आए"],
        ("done", "en"): ["{A} helped {B}", "{B} was helped by {A}"],
        ("not", "hi"): ["{A} ने {B} की मदद नहीं की"],
        ("not", "en"): ["{A} did not help {B}"],
        ("who", "hi"): ["{B} की मदद किसने की?", "{B} के काम कौन आया"],
        ("who", "en"): ["Who helped {B}?", "By whom was {B} helped"],
        ("whom", "hi"): ["{A} ने किसकी मदद की?"],
        ("whom", "en"): ["Who did {A} help?"],
        ("circumstance", "hi"): ["{A} ने {B} की मदद {W} की?"],
        ("circumstance", "en"): ["{W} did {A} help {B}?"],
    },
)
STUDENTS = Actor("group", {"hi": [Call("छात्र", "छात्रों")], "en": [Call("the students", "the students")]})
MUNDA = Actor(
    "person",
    {
        "hi": [Call("मंत्री सविता मुंडा", "मंत्री सविता मुंडा"), Call("मुंडा", "मुंडा")],
        "en": [Call("Minister Savita Munda", "Minister Savita Munda"), Call("Munda", "Munda")],
    },
)
HELPED = Event(HELP, STUDENTS, MUNDA, "done")


FARMERS = Actor("group", {"hi": [Call("किसान", "किसानों")], "en": [Call("the farmers", "the farmers")]})


def is_hindi(text):
    return any("\u0900" <= letter <= "\u097f" for letter in text)


def told(event, language):
    """Every way in which it is told."""
    return {tell(event, language, random.Random(seed)) for seed in range(60)}


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_relation_can_be_told_in_both_languages_as_done_as_not_done_and_in_other_moods(relation):
    assert {"done", "not"} <= set(relation.moods) <= set(MOODS)
    for mood in relation.moods:
        for language in ("hi", "en"):
            patterns = relation.of(mood, language)
            assert patterns
            for pattern in patterns:
                assert pattern.count("{A}") == pattern.count("{B}") == 1
                assert (COUNT in pattern) == relation.counted
                assert is_hindi(pattern) == (language == "hi")


def test_relations_have_different_names_and_some_are_only_for_measuring():
    names = [relation.name for relation in RELATIONS]
    assert len(set(names)) == len(names)
    assert len(read_relations(held_out=True)) > 10


@pytest.mark.parametrize(
    "name", ["first_names", "last_names", "firms", "countries", "places", "groups", "offices", "reasons", "asides"]
)
def test_the_lists_are_in_both_languages(name):
    for entry in entries(name):
        assert [is_hindi(entry[language]) for language in ("en", "hi")] == [False, True]


def test_an_event_is_told_in_all_forms_with_who_was_introduced_by_any_of_their_names():
    assert told(HELPED, "en") == {
        "The students helped Minister Savita Munda.",
        "The students helped Munda.",
        "Minister Savita Munda was helped by the students.",
        "Munda was helped by the students.",
    }


def test_a_hindi_noun_is_oblique_before_a_postposition_and_plain_elsewhere():
    assert told(HELPED, "hi") == {
        "मंत्री सविता मुंडा की मदद छात्रों ने की।",
        "मुंडा की मदद छात्रों ने की।",
        "छात्र मंत्री सविता मुंडा के काम आए।",
        "छात्र मुंडा के काम आए।",
    }


def test_in_a_report_somebody_is_introduced_by_their_full_name():
    introduced = set()
    assert "Savita" in tell(HELPED, "en", random.Random(1), introduced)
    assert introduced == {STUDENTS, MUNDA}


def test_place_day_and_reason_are_told_and_a_reason_of_what_was_not_done_stands_in_front():
    event = replace(
        HELPED, mood="not", place={"hi": "पटना", "en": "Patna"}, day=(14, 2), reason={"hi": "बारिश", "en": "the rain"}
    )
    for said in told(event, "en"):
        assert said.startswith("Because of the rain, ") and "in Patna" in said and "on 14 March" in said
    for said in told(event, "hi"):
        assert said.endswith("की मदद नहीं की।")
        assert all(detail in said for detail in ("बारिश के कारण", "पटना में", "14 मार्च को"))


def test_what_somebody_says_is_told_as_theirs():
    event = replace(HELPED, said_by=draw_actor("country", random.Random(0), ()))
    for language in ("hi", "en"):
        name = event.said_by.calls[language][0].plain
        assert all(name in said for said in told(event, language))


def test_nobody_of_a_report_can_be_taken_for_another():
    draw, cast = random.Random(0), []
    for _ in range(40):
        cast.append(draw_actor("person", draw, cast))
    surnames = [actor.calls["hi"][1].plain for actor in cast if len(actor.calls["hi"]) == 3]
    assert len(set(surnames)) == len(surnames)


def test_a_true_statement_is_followed_by_a_wrong_one_about_the_same_report():
    found = list(statements(30, random.Random(0), PLAIN))
    assert len(found) == 30 * 2 * 2 * 6
    for (kind, true), (way, wrong) in list(pairwise(found))[::2]:
        assert (kind, true.statement) == ("true", SUPPORTED)
        assert way != "true" and wrong.statement in (CONTRADICTED, NOT_SAID)
        assert (true.passage, true.group) == (wrong.passage, wrong.group)
        assert true.question != wrong.question
    kinds = {kind for kind, _ in found}
    assert kinds == {"true", "role", "who", "negation", "modality", "cause", "place", "date", "number"}


def test_the_same_draw_makes_the_same_reports():
    assert list(statements(3, random.Random(5))) == list(statements(3, random.Random(5)))


def asked(event, part, language, named=""):
    """Every question for this part."""
    return {ask(event, part, language, random.Random(seed), named) for seed in range(60)}


def misses(events):
    """What the report of these events seems to answer."""
    return [miss for seed in range(40) for miss in missed(events, [HELP], random.Random(seed))]


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_relation_can_be_asked_about_in_both_languages(relation):
    places = {"who": {"{B}"}, "whom": {"{A}"}, "circumstance": {"{A}", "{B}", "{W}"}, "count": {"{A}", "{B}"}}
    assert relation.can_be_asked("who") and relation.can_be_asked("whom")
    assert relation.can_be_asked("count") == relation.counted
    for kind, wanted in places.items():
        for language in ("hi", "en") if relation.can_be_asked(kind) else ():
            patterns = relation.of(kind, language)
            assert patterns
            for pattern in patterns:
                assert {name: pattern.count(name) for name in ("{A}", "{B}", "{W}", "{N}") if name in pattern} == dict.fromkeys(
                    wanted, 1
                )
                assert is_hindi(pattern) == (language == "hi")


def test_a_question_asks_for_who_did_it_to_whom_and_when_in_all_forms():
    event = replace(HELPED, day=(14, 2))
    assert asked(HELPED, "a", "en") == {
        "Who helped Minister Savita Munda?",
        "Who helped Munda?",
        "By whom was Minister Savita Munda helped",
        "By whom was Munda helped",
    }
    assert asked(HELPED, "b", "hi") == {"छात्रों ने किसकी मदद की?"}
    assert asked(event, "b", "en") == {"Who did the students help?", "Who did the students help on 14 March?"}
    assert "Where did the students help Munda?" in asked(HELPED, "place", "en")
    assert asked(event, "day", "hi") == {"छात्रों ने मुंडा की मदद कब की?", "छात्रों ने मंत्री सविता मुंडा की मदद कब की?"}


def test_a_detail_that_makes_the_question_wrong_is_always_named():
    event = replace(HELPED, day=(14, 2))
    assert asked(event, "b", "en", "day") == {"Who did the students help on 14 March?"}
    assert asked(event, "b", "hi", "day") == {"14 मार्च को छात्रों ने किसकी मदद की?"}


def test_a_report_answers_what_it_tells_as_done_where_one_answer_is_right():
    event = replace(HELPED, day=(14, 2))
    assert {part for _, part, _ in answered([event])} == {"a", "b", "day"}
    assert not list(answered([replace(event, mood="not")]))
    another = replace(event, a=FARMERS)
    assert {(number, part) for number, part, _ in answered([event, another])} == {(0, "b"), (0, "day"), (1, "b"), (1, "day")}


def test_it_seems_to_answer_what_was_not_done_what_somebody_else_did_and_what_it_does_not_tell():
    denied = [part for part, event, _ in misses([replace(HELPED, mood="not")]) if event.mood == "not"]
    assert {"a", "b"} <= set(denied)
    both = [HELPED, Event(HELP, FARMERS, draw_actor("person", random.Random(2), (MUNDA,)), "not")]
    asked_of = {(part, event.a, event.b) for part, event, _ in misses(both)}
    assert ("place", STUDENTS, MUNDA) in asked_of
    assert not {("a", STUDENTS, MUNDA), ("b", STUDENTS, MUNDA)} & {
        (part, event.a, event.b) for part, event, named in misses(both) if not named
    }


def test_roles_are_exchanged_only_where_nobody_did_it_the_other_way_round():
    people = draw_actor("group", random.Random(3), (STUDENTS, FARMERS))
    first, second = Event(HELP, STUDENTS, FARMERS, "done"), Event(HELP, people, STUDENTS, "done")
    turned = {(part, event.a, event.b) for part, event, named in misses([first, second]) if not named}
    # "Who helped the students?" is answered by the second.
    assert ("a", FARMERS, STUDENTS) not in turned and ("b", FARMERS, STUDENTS) in turned


def test_questions_about_reports_have_their_answer_where_it_stands():
    found = list(questions(40, random.Random(0), PLAIN))
    assert {example.group for example in found} == {"hi-hi asked", "hi-en asked", "en-hi asked", "en-en asked"}
    texts = [text for example in found for text in (example.question, example.passage)]
    assert not any("\ue000" <= letter <= "\uf8ff" or letter in "{}" for text in texts for letter in text)
    for example in found:
        assert is_hindi(example.question) == example.group.startswith("hi")
        if example.span:
            assert example.answer and example.answer == example.answer.strip()
    assert 0.3 < sum(example.span is None for example in found) / len(found) < 0.75
