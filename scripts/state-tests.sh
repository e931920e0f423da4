#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs Ethereum's state tests through pallet-evm: `scripts/state-tests.sh SUITE [ARGUMENTS]`.
# SUITE is a directory of fixtures, a single file, or a .tar.xz of them, which is unpacked to a
# directory that is removed afterwards. `scripts/state-tests.sh --help` tells the arguments.
set -euo pipefail
if [ $# = 0 ]; then
	echo "usage: scripts/state-tests.sh SUITE [ARGUMENTS], or --help" >&2
	exit 2
fi
suite=$1
shift
case $suite in
-*) ;;
*) suite=$(realpath -- "$suite") ;;
esac
cd "$(dirname "$0")/.."
. scripts/env.sh
# In the tests' features: what they compiled is used again, and every case ends with the pallet's
# try_state.
SKIP_WASM_BUILD=1 cargo build --quiet --release -p openledger-evm-state-tests \
	--features runtime-benchmarks,try-runtime

case $suite in
*.tar.xz)
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	tar -xJf "$suite" -C "$work"
	suite=$work
	;;
esac
"$CARGO_TARGET_DIR/release/state-tests" "$suite" "$@"
