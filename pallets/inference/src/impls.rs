// SPDX-License-Identifier: Apache-2.0
//! The glue traits that this pallet implements.

use crate::{Config, Pallet, Sessions};
use openledger_primitives::{Balance, SessionId, WorkerId};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::SessionLeaf;
use openledger_primitives_traits::{InspectSessions, SessionSummary, SettleSessions};
use sp_runtime::DispatchError;

impl<T: Config> InspectSessions<AccountId> for Pallet<T> {
	fn session(id: SessionId) -> Option<SessionSummary<AccountId>> {
		let session = Sessions::<T>::get(id)?;
		Some(SessionSummary {
			payer: session.payer,
			voucher_key: session.voucher_key,
			worker: session.worker,
			offers: session.offers.into_inner(),
			max_per_call: session.max_per_call,
			deposit: session.deposit,
			settled: session.settled,
			settled_n: session.settled_n,
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_session(
		payer: &AccountId,
		voucher_key: &AccountId,
		worker: WorkerId,
		offer: openledger_primitives_objects::Offer,
		deposit: Balance,
	) -> SessionId {
		crate::benchmarking::session::<T>(payer, voucher_key, worker, offer, deposit)
	}
}

impl<T: Config> SettleSessions<AccountId> for Pallet<T> {
	fn settle(
		worker: WorkerId,
		leaf: &SessionLeaf,
		to: &AccountId,
	) -> Result<Balance, DispatchError> {
		Self::do_settle(worker, leaf, to)
	}
}
