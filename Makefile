# `make run` starts the app, `make test` runs every check; both need Python 3.11 or newer and make, nothing else.
# The first that runs and is new enough: a name on the PATH may be a version manager's shim with nothing behind it.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
    $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501
ADDRESS ?= 127.0.0.1
WORKSPACE ?= data

# What the tests drive: a browser (its driver needs libatomic), and tools that did not write our files and so may judge
# them. PACKAGE=NEED: a command, or a library; the package is installed where that is missing.
TEST_PACKAGES := chromium=chromium libatomic1=libatomic.so.1 qpdf=qpdf poppler-utils=pdftoppm unzip=unzip \
    libreoffice-calc-nogui=soffice

.PHONY: run test lint types tests mutants lock demo system-test-packages clean

run: $(VENV)/installed
	BOOKLET_WORKSPACE="$(WORKSPACE)" $(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

demo: $(VENV)/installed
	$(BIN)/python -m booklet demo "$(WORKSPACE)"

test: $(VENV)/installed-dev system-test-packages lint types tests

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

tests: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal

# Do the tests notice small changes to the code? Under an hour; benchmarks/mutants/__main__.py says how.
N    ?= 300
SEED ?= 1
mutants: $(VENV)/installed-mutants system-test-packages
	$(BIN)/python -m benchmarks.mutants --count $(N) --seed $(SEED) --package "$(PACKAGE)"

# Pins everything, dependencies of dependencies too, from what pyproject.toml asks for.
lock: $(VENV)/installed-dev
	$(BIN)/uv pip compile pyproject.toml --universal --upgrade --no-header -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --universal --upgrade --no-header --extra dev -c requirements.txt -o requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --universal --upgrade --no-header --extra mutants -c requirements-dev.txt -o requirements-mutants.txt

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Booklet needs Python 3.11 or newer: none was found on the PATH."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/apt-install python3-venv
	@echo "Setting up Booklet in $(VENV): a minute or two, the first time only."
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(VENV)/installed-mutants: $(VENV)/installed-dev requirements-mutants.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-mutants.txt
	touch $@

system-test-packages:
	@.ci/apt-install $(TEST_PACKAGES)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .mutants
