#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tee.sh FILE COMMAND...: runs a command, keeps a copy of all it prints in FILE, and ends as it ends.
set -euo pipefail
file=$1
shift
"$@" 2>&1 | tee "$file"
