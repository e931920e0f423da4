#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs the two validators of the `duo` network as processes of this machine and ends when both have
# finalised the same block. `--keep` leaves them running (ports 9944 and 9945) until interrupted;
# `--spec FILE` only writes the network's raw chain spec.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
node="$CARGO_TARGET_DIR/release/openledger-node"
blocks=${BLOCKS:-5}
work=$(mktemp -d)
pids=()
cleanup() {
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap cleanup EXIT

"$node" export-chain-spec --chain duo --raw >"$work/spec.json" 2>/dev/null
if [ "${1:-}" = --spec ]; then
	cp "$work/spec.json" "$2"
	exit 0
fi

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
if [ "${1:-}" = --keep ]; then rpc=(9944 9945); else rpc=("$(free_port)" "$(free_port)"); fi
p2p=("$(free_port)" "$(free_port)")

start() { # NAME INDEX [ARGS...]
	local name=$1 index=$2
	shift 2
	"$node" --chain "$work/spec.json" --base-path "$work/$name" "--$name" --validator \
		--rpc-port "${rpc[$index]}" --listen-addr "/ip4/127.0.0.1/tcp/${p2p[$index]}" \
		--no-prometheus --no-mdns "$@" >"$work/$name.log" 2>&1 &
	pids+=($!)
}
call() { # INDEX METHOD PARAMS
	curl -s --max-time 5 -H 'content-type: application/json' "http://127.0.0.1:${rpc[$1]}" \
		-d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$2\",\"params\":$3}"
}
result() { python3 -c 'import json, sys
try: print(json.load(sys.stdin).get("result") or "")
except ValueError: pass'; }
finalised() { # INDEX
	local hash
	hash=$(call "$1" chain_getFinalizedHead '[]' | result) || return 0
	[ -n "$hash" ] || return 0
	call "$1" chain_getHeader "[\"$hash\"]" | python3 -c 'import json, sys
try: print(int(json.load(sys.stdin)["result"]["number"], 16))
except (ValueError, TypeError, KeyError): pass'
}

start alice 0 --node-key 0000000000000000000000000000000000000000000000000000000000000001
start bob 1 --node-key 0000000000000000000000000000000000000000000000000000000000000002 --bootnodes \
	"/ip4/127.0.0.1/tcp/${p2p[0]}/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"

for _ in $(seq 1 120); do
	for pid in "${pids[@]}"; do
		if ! kill -0 "$pid" 2>/dev/null; then
			echo "a validator ended:" >&2
			tail -n 20 "$work"/*.log >&2
			exit 1
		fi
	done
	a=$(finalised 0)
	b=$(finalised 1)
	if [ "${a:-0}" -ge "$blocks" ] && [ "${b:-0}" -ge "$blocks" ]; then
		hash_a=$(call 0 chain_getBlockHash "[$blocks]" | result)
		hash_b=$(call 1 chain_getBlockHash "[$blocks]" | result)
		if [ -n "$hash_a" ] && [ "$hash_a" = "$hash_b" ]; then
			echo "two validators finalised block $blocks together: $hash_a"
			if [ "${1:-}" = --keep ]; then
				echo "ws://127.0.0.1:9944 and ws://127.0.0.1:9945; interrupt to end"
				wait
			fi
			exit 0
		fi
		echo "the validators disagree on block $blocks: $hash_a, $hash_b" >&2
		exit 1
	fi
	sleep 1
done
echo "no common finality within 120 s (alice ${a:-none}, bob ${b:-none}):" >&2
tail -n 20 "$work"/*.log >&2
exit 1
