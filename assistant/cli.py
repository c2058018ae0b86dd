"""The command line. Answers go to stdout, everything else to stderr; exit status 1 is a failure, 2 a wrong use."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from index.errors import AssistantError, QuestionError

if TYPE_CHECKING:
    from assistant.core import Assistant
    from assistant.generative.events import Event
    from assistant.models import Answer, Search
    from assistant.settings import Settings
    from index.building import BuildReport, OnProgress
    from index.models import Article, ArticleFilter
    from index.store import Index

app = typer.Typer(
    name="assistant",
    help="Ask a folder of Hindi and English articles; every sentence of the answer shows its place in an article.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
articles_app = typer.Typer(help="List the articles of the index, show one, or remove some.", no_args_is_help=True)
app.add_typer(articles_app, name="articles")


class Baseline(StrEnum):
    """A chain to compare with."""

    stock = "stock"
    dense = "dense"


# What shells say of a command that SIGINT ended.
_INTERRUPTED = 130

IndexOption = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="The index.  [default: ASSISTANT_INDEX or .assistant/index]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
QuestionArgument = Annotated[str, typer.Argument(help="In Hindi, English or Hindi in Latin letters.")]
SinceOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles from this day on.")]
UntilOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles up to this day.")]
LanguageOption = Annotated[Literal["hi", "en"] | None, typer.Option(help="Answer in it.  [default: the question's]")]
LlmOption = Annotated[
    str | None,
    typer.Option("--llm", metavar="PROVIDER:MODEL", help="Let this language model write.  [default: ASSISTANT_LLM or none]"),
]
SourceOption = Annotated[str | None, typer.Option(help="Only articles from this source.")]


def main() -> None:
    """Runs the command line; an error that a person can mend is one sentence on stderr."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        app()
    except QuestionError as error:
        _fail(error, 2)
    except AssistantError as error:
        _fail(error, 1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read stdout has gone; say nothing more


@app.command("index")
def index_command(
    sources: Annotated[list[Path], typer.Argument(metavar="FILES-OR-FOLDERS...", help=".txt, .md and .jsonl files.")],
    index: IndexOption = None,
    full: Annotated[bool, typer.Option("--full", help="Start over: hold these sources alone.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Drop the articles whose files are gone.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and follow what changes in the sources; prunes.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add the new and changed articles of files and folders to the index."""
    if watch and full:
        raise typer.BadParameter("--watch keeps an index up to date and --full starts over: use one, then the other.")
    settings = _settings()
    path = index or settings.index
    build = _builder(settings, path, full)
    show = partial(_show_report, path=path, as_json=as_json)
    if watch:
        from index.watching import watch as watch_sources

        watch_sources(sources, path, show, build=build)
        return
    with _progress_bar("Indexing") as on_progress:
        report = build(sources, path, full=full, prune=prune, on_progress=on_progress)
    show(report)
    if report.pending:
        raise typer.Exit(_INTERRUPTED)


@app.command()
def ask(
    question: QuestionArgument,
    index: IndexOption = None,
    language: LanguageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    llm: LlmOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the articles, each sentence with its place."""
    from assistant.as_json import answer_json

    events = _open(index, question, llm or _settings().llm).stream(
        question, language=language, only=_filter(since, until, source)
    )
    answer = _show_events(events, silent=as_json)
    if answer.note:
        typer.echo(answer.note, err=True)
    if as_json:
        _print_json(answer_json(answer))
    else:
        _print_sources(answer)


@app.command()
def search(
    question: QuestionArgument,
    index: IndexOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the passages nearest to a question, best first."""
    found = _open(index, question).search(question, k=k, only=_filter(since, until, source))
    if as_json:
        from assistant.as_json import search_json

        _print_json(search_json(found))
    else:
        _print_hits(found)


@app.command()
def chat(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port.  [default: the first free from 7860]")] = None,
    auth_file: Annotated[Path | None, typer.Option(metavar="FILE", help="Who may come in: one name:password a line.")] = None,
    allow_upload: Annotated[bool, typer.Option("--allow-upload", help="Let visitors add and remove articles.")] = False,
    max_upload_mb: Annotated[int, typer.Option(min=1, max=1024, help="The largest file a visitor may add.")] = 10,
    root_path: Annotated[str, typer.Option(metavar="/PATH", help="The path that a reverse proxy serves the page under.")] = "",
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer ask and search to programs as MCP tools, too.")] = False,
    llm: LlmOption = None,
) -> None:
    """Open the web chat."""
    settings = _settings()
    path = index or settings.index
    _check_index(path)
    from assistant.web import ChatOptions, serve

    options = ChatOptions(host, port, auth_file, allow_upload, max_upload_mb, root_path, mcp, llm or settings.llm)
    serve(path, settings.data, settings.min_confidence, options)


@app.command()
def doctor(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Check that the index is whole and that this machine can serve it."""
    from dataclasses import asdict

    from index.doctor import examine

    findings = []
    for finding in examine(index or _settings().index):
        findings.append(finding)
        if not as_json:
            typer.echo(f"{'wrong' if finding.problem else 'ok':<6} {finding.what}")
            if finding.problem:
                typer.echo(f"       {finding.problem}")
    if as_json:
        _print_json({"findings": [asdict(finding) for finding in findings]})
    if any(finding.problem for finding in findings):
        raise typer.Exit(1)


@app.command()
def evaluate(
    questions: Annotated[list[Path], typer.Argument(metavar="QUESTIONS.jsonl...", help="A question a line.")],
    index: IndexOption = None,
    baseline: Annotated[list[Baseline] | None, typer.Option(help="Show this chain beside ours; can be repeated.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure retrieval, quoting and refusing on a question set."""
    from assistant.evaluate import read_questions

    golds = read_questions(questions)
    settings = _settings()
    path = index or settings.index
    _check_index(path)
    from assistant.report import compare, print_table

    with _progress_bar("Asking") as on_progress:
        results = compare(path, golds, [each.value for each in baseline or []], on_progress, settings.min_confidence)
    if as_json:
        ours = [metrics.as_json() for metrics in results.pop("assistant")]
        others = {name: [metrics.as_json() for metrics in pairs] for name, pairs in results.items()}
        _print_json({"pairs": ours, **({"baselines": others} if others else {})})
    else:
        print_table(results)


@articles_app.command("list")
def list_articles(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """List the articles: id, date, title."""
    from assistant.as_json import article_json

    opened = _open_index(index)
    if as_json:
        _print_json({"articles": [article_json(article) for article in opened.articles()]})
        return
    for article in opened.articles():
        typer.echo("\t".join([article.id, article.published.isoformat() if article.published else "-", article.title]))


@articles_app.command("show")
def show_article(
    article_id: Annotated[str, typer.Argument(metavar="ID")], index: IndexOption = None, as_json: JsonOption = False
) -> None:
    """Show an article as it is stored."""
    from assistant.as_json import article_json

    article = _open_index(index).article(article_id)
    if as_json:
        _print_json(article_json(article, text=True))
        return
    details = [article.source, article.published and article.published.isoformat(), article.url, article.path]
    typer.echo("\n".join([article.title, *map(str, filter(None, details)), "", article.text]))


@articles_app.command("remove")
def remove_articles(
    article_ids: Annotated[list[str], typer.Argument(metavar="ID...")], index: IndexOption = None, as_json: JsonOption = False
) -> None:
    """Drop articles from the index. Their files stay, and the next `assistant index` of them adds them again."""
    from index.building import remove

    path = index or _settings().index
    _check_index(path)
    _show_report(remove(path, article_ids), path, as_json)


def _builder(settings: "Settings", path: Path, full: bool) -> "Callable[..., BuildReport]":
    """`build` as the settings say."""
    from index.building import build

    return partial(
        build,
        model=settings.model if full or not path.exists() else None,
        tokens_per_passage=settings.passage_tokens,
        token_vectors=settings.token_vectors,
    )


def _settings() -> "Settings":
    from assistant.settings import load_settings

    return load_settings()


def _open_index(index: Path | None) -> "Index":
    path = index or _settings().index
    _check_index(path)
    from index.store import Index

    return Index.open(path)


def _open(index: Path | None, question: str, llm: str | None = None) -> "Assistant":
    from assistant.question import parse_question

    parse_question(question)  # before the seconds that a model takes to load
    settings = _settings()
    path = index or settings.index
    _check_index(path)
    from assistant.core import Assistant

    return Assistant.open(path, min_confidence=settings.min_confidence, llm=llm)


def _check_index(path: Path) -> None:
    """Says that there is no index before anything heavy is imported."""
    from index.layout import find_generation

    find_generation(path)


def _filter(since: datetime | None, until: datetime | None, source: str | None) -> "ArticleFilter":
    from index.models import ArticleFilter

    return ArticleFilter(since and since.date(), until and until.date(), source)


@contextmanager
def _progress_bar(label: str) -> "Iterator[OnProgress]":
    """A bar on stderr, shown from the first sign of progress."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)


def _print_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def _show_report(report: "BuildReport | AssistantError", path: Path, as_json: bool) -> None:
    if isinstance(report, AssistantError):
        typer.echo(f"assistant: {report}", err=True)
        return
    for failure in report.failures:
        typer.echo(f"Not read: {failure.where}: {failure.reason}", err=True)
    if as_json:
        _print_json(_report_json(report))
    else:
        typer.echo(_report_line(report, path))


def _report_json(report: "BuildReport") -> dict[str, Any]:
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "pending": report.pending,
        "failed": [{"where": failure.where, "reason": failure.reason} for failure in report.failures],
        "seconds": round(report.seconds, 2),
    }


def _report_line(report: "BuildReport", path: Path) -> str:
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": len(report.failures),
    }
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    line = f"{path}: {told} in {report.seconds:.1f} s."
    if report.pending:
        line += f" Interrupted: {report.pending} articles are left for the next time, what is embedded is kept."
    return line


def _show_events(events: "Iterator[Event]", *, silent: bool) -> "Answer":
    """The answer, shown as it is written."""
    from assistant.generative.events import Done, Status, Token

    begun = False
    for event in events:
        if isinstance(event, Done):
            break
        if silent:
            continue
        if isinstance(event, Token):
            typer.echo(event.text, nl=False)
            begun = True
        elif event == Status("quoting") and begun:
            typer.echo("\n")
    if not silent:
        typer.echo()
    assert isinstance(event, Done)
    return event.answer


def _print_sources(answer: "Answer") -> None:
    from assistant.phrases import phrase

    if answer.citations:
        typer.echo(f"\n{phrase('sources', answer.language)}:")
    for citation in answer.citations:
        place = phrase("place", answer.language, start=citation.start, end=citation.end)
        typer.echo(f"[{citation.number}] {_describe(citation.article)}, {place}")
        if citation.also:
            others = "; ".join(_describe(other.article) for other in citation.also)
            typer.echo("    " + phrase("also", answer.language, articles=others))


def _print_hits(found: "Search") -> None:
    for number, hit in enumerate(found.hits, 1):
        article = found.articles[hit.passage.article_id]
        best = hit.best_sentence
        typer.echo(f"{number}. {hit.score:.3f}  {_describe(article)}, {best.start}-{best.end}")
        typer.echo(f"   {article.text[best.start : best.end]}")


def _describe(article: "Article") -> str:
    from assistant.extractive import describe

    return f"{describe(article)}, {article.path}" if article.path else describe(article)


def _fail(error: AssistantError, status: int) -> None:
    typer.echo(f"assistant: {error}", err=True)
    sys.exit(status)
