"""Articles as rows of the table `articles`, with what an index in a directory has in tables of its own."""

from index.storage.articles import NAMES

# As index/storage/articles.py names them; a date as text, as content hashes take it.
STORED = ", ".join((*NAMES, "content_hash"))
PLACES = ", ".join(f"%({name})s" for name in (*NAMES, "content_hash"))


def selected(table: str) -> str:
    """The values of STORED from a table, ready for `to_article` and its checksum."""
    names = (f"to_char({table}.published, 'YYYY-MM-DD')" if name == "published" else f"{table}.{name}" for name in NAMES)
    return f"{', '.join(names)}, {table}.content_hash"
