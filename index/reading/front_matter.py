"""Front matter: the lines of YAML at the head of a Markdown file."""

from collections.abc import Mapping
from typing import Any

import regex

_FRONT_MATTER = regex.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", regex.DOTALL)


def split_front_matter(raw: str) -> tuple[Mapping[str, Any], str]:
    """What the front matter says and the text behind it; all of `raw` is text where there is none."""
    import yaml

    match = _FRONT_MATTER.match(raw)
    if match is None:
        return {}, raw
    try:
        metadata = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError):
        return {}, raw
    return (metadata, raw[match.end() :]) if isinstance(metadata, dict) else ({}, raw)
