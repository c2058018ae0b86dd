import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from fakes import failing, saying

from assistant.cli import main
from assistant.generative.chat import Chat
from assistant.phrases import phrase
from assistant.printing import show_plan
from index.building.build import BuildReport
from index.storage.local import Index

HINDI = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
HEAVY = ("numpy", "torch", "faiss", "gradio", "langchain", "langchain_core", "sentence_transformers", "transformers")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working directory without settings, and no variables of ours."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command line in this process: (exit status, stdout, stderr)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return (end.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def article_id(seed_index):
    return next(article.id for article in Index.open(seed_index).articles() if article.id.startswith("000"))


@pytest.fixture
def broken(seed_index, tmp_path):
    """A copy of the index with one of its parts damaged."""

    def broken(part):
        path = shutil.copytree(seed_index, tmp_path / "broken")
        name = (path / "CURRENT").read_text().strip()
        if part == "CURRENT":
            (path / part).write_text("999999\n")
        elif part == "manifest.json":
            (path / "generations" / name / part).write_text("{")
        else:
            os.truncate(path / "generations" / name / part, 100)
        return path

    return broken


def assert_one_sentence(err):
    assert err.startswith("assistant: ") and err.count("\n") == 1 and err.endswith("\n")
    assert "Traceback" not in err and "Error" not in err.split(":")[0]


