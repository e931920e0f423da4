// SPDX-License-Identifier: Apache-2.0

//! Weights. The runtime implements [`WeightInfo`] with measured files; the implementation for `()`
//! is a rough formula for tests.

use frame_support::weights::{constants::ParityDbWeight, Weight};

/// Weights of the call.
pub trait WeightInfo {
	/// `set_enabled`.
	fn set_enabled() -> Weight;
}

impl WeightInfo for () {
	fn set_enabled() -> Weight {
		Weight::from_parts(10_000_000, 4_000)
			.saturating_add(ParityDbWeight::get().reads_writes(1, 1))
	}
}
