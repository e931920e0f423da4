// SPDX-License-Identifier: Apache-2.0
//! Settlement: what a batch may take from a session.

use crate::{mock::*, Error, Event, HoldReason, OpenSession, Pallet};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::InspectHold, LockableCurrency, WithdrawReasons},
};
use openledger_primitives::{Hash, SessionId, WorkerId, OPEN};
use openledger_primitives_account::{eth_account, recover, EthSignature, Signature};
use openledger_primitives_objects::{SessionLeaf, SignedObject, SigningDomain, Voucher};
use openledger_primitives_traits::SettleSessions;
use sp_core::{ecdsa, sr25519, Pair};

const WORKER: WorkerId = WorkerId(0);

fn settle(leaf: &SessionLeaf) -> Result<u128, sp_runtime::DispatchError> {
	Pallet::<Test>::settle(WORKER, leaf, &acc(POT))
}

fn refused(leaf: &SessionLeaf, error: Error<Test>) {
	assert_noop!(settle(leaf), error);
}

/// The leaf with another voucher, signed anew.
fn revouched(leaf: &SessionLeaf, change: impl FnOnce(&mut Voucher)) -> SessionLeaf {
	let mut voucher = leaf.voucher.voucher.clone();
	change(&mut voucher);
	SessionLeaf { voucher: sign(voucher), ..leaf.clone() }
}

#[docify::export]
#[test]
fn a_batch_is_paid_from_the_deposit() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		// Three calls; the payer's third voucher acknowledges 2 OPEN for the first two, and the
		// third cost 1 OPEN.
		let leaf = leaf(id, 3, 2 * OPEN, OPEN);
		assert_eq!(Pallet::<Test>::settle(WorkerId(0), &leaf, &acc(POT)), Ok(3 * OPEN));
		assert_eq!(Balances::free_balance(acc(POT)), EXISTENTIAL + 3 * OPEN);
		assert_eq!(session(id).held, DEPOSIT - 3 * OPEN);
		// The next batch starts where this one ended.
		assert_eq!((session(id).settled, session(id).settled_n), (3 * OPEN, 3));
	});
}

#[test]
fn a_settlement_is_told() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		assert_ok!(settle(&leaf(id, 2, 5, 7)));
		System::assert_last_event(
			Event::SessionSettled {
				session: id,
				settled_n: 2,
				settled: 12,
				amount: 12,
				shortfall: 0,
			}
			.into(),
		);
		assert_eq!(
			Balances::balance_on_hold(&HoldReason::Deposit.into(), &acc(PAYER)),
			DEPOSIT - 12
		);
	});
}

#[test]
fn a_leaf_settles_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let first = leaf(id, 2, OPEN, OPEN);
		assert_ok!(settle(&first));
		refused(&first, Error::WrongSettledBefore);
		// The same receipts from where the chain stands.
		let again =
			SessionLeaf { settled_before: 2 * OPEN, settled_after: 3 * OPEN, ..first.clone() };
		refused(&again, Error::WrongReceipts);
		// A voucher of settled calls does not pay for later ones.
		let replayed = SessionLeaf { n_from: 3, n_to: 3, ..again };
		refused(&replayed, Error::WrongVoucher);
		assert_ok!(settle(&leaf(id, 3, 0, OPEN)));
	});
}

#[test]
fn receipts_that_cost_nothing_settle_too() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let free = leaf(id, 2, 0, 0);
		assert_eq!(settle(&free), Ok(0));
		assert_eq!(session(id).settled_n, 2);
		refused(&free, Error::WrongReceipts);
	});
}

#[test]
fn unknown_sessions_and_workers() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let good = leaf(id, 1, 0, 5);
		refused(&SessionLeaf { session: SessionId(9), ..good.clone() }, Error::UnknownSession);
		assert_noop!(
			Pallet::<Test>::settle(WorkerId(1), &good, &acc(POT)),
			Error::<Test>::WrongWorker
		);
	});
}

