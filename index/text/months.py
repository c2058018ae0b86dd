"""The months' names, as Hindi and English write them."""

from collections.abc import Iterable

# The spellings of each month's name, the usual one in Hindi first.
MONTHS = (
    "जनवरी january jan",
    "फ़रवरी फरवरी february feb",
    "मार्च march mar",
    "अप्रैल april apr",
    "मई may",
    "जून june jun",
    "जुलाई july jul",
    "अगस्त august aug",
    "सितंबर सितम्बर september sep sept",
    "अक्टूबर अक्तूबर october oct",
    "नवंबर नवम्बर november nov",
    "दिसंबर दिसम्बर december dec",
)


def months(*spellings: Iterable[str]) -> dict[str, int]:
    """The number of each month, from 1, by its names."""
    return {name: number for rows in spellings for number, row in enumerate(rows, 1) for name in row.split()}
