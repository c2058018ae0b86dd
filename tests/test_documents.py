"""LangChain's documents as sources."""

from datetime import date

import pytest
from langchain_core.documents import Document

from assistant.documents import as_source
from index.models import Article

TEXT = "कोसी का जलस्तर घट गया है।"


def test_a_document_becomes_an_article_with_what_its_metadata_say():
    metadata = {"title": "कोसी", "source": "https://nadi.example/1", "date": "12 नवंबर 2024", "author": "रमेश"}
    article = as_source(Document(page_content=TEXT, metadata=metadata))
    assert isinstance(article, Article)
    assert (article.title, article.text, article.language, article.author) == ("कोसी", TEXT, "hi", "रमेश")
    assert (article.url, article.source, article.published) == ("https://nadi.example/1", None, date(2024, 11, 12))


@pytest.mark.parametrize(("source", "kept"), [("PTI", "PTI"), ("/home/x/a.pdf", None), ("C:\\a.txt", None), (5, None)])
def test_a_source_that_is_a_path_is_no_publisher(source, kept):
    article = as_source(Document(page_content=TEXT, metadata={"source": source}))
    assert (article.source, article.url, article.path) == (kept, None, None)


def test_ids_stay_when_a_loader_gives_the_same_documents_again_and_differ_by_page():
    def loaded(page, text=TEXT):
        return as_source(Document(page_content=text, metadata={"source": "a.pdf", "page": page})).id

    assert loaded(0) == loaded(0, "anders") != loaded(1)
    assert as_source(Document(page_content=TEXT, id="n-1")).id == "n-1"
    assert as_source(Document(page_content=TEXT)).id != as_source(Document(page_content=f"{TEXT} और।")).id


def test_other_sources_pass_unchanged(tmp_path):
    article = Article("a", "t", TEXT, "hi")
    assert [as_source(each) for each in ("x", tmp_path, article)] == ["x", tmp_path, article]