#[test]
fn a_leaf_starts_where_the_chain_stands() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		assert_ok!(settle(&leaf(id, 2, OPEN, OPEN)));
		let good = leaf(id, 4, OPEN, OPEN);
		for settled_before in [0, 2 * OPEN - 1, 2 * OPEN + 1] {
			refused(&SessionLeaf { settled_before, ..good.clone() }, Error::WrongSettledBefore);
		}
		// A gap, an overlap, and a run backwards.
		for n_from in [0, 1, 2, 4, 5] {
			refused(&SessionLeaf { n_from, ..good.clone() }, Error::WrongReceipts);
		}
		refused(&SessionLeaf { n_to: 2, ..good.clone() }, Error::WrongReceipts);
		assert_ok!(settle(&good));
	});
}

#[test]
fn foreign_vouchers() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let other = opened();
		let good = leaf(id, 1, 0, 5);
		// Of another session of the same payer and key, and for another worker.
		let foreign = leaf(other, 1, 0, 5).voucher;
		refused(&SessionLeaf { voucher: foreign, ..good.clone() }, Error::ForeignVoucher);
		refused(&revouched(&good, |v| v.worker = WorkerId(1)), Error::ForeignVoucher);
	});
}

#[test]
fn reordered_vouchers() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let good = leaf(id, 3, 2 * OPEN, OPEN);
		// An earlier voucher, and one for a call that was not made.
		refused(&revouched(&good, |v| v.n = 2), Error::WrongVoucher);
		refused(&revouched(&good, |v| v.n = 4), Error::WrongVoucher);
	});
}

#[test]
fn overspent_vouchers() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		refused(&leaf(id, 3, 2 * OPEN, CALL + 1), Error::Overspent);
		// The ceiling cannot be cashed: what was not acknowledged is at most one call.
		refused(&leaf(id, 3, 0, DEPOSIT), Error::Overspent);
		let good = leaf(id, 3, 2 * OPEN, CALL);
		refused(
			&SessionLeaf { settled_after: 2 * OPEN - 1, ..good.clone() },
			Error::WrongAcknowledgement,
		);
		assert_ok!(settle(&good));
		let behind = revouched(&leaf(id, 4, 0, 5), |v| v.cumulative -= 1);
		refused(&behind, Error::WrongAcknowledgement);
	});
}

#[test]
fn numbers_at_the_edge_do_not_wrap() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let huge = leaf(id, 3, u128::MAX - 1, 1);
		// Acknowledged by the payer's own key: what the deposit does not reach is the worker's.
		assert_eq!(settle(&huge), Ok(DEPOSIT));
		assert_eq!((session(id).held, session(id).settled), (0, u128::MAX));
		let last = session(id).settled_n;
		crate::Sessions::<Test>::mutate(id, |s| s.as_mut().unwrap().settled_n = u32::MAX);
		let over = SessionLeaf {
			settled_before: u128::MAX,
			settled_after: u128::MAX,
			n_from: 0,
			n_to: 0,
			..huge
		};
		refused(&over, Error::Overflow);
		crate::Sessions::<Test>::mutate(id, |s| s.as_mut().unwrap().settled_n = last);
	});
}

#[test]
fn signatures_are_of_the_voucher_key_and_chain() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let good = leaf(id, 2, 3, 5);
		let voucher = good.voucher.voucher.clone();
		let with = |signature: Signature| {
			let mut leaf = good.clone();
			leaf.voucher.signature = signature;
			leaf
		};
		let domain = Domain::get();
		let stranger = sr25519::Pair::from_seed(&[6; 32]);
		refused(
			&with(stranger.sign(voucher.scale_digest(&domain).as_bytes()).into()),
			Error::BadVoucherSignature,
		);
		for elsewhere in [
			SigningDomain { chain_id: 1, ..domain },
			SigningDomain { genesis: Hash::zero(), ..domain },
		] {
			let digest = voucher.scale_digest(&elsewhere);
			refused(
				&with(voucher_pair().sign(digest.as_bytes()).into()),
				Error::BadVoucherSignature,
			);
		}
		// The bare object, and an Ethereum signature for a key that is none.
		refused(&with(voucher_pair().sign(&voucher.encode()).into()), Error::BadVoucherSignature);
		refused(&with(Signature::Eth(EthSignature([0; 65]))), Error::BadVoucherSignature);
		let mut tampered = good.clone();
		tampered.voucher.voucher.cumulative += 1;
		refused(&tampered, Error::BadVoucherSignature);
		assert_ok!(settle(&good));
	});
}

