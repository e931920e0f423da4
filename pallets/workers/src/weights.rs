// SPDX-License-Identifier: Apache-2.0
//! Weights of the calls.
//!
//! `()` is for this pallet's tests only: reads and writes counted by hand. A runtime uses the
//! measured files in its `weights` folder.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls, by the sizes that matter.
pub trait WeightInfo {
	/// `e` endpoints.
	fn register(e: u32) -> Weight;
	/// Constant.
	fn add_stake() -> Weight;
	/// `e` endpoints.
	fn set_endpoints(e: u32) -> Weight;
	/// Constant.
	fn rotate_key() -> Weight;
	/// Constant.
	fn leave() -> Weight;
	/// Constant.
	fn withdraw() -> Weight;
}

fn rough(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 6_000)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn register(e: u32) -> Weight {
		rough(5, 5).saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(e.into()))
	}
	fn add_stake() -> Weight {
		rough(4, 3)
	}
	fn set_endpoints(e: u32) -> Weight {
		rough(3, 1).saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(e.into()))
	}
	fn rotate_key() -> Weight {
		rough(3, 1)
	}
	fn leave() -> Weight {
		rough(3, 1)
	}
	fn withdraw() -> Weight {
		rough(6, 4)
	}
}
