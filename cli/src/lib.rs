// SPDX-License-Identifier: Apache-2.0
//! What the `openledger` command and the demo do, step by step along the value flow.

#![deny(missing_docs)]

pub mod buyer;
pub mod contribution;
pub mod earnings;
pub mod fileserver;
pub mod flow;
pub mod money;
