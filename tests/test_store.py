import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import searching
from fakes import FakeEmbedder
from files import write_articles
from searching import ask

from index.building.build import build
from index.embedding.token_codes import Int8Codec
from index.errors import ModelError, NoSuchArticleError, StoreError
from index.models import ArticleFilter, Place
from index.search.lexical import coverage
from index.search.profiles import E5_WITH_TOKENS, WITH_MAXSIM, WITHOUT_MAXSIM
from index.search.scoring import inverse_document_frequency
from index.search.searcher import Searcher
from index.storage import layout
from index.storage.local import Index
from index.text.headline import embedding_context
from index.text.language import article_language
from index.text.sentences import split_sentences
from index.text.words import sounds, terms

ARTICLES = {
    "china.md": "---\npublished: 2024-11-12\nsource: एएनआई\n---\nशी ने पुतिन से ज़रूरी बात की। वार्ता दो घंटे चली।\n\nबीजिंग में बैठक हुई।",
    "rain.md": "---\npublished: 2024-11-13\nsource: भाषा\n---\nदिल्ली में बारिश हुई। सड़कें भर गईं।",
    "cricket.md": "---\npublished: 2023-01-02\nsource: एएनआई\n---\nIndia won the match. The captain scored a hundred.",
    "undated.txt": "पटना में मेला लगा। क्‍षमा माँगी गई। 👨‍👩‍👧 आए।",
}
LONG = " ".join(f"वाक्य {number} में शी ने बीजिंग में {number * 7} बार बात की।" for number in range(60))


@pytest.fixture
def path(make_index):
    return make_index(ARTICLES)


@pytest.fixture
def index(path):
    return Index.open(path)


def search(index, question, k=10, **only):
    return searching.search(index, FakeEmbedder(), question, k, ArticleFilter(**only))


def refine(index, hits, question):
    return [Searcher.over(index).refine(hit, ask(FakeEmbedder(), question)) for hit in hits]


def names(index, hits):
    return {(index.article(hit.passage.article_id).path or "").rpartition("/")[2] for hit in hits}


def assert_spans_hold(index, hits):
    for hit in hits:
        text = index.article(hit.passage.article_id).text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text
        spans = sorted((sentence.start, sentence.end) for sentence in hit.sentences)
        assert spans[0][0] == hit.passage.start and spans[-1][1] == hit.passage.end
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


# Articles


def test_articles_come_in_the_order_of_their_ids(index):
    articles = list(index.articles())
    assert [article.id for article in articles] == sorted(article.id for article in articles)
    assert len(articles) == 4


def test_an_article_is_given_back_as_it_was_read(index):
    (expected,) = (article for article in index.articles() if (article.path or "").endswith("china.md"))
    article = index.article(expected.id)
    assert article == expected
    assert (article.published, article.source, article.language) == (date(2024, 11, 12), "एएनआई", "hi")
    assert article.text.startswith("शी ने पुतिन से ज\u093cरूरी बात की।")


@pytest.mark.parametrize("article_id", ["gone", "", "'; DROP TABLE articles; --"])
def test_an_unknown_article_is_named_with_the_command_that_lists_them(index, article_id):
    with pytest.raises(NoSuchArticleError, match="assistant articles list"):
        index.article(article_id)
    assert len(list(index.articles())) == 4


def test_a_title_or_text_with_quotes_is_stored_as_it_is(make_index):
    text = "उसने कहा, 'यह \"अच्छा\" है'; DROP TABLE articles; -- नहीं।"
    (article,) = Index.open(make_index({"a.txt": text})).articles()
    assert article.text == text


# Search


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("शी ने पुतिन से क्या बात की?", "china.md"),
        ("Who won the match in India?", "cricket.md"),
        ("पटना में मेला कहाँ लगा?", "undated.txt"),
    ],
)
def test_the_article_that_shares_the_questions_words_comes_first(index, question, expected):
    assert names(index, search(index, question)[:1]) == {expected}


def test_hits_are_ordered_by_score_and_their_sentences_too(make_index):
    hits = search(
        Index.open(make_index({"long.txt": LONG} | ARTICLES, tokens_per_passage=30)), "शी ने बीजिंग में 21 बार बात की", 20
    )
    assert len(hits) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        scores = [sentence.score for sentence in hit.sentences]
        assert scores == sorted(scores, reverse=True)
        assert hit.best_sentence == hit.sentences[0]


