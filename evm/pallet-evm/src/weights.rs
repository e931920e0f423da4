// SPDX-License-Identifier: Apache-2.0
//! Weights. The runtime implements [`WeightInfo`] with measured files; the implementation for `()`
//! is a rough formula for tests.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls of this pallet, less their gas: what setting the EVM up and reading and
/// writing the sender costs.
pub trait WeightInfo {
	/// `call` of an account without code.
	fn call() -> Weight;
	/// `create` of an empty contract.
	fn create() -> Weight;
	/// `create2` of an empty contract.
	fn create2() -> Weight;
	/// The end of a block whose transactions paid base fees.
	fn settle_block() -> Weight;
}

impl WeightInfo for () {
	fn call() -> Weight {
		Weight::from_parts(60_000_000, 12_000)
			.saturating_add(RocksDbWeight::get().reads_writes(8, 4))
	}
	fn create() -> Weight {
		Self::call().saturating_add(RocksDbWeight::get().reads_writes(3, 4))
	}
	fn create2() -> Weight {
		Self::create()
	}
	fn settle_block() -> Weight {
		Weight::from_parts(20_000_000, 4_000)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
}
