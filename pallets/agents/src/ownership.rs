// SPDX-License-Identifier: Apache-2.0
//! Who owns an agent and who is paid.

use crate::pallet::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::hold::Mutate,
		tokens::{Fortitude, Precision, Restriction},
	},
};
use openledger_primitives::AgentId;
use openledger_primitives_account::AccountId;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::set_beneficiary`].
	pub(crate) fn do_set_beneficiary(
		who: AccountId,
		id: AgentId,
		beneficiary: AccountId,
	) -> DispatchResult {
		let mut agent = Self::ensure_owner(id, &who)?;
		agent.beneficiary = beneficiary.clone();
		Agents::<T>::insert(id, agent);
		Self::deposit_event(Event::BeneficiarySet { agent: id, beneficiary });
		Ok(())
	}

	/// See [`Pallet::transfer`].
	pub(crate) fn do_transfer(who: AccountId, id: AgentId, to: AccountId) -> DispatchResult {
		let mut agent = Self::ensure_owner(id, &who)?;
		ensure!(to != who, Error::<T>::SameOwner);
		T::Currency::transfer_on_hold(
			&HoldReason::AgentDeposit.into(),
			&who,
			&to,
			agent.deposit,
			Precision::Exact,
			Restriction::OnHold,
			Fortitude::Polite,
		)?;
		agent.owner = to.clone();
		agent.beneficiary = to.clone();
		Agents::<T>::insert(id, agent);
		Self::deposit_event(Event::AgentTransferred { agent: id, from: who, to });
		Ok(())
	}
}
