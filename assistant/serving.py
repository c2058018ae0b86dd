"""The generation that answers, with its model: replaced as a whole when a build has made a newer one."""

import logging
import threading
from dataclasses import dataclass
from functools import cached_property

from assistant.question.romanised import Transliterator
from index.embedding.embedder import Embedder, load_embedder
from index.errors import AssistantError
from index.models import Language
from index.search.hits import Query
from index.search.searcher import Searcher
from index.storage.index import Index
from index.text.words import terms

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Serving:
    """One generation and the model that made it."""

    index: Index
    embedder: Embedder

    @cached_property
    def searcher(self) -> Searcher:
        """Searches the generation."""
        return Searcher.over(self.index)

    def query(self, text: str, language: Language) -> Query:
        """A text that is asked in a language, ready to be searched for."""
        return Query(self.embedder.embed_query(text), language)

    @cached_property
    def transliterator(self) -> Transliterator:
        """Loaded for the first question in romanised Hindi; it knows the words of the articles, names above all."""
        transliterator = Transliterator.load()
        transliterator.add_words(self.index.vocabulary(), self.index.words_sounding, self._has_word)
        return transliterator

    def _has_word(self, word: str) -> bool:
        """Whether the articles have a word, in its script, in one of its forms."""
        forms = terms(word)
        return bool(forms) and bool(self.index.with_words([{"terms": forms}]))

    def renewed(self) -> "Serving":
        """The same for the generation that serves now. Raises StoreError or ModelError when it can't be used."""
        index = self.index.renewed()
        embedder = self.embedder
        if index.manifest.model != self.index.manifest.model:
            embedder = load_embedder(index.manifest.model.name)
            index.check_model(embedder)
        return Serving(index, embedder)


class Reloader:
    """Hands out what serves now. Safe to share between threads: what was handed out stays usable."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._lock = threading.Lock()
        self._passed_over = ""

    @property
    def serving(self) -> Serving:
        """What was taken up last."""
        return self._serving

    def reload(self) -> bool:
        """Takes up the generation that serves now; whether it is a new one. Raises StoreError or ModelError."""
        with self._lock:
            if self._serving.index.newest() == self._serving.index.generation:
                return False
            self._serving = self._serving.renewed()
            return True

    def latest(self) -> Serving:
        """What serves now. A new generation that can't be used is reported and passed over until there is another."""
        newest = self._serving.index.newest()
        if newest not in (self._serving.index.generation, self._passed_over):
            try:
                self.reload()
            except AssistantError as error:
                self._passed_over = newest
                logger.warning("Answering from the older articles. %s", error)
        return self._serving
