"""Documents that tests read: the saved ones, and others made of them or by hand."""

import re
import zipfile
import zlib
from pathlib import Path

DOCUMENTS = Path(__file__).parent / "data" / "documents"
TITLE = "राँची में मानसून की पहली बारिश, किसानों के चेहरे खिले"
# What every way of saving the page must keep.
SENTENCES = (
    "राँची में शुक्रवार की सुबह मानसून की पहली बारिश हुई, जिसमें शहर के कई मुहल्लों की गलियाँ पानी से भर गईं।",
    "विशेषज्ञों का मानना है कि मिट्टी की नमी अब बुआई के लिए पर्याप्त है।",
    "उन्होंने क्षतिग्रस्त सड़कों की मरम्मत एक सप्ताह में पूरी करने का आश्वासन दिया।",
    "ज़िला प्रशासन ने किसी भी आपात स्थिति के लिए नियंत्रण कक्ष का नंबर 0651-2215855 जारी किया है।",
)
HINDI = "राष्ट्रपति शी ने पुतिन से ज़रूरी बात की। यह बैठक बीजिंग में हुई और इसमें कई समझौते हुए। "


def without_meaning(pdf: bytes) -> bytes:
    """A PDF that no longer says what its glyphs mean, as most programs write them."""

    def blunt(match: re.Match[bytes]) -> bytes:
        try:
            stream = zlib.decompress(match[2])
        except zlib.error:
            return match[0]
        return match[1] + zlib.compress(stream.replace(b"/ActualText", b"/ActualTexx")) + match[3]

    return re.sub(rb"(stream\r?\n)(.*?)(\r?\nendstream)", blunt, pdf, flags=re.DOTALL)


def scan_of(pdf: Path, target: Path) -> None:
    """Writes a PDF of the pictures of another's pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=200)


def write_zip(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def write_epub(path: Path, chapters: dict[str, str], metadata: str = "", extra: dict[str, bytes | str] | None = None) -> Path:
    """A book with these bodies, by file name."""
    items = "".join(
        f'<item id="c{number}" href="text/{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    page = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    members = {f"OEBPS/text/{name}": page.format(body) for name, body in chapters.items()}
    return write_zip(path, {"META-INF/container.xml": container, "OEBPS/book.opf": package, **members, **(extra or {})})
