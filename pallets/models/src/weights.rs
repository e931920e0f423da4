// SPDX-License-Identifier: Apache-2.0
//! What the calls weigh.
//!
//! The runtime uses measured weights. The implementation for `()` serves unit tests only: counted
//! storage accesses and a rough time, nothing that a chain should charge by.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// Weights of the calls; `p` are parents, `d` are datasets.
pub trait WeightInfo {
	/// Weight of `register_base`.
	fn register_base() -> Weight;
	/// Weight of `create_model` with `p` parents.
	fn create_model(p: u32) -> Weight;
	/// Weight of `request_training` on `d` datasets.
	fn request_training(d: u32) -> Weight;
	/// Weight of `accept_job`.
	fn accept_job() -> Weight;
	/// Weight of `submit_manifest` with `d` datasets.
	fn submit_manifest(d: u32) -> Weight;
	/// Weight of `publish_version` trained on `d` datasets.
	fn publish_version(d: u32) -> Weight;
	/// Weight of `cancel_job`.
	fn cancel_job() -> Weight;
	/// Weight of `claim_delivered`.
	fn claim_delivered() -> Weight;
	/// Weight of `set_price` of a version trained on `d` datasets.
	fn set_price(d: u32) -> Weight;
	/// Weight of `retire_version`.
	fn retire_version() -> Weight;
	/// Weight of `remove_job`.
	fn remove_job() -> Weight;
	/// Weight of `set_royalty`.
	fn set_royalty() -> Weight;
	/// Weight of drawing the decoys of `n` jobs at the start of a block. Until it is measured: each
	/// draw reads and writes less than an acceptance, and so does looking up the agenda.
	fn draw_decoys(n: u32) -> Weight {
		Self::accept_job().saturating_mul(u64::from(n).saturating_add(1))
	}
}

fn rough(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(30_000_000, 8_192)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn register_base() -> Weight {
		rough(3, 3)
	}
	fn create_model(p: u32) -> Weight {
		rough(u64::from(p).saturating_mul(2).saturating_add(4), 4)
	}
	fn request_training(d: u32) -> Weight {
		rough(u64::from(d).saturating_add(6), 4)
	}
	fn accept_job() -> Weight {
		rough(5, 2)
	}
	fn submit_manifest(d: u32) -> Weight {
		rough(u64::from(d).saturating_add(3), 1)
	}
	fn publish_version(d: u32) -> Weight {
		rough(u64::from(d).saturating_add(6), 8)
	}
	fn cancel_job() -> Weight {
		rough(3, 3)
	}
	fn claim_delivered() -> Weight {
		rough(5, 5)
	}
	fn set_price(d: u32) -> Weight {
		rough(u64::from(d).saturating_add(1), 1)
	}
	fn retire_version() -> Weight {
		rough(1, 1)
	}
	fn remove_job() -> Weight {
		rough(3, 3)
	}
	fn set_royalty() -> Weight {
		rough(1, 1)
	}
}
