# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PORT ?= 8501
# Modules are compiled when they are first used: half of the set-up would go into those that never are.
PIP := --quiet --disable-pip-version-check --no-compile
# ... and then kept, whatever the surroundings say: else every process would compile them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run build statistics test lint release-figures bench browser check clean

run: $(READY) ## Set up, build and open the dashboard on http://localhost:8501
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m views.server --open --port $(PORT)

build: $(READY) ## Build what the dashboard serves
	$(PY) atlas.py build

statistics: $(READY) ## Measure distances and test for clusters, as the gaps page needs them
	$(PY) atlas.py statistics

check: $(READY) ## Check every data file
	$(PY) atlas.py check

test: $(READY_DEV) browser ## Set up and pass every test
	$(MAKE) --no-print-directory -j 2 statistics lint build
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(READY_DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

release-figures: $(READY_DEV) ## Measure the release check on labelled texts, in under two minutes
	$(PY) -m benchmarks.release_figures

bench: $(READY_DEV) browser ## Measure speed and size against the ordinary way
	$(PY) atlas.py build
	$(PY) -m benchmarks.run
	$(PY) -m benchmarks.permutations
	$(PY) -m benchmarks.release_figures
	$(PY) -m benchmarks.release_mutations

browser:
	sh tests/browser/install.sh

$(READY): requirements.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install $(PIP) -r requirements.txt
	touch $@

# Both lists at once: asking twice would take twice as long to find out what fits together.
$(READY_DEV): requirements-dev.txt requirements.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install $(PIP) -r requirements-dev.txt
	touch $(READY) $@

clean:
	rm -rf $(VENV) build static/built .pytest_cache .mypy_cache .ruff_cache .hypothesis
