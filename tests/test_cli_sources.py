"""What `assistant index` takes: nothing, standard input, addresses, tables with columns of other names."""

import io
import json
import os
import sys
from functools import partial

import pytest
from page_samples import HI, SAMPLES
from websites import serving

from assistant import cli
from index.building.build import build
from index.storage.local import Index


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, fake_embedder):
    """Runs `assistant index` with a fake embedder: (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setattr(sys, "argv", ["assistant", "index", *map(str, arguments), "--index", "kept", "--json"])
        monkeypatch.setattr(cli, "_builder", lambda *_: partial(build, embedder=fake_embedder))
        with pytest.raises(SystemExit) as end:
            cli.main()
        return (end.value.code or 0, *capsys.readouterr())

    return run


def test_without_sources_those_of_before_are_read_again(run, tmp_path):
    (tmp_path / "a.txt").write_text(HI[0])
    assert run("a.txt")[0] == 0
    (tmp_path / "a.txt").write_text(HI[1])
    status, out, _ = run()
    assert (status, json.loads(out)["changed"]) == (0, 1)


def test_without_sources_and_without_any_before_one_sentence_says_what_to_do(run):
    status, out, err = run()
    assert (status, out) == (2, "") and "name files, folders or addresses" in " ".join(err.replace("│", " ").split())


def test_standard_input_is_an_article_and_is_not_remembered(run, tmp_path):
    assert run("-", stdin=HI[0].encode())[0] == 0
    (article,) = Index.open(tmp_path / "kept").articles()
    assert (article.text, article.path) == (HI[0], None)
    assert run()[0] == 2


def test_addresses_are_read_where_private_ones_are_allowed(run, tmp_path):
    with serving() as site:
        site.put("/1", SAMPLES[0].data)
        status, _, err = run(site.url("/1"))
        assert status == 1 and "--allow-private" in err
        assert run(site.url("/1"), "--allow-private")[0] == 0
        assert json.loads(run("--allow-private")[1])["unchanged"] == 1


def test_columns_of_a_table_are_named_by_an_option(run, tmp_path):
    (tmp_path / "t.csv").write_text(f"नाम,मुख्य_अंश\nकोसी की ख़बर,{HI[4]}\n")
    assert "--column text=NAME" in run("t.csv")[2]
    assert run("t.csv", "--column", "text=मुख्य_अंश", "--column", "title=नाम")[0] == 0
    (article,) = Index.open(tmp_path / "kept").articles()
    assert (article.title, article.text) == ("कोसी की ख़बर", HI[4])


@pytest.mark.parametrize("given", ["text", "text=", "colour=x", "=x"])
def test_a_column_that_is_said_wrongly_is_a_wrong_use(run, given):
    status, _, err = run("x.csv", "--column", given)
    assert status == 2 and "text=NAME" in " ".join(err.split())


def test_what_is_known_of_an_article_is_shown_with_it(run, tmp_path, monkeypatch, capsys):
    (tmp_path / "page.html").write_bytes(SAMPLES[0].data.replace(b"</body></html>", b""))
    assert run("page.html")[0] == 0
    (article,) = Index.open(tmp_path / "kept").articles()
    monkeypatch.setattr(sys, "argv", ["assistant", "articles", "show", article.id, "--index", "kept"])
    with pytest.raises(SystemExit):
        cli.main()
    shown = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert shown[1:4] == ["नदी समाचार", "रमेश कुमार", "2024-08-19 (found: page)"]
