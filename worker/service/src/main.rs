// SPDX-License-Identifier: Apache-2.0
//! `openledger-worker`.
fn main() {}
