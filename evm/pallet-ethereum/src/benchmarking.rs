// SPDX-License-Identifier: Apache-2.0
//! What a transfer costs, the gas beyond which has its own weight, and what beginning and end of a block
//! cost.

use super::*;
use alloc::{vec, vec::Vec};
use alloy_consensus::{SignableTransaction, TxLegacy};
use alloy_primitives::{Address, Signature, TxKind, B256, U256};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{Authorize, EnsureOrigin, Hooks},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use openledger_evm_primitives::{Evm, Log, Receipt, TransactionRecord};
use sp_core::{crypto::KeyTypeId, H160, H256};
use sp_io::hashing::keccak_256;
use sp_runtime::transaction_validity::TransactionSource;

const KEY: KeyTypeId = KeyTypeId(*b"evm_");

/// A transfer that makes its receiver's account and leaves the author a tip, with `bytes` of data, by a
/// sender with money, signed by the keystore.
fn signed<T: Config>(bytes: u32) -> Vec<u8> {
	let key = sp_io::crypto::ecdsa_generate(KEY, None);
	let transaction = TxLegacy {
		chain_id: Some(T::Evm::chain_id()),
		nonce: 0,
		gas_price: u128::try_from(T::Evm::base_fee())
			.expect("the base fee has 64 bits")
			.saturating_mul(2),
		gas_limit: 21_000u64.saturating_add(u64::from(bytes).saturating_mul(40)),
		to: TxKind::Call(Address::repeat_byte(0xB0)),
		value: U256::from(10u64.pow(18)),
		input: vec![1u8; bytes as usize].into(),
	};
	let hash: B256 = transaction.signature_hash();
	let signature =
		sp_io::crypto::ecdsa_sign_prehashed(KEY, &key, &hash.0).expect("it has the key");
	let recovered = sp_io::crypto::secp256k1_ecdsa_recover(&signature.0, &hash.0);
	let public = recovered.ok().expect("the signature is the key's");
	T::BenchmarkHelper::endow(H160::from_slice(&keccak_256(&public)[12..]));
	T::BenchmarkHelper::endow(T::Evm::coinbase());
	let signature = Signature::from_bytes_and_parity(&signature.0[..64], signature.0[64] == 1);
	let mut raw = Vec::new();
	transaction.into_signed(signature).rlp_encode(&mut raw);
	raw
}

#[benchmarks(where T::RuntimeCall: From<Call<T>>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn transact(b: Linear<0, 4_096>) -> Result<(), BenchmarkError> {
		let raw = BoundedVec::truncate_from(signed::<T>(b));
		#[extrinsic_call]
		_(RawOrigin::Authorized, raw);
		assert_eq!(Pending::<T>::get().len(), 1);
		Ok(())
	}

	#[benchmark]
	fn authorize_transact(b: Linear<0, 4_096>) -> Result<(), BenchmarkError> {
		let call = Call::<T>::transact { raw: BoundedVec::truncate_from(signed::<T>(b)) };
		#[block]
		{
			call.authorize(TransactionSource::InBlock)
				.ok_or("the call authorises itself")?
				.map_err(|_| "the transaction is refused")?;
		}
		Ok(())
	}

	#[benchmark]
	fn set_paused() -> Result<(), BenchmarkError> {
		let origin =
			T::PauseOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, true);
		assert!(Paused::<T>::get());
		Ok(())
	}

	#[benchmark]
	fn on_finalize(n: Linear<0, 200>) {
		let number = BlockNumberFor::<T>::from(7u32);
		frame_system::Pallet::<T>::set_block_number(number);
		let log = Log {
			address: H160::repeat_byte(1),
			topics: vec![H256::repeat_byte(2); 3],
			data: vec![3; 32],
		};
		let records: Vec<_> = (1..=n)
			.map(|i| TransactionRecord {
				hash: H256(keccak_256(&i.to_be_bytes())),
				from: H160::repeat_byte(4),
				raw: vec![2; 180],
				receipt: Receipt {
					success: true,
					gas_used: 50_000,
					cumulative_gas_used: u64::from(i).saturating_mul(50_000),
					effective_gas_price: T::Evm::base_fee(),
					created: None,
					logs: vec![log.clone()],
				},
			})
			.collect();
		Pending::<T>::put(records);
		#[block]
		{
			Pallet::<T>::on_initialize(number);
			Pallet::<T>::on_finalize(number);
		}
		assert!(BlockHashes::<T>::contains_key(7));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
