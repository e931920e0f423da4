// SPDX-License-Identifier: Apache-2.0
//! Which transactions the pool keeps and a block takes.

use crate::{
	decode::{decode, gas_limit, Body, Recovery},
	pallet::*,
	WeightInfo,
};
use alloc::{vec, vec::Vec};
use codec::{Decode, Encode};
use frame_support::{
	ensure,
	traits::{Contains, Get},
	weights::Weight,
	BoundedVec,
};
use openledger_evm_primitives::{Evm, EvmTransaction, Invalid};
use sp_core::{H256, U256};
use sp_io::hashing::keccak_256;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionPriority, TransactionSource, TransactionValidityError,
	TransactionValidityWithRefund, ValidTransaction,
};

/// Gas of a transaction that does nothing but transfer. The benchmark of [`Call::transact`] executes it:
/// its weight is measured, not gas.
const TRANSFER_GAS: u64 = 21_000;

/// Blocks for which the pool keeps a transaction: six hours of 2 s.
const LONGEVITY: u64 = 10_800;

/// The SDK's form of a reason.
pub(crate) fn to_validity(invalid: Invalid) -> InvalidTransaction {
	match invalid {
		Invalid::NonceTooLow => InvalidTransaction::Stale,
		Invalid::NonceTooHigh => InvalidTransaction::Future,
		Invalid::InsufficientFunds => InvalidTransaction::Payment,
		other => InvalidTransaction::Custom(other.encode().first().copied().unwrap_or(u8::MAX)),
	}
}

/// The reason behind the SDK's form, for those who show it. None where it is not one of ours.
pub fn reason(invalid: InvalidTransaction) -> Option<Invalid> {
	match invalid {
		InvalidTransaction::Stale => Some(Invalid::NonceTooLow),
		InvalidTransaction::Future => Some(Invalid::NonceTooHigh),
		InvalidTransaction::Payment => Some(Invalid::InsufficientFunds),
		InvalidTransaction::Custom(index) => Invalid::decode(&mut &[index][..]).ok(),
		_ => None,
	}
}

impl<T: Config> Pallet<T> {
	/// Decodes what this chain takes: not paused, protected, for this chain, and ready to pay `base_fee`, which
	/// is looked at before any key is recovered.
	pub(crate) fn checked(
		raw: &[u8],
		recovery: Recovery,
		base_fee: U256,
	) -> Result<EvmTransaction, Invalid> {
		ensure!(!Paused::<T>::get(), Invalid::Paused);
		let limit = usize::try_from(T::MaxTransactionBytes::get()).unwrap_or(usize::MAX);
		ensure!(raw.len() <= limit, Invalid::Malformed);
		let body = Body::of(raw)?;
		ensure!(body.fee_cap() >= base_fee, Invalid::FeeCapTooLow);
		let transaction = body.recovered(recovery)?;
		match transaction.chain_id {
			Some(id) => ensure!(id == T::Evm::chain_id(), Invalid::ChainId),
			None => ensure!(T::AllowUnprotected::get(), Invalid::Unprotected),
		}
		Ok(transaction)
	}

	/// Decodes a raw transaction, whatever its chain.
	///
	/// # Errors
	/// See [`decode`].
	pub fn decode(raw: &[u8]) -> Result<EvmTransaction, Invalid> {
		decode(raw)
	}

	/// Weight of a transaction: all of its gas.
	pub(crate) fn weight_of(raw: &[u8]) -> Weight {
		Self::weight_with_gas(raw, gas_limit(raw))
	}

	/// Weight of a transaction that took an amount of gas, its part of the end of the block included.
	pub(crate) fn weight_with_gas(raw: &[u8], gas: u64) -> Weight {
		let bytes = u32::try_from(raw.len()).unwrap_or(u32::MAX);
		let sealing = T::WeightInfo::on_finalize(1).saturating_sub(T::WeightInfo::on_finalize(0));
		T::WeightInfo::transact(bytes)
			.saturating_add(sealing)
			.saturating_add(T::Evm::gas_to_weight(gas.saturating_sub(TRANSFER_GAS)))
	}

	/// Whether the block has as much gas left as the transaction may use.
	pub(crate) fn fits(transaction: &EvmTransaction) -> bool {
		GasUsed::<T>::get()
			.checked_add(transaction.gas_limit)
			.is_some_and(|gas| gas <= T::Evm::block_gas_limit())
	}

	/// Lets a transaction into the pool by sender and nonce; a block takes it in its turn only, while
	/// its gas limit fits and when it pays the block's base fee. Until then the pool keeps it, as geth's
	/// does.
	pub(crate) fn authorize_transact(
		source: TransactionSource,
		raw: &BoundedVec<u8, T::MaxTransactionBytes>,
	) -> TransactionValidityWithRefund {
		let in_block = source == TransactionSource::InBlock;
		let refused = |invalid| match invalid {
			Invalid::FeeCapTooLow if in_block => InvalidTransaction::ExhaustsResources.into(),
			invalid => TransactionValidityError::Invalid(to_validity(invalid)),
		};
		// A filtered call would be included without running: no fee, no nonce used, again in every block.
		let call = Call::<T>::transact { raw: raw.clone() };
		ensure!(T::BaseCallFilter::contains(&call.into()), refused(Invalid::Paused));
		let base_fee = if in_block { T::Evm::base_fee() } else { U256::zero() };
		let transaction = Self::checked(raw, Recovery::Sender, base_fee).map_err(refused)?;
		let validate = if in_block { T::Evm::validate } else { T::Evm::validate_for_pool };
		let early = match validate(&transaction) {
			Ok(()) => false,
			Err(Invalid::NonceTooHigh) if !in_block => true,
			Err(invalid) => return Err(refused(invalid)),
		};
		if in_block {
			ensure!(Self::fits(&transaction), InvalidTransaction::ExhaustsResources);
			// The dispatch that follows in the same extrinsic need not recover the sender again.
			Recovered::<T>::put((H256(keccak_256(raw)), transaction.from));
		}
		let tag = |nonce: u64| (transaction.from, nonce).encode();
		let requires: Vec<_> = match (early, transaction.nonce.checked_sub(1)) {
			(true, Some(before)) => vec![tag(before)],
			_ => Vec::new(),
		};
		let validity = ValidTransaction {
			priority: Self::priority(&transaction),
			requires,
			provides: vec![tag(transaction.nonce)],
			longevity: LONGEVITY,
			propagate: true,
		};
		Ok((validity, Weight::zero()))
	}

	/// One more than what the author gets per gas, plancks: transactions with more of it come first, and
	/// last those that have to wait for a lower base fee.
	fn priority(transaction: &EvmTransaction) -> TransactionPriority {
		let Some(above) = transaction.max_fee_per_gas.checked_sub(T::Evm::base_fee()) else {
			return 0;
		};
		let tip = transaction.max_priority_fee_per_gas.min(above);
		TransactionPriority::try_from(tip).unwrap_or(TransactionPriority::MAX).saturating_add(1)
	}
}
