"""The command line. Answers go to stdout, everything else to stderr; exit status 1 is a failure, 2 a wrong use."""

import io
import logging
import os
import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.options import HITS
from assistant.printing import print_events, print_hits, print_json, progress_bar, say, show_plan, show_report
from assistant.visible import VisibleFormatter, visible
from assistant.web.options import FIRST_PORT, ChatOptions
from index.errors import AssistantError, QuestionError
from index.reading.formats import SUFFIXES

if TYPE_CHECKING:
    from assistant.core import Assistant
    from assistant.options import AskOptions
    from assistant.settings import Settings
    from index.building.build import BuildReport
    from index.models import ArticleFilter
    from index.storage.address import Address
    from index.storage.index import Index

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
    str | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="The index: a directory, or postgresql://…  [default: ASSISTANT_INDEX or .assistant/index]",
    ),
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
PortOption = Annotated[
    int | None, typer.Option(min=1, max=65535, help=f"The port.  [default: the first free from {FIRST_PORT}]")
]
KINDS = f"{', '.join(SUFFIXES)} files, folders of them, and addresses of pages and feeds."
UploadOption = Annotated[int, typer.Option(min=1, max=1024, help="The largest file a visitor may add.")]
SourceOption = Annotated[str | None, typer.Option(help="Only articles from this source.")]


