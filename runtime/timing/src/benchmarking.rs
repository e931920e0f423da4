// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of the calls.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_periods() -> Result<(), BenchmarkError> {
		let origin =
			T::SetOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let mut timing = Timings::<T>::get();
		timing.review_window = timing.review_window.saturating_add(1);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, timing);
		assert_eq!(Timings::<T>::get(), timing);
		Ok(())
	}
}