def python(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


# What is printed.


def test_ask_prints_the_answer_then_the_places_and_nothing_on_stderr(run, seed_index):
    status, out, err = run("ask", HINDI, "--index", seed_index)
    assert (status, err) == (0, "")
    frame, empty, *rest = out.splitlines()
    assert (frame, empty) == ("लेखों में यह लिखा है:", "")
    quotes, sources = rest[: rest.index("")], rest[rest.index("") + 1 :]
    assert any("75वीं वर्षगांठ" in quote for quote in quotes)
    assert sources[0] == "स्रोत:"
    assert [line[:3] for line in sources[1:]] == [quote[-3:] for quote in quotes]
    assert all(regex.search(r"\.txt, अक्षर \d+–\d+$", line) for line in sources[1:])


def test_ask_prints_one_json_object_in_utf_8(seed_index):
    command = [sys.executable, "-m", "assistant", "ask", HINDI, "--json", "--index", str(seed_index)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert HINDI in done.stdout.decode("utf-8")
    value = json.loads(done.stdout)
    known = ["question", "language", "found", "mode", "support", "text", "citations", "timings_ms"]
    assert list(value) == [*known, "confidence", "note", "sentences", "usage"]
    assert list(value["timings_ms"]) == ["embed", "retrieve", "answer", "total"]
    assert (value["question"], value["language"], value["found"], value["mode"]) == (HINDI, "hi", True, "extractive")
    index = Index.open(seed_index)
    for citation in value["citations"]:
        assert list(citation) == [
            "number", "article_id", "title", "path", "url", "source", "published", "start", "end", "quote", "score",
            "answer_start", "answer_end", "also",
        ]  # fmt: skip
        assert index.article(citation["article_id"]).text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_refusal_is_an_answer_and_no_failure(run, seed_index):
    status, out, err = run("ask", HINDI, "--language", "en", "--since", "2026-01-01", "--json", "--index", seed_index)
    value = json.loads(out)
    assert (status, err) == (0, "")
    assert (value["found"], value["language"], value["citations"]) == (False, "en", [])
    assert value["text"] == "These articles do not answer this."


def test_search_shows_as_many_passages_as_wanted_best_first(run, seed_index):
    status, out, err = run("search", HINDI, "-k", "2", "--json", "--index", seed_index)
    value = json.loads(out)
    assert (status, err) == (0, "")
    assert (value["question"], value["language"], len(value["hits"])) == (HINDI, "hi", 2)
    assert value["hits"][0]["article_id"].startswith("000")
    assert value["hits"][0]["score"] >= value["hits"][1]["score"]


def test_search_numbers_its_passages_and_shows_their_best_sentences(run, seed_index):
    status, out, err = run("search", HINDI, "-k", "3", "--index", seed_index)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line[:3] for line in lines[::2]] == ["1. ", "2. ", "3. "]
    assert "75वीं वर्षगांठ" in lines[1]


def test_articles_list_prints_ids_days_and_titles(run, make_index):
    index = make_index({"b.md": "---\ntitle: बाढ़\ndate: 2024-11-02\n---\nनदी में बाढ़ आई।", "a.txt": "The mayor opened a bridge."})
    status, out, err = run("articles", "list", "--index", index)
    assert (status, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [(row[0][:2], *row[1:]) for row in rows] == [("a-", "-", "The mayor opened a bridge."), ("b-", "2024-11-02", "बाढ़")]


def test_articles_list_prints_json_without_the_texts(run, seed_index):
    status, out, err = run("articles", "list", "--json", "--index", seed_index)
    assert (status, err) == (0, "")
    articles = json.loads(out)["articles"]
    assert [article["id"] for article in articles] == [article.id for article in Index.open(seed_index).articles()]
    assert all(list(article) == ["id", "title", "language", "path", "url", "source", "published"] for article in articles)


def test_articles_show_prints_the_article_as_it_is_stored(run, seed_index, article_id):
    stored = Index.open(seed_index).article(article_id)
    status, out, err = run("articles", "show", article_id, "--index", seed_index)
    assert (status, err) == (0, "")
    assert out.startswith(stored.title + "\n") and out.endswith("\n\n" + stored.text + "\n")

    value = json.loads(run("articles", "show", article_id, "--json", "--index", seed_index)[1])
    known = ["date_source", "year", "author", "notes"]
    assert list(value) == ["id", "title", "language", "path", "url", "source", "published", *known, "text"]
    assert value["text"] == stored.text


def test_index_counts_on_stdout_and_names_on_stderr_what_it_could_not_read(run, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("नदी में बाढ़ आई।", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x80\x81\x82")
    status, out, err = run("index", folder)
    assert status == 0
    assert regex.fullmatch(r"\.assistant/index: 1 added, 0 changed, 0 unchanged, 0 removed, 1 failed in \d+\.\d s\.\n", out)
    assert regex.search(r"^Not read: .*bad\.txt: is not UTF-8 text", err, regex.MULTILINE)

    status, out, err = run("index", folder, "--json")
    value = json.loads(out)
    assert list(value) == ["added", "changed", "unchanged", "removed", "pending", "failed", "seconds"]
    assert (value["added"], value["changed"], value["unchanged"]) == (0, 0, 1)
    assert [list(failure) for failure in value["failed"]] == [["where", "reason"]]


def test_the_index_can_be_named_by_variable_or_file(run, monkeypatch, tmp_path, make_index):
    one, two = (make_index({"a.txt": f"The mayor opened bridge {number}."}) for number in (1, 2))
    (tmp_path / "assistant.toml").write_text(f'index = "{one}"\n')
    assert "bridge 1" in run("articles", "list")[1]
    monkeypatch.setenv("ASSISTANT_INDEX", str(two))
    assert "bridge 2" in run("articles", "list")[1]
    assert "bridge 1" in run("articles", "list", "--index", one)[1]


def test_chat_passes_its_options_on(run, monkeypatch, seed_index, tmp_path):
    import assistant.web

    asked = []
    monkeypatch.setattr(assistant.web, "serve", lambda *given: asked.append(given))
    words = "--host 0.0.0.0 --port 8080 --allow-upload --max-upload-mb 3 --root-path /ask --mcp --auth-file accounts".split()
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    assert run("chat", "--index", seed_index, *words)[0] == 0
    assert run("chat", "--index", seed_index)[0] == 0
    options = assistant.web.ChatOptions("0.0.0.0", 8080, Path("accounts"), True, 3, "/ask", True)
    assert asked[0] == (seed_index, tmp_path, 0.4, options)
    assert asked[1] == (seed_index, tmp_path, 0.4, assistant.web.ChatOptions())


# What goes wrong.


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ask", "--bogus", "शी ने क्या कहा?"], id="an unknown option"),
        pytest.param(["bogus"], id="an unknown command"),
        pytest.param(["ask"], id="no question"),
        pytest.param(["ask", "one", "two"], id="a question without quotes around it"),
        pytest.param(["ask", "शी ने क्या कहा?", "--since", "tomorrow"], id="no day"),
        pytest.param(["ask", "शी ने क्या कहा?", "--until", "2024-02-30"], id="a day that never was"),
        pytest.param(["ask", "शी ने क्या कहा?", "--language", "fr"], id="an unknown language"),
        pytest.param(["search", "शी ने क्या कहा?", "-k", "0"], id="no passages"),
        pytest.param(["index"], id="nothing to index"),
        pytest.param(["articles", "show"], id="no article"),
        pytest.param(["chat", "--port", "99999"], id="an impossible port"),
        pytest.param(["articles"], id="no subcommand"),
        pytest.param([], id="no command"),
    ],
)
def test_wrong_use_is_told_on_stderr_with_exit_status_2(run, arguments):
    status, out, err = run(*arguments)
    assert status == 2
    assert "Usage: " in out + err and "Traceback" not in out + err
    if "Error" in err:
        assert out == ""


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param("  \n", id="white space"),
        pytest.param("?!।…", id="punctuation"),
        pytest.param("🎉", id="emoji"),
        pytest.param("क" * 100_000, id="a hundred thousand characters"),
    ],
)
def test_what_is_no_question_is_one_sentence_with_exit_status_2(run, command, question, seed_index):
    status, out, err = run(command, question, "--index", seed_index)
    assert (status, out) == (2, "")
    assert_one_sentence(err)
    assert err.startswith("assistant: The question ")


