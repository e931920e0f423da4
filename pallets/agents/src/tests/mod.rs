// SPDX-License-Identifier: Apache-2.0
//! Tests, one file a subject; the state is checked after each.

mod calls;
mod invariants;
mod refusals;
