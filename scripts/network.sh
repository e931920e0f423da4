#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Four validators as processes of this machine: finality measured, faults caused (e2e/network).
# `make network` builds first. Arguments go to the program: `scripts/network.sh --help`.
#
# The test program that runs every pallet's try_state on a network's state is built here, by the
# selection in TRY_STATE_BUILD (make passes the one of `make test-native`, so that nothing is built
# twice). OPENLEDGER_TRY_STATE names one that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

if [ ! -d node_modules/polkadot-api ] || [ ! -d node_modules/tsx ] || [ ! -d node_modules/libp2p ]; then
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
case " $* " in
	*" --help "* | *" --list "*) ;;
	*)
		if [ -z "${OPENLEDGER_TRY_STATE:-}" ]; then
			selection=${TRY_STATE_BUILD:--p openledger-runtime --features runtime-benchmarks,try-runtime}
			# shellcheck disable=SC2086 # words of a command line
			OPENLEDGER_TRY_STATE=$(SKIP_WASM_BUILD=1 cargo test --release $selection --test it --no-run \
				--message-format=json-render-diagnostics | python3 -c '
import json, sys
found = [m["executable"] for m in map(json.loads, sys.stdin)
         if m["reason"] == "compiler-artifact" and m["executable"]
         and m["target"]["name"] == "it" and "openledger-runtime" in m["package_id"]]
print(found[-1] if found else "")')
			[ -n "$OPENLEDGER_TRY_STATE" ] || { echo "the runtime has no test program named it" >&2; exit 1; }
			export OPENLEDGER_TRY_STATE
		fi
		;;
esac
exec node --import tsx e2e/network/main.ts "$@"
