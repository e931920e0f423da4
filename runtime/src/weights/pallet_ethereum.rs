// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_ethereum`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_ethereum`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_ethereum::WeightInfo for WeightInfo<T> {
	/// At least 155_191 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn transact(b: u32) -> Weight {
		Weight::from_parts(167_752_748, 0)
			.saturating_add(Weight::from_parts(8_981, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 59_528 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn authorize_transact(b: u32) -> Weight {
		Weight::from_parts(63_192_795, 0)
			.saturating_add(Weight::from_parts(7_980, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(12))
	}
	/// At least 4_656 ns of wasm.
	fn set_paused() -> Weight {
		Weight::from_parts(4_827_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 26_269 ns of wasm.
	///
	/// `n` from 0 to 200.
	fn on_finalize(n: u32) -> Weight {
		Weight::from_parts(29_493_207, 0)
			.saturating_add(Weight::from_parts(8_196_686, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
