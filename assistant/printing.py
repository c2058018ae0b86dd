"""What the command line prints: answers and reports to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from assistant.visible import visible, visible_json, visible_lines
from index.errors import AssistantError

if TYPE_CHECKING:
    from assistant.generative.events import Event
    from assistant.models import Answer, Search
    from index.building.build import BuildReport, OnProgress
    from index.models import Article


@contextmanager
def progress_bar(label: str) -> "Iterator[OnProgress]":
    """A bar on stderr, shown from the first sign of progress."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)


# What makes a terminal's letters bold, and plain again (ECMA-48, SGR).
_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def say(text: str = "", *, err: bool = False, end: str = "\n") -> None:
    """Lines of text, with nothing in them that a terminal would obey."""
    typer.echo(visible_lines(text) + end, err=err, nl=False)


def print_json(value: dict[str, Any]) -> None:
    """One JSON object on one line, in ASCII where the terminal has few letters."""
    in_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    typer.echo(visible_json(json.dumps(value, ensure_ascii=not in_unicode)))


def show_report(report: "BuildReport | AssistantError", path: object, as_json: bool = False) -> None:
    """What a build did or why it failed, and what it could not read."""
    if isinstance(report, AssistantError):
        say(f"assistant: {visible(str(report))}", err=True)
        return
    for failure in report.failures:
        say(f"Not read: {visible(failure.where)}: {visible(failure.reason)}", err=True)
    if as_json:
        print_json(_report_json(report))
    else:
        say(_report_line(report, path))


def show_plan(plan: "BuildReport", path: object, as_json: bool = False) -> None:
    """What a build would do, and what it could not read."""
    for failure in plan.failures:
        say(f"Not read: {visible(failure.where)}: {visible(failure.reason)}", err=True)
    if as_json:
        print_json({"dry_run": True, **_report_json(plan)})
    else:
        done = {"add": plan.added, "change": plan.changed, "keep": plan.unchanged, "remove": plan.removed}
        told = ", ".join(f"{does} {count}" for does, count in done.items())
        say(f"{visible(str(path))}: would {told}, {len(plan.failures)} can't be read; about {_duration(plan.seconds)}.")


def _duration(seconds: float) -> str:
    """A time as people say it, rounded: "8 s", "12 min", "3.5 h"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"


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


def _report_line(report: "BuildReport", path: object) -> str:
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": len(report.failures),
    }
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    line = f"{visible(str(path))}: {told} in {report.seconds:.1f} s."
    if report.pending:
        line += f" Interrupted: {report.pending} articles are left for the next time, what is embedded is kept."
    return line


def print_events(events: "Iterator[Event]") -> None:
    """The text as it is written, then the place of each quote. What a language model broke off is followed by why."""
    from assistant.answering.extractive import set_off
    from assistant.generative.events import Cited, Done, Status, Token

    begun, cited = False, []
    for event in events:
        if isinstance(event, Cited):
            cited.append(event.citation)
        if isinstance(event, Token):
            # Bold on a terminal; elsewhere `echo` leaves the marks out.
            typer.echo(set_off(visible_lines(event.text), cited, _BOLD, _PLAIN), nl=False)
            begun = True
        elif event == Status("quoting") and begun:
            say("\n")
        elif isinstance(event, Done):
            say()
            if event.answer.note:
                say(event.answer.note, err=True)
            _print_sources(event.answer)


def _print_sources(answer: "Answer") -> None:
    from assistant.phrases import phrase

    if answer.citations:
        say(f"\n{phrase('sources', answer.language)}:")
    for citation in answer.citations:
        place = phrase("place", answer.language, start=citation.start, end=citation.end)
        if citation.in_title:
            place = phrase("place_in_title", answer.language)
        elif page := citation.article.page_at(citation.start):
            place = f"{phrase('page', answer.language, page=page)}, {place}"
        say(f"[{citation.number}] {_describe(citation.article)}, {place}")
        if citation.also:
            others = "; ".join(_describe(other.article) for other in citation.also)
            say("    " + phrase("also", answer.language, articles=others))


def print_hits(found: "Search") -> None:
    """Each hit with its best sentence."""
    for number, hit in enumerate(found.hits, 1):
        article = found.articles[hit.passage.article_id]
        best = hit.best_sentence
        say(f"{number}. {hit.score:.3f}  {_describe(article)}, {best.start}-{best.end}")
        say(f"   {visible(article.text[best.start : best.end])}")


def _describe(article: "Article") -> str:
    from assistant.answering.extractive import describe

    return visible(f"{describe(article)}, {article.path}" if article.path else describe(article))
