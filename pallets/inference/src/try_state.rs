// SPDX-License-Identifier: Apache-2.0
//! What holds after every block.

use crate::{Config, HoldReason, NextSessionId, Pallet, Session, Sessions};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::hold::Inspect};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. Ids are below `NextSessionId`.
	/// 2. What an account holds for deposits and bonds is the sum over its sessions.
	/// 3. Each session holds at most its deposit, and exactly what is not settled while it was
	///    never short.
	/// 4. Each session has offers, each once, and a limit per call that is not zero.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextSessionId::<T>::get();
		let mut held: BTreeMap<AccountId, (Balance, Balance)> = BTreeMap::new();
		for (id, session) in Sessions::<T>::iter() {
			ensure!(id < next, "a session's id is not below NextSessionId");
			Self::try_state_session(&session)?;
			let sums = held.entry(session.payer).or_default();
			sums.0 = sums.0.saturating_add(session.held);
			sums.1 = sums.1.saturating_add(session.bond);
		}
		for (payer, (deposits, bonds)) in held {
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Deposit.into(), &payer) == deposits,
				"deposits on hold are not those of the payer's sessions"
			);
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Bond.into(), &payer) == bonds,
				"bonds on hold are not those of the payer's sessions"
			);
		}
		Ok(())
	}

	fn try_state_session(session: &Session) -> Result<(), TryRuntimeError> {
		let left = session.deposit.saturating_sub(session.settled);
		ensure!(session.held <= session.deposit, "a session holds more than its deposit");
		ensure!(session.held >= left, "a session holds less than what is not settled");
		ensure!(session.max_per_call > 0, "a session allows no call");
		ensure!(!session.offers.is_empty(), "a session has no offer");
		let twice = session.offers.iter().enumerate().any(|(i, offer)| {
			let key = (offer.model_version, offer.agent, offer.app);
			session
				.offers
				.iter()
				.take(i)
				.any(|other| (other.model_version, other.agent, other.app) == key)
		});
		ensure!(!twice, "a session has an offer twice");
		Ok(())
	}
}
