#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds what operators install, into release/ (OUT=DIR for another place):
#   openledger-node, openledger-worker, openledger   the programs
#   openledger_runtime.compact.compressed.wasm       the runtime that goes on chain
#   RUNTIME.txt                                      its hashes: what a referendum names
#   LICENCES.txt, SHA256SUMS
#   openledger-node.service, openledger-node.env, Containerfile, dashboard, alerts, runbooks
# The programs are built with the profile `production` (an hour on two cores); PROFILE=release is for
# trying this script. The runtime is built twice, so that it knows its metadata's hash.
#
# The runtime depends on the sources, Cargo.lock and the Rust version alone: paths of this machine are
# replaced in it, so that two builds of a commit anywhere give the same bytes. `CHECK=FILE` compares
# with another build's blob and fails if they differ.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

profile=${PROFILE:-production}
out=${OUT:-release}
target="$CARGO_TARGET_DIR/$profile"
commit=$(git rev-parse HEAD)
if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
	echo "the tree has changes that no commit holds: a release is built from a commit" >&2
	[ -n "${DIRTY:-}" ] || exit 1
fi

echo "== licences"
mkdir -p "$out"
python3 scripts/licences.py --list >"$out/LICENCES.txt"
tail -n 1 "$out/LICENCES.txt"

echo "== programs ($profile)"
export WASM_BUILD_RUSTFLAGS="--remap-path-prefix=$PWD=/openledger \
--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$CARGO_TARGET_DIR=/target"
cargo build --locked --profile "$profile" -p openledger-node --features metadata-hash
SKIP_WASM_BUILD=1 cargo build --locked --profile "$profile" -p openledger-worker -p openledger-cli
for program in openledger-node openledger-worker openledger; do
	install -m 755 "$target/$program" "$out/$program"
	strip "$out/$program"
done

echo "== runtime"
blob=openledger_runtime.compact.compressed.wasm
install -m 644 "$target/wbuild/openledger-runtime/$blob" "$out/$blob"
if grep -qaF -e "$HOME/" -e "$PWD/" "$target/wbuild/openledger-runtime/openledger_runtime.compact.wasm"; then
	echo "the runtime holds paths of this machine: its bytes will differ elsewhere" >&2
	exit 1
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
{
	echo "commit         $commit"
	echo "rust           $(rustc --version)"
	echo "size           $(stat -c %s "$out/$blob") bytes"
	# What `system.authorize_upgrade` takes, and what `sha256sum` prints.
	echo "blake2_256     0x$(python3 -c 'import hashlib, sys
print(hashlib.blake2b(open(sys.argv[1], "rb").read(), digest_size=32).hexdigest())' "$out/$blob")"
	echo "sha256         0x$(sha256sum "$out/$blob" | cut -d' ' -f1)"
	echo "metadata hash  $(node scripts/metadata-hash.mjs "$out/openledger-node")"
} | tee "$out/RUNTIME.txt"
if [ -n "${CHECK:-}" ]; then
	cmp "$CHECK" "$out/$blob"
	echo "the same bytes as $CHECK"
fi

echo "== files"
install -m 644 ops/systemd/* ops/container/Containerfile ops/grafana/openledger.json \
	ops/prometheus/*.yml LICENSE CHANGELOG.md "$out"
mkdir -p "$out/operators"
install -m 644 docs/operators/*.md "$out/operators"
(cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)
echo "$out: $(du -sh "$out" | cut -f1), sha256sum -c SHA256SUMS checks it"
