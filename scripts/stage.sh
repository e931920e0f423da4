#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# stage.sh NAME COMMAND...: runs a stage of the build or the tests and prints its seconds. The table
# of all stages is kept in $STAGES, if that is set, and printed by `stage.sh --table`.
set -euo pipefail
if [ "${1:-}" = --table ]; then
	[ -f "${STAGES:-/nonexistent}" ] && { echo "== stages, seconds"; cat "$STAGES"; }
	exit 0
fi
name=$1
shift
echo "== $name"
start=$(date +%s)
status=0
"$@" || status=$?
seconds=$(($(date +%s) - start))
echo "== $name: ${seconds} s$([ "$status" = 0 ] || echo ", FAILED ($status)")"
[ -n "${STAGES:-}" ] && printf '%6d  %s\n' "$seconds" "$name" >>"$STAGES"
exit "$status"
