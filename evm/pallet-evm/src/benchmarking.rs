// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of the calls with the least gas that each can have. All gas has its own weight on top
//! ([`Config::WeightPerGas`]), that of the benchmark too.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::RawOrigin;
use openledger_primitives_account::{eth_account, AccountId};
use sp_core::{H160, H256, U256};

/// Gas of a call of nothing.
const CALL_GAS: u64 = 21_000;
/// Gas of creating a contract of one byte.
const CREATE_GAS: u64 = 100_000;

/// Init code that returns one byte: PUSH1 1, PUSH0, RETURN.
fn init() -> Vec<u8> {
	vec![0x60, 0x01, 0x5f, 0xf3]
}

/// A funded account with its address.
fn sender<T: Config>() -> (AccountId, H160) {
	let address = H160::repeat_byte(1);
	let fortune = T::BaseFee::get().saturating_mul(1_000_000_000u64.into()) + 1_000_000_000_000u64;
	T::Accounts::increase(&address, fortune).expect("the account can be funded");
	(eth_account(address), address)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn call() {
		let (who, source) = sender::<T>();
		let target = H160::repeat_byte(2);
		let price = T::BaseFee::get();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(who),
			source,
			target,
			Vec::new(),
			U256::from(1_000_000_000u64),
			CALL_GAS,
			price,
			None,
			Vec::new(),
		);

		assert_eq!(
			T::Accounts::get(&target).unwrap_or_default().balance,
			U256::from(1_000_000_000u64)
		);
	}

	#[benchmark]
	fn create() {
		let (who, source) = sender::<T>();
		let price = T::BaseFee::get();
		let before = AccountCodes::<T>::iter().count();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(who),
			source,
			init(),
			U256::zero(),
			CREATE_GAS,
			price,
			None,
			Vec::new(),
		);

		assert_eq!(AccountCodes::<T>::iter().count(), before + 1);
	}

	#[benchmark]
	fn create2() {
		let (who, source) = sender::<T>();
		let price = T::BaseFee::get();
		let before = AccountCodes::<T>::iter().count();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(who),
			source,
			init(),
			H256::repeat_byte(3),
			U256::zero(),
			CREATE_GAS,
			price,
			None,
			Vec::new(),
		);

		assert_eq!(AccountCodes::<T>::iter().count(), before + 1);
	}

	#[benchmark]
	fn settle_block() {
		let (_, source) = sender::<T>();
		let fee = U256::from(1_000_000_000u64);
		T::Accounts::decrease(&source, fee).expect("the sender has it");
		T::Accounts::settle(fee, U256::zero());

		#[block]
		{
			T::Accounts::settle_block();
		}

		assert_eq!(BaseFees::<T>::get(), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
