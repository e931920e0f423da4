// SPDX-License-Identifier: Apache-2.0
/** The node's flags for Ethereum limits that suites set. */
export const MAX_RANGE_FLAG = "--eth-max-log-range"
