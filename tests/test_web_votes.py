"""One line for each answer that was voted on, with the last vote."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.models import Answer, Timings
from assistant.web.turns import Turn
from assistant.web.votes import FILE, Votes


def turn(question="शी ने क्या कहा?"):
    return Turn(question, Answer(question, "hi", True, 0.9, "यह।", (), "extractive", (), Timings(1, 1, 1, 3)))


def lines(folder):
    return [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]


def test_a_vote_is_a_line_that_nobody_else_may_read(tmp_path):
    data = tmp_path / "data"
    assert Votes(data).record(turn(), True)
    (vote,) = lines(data)
    assert (vote["question"], vote["answer"], vote["vote"], vote["language"]) == ("शी ने क्या कहा?", "यह।", "up", "hi")
    assert stat.S_IMODE((data / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_of_several_votes_on_an_answer_the_last_counts(tmp_path):
    votes, one, other = Votes(tmp_path), turn(), turn()
    for liked in (True, True, False, False, True, False):
        votes.record(one, liked)
    votes.record(other, True)
    assert [vote["vote"] for vote in lines(tmp_path)] == ["down", "up"]
    assert not votes.record(one, False)


def test_fifty_votes_at_once_are_one(tmp_path):
    votes, one = Votes(tmp_path), turn()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: votes.record(one, number % 3 == 0), range(50)))
    assert len(lines(tmp_path)) == 1


def test_votes_from_before_stay_and_become_private(tmp_path):
    (tmp_path / FILE).write_text('{"vote": "up"}\n')
    (tmp_path / FILE).chmod(0o644)
    votes, one = Votes(tmp_path), turn()
    votes.record(one, True)
    votes.record(one, False)
    assert [vote["vote"] for vote in lines(tmp_path)] == ["up", "down"]
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("question", ["a\udcffb", "line\nbreak", "\u2028"])
def test_any_question_is_one_line(tmp_path, question):
    assert Votes(tmp_path).record(turn(question), True)
    assert (tmp_path / FILE).read_bytes().count(b"\n") == 1
