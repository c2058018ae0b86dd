"""The best hits, read: what a reader says counts for which sentence leads, and what in it is set off."""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest

from assistant.answering import reading
from assistant.answering.extractive import set_off, write_answer
from assistant.answering.reading import READ_HITS, read_hits
from assistant.models import Citation, Question, Search
from assistant.options import MIN_CONFIDENCE
from index.models import Article, Passage
from index.search.hits import Hit, SentenceScore

TEXT = "शी मंगलवार को मास्को गए। उन्होंने पुतिन से 12 नवंबर को बात की। बैठक लंबी थी।"
ARTICLE = Article("a", "यात्रा", TEXT, "hi")


UNTITLED = defaultdict(str)


@dataclass(frozen=True)
class Said:
    """That the answer is `passage[start:end]`."""

    start: int
    end: int
    answering: float = 0.0
    answerable: float = 9.0
    span_score: float = 9.0

    def best_in(self, start, end):
        inside = max(self.start, start), min(self.end, end)
        return (*inside, self.answering) if inside[0] < inside[1] else (start, start + 1, self.answering - 9)


class FakeReader:
    """Says of each passage what it was told to, and records what it was asked."""

    def __init__(self, *said):
        self.said = said
        self.asked = []

    def read(self, question, passages, titles):
        self.asked.append((question, tuple(passages)))
        self.titles = tuple(titles)
        return self.said[: len(passages)]


