"""An article filter as a condition in SQL."""

import json

from index.models import ArticleFilter

# On the columns of the table `articles`.
CONDITION = (
    "(:since IS NULL OR published >= :since) AND (:until IS NULL OR published <= :until)"
    " AND (:source IS NULL OR source = :source)"
    " AND (:language IS NULL OR language = :language)"
    " AND (:articles IS NULL OR articles.id IN (SELECT value FROM json_each(:articles)))"
)


def filter_values(only: ArticleFilter) -> dict[str, str | None]:
    """The values of CONDITION's names."""
    chosen = json.dumps(only.articles) if only.articles else None
    values = {
        "since": only.since,
        "until": only.until,
        "source": only.source,
        "articles": chosen,
        "language": only.language,
    }
    return {name: str(value) if value else None for name, value in values.items()}
