#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The lockfile holds one line of the SDK: exactly one version of each crate that consensus rests on.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
for crate in sp-runtime sp-core sp-io frame-support frame-system sc-service sc-network jsonrpsee; do
	count=$(grep -c "^name = \"$crate\"\$" Cargo.lock || true)
	if [ "$count" != 1 ]; then
		echo "Cargo.lock holds $count versions of $crate; the SDK's line is exactly one" >&2
		status=1
	fi
done
exit "$status"
