#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures the weights of our pallets and writes runtime/src/weights/. On a quiet machine.
#   scripts/weights.sh [PALLET,PALLET..]     WEIGHTS_NOTE: what a reader should know
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

pallets=${1:-pallet_evm_accounts,pallet_datanets,pallet_models,pallet_agents,pallet_workers,pallet_inference,pallet_attribution,pallet_rewards}
# The feature set of the native tests, so that FRAME is compiled once for both.
cargo build --release -p openledger-runtime -p openledger-bencher \
	--features openledger-runtime/runtime-benchmarks,openledger-runtime/try-runtime
out=$CARGO_TARGET_DIR/release
"$out/openledger-bencher" \
	--runtime "$out/wbuild/openledger-runtime/openledger_runtime.compact.wasm" \
	--pallets "$pallets" --steps "${WEIGHTS_STEPS:-20}" --repeat "${WEIGHTS_REPEAT:-5}" \
	--date "$(date -u +%F)" --note "${WEIGHTS_NOTE:-}" --output runtime/src/weights
cargo fmt -p openledger-runtime
