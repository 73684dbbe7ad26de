# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PORT ?= 8501
SEED ?= 1
# Every address of this machine; `make run` serves 127.0.0.1 alone.
ADDRESS ?= 0.0.0.0
# What looks at the packages is not one of them.
AUDIT := .venv-audit
# Modules are compiled when they are first used: half of the set-up would go into those that never are.
PIP := --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes
# Without internet: `make run WHEELS=wheels`, a folder that `make wheels` filled elsewhere.
WHEELS :=
FROM := $(if $(WHEELS),--no-index --find-links $(WHEELS))
LOCK := requirements-setup requirements requirements-dev
# ... and then kept, whatever the surroundings say: else every process would compile them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run build statistics test lint release-figures bench browser check gallery lock wheels clean audit fuzz serve replicas soak bundle

run: $(READY) ## Set up, build and open the dashboard on http://localhost:8501
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m views.server --open --port $(PORT)

build: $(READY) ## Build what the dashboard serves
	$(PY) atlas.py build

statistics: $(READY) ## Measure distances, test for clusters, forecast: what pages would wait for
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
	$(PY) -m benchmarks.release.release_figures
	$(PY) -m benchmarks.release.release_mutations 1000

bench: $(READY_DEV) browser ## Measure speed and size against the ordinary way
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m benchmarks.run
	$(PY) -m benchmarks.permutations
	$(PY) -m benchmarks.release.release_figures
	$(PY) -m benchmarks.release.release_mutations
	$(PY) -m benchmarks.release.release_documents
	$(PY) -m benchmarks.commands
	$(PY) -m benchmarks.locate
	$(PY) -m benchmarks.readers.load
	$(PY) -m benchmarks.readers.capacity

gallery: $(READY_DEV) browser ## Pictures of every page, language, size and theme in build/gallery
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m benchmarks.readers.gallery

serve: $(READY) ## Build, and serve every machine that reaches this one (make serve ADDRESS=10.0.0.5)
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m views.server --address $(ADDRESS) --port $(PORT)

replicas: $(READY) ## Two replicas behind nginx, on this machine, to try what deploy/ says
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m deploy.replicas

soak: $(READY_DEV) ## Fifty readers for an hour: does the server grow?
	$(MAKE) --no-print-directory -j 2 statistics build
	$(PY) -m benchmarks.readers.growth

bundle: wheels ## Everything a closed network needs, in one archive with checksums
	$(PY) -m deploy.closed_network build/atlas-closed-network.tar

audit: $(READY) ## List what is installed (build/sbom.json) and ask whether any of it is known to be weak
	test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	-$(AUDIT)/bin/python -m pip install $(PIP) -r requirements-audit.txt
	$(AUDIT)/bin/python tests/project/dependency_audit.py $(PY) build/sbom.json

fuzz: $(READY_DEV) ## Give the readers of files 10,000 damaged files each, for ten minutes at most
	$(PY) -m benchmarks.fuzz_readers 600 $(SEED)

browser:
	sh tests/browser/install.sh

# One after the other pip takes three times as long as uv; where uv cannot (no build of it for the
# system, a mirror that only pip knows), pip does it alone.
define install
	@test -x $(PY) || echo "Making a Python environment in $(VENV) ..."
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the $$(grep -c == $(1)) packages of $(1): a minute, or some on a slow line ..."
	@$(PY) -m pip install $(PIP) $(FROM) -r requirements-setup.lock \
	    && $(PY) -m uv pip install --python $(PY) --system-certs --no-deps --require-hashes \
	        --build-constraints requirements-setup.lock $(FROM) -r $(1) \
	    || { echo "... not with uv: once more with pip."; \
	        $(PY) -m pip install $(PIP) $(FROM) -r $(1); }
	@echo "Packages are installed."
endef

$(READY): requirements.lock requirements-setup.lock
	$(call install,requirements.lock)
	@touch $@

# The second lock holds what the first does, so one look is enough.
$(READY_DEV): requirements-dev.lock requirements-setup.lock
	$(call install,requirements-dev.lock)
	@touch $(READY) $@

lock: ## Renew the locks from the lists (make lock UPGRADE=--upgrade: indirect packages too)
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-setup.txt
	for name in $(LOCK); do \
	    test $$name = requirements-dev && held="--constraints requirements.lock" || held=; \
	    $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	        --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE) $$held \
	        --output-file $$name.lock $$name.txt || exit 2; \
	done

wheels: ## Fetch into wheels/ what an installation without internet needs, on a machine like it
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	for name in $(LOCK); do \
	    $(PY) -m pip download --quiet --no-deps --require-hashes --dest wheels -r $$name.lock \
	        || exit 2; \
	done

clean:
	rm -rf $(VENV) build static/built .pytest_cache .mypy_cache .ruff_cache .hypothesis
