// SPDX-License-Identifier: Apache-2.0
//! Weights of the calls.
//!
//! `()` carries rough figures for mock runtimes: reads and writes counted by hand. A runtime uses
//! the measured file that its own benchmarks wrote.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights that the pallet asks for.
pub trait WeightInfo {
	/// Weight of `create`.
	fn create() -> Weight;
	/// Weight of `stake_curator`.
	fn stake_curator() -> Weight;
	/// Weight of `leave_curator`.
	fn leave_curator() -> Weight;
	/// Weight of `withdraw_curator`.
	fn withdraw_curator() -> Weight;
	/// Weight of `commit`.
	fn commit() -> Weight;
	/// Weight of `reveal` that displaces another contribution.
	fn reveal() -> Weight;
	/// Weight of `vote` that displaces another vote.
	fn vote() -> Weight;
	/// Weight of `conclude` with `v` votes.
	fn conclude(v: u32) -> Weight;
	/// Weight of `start_seal`.
	fn start_seal() -> Weight;
	/// Weight of `step_seal` that appends `s` contributions.
	fn step_seal(s: u32) -> Weight;
	/// Weight of `expire_commit`.
	fn expire_commit() -> Weight;
	/// Weight of `release_rejected`.
	fn release_rejected() -> Weight;
}

/// `reads` and `writes` of state and `micros` of computing.
fn rough(micros: u64, reads: u64, writes: u64) -> Weight {
	let size = reads.saturating_add(writes).saturating_mul(1_500);
	Weight::from_parts(micros.saturating_mul(1_000_000), size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn create() -> Weight {
		rough(30, 3, 4)
	}
	fn stake_curator() -> Weight {
		rough(40, 6, 6)
	}
	fn leave_curator() -> Weight {
		rough(25, 4, 4)
	}
	fn withdraw_curator() -> Weight {
		rough(30, 3, 3)
	}
	fn commit() -> Weight {
		rough(30, 4, 3)
	}
	fn reveal() -> Weight {
		rough(60, 8, 9)
	}
	fn vote() -> Weight {
		rough(25, 2, 1)
	}
	fn conclude(v: u32) -> Weight {
		rough(30, 3, 3).saturating_add(rough(5, 1, 0).saturating_mul(v.into()))
	}
	fn start_seal() -> Weight {
		rough(20, 2, 1)
	}
	fn step_seal(s: u32) -> Weight {
		rough(40, 4, 5).saturating_add(rough(15, 2, 1).saturating_mul(s.into()))
	}
	fn expire_commit() -> Weight {
		rough(50, 4, 4)
	}
	fn release_rejected() -> Weight {
		rough(30, 4, 4)
	}
}
