// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_preimage`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_preimage`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_preimage::WeightInfo for WeightInfo<T> {
	/// At least 77_696 ns of wasm.
	///
	/// `s` from 0 to 4194304.
	fn note_preimage(s: u32) -> Weight {
		Weight::from_parts(73_248_502, 0)
			.saturating_add(Weight::from_parts(1_480, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 18_968 ns of wasm.
	///
	/// `s` from 0 to 4194304.
	fn note_requested_preimage(s: u32) -> Weight {
		Weight::from_parts(19_118_000, 0)
			.saturating_add(Weight::from_parts(1_474, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 17_997 ns of wasm.
	///
	/// `s` from 0 to 4194304.
	fn note_no_deposit_preimage(s: u32) -> Weight {
		Weight::from_parts(18_148_000, 0)
			.saturating_add(Weight::from_parts(1_469, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 110_885 ns of wasm.
	fn unnote_preimage() -> Weight {
		Weight::from_parts(113_398_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 52_749 ns of wasm.
	fn unnote_no_deposit_preimage() -> Weight {
		Weight::from_parts(55_924_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 45_167 ns of wasm.
	fn request_preimage() -> Weight {
		Weight::from_parts(50_335_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 29_774 ns of wasm.
	fn request_no_deposit_preimage() -> Weight {
		Weight::from_parts(31_207_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 29_093 ns of wasm.
	fn request_unnoted_preimage() -> Weight {
		Weight::from_parts(30_675_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 13_000 ns of wasm.
	fn request_requested_preimage() -> Weight {
		Weight::from_parts(13_620_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 49_153 ns of wasm.
	fn unrequest_preimage() -> Weight {
		Weight::from_parts(50_465_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 13_861 ns of wasm.
	fn unrequest_unnoted_preimage() -> Weight {
		Weight::from_parts(14_972_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 13_360 ns of wasm.
	fn unrequest_multi_referenced_preimage() -> Weight {
		Weight::from_parts(14_952_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 85_638 ns of wasm.
	///
	/// `n` from 1 to 1024.
	fn ensure_updated(n: u32) -> Weight {
		Weight::from_parts(88_152_000, 0)
			.saturating_add(Weight::from_parts(93_201_339, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(n.into())))
	}
}