def test_the_best_sentence_is_the_one_the_question_repeats(index):
    (hit,) = search(index, "सड़कें भर गईं।", 1)
    text = index.article(hit.passage.article_id).text
    assert text[hit.best_sentence.start : hit.best_sentence.end] == "सड़कें भर गईं।"


def test_no_passage_is_found_twice(make_index):
    hits = search(Index.open(make_index({"long.txt": LONG}, tokens_per_passage=30)), "शी ने बात की", 100)
    assert len({(hit.passage.article_id, hit.passage.start) for hit in hits}) == len(hits) > 10


@pytest.mark.parametrize("k", [1, 2, 3])
def test_at_most_k_passages_are_found_and_fewer_are_the_first_of_more(index, k):
    assert search(index, "बैठक", k) == search(index, "बैठक", 4)[:k]
    assert len(search(index, "बैठक", k)) == k


def test_more_hits_than_there_are_passages_are_all_passages(index):
    assert len(search(index, "बैठक", 1000)) == index.manifest.passages


def test_every_hit_and_sentence_is_a_span_of_its_article(make_index):
    index = Index.open(make_index({"long.txt": LONG, "hard.txt": "क्षि" * 3000} | ARTICLES, tokens_per_passage=30))
    hits = search(index, "शी ने ज़रूरी बात की", 100)
    assert len(hits) > 20
    assert_spans_hold(index, hits)


def test_the_sentences_of_a_hit_are_those_of_the_sentence_splitter(index):
    for hit in search(index, "बात"):
        text = index.article(hit.passage.article_id).text
        spans = {(sentence.start, sentence.end) for sentence in hit.sentences}
        assert spans == {span for span in split_sentences(text) if hit.passage.start <= span[0] < hit.passage.end}


def test_an_answer_survives_reopening(path):
    assert search(Index.open(path), "बारिश") == search(Index.open(path), "बारिश")


def test_eight_threads_may_search_at_once(make_index):
    index = Index.open(make_index({"long.txt": LONG} | ARTICLES, tokens_per_passage=30))
    questions = [f"शी ने {number} बार बात की" for number in range(40)]
    alone = [search(index, question, 5) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: search(index, question, 5), questions * 5))
    assert together == alone * 5


# Scores


QUESTIONS = ["शी ने बीजिंग में 21 बार बात की", "Who won the match in India?", "pune 2024", "क्षमा", "Patna mela in पटना?"]


def brute_force(index, question, token_vectors=True):
    """(score, passage's own cosine) of every passage by (article id, start), from what is stored and nothing else."""
    query = FakeEmbedder().embed_query(question)
    passages = []
    for article in index.articles():
        stored = index.stored(article.id)
        for at, (span, (first, last)) in enumerate(zip(stored.segments.passage_spans(), stored.segments.passages, strict=True)):
            said = embedding_context(article.title, article.text) + article.text[slice(*span)]
            passages.append((article, span, said, stored, at, first, last))

    def covered(split, said):
        weights = {
            word: inverse_document_frequency(len(passages), sum(word in split(other[2]) for other in passages))
            for word in set(split(question))
        }
        return coverage(weights, set(split(said)))

    scores, weights = {}, WITH_MAXSIM if token_vectors else WITHOUT_MAXSIM
    for article, span, said, stored, at, first, last in passages:
        own = float(stored.passage_vectors[at] @ query.vector)
        total = weights.passage * own
        total += weights.sentence * max(float(stored.sentence_vectors[row] @ query.vector) for row in range(first, last + 1))
        if token_vectors:
            tokens = Int8Codec(64).decode(stored.tokens[at].codes)
            best = [max(float(token @ vector) for token in tokens) for vector in query.tokens]
            total += weights.maxsim * float(np.dot(query.weights, best))
        same = article.language == article_language(question)
        lexical = weights.coverage * covered(terms, said) if same else weights.sound_coverage * covered(sounds, said)
        scores[article.id, span[0]] = (total / (weights.passage + weights.sentence + weights.maxsim) + lexical, own)
    return scores


