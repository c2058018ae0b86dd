"""Pages read by their look: tesseract, where it is installed with Hindi."""

import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from index.reading.raw import UnreadableError

_DPI = 200  # .96 to .99 of the words right on prints of five programs
_PAGE_SECONDS = 50
_INSTALL = (
    'install tesseract with Hindi (tesseract-ocr-hin) and `pip install "articles-assistant[ocr]"`, and such pages are '
    "read by their look"
)


@cache
def missing() -> str | None:
    """What must be installed before pages can be read by their look, as advice; None where all is there."""
    tesseract = shutil.which("tesseract")
    if not tesseract or not find_spec("pypdfium2"):
        return _INSTALL
    languages = subprocess.run(
        [tesseract, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    ).stdout.split()
    return None if {"hin", "eng"} <= set(languages) else _INSTALL


def read_page(path: Path, number: int) -> str:
    """The text of a page of a PDF, counted from 0, paragraphs apart."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        image = BytesIO()
        document[number].render(scale=_DPI / 72).to_pil().convert("L").save(image, "PNG")
    finally:
        document.close()
    command = ["tesseract", "stdin", "stdout", "-l", "hin+eng", "--dpi", str(_DPI)]
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": str(Path(shutil.which("tesseract") or "").parent)}
    try:
        done = subprocess.run(
            command, input=image.getvalue(), capture_output=True, timeout=_PAGE_SECONDS, check=True, env=environment
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableError(f"can't be read by OCR: {str(error)[:200]}") from error
    return _paragraphs(done.stdout.decode("utf-8", "replace"))


def _paragraphs(text: str) -> str:
    blocks = (" ".join(block.split()) for block in text.replace("\f", "\n\n").split("\n\n"))
    return "\n\n".join(filter(None, blocks))
