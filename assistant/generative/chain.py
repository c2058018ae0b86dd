"""The chain: passages and question to a language model, its text through the checks, and quotes where it fails."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from assistant.answering.reading import Reader
from assistant.generative.chat import Chat, Reply, Schema
from assistant.generative.events import Done, Event, Status, quote_events
from assistant.generative.failures import StoppedError, reason_of
from assistant.generative.quoting import SCHEMA
from assistant.generative.support import says_something
from assistant.generative.writing import Writing, Written
from assistant.models import Answer, Search
from assistant.phrases import phrase
from assistant.serving import Serving

logger = logging.getLogger(__name__)

# Of what a package says of its failure, servers' answers included, one line is enough.
_LOGGED = 300


class Threads(Protocol):
    """What holds numerical libraries to a number of threads."""

    def limit(self, *, limits: int) -> AbstractContextManager[Any]:
        """Holds them to it until the context ends."""


@dataclass(frozen=True)
class Chain:
    """Writes answers with a chat model; with `quotes`, by sentences that quote their passages where the model can."""

    chat: Chat
    threads: Threads
    reader: Callable[[], Reader] | None = None
    quotes: bool = False

    def stream(self, search: Search, serving: Serving, quoted: Answer, started: float) -> Iterator[Event]:
        """The events of an answer; `quoted` is the extractive one, given where the model fails."""
        yield Status("writing")
        reply = None
        for schema in self._schemas():
            writing, reply = self._begin(search, serving, schema), Reply(reply)
            try:
                for text in self.chat.stream(writing.messages, reply, time.perf_counter() - started, schema):
                    yield from self._events(writing.feed(text))
                yield from self._events(self._end(writing, reply, quoted, started))
                return
            except Exception as error:
                failed = error
            if not schema or not _is_worth_text(failed):
                break
            yield from self._start_again(writing, failed)
        yield from self._give_up(failed, quoted, started)

    async def astream(self, search: Search, serving: Serving, quoted: Answer, started: float) -> AsyncIterator[Event]:
        """The same without blocking."""
        yield Status("writing")
        reply = None
        for schema in self._schemas():
            writing, reply = await asyncio.to_thread(self._begin, search, serving, schema), Reply(reply)
            try:
                async for text in self.chat.astream(writing.messages, reply, time.perf_counter() - started, schema):
                    for event in await asyncio.to_thread(self._events, writing.feed(text)):
                        yield event
                for event in await asyncio.to_thread(self._events, self._end(writing, reply, quoted, started)):
                    yield event
                return
            except Exception as error:
                failed = error
            if not schema or not _is_worth_text(failed):
                break
            for event in self._start_again(writing, failed):
                yield event
        for event in self._give_up(failed, quoted, started):
            yield event

    def _schemas(self) -> tuple[Schema, ...]:
        """How the model is asked, one way after another until it answers."""
        return (SCHEMA, None) if self.quotes else (None,)

    def _start_again(self, writing: Writing, error: Exception) -> Iterator[Event]:
        logger.info("%s wrote no quotes (%s): it is asked for text", self.chat.name, type(error).__name__)
        if writing.written.text:
            yield Status("quoting")

    def _begin(self, search: Search, serving: Serving, schema: Schema) -> Writing:
        with self.threads.limit(limits=1):
            return Writing(search, serving, self.reader() if self.reader else None, quotes=schema is not None)

    def _events(self, events: Iterator[Event]) -> list[Event]:
        with self.threads.limit(limits=1):
            return list(events)

    def _end(self, writing: Writing, reply: Reply, quoted: Answer, started: float) -> Iterator[Event]:
        yield from writing.close()
        if reply.stop == "llm_cut_short" and writing.confirmed().sentences:
            yield from self._cut_short(writing, reply, quoted, started)
            return
        if reply.stop:
            raise StoppedError("llm_cut_off" if reply.stop == "llm_cut_short" else reply.stop)
        if not says_something(writing.written.text):
            raise StoppedError("llm_failed")
        answer = replace(quoted, usage=reply.usage)
        if writing.refused():
            answer, rest = writing.refusal(answer)
            yield from rest
        else:
            answer = _written(answer, writing.written)
        yield Done(_timed(answer, started))

    def _cut_short(self, writing: Writing, reply: Reply, quoted: Answer, started: float) -> Iterator[Event]:
        """What was confirmed of an answer that stopped at a limit."""
        note = phrase("llm_cut_short", quoted.language, llm=self.chat.name)
        answer = replace(_written(replace(quoted, usage=reply.usage), writing.confirmed()), note=note)
        yield Status("quoting")
        yield from quote_events(_timed(answer, started))

    def _give_up(self, error: Exception, quoted: Answer, started: float) -> Iterator[Event]:
        reason = reason_of(error)
        log = logger.warning if reason == "llm_failed" else logger.info
        log("%s did not answer: %s: %s", self.chat.name, type(error).__name__, " ".join(str(error).split())[:_LOGGED])
        logger.debug("What it raised:", exc_info=error)
        note = phrase(reason, quoted.language, llm=self.chat.name)
        yield Status("quoting")
        yield from quote_events(_timed(replace(quoted, note=note), started))


def _is_worth_text(error: Exception) -> bool:
    """Whether a model that failed when it was asked for JSON may answer in text."""
    return reason_of(error) in ("llm_failed", "llm_cut_off")


def _written(answer: Answer, written: Written) -> Answer:
    return replace(
        answer,
        text=written.text,
        citations=written.citations,
        mode="generative",
        support=written.support,
        sentences=written.sentences,
    )


def _timed(answer: Answer, started: float) -> Answer:
    """The answer with its total time up to now; what is neither embedding nor retrieval went into answering."""
    total = round((time.perf_counter() - started) * 1000, 2)
    times = answer.timings_ms
    spent = round(max(0.0, total - times.embed - times.retrieve), 2)
    return replace(answer, timings_ms=replace(times, answer=spent, total=total))
