// SPDX-License-Identifier: Apache-2.0

//! Benchmark of the call. What precompiles dispatch is measured by the pallets that it belongs to.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_enabled() -> Result<(), BenchmarkError> {
		let origin =
			T::SwitchOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let address = address_of(0x800);
		// All others are off.
		let mut others = frame_support::BoundedBTreeSet::new();
		for number in ADDRESSES.iter().filter(|number| **number != 0x800) {
			others.try_insert(*number).map_err(|_| BenchmarkError::Weightless)?;
		}
		Disabled::<T>::put(others);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, address, false);

		assert!(!Pallet::<T>::is_enabled(address));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