@pytest.mark.parametrize("token_vectors", [True, False])
@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_are_those_of_every_stored_vector_by_brute_force_before_and_after_reopening(make_index, question, token_vectors):
    path = make_index({"long.txt": LONG} | ARTICLES, tokens_per_passage=60, token_vectors=token_vectors)
    index = Index.open(path)
    expected = brute_force(index, question, token_vectors)
    assert 10 < len(expected) <= 50
    for opened in (index, Index.open(path)):
        hits = search(opened, question, 100)
        assert {(hit.passage.article_id, hit.passage.start) for hit in hits} == set(expected)
        for hit in hits:
            found = (hit.score, hit.passage_score)
            assert found == pytest.approx(expected[hit.passage.article_id, hit.passage.start], abs=1e-5)
        confidences = [hit.confidence for hit in hits]
        assert confidences == sorted(confidences, reverse=True)


def test_the_best_hits_of_many_passages_are_those_of_brute_force(make_index):
    crowd = {f"{number}.txt": f"शी ने {number} बार बात की। नगर {number} में बैठक हुई।" for number in range(120)}
    index = Index.open(make_index(crowd))
    expected = brute_force(index, "शी ने 77 बार बात की")
    hits = search(index, "शी ने 77 बार बात की", 5)
    assert [hit.score for hit in hits] == pytest.approx(
        sorted((score for score, _ in expected.values()), reverse=True)[:5], abs=1e-5
    )


def test_an_index_without_token_vectors_searches_and_leaves_its_hits_as_they_are(make_index):
    index = Index.open(make_index({"long.txt": LONG} | ARTICLES, tokens_per_passage=30, token_vectors=False))
    assert not index.manifest.token_vectors
    question = "सड़कें भर गईं।"
    hits = search(index, question, 5)
    assert names(index, hits[:1]) == {"rain.md"}
    assert refine(index, hits, question) == hits


@pytest.mark.parametrize("question", QUESTIONS)
def test_refining_changes_the_scores_of_sentences_and_nothing_else(make_index, question):
    index = Index.open(make_index({"long.txt": LONG} | ARTICLES, tokens_per_passage=30))
    hits = search(index, question, 10)
    refined = refine(index, hits, question)
    assert_spans_hold(index, refined)
    for before, after in zip(hits, refined, strict=True):
        assert replace(after, sentences=before.sentences) == before
        spans = [{(sentence.start, sentence.end) for sentence in hit.sentences} for hit in (before, after)]
        assert spans[0] == spans[1]
        scores = [sentence.score for sentence in after.sentences]
        assert scores == sorted(scores, reverse=True)
    assert any(before.sentences != after.sentences for before, after in zip(hits, refined, strict=True))


def test_refining_counts_each_token_to_the_sentence_that_it_stands_in(make_index):
    index = Index.open(make_index(ARTICLES))
    query = FakeEmbedder().embed_query("भर गईं")
    (hit,) = search(index, query.text, 1)
    text = index.article(hit.passage.article_id).text
    (refined,) = refine(index, [hit], query.text)
    gains = {text[one.start : one.end].strip(): one.score for one in refined.sentences}
    for sentence in hit.sentences:
        words = FakeEmbedder().embed_query(text[sentence.start : sentence.end]).tokens
        maxsim = float(query.weights @ (query.tokens @ words.T).max(axis=1))
        expected = (sentence.score + E5_WITH_TOKENS.sentence_maxsim * maxsim) / (1 + E5_WITH_TOKENS.sentence_maxsim)
        assert gains[text[sentence.start : sentence.end].strip()] == pytest.approx(expected, abs=0.01)


# Filters


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ({}, {"china.md", "rain.md", "cricket.md", "undated.txt"}),
        ({"since": date(2024, 11, 12)}, {"china.md", "rain.md"}),
        ({"since": date(2024, 11, 13)}, {"rain.md"}),
        ({"until": date(2024, 11, 12)}, {"china.md", "cricket.md"}),
        ({"since": date(2024, 11, 12), "until": date(2024, 11, 12)}, {"china.md"}),
        ({"source": "एएनआई"}, {"china.md", "cricket.md"}),
        ({"source": "एएनआई", "since": date(2024, 1, 1)}, {"china.md"}),
        ({"language": "en"}, {"cricket.md"}),
        ({"language": "hi", "source": "एएनआई"}, {"china.md"}),
    ],
)
def test_a_filter_lets_through_what_was_published_then_and_there_in_a_language(index, only, expected):
    hits = search(index, "बैठक में बात हुई", **only)
    assert names(index, hits) == expected
    assert_spans_hold(index, hits)