@pytest.mark.parametrize(
    "arguments", [["ask", HINDI], ["search", HINDI], ["chat"], ["articles", "list"], ["articles", "show", "x"]], ids=" ".join
)
def test_without_an_index_every_command_names_the_one_that_makes_it(run, tmp_path, arguments):
    status, out, err = run(*arguments, "--index", tmp_path / "none")
    assert (status, out) == (1, "")
    assert_one_sentence(err)
    assert "There is no index" in err and "`assistant index " in err


@pytest.mark.parametrize("part", ["CURRENT", "manifest.json", "articles.sqlite", "passages.faiss"])
@pytest.mark.parametrize("arguments", [["ask", HINDI], ["articles", "list"]], ids=" ".join)
def test_a_broken_index_is_one_sentence_with_the_command_that_mends_it(run, broken, part, arguments):
    status, out, err = run(*arguments, "--index", broken(part))
    assert (status, out) == (1, "")
    assert err.startswith("assistant: ") and "is damaged" in err and "`assistant index --full " in err
    assert err.count("\n") == 1 and "Traceback" not in err


def test_an_unknown_article_is_named(run, seed_index):
    status, out, err = run("articles", "show", "no-such-id", "--index", seed_index)
    assert (status, out) == (1, "")
    assert_one_sentence(err)
    assert "'no-such-id'" in err and "`assistant articles list`" in err


