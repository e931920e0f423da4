// SPDX-License-Identifier: Apache-2.0
//! Settlement of a session by a leaf of a final batch (PROTOCOL §2 and §5).

use crate::{Config, Error, Event, HoldReason, Pallet, Session, Sessions};
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use openledger_primitives::{Balance, WorkerId};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{SessionLeaf, SignedObject};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Settles one leaf; nothing changes on error. The leaf's amount is due in full: `settled`
	/// follows the leaf also where the deposit falls short.
	pub(crate) fn do_settle(
		worker: WorkerId,
		leaf: &SessionLeaf,
		to: &AccountId,
	) -> Result<Balance, DispatchError> {
		let mut session = Sessions::<T>::get(leaf.session).ok_or(Error::<T>::UnknownSession)?;
		Self::ensure_leaf(worker, leaf, &session)?;
		let due = leaf.amount().ok_or(Error::<T>::WrongAcknowledgement)?;
		let wanted = due.min(session.held);
		let moved = if wanted == 0 {
			0
		} else {
			T::Currency::transfer_on_hold(
				&HoldReason::Deposit.into(),
				&session.payer,
				to,
				wanted,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?
		};
		session.held = session.held.saturating_sub(moved);
		session.settled = leaf.settled_after;
		session.settled_n = leaf.n_to;
		Sessions::<T>::insert(leaf.session, session);
		Self::deposit_event(Event::SessionSettled {
			session: leaf.session,
			settled_n: leaf.n_to,
			settled: leaf.settled_after,
			amount: moved,
			shortfall: due.saturating_sub(moved),
		});
		Ok(moved)
	}

	/// Whether the leaf follows what is settled and the payer authorised all of it. The signature
	/// is checked last: everything before is cheap.
	fn ensure_leaf(worker: WorkerId, leaf: &SessionLeaf, session: &Session) -> DispatchResult {
		let voucher = &leaf.voucher.voucher;
		ensure!(session.worker == worker, Error::<T>::WrongWorker);
		ensure!(leaf.settled_before == session.settled, Error::<T>::WrongSettledBefore);
		let first = session.settled_n.checked_add(1).ok_or(Error::<T>::Overflow)?;
		ensure!(leaf.n_from == first && leaf.n_to >= first, Error::<T>::WrongReceipts);
		ensure!(
			voucher.session == leaf.session && voucher.worker == worker,
			Error::<T>::ForeignVoucher
		);
		ensure!(voucher.n == leaf.n_to, Error::<T>::WrongVoucher);
		ensure!(
			leaf.settled_before <= voucher.cumulative && voucher.cumulative <= leaf.settled_after,
			Error::<T>::WrongAcknowledgement
		);
		let call = leaf.settled_after.saturating_sub(voucher.cumulative);
		ensure!(call <= session.max_per_call, Error::<T>::Overspent);
		let domain = T::SigningDomain::get();
		ensure!(
			voucher.verify(&domain, &leaf.voucher.signature, &session.voucher_key),
			Error::<T>::BadVoucherSignature
		);
		Ok(())
	}
}