@pytest.mark.parametrize(
    "only", [{"source": "कोई नहीं"}, {"since": date(2030, 1, 1)}, {"since": date(2024, 11, 14), "until": date(2024, 11, 1)}]
)
def test_a_filter_that_matches_nothing_finds_nothing(index, only):
    assert search(index, "बैठक", **only) == []


def test_a_filter_finds_what_is_far_down_without_it(make_index):
    crowd = {f"{number}.txt": f"शी ने {number} बार बात की। बात हुई।" for number in range(150)}
    lone = {"lone.md": "---\nsource: भाषा\n---\nपटना में मेला लगा।"}
    index = Index.open(make_index(crowd | lone))
    assert "lone.md" not in names(index, search(index, "शी ने बात की", 20))
    assert names(index, search(index, "शी ने बात की", 20, source="भाषा")) == {"lone.md"}


# Which model


def test_the_model_that_made_the_index_is_known_again(index):
    index.check_model(FakeEmbedder())


@pytest.mark.parametrize("other", [FakeEmbedder("other"), FakeEmbedder(salt="other weights"), FakeEmbedder(dimension=32)])
def test_another_model_is_refused_with_the_command_that_mends_it(index, other):
    with pytest.raises(ModelError, match="made with 'fake-embedder' .64 dimensions.*assistant index --full"):
        index.check_model(other)


# What is stored for the next build


def test_stored_segments_and_vectors_are_those_of_the_article(make_index):
    index = Index.open(make_index({"long.txt": LONG} | ARTICLES, tokens_per_passage=30))
    for article in index.articles():
        stored = index.stored(article.id)
        assert stored.passage_vectors.shape == (len(stored.segments.passages), 64)
        assert stored.sentence_vectors.shape == (len(stored.segments.sentences), 64)
        assert list(stored.segments.sentences) == split_sentences(article.text)
        assert stored.segments.passages[0][0] == 0
        assert stored.segments.passages[-1][1] == len(stored.segments.sentences) - 1
        assert np.allclose(np.linalg.norm(stored.passage_vectors, axis=1), 1, atol=5e-4)  # half precision


# Damage


DAMAGES = [(name, damage) for name in layout.DATA_FILES for damage in ("cut", "longer", "empty", "gone", "overwritten")]


# Overwritten token codes look like other token codes: only the checksum in the manifest tells.
@pytest.mark.parametrize(("name", "damage"), [case for case in DAMAGES if case != (layout.TOKEN_VECTORS, "overwritten")])
def test_a_damaged_file_is_refused_with_the_command_that_mends_it(path, name, damage):
    file = layout.find_generation(path) / name
    content = file.read_bytes()
    changed = {"cut": content[:-100], "longer": content + b"x", "empty": b"", "overwritten": b"\x07" * len(content)}
    file.write_bytes(changed[damage]) if damage in changed else file.unlink()
    with pytest.raises(StoreError, match="is damaged: .*assistant index --full FOLDER"):
        Index.open(path)


@pytest.mark.parametrize("content", [None, "", "{", "[]"])
def test_a_missing_or_bad_manifest_is_refused_with_the_command_that_mends_it(path, content):
    file = layout.find_generation(path) / layout.MANIFEST
    file.unlink() if content is None else file.write_text(content)
    with pytest.raises(StoreError, match="is damaged: manifest.json can't be read.*assistant index --full FOLDER"):
        Index.open(path)


def test_another_format_is_refused_with_the_command_that_mends_it(path):
    file = layout.find_generation(path) / layout.MANIFEST
    values = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(values | {"format_version": layout.FORMAT_VERSION + 1}))
    with pytest.raises(StoreError, match="format.*assistant index --full FOLDER"):
        Index.open(path)