def test_sources_that_are_not_there_are_named(run, tmp_path):
    status, out, err = run("index", tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert err.strip().startswith("assistant: ") and "Traceback" not in err
    assert "nowhere: there is no such file or folder" in err


def test_wrong_settings_are_one_sentence(run, tmp_path):
    (tmp_path / "assistant.toml").write_text('indexx = "typo"\n')
    status, out, err = run("articles", "list")
    assert (status, out) == (1, "")
    assert_one_sentence(err)
    assert "'indexx'" in err


def test_a_reader_that_leaves_early_sees_no_traceback(seed_index, article_id):
    command = [sys.executable, "-m", "assistant", "articles", "show", article_id, "--index", str(seed_index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


# What it costs.


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["ask", ""], ["ask", HINDI, "--index", "none"]], ids=" ".join
)
def test_help_and_mistakes_are_answered_before_anything_heavy_is_imported(arguments):
    code = """
import sys
from assistant.cli import main
try:
    main()
finally:
    print("\\nimported:", *(name for name in sys.modules if "." not in name))
"""
    done = python(code, *arguments)
    *_, imported = done.stdout.splitlines()
    assert imported.startswith("imported: ") and "typer" in imported.split()
    assert not set(HEAVY) & set(imported.split())
    assert done.returncode == (0 if "--help" in arguments else 2 if "" in arguments else 1)


def test_help_names_every_command(run):
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    for command in ("index", "ask", "search", "chat", "articles"):
        assert regex.search(rf"\b{command}\b", out)


def test_articles_whose_files_are_gone_are_pruned_and_others_removed_by_id(run, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in {"flood": "नदी में बाढ़ आई।", "fair": "पटना में मेला लगा।", "rain": "दिल्ली में बारिश हुई।"}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    run("index", folder)
    (folder / "flood.txt").unlink()
    assert "0 added, 0 changed, 3 unchanged, 0 removed" in run("index", folder)[1]
    assert "0 added, 0 changed, 2 unchanged, 1 removed" in run("index", folder, "--prune")[1]

    fair, rain = (line.split("\t")[0] for line in run("articles", "list")[1].splitlines())
    status, out, _ = run("articles", "remove", fair)
    assert (status, "1 unchanged, 1 removed" in out) == (0, True)
    assert [line.split("\t")[0] for line in run("articles", "list")[1].splitlines()] == [rain]
    status, out, err = run("articles", "remove", fair)
    assert (status, out) == (1, "")
    assert fair in err and "assistant articles list" in err


def test_the_doctor_finds_nothing_wrong_with_a_whole_index_and_names_a_damaged_file(run, seed_index, tmp_path):
    path = tmp_path / "copy"
    shutil.copytree(seed_index, path)
    status, out, _ = run("doctor", "--index", path)
    assert (status, "wrong" in out) == (0, False)
    (tokens,) = path.rglob("tokens.bin")
    content = bytearray(tokens.read_bytes())
    content[1000] ^= 1
    tokens.write_bytes(content)
    status, out, _ = run("doctor", "--index", path)
    assert status == 1
    assert "wrong  tokens.bin" in out and "assistant index --full" in out
    findings = json.loads(run("doctor", "--index", path, "--json")[1])["findings"]
    assert [finding["what"].partition(":")[0] for finding in findings if finding["problem"]] == ["tokens.bin"]


def test_a_dry_run_says_what_would_be_done_and_about_how_long_and_does_nothing(run, seed_index, tmp_path):
    (tmp_path / "a.txt").write_text("शी ने पुतिन से बात की।", encoding="utf-8")
    status, out, err = run("index", tmp_path / "a.txt", "--index", tmp_path / "new", "--dry-run")
    assert (status, err) == (0, "")
    assert regex.fullmatch(r".*new: would add 1, change 0, keep 0, remove 0, 0 can't be read; about \d+ s\.\n", out)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("options", [[], ["--full"]])
def test_a_dry_run_in_json_has_the_fields_of_a_build(run, tmp_path, seed_index, options):
    (tmp_path / "b.txt").write_text("Rain fell.", encoding="utf-8")
    sources = tmp_path / "b.txt", tmp_path / "gone.txt"
    status, out, _ = run("index", *sources, "--index", seed_index, "--json", "--dry-run", *options)
    planned = json.loads(out)
    assert (status, planned.pop("dry_run"), planned["added"], len(planned["failed"])) == (0, True, 1, 1)
    assert (planned["unchanged"] > 0) == (not options)
    assert planned.keys() == {"added", "changed", "unchanged", "removed", "pending", "failed", "seconds"}


@pytest.mark.parametrize(("seconds", "said"), [(0, "1 s"), (89.4, "89 s"), (90, "2 min"), (5399, "90 min"), (5400, "1.5 h")])
def test_a_planned_time_is_rounded_as_people_say_it(capsys, tmp_path, seconds, said):
    show_plan(BuildReport(1, 0, 0, seconds=seconds), tmp_path)
    assert capsys.readouterr().out.endswith(f"about {said}.\n")


def test_watching_and_a_dry_run_exclude_each_other(run, tmp_path):
    status, _, err = run("index", tmp_path, "--watch", "--dry-run")
    assert status == 2 and "--dry-run" in err and "--watch" in err


def test_watching_and_starting_over_exclude_each_other(run, tmp_path):
    status, out, err = run("index", tmp_path, "--watch", "--full")
    assert (status, out) == (2, "")
    assert "--watch" in err and "--full" in err


def test_sources_that_were_watched_are_asked_again_by_the_command_alone(run, tmp_path, monkeypatch):
    def build_once(sources, path, on_build, *, build):
        on_build(build(sources, path))

    monkeypatch.setattr("index.building.watching.watch", build_once)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "flood.txt").write_text("पटना में गंगा का पानी शुक्रवार को 50 सेंटीमीटर बढ़ा।")
    assert run("index", "articles", "--watch", "--index", "i")[0] == 0
    status, out, _ = run("index", "--index", "i")
    assert status == 0 and "0 added, 0 changed, 1 unchanged" in out


# Language models.


@pytest.fixture
def llm(monkeypatch):
    """Makes any language model of a provider one that says this."""

    def llm(model):
        monkeypatch.setattr("assistant.generative.providers.load_chat", lambda name: Chat(name, lambda _: model))

    return llm


def test_ask_streams_what_a_language_model_writes_with_its_sources(run, seed_index, llm):
    llm(saying("शोइगु 12 नवंबर को बीजिंग गए। [1] यह किसी ने नहीं कहा।"))
    status, out, err = run("ask", "शोइगु बीजिंग कब गए?", "--index", seed_index, "--llm", "any:model")
    assert (status, err) == (0, "")
    assert out.startswith("शोइगु 12 नवंबर को बीजिंग गए। [1]") and phrase("unconfirmed", "hi") in out
    assert f"{phrase('sources', 'hi')}:\n[1] " in out


def test_ask_says_why_a_language_model_did_not_write_and_quotes(run, seed_index, llm):
    llm(failing("शोइगु ", TimeoutError()))
    status, out, err = run("ask", "शोइगु बीजिंग कब गए?", "--index", seed_index, "--llm", "any:model")
    assert (status, err) == (0, phrase("llm_timeout", "hi", llm="any:model") + "\n")
    assert phrase("answer", "hi") in out


def test_the_setting_names_the_language_model_and_json_tells_its_support(run, seed_index, llm, monkeypatch):
    monkeypatch.setenv("ASSISTANT_LLM", "any:model")
    llm(saying("शोइगु 12 नवंबर को बीजिंग गए।"))
    _, out, _ = run("ask", "शोइगु बीजिंग कब गए?", "--index", seed_index, "--json")
    value = json.loads(out)
    assert (value["mode"], value["support"], value["citations"]) == ("generative", "ungrounded", [])


def test_an_unknown_language_model_is_one_sentence(run, seed_index):
    status, out, err = run("ask", "शोइगु बीजिंग कब गए?", "--index", seed_index, "--llm", "bogus")
    assert (status, out) == (1, "") and "PROVIDER:MODEL" in err and err.count("\n") == 1
