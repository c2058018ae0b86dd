import time

import pytest
import regex
from fakes import FakeEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from index.building.build import TOKENS_PER_PASSAGE
from index.building.passages import split_passages
from index.text.sentences import split_sentences

MODEL_TOKENS = 512
LARGEST_BUDGET = 480

HINDI = "राष्ट्रपति ज़रूरी क्षत्रिय श्रीमती विज्ञान कर्त्तव्य ज़ोर ढूँढ़ना अंतरराष्ट्रीय २०२४ नमस्‌ते क्‍षमा में से है और".split(" ")
ENGLISH = "president necessary the Ukraine naïve 3.14 it's and because U.S. cooperation , ; -".split(" ")
ROMAN = "rashtrapati zaroori bahut kaam kiya hai aur".split(" ")
EMOJI = "👨‍👩‍👧‍👦 🇮🇳 👍🏽 ❤️ 🏳️‍🌈".split(" ")
ENDS = [" ", " ", " ", " ", "। ", ". ", "? ", "\n", "\n\n", "", ", "]


def running_text(words):
    """Texts of a few words over and over, from nothing to several passages."""
    phrase = st.lists(st.tuples(st.sampled_from(words), st.sampled_from(ENDS)), min_size=1, max_size=15)
    return st.builds(lambda parts, times: "".join(map("".join, parts)) * times, phrase, st.integers(0, 60))


texts = st.one_of(*(running_text(words) for words in (HINDI, ENGLISH, ROMAN, EMOJI, [*HINDI, *ENGLISH, *ROMAN, *EMOJI])))
# Sentences of 1 to 9 tokens, counted by the fake embedder.
short_sentences = st.lists(st.integers(1, 9).map(lambda words: " ".join(["शब्द"] * words) + "।"), max_size=60).map(" ".join)

PATHOLOGICAL = {
    "100,000 Latin letters": "a" * 100_000,
    "100,000 characters of conjuncts": "क्षत्रिय" * 12_500,
    "emoji families": "👨‍👩‍👧‍👦" * 3_000,
    "flags": "🇮🇳" * 3_000,
    "a nukta on every letter": "ज\u093c" * 20_000,
    "a zero width non-joiner in every conjunct": "क्\u200cष" * 20_000,
    "one ligature that the tokenizer unfolds into a sentence": "ﷺ" * 3_000,
    "clause marks without spaces": "a," * 20_000,
    "white space": "अ" + " " * 100_000 + "आ",
    "one letter under 5,000 accents": "क" + "\u0301" * 5_000,
    "5,000 sentences": "यह एक छोटा वाक्य है। " * 5_000,
}


def passages_of(text, segments):
    return [text[start:end] for start, end in segments.passage_spans()]


def grapheme_bounds(text):
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


def assert_consistent(text, segments):
    """Sentences and passages are runs in order; every sentence and every visible character is in a passage."""
    behind = 0
    for start, end in segments.sentences:
        assert behind <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        behind = end
    positions = [range(first, last + 1) for first, last in segments.passages]
    assert sorted(set().union(*positions)) == list(range(len(segments.sentences)))
    for (first, last), (next_first, next_last) in zip(segments.passages, segments.passages[1:], strict=False):
        assert first <= last < next_last
        assert next_first in (last, last + 1)
    covered = {position for start, end in segments.passage_spans() for position in range(start, end)}
    assert {position for position, character in enumerate(text) if not character.isspace()} <= covered


def longest_input(embedder, passages):
    """The most tokens that any of these makes with its prompt and the two special tokens."""
    return max((len(spans) + 2 for spans in embedder.token_spans([f"passage: {passage}" for passage in passages])), default=0)


def test_a_short_article_is_one_passage(bundled_embedder):
    text = "बीजिंग में दोनों नेता मिले। वार्ता दो घंटे चली।"
    segments = split_passages(text, bundled_embedder.token_spans, TOKENS_PER_PASSAGE)
    assert segments.sentences == ((0, 27), (28, len(text)))
    assert segments.passages == ((0, 1),)
    assert segments.passage_spans() == [(0, len(text))]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_text_makes_no_passage(bundled_embedder, text):
    segments = split_passages(text, bundled_embedder.token_spans, TOKENS_PER_PASSAGE)
    assert segments.sentences == segments.passages == ()


def test_sentences_that_fit_are_those_of_the_sentence_splitter(bundled_embedder, seeds):
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        segments = split_passages(text, bundled_embedder.token_spans, LARGEST_BUDGET)
        assert list(segments.sentences) == split_sentences(text)


@settings(max_examples=60)
@given(text=texts, budget=st.sampled_from([TOKENS_PER_PASSAGE, LARGEST_BUDGET]))
def test_passages_hold_all_sentences_and_fit_the_model(bundled_embedder, text, budget):
    segments = split_passages(text, bundled_embedder.token_spans, budget)
    assert_consistent(text, segments)
    assert longest_input(bundled_embedder, passages_of(text, segments)) <= MODEL_TOKENS


