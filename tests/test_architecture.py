"""What may import what, and habits that no module breaks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
TREES = {
    str(path.relative_to(REPOSITORY)): ast.parse(path.read_text(encoding="utf-8"))
    for package in ("assistant", "index", "prompts")
    for path in sorted((REPOSITORY / package).rglob("*.py"))
    if "training" not in path.parts  # scripts that are not installed
}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Each room, and the rooms that it may import, all of which stand above it: so there is no circle. Modules that stand beside
# the rooms count as rooms; what everybody may import ("index": errors, models, arrays, defaults; "assistant": models, options,
# phrases, settings) is left out.
ROOMS = {
    "index/text": "",
    "index/reading": "index/text",
    "index/embedding": "index/text",
    "index/storage": "index/text index/embedding",
    "index/search": "index/text index/embedding index/storage",
    "index/building": "index/text index/reading index/embedding index/storage index/search",
    "assistant/question": "index/text",
    "assistant/comprehension": "index/embedding",
    "assistant/serving": "assistant/question index/text index/embedding index/storage index/search",
    "assistant/answering": "assistant/question assistant/serving index/text index/storage index/search",
    "assistant/generative": "assistant/question assistant/serving assistant/answering index/text index/search",
    "assistant/looking_up": "assistant/question assistant/serving assistant/answering index/search",
    "assistant/as_json": "",
    "assistant/langchain": "assistant/generative assistant/as_json index/embedding index/search",
    "assistant/documents": "index/text index/reading",
    "assistant/core": "assistant/question assistant/serving assistant/answering assistant/generative assistant/looking_up "
    "assistant/comprehension assistant/langchain assistant/documents index/embedding index/storage index/building",
    "assistant/stored": "assistant/core assistant/langchain",
    "assistant/printing": "assistant/answering assistant/generative index/building",
    "assistant/evaluation": "assistant/question assistant/answering assistant/core index/text index/embedding index/storage "
    "index/building",
    "assistant/web": "assistant/question assistant/answering assistant/generative assistant/core assistant/as_json index/text "
    "index/reading index/storage index/building",
    "assistant/cli": "assistant/question assistant/core assistant/as_json assistant/printing assistant/evaluation "
    "assistant/web index/reading index/storage index/building",
}
FOR_ALL = {
    *("index/models", "index/errors", "index/arrays", "index/defaults", "index/__init__"),
    *("assistant/models", "assistant/options", "assistant/phrases", "assistant/settings", "assistant/visible"),
}


def imported(tree: ast.AST) -> set[str]:
    """The top packages that any statement of a tree imports."""
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add("." * node.level + (node.module or ""))
    return {module.partition(".")[0] for module in modules}


def at_import_time(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported: no function bodies, nothing for type checkers only."""
    for node in body:
        if isinstance(node, ast.If):
            for_checkers = ast.unparse(node.test).endswith("TYPE_CHECKING")
            yield from at_import_time(node.orelse if for_checkers else [*node.body, *node.orelse])
        elif isinstance(node, ast.ClassDef):
            yield from at_import_time(node.body)
        elif not isinstance(node, _FUNCTIONS):
            yield node


def calls(tree: ast.AST, function: str) -> bool:
    return any(isinstance(node, ast.Call) and ast.unparse(node.func) == function for node in ast.walk(tree))


def strings(tree: ast.AST) -> Iterator[str]:
    """The string literals of a tree that are not docstrings."""
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.value


def undocumented(tree: ast.Module) -> list[str]:
    """Public functions and classes without a docstring; "module" where the module has none."""
    missing = [] if ast.get_docstring(tree) else ["module"]
    for node in tree.body:
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_") and not ast.get_docstring(node):
            missing.append(node.name)
    return missing


def modules(*, under: str = "", apart_from: tuple[str, ...] = ()) -> dict[str, ast.Module]:
    chosen = {name: tree for name, tree in TREES.items() if name.startswith(under) and name not in apart_from}
    assert chosen, f"no module under {under}"
    return chosen


