"""An article filter as a condition in SQL."""

from index.models import ArticleFilter

# On the columns of the table `articles`.
CONDITION = (
    "(:since IS NULL OR published >= :since) AND (:until IS NULL OR published <= :until)"
    " AND (:source IS NULL OR source = :source)"
)


def filter_values(only: ArticleFilter) -> dict[str, str | None]:
    """The values of CONDITION's names."""
    values = {"since": only.since, "until": only.until, "source": only.source}
    return {name: str(value) if value else None for name, value in values.items()}
