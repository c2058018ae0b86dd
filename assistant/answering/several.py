"""Answers to several questions in one: each answered, or said to be unanswered."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.extractive import Draft, line, refuse, write_answer
from assistant.models import Citation, Search, Section
from assistant.phrases import phrase


def answer_each(search: Search, min_confidence: float) -> Draft:
    """The parts' answers one after another; one answer where the same quote answers them all, and none where none does."""
    drafts = [write_answer(part, min_confidence) for part in search.parts]
    if not any(draft.found for draft in drafts):
        return refuse(search)
    answering = {_place(draft.citations[0]) if draft.found else None for draft in drafts}
    if len(answering) == 1:
        return drafts[0]
    return _together(search, drafts)


def _together(search: Search, drafts: Sequence[Draft]) -> Draft:
    language = search.question.language
    cited: dict[tuple[str, int, int], Citation] = {}
    sections: list[Section] = []
    for part, draft in zip(search.parts, drafts, strict=True):
        for citation in draft.citations:
            cited.setdefault(_place(citation), _numbered(citation, len(cited) + 1))
        name = "part_answer" if draft.found else "part_unanswered"
        numbers = tuple(cited[_place(citation)].number for citation in draft.citations)
        sections.append(Section(phrase(name, language, question=part.question.text), numbers))
    citations = tuple(cited.values())
    return Draft(text_of(sections, citations), citations, (), sections=tuple(sections))


def text_of(sections: Sequence[Section], citations: Sequence[Citation]) -> str:
    """Sections as text: what is said, an empty line, a quote with its marker on each line."""
    blocks = []
    for section in sections:
        quotes = [line(citations[number - 1]) for number in section.numbers]
        blocks.append("\n".join([section.said, *(["", *quotes] if quotes else [])]))
    return "\n\n".join(blocks)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.article.id, citation.start, citation.end


def _numbered(citation: Citation, number: int) -> Citation:
    return replace(citation, number=number, also=tuple(replace(other, number=number) for other in citation.also))
