#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Writes chain-specs/*.json from the runtime's presets. `--check` compares instead, and fails when a
# preset and its committed spec differ. The runtime's code is left out of the files (it is the
# build's); everything else of a spec is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
node="$CARGO_TARGET_DIR/release/openledger-node"
mode=${1:-write}
status=0
for chain in dev duo local testnet; do
	file="chain-specs/$chain.json"
	fresh=$(mktemp)
	"$node" export-chain-spec --chain "$chain" 2>/dev/null |
		python3 -c '
import json, sys
spec = json.load(sys.stdin)
spec["genesis"]["runtimeGenesis"].pop("code")
json.dump(spec, sys.stdout, indent=2, ensure_ascii=False)
print()
' >"$fresh"
	if [ "$mode" = --check ]; then
		if ! diff -u "$file" "$fresh"; then
			echo "$file is not what its preset says: run scripts/chain-specs.sh" >&2
			status=1
		fi
		rm -f "$fresh"
	else
		mv "$fresh" "$file"
		chmod 644 "$file"
		echo "$file"
	fi
done
exit "$status"
