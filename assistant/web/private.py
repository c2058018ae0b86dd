"""Files that nobody but the operator may read."""

import os
from pathlib import Path
from typing import IO


def private_folder(path: Path) -> Path:
    """The folder, made where there is none, with those that it is in."""
    for folder in reversed([path, *path.parents]):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def open_private(path: Path, mode: str) -> IO[bytes]:
    """A file to be written to, in binary; `mode` is `open`'s."""
    file = open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))
    os.chmod(path, 0o600)  # also one that is older
    return file


def replace_private(path: Path, data: bytes) -> None:
    """Writes a whole file anew: whoever reads it has the old one or the new one."""
    beside = path.with_name(f".{path.name}.new")
    with open_private(beside, "wb") as file:
        file.write(data)
    beside.replace(path)