def test_a_current_that_points_nowhere_is_refused_with_the_command_that_mends_it(path):
    (path / layout.CURRENT).write_text("000099\n")
    with pytest.raises(StoreError, match="names the generation '000099', which is not there.*assistant index --full FOLDER"):
        Index.open(path)


def test_where_there_is_no_index_the_command_that_makes_one_is_told(tmp_path):
    with pytest.raises(StoreError, match=f"There is no index in {tmp_path}: make one with `assistant index FOLDER --index"):
        Index.open(tmp_path)


def test_reading_writes_nothing(path):
    before = {file: (file.stat().st_mtime_ns, file.stat().st_size) for file in path.rglob("*")}
    index = Index.open(path)
    list(index.articles())
    search(index, "बैठक", source="एएनआई")
    index.close()
    assert {file: (file.stat().st_mtime_ns, file.stat().st_size) for file in path.rglob("*")} == before


def test_an_index_in_a_folder_with_a_hindi_name_and_spaces_works(tmp_path, fake_embedder):
    folder = write_articles(tmp_path / "मेरे लेख #1?", ARTICLES)
    build([folder], tmp_path / "सूची 100% है", embedder=fake_embedder)
    assert search(Index.open(tmp_path / "सूची 100% है"), "बैठक")


# The same report in several papers

REPORT = "रूस के राष्ट्रपति ने बीजिंग में नया समझौता किया। समझौते पर 12 देशों ने हस्ताक्षर किए।"
PAPERS = {
    "a.md": f"---\ntitle: पहला\nsource: भास्कर\n---\n{REPORT}",
    "b.md": f"---\ntitle: दूसरा\nsource: जागरण\n---\n{REPORT.replace('।', ' ।')}\n\nइस बीच पटना में मेला लगा और लोग आए।",
    "c.md": f"---\ntitle: तीसरा\nsource: अमर उजाला\n---\nदिल्ली से ख़बर है।\n\n{REPORT.replace('12', '15')}",
}


@pytest.fixture
def papers(make_index):
    return Index.open(make_index(PAPERS))


def elsewhere(index, hits):
    return index.elsewhere(sentence.wording for hit in hits for sentence in hit.sentences)


def place_of(index, name, start_of, end_of):
    (article,) = (article for article in index.articles() if (article.path or "").endswith(name))
    at = article.text.index(start_of)
    return Place(article.id, at, article.text.index(end_of, at) + len(end_of))


def test_a_sentence_in_several_papers_is_known_with_all_its_places(papers):
    hits = search(papers, "रूस के राष्ट्रपति ने क्या समझौता किया?")
    first = {place for places in elsewhere(papers, hits).values() for place in places if place.start == 0}
    signed = place_of(papers, "a.md", "समझौते पर", "किए।")
    assert place_of(papers, "a.md", "रूस के", "किया।") in first
    assert place_of(papers, "b.md", "रूस के", "किया ।") in first
    (with_number,) = (places for places in elsewhere(papers, hits).values() if signed in places)
    assert {place.article_id for place in with_number} == {
        signed.article_id,
        place_of(papers, "b.md", "समझौते पर", "किए ।").article_id,
    }, "15 countries are not 12"


def test_a_report_that_was_indexed_under_another_paper_is_found_once(make_index):
    papers = Index.open(make_index({f"{name}.txt": REPORT for name in "abcdefgh"} | ARTICLES))
    hits = search(papers, "बीजिंग में नया समझौता किसने किया?")
    assert sum(hit.passage.text == REPORT for hit in hits) == 1


def test_what_a_copy_adds_is_still_found(papers):
    hits = search(papers, "पटना में मेला कब लगा?")
    assert "b.md" in names(papers, hits)
    assert "15 देशों" in "".join(hit.passage.text for hit in search(papers, "कितने देशों ने हस्ताक्षर किए?"))


def test_a_filter_finds_the_copy_in_the_paper_it_lets_through(papers):
    hits = search(papers, "रूस के राष्ट्रपति ने क्या समझौता किया?", source="जागरण")
    assert names(papers, hits) == {"b.md"}
    assert REPORT.split("।")[0] in hits[0].passage.text
    assert papers.elsewhere([one.wording for one in hits[0].sentences], ArticleFilter(source="जागरण")) == {}
