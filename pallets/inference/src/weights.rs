// SPDX-License-Identifier: Apache-2.0
//! Weights of the calls.
//!
//! `()` is for this pallet's tests only: reads and writes counted by hand. A runtime uses the
//! measured files in its `weights` folder.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls, by the sizes that matter.
pub trait WeightInfo {
	/// `a` assets.
	fn open_session(a: u32) -> Weight;
	/// `s` sessions of `a` assets each.
	fn open_sessions(s: u32, a: u32) -> Weight;
	/// Constant.
	fn top_up() -> Weight;
	/// Constant.
	fn close_session() -> Weight;
	/// Constant.
	fn release() -> Weight;
}

fn rough(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(20_000_000, 6_000)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn open_session(a: u32) -> Weight {
		rough(4, 4).saturating_add(rough(5, 0).saturating_mul(a.into()))
	}
	fn open_sessions(s: u32, a: u32) -> Weight {
		Self::open_session(a).saturating_mul(s.max(1).into())
	}
	fn top_up() -> Weight {
		rough(4, 3)
	}
	fn close_session() -> Weight {
		rough(2, 1)
	}
	fn release() -> Weight {
		rough(4, 3)
	}
}
