# The commands of the project. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready
PACKAGES := app canvas relay_server resources sync
JOBS ?= 2
# Extra arguments for pytest: make test ARGS="-k history".
ARGS ?=
# Real files for the demo's tour: three of the test corpus where it is, else our own examples.
TOUR_FILES ?= $(wordlist 1,3,$(wildcard $(or $(AIO_CANVAS_CORPUS),../shared/corpus)/drawio/files/*.drawio))
# How many times `make chaos` kills a process.
KILLS ?= 50

.PHONY: help setup run relay demo test check bench bench-relay chaos fmt lock screenshots gallery clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements/dev.txt pyproject.toml packaging/setup.sh packaging/system_libraries.py
	@packaging/setup.sh
	@touch $@

setup: $(STAMP) ## Prepare .venv and the system libraries (the others do it when needed)

run: $(STAMP) ## Open the editor; without a display run the demo
	@if $(PY) packaging/probe_display.py; then \
		exec $(PY) -m app; \
	else \
		echo "No display found: running the headless demo instead."; \
		$(MAKE) --no-print-directory demo; \
	fi

relay: $(STAMP) ## Start a relay on this machine; its data lies in build/relay
	@mkdir -p build
	@exec $(PY) -m relay_server serve --data build/relay $(ARGS)

demo: $(STAMP) ## Headless tour with a throw-away profile; prints what it did
	@QT_QPA_PLATFORM=offscreen $(PY) -m app demo $(ARGS) $(TOUR_FILES)

test: $(STAMP) ## Run all tests
	@$(PY) -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: $(STAMP) ## Lint, formatting, types, import contracts, architecture tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	MYPYPATH=packaging $(PY) -m mypy --explicit-package-bases packaging/gallery*.py
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -q tests/architecture

bench: $(STAMP) ## Measure the budgets; writes build/bench.json
	@mkdir -p build
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench $(ARGS)
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench.viewer
	@$(PY) -m tests.bench.receive
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench.remote
	@$(PY) -m tests.bench.together

bench-relay: $(STAMP) ## Measure the relay beside Hocuspocus and y-websocket (where node is); writes build/bench-relay.json
	@mkdir -p build
	@$(PY) -m tests.bench.relay $(ARGS)

chaos: $(STAMP) ## Kill editor and relay KILLS times (50) and look for lost edits
	@AIO_CANVAS_CHAOS=$(KILLS) $(PY) -m pytest -m chaos --timeout 1800 $(ARGS)

screenshots: $(STAMP) ## Redraw the pictures of the README into docs/images
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/screenshots.py

gallery: $(STAMP) ## Render every screen, light and dark, 1x and 2x, into build/gallery/index.html
	@$(PY) packaging/gallery.py $(ARGS)

fmt: $(STAMP) ## Format the code and fix what can be fixed safely
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: ## Re-resolve requirements/*.txt with the oldest supported Python
	@packaging/lock.sh

clean: ## Remove what was built; keeps nothing but the sources
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find $(PACKAGES) tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
