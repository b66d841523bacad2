# Every recipe is a plain command that can be typed as it stands (README lists them); the logic lives in Python.
PYTHON ?= python3
PY := .venv/bin/python
STAMP_RUN := .venv/.run-$(shell sha256sum < requirements.txt | cut -c1-16)
STAMP_TEST := .venv/.test-$(shell cat requirements.txt tests/requirements.txt | sha256sum | cut -c1-16)
PIP := $(PY) -m pip install --quiet --no-input --disable-pip-version-check

.PHONY: help run demo moderator test lint bench compiled
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

help: ## list these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 20

run: $(STAMP_RUN) ## make everything ready and serve the site on http://127.0.0.1:8000 (PORT=8001 changes it)
	@exec $(PY) manage.py serve

demo: $(STAMP_RUN) ## the same with 2,000 made-up posts, in a database of its own (var/demo/)
	@DEMO=on DATABASE_URL= VAR_DIR="$${VAR_DIR:-var}/demo" exec $(PY) manage.py serve

moderator: $(STAMP_RUN) ## make a staff account: make moderator NAME=ada
	@$(PY) manage.py prepare
	@exec $(PY) manage.py make_moderator "$(NAME)"

test: $(STAMP_TEST) ## lint, then every test on SQLite, on PostgreSQL and in Chromium
	@exec $(PY) -m tests.run

compiled: $(STAMP_TEST) ## compile the matcher with a C compiler: each text takes two thirds of the time (undo: manage.py compile_matcher --undo)
	@$(PY) manage.py compile_matcher
	@$(PY) -m pytest -q -n 2 tests/medications/matching || { $(PY) manage.py compile_matcher --undo; exit 1; }

lint: $(STAMP_TEST) ## what the code and the templates must look like
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy medications/matching
	$(PY) -m djlint templates --lint --quiet

bench: $(STAMP_TEST) ## what each kind of page costs, in milliseconds
	@exec $(PY) -m tests.benchmarks.pages

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, not " + sys.version)'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo 'Python cannot make a virtual environment here. On Debian: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(STAMP_RUN): | .venv/bin/python
	@rm -f .venv/.run-* .venv/.test-*
	$(PIP) -r requirements.txt
	@touch $@

$(STAMP_TEST): $(STAMP_RUN)
	$(PIP) -r tests/requirements.txt
	@touch $@
