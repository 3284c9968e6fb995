# Two commands on a fresh machine: `make tour` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help set-up tour test examples browser lint format docs bench golden venv clean

# Compilers at once; more than two mostly fight over memory.
JOBS ?= 2
# Arguments for the program behind `tour`, the tests behind `test` or the figures behind `bench`.
ARGS ?=
# The Python environment with the peers (jax, penzai, ...), for `golden` and `bench` only.
PENZAI_VENV ?= .venv
export PENZAI_VENV

SWIFT_FOLDERS = $(wildcard Sources Tests Benchmarks Examples) Package.swift
TIMEFORMAT := %lR
export TIMEFORMAT

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 10

set-up:
	@Scripts/set-up

tour: set-up ## Train and open up a small language model; ARGS="--text FILE --steps N --seed S --out DIR"
	@swift build -c release --product penzai -j $(JOBS)
	@.build/release/penzai tour $(ARGS)

# Programs compiled by the tests stay inside the build folder, away from the user's own cache.
test: export PENZAI_PROGRAM_CACHE_DIR := $(CURDIR)/.build/program-cache
# Readers of files meet changed ones for a minute in all: that of safetensors files, of configurations and of indices.
test: export PENZAI_MUTATION_SECONDS ?= 20
test: set-up ## Run all tests; ARGS="--filter Name" runs some
	@printf 'set-up tests: '; time python3 -B Scripts/test_set_up.py --quiet
	@python3 -B Scripts/test_check_documentation.py --quiet
	@Scripts/check-documentation
	@printf 'building the tests\n'; time swift build --build-tests -j $(JOBS)
	@swift test --skip-build --disable-xctest $(ARGS)
	@$(if $(ARGS),,printf 'examples: '; time $(MAKE) --no-print-directory examples)

examples: set-up ## Build and run the examples, and compare what they print with what is expected
	@Examples/run $(ARGS)

browser: ## Install Chromium, for the tests of pages, which are skipped without it (Debian and Ubuntu, as root)
	@command -v chromium > /dev/null || \
	  { apt-get update && apt-get install --yes --no-install-recommends chromium fonts-dejavu-core; }

lint: ## Check formatting, imports against Package.swift, file sizes, and documentation
	@swift format lint --strict --recursive $(SWIFT_FOLDERS)
	@Scripts/check-imports
	@Scripts/check-sizes
	@Scripts/check-documentation

format: ## Format all Swift files in place
	@swift format --in-place --recursive $(SWIFT_FOLDERS)

docs: ## Build the documentation of all modules in .build/docs
	@JOBS=$(JOBS) Scripts/docs

bench: set-up venv ## Measure ours and the peers side by side (minutes)
	@if [ -x Benchmarks/run ]; then Benchmarks/run $(ARGS); else echo 'Benchmarks/run is missing.' >&2; exit 1; fi

golden: venv ## Generate the golden data anew (minutes); ARGS="random layers" for some subjects
	@$(PENZAI_VENV)/bin/python -B Scripts/golden/generate.py $(ARGS)

# An environment marked as unfinished was cut short and is filled again.
venv:
	@if [ ! -x $(PENZAI_VENV)/bin/python ] || [ -e $(PENZAI_VENV)/.unfinished ]; then \
	  mkdir -p $(PENZAI_VENV) && touch $(PENZAI_VENV)/.unfinished && python3 -m venv $(PENZAI_VENV) && \
	  $(PENZAI_VENV)/bin/python -m pip install --quiet -r Scripts/golden/requirements.txt && \
	  rm $(PENZAI_VENV)/.unfinished; \
	fi

clean: ## Remove build products (not the plugin in the user's cache)
	@rm -rf .build Benchmarks/.build Examples/*/.build
