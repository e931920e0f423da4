# SPDX-License-Identifier: Apache-2.0
#
# The targets of this repository. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Every recipe sources this first: where things are built, and by which Rust.
ENV := . scripts/env.sh &&
STAGES := $(shell mktemp -u /tmp/openledger-stages.XXXXXX)
export STAGES
STAGE := scripts/stage.sh

# Native tests of all crates but the node run in one feature set and without the wasm runtime: the
# tests execute the native one. Two feature sets in all, so that FRAME compiles twice and no more.
TEST_FEATURES := runtime-benchmarks,try-runtime

.PHONY: help setup build fmt lint test test-native test-node chain-specs two-validators clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 20

setup: ## Install what is missing on this machine (packages, wasm target, test runner)
	@scripts/setup.sh

build: setup ## Build the node with its wasm runtime, and the other programs
	@$(ENV) cargo build --release -p openledger-node

fmt: ## Format everything
	@$(ENV) cargo fmt --all

lint: setup ## Formatting, clippy over everything, the lockfile's one SDK line
	@$(ENV) cargo fmt --all --check
	@$(ENV) scripts/check-lock.sh
	@$(ENV) SKIP_WASM_BUILD=1 cargo clippy --release --workspace --all-targets -- -D warnings

test-native: ## Tests of every crate but the node
	@$(ENV) SKIP_WASM_BUILD=1 cargo nextest run --release --workspace --exclude openledger-node \
		--features $(TEST_FEATURES)

test-node: ## Tests of the node: its command line and its development chains
	@$(ENV) cargo nextest run --release -p openledger-node

chain-specs: build ## Write chain-specs/ from the presets
	@scripts/chain-specs.sh

two-validators: build ## Two validators as processes of this machine; ends when they finalised together
	@$(ENV) scripts/two-validators.sh

test: ## Everything that must pass, with the seconds of each stage
	@rm -f "$$STAGES"
	@$(STAGE) setup scripts/setup.sh
	@$(STAGE) format $(MAKE) --no-print-directory fmt-check
	@$(STAGE) build $(MAKE) --no-print-directory build
	@$(STAGE) chain-specs scripts/chain-specs.sh --check
	@$(STAGE) two-validators $(MAKE) --no-print-directory two-validators
	@$(STAGE) node $(MAKE) --no-print-directory test-node
	@$(STAGE) native $(MAKE) --no-print-directory test-native
	@$(STAGE) --table; rm -f "$$STAGES"

.PHONY: fmt-check
fmt-check:
	@$(ENV) cargo fmt --all --check
	@scripts/check-lock.sh

clean: ## Remove what was built
	@$(ENV) cargo clean
