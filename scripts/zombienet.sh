#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs the networks of zombienet/ with zombienet's native provider: `scripts/zombienet.sh [NAME...]`,
# all of them without a name (two-validators, four-validators, seven-validators). Ends when their
# tests have passed. `--keep NAME` leaves one running (ports from 9944) until interrupted. `--check`
# only reads the files and says what in them cannot work; it needs nothing but Python.
# Needs Node.js and npm; zombienet goes into a folder that is removed afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = --check ]; then exec python3 zombienet/check.py; fi
. scripts/env.sh
version=1.3.138
keep=
if [ "${1:-}" = --keep ]; then
	keep=1
	shift
fi
networks=("$@")
if [ ${#networks[@]} = 0 ]; then
	if [ -n "$keep" ]; then networks=(two-validators); else networks=(two-validators four-validators seven-validators); fi
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bin="$CARGO_TARGET_DIR/release"
export OPENLEDGER_NODE="$bin/openledger-node" OPENLEDGER_WORKER="$bin/openledger-worker"
export OPENLEDGER_BASE_MODEL="$PWD/models/base" CHAIN_SPEC="$work/spec.json"
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

# The spec is raw, so zombienet leaves its genesis alone: it does not know the `attribution` session key.
spec() {
	case $1 in
		two-validators) "$OPENLEDGER_NODE" export-chain-spec --chain duo --raw ;;
		four-validators) "$OPENLEDGER_NODE" export-chain-spec --chain local --raw ;;
		seven-validators)
			"$OPENLEDGER_NODE" export-chain-spec --chain local | zombienet/seven.py "$OPENLEDGER_NODE" >"$work/seven.json"
			"$OPENLEDGER_NODE" export-chain-spec --chain "$work/seven.json" --raw
			;;
		*)
			echo "there is no zombienet/$1.toml" >&2
			return 1
			;;
	esac
}
for network in "${networks[@]}"; do
	spec "$network" >"$CHAIN_SPEC"
	if [ -n "$keep" ]; then
		"$zombienet" --provider native --dir "$work/net" spawn "zombienet/$network.toml"
	else
		"$zombienet" --provider native test "zombienet/$network.zndsl"
	fi
done
