"""Made reports of how many people an accident killed, hurt or left missing."""

import random

import pytest

from index.training.reader.tolls import tolls

NAMES = [{"en": "Jalpur", "hi": "जलपुर"}, {"en": "Ratangarh", "hi": "रतनगढ़"}, {"en": "Sonpur", "hi": "सोनपुर"}]


@pytest.fixture(scope="module")
def examples():
    return list(tolls(NAMES, 400, random.Random(0)))


def test_each_report_is_asked_twice_in_either_language(examples):
    assert len(examples) == 400 * 4
    assert {example.group for example in examples} == {
        f"{asked}-{read} tolls" for asked in ("hi", "en") for read in ("hi", "en")
    }


def test_an_answer_is_a_number_of_people_or_nobody(examples):
    answers = {example.passage[slice(*example.span)] for example in examples if example.span}
    assert {"No one", "किसी की मौत नहीं हुई"} <= answers
    assert all(any(character.isdecimal() for character in answer) or len(answer.split()) <= 6 for answer in answers)


def test_fewer_than_half_are_near_misses(examples):
    missed = sum(example.span is None for example in examples) / len(examples)
    assert 0.35 < missed < 0.45


def test_nothing_is_left_to_be_filled_in(examples):
    assert not any(mark in text for example in examples for text in (example.passage, example.question) for mark in "{}[]")
