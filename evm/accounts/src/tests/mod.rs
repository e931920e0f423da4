// SPDX-License-Identifier: Apache-2.0
//! Tests: one file per subject.

mod create;
mod flow;
mod genesis;
mod invariants;
mod map_account;
mod sweep;
