#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Registers two workers on the network of four-validators.toml, starts them, and ends when both answer.
# zombienet runs it, from a copy in its own folder: the programs and the base model are named by
# OPENLEDGER_WORKER and OPENLEDGER_BASE_MODEL.
set -euo pipefail
node=${1:-ws://127.0.0.1:9944}
work=$(mktemp -d)
pids=()
cleanup() {
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap cleanup EXIT

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
ports=()
for operator in //Eve //Ferdie; do
	data="$work/${operator#//}"
	port=$(free_port)
	"$OPENLEDGER_WORKER" init --data "$data" --node "$node" --listen "127.0.0.1:$port" \
		--base-model "$OPENLEDGER_BASE_MODEL" --operator-suri "$operator"
	"$OPENLEDGER_WORKER" register --data "$data" --stake 1000
	"$OPENLEDGER_WORKER" run --data "$data" >"$data.log" 2>&1 &
	pids+=($!)
	ports+=("$port")
done
for port in "${ports[@]}"; do
	for _ in $(seq 1 60); do
		curl -sf --max-time 2 "http://127.0.0.1:$port/health" >/dev/null && continue 2
		sleep 1
	done
	echo "the worker at port $port does not answer:" >&2
	tail -n 20 "$work"/*.log >&2
	exit 1
done
echo "two workers are registered and answer"
