"""Answers to be taken elsewhere: as Markdown and as HTML, with the question, the quotes, and where these are from."""

from dataclasses import dataclass

import regex

from assistant.models import Answer, Citation
from assistant.phrases import page_text
from assistant.web.escape import plain
from assistant.web.rendering import byline, cut, render, web_address
from assistant.web.turns import Turns
from index.models import Article, Language

# What Markdown gives a meaning: marks that prose doesn't have, and others where they would have one. A backslash is seen where
# the text is not taken for Markdown, so nothing else has one.
_MARKUP = regex.compile(
    r"[\\`*|~$<>]|\](?=[(\[:])|&(?=#?[A-Za-z0-9]+;)|(?<![\p{L}\p{M}\p{N}])_|_(?![\p{L}\p{M}\p{N}])|^\s*\K(?:[\#+=-](?=\s|$|[-=]))|^\s*\d+\K[.)](?=\s)"
)
_SPACES = regex.compile(r"\s+")


@dataclass(frozen=True)
class _Line:
    """A quote or a sentence with the numbers of its sources; the words that answer are in the middle."""

    parts: tuple[str, str, str]
    numbers: tuple[int, ...]


def markdown_copy(answer: Answer, language: Language) -> str:
    """An answer as Markdown: what was asked, each quote as an item of a list, and the sources with their links."""
    lines = [f"**{_escaped(answer.question)}**", ""]
    for said, items in _sections(answer):
        lines += [_escaped(said), ""] if said else []
        lines += [f"- {_marked(each)}" for each in items] + [""]
    if answer.citations:
        lines += [f"**{page_text('sources', language)}**", ""]
    for citation in answer.citations:
        article = citation.article
        about = f" ({_escaped(told)})" if (told := byline(article, language)) else ""
        place = f" <{_safe(address)}>" if (address := web_address(article)) else ""
        lines.append(f"{citation.number}. {_escaped(cut(article.title))}{about}{place}")
    return plain("\n".join(lines)).rstrip()


def html_copy(answer: Answer, language: Language) -> str:
    """The same as HTML, for whatever takes text with links and lists."""
    sources = [(citation, byline(citation.article, language), web_address(citation.article)) for citation in answer.citations]
    return render("copied", language, answer=answer, sections=_sections(answer), sources=sources)


def export_markdown(name: str, turns: Turns, language: Language) -> str:
    """A conversation as Markdown."""
    answers = [markdown_copy(turn.answer, language) for turn in turns if turn.answer]
    return f"# {_escaped(plain(name))}\n\n" + "\n\n---\n\n".join(answers) + "\n"


def export_html(name: str, turns: Turns, language: Language) -> str:
    """A conversation as a page of its own, which needs nothing else."""
    return render("export", language, name=name, answers=[html_copy(turn.answer, language) for turn in turns if turn.answer])


def _sections(answer: Answer) -> list[tuple[str, list[_Line]]]:
    """What is said first, and the quotes or sentences."""
    if answer.mode == "generative":
        return [(answer.text, [])]
    if answer.found and answer.mode == "extractive":
        return [(each.said, [_quote(answer.citations[number - 1]) for number in each.numbers]) for each in answer.sections]
    first, *_ = answer.text.split("\n", 1)
    return [(first, [_Line((_titled(article, answer.language), "", ""), ()) for article in answer.nearest])]


def _quote(citation: Citation) -> _Line:
    return _Line(citation.parts, (citation.number,))


def _titled(article: Article, language: Language) -> str:
    told = byline(article, language)
    return f"{cut(article.title)} ({told})" if told else cut(article.title)


def _marked(line: _Line) -> str:
    before, answer, behind = map(_escaped, line.parts)
    numbers = "".join(f" [{number}]" for number in line.numbers)
    return f"{before}{f'**{answer}**' if answer.strip() else answer}{behind}{numbers}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: "\\" + match[0], _SPACES.sub(" ", text))


def _safe(address: str) -> str:
    """An address between < and >, which neither can be in."""
    return _SPACES.sub("%20", address).replace("<", "%3C").replace(">", "%3E")
