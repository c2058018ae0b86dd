from dataclasses import replace
from itertools import pairwise

import pytest
from files import write_articles

from assistant.answering.choosing import MAX_SENTENCES, says_the_same
from assistant.answering.extractive import describe, line, text_parts
from assistant.core import Assistant
from assistant.models import Citation
from assistant.phrases import phrase
from index.building.build import build
from index.models import ArticleFilter
from index.storage.local import Index

HINDI = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
ENGLISH = "Which anniversary of diplomatic relations do China and Russia mark in 2024?"
QUESTIONS = [
    HINDI,
    ENGLISH,
    "शी ने पुतिन से क्या कहा?",
    "पुतिन और ली कियांग की बैठक कब हुई?",
    "नाटो के बारे में पुतिन ने क्या गारंटी मांगी?",
    "शीतकालीन ओलंपिक का बहिष्कार किन देशों ने किया?",
    "nato ke bare mein putin ne kya guarantee mangi",
    "Which countries boycotted the Winter Olympics?",
]
OFF_TOPIC = {"hi": "भारत का सबसे ऊँचा पर्वत कौन सा है?", "en": "What is the capital of Peru?"}


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder, reads=False)


@pytest.fixture(scope="module", params=QUESTIONS)
def answer(request, assistant):
    return assistant.ask(request.param)


def test_every_quote_is_what_its_article_says_there(answer):
    assert answer.found and answer.citations
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote


def test_every_quote_is_a_whole_line_of_the_answer_with_its_number(answer):
    lines = answer.text.splitlines()
    assert lines[2:] == [line(citation) for citation in answer.citations]
    assert all(line(citation).startswith(f"{citation.quote} [{citation.number}]") for citation in answer.citations)


def test_numbers_run_from_one_in_the_order_of_the_text(answer):
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_at_most_three_sentences_are_quoted(answer):
    assert MAX_SENTENCES == 3
    assert len(answer.citations) <= 3


def test_the_best_sentence_comes_first(answer):
    assert answer.citations[0].score == max(citation.score for citation in answer.citations)


def test_behind_the_best_sentence_the_others_stand_together_by_article_in_its_order(answer):
    others = answer.citations[1:]
    articles = [citation.article.id for citation in others]
    runs = [article for article, following in pairwise([*articles, None]) if article != following]
    assert len(runs) == len(set(runs))
    for one, next_one in pairwise(others):
        assert one.article.id != next_one.article.id or one.end <= next_one.start


def test_no_sentence_is_quoted_twice(answer):
    places = [(citation.article.id, citation.start) for citation in answer.citations]
    assert len(places) == len(set(places))


def test_a_found_answer_names_no_nearest_articles(answer):
    assert answer.nearest == ()


@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_refusal_cites_nothing_and_names_the_nearest_articles_in_the_question_s_language(assistant, language):
    answer = assistant.ask(OFF_TOPIC[language])
    assert (answer.found, answer.citations, answer.language) == (False, (), language)
    first, *rest = filter(None, answer.text.splitlines())
    assert first == phrase("not_found", language)
    assert rest[0] == phrase("nearest", language)
    assert 1 <= len(answer.nearest) <= 3
    assert [line.removeprefix("– ") for line in rest[1:]] == [describe(article) for article in answer.nearest]


def test_a_refusal_names_each_article_once_nearest_first(assistant):
    search = assistant.search(OFF_TOPIC["en"])
    nearest = [article.id for article in assistant.answer(search).nearest]
    assert len(nearest) == len(set(nearest))
    assert nearest[0] == search.hits[0].passage.article_id


def test_where_no_article_may_be_looked_into_the_refusal_names_none(assistant):
    answer = assistant.ask(HINDI, only=ArticleFilter(source="no such source"))
    assert (answer.found, answer.nearest, answer.text) == (False, (), phrase("not_found", "hi"))


