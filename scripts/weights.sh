#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures the weights of every pallet of the runtime that has calls and writes runtime/src/weights/,
# in about a quarter of an hour on a quiet machine.
#   scripts/weights.sh [PALLET,PALLET..]     WEIGHTS_NOTE: what a reader should know
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# All of runtime/src/benchmarks/mod.rs but the machine's own speed.
pallets=${1:-$(sed -n 's/^\t\[\([a-z_]*\),.*/\1/p' runtime/src/benchmarks/mod.rs | grep -v '^frame_benchmarking$' | paste -sd,)}
# Without try-runtime: with it a migration that fails, which is measured too, panics.
cargo build --release -p openledger-runtime --features runtime-benchmarks
wasm=$(mktemp --suffix .wasm)
trap 'rm -f "$wasm"' EXIT
cp "$CARGO_TARGET_DIR/release/wbuild/openledger-runtime/openledger_runtime.compact.wasm" "$wasm"
SKIP_WASM_BUILD=1 cargo build --release -p openledger-node -p openledger-bencher \
	--bin openledger-bencher
"$CARGO_TARGET_DIR/release/openledger-bencher" \
	--runtime "$wasm" \
	--pallets "$pallets" --steps "${WEIGHTS_STEPS:-20}" --repeat "${WEIGHTS_REPEAT:-5}" \
	--date "$(date -u +%F)" --note "${WEIGHTS_NOTE:-}" --output runtime/src/weights
cargo fmt -p openledger-runtime
