// SPDX-License-Identifier: Apache-2.0
//! Weights. The runtime uses measured files; the formulas for `()` are rough and for tests only.

#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls and hooks.
pub trait WeightInfo {
	fn announce() -> Weight;
	fn announce_pulled() -> Weight;
	fn authorize_announce_pulled() -> Weight;
	fn attest() -> Weight;
	fn authorize_attest() -> Weight;
	fn demand() -> Weight;
	/// `b`: bytes of the leaf.
	fn answer(b: u32) -> Weight;
	fn enforce() -> Weight;
	/// `n`: leaves.
	fn settle_sessions(n: u32) -> Weight;
	/// `n`: leaves.
	fn credit(n: u32) -> Weight;
	fn advance() -> Weight;
	fn prune() -> Weight;
	fn report_equivocation() -> Weight;
	fn challenge() -> Weight;
	/// `n`: entries of the report in the proof.
	fn challenge_reveal(n: u32) -> Weight;
	fn challenge_end() -> Weight;
	/// One accused attester, without what the report itself costs.
	fn report_accused() -> Weight;
	/// `n`: batches due. Includes the end of the block.
	fn process_agenda(n: u32) -> Weight;
}

/// Weights by a formula where nothing is measured: `ms` tenths of milliseconds, reads and writes.
struct Rough<T>(PhantomData<T>);

impl Rough<()> {
	fn of(tenth_ms: u64, reads: u64, writes: u64) -> Weight {
		Weight::from_parts(tenth_ms.saturating_mul(100_000_000), 8_000)
			.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
	}
}

impl WeightInfo for () {
	fn announce() -> Weight {
		Rough::of(4, 24, 8)
	}
	fn announce_pulled() -> Weight {
		Rough::of(5, 28, 8)
	}
	fn authorize_announce_pulled() -> Weight {
		Rough::of(5, 28, 0)
	}
	fn attest() -> Weight {
		Rough::of(1, 2, 1)
	}
	fn authorize_attest() -> Weight {
		Rough::of(2, 2, 0)
	}
	fn demand() -> Weight {
		Rough::of(1, 4, 4)
	}
	fn answer(b: u32) -> Weight {
		Rough::of(3, 8, 5).saturating_add(Weight::from_parts(2_000, 0).saturating_mul(b.into()))
	}
	fn enforce() -> Weight {
		Rough::of(3, 30, 30)
	}
	fn settle_sessions(n: u32) -> Weight {
		Rough::of(4, 60, 60).saturating_add(Rough::of(2, 5, 5).saturating_mul(n.into()))
	}
	fn credit(n: u32) -> Weight {
		Rough::of(2, 20, 20).saturating_add(Rough::of(1, 6, 2).saturating_mul(n.into()))
	}
	fn advance() -> Weight {
		Rough::of(4, 60, 60)
	}
	fn prune() -> Weight {
		Rough::of(1, 4, 4)
	}
	fn report_equivocation() -> Weight {
		Rough::of(4, 8, 6)
	}
	fn challenge() -> Weight {
		Rough::of(1, 4, 4)
	}
	fn challenge_reveal(n: u32) -> Weight {
		Rough::of(5, 40, 40).saturating_add(Weight::from_parts(50_000, 0).saturating_mul(n.into()))
	}
	fn challenge_end() -> Weight {
		Rough::of(1, 4, 4)
	}
	fn report_accused() -> Weight {
		Rough::of(1, 2, 1)
	}
	fn process_agenda(n: u32) -> Weight {
		Rough::of(1, 3, 4).saturating_add(Rough::of(1, 6, 3).saturating_mul(n.into()))
	}
}
