#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs zombienet/two-validators.toml with zombienet's native provider and ends when both validators
# have finalised blocks. `--keep` leaves the network running (ports 9944 and 9945) until interrupted.
# Needs Node.js and npm; zombienet goes into a folder that is removed afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
version=1.3.138
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export OPENLEDGER_NODE="$CARGO_TARGET_DIR/release/openledger-node" DUO_SPEC="$work/duo.json"
"$OPENLEDGER_NODE" export-chain-spec --chain duo --raw >"$DUO_SPEC"
# The override pins the TOML reader to the version that this combination was tried with.
cat >"$work/package.json" <<JSON
{
	"private": true,
	"dependencies": { "@zombienet/cli": "$version" },
	"overrides": { "@zombienet/utils": { "toml": "3.0.0" } }
}
JSON
(cd "$work" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error)
zombienet="$work/node_modules/.bin/zombienet"
if [ "${1:-}" = --keep ]; then
	"$zombienet" --provider native --dir "$work/net" spawn zombienet/two-validators.toml
else
	"$zombienet" --provider native test zombienet/two-validators.zndsl
fi
