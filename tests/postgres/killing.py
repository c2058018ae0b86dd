"""Builders and workers in processes of their own, which are killed."""

import time

from fakes import FakeEmbedder

from index.building.build import build
from index.building.working import work
from index.storage.address import DatabaseAddress


class Slow(FakeEmbedder):
    """Takes so many seconds for each round."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def embed_passages(self, texts, on_texts=None, on_tokens=None):
        time.sleep(self.seconds)
        return super().embed_passages(texts, on_texts, on_tokens)


def build_in_database(folder: str, url: str, seconds: float) -> None:
    build([folder], DatabaseAddress(url), embedder=Slow(seconds))


def work_in_database(url: str, seconds: float) -> None:
    work(DatabaseAddress(url), embedder=Slow(seconds))
