// SPDX-License-Identifier: Apache-2.0
//! Weights of the calls. The runtime implements [`WeightInfo`] with measured files; the
//! implementation for `()` is a rough formula for tests.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
	/// `claim` of `n` contributions.
	fn claim(n: u32) -> Weight;
	/// `claim_for` of `n` contributions with as many beneficiaries.
	fn claim_for(n: u32) -> Weight;
	/// `claim_curator`.
	fn claim_curator() -> Weight;
	/// `set_waterfall`.
	fn set_waterfall() -> Weight;
}

impl WeightInfo for () {
	fn claim(n: u32) -> Weight {
		let n = u64::from(n);
		Weight::from_parts(30_000_000, 4_000)
			.saturating_add(Weight::from_parts(10_000_000, 8_000).saturating_mul(n))
			.saturating_add(RocksDbWeight::get().reads_writes(
				n.saturating_mul(6).saturating_add(3),
				n.saturating_mul(3).saturating_add(3),
			))
	}
	fn claim_for(n: u32) -> Weight {
		let n = u64::from(n);
		Self::claim(1).saturating_mul(n.saturating_add(1))
	}
	fn claim_curator() -> Weight {
		Weight::from_parts(30_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn set_waterfall() -> Weight {
		Weight::from_parts(10_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 2))
	}
}
