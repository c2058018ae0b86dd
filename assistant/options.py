"""How a question is asked, beside its words."""

from collections.abc import Sequence
from typing import TypedDict

from index.models import ArticleFilter, Language

# Passages that a search brings up: as many as evaluation looks at (recall@10).
HITS = 10
# The least probability at which the articles are said to answer: docs/retrieval.md has what it lets through and what not.
MIN_CONFIDENCE = 0.4


class AskOptions(TypedDict, total=False):
    """The keyword arguments of `ask`, `stream` and `search`; all may be left out.

    `language` is the one to answer in instead of the question's own. `only` says which articles are looked into. `earlier`
    are the questions asked before in this conversation, newest last: a follow-up is looked up with them.
    """

    language: Language | None
    only: ArticleFilter | None
    earlier: Sequence[str]


def known(options: AskOptions) -> AskOptions:
    """The options; TypeError for a keyword that is none of them."""
    if unknown := options.keys() - AskOptions.__annotations__.keys():
        names = ", ".join(AskOptions.__annotations__)
        raise TypeError(f"there is no option {', '.join(sorted(unknown))}: a question is asked with {names}")
    return options
