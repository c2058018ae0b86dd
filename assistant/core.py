"""The assistant: an open index, its model, and the way from a question to an answer."""

import atexit
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, Unpack

from threadpoolctl import ThreadpoolController

from assistant.answering.answers import write
from assistant.answering.examples import Examples
from assistant.generative.events import Done, Event, Status, quote_events
from assistant.looking_up import Looking
from assistant.models import Answer, Search, Timings
from assistant.options import HITS, LLM_WAITS_S, MIN_CONFIDENCE, AskOptions, known
from assistant.phrases import phrase
from assistant.question.followup import leant_on
from assistant.question.parsing import parse_question
from assistant.serving import Reloader, Serving
from index.embedding.embedder import Embedder, load_embedder
from index.errors import QuestionError
from index.models import Article
from index.storage.address import DatabaseAddress
from index.storage.index import Index

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool

    from assistant.comprehension.reader import Reader
    from assistant.documents import DocumentLike
    from assistant.generative.chain import Chain
    from assistant.langchain import AnswerRunnable, IndexEmbeddings, IndexVectorStore, PassageRetriever
    from index.building.build import Progress

# Questions of a batch that are answered at once: judged by eye on two cores, where more wait for each other.
_AT_ONCE = 4
# Questions that a reply to "hello" names.
_SUGGESTED = 2


