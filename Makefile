# `make test` and `make demo` do all set-up by themselves; see `make help`.
# Paths are relative throughout, so that a checkout may lie in a folder with spaces in its name.
.DEFAULT_GOAL := help
.PHONY: help setup interpreters test lint check bench pairs demo docs lock clean

PY := .venv/bin/python

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

setup:  ## make .venv from the locks (every other target does this by itself)
	@sh requirements/setup.sh

interpreters: setup  ## environments for the other Pythons that are here: the lab is tested under all of them
	@sh requirements/interpreters.sh

test: setup  ## run all tests; the end says how many were skipped, and why
	@$(PY) -m pytest $(ARGS)

lint: setup  ## what CI checks beside the tests: format, ruff, types, import contracts, fresh docs
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --config contracts.toml --no-logo
	@$(PY) docs/refresh.py --check

check: setup  ## all of CI: lint, then test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test

bench: setup  ## measure the scanner on real projects (fetches them once)
	@$(PY) bench/run.py $(ARGS)

pairs: setup  ## measure the scanner on published flaws, before and after their fix (fetches them once)
	@$(PY) bench/pairs.py $(ARGS)

demo: setup  ## find, prove, fix and guard on the bundled vulnerable API; leaves bearproof-report.html
	@$(PY) docs/refresh.py --show

docs: setup  ## paste the demo's real output into the README
	@$(PY) docs/refresh.py

lock: setup  ## make the locks anew from pyproject.toml and requirements/*.in
	@sh requirements/lock.sh

clean:  ## remove .venv, caches and build products
	rm -rf .venv .interpreters .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