def hit(text=TEXT, confidence=0.5, score=0.8, article="a"):
    starts = [0, *(at + 2 for at, letter in enumerate(text) if letter == "।" and at + 2 < len(text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    sentences = tuple(SentenceScore(start, end, score, start) for start, end in zip(starts, ends, strict=True))
    return Hit(Passage(article, 0, len(text), text), "hi", score, confidence, score, sentences, stored=None)


@pytest.fixture
def query():
    return "शी ने पुतिन से कब बात की?", "hi"


@pytest.fixture(autouse=True)
def what_is_likely_is_shown(monkeypatch):
    monkeypatch.setattr(reading, "SHOWN", {("hi", "hi"): 0.0})
    monkeypatch.setattr(reading, "LEAST_BELIEF", {("hi", "hi"): 0.0})


def test_a_hit_gets_the_place_of_its_answer_in_the_article(query):
    at = TEXT.index("12 नवंबर")
    inside = replace(hit(), passage=Passage("a", 10, len(TEXT), TEXT[10:]))
    inside = replace(inside, sentences=inside.sentences[1:])
    (read,) = read_hits(FakeReader(Said(at - 10, at - 10 + 8)), *query, [inside], UNTITLED)
    answers = [sentence.answer for sentence in read.sentences]
    assert TEXT[slice(*answers[0])] == "12 नवंबर" and answers[1:] == [None]
    assert [sentence.answering for sentence in read.sentences] == [0.0, -9.0]


def test_an_answer_is_made_of_whole_words(query):
    at = TEXT.index("नवंबर")
    (read,) = read_hits(FakeReader(Said(at + 1, at + 3)), *query, [hit()], UNTITLED)
    assert [TEXT[slice(*each.answer)] for each in read.sentences if each.answer] == ["नवंबर"]


def test_only_the_best_are_read_and_the_others_stay_behind_them(query):
    hits = [hit(confidence=0.5, article=str(number)) for number in range(READ_HITS + 2)]
    reader = FakeReader(*[Said(0, 2)] * READ_HITS)
    read = read_hits(reader, *query, hits, UNTITLED)
    assert len(reader.asked[0][1]) == READ_HITS
    assert read[READ_HITS:] == hits[READ_HITS:]


def first_of(query, *hits, answerable):
    """Which of the hits, of which each answers so likely, goes first, and how sure it is."""
    read = read_hits(FakeReader(*[Said(0, 2, answerable=each) for each in answerable]), *query, hits, UNTITLED)
    return read[0].passage.article_id, read[0].confidence


def test_of_two_that_the_search_finds_about_as_good_the_one_that_answers_goes_first_as_surely_as_the_other_would(query):
    near, answering = hit(confidence=0.7, article="near"), hit(confidence=0.6, article="answering")
    assert first_of(query, near, answering, answerable=[-5.0, 5.0]) == ("answering", 0.7)
    assert first_of(query, near, answering, answerable=[5.0, 5.0]) == ("near", 0.7)


def test_a_passage_that_the_search_finds_much_better_stays_first_whatever_the_reader_says(query):
    near, far = hit(confidence=0.99, article="near"), hit(confidence=0.1, article="far")
    assert first_of(query, near, far, answerable=[-9.0, 9.0])[0] == "near"


def test_hits_in_different_languages_are_ordered_by_how_sure_they_are_and_not_by_their_scores(query, monkeypatch):
    monkeypatch.setitem(reading.LEAST_BELIEF, ("hi", "en"), 0.0)
    monkeypatch.setitem(reading.SHOWN, ("hi", "en"), 0.0)
    english = replace(hit(confidence=0.86, score=0.8, article="english"), language="en")
    hindi = hit(confidence=0.16, score=0.825, article="hindi")
    assert first_of(query, english, hindi, answerable=[3.0, -3.0]) == ("english", 0.86)


def test_where_a_time_was_asked_for_the_search_alone_orders(query):
    hits = [hit(confidence=0.7, article="near"), hit(confidence=0.6, article="answering")]
    reader = FakeReader(Said(0, 2, answerable=-5.0), Said(0, 2, answerable=5.0))
    assert [each.passage.article_id for each in read_hits(reader, *query, hits, UNTITLED, may_doubt=False)] == [
        "near",
        "answering",
    ]


def test_an_answer_of_which_the_reader_is_not_sure_is_not_shown_but_counts(query):
    (read,) = read_hits(FakeReader(Said(0, 2, answering=-0.1)), *query, [hit()], UNTITLED)
    assert read.sentences[0].answer is None and read.sentences[0].answering == -0.1


def test_a_reader_that_finds_no_words_shows_nothing(query):
    nothing = SimpleNamespace(best_in=lambda start, end: None, answerable=0.0, span_score=-math.inf)
    (read,) = read_hits(SimpleNamespace(read=lambda *_: [nothing]), *query, [hit()], UNTITLED)
    assert all((sentence.answer, sentence.answering) == (None, None) for sentence in read.sentences)


def search(*hits, text="शी ने पुतिन से कब बात की?"):
    question = Question(text, "hi", "hi")
    return Search(question, question.text, hits, {"a": ARTICLE}, {}, 0.0, 0.0, worth_quoting=0.05)


def read_hit(answer, answering=5.0):
    """A sure hit, each of its sentences as likely to be no answer, but the one in which `answer` stands."""
    unread = hit(confidence=0.9)
    sentences = [replace(each, answering=-5.0) for each in unread.sentences]
    at = next(at for at, each in enumerate(sentences) if each.start <= answer[0] < each.end)
    sentences[at] = replace(sentences[at], answer=answer, answering=answering)
    return replace(unread, sentences=tuple(sentences))


def test_the_sentence_that_answers_leads_and_its_answer_is_inside_it():
    at = TEXT.index("12 नवंबर")
    answer = write_answer(search(read_hit((at, at + 8))))
    first, *others = answer.citations
    assert first.quote.startswith("उन्होंने") and first.parts[1] == "12 नवंबर"
    assert TEXT[slice(*first.answer)] == "12 नवंबर"
    assert all(other.answer is None and other.parts == (other.quote, "", "") for other in others)


def test_a_sentence_that_is_much_nearer_to_the_question_leads_whatever_the_reader_says():
    at = TEXT.index("12 नवंबर")
    read = read_hit((at, at + 8))
    nearer = tuple(replace(each, score=1.0) if each.start == 0 else each for each in read.sentences)
    assert write_answer(search(replace(read, sentences=nearer))).citations[0].start == 0


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("पुल 20 अक्टूबर को क्यों नहीं खुलेगा?", "दो खंभों"),
        ("पुल न खुलने की वजह क्या है?", "दो खंभों"),
        ("pul kyu nahi khulega", "दो खंभों"),
        ("Why won't the bridge open?", "दो खंभों"),
        ("What made them put it off?", "दो खंभों"),
        ("पुल कब खुलेगा?", "पुल 20"),
        ("What did the engineer say?", "पुल 20"),
    ],
)
def test_the_sentence_behind_what_a_why_asks_about_counts_as_near(question, first):
    text = "पुल 20 अक्टूबर को नहीं खुलेगा। दो खंभों में दरारें मिली हैं। मंत्री ने दौरा रद्द कर दिया।"
    near, behind, other = hit(text, confidence=0.9).sentences
    sentences = replace(near, score=0.9, answering=-8.0), replace(behind, answering=2.0), replace(other, answering=2.0)
    found = search(replace(hit(text, confidence=0.9), sentences=sentences), text=question)
    found = replace(found, articles={"a": Article("a", "पुल", text, "hi")})
    assert write_answer(found).citations[0].quote.startswith(first)


def test_without_an_answer_the_best_sentence_leads_as_before():
    answer = write_answer(search(hit(confidence=0.9), text="शी ने किससे बात की?"))
    assert answer.citations[0].start == 0 and answer.citations[0].answer is None


@pytest.mark.parametrize("place", [(0, 3), (30, 29), (14, 400)])
def test_a_citation_with_an_answer_outside_of_its_quote_can_not_be_made(place):
    start = TEXT.index("उन्होंने")
    with pytest.raises(ValueError, match="the answer at|does not say"):
        Citation(1, ARTICLE, start, start + 20, TEXT[start : start + 20], 0.9, answer=place)


def test_what_answers_is_set_off_in_a_text_at_its_own_quote_only():
    at = TEXT.index("12 नवंबर")
    answer = write_answer(search(read_hit((at, at + 8))))
    said = set_off(answer.text, answer.citations, "**", "**")
    assert "पुतिन से **12 नवंबर** को बात की। [1]" in said
    assert said.replace("**", "") == answer.text


@pytest.mark.parametrize(("answering", "is_set_off"), [(5.0, True), (2.5, True), (1.5, False)])
def test_below_the_first_quote_only_what_is_about_as_sure_is_set_off(answering, is_set_off):
    at, other = TEXT.index("12 नवंबर"), TEXT.index("मंगलवार")
    read = read_hit((at, at + 8))
    sentences = (replace(read.sentences[0], answer=(other, other + 7), answering=answering), *read.sentences[1:])
    first, *others = write_answer(search(replace(read, sentences=sentences))).citations
    assert first.parts[1] == "12 नवंबर"
    assert ["मंगलवार" in citation.parts[1] for citation in others if "मंगलवार" in citation.quote] == [is_set_off]


# Whether the articles answer at all


def confidences(query, hits, *said):
    return [read.confidence for read in read_hits(FakeReader(*said), *query, hits, UNTITLED)]


def test_a_search_that_the_reader_believes_keeps_its_confidence(query):
    assert confidences(query, [hit(confidence=0.7), hit(confidence=0.2)], Said(0, 2), Said(0, 2)) == [0.7, 0.2]


def test_a_passage_that_answers_and_so_goes_first_is_enough(query):
    assert confidences(
        query, [hit(confidence=0.9), hit(confidence=0.3)], Said(0, 2, answerable=-9, span_score=-9), Said(0, 2)
    ) == [0.9, 0.9]


def test_what_looks_like_an_answer_in_a_passage_that_doesn_t_go_first_makes_nothing_believed(query):
    hits = [hit(confidence=0.99), hit(confidence=0.01)]
    (first, _) = confidences(query, hits, Said(0, 2, answerable=-9, span_score=-9), Said(0, 2, answerable=2))
    assert first < 0.01


def test_what_no_passage_answers_is_not_believed_of_any_hit(query):
    hits = [hit(confidence=0.7, article=str(number)) for number in range(READ_HITS + 1)]
    found = confidences(query, hits, *[Said(0, 2, answerable=-5, span_score=-9)] * READ_HITS)
    assert len(set(found)) == 1 and found[0] < 0.01


def test_at_the_least_belief_a_search_is_just_sure_enough_to_be_answered_from(query):
    """Even odds of the search and of the span leave `answerable` alone."""
    for answerable, answers in ((0.01, True), (-0.01, False)):
        (found,) = confidences(query, [hit(confidence=0.5)], Said(0, 2, answerable=answerable, span_score=0.0))
        assert (found >= MIN_CONFIDENCE) is answers
        assert found == pytest.approx(MIN_CONFIDENCE, abs=0.01)


def test_a_sure_search_is_doubted_only_where_the_reader_is_sure(query):
    said = Said(0, 2, answerable=-3, span_score=-3)
    assert confidences(query, [hit(confidence=1.0)], said)[0] > MIN_CONFIDENCE
    assert confidences(query, [hit(confidence=0.6)], said)[0] < MIN_CONFIDENCE


def test_a_search_that_is_not_calibrated_stays_so(query):
    assert confidences(query, [hit(confidence=None)], Said(0, 2, answerable=-9, span_score=-9)) == [None]


def test_where_it_may_not_doubt_the_reader_only_points_at_answers(query):
    reader = FakeReader(Said(0, 2, answering=3.0, answerable=-9, span_score=-9))
    (read,) = read_hits(reader, *query, [hit(confidence=0.7)], UNTITLED, may_doubt=False)
    assert (read.confidence, read.sentences[0].answering) == (0.7, 3.0)


def test_a_passage_is_read_below_its_article_s_title_where_it_doesn_t_have_it(query):
    reader, texts = FakeReader(Said(0, 2), Said(0, 2)), ("वे 1998 में आए।", "राम पोखरियाल का जीवन\nवे 1998 में आए।")
    read_hits(reader, *query, [hit(text) for text in texts], {"a": "राम पोखरियाल का जीवन"})
    assert reader.titles == ("राम पोखरियाल का जीवन", "")


def test_a_title_made_of_a_text_s_beginning_is_not_read_twice(query):
    reader = FakeReader(Said(0, 2))
    read_hits(reader, *query, [hit()], {"a": "शी मंगलवार को…"})
    assert reader.titles == ("",)


def test_no_hit_is_surer_than_one_ahead_of_it(query):
    hits = [hit(confidence=0.9, article="near"), hit(confidence=0.8, article="far"), hit(confidence=0.88, article="answering")]
    answerable = (-4.0, -4.0, 9.0)
    read = read_hits(FakeReader(*[Said(0, 2, answerable=each) for each in answerable]), *query, hits, UNTITLED)
    assert [each.passage.article_id for each in read] == ["answering", "near", "far"]
    assert [each.confidence for each in read] == [0.9, 0.9, 0.8]
