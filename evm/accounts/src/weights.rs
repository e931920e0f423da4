// SPDX-License-Identifier: Apache-2.0
//! Weights. The runtime implements [`WeightInfo`] with measured files; the implementation for `()`
//! is a rough formula for tests.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls of this pallet and of its hook.
pub trait WeightInfo {
	/// `map_account` with something to sweep.
	fn map_account() -> Weight;
	/// `sweep`.
	fn sweep() -> Weight;
	/// Mapping a new account and queueing its sweep.
	fn map() -> Weight;
}

impl WeightInfo for () {
	fn map_account() -> Weight {
		Self::map().saturating_add(Self::sweep())
	}
	fn sweep() -> Weight {
		Weight::from_parts(40_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}
	fn map() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}
}
