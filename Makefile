# Counterpart. `make` alone lists what there is.

HOST ?= 127.0.0.1
PORT ?= 8000
PY = .venv/bin/python

.PHONY: help run test test-full bench lock format messages environment

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:  ## everything needed, then server and worker (PORT=8000 HOST=127.0.0.1)
	@scripts/prepare_environment.sh run
	@DEBUG=$${DEBUG:-0} exec $(PY) manage.py serve --host $(HOST) --port $(PORT) --end-with-parent

environment:  ## .venv with what developing needs
	@scripts/prepare_environment.sh dev

test: environment  ## every check, on SQLite; on PostgreSQL and in Chromium when they are there
	@exec $(PY) -m scripts.run_checks

test-full: environment  ## the same, with the long versions too
	@exec $(PY) -m scripts.run_checks --long

bench: environment  ## prints how fast things are
	@set -e; for file in bench/[a-z]*.py; do \
		[ -e "$$file" ] || continue; name=$$(basename "$$file" .py); \
		echo "== $$name"; $(PY) -m "bench.$$name"; done

lock: environment  ## renews requirements/*.txt from pyproject.toml
	@$(PY) -m scripts.lock_dependencies

format: environment  ## sorts imports and lays out the code
	@.venv/bin/ruff check --fix-only --quiet . ; .venv/bin/ruff format .

messages: environment  ## gathers texts into locale/*/django.po and compiles them
	@$(PY) -m scripts.gather_messages
