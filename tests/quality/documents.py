"""How well documents are read: one article as several programs save it, and words typed for legacy fonts.

python -m tests.quality.documents
"""

import sys
import tempfile
import unicodedata
from pathlib import Path

from index.models import Article
from index.reading.files import read_file
from index.reading.legacy_fonts import convert, font_of

from .saved_pages import words

sys.path.insert(0, str(Path(__file__).parents[1]))
from documents import DOCUMENTS, scan_of, without_meaning  # noqa: E402 (as the tests import it)
from test_legacy_fonts import HOOKED, WORDS  # noqa: E402


def main() -> None:
    """Prints the share of the article's words that each document gives, and of legacy words that are right."""
    (page,) = read_file(DOCUMENTS / "page.html")
    assert isinstance(page, Article)
    wanted = words(page.text)
    print("document                          words right  notes")
    with tempfile.TemporaryDirectory() as folder:
        broken, scan = Path(folder, "chromium, letters not said.pdf"), Path(folder, "chromium, as a scan.pdf")
        broken.write_bytes(without_meaning((DOCUMENTS / "chromium.pdf").read_bytes()))
        scan_of(DOCUMENTS / "chromium.pdf", scan)
        for path in [*sorted(DOCUMENTS.glob("*.*")), broken, scan]:
            if path.suffix != ".md":
                found = [*read_file(path)][0]
                text, notes = (found.text, "; ".join(found.notes)) if isinstance(found, Article) else ("", found.reason)
                print(f"{path.name:<34} {(wanted & words(text)).total() / wanted.total():10.3f}  {notes}")
    for name, pairs in (("Kruti Dev", WORDS), ("Walkman-Chanakya", HOOKED)):
        font = font_of(name)
        assert font is not None
        right = sum(_nfc(convert(keys, font)) == _nfc(shown) for keys, shown in pairs)
        print(f"{font.name:<34} {right} of {len(pairs)} words")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


if __name__ == "__main__":
    main()
