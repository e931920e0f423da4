// SPDX-License-Identifier: Apache-2.0
//! Tests, one file for each call or subject; every one ends with `try_state`.

mod conclude;
mod create;
mod curators;
mod example;
mod expire;
mod glue;
mod invariants;
mod reveal;
mod seal;
mod vote;
