# What a person types; `make help` lists it. Everything is installed in .venv and nothing is fetched
# while it runs.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
TESTS ?= tests
export PYTHONUNBUFFERED = 1
SHELL := /bin/bash -o pipefail

# Install a lock file, and count the packages while that goes on.
define install
@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --no-deps -r $(1) 2>&1 \
	| awk -v all=$$(grep -c '==' $(1)) '/^(Collecting|Processing|Requirement already)/ { printf "\r  %d of %d packages", ++n, all; fflush() } \
	/^ERROR/ { print } END { if (n) print "" }'
endef

.PHONY: help demo run test lint lock messages audit bench soak identity weights sheet guide

help: ## what can be made here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: .venv/runtime .env ## try the project out (PORT=8001 RESET=1 DOCUMENTS=folder)
	@PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py demo --port $(PORT) \
		$(if $(RESET),--reset) $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")

run: .venv/runtime .env ## the development server (PORT=8001)
	@MODE=development PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py migrate
	@MODE=development PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py runserver $(PORT)

test: .venv/development ## the tests (TESTS=tests/agenda COVERAGE=1)
	@$(BIN)/python -m tests $(if $(COVERAGE),--measured) $(TESTS)

lint: .venv/development ## style, types, templates, migrations and the house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/mypy
	MODE=test SECRET_KEY=lint $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -q --no-cov tests/test_architecture.py \
		tests/test_house_rules.py tests/test_translations.py

# Names, versions and hashes only; no package index is named. Run it with the oldest Python that
# must do (3.11.2, Debian 12's own): packages differ in which patch release they ask for.
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: .venv/development ## bring the pinned versions up to date
	$(LOCK) --upgrade --output-file requirements.lock pyproject.toml
	$(LOCK) --upgrade --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

messages: .venv/development ## collect the texts to translate, and compile them (needs GNU gettext)
	MODE=test SECRET_KEY=messages $(BIN)/python manage.py makemessages --locale vi \
		--no-location --no-wrap --ignore .venv --ignore var --ignore tests
	MODE=test SECRET_KEY=messages $(BIN)/python manage.py compilemessages --ignore .venv

audit: .venv/development ## look the pinned versions up among known vulnerabilities (needs the network)
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements.lock

bench: .venv/development ## measure speed and queries
	@$(BIN)/python -m tests.bench

weights: .venv/development ## measure what each page costs on a slow telephone,
	@$(BIN)/python -m tests.bench.weights

SHEET ?= var/sheet
sheet: .venv/development ## photograph every page in all its widths, languages and colours, into SHEET
	@$(BIN)/python -m tests.bench.sheet $(SHEET)

guide: .venv/development ## take the pictures of the guide anew, of running pages in both languages
	@$(BIN)/python -m tests.bench.guide

identity: .venv/development ## make the web font, the icons and their licence anew
	@$(BIN)/python -m dialogue.identity

soak: .venv/development ## break everything that can break for three minutes, and count (PostgreSQL, Redis)
	@$(BIN)/python -m tests.soak

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 …")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's module venv is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@mkdir .venv 2>/dev/null || test -w .venv || { echo "This folder cannot be written to: $(CURDIR)"; exit 1; }
	@echo "· Making the environment .venv …"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: .venv/python requirements.lock
	@echo "· Installing what requirements.lock names (hashes are checked) …"
	$(call install,requirements.lock)
	@touch $@

.venv/development: .venv/runtime requirements-dev.lock
	@echo "· Installing what requirements-dev.lock names (hashes are checked) …"
	$(call install,requirements-dev.lock)
	@touch $@

# What a try-out needs; a server gets its own environment, see docs/running.md.
.env:
	@umask 077; $(BIN)/python -c 'import secrets; print(f"MODE=demo\nSECRET_KEY={secrets.token_urlsafe(50)}")' > $@
