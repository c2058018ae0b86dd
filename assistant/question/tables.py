"""The tables of words and patterns in assistant/data, each file read when it is first asked for, and once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables(name: str) -> dict[str, Any]:
    """What is in `assistant/data/NAME.toml`, by table."""
    return tomllib.loads((files("assistant") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
