// SPDX-License-Identifier: Apache-2.0
//! The fee waterfall and exact splits (DESIGN §4, PROTOCOL §6 and §10).
//!
//! Pure integer functions, no storage. Every split conserves: its parts sum exactly to what went
//! in, by largest remainder, ties to the earlier part.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod accumulator;
mod credit;
mod remainder;
mod waterfall;

pub use accumulator::Accumulator;
pub use credit::credit_amount;
pub use remainder::largest_remainder;
pub use waterfall::{Fees, Parts, Waterfall};