def test_an_english_question_over_hindi_articles_is_told_that_the_quotes_are_hindi(assistant):
    answer = assistant.ask(ENGLISH)
    assert answer.found
    assert answer.text.splitlines()[0] == "The articles answer in Hindi:"


@pytest.mark.parametrize(
    ("quote", "language", "announced"),
    [
        ("The zoo opened in 1959.", "hi", "answer"),
        ("दिल्ली में चिड़ियाघर 1959 में खुला।", "hi", "answer_in_other_language"),
        ("OpenAI ने GPT-4 दिया।", "hi", "answer_in_other_language"),
        ("1959.", "hi", "answer_in_other_language"),
        ("दिल्ली में चिड़ियाघर 1959 में खुला।", "en", "answer_in_other_language"),
    ],
)
def test_a_quote_of_an_article_in_both_languages_is_announced_in_its_own(assistant, quote, language, announced):
    article = replace(next(iter(assistant.index.articles())), text=quote, language=language)
    assert next(text_parts("en", [Citation(1, article, 0, len(quote), quote, 1.0)])) == phrase(announced, "en")


def test_a_hindi_question_over_hindi_articles_is_framed_in_hindi(assistant):
    assert assistant.ask(HINDI).text.splitlines()[0] == phrase("answer", "hi")


def test_a_latin_letter_question_is_framed_in_hindi(assistant):
    answer = assistant.ask("nato ke bare mein putin ne kya guarantee mangi")
    assert (answer.language, answer.text.splitlines()[0]) == ("hi", phrase("answer", "hi"))


def test_quotes_in_both_languages_are_announced_as_such(assistant):
    search = assistant.search("रूस और चीन के संबंधों के बारे में क्या कहा गया?")
    cited = assistant.answer(search).citations
    ids = list(dict.fromkeys(citation.article.id for citation in cited))
    assert len(ids) > 1, "the question needs two articles"
    english = replace(cited[-1].article, text="Relations are good.", language="en")
    mixed = [*cited[:-1], Citation(len(cited), english, 0, len(english.text), english.text, 1.0)]
    assert next(text_parts("hi", mixed)) == phrase("answer_in_both_languages", "hi")


@pytest.mark.parametrize(
    ("question", "language", "first_line"),
    [
        (HINDI, "en", "The articles answer in Hindi:"),
        (ENGLISH, "hi", phrase("answer", "hi")),
        (OFF_TOPIC["hi"], "en", phrase("not_found", "en")),
        (OFF_TOPIC["en"], "hi", phrase("not_found", "hi")),
    ],
)
def test_the_language_that_is_asked_for_frames_the_answer(assistant, question, language, first_line):
    answer = assistant.ask(question, language=language)
    assert (answer.language, answer.text.splitlines()[0]) == (language, first_line)


def test_the_sentence_that_two_passages_share_is_quoted_once(assistant):
    article = next(article for article in assistant.index.articles() if "003_" in article.id)
    spans = sorted(
        {
            (hit.passage.start, hit.passage.end)
            for hit in assistant.search(article.title, k=100).hits
            if hit.passage.article_id == article.id
        }
    )
    overlaps = [article.text[two[0] : one[1]] for one, two in pairwise(spans) if two[0] < one[1]]
    assert overlaps, "no passage of this article begins with its forerunner's last sentence"
    for sentence in overlaps:
        search = assistant.search(sentence)
        assert sum(sentence in hit.passage.text for hit in search.hits) == 2
        quotes = [citation.quote for citation in assistant.answer(search).citations]
        assert quotes.count(sentence) == 1
        assert len(quotes) == len(set(quotes))


# The same report in several papers

