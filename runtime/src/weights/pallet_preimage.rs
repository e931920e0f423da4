// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_preimage`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_preimage`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_preimage::WeightInfo for WeightInfo<T> {
	/// At least 44_497 ns of wasm.
	///
	/// `s` from 0 to 4194304.
	fn note_preimage(s: u32) -> Weight {
		Weight::from_parts(44_887_000, 0)
			.saturating_add(Weight::from_parts(1_532, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 11_147 ns of wasm.
	///
	/// `s` from 0 to 4194304.
	fn note_requested_preimage(s: u32) -> Weight {
		Weight::from_parts(11_587_000, 0)
			.saturating_add(Weight::from_parts(1_526, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 10_776 ns of wasm.
	///
	/// `s` from 0 to 4194304.
	fn note_no_deposit_preimage(s: u32) -> Weight {
		Weight::from_parts(11_086_000, 0)
			.saturating_add(Weight::from_parts(1_512, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 80_149 ns of wasm.
	fn unnote_preimage() -> Weight {
		Weight::from_parts(82_353_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 37_617 ns of wasm.
	fn unnote_no_deposit_preimage() -> Weight {
		Weight::from_parts(43_746_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 38_447 ns of wasm.
	fn request_preimage() -> Weight {
		Weight::from_parts(40_290_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_045 ns of wasm.
	fn request_no_deposit_preimage() -> Weight {
		Weight::from_parts(24_797_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_633 ns of wasm.
	fn request_unnoted_preimage() -> Weight {
		Weight::from_parts(26_209_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 8_773 ns of wasm.
	fn request_requested_preimage() -> Weight {
		Weight::from_parts(9_534_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 31_987 ns of wasm.
	fn unrequest_preimage() -> Weight {
		Weight::from_parts(34_251_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 9_134 ns of wasm.
	fn unrequest_unnoted_preimage() -> Weight {
		Weight::from_parts(10_326_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_124 ns of wasm.
	fn unrequest_multi_referenced_preimage() -> Weight {
		Weight::from_parts(10_385_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 50_716 ns of wasm.
	///
	/// `n` from 1 to 1024.
	fn ensure_updated(n: u32) -> Weight {
		Weight::from_parts(50_846_000, 0)
			.saturating_add(Weight::from_parts(55_181_626, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(n.into())))
	}
}
