// SPDX-License-Identifier: Apache-2.0
//! What the calls weigh.
//!
//! The runtime uses measured weights. The implementation for `()` serves unit tests only: counted
//! storage accesses and a rough time, nothing that a chain should charge by.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls; `u` are model versions used.
pub trait WeightInfo {
	/// Weight of `register` with `u` uses.
	fn register(u: u32) -> Weight;
	/// Weight of `update` with `u` uses.
	fn update(u: u32) -> Weight;
	/// Weight of `set_beneficiary`.
	fn set_beneficiary() -> Weight;
	/// Weight of `retire`.
	fn retire() -> Weight;
	/// Weight of `transfer`.
	fn transfer() -> Weight;
}

fn rough(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(30_000_000, 8_192)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn register(u: u32) -> Weight {
		rough(u64::from(u).saturating_add(3), 4)
	}
	fn update(u: u32) -> Weight {
		rough(u64::from(u).saturating_add(1), 1)
	}
	fn set_beneficiary() -> Weight {
		rough(1, 1)
	}
	fn retire() -> Weight {
		rough(1, 1)
	}
	fn transfer() -> Weight {
		rough(5, 5)
	}
}
