// SPDX-License-Identifier: Apache-2.0
//! What the calls and the end of a block cost.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get, Hooks};
use frame_system::pallet_prelude::BlockNumberFor;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_base_fee_per_gas() -> Result<(), BenchmarkError> {
		let origin =
			T::FeeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let fee = T::DefaultMinimum::get().saturating_mul(2);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, fee);
		assert_eq!(BaseFeePerGas::<T>::get(), fee);
		Ok(())
	}

	#[benchmark]
	fn set_minimum() -> Result<(), BenchmarkError> {
		let origin =
			T::FeeOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let minimum = T::DefaultMinimum::get().saturating_mul(2);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, minimum);
		assert_eq!(MinimumBaseFee::<T>::get(), minimum);
		Ok(())
	}

	#[benchmark]
	fn on_finalize() {
		let number = BlockNumberFor::<T>::from(1u32);
		BaseFeePerGas::<T>::put(T::DefaultMinimum::get().saturating_mul(8));
		#[block]
		{
			Pallet::<T>::on_finalize(number);
		}
		assert!(BaseFeePerGas::<T>::get() < T::DefaultMinimum::get().saturating_mul(8));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
