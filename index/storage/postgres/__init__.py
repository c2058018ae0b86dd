"""An index in a PostgreSQL database with pgvector, read and built from any number of machines (docs/scale.md)."""

from index.errors import StoreError

try:
    import psycopg  # noqa: F401
    import psycopg_pool  # noqa: F401
except ImportError as error:
    raise StoreError(
        "An index in PostgreSQL needs psycopg: install it with `pip install 'articles-assistant[postgres]'`."
    ) from error
