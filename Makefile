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
# The programs are always built together: cargo picks third parties' features for the packages it is
# asked for, so that another selection compiles hundreds of crates once more.
PROGRAMS := -p openledger-node -p openledger-worker -p openledger-worker-engine -p openledger-cli
NOT_NATIVE := --exclude openledger-node --exclude openledger-worker \
	--exclude openledger-worker-engine --exclude openledger-cli --exclude openledger-client \
	--exclude openledger-bencher --exclude openledger-bench --exclude openledger-evm-rpc \
	--exclude openledger-bench-plain-node --exclude openledger-bench-plain-runtime

.PHONY: help setup build fmt fmt-check lint test test-native test-programs chain-specs zombienet two-validators test-e2e test-eth-slice test-eth test-loop test-faults test-duo try-state state-tests contracts demo bench bench-evm bench-flood bench-chain weights clean network test-network test-network-slice test-governance-slice test-governance rehearse release licences

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 20

setup: ## Install what is missing on this machine (packages, wasm target, test runner)
	@scripts/setup.sh

build: setup ## Build the node with its wasm runtime, and the other programs
	@$(ENV) cargo build --release $(PROGRAMS)

demo: build ## The whole value flow on a development chain (DEMO_EXIT=1 ends it when it is done)
	@scripts/demo.sh

fmt: ## Format everything
	@$(ENV) cargo fmt --all

lint: setup ## Formatting, clippy over everything, the lockfile's one SDK line
	@$(ENV) cargo fmt --all --check
	@$(ENV) scripts/check-lock.sh
	@$(ENV) SKIP_WASM_BUILD=1 cargo clippy --release --workspace --all-targets -- -D warnings

test-native: ## Tests of every crate but the programs
	@$(ENV) SKIP_WASM_BUILD=1 cargo nextest run --release --workspace $(NOT_NATIVE) \
		--features $(TEST_FEATURES)

test-programs: ## Tests of the node (command line, development chains), the worker and the CLI
	@$(ENV) cargo nextest run --release $(PROGRAMS) -p openledger-client -p openledger-evm-rpc

test-e2e: ## Clients of the field (polkadot-api, viem) against a live node
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(ENV) npm test --silent --workspace openledger-e2e

test-eth-slice: ## Ethereum clients against a live node: viem and cast, the part that `make test` runs
	@$(ENV) npm run --silent test:slice --workspace openledger-e2e-eth

contracts: setup ## Build and test the example contracts with forge
	@cd contracts && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm test --silent

test-eth: build ## Every Ethereum suite: the 42 topics, bad input, all clients, the example contracts
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@npm run --silent install:heavy --workspace openledger-e2e-eth
	@cd contracts && npm test --silent
	@$(ENV) npm test --silent --workspace openledger-e2e-eth

test-loop: ## The demo's whole value flow with a dozen answers
	@DEMO_EXIT=1 scripts/demo.sh --answers 12

test-faults: build ## The loop while worker and node are killed in training, booking and settling
	@DEMO_EXIT=1 scripts/demo.sh --faults

test-duo: build ## The loop on two validators as separate processes, with a committee of two
	@DEMO_EXIT=1 scripts/demo.sh --validators 2

try-state: ## Every pallet's try_state on the state that `scripts/demo.sh --snapshot FILE` wrote (STATE=FILE)
	@$(ENV) OPENLEDGER_STATE=$(abspath $(STATE)) SKIP_WASM_BUILD=1 cargo test --release -p openledger-runtime \
		--features $(TEST_FEATURES) --test it live_state

state-tests: setup ## Ethereum's state tests through pallet-evm's storage (SUITE=DIR or .tar.xz, ARGS='--help')
	@scripts/state-tests.sh "$(SUITE)" $(ARGS)

bench: setup ## Measure the value flow: a table and bench/out/loop.json
	@$(ENV) cargo build --release $(PROGRAMS) -p openledger-bench
	@$(ENV) "$$CARGO_TARGET_DIR/release/openledger-bench"
	@$(ENV) "$$CARGO_TARGET_DIR/release/bench-worker"

bench-evm: contracts ## Measure the Ethereum layer beside native revm and anvil: a table and bench/out/evm.json
	@cd e2e/eth/heavy && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(ENV) cargo build --release $(PROGRAMS) -p openledger-bench
	@$(ENV) "$$CARGO_TARGET_DIR/release/openledger-bench-evm" $(ARGS) \
		--node "$$CARGO_TARGET_DIR/release/openledger-node" --anvil e2e/eth/heavy/node_modules/.bin/anvil

