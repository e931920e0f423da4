// SPDX-License-Identifier: Apache-2.0
//! Tests, one file per subject.

mod glue;
mod invariants;
mod keys;
mod leave;
mod register;
mod stake;
