// SPDX-License-Identifier: Apache-2.0
/** What `make test` runs: readable calls and the waterfall, on one node. */
import "./tests/decode.test.js"
import "./tests/waterfall.test.js"
