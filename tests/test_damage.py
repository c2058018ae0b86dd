"""A byte that changed on disk: one sentence or a true quote, never a traceback, and never a new generation made of it."""

import pytest
from damaging import damages

from index.storage import layout

ARTICLES = {
    "a.txt": "शी ने पुतिन से ज़रूरी बात की। वार्ता दो घंटे चली।\n\nबीजिंग में बैठक हुई।",
    "b.txt": "The river flooded the old town. The mayor opened a bridge over the river in May.",
    "c.md": "---\ntitle: बारिश\npublished: 2024-11-13\n---\nदिल्ली में बारिश हुई। सड़कें भर गईं। पानी उतर गया।",
}


@pytest.mark.parametrize("name", layout.DATA_FILES)
def test_a_changed_byte_is_told_or_does_no_harm(make_index, tmp_path, name):
    assert not damages(make_index(ARTICLES), tmp_path, name, times=12, seed=1)
