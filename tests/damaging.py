"""An index with one byte changed, and what comes of it."""

import random
import shutil
from pathlib import Path

from fakes import FakeEmbedder

from assistant.core import Assistant
from index.building.build import build
from index.errors import AssistantError, StoreError
from index.models import Article
from index.storage import layout
from index.storage.local import Index

QUESTIONS = ["Which river flooded the town?", "दिल्ली में क्या हुआ?", "शी ने किससे बात की?"]


def change_a_byte(index: Path, name: str, chance: random.Random) -> int:
    """Changes one byte of a file of the serving generation; where."""
    file = layout.find_generation(index) / name
    content = bytearray(file.read_bytes())
    at = chance.randrange(len(content))
    content[at] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return at


def what_comes_of_it(index: Path, texts: set[str]) -> list[str]:
    """Whatever is neither one sentence of ours nor a quote that an article says, as words."""
    try:
        assistant = Assistant(Index.open(index), FakeEmbedder(), min_confidence=0)
    except AssistantError as error:
        return [] if "\n" not in str(error) else [str(error)]
    wrong = []
    for question in QUESTIONS:
        try:
            quotes = [citation.quote for citation in assistant.ask(question).citations]
        except AssistantError as error:
            wrong += [str(error)] if "\n" in str(error) else []
        except Exception as error:
            wrong.append(f"{question}: {error!r}")
        else:
            wrong += [quote for quote in quotes if not any(quote in text for text in texts)]
    return wrong


def damage_is_copied(index: Path) -> bool:
    """Whether a build takes over what is damaged."""
    try:
        build([Article("new", "Fair", "The fair opened in Leeds.", "en")], index, embedder=FakeEmbedder())
    except StoreError:
        return False
    return True


def damages(original: Path, place: Path, name: str, times: int, seed: int) -> list[str]:
    """What goes wrong with bytes changed here and there, each in a fresh copy of an index."""
    texts = {article.text for article in Index.open(original).articles()}
    chance = random.Random(f"{name} {seed}")
    wrong = []
    for number in range(times):
        index = place / f"{name}-{number}"
        shutil.copytree(original, index)
        at = change_a_byte(index, name, chance)
        wrong += [f"{name} at {at}: {problem}" for problem in what_comes_of_it(index, texts)]
        if damage_is_copied(index):
            wrong.append(f"{name} at {at}: taken over")
        shutil.rmtree(index)
    return wrong
