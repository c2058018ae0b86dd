"""What pasted pages lose when asides are set into the midst of their reports: links, forms, pictures, buttons.

python -m tests.quality.interrupted_pages
"""

import random
import sys
from collections.abc import Iterator

from index.reading.cleaning import clean
from index.text.words import words

from .pages import HELD_OUT, Page, Score, own_pages, score, shared_pages

ASIDES = (
    "Also Read\nWhy the new ring road may not ease the city's traffic\nGold loses shine as dollar firms; silver slips too",
    "यह भी पढ़ें\nसर्दियों में कैसे रखें दिल का ख्याल, डॉक्टर ने बताए पांच उपाय\nरेलवे ने बदला 12 ट्रेनों का समय, देखें पूरी सूची",
    "Related Stories\nCourt reserves order in land allotment case\nState to hire 4,000 nurses before March\nRain alert",
    "Advertisement",
    "विज्ञापन\nविज्ञापन",
    "संगम पर स्नान करते श्रद्धालु (फाइल फोटो)",
    "Trending\nVideos\nIPL 2020\nBihar polls",
    "Subscribe to our newsletter\nEnter your email\nSubmit",
    "Tags: a, b, c",
    "Share\nFacebook\nTwitter\nWhatsApp",
    "Comments",
    "Read more",
    "हमारे WhatsApp चैनल से जुड़ें",
    "फॉलो करें:\nगूगल न्यूज़",
    "ताजा खबरों के लिए ज्वाइन करें हमारा टेलीग्राम चैनल",
    "12 नवंबर 2024",
    "Updated: Nov 12, 2024 10:00 IST",
)
_ROUNDS = 6
_SEED = 2


def interrupted() -> Iterator[tuple[int, Score]]:
    """Each page with one to three asides between two lines of its report: the lines of the report, and the score."""
    rng = random.Random(_SEED)
    for _ in range(_ROUNDS):
        for page in [*own_pages(), *own_pages(HELD_OUT), *shared_pages()]:
            if (lines := _with_asides(page, rng)) is not None:
                yield sum(bool(words(line)) for line in page.gold.split("\n")), score(page, clean(lines).text)


def _with_asides(page: Page, rng: random.Random) -> str | None:
    gold = {tuple(words(line)) for line in page.gold.split("\n") if words(line)}
    lines = page.text.split("\n")
    for _ in range(rng.randint(1, 3)):
        places = [at for at, line in enumerate(lines) if words(line) and tuple(words(line)) in gold]
        if len(places) < 3:
            return None
        at = rng.choice(places[:-1]) + 1
        lines[at:at] = rng.choice(ASIDES).split("\n")
    return "\n".join(lines)


def table() -> str:
    """Lines of reports, and how many of them were lost."""
    scores = list(interrupted())
    lines, lost = sum(count for count, _ in scores), sum(len(each.lost) for _, each in scores)
    precision = sum(each.precision for _, each in scores) / len(scores)
    head = f"{'pages with asides':<20}{'n':>5}{'lines':>7}{'lost':>6}{'share':>7}{'precision':>11}"
    return f"{head}\n{'':<20}{len(scores):>5}{lines:>7}{lost:>6}{lost / lines:>7.3f}{precision:>11.3f}"


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
