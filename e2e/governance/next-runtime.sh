#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds this tree's runtime with a spec_version one higher and a migration over several blocks
# (migration.rs): the blob that the upgrade scenario votes for.
# Neither the tree nor the normal build is touched: it compiles a copy, with a copy of what the normal build
# compiled of third parties. Needs `make build` before, and zstd.
#
# Usage: e2e/governance/next-runtime.sh [OUT]
# Example: e2e/governance/next-runtime.sh /tmp/next.wasm
set -euo pipefail
if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
	sed -n '3,/^set/{/^#/s/^# \{0,1\}//p}' "$0"
	exit 0
fi
cd "$(dirname "$0")/../.."
. scripts/env.sh
command -v zstd >/dev/null || { echo "zstd is missing: install it (apt-get install zstd)" >&2; exit 1; }

built="$CARGO_TARGET_DIR/release/wbuild/openledger-runtime"
work="$CARGO_TARGET_DIR/release/next-runtime"
out="${1:-$work/openledger_runtime.wasm}"
[ -d "$built/target" ] || { echo "$built is missing: run \`make build\` first" >&2; exit 1; }

mkdir -p "$work/tree" "$work/project"
# The tree as it stands, without what git ignores.
git ls-files --cached --others --exclude-standard -z |
	while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
	tar --null --files-from=- --create | tar --extract --directory "$work/tree"
version=$(sed -n 's/^\tspec_version: \([0-9]*\),$/\1/p' runtime/src/lib.rs)
[ -n "$version" ] || { echo "runtime/src/lib.rs names no spec_version" >&2; exit 1; }
sed -i "s/^\tspec_version: $version,\$/\tspec_version: $((version + 1)),/" "$work/tree/runtime/src/lib.rs"
grep -q '^pub type Migrations = ();$' runtime/src/configs/system.rs ||
	{ echo "runtime/src/configs/system.rs has migrations of its own: put e2e/governance/migration.rs beside them" >&2; exit 1; }
cp e2e/governance/migration.rs "$work/tree/runtime/src/e2e_migration.rs"
sed -i 's/^pub type Migrations = ();$/pub type Migrations = (crate::e2e_migration::CountAccounts,);/' \
	"$work/tree/runtime/src/configs/system.rs"
echo 'mod e2e_migration;' >>"$work/tree/runtime/src/lib.rs"

cp -r "$built/src" "$built/Cargo.toml" "$built/Cargo.lock" "$work/project/"
sed -i "s#\"$PWD/#\"$work/tree/#" "$work/project/Cargo.toml"
[ -d "$work/target" ] || cp -a "$built/target" "$work/target"

# As substrate-wasm-builder calls cargo.
export RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime ${WASM_BUILD_RUSTFLAGS:-}"
CARGO_TARGET_DIR="$work/target" SKIP_WASM_BUILD=1 cargo rustc --profile release --target wasm32v1-none \
	--manifest-path "$work/project/Cargo.toml"

# As sp-maybe-compressed-blob packs: eight bytes that say so, then zstd.
mkdir -p "$(dirname "$out")"
{
	printf '\x52\xbc\x53\x76\x46\xdb\x8e\x05'
	zstd --quiet -19 --stdout "$work/target/wasm32v1-none/release/openledger_runtime.wasm"
} >"$out"
echo "version $((version + 1)): $out, $(stat --format %s "$out") bytes"
