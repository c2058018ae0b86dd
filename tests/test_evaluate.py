import json
import math
import os
import sys
from pathlib import Path

import pytest
from fakes import saying

from assistant import Assistant
from assistant.cli import main
from assistant.evaluation.metrics import (
    AssistantSystem,
    Gold,
    Outcome,
    QuestionFileError,
    answer_place,
    evaluate,
    read_questions,
)
from assistant.evaluation.report import compare
from assistant.evaluation.writing import evaluate_writing, measure_answers
from index.storage.local import Index

TEXTS = {
    "hi-1": "दिल्ली में बारिश हुई। सड़कें पानी से भर गईं।",
    "hi-2": "पटना में मेला लगा। हज़ारों लोग मेला देखने आए।",
    "hi-3": "बीजिंग में बैठक हुई। वार्ता दो घंटे चली।",
    "en-1": "India won the match. The captain scored a hundred.",
}
OTHERS = tuple(f"other-{number}" for number in range(20))
KEYS = {
    "question_language", "article_language", "n", "n_unanswerable", "recall@1", "recall@5", "recall@10", "mrr", "ndcg@10",
    "answer_hit@1", "answer_hit@3", "abstained_on_answerable", "abstained_on_unanswerable",
    "answer_f1", "answer_em", "p50_ms", "p95_ms",
}  # fmt: skip
SEED_QUESTIONS = [
    ("सेर्गेई शोइगु ने बीजिंग में किससे वार्ता की?", "002", "वांग यी के साथ वार्ता"),
    ("चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?", "000", "75वीं वर्षगांठ"),
    ("Which countries boycotted the Winter Olympics?", "003", "अमेरिका, कनाडा"),
]


class Scripted:
    """A system whose answers are known beforehand."""

    def __init__(self, outcomes):
        self.outcomes = outcomes
        self.asked = []

    def answer(self, question):
        self.asked.append(question)
        return self.outcomes[question]


def gold(question, passage, answer="", start=-1, language="hi"):
    return Gold(question, language, passage, answer, start)


def ranked(article_id, rank, quotes=(), abstained=False, ms=10.0):
    """An article at a rank, from 1; 0 leaves it out."""
    ranking = (*OTHERS[: rank - 1], article_id, *OTHERS[rank - 1 :]) if rank else OTHERS
    return Outcome(ranking, tuple(quotes), abstained, ms)


@pytest.fixture
def index(make_index):
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    return Index.open(make_index({"articles.jsonl": "\n".join(lines)}))


def measure(index, asked):
    """The metrics of [(gold, outcome)]."""
    return evaluate(Scripted({one.question: outcome for one, outcome in asked}), index, [one for one, _ in asked])


# Ranking


def test_recall_mrr_and_ndcg_are_those_that_a_hand_computes(index):
    ranks = [1, 3, 6, 12, 0]
    (pair,) = measure(index, [(gold(f"सवाल {at}", "hi-1"), ranked("hi-1", rank)) for at, rank in enumerate(ranks)])
    assert (pair.question_language, pair.article_language, pair.n, pair.n_unanswerable) == ("hi", "hi", 5, 0)
    assert pair.recall == {1: 1 / 5, 5: 2 / 5, 10: 3 / 5}
    assert pair.mrr == pytest.approx((1 + 1 / 3 + 1 / 6 + 1 / 12) / 5)
    assert pair.ndcg == pytest.approx((1 + 1 / math.log2(4) + 1 / math.log2(7)) / 5)


@pytest.mark.parametrize(("rank", "expected"), [(5, (0, 1, 1)), (6, (0, 0, 1)), (10, (0, 0, 1)), (11, (0, 0, 0))])
def test_a_rank_counts_up_to_and_with_k(index, rank, expected):
    (pair,) = measure(index, [(gold("सवाल", "hi-1"), ranked("hi-1", rank))])
    assert tuple(pair.recall.values()) == expected
    assert (pair.ndcg > 0) == (rank <= 10)


def test_every_pair_of_languages_is_counted_on_its_own_and_in_order(index):
    asked = [
        (gold("सवाल 1", "hi-1"), ranked("hi-1", 1)),
        (gold("सवाल 2", "en-1"), ranked("en-1", 2)),
        (gold("What 1", "hi-2", language="en"), ranked("hi-2", 4)),
        (gold("What 2", "en-1", language="en"), ranked("en-1", 5)),
        (gold("What 3", "en-1", language="en"), ranked("en-1", 1)),
    ]
    found = [(pair.question_language, pair.article_language, pair.n, pair.mrr) for pair in measure(index, asked)]
    assert found == [("en", "en", 2, (1 / 5 + 1) / 2), ("en", "hi", 1, 1 / 4), ("hi", "en", 1, 1 / 2), ("hi", "hi", 1, 1)]


