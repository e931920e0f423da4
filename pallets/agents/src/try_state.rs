// SPDX-License-Identifier: Apache-2.0
//! What must hold in every state.
//!
//! 1. Every id in use is below the next id.
//! 2. A markup is at most the base fee itself, and every model version is used once.
//! 3. What is held from an account is exactly the deposits of its agents and apps.

use crate::pallet::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::hold::Inspect};
use openledger_primitives::{Balance, PPM};
use openledger_primitives_account::AccountId;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextAgentId::<T>::get();
		let mut held = BTreeMap::<AccountId, Balance>::new();
		for (id, agent) in Agents::<T>::iter() {
			ensure!(id < next, "an agent's id is not below the next");
			ensure!(agent.markup <= PPM, "a markup exceeds the base fee");
			let distinct = agent.uses.iter().collect::<BTreeSet<_>>();
			ensure!(distinct.len() == agent.uses.len(), "a model version is used twice");
			let sum = held.entry(agent.owner).or_default();
			*sum = sum.saturating_add(agent.deposit);
		}
		let reason = HoldReason::AgentDeposit.into();
		for (who, amount) in held {
			ensure!(
				T::Currency::balance_on_hold(&reason, &who) == amount,
				"what is held is not what is owed"
			);
		}
		Ok(())
	}
}
