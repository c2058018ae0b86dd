"""What `--json` prints."""

from typing import Any

from assistant.models import Answer, Citation, Search
from index.models import Article


def article_json(article: Article, *, text: bool = False) -> dict[str, Any]:
    """An article; where asked for with its stored text, and what is known of it."""
    values = {
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "path": article.path,
        "url": article.url,
        "source": article.source,
        "published": _day(article),
    }
    if not text:
        return values
    known = {"date_source": article.date_source, "year": article.year, "author": article.author, "notes": list(article.notes)}
    return {**values, **known, "text": article.text}


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer with its citations and times; of a language model's also each sentence with why it is not confirmed."""
    return {
        "question": answer.question,
        "language": answer.language,
        "found": answer.found,
        "mode": answer.mode,
        "support": answer.support,
        "text": answer.text,
        "citations": [_citation_json(citation) for citation in answer.citations],
        "timings_ms": {
            "embed": answer.timings_ms.embed,
            "retrieve": answer.timings_ms.retrieve,
            "answer": answer.timings_ms.answer,
            "total": answer.timings_ms.total,
        },
        "confidence": answer.confidence,
        "note": answer.note,
        "sentences": [
            {
                "text": one.text,
                "citations": list(one.citations),
                "supported": one.unsupported is None,
                "reason": one.unsupported,
            }
            for one in answer.sentences
        ],
        "usage": {"input_tokens": answer.usage.input_tokens, "output_tokens": answer.usage.output_tokens}
        if answer.usage
        else None,
    }


def search_json(search: Search) -> dict[str, Any]:
    """A search's hits, best first."""
    return {
        "question": search.question.text,
        "language": search.question.language,
        "hits": [
            {
                **_place_json(search.articles[hit.passage.article_id]),
                "start": hit.passage.start,
                "end": hit.passage.end,
                "text": hit.passage.text,
                "score": round(hit.score, 5),
                "sentence": {"start": hit.best_sentence.start, "end": hit.best_sentence.end},
            }
            for hit in search.hits
        ],
        "timings_ms": {"embed": search.embed_ms, "retrieve": search.retrieve_ms},
    }


def _citation_json(citation: Citation) -> dict[str, Any]:
    answer_start, answer_end = citation.answer or (None, None)
    return {
        "number": citation.number,
        **_quote_json(citation),
        "score": round(citation.score, 5),
        "answer_start": answer_start,
        "answer_end": answer_end,
        "also": [_quote_json(other) for other in citation.also],
    }


def _quote_json(citation: Citation) -> dict[str, Any]:
    place: dict[str, Any] = {"start": citation.start, "end": citation.end, "quote": citation.quote}
    if citation.in_title:
        place["in_title"] = True
    elif page := citation.article.page_at(citation.start):
        place["page"] = page
    return {**_place_json(citation.article), **place}


def _place_json(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "title": article.title,
        "path": article.path,
        "url": article.url,
        "source": article.source,
        "published": _day(article),
    }


def _day(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None