bench-flood: setup ## Fill blocks with the calls that cost most, time declared and taken: bench/out/flood.json
	@$(ENV) cargo build --release $(PROGRAMS) -p openledger-bench
	@$(ENV) "$$CARGO_TARGET_DIR/release/openledger-bench-flood" $(ARGS)

bench-chain: setup ## Measure the chain beside a plain SDK node: a table and bench/out/chain.json (ARGS='--help')
	@$(ENV) cargo build --release $(PROGRAMS) -p openledger-bench-plain-node -p openledger-bench \
		--features openledger-bench/chain,openledger-bench-plain-node/node
	@$(ENV) "$$CARGO_TARGET_DIR/release/openledger-bench-chain" $(ARGS)

network: build ## Four validators on this machine: finality measured, faults caused (ARGS='--only partition', '--help')
	@scripts/setup.sh iproute2 faketime
	@$(ENV) TRY_STATE_BUILD='--workspace $(NOT_NATIVE) --features $(TEST_FEATURES)' scripts/network.sh $(ARGS)

test-network: build test-network-slice ## The slice of `make network`, and a node that syncs by warp
	@$(ENV) cargo nextest run --release $(PROGRAMS) -p openledger-client -p openledger-evm-rpc --run-ignored only

test-network-slice: ## Four validators over 20 blocks, one killed and restarted, try_state: the part that `make test` runs
	@$(ENV) TRY_STATE_BUILD='--workspace $(NOT_NATIVE) --features $(TEST_FEATURES)' scripts/network.sh --slice

test-governance-slice: ## A referendum by Polkadot.js' client and a wallet; every call readable
	@$(ENV) npm run --silent test:slice --workspace openledger-e2e-governance

test-governance: build ## Every governance scenario, with an upgrade to a second build of the runtime
	@scripts/setup.sh zstd
	@test -d demo/out/crates || DEMO_EXIT=1 scripts/demo.sh --answers 12
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(ENV) e2e/governance/next-runtime.sh
	@$(ENV) npm test --silent --workspace openledger-e2e-governance

rehearse: ## Rehearse an upgrade on a copy of a live state (URI=ws://HOST:PORT or STATE=FILE, BLOB=FILE)
	@$(ENV) SKIP_WASM_BUILD=1 cargo build --release -p openledger-rehearse --features try-runtime
	@$(ENV) "$$CARGO_TARGET_DIR/release/openledger-rehearse" $(if $(STATE),--snapshot $(STATE),--uri $(URI)) --blob $(BLOB) $(ARGS)

release: setup ## Programs, runtime with its hashes, checksums, licences, into release/
	@$(ENV) scripts/release.sh

licences: ## Check the licences of everything the programs are built from
	@$(ENV) scripts/licences.py

weights: setup ## Measure the weights of our pallets on this machine
	@scripts/weights.sh

chain-specs: build ## Write chain-specs/ from the presets
	@scripts/chain-specs.sh

zombienet: build ## All networks of zombienet/ run by zombienet (needs Node.js; downloads it)
	@scripts/zombienet.sh

two-validators: build ## Two validators as processes of this machine; ends when they finalised together
	@$(ENV) scripts/two-validators.sh

test: ## Everything that must pass, with the seconds of each stage
	@rm -f "$$STAGES"
	@$(STAGE) setup scripts/setup.sh
	@$(STAGE) format $(MAKE) --no-print-directory fmt-check
	@$(STAGE) build $(MAKE) --no-print-directory build
	@$(STAGE) chain-specs scripts/chain-specs.sh --check
	@$(STAGE) zombienet scripts/zombienet.sh --check
	@$(STAGE) two-validators $(MAKE) --no-print-directory two-validators
	@$(STAGE) programs $(MAKE) --no-print-directory test-programs
	@$(STAGE) clients $(MAKE) --no-print-directory test-e2e
	@$(STAGE) ethereum $(MAKE) --no-print-directory test-eth-slice
	@$(STAGE) governance $(MAKE) --no-print-directory test-governance-slice
	@$(STAGE) loop $(MAKE) --no-print-directory test-loop
	@$(STAGE) native scripts/tee.sh "$$STAGES.native" $(MAKE) --no-print-directory test-native
	@$(STAGE) network $(MAKE) --no-print-directory test-network-slice
	@$(STAGE) --table; grep -E 'Summary|tests run' "$$STAGES.native" | tail -n 1
	@rm -f "$$STAGES" "$$STAGES.native"

fmt-check:
	@$(ENV) cargo fmt --all --check
	@scripts/check-lock.sh

clean: ## Remove what was built
	@$(ENV) cargo clean