def main() -> None:
    """Runs the command line; an error that a person can mend is one sentence on stderr."""
    _set_up()
    try:
        app()
    except QuestionError as error:
        _fail(error, 2)
    except AssistantError as error:
        _fail(error, 1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read stdout has gone; say nothing more


def _set_up() -> None:
    """Logs, terminals and files as this program has them."""
    handler = logging.StreamHandler()
    handler.setFormatter(VisibleFormatter("%(levelname)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it would tell of each try what is told once
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Hindi letters, a name that is no UTF-8
    os.umask(0o077)  # what people ask and what articles say is nobody else's


@app.command("index")
def index_command(
    sources: Annotated[list[str] | None, typer.Argument(metavar="FILES-FOLDERS-OR-ADDRESSES...", help=KINDS)] = None,
    index: IndexOption = None,
    full: Annotated[bool, typer.Option("--full", help="Start over: hold these sources alone.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Drop the articles whose files are gone.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Prune also where most articles would go.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and follow what changes in the sources; prunes.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done, and about how long.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read addresses of this machine and its network, too.")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT=NAME", help="What a table's column holds: text=…, title=…, published=…; can be repeated."),
    ] = None,
    worker: Annotated[
        bool, typer.Option("--worker", help="Help with what others index into the same database, until interrupted.")
    ] = False,
    back: Annotated[bool, typer.Option("--back", help="Return to what the index was before its last build.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add the new and changed articles of files, folders, pages and feeds to the index.

    Without sources those that were given before are read again; `-` is the standard input.
    """
    if watch and full:
        raise typer.BadParameter("--watch keeps an index up to date and --full starts over: use one, then the other.")
    if watch and dry_run:
        raise typer.BadParameter("--dry-run does nothing that --watch could go on with: use one of them.")
    if (worker or back) and (sources or full or prune or watch or dry_run or (worker and back)):
        raise typer.BadParameter("--worker and --back read no sources: use either with --index alone.")
    settings = _settings()
    path = _address(index, settings)
    if worker or back:
        _help(path) if worker else _go_back(path)
        return
    build = partial(_builder(settings, path, full, dry_run), allow_private=allow_private, columns=_columns(column or []))
    from index.building.remembered import remembered_sources

    sources = sources or remembered_sources(path)
    if not sources:
        raise typer.BadParameter(f"Nothing to index is known: name files, folders or addresses for the index in {path}.")
    if watch:
        from index.building.watching import watch as watch_sources

        watch_sources(sources, path, partial(_show_and_remember, sources, path, as_json=as_json), build=build)
        return
    if dry_run:
        show_plan(build(sources, path, full=full, prune=prune, drop_most=yes), path, as_json)
        return
    with progress_bar("Indexing") as on_progress:
        report = build(sources, path, full=full, prune=prune, drop_most=yes, on_progress=on_progress)
    _show_and_remember(sources, path, report, full=full, as_json=as_json)
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

    assistant = _open(index, question, llm or _settings().llm)
    options: AskOptions = {"language": language, "only": _filter(since, until, source)}
    if as_json:
        print_json(answer_json(assistant.ask(question, **options)))
    else:
        print_events(assistant.stream(question, **options))


@app.command()
def search(
    question: QuestionArgument,
    index: IndexOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = HITS,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the passages nearest to a question, best first."""
    found = _open(index, question).search(question, k=k, only=_filter(since, until, source))
    if as_json:
        from assistant.as_json import search_json

        print_json(search_json(found))
    else:
        print_hits(found)


@app.command()
def chat(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = ChatOptions.host,
    port: PortOption = None,
    auth_file: Annotated[Path | None, typer.Option(metavar="FILE", help="Who may come in: one name:password a line.")] = None,
    allow_upload: Annotated[bool, typer.Option("--allow-upload", help="Let visitors add and remove articles.")] = False,
    max_upload_mb: UploadOption = ChatOptions.max_upload_mb,
    root_path: Annotated[str, typer.Option(metavar="/PATH", help="The path that a reverse proxy serves the page under.")] = "",
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer ask and search to programs as MCP tools, too.")] = False,
    watch: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE", help="Index it first, then follow its changes; can be repeated."),
    ] = None,
    host_name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name that visitors reach it by, a proxy's; can be repeated."),
    ] = None,
    llm: LlmOption = None,
) -> None:
    """Open the web chat."""
    settings = _settings()
    path = _address(index, settings)
    if watch:
        _follow(watch, path, settings)
    _check_index(path)
    from assistant.web import serve

    options = ChatOptions(
        host=host,
        port=port,
        auth_file=auth_file,
        allow_upload=allow_upload,
        max_upload_mb=max_upload_mb,
        root_path=root_path,
        mcp=mcp,
        llm=llm or settings.llm,
        llm_waits_s=settings.llm_waits_s,
        llm_quotes=settings.llm_quotes,
        reads=settings.reader,
        host_names=tuple(host_name or ()),
    )
    serve(path, settings.data, settings.min_confidence, options)


@app.command()
def doctor(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Check that the index is whole and that this machine can serve it."""
    from dataclasses import asdict

    from index.storage.doctor import examine

    findings = []
    for finding in examine(_address(index)):
        findings.append(finding)
        if not as_json:
            say(f"{'wrong' if finding.problem else 'ok':<6} {visible(finding.what)}")
            if finding.problem:
                say(f"       {visible(finding.problem)}")
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    if any(finding.problem for finding in findings):
        raise typer.Exit(1)


@app.command()
def evaluate(
    questions: Annotated[list[Path], typer.Argument(metavar="QUESTIONS.jsonl...", help="A question a line.")],
    index: IndexOption = None,
    baseline: Annotated[list[Baseline] | None, typer.Option(help="Show this chain beside ours; can be repeated.")] = None,
    llm: LlmOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure retrieval, quoting and refusing on a question set."""
    from assistant.evaluation.metrics import read_questions

    golds = read_questions(questions)
    settings = _settings()
    path = _address(index, settings)
    _check_index(path)
    from assistant.evaluation.report import compare, measure_writing, print_table, print_writing

    with progress_bar("Asking") as on_progress:
        results = compare(
            path, golds, [each.value for each in baseline or []], on_progress, settings.min_confidence, settings.reader
        )
        llm = llm or settings.llm
        writing = measure_writing(path, golds, llm, on_progress, settings.min_confidence) if llm else None
    if as_json:
        ours = [metrics.as_json() for metrics in results.pop("assistant")]
        others = {name: [metrics.as_json() for metrics in pairs] for name, pairs in results.items()}
        written = {"llm": writing.as_json()} if writing else {}
        print_json({"pairs": ours, **({"baselines": others} if others else {}), **written})
    else:
        print_table(results)
        if writing:
            print_writing(writing)


@articles_app.command("list")
def list_articles(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """List the articles: id, date, title."""
    from assistant.as_json import article_json

    opened = _open_index(index)
    if as_json:
        print_json({"articles": [article_json(article) for article in opened.articles()]})
        return
    for article in opened.articles():
        day = article.when or "-"
        say("\t".join([visible(article.id), day, visible(article.title)]))


@articles_app.command("show")
def show_article(
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    index: IndexOption = None,
    removed: Annotated[
        bool, typer.Option("--removed", help="The lines that cleaning took away, each behind its rule.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show an article as it is stored."""
    from assistant.as_json import article_json

    article = _open_index(index).article(_well_formed(article_id))
    if removed:
        lines = [{"rule": rule, "line": line} for rule, line in article.removed]
        if as_json:
            print_json({"id": article.id, "removed": lines})
        else:
            typer.echo("\n".join(f"{each['rule']}\t{each['line']}" for each in lines) or "Nothing was taken away.")
        return
    if as_json:
        print_json(article_json(article, text=True))
        return
    found = f" (found: {article.date_source})" if article.date_source else ""
    day = article.published and f"{article.published.isoformat()}{found}"
    details = [article.source, article.author, day, article.url, article.path, *article.notes]
    head = [visible(str(each)) for each in (article.title, *filter(None, details))]
    say("\n".join([*head, "", article.text]))


@articles_app.command("remove")
def remove_articles(
    article_ids: Annotated[list[str], typer.Argument(metavar="ID...")], index: IndexOption = None, as_json: JsonOption = False
) -> None:
    """Drop articles from the index. Their files stay, and the next `assistant index` of them adds them again."""
    from index.building.build import remove

    path = _address(index)
    _check_index(path)
    show_report(remove(path, [*map(_well_formed, article_ids)]), path, as_json)


def _follow(sources: list[str], path: "Address", settings: "Settings") -> None:
    """Brings the index up to date, then keeps it so in the background for as long as this process lives."""
    from threading import Thread

    from index.building.watching import watch

    build = _builder(settings, path, full=False)
    with progress_bar("Indexing") as on_progress:
        _show_and_remember(sources, path, build(sources, path, prune=True, on_progress=on_progress))
    Thread(target=watch, args=(sources, path, partial(show_report, path=path)), kwargs={"build": build}, daemon=True).start()


def _show_and_remember(
    sources: list[str], path: "Address", report: "BuildReport | AssistantError", *, full: bool = False, as_json: bool = False
) -> None:
    """Tells of a build; `assistant index` alone asks the sources of one that was done again."""
    from index.building.remembered import remember_sources

    if not isinstance(report, AssistantError):
        remember_sources(path, sources, full)
    show_report(report, path, as_json)


def _go_back(path: "Address") -> None:
    from index.building.build import go_back

    go_back(path)
    say(f"{visible(str(path))}: as it was before its last build.")


def _help(path: "Address") -> None:
    """Works until interrupted."""
    from index.building.working import work

    say(f"{visible(str(path))}: helping to build, until Ctrl-C.", err=True)
    work(path, on_done=lambda articles: say(f"{articles} articles", err=True))


def _builder(settings: "Settings", path: "Address", full: bool, dry_run: bool = False) -> "Callable[..., BuildReport]":
    """`build` as the settings say, or `plan`, which tells what it would do."""
    from index.building.build import build, plan
    from index.storage.place import place_of

    return partial(
        plan if dry_run else build,
        model=settings.model if full or not place_of(path).has_index() else None,
        tokens_per_passage=settings.passage_tokens,
        token_vectors=settings.token_vectors,
    )


def _columns(given: list[str]) -> dict[str, str]:
    """WHAT=NAME as {what: name}."""
    from index.reading.typed.table_file import COLUMNS

    pairs = dict(each.partition("=")[::2] for each in given)
    if wrong := [what for what, name in pairs.items() if what not in COLUMNS or not name]:
        raise typer.BadParameter(f"--column {wrong[0]}: say what a column holds, one of {', '.join(COLUMNS)}, as text=NAME.")
    return pairs


def _settings() -> "Settings":
    from assistant.settings import load_settings

    return load_settings()


def _address(index: str | None, settings: "Settings | None" = None) -> "Address":
    """Where the index is: as the option says, or else the settings."""
    from index.storage.address import read_address

    return read_address(index) if index else (settings or _settings()).index


def _open_index(index: str | None) -> "Index":
    path = _address(index)
    _check_index(path)
    from index.storage.index import Index

    return Index.open(path)


def _open(index: str | None, question: str, llm: str | None = None) -> "Assistant":
    from assistant.question.parsing import parse_question

    parse_question(question)  # before the seconds that a model takes to load
    settings = _settings()
    path = _address(index, settings)
    _check_index(path)
    from assistant.core import Assistant

    return Assistant.open(
        path,
        min_confidence=settings.min_confidence,
        llm=llm,
        reads=settings.reader,
        llm_waits_s=settings.llm_waits_s,
        llm_quotes=settings.llm_quotes,
    )


def _check_index(path: "Address") -> None:
    """Says that there is no index in a directory before anything heavy is imported; a database says so as soon."""
    from index.storage.layout import find_generation

    if isinstance(path, Path):
        find_generation(path)


def _filter(since: datetime | None, until: datetime | None, source: str | None) -> "ArticleFilter":
    from assistant.options import read_filter

    first, last = (day.date().isoformat() if day else None for day in (since, until))
    return read_filter(first, last, source)


def _well_formed(text: str) -> str:
    """A name without the bytes of the command line that are no UTF-8; no article has one with them."""
    return text.encode("utf-8", "replace").decode()


def _fail(error: AssistantError, status: int) -> None:
    say(f"assistant: {visible(str(error))}", err=True)
    sys.exit(status)
