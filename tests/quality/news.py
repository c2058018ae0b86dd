"""How many questions about made-up articles, in people's own words, are led by a sentence that answers them.

    python -m tests.quality.news

tests/data/news has sets of articles, most of them news, half in each language, and questions: the article, words of its text
that answer, "-" where no article does, and the question, in Hindi, in English or in Hindi in Latin letters, over articles of
either language. Those that nothing answers look as if something did: another year, exchanged roles, what was only planned.
`first` was read to fit what the reader counts; `second` was only asked to choose limits, `kept_aside` for nothing.
"""

import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import Answer, Assistant
from assistant.question.language import question_language
from index.text.language import count_letters

DATA = Path(__file__).resolve().parents[1] / "data" / "news"
SETS = ("first", "second", "kept_aside")
NOTHING = "-"


@dataclass(frozen=True)
class Asked:
    """A question about an article of the set, and what in it answers, None where nothing does."""

    article: str
    answer: str | None
    question: str

    @property
    def kind(self) -> str:
        """The languages of question and article, as "hi->en"; Hindi in Latin letters is "la"."""
        language = question_language(self.question)
        typed = "la" if language == "hi" and not count_letters(self.question)[0] else language
        return f"{typed}->{self.article.split('.')[-2]}"

    def outcome(self, answer: Answer) -> str:
        """What became of it."""
        if not answer.found:
            return "refused"
        if self.answer is None:
            return "answered"
        has_it = [self._is_in(citation.quote, citation.article.id) for citation in answer.citations]
        return "first" if any(has_it[:1]) else "later" if any(has_it) else "wrong"

    def _is_in(self, quote: str, article: str) -> bool:
        return (
            article.startswith(self.article.removesuffix(".txt")) and unicodedata.normalize("NFC", self.answer or "") in quote
        )


def read(name: str) -> Iterator[Asked]:
    """The questions of a set."""
    for line in (DATA / f"{name}.tsv").read_text("utf-8").splitlines():
        article, answer, question = line.split("\t")
        yield Asked(article, None if answer == NOTHING else answer, question)


def table(name: str, outcomes: Sequence[tuple[Asked, str]]) -> Table:
    """Shares by languages: of what is answerable the right quote first, later, a wrong one, or none; of the rest none."""
    columns = ("first", "later", "wrong", "refused")
    result = Table("question->article", "n", *columns, "n", "refused", title=f"Questions about articles: {name}")
    groups = defaultdict[str, list[tuple[Asked, str]]](list)
    for each in outcomes:
        groups[each[0].kind].append(each)
    for kind, own in [*sorted(groups.items()), ("all", list(outcomes))]:
        answerable, others = ([what for asked, what in own if bool(asked.answer) == wanted] for wanted in (True, False))
        shares = [_share(answerable, column) for column in columns]
        result.add_row(kind, str(len(answerable)), *shares, str(len(others)), _share(others, "refused"))
    return result


def _share(outcomes: Sequence[str], outcome: str) -> str:
    return f"{outcomes.count(outcome) / len(outcomes):.2f}" if outcomes else ""


def main() -> None:
    """Builds an index of each set, asks, and prints a table."""
    console = Console()
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            assistant = Assistant.build([DATA / name], Path(folder, "index"))
            console.print(table(name, [(asked, asked.outcome(assistant.ask(asked.question))) for asked in read(name)]))


if __name__ == "__main__":
    main()