class Assistant:
    """Answers questions from one index. Safe to share between threads.

    assistant = Assistant.open("my-index")
    print(assistant.ask("शी ने पुतिन से क्या कहा?").text)
    """

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        min_confidence: float = MIN_CONFIDENCE,
        llm: "str | BaseChatModel | None" = None,
        reads: bool = True,
        llm_waits_s: tuple[float, float] = LLM_WAITS_S,
        llm_quotes: bool = False,
    ) -> None:
        """Takes an open index and its model; ModelError when they don't belong together.

        `min_confidence`, from 0 to 1, is the least probability at which the articles are said to answer: 0 always answers.
        `llm` writes the answers: a chat model, or the name of one (assistant/generative/providers.py). LanguageModelError
        when there is none of that name. `llm_waits_s` is how long its first words and all of them may take. With `llm_quotes`
        it writes JSON with the words that it quotes, where it can. With `reads` the best passages are read for where they
        answer.
        """
        index.check_model(embedder)
        self._min_confidence = min_confidence
        self._reloader = Reloader(Serving(index, embedder))
        # A question's matrices are small. On one thread it takes half the time, and where another process keeps a core
        # busy, threads that wait for each other by spinning would turn 30 ms into a second.
        self._threads = ThreadpoolController()
        self._chain = (
            _load_chain(llm, self._threads, _reader if reads else None, llm_waits_s, quotes=llm_quotes) if llm else None
        )
        self._examples = Examples(self)
        self._reads = reads
        self._opened_with: dict[str, Any] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path | DatabaseAddress,
        *,
        min_confidence: float = MIN_CONFIDENCE,
        llm: "str | BaseChatModel | None" = None,
        reads: bool = True,
        llm_waits_s: tuple[float, float] = LLM_WAITS_S,
        llm_quotes: bool = False,
    ) -> Self:
        """Opens the index in a folder, with the model that made it, and a language model where one is named.

        Raises StoreError, ModelError or LanguageModelError.
        """
        index = Index.open(path)
        embedder = load_embedder(index.manifest.model.name)
        assistant = cls(index, embedder, min_confidence, llm, reads, llm_waits_s, llm_quotes)
        where = index.path.absolute() if isinstance(index.path, Path) else index.path
        assistant._opened_with = {"path": str(where), "reads": reads}
        return assistant

    @classmethod
    def build(
        cls,
        sources: "str | Path | Iterable[str | Path | Article | DocumentLike]",
        path: str | Path | DatabaseAddress | None = None,
        *,
        model: str | None = None,
        on_progress: "Callable[[Progress], None] | None" = None,
    ) -> Self:
        """Adds files, folders and addresses of articles, and documents as LangChain's loaders give them, to the index in
        `path` and opens it; without one, to a new index in a temporary folder that goes with the process. Raises as
        `index.build` does.
        """
        from assistant.documents import as_source
        from index.building.build import build

        given = [sources] if isinstance(sources, str | Path) else map(as_source, sources)
        lasting, path = path is not None, path or _temporary_folder()
        build(list(given), path, model=model, on_progress=on_progress)
        assistant = cls.open(path)
        assistant._opened_with = assistant._opened_with if lasting else None
        return assistant

    @property
    def opened_with(self) -> dict[str, Any] | None:
        """What `open` was given that matters for finding passages, without a database's password; None for one that was made
        of parts or goes with the process.
        """
        return self._opened_with

    @property
    def index(self) -> Index:
        """The generation that answers."""
        return self._reloader.serving.index

    @property
    def writer(self) -> str:
        """The name of the language model that writes the answers; empty where they are quoted."""
        return self._chain.chat.name if self._chain else ""

    def reload(self) -> bool:
        """Takes up the articles of the last build; whether there were any. Questions do so on their own.

        Raises StoreError or ModelError when they can't be used; the ones before then go on serving.
        """
        return self._reloader.reload()

    def ask(self, question: str, **options: Unpack[AskOptions]) -> Answer:
        """Answers in the question's language unless the options (assistant/options.py) say otherwise.

        Raises QuestionError for what is no question.
        """
        started = time.perf_counter()
        return self.answer(self.search(question, **options), started)

    async def aask(self, question: str, **options: Unpack[AskOptions]) -> Answer:
        """`ask` without blocking."""
        return await _last(self.astream(question, **options))

    def stream(self, question: str, **options: Unpack[AskOptions]) -> Iterator[Event]:
        """The answer as it is made, event by event (assistant/generative/events.py). Arguments and errors are `ask`'s."""
        started = time.perf_counter()
        yield Status("searching")
        yield from self.events(self.search(question, **options), started)

    async def astream(self, question: str, **options: Unpack[AskOptions]) -> AsyncIterator[Event]:
        """`stream` without blocking."""
        import asyncio

        started = time.perf_counter()
        yield Status("searching")
        search = await asyncio.to_thread(partial(self.search, question, **options))
        async for event in self.aevents(search, started):
            yield event

    def batch(self, questions: Sequence[str], **options: Unpack[AskOptions]) -> list[Answer]:
        """The answers to several questions, in their order, a few at a time. What is no question gets a `note` that says so."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return list(threads.map(partial(self._ask_or_say_why, **options), questions))

    def _ask_or_say_why(self, question: str, **options: Unpack[AskOptions]) -> Answer:
        try:
            return self.ask(question, **options)
        except QuestionError as error:
            language = options.get("language") or "en"
            text = phrase("not_found", language)
            asked = question if isinstance(question, str) else ""
            return Answer(asked, language, False, None, text, (), "reply", (), Timings(0.0, 0.0, 0.0, 0.0), note=str(error))

    def search(self, question: str, *, k: int = HITS, **options: Unpack[AskOptions]) -> Search:
        """The k best passages for a question, with their articles. Raises QuestionError for what is no question."""
        if k < 1:
            raise ValueError(f"k is {k}: ask for at least one passage")
        if not isinstance(question, str):
            raise QuestionError(f"A question is asked as a string, not as {type(question).__name__}.", "no_question")
        parsed = parse_question(question, known(options).get("language"))
        only, earlier = options.get("only"), options.get("earlier", ())
        before = leant_on(parsed.text, earlier) if self._chain else ()
        rewritten = self._chain.chat.rewrite(parsed, before) if self._chain and before else None
        with self._threads.limit(limits=1):
            looking = Looking(self._reloader.latest(), k, only, self._min_confidence, _reader() if self._reads else None)
            return looking.look_up_text(parsed, rewritten) if rewritten else looking.look_up(parsed, earlier)

    def answer(self, search: Search, started: float | None = None) -> Answer:
        """The answer that a search supports. `started` is the `time.perf_counter()` from which the total counts."""
        return next(event.answer for event in self.events(search, started) if isinstance(event, Done))

    def events(self, search: Search, started: float | None = None) -> Iterator[Event]:
        """The events of `answer`. No language model is asked where the articles don't answer."""
        quoted = self.quoted(search, started)
        if self._chain and quoted.found and quoted.mode == "extractive":
            yield from self._chain.stream(
                search, self._reloader.serving, quoted, _began(search) if started is None else started
            )
        else:
            yield from quote_events(quoted)

    async def aanswer(self, search: Search) -> Answer:
        """`answer` without blocking."""
        return await _last(self.aevents(search))

    async def aevents(self, search: Search, started: float | None = None) -> AsyncIterator[Event]:
        """`events` without blocking."""
        import asyncio

        quoted = await asyncio.to_thread(self.quoted, search, started)
        if self._chain and quoted.found and quoted.mode == "extractive":
            began = _began(search) if started is None else started
            async for event in self._chain.astream(search, self._reloader.serving, quoted, began):
                yield event
        else:
            for event in quote_events(quoted):
                yield event

    def quoted(self, search: Search, started: float | None = None) -> Answer:
        """`answer` in the articles' own sentences, whether or not there is a language model."""
        began = time.perf_counter()
        draft = write(search, self._min_confidence, lambda: self._examples.newest(search.question.language, _SUGGESTED))
        answer_ms = _ms(began, time.perf_counter())
        total_ms = search.embed_ms + search.retrieve_ms + answer_ms if started is None else _ms(started, time.perf_counter())
        return Answer(
            question=search.question.text,
            language=search.question.language,
            found=draft.found,
            confidence=search.hits[0].confidence if search.hits else 0.0,
            text=draft.text,
            citations=draft.citations,
            mode=draft.mode,
            nearest=draft.nearest,
            timings_ms=Timings(search.embed_ms, search.retrieve_ms, answer_ms, total_ms),
            sections=draft.sections,
            suggestions=draft.suggestions,
        )

    def as_retriever(self, k: int = HITS, search_kwargs: dict[str, Any] | None = None) -> "PassageRetriever":
        """A LangChain retriever over the index; ids, offsets and scores are in the documents' metadata."""
        from assistant.langchain import PassageRetriever

        return PassageRetriever(assistant=self, k=k, search_kwargs=search_kwargs or {})

    def as_runnable(self) -> "AnswerRunnable":
        """The whole assistant as a LangChain runnable: a question in, an Answer out that is also its text."""
        from assistant.langchain import answer_runnable

        return answer_runnable(self)

    def as_tool(self, name: str = "ask_articles") -> "BaseTool":
        """The assistant as a tool of LangChain's agents."""
        from assistant.langchain import answer_tool

        return answer_tool(self.as_runnable(), name)

    def as_embeddings(self) -> "IndexEmbeddings":
        """The index's model as LangChain's embeddings."""
        from assistant.langchain import IndexEmbeddings

        return IndexEmbeddings(self._reloader.serving.embedder)

    def as_vector_store(self) -> "IndexVectorStore":
        """The index as a vector store of LangChain's that is only read."""
        from assistant.langchain import IndexVectorStore

        return IndexVectorStore(self, self.as_embeddings())