def test_the_write_path_knows_nothing_of_the_read_path_nor_of_frameworks():
    foreign = ("assistant", "langchain", "langgraph", "gradio", "typer")
    packages = {package for tree in modules(under="index/").values() for package in imported(tree)}
    assert not {package for package in packages if package.startswith(foreign)}


def room_of(module: str) -> str:
    """The room of a module that is written "index.text.words" or "index/text/words.py"."""
    parts = module.removesuffix(".py").replace(".", "/").split("/")
    path = "/".join(parts[:2])
    return path if len(parts) > 1 else f"{path}/__init__"


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """The modules of our own that a tree imports anywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("assistant", "index"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if f"{inner.replace('.', '/')}.py" in TREES else str(node.module)


def test_rooms_import_only_the_rooms_that_the_table_allows():
    wrong = []
    for name, tree in TREES.items():
        room = room_of(name)
        if room not in ROOMS and name.split("/")[0] != "prompts" and room not in FOR_ALL | {"assistant/__init__"}:
            assert room == "assistant/__main__", f"{room} is no room of the table"
        if room in ROOMS:
            allowed = {room, *ROOMS[room].split(), *FOR_ALL}
            wrong += [f"{name}: {module}" for module in imported_modules(tree) if room_of(module) not in allowed]
    assert not wrong


def test_the_table_has_no_circle():
    seen: set[str] = set()
    for room, others in ROOMS.items():
        assert set(others.split()) <= seen, room
        seen.add(room)


def test_only_the_web_package_imports_gradio():
    using = {name for name, tree in modules().items() if "gradio" in imported(tree)}
    assert using
    assert not [name for name in using if not name.startswith("assistant/web/")]


LANGCHAIN = tuple(name for name in TREES if name.startswith("assistant/langchain/"))


def test_only_what_is_part_of_langchain_imports_it_when_it_is_imported():
    found = []
    for name, tree in modules(apart_from=(*LANGCHAIN, "assistant/generative/gguf.py")).items():
        packages = {package for node in at_import_time(tree.body) for package in imported(node)}
        found += [f"{name}: {package}" for package in packages if package.startswith("langchain")]
    assert not found


def test_nothing_pickles():
    pickling = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
    assert not [name for name, tree in modules().items() if imported(tree) & pickling]


def test_nothing_prints():
    assert not [name for name, tree in modules().items() if calls(tree, "print")]


def test_no_pattern_takes_the_w_class_for_a_word():
    assert not [(name, text) for name, tree in modules().items() for text in strings(tree) if "\\w" in text.lower()]


def test_every_public_function_and_class_says_what_it_does():
    assert not [(name, missing) for name, tree in modules().items() for missing in undocumented(tree)]


@pytest.mark.parametrize(
    "module", ["assistant/models.py", "index/models.py", "index/search/hits.py", "index/storage/records.py"]
)
def test_the_nouns_are_frozen(module):
    classes = [node for node in TREES[module].body if isinstance(node, ast.ClassDef)]
    loose = [node.name for node in classes if "dataclass(frozen=True)" not in map(ast.unparse, node.decorator_list)]
    assert classes and not loose


def test_these_checks_see_what_they_look_for():
    tree = ast.parse(r'''
import pickle
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import faiss
else:
    import torch
class Loose:
    r"""It has a pattern: \w is fine in a docstring."""
    import numpy
    async def method(self):
        import gradio.themes
        from assistant.models import Answer
        print(r"\w+", rf"\w{1}")
def bare(): from langchain_core import runnables
''')
    assert {"pickle", "faiss", "torch", "gradio", "assistant", "langchain_core"} <= imported(tree)
    assert calls(tree, "print")
    assert [text for text in strings(tree) if r"\w" in text] == [r"\w+", r"\w"]
    assert undocumented(tree) == ["module", "bare"]
    at_once = {package for node in at_import_time(tree.body) for package in imported(node)}
    assert at_once == {"pickle", "typing", "torch", "numpy"}
