# Set-up and the jobs of this project. `make help` lists them. Everything installs itself on Debian 12 (root or sudo).

VENV   := .venv
# Debian's own where there is one: it is built with optimisations, a python3 of pyenv is not (a seventh slower here).
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.1[1-9]) python3)
BIN    := $(VENV)/bin
PIP     = $(BIN)/pip --disable-pip-version-check -q

# System packages, by what needs them.
RUNTIME_DEBS := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_DEBS    := default-jre-headless poppler-utils qpdf
# npm comes with Node.js where Node.js is not Debian's own.
SLOW_DEBS    := $(if $(shell command -v npm),,nodejs npm) chromium mupdf-tools exfat-fuse exfatprogs dosfstools mtools user-mode-linux kmod

.PHONY: help books test test-slow gate bench accuracy fuzz lock clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

books: $(VENV)/.runtime ## set up, then build every sample book into dist/
	$(BIN)/bookmaker epub
	$(BIN)/bookmaker pdf

test: $(VENV)/.test gate ## set up, then run every fast test

gate:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not slow"

test-slow: $(VENV)/.slow ## tests that need browsers, mounts or minutes
	$(BIN)/pytest -m slow

bench: $(VENV)/.test ## speed and memory, as ratios against named peers
	@for bench in tests/bench/*.py; do $(BIN)/python $$bench || exit 1; done

accuracy: $(VENV)/.test ## how well the normaliser restores six real books
	$(BIN)/python tests/accuracy/run.py

fuzz: $(VENV)/.test ## the property tests, with many more examples
	$(BIN)/pytest -m "not slow" --hypothesis-profile=fuzz -k "propert or any_text or any_history"

lock: $(VENV)/.test ## pin the newest allowed dependencies, with hashes and without addresses
	$(PIP) install pip-tools
	$(LOCK) -o requirements.lock pyproject.toml
	$(LOCK) --extra test -c requirements.lock -o tests/requirements.lock pyproject.toml

LOCK = $(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --allow-unsafe --build-deps-for wheel \
  --build-deps-for editable --no-header --no-emit-options --no-annotate

clean: ## remove the outputs and the virtual environment
	rm -rf $(VENV) dist/*.epub dist/*.pdf

# --- set-up: each stamp is the state that its dependencies describe ---------------------------

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@$(call system,$(RUNTIME_DEBS))
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q bookmaker  # as pip does for what it copies
	@touch $@

$(VENV)/.test: tests/requirements.lock $(VENV)/.runtime
	@$(call system,$(TEST_DEBS))
	$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@

$(VENV)/.slow: $(VENV)/.test
	@$(call system,$(SLOW_DEBS))
	npm install --prefix $(VENV)/ace --no-save --no-audit --no-fund --silent --ignore-scripts @daisy/ace@1.4.6
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "bookmaker needs Python 3.11 or newer (PYTHON=... names one)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call system,python3-venv); }
	$(PYTHON) -m venv $(VENV)

# Installs the Debian packages that are missing; elsewhere says what to install. Asks apt only when something is missing.
define system
missing=""; \
if command -v apt-get >/dev/null; then \
  for name in $(1); do dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q "ok installed" || missing="$$missing $$name"; done; \
  if [ -n "$$missing" ]; then \
    sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
    echo "installing$$missing"; \
    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
  fi; \
elif [ ! -e $(VENV)/.told ]; then \
  mkdir -p $(VENV); touch $(VENV)/.told; \
  echo "This system has no apt. Install these yourself if something is missing:"; \
  echo "  Homebrew: brew install pango harfbuzz openjdk poppler qpdf"; \
  echo "  Fedora:   sudo dnf install pango harfbuzz java-21-openjdk-headless poppler-utils qpdf"; \
  echo "  Arch:     sudo pacman -S pango harfbuzz jre-openjdk-headless poppler qpdf"; \
fi
endef
