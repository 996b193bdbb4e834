# make serve   check the records, build the site, serve it on this machine
# make test    style, types and all tests: what CI runs
# make check   check the records alone
# make lint    style and types alone
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: serve check test lint clean

serve: $(VENV)/site.stamp
	$(BIN)/smatlas check
	$(BIN)/smatlas build
	$(BIN)/smatlas serve

check: $(VENV)/site.stamp
	$(BIN)/smatlas check
	$(BIN)/smatlas fmt --check

test: lint
	$(BIN)/pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/smatlas fmt --check

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[site]'
	touch $@

$(VENV)/test.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/site.stamp

clean:
	rm -rf $(VENV) site .smatlas .mypy_cache .pytest_cache .ruff_cache .hypothesis
