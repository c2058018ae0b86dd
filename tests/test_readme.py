"""README.md can't rot: its Python runs, its commands and options exist, its links lead somewhere."""

import io
import os
import shlex
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import regex
import typer

from assistant.cli import app

REPOSITORY = Path(__file__).resolve().parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
_BLOCK = regex.compile(r"^```(?P<language>[a-z]+)[^\n]*\n(?P<code>.*?)^```[ \t]*$", regex.MULTILINE | regex.DOTALL)
_SHELLS = ("console", "sh", "bash", "shell")
# An optional prompt, variables set for the command, and the virtual environment's folder.
_COMMAND = regex.compile(r"(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(?P<command>assistant(?: .*)?)")
# A line of an indented block, or words between backticks.
_INDENTED_OR_INLINE = regex.compile(r"^ {4}(?P<code>.+)$|(?<!`)`(?P<code>[^`\n]+)`(?!`)", regex.MULTILINE)
_LINK = regex.compile(r"\]\((?P<target>[^)\s]+)\)|src=\"(?P<target>[^\"]+)\"")


def blocks(text: str, *languages: str) -> list[tuple[int, str]]:
    """The line and the code of each block in one of these languages."""
    found = [match for match in _BLOCK.finditer(text) if match["language"] in languages]
    return [(text.count("\n", 0, match.start()) + 2, match["code"]) for match in found]


def shell_lines(text: str) -> list[str]:
    """The lines of shell blocks, continued ones joined, and what stands indented or between backticks outside of blocks."""
    fenced = [line for _, code in blocks(text, *_SHELLS) for line in code.replace("\\\n", " ").splitlines()]
    return [line.strip() for line in fenced] + [match["code"] for match in _INDENTED_OR_INLINE.finditer(_BLOCK.sub("", text))]


def commands(text: str) -> list[str]:
    """The `assistant` commands that a text shows."""
    return [match["command"] for line in shell_lines(text) if (match := _COMMAND.fullmatch(line))]


def arguments(command: str) -> list[str]:
    """What a shell would hand to the program: quotes taken off, comments, pipes and what follows left out."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words = []
    for word in lexer:
        if set(word) <= set("|&;<>"):
            break
        words.append(word)
    return words[1:]


def check(words: list[str]) -> None:
    """Parses a command line as the program does, without running it; raises what the program would print."""
    command, path = typer.main.get_command(app), ["assistant"]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words[0]]
        path.append(words[0])
        words = words[1:]
    if not words or "--help" in words:  # a command's name alone speaks of it
        return
    assert not hasattr(command, "commands"), f"{' '.join(path)} has no command {words[:1]}"
    command.make_context(" ".join(path), list(words))


def test_the_readme_shows_python_and_commands():
    assert blocks(README, "python"), "README.md has no ```python block yet"
    assert commands(README), "README.md has no console block with an `assistant` command yet"


def test_every_python_block_runs_in_order(tmp_path, monkeypatch, seeds, seed_index):
    found = [block for block in blocks(README, "python") if "gradio_client" not in block[1]]  # tests/test_web_server.py
    assert found, "README.md has no ```python block yet"
    shutil.copytree(seeds, tmp_path / "seeds")
    shutil.copytree(seed_index, tmp_path / ".assistant" / "index")  # what `assistant index seeds/` makes
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    namespace = {"__name__": "readme"}
    for line, code in found:
        with redirect_stdout(io.StringIO()):
            exec(compile("\n" * (line - 1) + code, "README.md", "exec"), namespace)  # noqa: S102


def test_every_command_is_one_that_the_program_knows():
    found = commands(README)
    assert found, "README.md has no console block with an `assistant` command yet"
    for command in found:
        try:
            check(arguments(command))
        except Exception as error:
            pytest.fail(f"README.md: `{command}`: {getattr(error, 'message', error)}")


def test_every_make_target_is_in_the_makefile():
    targets = regex.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(), regex.MULTILINE)
    lines = [line.removeprefix("$ ").partition("#")[0].split() for line in shell_lines(README)]
    named = [word for words in lines if words[:1] == ["make"] for word in words[1:]]
    assert named, "README.md has no `make` command yet"
    assert not {word for word in named if "=" not in word} - set(targets)


def test_every_relative_link_leads_to_a_file():
    targets = [match["target"] for match in _LINK.finditer(README)]
    local = [target.partition("#")[0] for target in targets if not target.startswith(("http://", "https://", "mailto:", "#"))]
    assert README.strip(), "README.md is empty"
    assert not [target for target in local if not (REPOSITORY / target).exists()]


def test_these_checks_see_what_they_look_for():
    text = "\n".join(
        [
            "Text",
            "```console",
            "$ assistant ask 'शी ने क्या कहा?' --json | head -1  # prints",
            "some output",
            "$ ASSISTANT_INDEX=x assistant articles list",
            "```",
            "```sh",
            "assistant index seeds/ \\",
            "  --full",
            "```",
            "```python",
            "x = 1",
            "```",
            "`assistant articles` and `assistant.ask()`",
        ]
    )
    assert blocks(text, "python") == [(12, "x = 1\n")]
    assert [arguments(command) for command in commands(text)] == [
        ["ask", "शी ने क्या कहा?", "--json"],
        ["articles", "list"],
        ["index", "seeds/", "--full"],
        ["articles"],
    ]
    for words in (["ask", "x", "--json"], ["articles", "list"], ["index", "seeds/", "--full"], ["ask", "--help"], ["ask"]):
        check(words)
    for words in (
        ["ask", "x", "--bogus"],
        ["bogus"],
        ["articles", "bogus"],
        ["ask", "x", "--since", "today"],
        ["search", "-k", "x"],
    ):
        with pytest.raises(Exception, match=r"has no command|No such option|not match|valid integer"):
            check(words)
