"""Statements told true or false by the checks of written sentences, a share for each kind.

    python -m tests.quality.statements

tests/data/statements has made-up reports in both languages, each with true statements and false ones by kind. Each statement is
judged against its report in its own language and in the other. All but kept_aside.txt were read to mend the rules, the later
ones after they had been measured once (docs/generation.md), of afresh.txt only every other report; roles_*.txt are mostly
about who does what to whom.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.comprehension.reader import load_reader
from assistant.generative.support import judge
from assistant.models import Question, Search
from assistant.serving import Serving
from index.building.build import build
from index.embedding.embedder import load_embedder
from index.models import Language
from index.search.hits import Hit, Query
from index.storage.local import Index

DATA = Path(__file__).resolve().parents[1] / "data" / "statements"
SETS = ("tune", "roles_tune", "roles_more", "reports", "paraphrases", "reports_more", "articles", "afresh")
# Nothing in it was read to mend a rule.
KEPT_ASIDE = "kept_aside"
LANGUAGES: tuple[Language, ...] = ("hi", "en")


@dataclass(frozen=True)
class Statement:
    """A statement in a language about the report of a name; `kind` is "true" or how it is false."""

    report: str
    kind: str
    language: Language
    text: str


def read(half: str) -> tuple[dict[str, str], list[Statement]]:
    """The reports by "name.language", and the statements about them."""
    reports, statements, name = {}, [], ""
    for line in (DATA / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition(": ")
        if line.startswith("# "):
            name = line[2:]
        elif kind in LANGUAGES:
            reports[f"{name}.{kind}"] = text
        elif line:
            both = zip(LANGUAGES, text.split(" || "), strict=True)
            statements += [Statement(name, kind, language, said) for language, said in both]
    return reports, statements


class Bench:
    """An index of reports, and judgements over it."""

    def __init__(self, reports: dict[str, str], folder: Path) -> None:
        source = folder / "reports.jsonl"
        lines = (json.dumps({"id": name, "text": text, "language": name[-2:]}) for name, text in reports.items())
        source.write_text("\n".join(lines), encoding="utf-8")
        self.embedder = load_embedder()
        build([source], folder / "index", embedder=self.embedder, tokens_per_passage=2000)
        self.serving = Serving(Index.open(folder / "index"), self.embedder)
        self._articles = {article.id: article for article in self.serving.index.articles()}
        hits = self.serving.searcher.search(Query(self.embedder.embed_query("x"), "en"), len(reports))
        self._hits = {hit.passage.article_id: hit for hit in hits}

    def search(self, statement: Statement, language: Language) -> tuple[Hit, Search]:
        """The report in a language as a hit for a statement."""
        hit = self._hits[f"{statement.report}.{language}"]
        question = Question(statement.text, statement.language, statement.language)
        return hit, Search(question, statement.text, (hit,), self._articles, {}, 0.0, 0.0, 0.0)


def judged(half: str, folder: Path) -> Iterator[tuple[Statement, Language, str | None]]:
    """Each statement with the language of the report, and why it isn't supported."""
    reports, statements = read(half)
    bench, reader = Bench(reports, folder), load_reader()
    for statement in statements:
        for language in LANGUAGES:
            hit, search = bench.search(statement, language)
            yield statement, language, judge(statement.text, [hit], search, bench.serving, reader).reason


def table(half: str) -> Table:
    """Shares of statements that count as supported, by kind and languages."""
    columns = [f"{said}->{read}" for said in LANGUAGES for read in LANGUAGES]
    found: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder:
        for statement, language, reason in judged(half, Path(folder)):
            for kind in (statement.kind, *(["all false"] if statement.kind != "true" else [])):
                for column in (f"{statement.language}->{language}", "all"):
                    found[kind][column].append(reason is None)
    result = Table("kind", "n", *columns, "all", title=f"Share of statements called supported: {half}")
    for kind, shares in found.items():
        cells = [f"{sum(shares[column]) / len(shares[column]):.2f}" for column in [*columns, "all"]]
        result.add_row(kind, str(len(shares["all"])), *cells)
    return result


def main() -> None:
    """Prints a table for each set."""
    console = Console()
    for half in (*SETS, KEPT_ASIDE):
        console.print(table(half))


if __name__ == "__main__":
    main()