REPORT = (
    "मुंबई की एक प्रयोगशाला ने मंगलवार को समुद्र के पानी से नमक हटाने की नई झिल्ली दिखाई। "
    "झिल्ली एक घंटे में 40 लीटर पानी साफ़ करती है। "
    "प्रमुख वैज्ञानिक मीरा देशपांडे ने कहा कि इसकी कीमत पुरानी झिल्लियों से आधी है।"
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory, bundled_embedder):
    folder = tmp_path_factory.mktemp("papers")
    texts = {
        "a.md": f"---\ntitle: नमक हटाने की झिल्ली\nsource: भास्कर\n---\n{REPORT}",
        "b.md": f"---\ntitle: पानी साफ़ करने की खोज\nsource: जागरण\n---\n{REPORT.replace('।', ' ।').replace('40', '४०')}",
        "c.md": f"---\ntitle: मुंबई की खोज\nsource: भाषा\n---\n{REPORT.replace('मंगलवार को', 'कल').replace('40', '55')}",
    }
    build([write_articles(folder / "articles", texts)], folder / "index", embedder=bundled_embedder)
    return Assistant(Index.open(folder / "index"), bundled_embedder)


@pytest.mark.parametrize(
    "question",
    [
        "नमक हटाने की झिल्ली किसने दिखाई?",
        "Which scientist said that the new membrane for sea water costs half as much as the old ones?",
    ],
)
def test_a_report_in_several_papers_is_one_quote_that_cites_them_all(papers, question):
    answer = papers.ask(question)
    quotes = [citation.quote for citation in answer.citations]
    assert len({quote.replace(" ।", "।") for quote in quotes}) == len(quotes)
    best = answer.citations[0]
    assert {best.article.source, *(other.article.source for other in best.also)} == {"भास्कर", "जागरण", "भाषा"}
    for other in best.also:
        assert (other.number, other.article.text[other.start : other.end]) == (best.number, other.quote)


def test_a_paper_with_another_number_does_not_say_the_same(papers):
    answer = papers.ask("झिल्ली एक घंटे में कितने लीटर पानी साफ़ करती है?")
    first, second = (citation for citation in answer.citations if "लीटर" in citation.quote)
    sources = [{citation.article.source, *(other.article.source for other in citation.also)} for citation in (first, second)]
    assert sorted(sources, key=len) == [{"भाषा"}, {"भास्कर", "जागरण"}]


def test_only_papers_that_the_filter_lets_through_are_cited(papers):
    answer = papers.ask("नमक हटाने की झिल्ली किसने दिखाई?", only=ArticleFilter(source="जागरण"))
    assert answer.found
    assert all((citation.article.source, citation.also) == ("जागरण", ()) for citation in answer.citations)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("पुतिन बीजिंग गए और शी से मिले।", "पुतिन बीजिंग गए, और शी से मिले", True),
        ("पुतिन ने कल बीजिंग में शी से दो घंटे तक बात की।", "पुतिन ने बीजिंग में शी से दो घंटे तक बात की।", True),
        ("बाढ़ में 12 लोग मरे।", "बाढ़ में 15 लोग मरे।", False),
        ("बाढ़ में १२ लोग मरे।", "बाढ़ में 12 लोग मरे।", True),
        ("Putin went to Beijing.", "Xi went to Moscow.", False),
    ],
)
def test_sentences_say_the_same_when_nearly_all_words_and_all_numbers_agree(one, other, same):
    assert says_the_same(one, other) is says_the_same(other, one) is same


def test_what_has_nothing_to_do_with_the_question_is_not_quoted_beside_the_answer(tmp_path, seeds, bundled_embedder):
    folder = write_articles(tmp_path / "articles", {"membrane.txt": "मुंबई की प्रयोगशाला ने समुद्र के पानी से नमक हटाने की झिल्ली बनाई।"})
    build([folder, seeds], tmp_path / "index", embedder=bundled_embedder)
    answer = Assistant(Index.open(tmp_path / "index"), bundled_embedder).ask("झिल्ली किसने बनाई?")
    assert [citation.article.path for citation in answer.citations] == [str(folder / "membrane.txt")]
