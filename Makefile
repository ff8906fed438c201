# Two commands matter: `make run` and `make test`. Both set up .venv by themselves, once.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help run test test-slow gate pin clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "letopis needs Python 3.11 or newer: call make with PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: .venv/ready ## extract corpus/articles into output/, print the events as a table
	$(BIN)/letopis extract corpus/articles --output output --table

test: .venv/ready ## checks (ruff, mypy) and the fast tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest -m "not slow" -n 2

test-slow: .venv/ready ## the long tests
	$(BIN)/pytest -m slow

gate: .venv/ready ## the figures of our own gold against their floors
	$(BIN)/letopis evaluate corpus/gold/dev --gate corpus/floors.json
	$(BIN)/letopis evaluate corpus/gold/test --gate corpus/floors.json

pin: .venv/ready ## raise the floors to a little below today's figures, or measure them on gold that has changed
	$(BIN)/letopis evaluate corpus/gold/dev --gate corpus/floors.json --pin
	$(BIN)/letopis evaluate corpus/gold/test --gate corpus/floors.json --pin

clean: ## remove the environment and what was written to output/
	rm -rf .venv output/records.jsonl output/run.json output/errors.jsonl output/*.db output/.letopis-state.db*
