// SPDX-License-Identifier: Apache-2.0
//! Typed summaries of our pallets' state, in the order of the value flow.