def _temporary_folder() -> Path:
    """A folder that is removed when the process ends."""
    import tempfile

    folder = tempfile.TemporaryDirectory(prefix="articles-assistant-")
    atexit.register(folder.cleanup)
    return Path(folder.name) / "index"


def _reader() -> "Reader":
    """The reader that ships; it is loaded for the first question."""
    from assistant.comprehension.reader import load_reader

    return load_reader()


def _load_chain(
    llm: "str | BaseChatModel",
    threads: ThreadpoolController,
    reader: "Callable[[], Reader] | None",
    waits_s: tuple[float, float],
    *,
    quotes: bool,
) -> "Chain":
    """What writes with a language model; without one, nothing of it is imported."""
    from assistant.generative.chain import Chain
    from assistant.generative.providers import load_chat
    from assistant.generative.pump import Limits

    return Chain(load_chat(llm).within(Limits(*waits_s)), threads, reader, quotes)


def _began(search: Search) -> float:
    """The `time.perf_counter()` at which a search that has just ended began, as it was timed itself."""
    return time.perf_counter() - (search.embed_ms + search.retrieve_ms) / 1000


async def _last(events: AsyncIterator[Event]) -> Answer:
    """The answer that events end with."""
    return next(iter([event.answer async for event in events if isinstance(event, Done)]))


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