def test_each_question_is_asked_once_and_in_order(index):
    golds = [gold(f"सवाल {number}", "hi-1") for number in range(4)]
    system = Scripted({one.question: ranked("hi-1", 1) for one in golds})
    told = []
    evaluate(system, index, golds, lambda: told.append(len(system.asked)))
    assert system.asked == [one.question for one in golds]
    assert told == [1, 2, 3, 4]


def test_times_are_percentiles_over_answerable_and_unanswerable_questions(index):
    asked = [(gold(f"सवाल {ms}", "hi-1" if ms % 2 else None), ranked("hi-1", 1, ms=float(ms))) for ms in range(101)]
    (pair,) = measure(index, asked)
    assert (pair.p50_ms, pair.p95_ms) == (50, 95)


# Quotes


def test_a_quote_hits_where_it_covers_the_start_of_the_answer(index):
    text = TEXTS["hi-1"]
    start, end = text.index("सड़कें"), len(text)
    asked = [
        ("पहला", [("hi-1", start, end)]),
        ("तीसरा", [("hi-2", start, end), ("hi-1", 0, start), ("hi-1", start, end)]),
        ("चौथा", [("hi-2", 0, 5), ("hi-3", 0, 5), ("hi-1", 0, start), ("hi-1", start, end)]),
        ("आधा", [("hi-1", start + 1, end)]),
        ("कोई नहीं", []),
    ]
    (pair,) = measure(index, [(gold(name, "hi-1", "सड़कें", start), ranked("hi-1", 1, quotes)) for name, quotes in asked])
    assert pair.answer_hit == {1: 1 / 5, 3: 2 / 5}


def test_questions_without_a_known_answer_place_do_not_count_for_quotes(index):
    asked = [
        (gold("1", "hi-1", "बारिश", 11), ranked("hi-1", 1, [("hi-1", 0, 21)])),
        (gold("2", "hi-1"), ranked("hi-1", 1)),
        (gold("3", "hi-1", "not in the text", 0), ranked("hi-1", 1)),
        (gold("4", "hi-1", "बारिश", -1), ranked("hi-1", 1)),
    ]
    (pair,) = measure(index, asked)
    assert (pair.n, pair.answer_hit) == (4, {1: 1, 3: 1})


@pytest.mark.parametrize("start", [0, 1, 8, 28, 1000])
def test_of_an_answers_occurrences_the_nearest_to_the_given_start_is_meant(index, start):
    text = TEXTS["hi-2"]
    first, second = text.index("मेला"), text.rindex("मेला")
    nearest = min((first, second), key=lambda at: abs(at - start))
    assert answer_place(index, gold("q", "hi-2", "मेला", start)) == ("hi-2", nearest)


# Abstaining


def test_abstaining_is_counted_apart_for_answerable_and_unanswerable_questions(index):
    asked = [(gold(f"a{at}", "hi-1"), ranked("hi-1", 1, abstained=at < 1)) for at in range(4)]
    asked += [(gold(f"u{at}", None), ranked("hi-1", 1, abstained=at < 2)) for at in range(3)]
    (pair,) = measure(index, asked)
    assert (pair.n, pair.n_unanswerable) == (4, 3)
    assert (pair.abstained_on_answerable, pair.abstained_on_unanswerable) == (1 / 4, 2 / 3)
    assert pair.recall[1] == 1  # unanswerable questions have no rank


def test_unanswerable_questions_count_to_the_language_that_most_articles_are_in(index):
    asked = [(gold("क्यों", None), ranked("", 0)), (gold("Why", None, language="en"), ranked("", 0, abstained=True))]
    pairs = measure(index, asked)
    assert [(pair.question_language, pair.article_language, pair.n_unanswerable) for pair in pairs] == [
        ("en", "hi", 1),
        ("hi", "hi", 1),
    ]


def test_what_was_not_asked_is_null_in_json_and_never_nan(index):
    (pair,) = measure(index, [(gold("u", None), ranked("", 0, abstained=True))])
    values = pair.as_json()
    assert set(values) >= KEYS
    assert {key for key, value in values.items() if value is None} == {
        "recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "answer_hit@1", "answer_hit@3",
        "answer_f1", "answer_em", "abstained_on_answerable",
    }  # fmt: skip
    json.dumps(values, allow_nan=False)


# Question files


