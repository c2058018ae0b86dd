"""Builds in processes of their own."""

import multiprocessing
import resource
import tempfile
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import numpy as np
from fakes import FakeEmbedder

from index.building.build import build
from index.building.sources import stage
from index.errors import AssistantError
from index.storage import layout
from index.storage.writer import GenerationWriter


class TinyEmbedder(FakeEmbedder):
    """Vectors of eight numbers that cost nothing to make and say nothing; remembers no texts."""

    def __init__(self):
        super().__init__(name="tiny", dimension=8)

    def embed_passages(self, texts, on_texts=None, on_tokens=None):
        on_texts(len(texts))
        return np.ones((len(texts), 8), np.float32)


def processes() -> ForkServerContext:
    """Processes that start in milliseconds, with everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["builders"])
    return context


def build_slowly(folder, path, seconds):
    """A build that spends so long on each round of articles, and some on each file that it waits for the disk with."""

    class Slow(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            if on_texts:
                time.sleep(seconds)
            return super().embed_passages(texts, on_texts, on_tokens)

    sync = layout.sync

    def sync_slowly(place):
        time.sleep(seconds / 5)
        sync(place)

    layout.sync = sync_slowly
    build([folder], path, embedder=Slow())


def build_at_once(folder, path, barrier, results):
    """Builds when the others do; tells what came of it."""
    barrier.wait()
    try:
        build([folder], path, embedder=FakeEmbedder())
        results.put("built")
    except AssistantError as error:
        results.put(str(error))


def peak_of_staging(file, results):
    """How many bytes the process grew by while a file was staged."""
    with tempfile.TemporaryDirectory() as folder, GenerationWriter(Path(folder), None) as writer:
        before = _peak()
        stage([file], writer, may_be_empty=False)
        results.put((writer.staged_count(), _peak() - before))


def peak_of_build(file, path, results):
    """How many bytes the process grew by while an index was built."""
    before = _peak()
    report = build([file], path, embedder=TinyEmbedder(), token_vectors=False)
    results.put((report.added, _peak() - before))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
