# Two commands are the whole story: `make run` and `make test`. Each target builds what it lacks.
PYTHON ?= python3
PORT ?= 3000
BIN := $(CURDIR)/.venv/bin
export PATH := $(BIN):$(PATH)
export MONPRODUIT_PORT := $(PORT)

.PHONY: test check format
.DEFAULT_GOAL := help

.venv/.ready: requirements.txt
	@$(PYTHON) -m venv .venv || { echo "python3-venv is missing: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check uv==0.13.9
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install -q --system-certs -r requirements.txt
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install -q --system-certs -r requirements-dev.txt
	@touch $@

test: .venv/.ready-dev ## Run all tests
	$(BIN)/python -m pytest

check: .venv/.ready-dev ## Check format, lint, types and contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/pyright

format: .venv/.ready-dev ## Format the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14
