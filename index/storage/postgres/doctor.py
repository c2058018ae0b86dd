"""What `assistant doctor` looks at in a database besides what it looks at in every index."""

from index.errors import StoreError
from index.storage.postgres import schema
from index.storage.postgres.index import DatabaseIndex
from index.storage.postgres.version import visible

_SERVER = """
SELECT current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'vector'),
    pg_is_in_recovery(), coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false), current_user::text,
    has_table_privilege('articles', 'INSERT')
"""
# Articles whose passages and sentences don't follow each other, and passages whose tokens and bytes don't belong together.
_GAPS = f"""
WITH held AS (SELECT key, id FROM articles a WHERE {visible("a")}),
segments AS (
    SELECT article_key, count(*) AS passages, max(number) + 1 AS last, max(last_sentence) + 1 AS sentences,
        bool_and(length(token_codes) = length(token_places) / 4 * %(width)s::int) AS are_whole
    FROM passages p WHERE {visible("p")} GROUP BY article_key
), spoken AS (
    SELECT article_key, count(*) AS sentences, max(number) + 1 AS last FROM sentences s
    WHERE {visible("s")} GROUP BY article_key
)
SELECT id FROM held LEFT JOIN segments ON segments.article_key = key LEFT JOIN spoken ON spoken.article_key = key
WHERE (passages = segments.last AND segments.sentences = spoken.sentences AND spoken.sentences = spoken.last AND are_whole)
    IS NOT TRUE
ORDER BY id LIMIT 1
"""


def server(index: DatabaseIndex) -> str:
    """Which server it is, and what this user may do there."""
    ((version, vector, is_replica, is_encrypted, user, may_write),) = index.rows(_SERVER)
    kind = "read replica" if is_replica else "server"
    way = "TLS" if is_encrypted else "no TLS"
    rights = "read and build" if may_write and not is_replica else "read"
    return (
        f"{kind} {index.path}: PostgreSQL {version}, pgvector {vector}, {way}, schema {len(schema.parts())}, "
        f"version {index.number} serves, {user} may {rights}"
    )


def problem_of_articles(index: DatabaseIndex) -> str | None:
    """What is wrong with an article, the first of them; every text is compared with its checksum."""
    try:
        for _ in index.articles():
            pass
    except StoreError as error:
        return str(error)
    width = index.manifest.model.token_bytes
    gaps = index.rows(_GAPS, {"width": width})
    return f"The index in {index.path} is damaged: the article {gaps[0][0]!r} is not whole." if gaps else None


def waiting(index: DatabaseIndex) -> str:
    """What is in the making."""
    ((jobs,),) = index.rows("SELECT count(*) FROM jobs")
    found = index.rows("SELECT version FROM building WHERE goes_on")
    return f"version {found[0][0]} is in the making: {jobs:,} articles to go" if found else "nothing is in the making"
