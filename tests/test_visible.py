"""Nothing in text that isn't ours is obeyed by a terminal, or forges a line."""

import json
import logging
import sys

import pytest
import regex
from fakes import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli import main
from assistant.core import Assistant
from assistant.printing import print_events, print_hits
from assistant.visible import VisibleFormatter, visible, visible_json, visible_lines
from index.storage.local import Index

ATTACKS = [
    "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "a\rb", "a\nassistant: all is well", "\u202egnp.exe", "\u2066x\u2069",
    "\x00", "\x7f", "\u2028", "\u2029", "\udcff", "\u200bhidden", "\ufeff", "\U000e0041", "\u061c",
]  # fmt: skip
OBEYED = regex.compile(r"[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
HINDI = "शी ने “क्‍यों” कहा? र्‍य ज़ ०१२ – naïve 🎉"


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_terminal_would_obey_is_written_out(attack):
    shown = visible(f"before {attack} after")
    assert not OBEYED.search(shown) and "\n" not in shown
    assert shown.startswith("before ") and shown.endswith(" after") and "\\" in shown
    assert json.loads(visible_json(json.dumps(attack, ensure_ascii=False))) == attack
    assert not OBEYED.search(visible_json(json.dumps(attack, ensure_ascii=False)))


def test_what_people_write_stays_as_it_is():
    assert visible(HINDI) == HINDI == visible_lines(HINDI)
    assert visible_lines("a\n\tb") == "a\n\tb"


@given(st.text())
def test_any_text_is_one_line_that_can_be_seen(text):
    assert not OBEYED.search(visible(text))
    assert len(visible(text).splitlines()) <= 1


def test_a_log_line_can_not_be_forged():
    record = logging.LogRecord("x", logging.WARNING, "x.py", 1, "%s is kept", ("a\nERROR: b\x1b[2J",), None)
    assert VisibleFormatter("%(levelname)s: %(message)s").format(record) == "WARNING: a\\nERROR: b\\x1b[2J is kept"
    try:
        raise ValueError("a\x1b[2Jb")
    except ValueError:
        record.exc_info = sys.exc_info()
    lines = VisibleFormatter("%(levelname)s: %(message)s").format(record).splitlines()
    assert len(lines) > 2 and lines[-1] == "ValueError: a\\x1b[2Jb"


@pytest.mark.parametrize("name", ["a\x1b[2J", "line\nbreak", "\u202egnp"])
def test_no_name_of_a_file_and_no_title_is_obeyed(name, tmp_path, capsys, monkeypatch):
    folder, index = tmp_path / name, tmp_path / "index"
    folder.mkdir()
    line = {"id": f"id{name}", "text": "The mayor of the town opened a bridge.", "title": f"T{name}", "source": name}
    (folder / f"{name}.jsonl").write_text(json.dumps(line) + "\n{")
    monkeypatch.setattr("index.building.build.load_embedder", lambda name: FakeEmbedder())

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments), "--index", str(index)])
        with pytest.raises(SystemExit):
            main()

    run("index", folder)
    for arguments in (["articles", "list"], ["articles", "show", f"unknown{name}"], ["articles", "show", f"id{name}"]):
        run(*arguments)
    assistant = Assistant(Index.open(index), FakeEmbedder(), min_confidence=0)
    print_hits(assistant.search("Who opened the bridge?"))
    print_events(assistant.stream("Who opened the bridge?"))
    printed = capsys.readouterr()
    assert "opened a bridge" in printed.out and "unknown" in printed.err
    for shown in (printed.out + printed.err).split("\n"):
        assert not OBEYED.search(shown.replace("\t", "")), shown
    assert all(shown.startswith(("Not read: ", "assistant: ", "WARNING: ")) for shown in printed.err.splitlines())