#[test]
fn an_ethereum_key_signs_vouchers() {
	ExtBuilder::default().build_and_execute(|| {
		let pair = ecdsa::Pair::from_seed(&[8; 32]);
		let sign = |voucher: &Voucher| {
			let digest = voucher.eip712_digest(&Domain::get());
			(digest, EthSignature(pair.sign_prehashed(&digest.0).0))
		};
		let probe = Voucher {
			session: SessionId(0),
			worker: WORKER,
			n: 2,
			acknowledges: Hash::zero(),
			cumulative: 3,
		};
		let (digest, signature) = sign(&probe);
		let voucher_key = eth_account(recover(&digest.0, &signature).unwrap());
		let opening = OpenSession { voucher_key, ..opening() };
		assert_ok!(Pallet::<Test>::open_session(signed(PAYER), opening));
		let mut leaf = leaf(SessionId(0), 2, 3, 5);
		// The other key's signature over the same voucher is worth nothing here.
		refused(&leaf, Error::BadVoucherSignature);
		let (_, signature) = sign(&leaf.voucher.voucher);
		leaf.voucher.signature = Signature::Eth(signature);
		assert_eq!(settle(&leaf), Ok(8));
	});
}

#[test]
fn a_deposit_that_falls_short_pays_what_it_has() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		assert_eq!(settle(&leaf(id, 11, DEPOSIT, CALL)), Ok(DEPOSIT));
		System::assert_last_event(
			Event::SessionSettled {
				session: id,
				settled_n: 11,
				settled: DEPOSIT + CALL,
				amount: DEPOSIT,
				shortfall: CALL,
			}
			.into(),
		);
		assert_eq!((session(id).held, session(id).settled), (0, DEPOSIT + CALL));
		assert_eq!(settle(&leaf(id, 12, 0, CALL)), Ok(0));
		// A later deposit is for later calls: the shortfall was the worker's loss.
		assert_ok!(Pallet::<Test>::top_up(signed(PAYER), id, 5 * OPEN));
		assert_eq!(settle(&leaf(id, 13, 0, CALL)), Ok(CALL));
		assert_eq!(session(id).held, 5 * OPEN - CALL);
	});
}

#[test]
fn expiry_and_close_stop_vouchers_not_settlement() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		go_to(EXPIRY + 1);
		assert_eq!(settle(&leaf(id, 1, 0, 5)), Ok(5));
		assert_ok!(Pallet::<Test>::close_session(signed(PAYER), id));
		assert_eq!(settle(&leaf(id, 2, 0, 5)), Ok(5));
		go_to(EXPIRY + GRACE);
		let late = leaf(id, 3, 0, 5);
		assert_ok!(Pallet::<Test>::release(signed(PAYER), id));
		refused(&late, Error::UnknownSession);
	});
}

#[test]
fn a_lock_on_the_payer_does_not_stop_a_settlement() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		Balances::set_lock(*b"votelock", &acc(PAYER), RICH, WithdrawReasons::all());
		assert_eq!(settle(&leaf(id, 3, 2 * OPEN, OPEN)), Ok(3 * OPEN));
	});
}

#[test]
fn the_payer_may_operate_the_worker() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Pallet::<Test>::open_session(signed(OPERATOR), opening()));
		let id = SessionId(0);
		// Even when the pot is its own account.
		let leaf = leaf(id, 1, 0, OPEN);
		assert_eq!(Pallet::<Test>::settle(WORKER, &leaf, &acc(OPERATOR)), Ok(OPEN));
		assert_eq!(total(OPERATOR), RICH);
	});
}
