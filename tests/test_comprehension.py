"""The reader: numpy against torch, exact characters, a file that is refused in words."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from assistant.comprehension import reader as reading
from assistant.comprehension.reader import VERDICTS, Reader, best_span, load_encoder
from assistant.comprehension.weights import READER, STATEMENTS, WeightsFile, load_reader_weights
from index.embedding.e5_weights import load_tokenizer
from index.errors import AssistantError

THIMPHU = "Bhutan is a small kingdom in the Himalayas. Its capital is Thimphu. The king was crowned on 6 November 2008."
BEIJING = (
    "सेर्गेई शोइगु 12 नवंबर को बीजिंग पहुँचे। वहाँ उन्होंने विदेश मंत्री वांग यी से वार्ता की। रूस के राष्ट्रपति ने 18 नवंबर को ली कियांग से मुलाक़ात की।"
)
AWKWARD = [
    "क्‍या राष्‍ट्रपति ने प्रेस‑वार्ता की? श्रीलंका के वैज्ञानिक‌ों ने 1998 में खोज की।",  # ZWJ, ZWNJ
    "ख़बर है कि ज़िले के गाँव में फ़सल बर्बाद हुई, क़र्ज़ बढ़ा।",  # nukta, composed
    "ख़बर है कि ज़िले में फ़सल बर्बाद हुई।",  # nukta, decomposed
    "  राष्ट्रीय   कार्यक्रम\n\nद्वितीय चक्र — ₹2,000 करोड़ (½ ﬁnal) 🎉 हुआ।  ",  # spaces, ligatures, an emoji
    "।",
]


@pytest.fixture(scope="module")
def reader():
    return reading.load_reader()


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("What is the capital of Bhutan?", THIMPHU, "Thimphu"),
        ("भूटान की राजधानी क्या है?", THIMPHU, "Thimphu"),
        ("शोइगु बीजिंग कब पहुँचे?", BEIJING, "12 नवंबर"),
        ("When did Shoigu arrive in Beijing?", BEIJING, "12 नवंबर"),
    ],
)
def test_a_short_fact_is_found_in_either_language(reader, question, passage, answer):
    (found,) = reader.read(question, [passage])
    assert answer in passage[found.start : found.end]
    assert len(passage[found.start : found.end]) < 25


def test_the_passage_that_answers_is_told_from_one_that_does_not(reader):
    right, wrong = reader.read("What is the capital of Bhutan?", [THIMPHU, BEIJING])
    assert right.answerable > wrong.answerable
    assert right.span_score > wrong.span_score


@pytest.mark.parametrize("passage", AWKWARD)
def test_spans_are_characters_of_the_passage_without_space_at_their_ends(reader, passage):
    for question in ("क्या हुआ?", "What happened in 1998?", "?"):
        (found,) = reader.read(question, [passage])
        assert 0 <= found.start < found.end <= len(passage)
        assert passage[found.start : found.end].strip() == passage[found.start : found.end] != ""


@pytest.mark.parametrize("passage", ["", " ", "\n\n"])
def test_an_empty_passage_has_no_answer(reader, passage):
    (found,) = reader.read("Who?", [passage])
    assert (found.start, found.end) == (0, 0) or not passage[found.start : found.end].strip()


def test_no_passages_are_no_readings(reader):
    assert reader.read("Who?", []) == []


def test_the_end_of_a_passage_that_is_too_long_is_not_read(reader):
    long = THIMPHU * 60
    (found,) = reader.read("What is the capital of Bhutan? " * 40, [long])
    assert 0 <= found.start < found.end <= len(long)


def test_passages_read_together_are_read_as_one_alone(reader):
    passages = [THIMPHU, BEIJING, *AWKWARD]
    question = "राष्ट्रपति ने कब मुलाक़ात की?"
    alone = [reader.read(question, [passage])[0] for passage in passages]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: reader.read(question, passages), range(4)))
    for readings in together:
        for expected, found in zip(alone, readings, strict=True):
            assert (expected.start, expected.end) == (found.start, found.end)
            assert expected.answerable == pytest.approx(found.answerable, abs=1e-3)


def test_a_statement_has_a_verdict_and_shares_that_sum_to_one(reader):
    (judged,) = reader.judge("The capital of Bhutan is Thimphu.", [THIMPHU])
    assert judged.verdict in VERDICTS
    assert sum(judged.probabilities) == pytest.approx(1, abs=1e-5)
    assert judged.verdict == VERDICTS[int(np.argmax(judged.probabilities))]


def test_whole_numbers_and_torch_agree(reader):
    import torch

    from index.training.reader.checkpoint import shipped_network
    from index.training.reader.examples import Example, Windows
    from index.training.reader.network import as_batch

    network, statement_network = shipped_network(READER.path), shipped_network(READER.path, STATEMENTS.path)
    network.precision = statement_network.precision = torch.float32
    windows = Windows(load_tokenizer())
    for question, passage in (("Who was crowned?", THIMPHU), ("वांग यी से वार्ता किसने की?", BEIJING), ("कितने करोड़?", AWKWARD[3])):
        window = windows.whole(Example("", question, passage))
        with torch.no_grad():
            outputs, stated = network(as_batch([window])), statement_network(as_batch([window])).statement[0]
        logits = torch.stack([outputs.start[0], outputs.end[0]], 1)[window.passage_start : len(window.ids) - 1].numpy()
        first, last, score = best_span(logits)
        (ours,) = reader.read(question, [passage])
        (judged,) = reader.judge(question, [passage])
        offsets = load_tokenizer().encode(passage, add_special_tokens=False).offsets
        assert passage[ours.start : ours.end] == passage[offsets[first][0] : offsets[last][1]].strip()
        assert ours.span_score == pytest.approx(score - float(outputs.start[0, 0] + outputs.end[0, 0]), rel=0.2, abs=1.0)
        assert ours.answerable == pytest.approx(float(outputs.answerable[0]), rel=0.2, abs=1.0)
        assert judged.probabilities == pytest.approx(torch.softmax(stated, 0).tolist(), abs=0.1)


@pytest.mark.parametrize(
    ("question", "passage", "title", "answer"),
    [
        (
            "How many died in the Morbi bridge collapse?",
            "At least 135 people died when the bridge over the river gave way on Sunday evening, police said.",
            "Morbi: bridge collapses",
            "135",
        ),
        (
            "गांधी सेतु पुल कब खुला?",
            "मुख्यमंत्री ने बताया कि पुल रविवार को खोला गया। इसे बनाने में चार साल लगे।",
            "गांधी सेतु पर आवाजाही शुरू",
            "रविवार",
        ),
    ],
)
def test_a_title_tells_what_a_passage_is_about_and_holds_no_answer(reader, question, passage, title, answer):
    (alone,), (titled,) = reader.read(question, [passage]), reader.read(question, [passage], [title])
    assert titled.answerable > alone.answerable + 0.5
    assert answer in passage[titled.start : titled.end]


def test_a_network_drops_something_in_training_alone():
    import torch

    from index.embedding.e5_weights import load_weights
    from index.training.reader.examples import Example, Windows
    from index.training.reader.network import as_batch, build_network

    network = build_network(load_weights(), 1, dropout=0.5)
    batch = as_batch([Windows(load_tokenizer()).whole(Example("", "Who was crowned?", THIMPHU))])
    with torch.no_grad():
        assert not torch.equal(network(batch).answerable, network(batch).answerable)
        network.eval()
        assert torch.equal(network(batch).answerable, network(batch).answerable)


def test_the_best_span_is_the_one_that_brute_force_finds():
    logits = np.random.default_rng(3).normal(size=(90, 2)).astype(np.float32)
    pairs = [(a, b) for a in range(90) for b in range(a, min(90, a + reading.ANSWER_TOKENS))]
    best = max(pairs, key=lambda pair: logits[pair[0], 0] + logits[pair[1], 1])
    assert best_span(logits)[:2] == best


@pytest.mark.parametrize("file", [READER, STATEMENTS], ids=lambda file: file.path.name)
def test_a_file_that_ships_is_the_known_one(file):
    assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256


def test_a_missing_file_is_one_clear_error(tmp_path):
    with pytest.raises(AssistantError, match="can't be read.*install the program again"):
        load_reader_weights(replace(READER, path=tmp_path / "reader.npz"))


@pytest.mark.parametrize("file", [READER, STATEMENTS], ids=lambda file: file.path.name)
def test_a_changed_file_is_one_clear_error(tmp_path, file):
    damaged = tmp_path / file.path.name
    damaged.write_bytes(file.path.read_bytes()[:-1] + b"x")
    with pytest.raises(AssistantError, match=f"{file.path.name}.*not the known ones.*install the program again"):
        load_reader_weights(READER, replace(file, path=damaged))


def test_questions_are_answered_where_the_file_for_statements_is_missing(tmp_path):
    missing = WeightsFile(tmp_path / "statements.npz", STATEMENTS.sha256)
    reader = Reader(load_encoder(READER), lambda: load_encoder(READER, missing))
    assert reader.read("What is the capital of Bhutan?", [THIMPHU])
    with pytest.raises(AssistantError, match="statements.npz.*install the program again"):
        reader.judge("Thimphu is the capital of Bhutan.", [THIMPHU])


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_with_the_wrong_content_is_one_clear_error(tmp_path, content):
    foreign = tmp_path / "reader.npz"
    foreign.write_bytes(content)
    with pytest.raises(AssistantError, match="install the program again"):
        load_reader_weights(known(foreign))


@pytest.mark.parametrize("part", ["l7.fi.w", "l7.fi.w.scale", "l11.oln.b", "span.w"])
def test_a_file_without_a_part_of_what_was_trained_is_one_clear_error(tmp_path, part):
    with np.load(READER.path) as archive:
        np.savez(tmp_path / "reader.npz", **{name: archive[name] for name in archive.files if name != part})
    with pytest.raises(AssistantError, match="don't hold what they should.*install the program again"):
        load_reader_weights(known(tmp_path / "reader.npz"))


def test_the_reader_takes_any_weights_file(tmp_path):
    copy = tmp_path / "copy.npz"
    copy.write_bytes(READER.path.read_bytes())
    encoder = load_encoder(known(copy))
    assert Reader(encoder, lambda: encoder).read("Who?", [THIMPHU])


def known(path):
    """The file with its own checksum."""
    return WeightsFile(path, hashlib.sha256(path.read_bytes()).hexdigest())
