import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant import Answer, Assistant
from assistant.langchain import PassageRetriever
from index.errors import QuestionError
from index.storage.local import Index

HINDI = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
ENGLISH = "When did Putin and Li Qiang meet?"


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


class TestStandard(RetrieversIntegrationTests):
    """What LangChain expects of any retriever."""

    @pytest.fixture(autouse=True)
    def _take_assistant(self, assistant):
        self.assistant = assistant

    @property
    def retriever_constructor(self) -> type[PassageRetriever]:
        return PassageRetriever

    @property
    def retriever_constructor_params(self) -> dict:
        return {"assistant": self.assistant}

    @property
    def retriever_query_example(self) -> str:
        return HINDI


def test_the_assistant_hands_out_a_retriever_of_as_many_documents_as_wanted(assistant):
    retriever = assistant.as_retriever(k=4)
    assert isinstance(retriever, BaseRetriever)
    assert len(retriever.invoke(HINDI)) == 4


def test_documents_are_the_passages_of_a_search_in_its_order(assistant):
    hits = assistant.search(HINDI, k=5).hits
    assert [document.page_content for document in assistant.as_retriever(k=5).invoke(HINDI)] == [
        hit.passage.text for hit in hits
    ]


def test_a_document_s_offsets_lead_to_its_text_and_its_best_sentence_in_the_article(assistant):
    for document in assistant.as_retriever().invoke(ENGLISH):
        metadata = document.metadata
        article = assistant.index.article(metadata["article_id"])
        assert article.text[metadata["start"] : metadata["end"]] == document.page_content
        assert article.text[metadata["sentence_start"] : metadata["sentence_end"]] in document.page_content
        assert (metadata["title"], metadata["language"], metadata["path"]) == (article.title, "hi", article.path)


def test_documents_have_different_ids_and_falling_scores(assistant):
    documents = assistant.as_retriever().invoke(HINDI)
    assert len({document.id for document in documents}) == len(documents) == 10
    scores = [document.metadata["score"] for document in documents]
    assert all(isinstance(score, float) for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_a_document_survives_json(assistant):
    document = assistant.as_retriever(k=1).invoke(HINDI)[0]
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_the_retriever_refuses_what_is_no_question(assistant):
    with pytest.raises(QuestionError):
        assistant.as_retriever().invoke("?!")


def test_the_runnable_answers_as_the_assistant_does(assistant):
    runnable = assistant.as_runnable()
    assert isinstance(runnable, Runnable)
    answer = runnable.invoke(HINDI)
    assert isinstance(answer, Answer) and answer.found
    assert answer.text == assistant.ask(HINDI).text


def test_the_runnable_answers_a_batch_in_its_order(assistant):
    answers = assistant.as_runnable().batch([HINDI, ENGLISH])
    assert [answer.question for answer in answers] == [HINDI, ENGLISH]
    assert [answer.language for answer in answers] == ["hi", "en"]


def test_the_runnable_streams_the_answer(assistant):
    assert [answer.text for answer in assistant.as_runnable().stream(HINDI)] == [assistant.ask(HINDI).text]


async def test_the_runnable_answers_without_blocking(assistant):
    answer = await assistant.as_runnable().ainvoke(HINDI)
    assert answer.text == assistant.ask(HINDI).text


def test_retrieval_and_answer_are_steps_with_names_of_their_own(assistant):
    steps = assistant.as_runnable().steps
    assert [step.get_name() for step in steps] == ["retrieve", "answer"]
