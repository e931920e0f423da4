#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The test runner, if it is missing. Does nothing where it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
if ! cargo nextest --version >/dev/null 2>&1; then
	echo "setup: building cargo-nextest"
	cargo install --locked --quiet cargo-nextest
fi
