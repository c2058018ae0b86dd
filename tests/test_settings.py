from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import FILE, SettingsError, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty working directory, and no variables of ours."""
    monkeypatch.chdir(tmp_path)
    for name in ("INDEX", "MODEL", "PASSAGE_TOKENS"):
        monkeypatch.delenv(f"ASSISTANT_{name}", raising=False)
    return tmp_path


def refusal():
    with pytest.raises(SettingsError) as error:
        load_settings()
    message = str(error.value)
    assert message.endswith(".") and "\n" not in message
    return message


def test_without_file_and_variables_the_index_lies_under_the_working_directory():
    assert load_settings().index == Path(".assistant/index")


def test_the_file_in_the_working_directory_names_the_index(folder):
    (folder / FILE).write_text('index = "from-file"\n')
    assert load_settings().index == Path("from-file")


def test_a_variable_names_the_index(monkeypatch):
    monkeypatch.setenv("ASSISTANT_INDEX", "from-variable")
    assert load_settings().index == Path("from-variable")


def test_a_variable_counts_more_than_the_file_and_leaves_its_other_settings(folder, monkeypatch):
    (folder / FILE).write_text('index = "from-file"\npassage_tokens = 77\n')
    monkeypatch.setenv("ASSISTANT_INDEX", "from-variable")
    settings = load_settings()
    assert (settings.index, settings.passage_tokens) == (Path("from-variable"), 77)


def test_a_file_in_hindi_is_read(folder):
    (folder / FILE).write_text('index = "समाचार/सूची"\n', encoding="utf-8")
    assert load_settings().index == Path("समाचार/सूची")


def test_an_unknown_key_in_the_file_is_refused_by_its_name(folder):
    (folder / FILE).write_text('indexx = "typo"\n')
    message = refusal()
    assert "'indexx'" in message and FILE in message


def test_a_value_of_the_wrong_kind_is_refused_by_its_name(folder):
    (folder / FILE).write_text('passage_tokens = "many"\n')
    assert "'passage_tokens'" in refusal()


@pytest.mark.parametrize("tokens", ["0", "-5", "1000000", "ten", "12.5"])
def test_a_variable_with_an_impossible_value_is_refused_by_its_name(monkeypatch, tokens):
    monkeypatch.setenv("ASSISTANT_PASSAGE_TOKENS", tokens)
    assert "ASSISTANT_PASSAGE_TOKENS" in refusal()


@pytest.mark.parametrize("content", [b"index = \n", b"[[[", b"\xff\xfe\x00", b'index = "a"\nindex = "b"\n'])
def test_a_file_that_is_no_toml_is_refused_by_its_name(folder, content):
    (folder / FILE).write_bytes(content)
    assert refusal().startswith(f"{FILE} can't be read")


def test_settings_can_not_be_changed():
    settings = load_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.index = Path("elsewhere")
    assert settings.index == Path(".assistant/index")
