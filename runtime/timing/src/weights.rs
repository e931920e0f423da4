// SPDX-License-Identifier: Apache-2.0

//! What the calls weigh.

use frame_support::weights::Weight;

/// Weights of the calls.
pub trait WeightInfo {
	/// `set_periods`.
	fn set_periods() -> Weight;
}

/// For tests.
impl WeightInfo for () {
	fn set_periods() -> Weight {
		Weight::zero()
	}
}
