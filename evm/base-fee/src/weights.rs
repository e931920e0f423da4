// SPDX-License-Identifier: Apache-2.0
//! Weights. The runtime implements [`WeightInfo`] with measured files; the implementation for `()`
//! is a rough formula for tests.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls of this pallet and of the end of a block.
pub trait WeightInfo {
	/// `set_base_fee_per_gas`.
	fn set_base_fee_per_gas() -> Weight;
	/// `set_minimum`.
	fn set_minimum() -> Weight;
	/// The end of a block.
	fn on_finalize() -> Weight;
}

impl WeightInfo for () {
	fn set_base_fee_per_gas() -> Weight {
		Weight::from_parts(10_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn set_minimum() -> Weight {
		Weight::from_parts(10_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}
	fn on_finalize() -> Weight {
		Weight::from_parts(5_000_000, 2_000).saturating_add(RocksDbWeight::get().reads_writes(3, 1))
	}
}
