// SPDX-License-Identifier: Apache-2.0
//! Tests, one file per subject.

mod close;
mod invariants;
mod open;
mod settle;
mod top_up;
