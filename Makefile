# Two commands: `make run` serves the site, `make test` proves it. Both set up what they
# need, and do nothing the second time. CONTRIBUTING.md explains the rest.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready
# Compiled while the package is installed (hatch_build.py), so installed again after a change.
COMPILED := hatch_build.py $(wildcard locator/search/compiled*.p*)
FUZZ_SECONDS ?= 60
NOT_SLOW := not slow
FAST := not slow and not long and not real_data and not browser and not server and not postgres

.PHONY: run test test-fast test-full check format bench bench-short fuzz sanitize lighthouse slow-line \
	screenshots lock audit clean

run: $(RUN_READY)
	exec $(BIN)/locator serve --port $(PORT)

test: $(TEST_READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "$(NOT_SLOW)"

test-fast: $(TEST_READY)
	$(BIN)/python -m pytest -n 2 -m "$(FAST)"

test-full: $(TEST_READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered

check: $(TEST_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/python -m pytest -q tests/test_architecture.py

format: $(TEST_READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djlint templates --reformat --quiet || true

bench: $(TEST_READY)
	$(BIN)/python -m bench

# Linux only, Python before 3.13: atheris is not built for others.
fuzz: $(TEST_READY)
	$(BIN)/python -m tools.fuzz --seconds $(FUZZ_SECONDS)

bench-short: $(TEST_READY)
	$(BIN)/python -m bench --short

# Needs Node and the network, which fetch Lighthouse; docs/quality.md keeps what it said.
lighthouse: $(TEST_READY)
	$(BIN)/python -m tools.lighthouse

# Linux, gcc: the compiled search with every access to memory watched.
sanitize: $(TEST_READY)
	$(BIN)/python -m tools.sanitize

slow-line: $(TEST_READY)
	$(BIN)/python -m tools.slow_line

screenshots: $(TEST_READY)
	$(BIN)/python -m tools.take_screenshots 2>/dev/null

# Asks PyPI's list of known faults about every locked package: it needs the network, and
# says so rather than well where a package could not be asked about.
audit: $(TEST_READY)
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements-dev.lock

# Hashes only: an index address in a lock would tie every user to one mirror.
lock:
	$(PYTHON) tools/lock.py

clean:
	rm -rf $(VENV) locator/search/*.so build dist .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.lock pyproject.toml $(COMPILED) | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(TEST_READY): requirements-dev.lock tools/install_browser.sh $(RUN_READY)
	$(PIP) install --require-hashes -r requirements-dev.lock
	sh tools/install_browser.sh $(BIN)/python
	touch $@