def write(path, *records):
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), encoding="utf-8")
    return path


def test_questions_are_read_in_the_order_of_files_and_lines(tmp_path):
    full = {"id": "1", "question": "कब?", "language": "hi", "passage": "hi-1", "answer": "कल", "answer_start": 0}
    one = write(tmp_path / "one.jsonl", full, {"question": "Who won?", "passage": "en-1"})
    two = write(tmp_path / "two.jsonl", {"question": "yeh kab hua?", "passage": "ignored", "answerable": False})
    assert read_questions([one, two]) == [
        Gold("कब?", "hi", "hi-1", "कल", 0),
        Gold("Who won?", "en", "en-1", "", -1),
        Gold("yeh kab hua?", "hi", None, "", -1),
    ]


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'\xef\xbb\xbf\n{"question": "Who?", "passage": "a"}\r\n\r\n')
    assert [one.question for one in read_questions([path])] == ["Who?"]


BAD_LINES = [
    pytest.param('{"question": "Who?"', id="cut off"),
    pytest.param("Who?", id="no JSON"),
    pytest.param('["Who?"]', id="a list"),
    pytest.param("null", id="null"),
    pytest.param('{"passage": "a"}', id="no question"),
    pytest.param('{"question": "Who?"}', id="neither passage nor unanswerable"),
    pytest.param('{"question": "Who?", "passage": "a", "answer_start": "x"}', id="a start that is no number"),
]


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_line_that_is_no_question_is_named_with_its_file(tmp_path, line):
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"question": "Who?", "passage": "a"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(QuestionFileError) as refusal:
        read_questions([path])
    message = str(refusal.value)
    assert message.startswith(f"{path}, line 3: ") and '"question"' in message
    assert message.endswith(".") and "\n" not in message


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file"), (b"\xff\xfe\x00", "it is not UTF-8 text"), ("folder", "Is a directory")]
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path, content, reason):
    path = tmp_path / "questions.jsonl"
    if content == "folder":
        path.mkdir()
    elif content:
        path.write_bytes(content)
    with pytest.raises(QuestionFileError, match=reason) as refusal:
        read_questions([path])
    assert str(path) in str(refusal.value)


def test_an_article_that_is_not_in_the_index_is_named(index):
    with pytest.raises(QuestionFileError, match="'gone', which is not in the index.*answerable"):
        measure(index, [(gold("कब?", "gone"), ranked("gone", 1))])


# The assistant as a system


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


@pytest.fixture(scope="module")
def seed_ids(seed_index):
    return {article.id[:3]: article.id for article in Index.open(seed_index).articles()}


@pytest.mark.parametrize(("question", "article"), [row[:2] for row in SEED_QUESTIONS])
def test_the_assistants_outcome_is_its_ranking_and_the_citations_it_shows(assistant, seed_ids, question, article):
    outcome, answer = AssistantSystem(assistant).answer(question), assistant.ask(question)
    assert outcome.ranking[0] == seed_ids[article]
    assert sorted(outcome.ranking) == sorted(seed_ids.values())
    assert outcome.quotes == tuple((one.article.id, one.start, one.end) for one in answer.citations)
    assert not outcome.abstained
    assert outcome.ms > 0


def test_an_assistant_that_abstains_still_tells_what_it_would_have_quoted(assistant):
    outcome = AssistantSystem(assistant).answer("What is the capital of Peru?")
    assert outcome.abstained
    assert 1 <= len(outcome.quotes) <= 3


