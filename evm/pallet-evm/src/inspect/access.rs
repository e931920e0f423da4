// SPDX-License-Identifier: Apache-2.0
//! `eth_createAccessList`.

use crate::{
	pallet::{Config, Pallet},
	vm::{
		convert::{from_address, from_evm_error, to_address, word_to_hash},
		Machine,
	},
	Fork,
};
use alloc::collections::{BTreeMap, BTreeSet};
use openledger_evm_primitives::{
	call::AccessListOutcome, AccessListItem, CallError, CallRequest, Overrides,
};
use revm::{
	context::{JournalTr, TxEnv},
	primitives::Address,
};
use sp_core::{H160, H256};

/// Runs after which a list that still grows is taken as it is. A list that a run was given changes
/// what the run touches only where the code looks at its gas.
const MAX_RUNS: u32 = 16;

/// Accounts with their slots.
type List = BTreeMap<H160, BTreeSet<H256>>;

fn to_items(list: &List) -> alloc::vec::Vec<AccessListItem> {
	list.iter()
		.map(|(address, slots)| AccessListItem {
			address: *address,
			slots: slots.iter().copied().collect(),
		})
		.collect()
}

impl<T: Config> Pallet<T> {
	/// What a call touches, as an access list, and the gas that it uses with that list. Accounts that
	/// are warm without a list are left out unless they have slots: the sender, the receiver, accounts
	/// that authorized, precompiles, and the block's author (EIP-3651).
	///
	/// # Errors
	/// As [`Self::rpc_call`].
	pub fn rpc_create_access_list(
		request: &CallRequest,
		overrides: &Overrides,
		gas_cap: u64,
	) -> Result<AccessListOutcome, CallError> {
		let gas = request.gas.unwrap_or(gas_cap).min(gas_cap);
		let mut request = request.clone();
		let mut list = List::new();
		for item in &request.access_list {
			list.entry(item.address).or_default().extend(item.slots.iter().copied());
		}
		for run in 1u32.. {
			request.access_list = to_items(&list);
			let (outcome, touched) = Self::touched(&request, overrides, gas)?;
			let before = list.clone();
			for (address, slots) in touched {
				list.entry(address).or_default().extend(slots);
			}
			if list == before || run >= MAX_RUNS {
				return Ok(AccessListOutcome {
					access_list: request.access_list,
					gas_used: outcome.gas_used,
					exit: outcome.exit,
				});
			}
		}
		Err(CallError::NotFound)
	}

	fn touched(
		request: &CallRequest,
		overrides: &Overrides,
		gas: u64,
	) -> Result<(openledger_evm_primitives::CallOutcome, List), CallError> {
		let (setup, overlay, tx): (_, _, TxEnv) = Self::prepare_call(request, overrides, gas)?;
		let mut warm = BTreeSet::from([tx.caller]);
		warm.extend(request.to.as_ref().map(to_address));
		warm.extend(
			request
				.authorization_list
				.iter()
				.filter_map(|item| item.authority.as_ref().map(to_address)),
		);
		if Self::fork() >= Fork::Shanghai {
			warm.insert(setup.block.beneficiary);
		}
		Self::without_effect(|| {
			let mut machine = Machine::<T>::new(setup, overlay);
			let result =
				machine.transact(tx).map_err(|error| CallError::Invalid(from_evm_error(error)))?;
			let journal = &machine.context().journaled_state;
			let precompiles = journal.precompile_addresses();
			let (_, state) = journal.db_and_state();
			let is_warm =
				|address: &Address| warm.contains(address) || precompiles.contains(address);
			let touched = state
				.iter()
				.filter(|(address, account)| {
					!account.storage.is_empty() || !(is_warm(address) || account.is_created())
				})
				.map(|(address, account)| {
					let slots = account.storage.keys().map(word_to_hash).collect();
					(from_address(address), slots)
				})
				.collect();
			Ok((Self::outcome(result), touched))
		})
	}
}
