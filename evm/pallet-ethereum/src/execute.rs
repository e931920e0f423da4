// SPDX-License-Identifier: Apache-2.0
//! Executing a transaction and keeping its receipt for the end of the block.

use crate::{
	decode::{decode_again, Recovery},
	pallet::*,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure, BoundedVec,
};
use openledger_evm_primitives::{Evm, ExitReason, Receipt, TransactionRecord};
use sp_core::{H256, U256};
use sp_io::hashing::keccak_256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_transact(raw: Vec<u8>) -> DispatchResultWithPostInfo {
		let hash = H256(keccak_256(&raw));
		let invalid = |_| Error::<T>::InvalidTransaction;
		let authorized = Recovered::<T>::take().filter(|(of, _)| *of == hash);
		let (transaction, execution) = if let Some((_, sender)) = authorized {
			// The same extrinsic has checked it.
			let transaction = decode_again(&raw, sender).map_err(invalid)?;
			let execution = T::Evm::execute_validated(&transaction).map_err(invalid)?;
			(transaction, execution)
		} else {
			let transaction = Self::checked(&raw, Recovery::All, U256::zero()).map_err(invalid)?;
			ensure!(Self::fits(&transaction), Error::<T>::InvalidTransaction);
			let execution = T::Evm::execute(&transaction).map_err(invalid)?;
			(transaction, execution)
		};
		let cumulative = GasUsed::<T>::get().saturating_add(execution.gas_used);
		GasUsed::<T>::put(cumulative);

		let extra_data = execution.output.iter().take(256).copied().collect();
		Self::deposit_event(Event::Executed {
			from: transaction.from,
			to: transaction.to.or(execution.created).unwrap_or_default(),
			transaction_hash: hash,
			exit_reason: execution.exit.clone(),
			extra_data: BoundedVec::truncate_from(extra_data),
		});

		// Gas that was refunded was time all the same.
		let actual = Self::weight_with_gas(&raw, execution.gas_spent);
		Pending::<T>::append(TransactionRecord {
			hash,
			from: transaction.from,
			raw,
			receipt: Receipt {
				success: execution.exit == ExitReason::Succeed,
				gas_used: execution.gas_used,
				cumulative_gas_used: cumulative,
				effective_gas_price: execution.effective_gas_price,
				created: execution.created,
				logs: execution.logs,
			},
		});
		Ok(PostDispatchInfo { actual_weight: Some(actual), pays_fee: Pays::No })
	}
}