@settings(max_examples=60)
@given(text=texts)
def test_an_overlong_sentence_is_never_cut_within_a_grapheme_cluster(bundled_embedder, text):
    segments = split_passages(text, bundled_embedder.token_spans, 20)
    bounds = grapheme_bounds(text)
    assert all(start in bounds and end in bounds for start, end in segments.sentences)


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_hostile_text_is_cut_to_what_fits_in_seconds(bundled_embedder, name):
    text = PATHOLOGICAL[name]
    started = time.perf_counter()
    segments = split_passages(text, bundled_embedder.token_spans, TOKENS_PER_PASSAGE)
    assert time.perf_counter() - started < 10
    assert_consistent(text, segments)
    assert longest_input(bundled_embedder, passages_of(text, segments)) <= MODEL_TOKENS


@pytest.mark.parametrize("name", [name for name in PATHOLOGICAL if "accents" not in name])
def test_hostile_text_is_cut_between_grapheme_clusters(bundled_embedder, name):
    text = PATHOLOGICAL[name]
    bounds = grapheme_bounds(text)
    for start, end in split_passages(text, bundled_embedder.token_spans, TOKENS_PER_PASSAGE).sentences:
        assert start in bounds and end in bounds


@given(text=short_sentences, budget=st.integers(9, 40))
def test_a_passage_is_as_full_as_whole_sentences_allow(text, budget):
    tokenize = FakeEmbedder().token_spans
    segments = split_passages(text, tokenize, budget)
    sizes = [len(spans) for spans in tokenize([text[start:end] for start, end in segments.sentences])]
    for first, last in segments.passages:
        assert sum(sizes[first : last + 1]) <= budget
        assert last == len(sizes) - 1 or sum(sizes[first : last + 2]) > budget


@given(text=short_sentences, budget=st.integers(9, 40))
def test_a_passage_begins_with_the_last_sentence_of_the_one_before_where_that_fits(text, budget):
    tokenize = FakeEmbedder().token_spans
    segments = split_passages(text, tokenize, budget)
    sizes = [len(spans) for spans in tokenize([text[start:end] for start, end in segments.sentences])]
    for (_, last), (first, _) in zip(segments.passages, segments.passages[1:], strict=False):
        fits = sizes[last] + sizes[last + 1] <= budget
        assert first == (last if fits else last + 1)


def test_three_sentences_in_passages_of_two_share_the_middle_one():
    text = "एक दो तीन। चार पाँच छह। सात आठ नौ।"
    segments = split_passages(text, FakeEmbedder().token_spans, 6)
    assert segments.passages == ((0, 1), (1, 2))
    assert passages_of(text, segments) == ["एक दो तीन। चार पाँच छह।", "चार पाँच छह। सात आठ नौ।"]


def cut(text, budget):
    segments = split_passages(text, FakeEmbedder().token_spans, budget)
    return [text[start:end] for start, end in segments.sentences]


def test_an_overlong_sentence_is_cut_behind_its_last_clause_that_fits():
    assert cut("one two three, four five, six seven eight nine ten", 6)[0] == "one two three, four five,"
    assert cut("एक दो तीन, चार पाँच; छह सात आठ नौ", 6)[0] == "एक दो तीन, चार पाँच;"


@pytest.mark.parametrize("conjunction", ["और", "लेकिन", "क्योंकि", "जबकि", "and", "but", "because"])
def test_an_overlong_sentence_without_clause_marks_is_cut_before_a_conjunction(conjunction):
    assert cut(f"एक दो तीन चार {conjunction} पाँच छह सात आठ नौ", 6)[:2] == ["एक दो तीन चार", f"{conjunction} पाँच छह सात आठ नौ"]


def test_an_overlong_sentence_of_one_clause_is_cut_between_words():
    assert cut("एक दो तीन चार पाँच छह सात", 3) == ["एक दो तीन", "चार पाँच छह", "सात"]


def test_a_clause_that_ends_in_the_first_half_does_not_make_a_short_piece():
    assert cut("yes, one two three four five six seven eight nine", 8)[0] == "yes, one two three four five six seven"


def test_an_overlong_word_is_cut_between_grapheme_clusters():
    pieces = cut("क्षि" * 20, 3)
    assert "".join(pieces) == "क्षि" * 20
    assert all(len(piece) % len("क्षि") == 0 for piece in pieces)
    assert len(pieces) > 2


def test_the_pieces_of_a_cut_sentence_lose_nothing_but_the_spaces_between_them():
    text = ", ".join(f"भाग {number} में शी और पुतिन की बात" for number in range(40)) + "।"
    pieces = cut(text, 25)
    assert " ".join(pieces) == text
    assert all(piece.endswith((",", "।")) for piece in pieces)
