// SPDX-License-Identifier: Apache-2.0
//! Tests: one file per subject.

pub(crate) mod asm;
mod calls;
mod contracts;
mod genesis;
mod hostile;
mod inspection;
mod precompiles;
mod queries;
mod random_histories;
mod random_programs;
mod random_trees;
mod refusals;
mod transfers;
