// SPDX-License-Identifier: Apache-2.0
//! Weights. The runtime implements [`WeightInfo`] with measured files; the implementation for `()`
//! is a rough formula for tests.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls of this pallet and of the end of a block.
pub trait WeightInfo {
	/// `transact` of a transfer, whose gas is in it: `b` bytes are hashed, kept, and indexed when the block ends.
	fn transact(b: u32) -> Weight;
	/// Checking a transaction of `b` bytes: its signature and its sender.
	fn authorize_transact(b: u32) -> Weight;
	/// `set_paused`.
	fn set_paused() -> Weight;
	/// The end of a block with `n` transactions.
	fn on_finalize(n: u32) -> Weight;
}

impl WeightInfo for () {
	fn transact(b: u32) -> Weight {
		Weight::from_parts(50_000_000, 4_000)
			.saturating_add(Weight::from_parts(1_000, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}
	fn authorize_transact(b: u32) -> Weight {
		Weight::from_parts(60_000_000, 4_000)
			.saturating_add(Weight::from_parts(1_000, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads(5))
	}
	fn set_paused() -> Weight {
		Weight::from_parts(10_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn on_finalize(n: u32) -> Weight {
		Weight::from_parts(100_000_000, 4_000)
			.saturating_add(Weight::from_parts(20_000_000, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(5, 4))
	}
}
