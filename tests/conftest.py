"""What many tests need: a fake and the real embedder, indexes in temporary folders, the evaluation data."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fakes import FakeEmbedder
from files import REPOSITORY, write_articles
from hypothesis import settings

from index.building.build import build
from index.embedding.embedder import BundledEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Whatever looks for a model does so on this machine alone. Read when the client is imported, which is later.
os.environ["HF_HUB_OFFLINE"] = "1"

# The same examples in every run, and no time limit for one: machines are busy.
settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: Playwright keeps an event loop running, which asynchronous tests can't have."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture
def fake_embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture(scope="session")
def bundled_embedder() -> BundledEmbedder:
    """The real built-in model, loaded once."""
    return BundledEmbedder()


@pytest.fixture(scope="session")
def torch_model() -> "SentenceTransformer":
    """The built-in model as sentence-transformers runs it."""
    from index.embedding import e5_torch, e5_weights

    return e5_torch.build_model(e5_weights.load_weights(), e5_weights.load_tokenizer())


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of demo articles."""
    return REPOSITORY / "seeds"


@pytest.fixture
def make_index(tmp_path: Path, fake_embedder: FakeEmbedder) -> Callable[..., Path]:
    """Builds an index of {file name: text} or of a file or folder, with the fake embedder unless another is given.

    Each call makes an index of its own; keyword arguments go to `build`.
    """
    made = 0

    def make(articles: Mapping[str, str] | str | Path, **options: object) -> Path:
        nonlocal made
        made += 1
        source = write_articles(tmp_path / f"articles-{made}", articles) if isinstance(articles, Mapping) else articles
        path = tmp_path / f"index-{made}"
        build([source], path, **{"embedder": fake_embedder, **options})
        return path

    return make


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory, seeds: Path, bundled_embedder: BundledEmbedder) -> Path:
    """The index of the demo articles, made with the real built-in model. Shared: nothing may write to it."""
    path = tmp_path_factory.mktemp("seed-index") / "index"
    build([seeds], path, embedder=bundled_embedder)
    return path


@pytest.fixture(scope="session")
def talk_index(tmp_path_factory: pytest.TempPathFactory, bundled_embedder: BundledEmbedder) -> Path:
    """The index of tests/data/conversation's twenty made-up reports, with the real model. Shared: nothing may write to it."""
    path = tmp_path_factory.mktemp("talk-index") / "index"
    build([REPOSITORY / "tests" / "data" / "conversation" / "articles.jsonl"], path, embedder=bundled_embedder)
    return path


@pytest.fixture(scope="session")
def answering_index(tmp_path_factory: pytest.TempPathFactory, bundled_embedder: BundledEmbedder) -> Path:
    """The index of tests/data/answering's made-up articles, with the real model. Shared: nothing may write to it."""
    path = tmp_path_factory.mktemp("answering-index") / "index"
    build([REPOSITORY / "tests" / "data" / "answering" / "articles.jsonl"], path, embedder=bundled_embedder)
    return path


@pytest.fixture(scope="session")
def eval_data() -> Path:
    """The folder of evaluation data beside the repository; tests that need it are skipped where it is absent."""
    path = REPOSITORY.parent / "shared" / "data" / "eval"
    if not path.is_dir():
        pytest.skip(f"the evaluation data is not in ../shared/data/eval beside {REPOSITORY.name}/")
    return path
