#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The demo: data from the local cargo registry, then the whole value flow. `make demo` builds first.
# Arguments go to openledger-demo (see `openledger-demo --help`). DEMO_EXIT=1 ends it at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

bin="$CARGO_TARGET_DIR/release"
registry="${CARGO_HOME:-$HOME/.cargo}/registry/src"
out="demo/out"
mkdir -p "$out"
rm -rf "$out/crates"
"$bin/extract-docs" --registry "$registry" --crates demo/crates.txt --out "$out/crates"
case "${DEMO_EXIT:-}" in
	"" | 0) unset DEMO_EXIT ;;
	*) export DEMO_EXIT=true ;;
esac
exec "$bin/openledger-demo" --data "$out/crates" --base models/base "$@"
