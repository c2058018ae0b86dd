"""Files that tests make and find."""

from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def write_articles(folder: Path, articles: Mapping[str, str]) -> Path:
    """Writes {file name: text} below `folder`, which is returned."""
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