# The command


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs `assistant evaluate` in this process: (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["assistant", "evaluate", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return (end.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture
def seed_questions(seed_index, seed_ids, tmp_path):
    index = Index.open(seed_index)
    records = []
    for question, number, answer in SEED_QUESTIONS:
        text = index.article(seed_ids[number]).text
        records.append(
            {"question": question, "passage": seed_ids[number], "answer": answer, "answer_start": text.index(answer)}
        )
    records.append({"question": "What is the capital of Peru?", "answerable": False})
    return write(tmp_path / "questions.jsonl", *records)


def test_evaluate_prints_one_json_object_with_every_pair(run, seed_index, seed_questions):
    status, out, err = run(seed_questions, "--index", seed_index, "--json")
    value = json.loads(out)
    assert (status, err, list(value)) == (0, "", ["pairs"])
    english, hindi = value["pairs"]
    assert set(english) >= KEYS and set(hindi) >= KEYS
    assert (english["question_language"], english["article_language"], english["n"]) == ("en", "hi", 1)
    assert (hindi["question_language"], hindi["article_language"], hindi["n"]) == ("hi", "hi", 2)
    assert (english["recall@1"], hindi["recall@1"], hindi["mrr"], hindi["ndcg@10"]) == (1, 1, 1, 1)
    assert hindi["answer_hit@3"] == 1 >= hindi["answer_hit@1"]
    assert (hindi["abstained_on_answerable"], hindi["abstained_on_unanswerable"]) == (0, None)
    assert (english["n_unanswerable"], english["abstained_on_unanswerable"]) == (1, 1)
    assert 0 < hindi["p50_ms"] <= hindi["p95_ms"]


def test_evaluate_prints_a_row_a_pair(run, seed_index, seed_questions):
    status, out, err = run(seed_questions, "--index", seed_index)
    rows = [[cell.strip() for cell in line.split("│")] for line in out.splitlines() if "assistant" in line]
    assert (status, err) == (0, "")
    assert [row[1:6] for row in rows] == [["assistant", "en", "hi", "1 + 1", "1.000"], ["assistant", "hi", "hi", "2", "1.000"]]
    assert "recall@1" in out


def test_baselines_are_shown_beside_the_assistant(run, make_index, bundled_embedder, tmp_path):
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    path = make_index({"articles.jsonl": "\n".join(lines)}, embedder=bundled_embedder)
    questions = write(tmp_path / "q.jsonl", {"question": "Who won the match?", "passage": "en-1"})
    status, out, err = run(questions, "--index", path, "--json", "--baseline", "dense", "--baseline", "stock")
    value = json.loads(out)
    assert (status, err, list(value)) == (0, "", ["pairs", "baselines"])
    assert list(value["baselines"]) == ["dense", "stock"]
    for (pair,) in (value["pairs"], *value["baselines"].values()):
        assert (pair["question_language"], pair["article_language"], pair["n"], pair["recall@1"]) == ("en", "en", 1, 1)


def test_comparing_tells_progress_over_all_systems(seed_index, seed_questions):
    told = []
    results = compare(seed_index, read_questions([seed_questions]), [], told.append)
    assert list(results) == ["assistant"]
    assert [(progress.done, progress.total) for progress in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("line", [*BAD_LINES, pytest.param("", id="nothing")])
def test_a_bad_question_file_is_one_sentence_and_exit_status_1(run, seed_index, tmp_path, line):
    path = tmp_path / "bad.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    status, out, err = run(path, "--index", seed_index)
    assert (status, out) == (1, "")
    assert err.startswith("assistant: ") and err.count("\n") == 1 and "Traceback" not in err
    assert not line or f"{path}, line 1:" in err


def test_a_question_file_that_is_not_there_is_one_sentence_and_exit_status_1(run, seed_index):
    status, out, err = run(Path("gone.jsonl"), "--index", seed_index)
    assert (status, out, err) == (1, "", "assistant: The question file gone.jsonl can't be read: No such file or directory.\n")


def test_an_article_that_was_never_indexed_is_one_sentence_and_exit_status_1(run, seed_index, tmp_path):
    path = write(tmp_path / "q.jsonl", {"question": "Who?", "passage": "gone"})
    status, out, err = run(path, "--index", seed_index)
    assert (status, out) == (1, "")
    assert err.startswith("assistant: The question 'Who?' names the article 'gone'") and err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["questions.jsonl", "--baseline", "other"]])
def test_a_wrong_use_of_evaluate_is_exit_status_2(run, arguments):
    assert run(*arguments)[0] == 2


# Written answers.


def test_written_answers_are_measured_against_their_gold_articles(make_index, fake_embedder):
    path = make_index({"bulk.jsonl": '{"id": "a", "text": "The river flooded the old town."}'})
    model = saying("The river flooded the old town. [1] Nobody says this.")
    assistant = Assistant(Index.open(path), fake_embedder, min_confidence=0, llm=model)
    golds = [Gold("Which town was flooded?", "en", "a", "", -1), Gold("Who is the mayor?", "en", None, "", -1)]
    asked = []
    metrics = evaluate_writing(assistant, golds, lambda: asked.append(1))
    assert (metrics.n, metrics.written, len(asked)) == (2, 2, 2)
    assert (metrics.in_language, metrics.citation_precision, metrics.citation_recall) == (1.0, 1.0, 1.0)
    assert (metrics.supported, metrics.refused_unanswerable) == (0.5, 0.0)
    assert metrics.tokens_per_second and metrics.tokens_per_second > 0


def test_without_answers_there_is_nothing_to_take_a_share_of():
    assert set(measure_answers([]).as_json().values()) == {0, None}
