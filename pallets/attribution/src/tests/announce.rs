// SPDX-License-Identifier: Apache-2.0
//! Announcements: what is refused, and who pays.

use super::*;
use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::InspectHold, Authorize},
};
use openledger_primitives::{BatchEpoch, ModelVersionId, OPEN};
use sp_core::Pair;
use sp_runtime::transaction_validity::{
	InvalidTransaction, TransactionSource, TransactionValidityError,
};

#[test]
fn wrong_headers_are_refused() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(2);
		let changed = |change: fn(&mut BatchHeader)| {
			let mut other = book.clone();
			change(&mut other.header);
			other.sign();
			other
		};
		let sum = changed(|header| header.sessions.sum += 1);
		assert_noop!(sum.announce(), Error::<Test>::InconsistentHeader);
		let fees = changed(|header| header.receipts.sum += 1);
		assert_noop!(fees.announce(), Error::<Test>::InconsistentHeader);
		let weights = changed(|header| header.credits.sum += 1);
		assert_noop!(weights.announce(), Error::<Test>::InconsistentHeader);
		let count = changed(|header| header.reports.count += 1);
		assert_noop!(count.announce(), Error::<Test>::InconsistentHeader);
		let flood = changed(|header| header.credits.count = u32::MAX);
		assert_noop!(flood.announce(), Error::<Test>::CreditsTooSmall);
		let waterfall = changed(|header| header.waterfall_version = 2);
		assert_noop!(waterfall.announce(), Error::<Test>::WrongWaterfall);
		let order = changed(|header| {
			let mut second = header.totals[0].clone();
			header.totals[0].count -= 1;
			header.totals[0].base /= 2;
			second.base -= header.totals[0].base;
			second.count = 1;
			second.model_version = ModelVersionId(0);
			header.totals.try_push(second).unwrap();
		});
		assert_noop!(order.announce(), Error::<Test>::InconsistentHeader);
		let model = changed(|header| {
			header.totals[0].model_version = ModelVersionId(9);
			header.unattributed[0].0 = ModelVersionId(9);
		});
		assert_noop!(model.announce(), sp_runtime::DispatchError::Other("model"));
		let mut unsigned = book.clone();
		unsigned.header.receipts.hash = Default::default();
		assert_noop!(unsigned.announce(), Error::<Test>::BadSignature);
		let mut worker = book.clone();
		worker.header.worker.0 = 9;
		assert_noop!(worker.announce(), Error::<Test>::UnknownWorker);
		assert_ok!(book.announce());
	});
}

#[test]
fn a_header_comes_after_its_epoch_and_once() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(OPEN)];
		let early = Book::new(0, 1, &mut fresh(&sessions));
		assert_noop!(early.announce(), Error::<Test>::EpochNotOver);
		run_to_epoch(2);
		let book = Book::new(1, 1, &mut fresh(&sessions));
		assert_ok!(book.announce());
		assert_noop!(book.announce(), Error::<Test>::EpochNotNew);
		let second = Book::new(1, 2, &mut fresh(&sessions));
		assert_noop!(second.announce(), Error::<Test>::EpochNotNew);
		assert_noop!(early.announce(), Error::<Test>::EpochNotNew);
	});
}

#[test]
fn fees_have_a_floor_and_four_fifths_of_the_stake_as_a_cap() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		let mut tiny = book.clone();
		tiny.header.receipts.sum = 1;
		assert_noop!(tiny.announce(), Error::<Test>::FeeTooLow);

		let fees = book.fee_total();
		let least = fees / 4 * 5;
		fund_stake(least - 1);
		assert_noop!(book.announce(), Error::<Test>::ExposureTooHigh);
		fund_stake(least);
		assert_ok!(book.announce());
		// Fees of open batches add up.
		run_to_epoch(2);
		let more = Book::new(1, 1, &mut fresh(&[openledger_primitives::SessionId(0)]));
		assert_noop!(more.announce(), Error::<Test>::ExposureTooHigh);
		fund_stake(STAKE);
		assert_ok!(more.announce());
	});
}

/// Moves the worker's stake from and to an account that the test does not look at.
fn fund_stake(amount: u128) {
	let stake = stake_account(WORKER);
	let now = Balances::free_balance(&stake);
	let store = account("Anyone");
	use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
	match now > amount {
		true => <Balances as Mutate<_>>::transfer(&stake, &store, now - amount, Expendable),
		false => <Balances as Mutate<_>>::transfer(&store, &stake, amount - now, Expendable),
	}
	.unwrap();
}

#[test]
fn the_signer_pays_the_deposit() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		let header = Box::new(book.header.clone());
		assert_ok!(Attribution::announce(signed("Anyone"), header, book.signature.clone()));
		let reason = HoldReason::BatchDeposit.into();
		assert_eq!(Balances::balance_on_hold(&reason, &account("Anyone")), OPEN);
		assert_eq!(batch(0).announced_by, account("Anyone"));
	});
}

fn pulled(book: &Book, authority: u32, key: u32) -> Call<Test> {
	let payload = Attribution::announce_payload(&book.header, authority);
	Call::announce_pulled {
		header: Box::new(book.header.clone()),
		signature: book.signature.clone(),
		authority,
		proof: attribution_pair(key).sign(&payload).into(),
	}
}

fn refused(call: Call<Test>, expected: InvalidTransaction) {
	let authorized = RuntimeCall::from(call).authorize(TransactionSource::External).unwrap();
	let error = authorized.map(|_| ()).unwrap_err();
	assert_eq!(error, TransactionValidityError::Invalid(expected));
}

#[test]
fn a_validator_announces_for_the_worker() {
	ExtBuilder::validators(2).build_and_execute(|| {
		let book = honest_book(1);
		refused(pulled(&book, 1, 0), InvalidTransaction::BadProof);
		refused(pulled(&book, 2, 0), InvalidTransaction::Call);
		let mut forged = book.clone();
		forged.header.receipts.hash = Default::default();
		refused(pulled(&forged, 1, 1), InvalidTransaction::BadProof);

		let call = RuntimeCall::from(pulled(&book, 1, 1));
		let (validity, _) = call.authorize(TransactionSource::External).unwrap().unwrap();
		assert_eq!(validity.provides.len(), 1);
		assert_ok!(submit_authorized(pulled(&book, 1, 1)));
		let reason = HoldReason::BatchDeposit.into();
		assert_eq!(Balances::balance_on_hold(&reason, &operator()), OPEN);
		assert_eq!(batch(0).announced_by, validator(1));
		refused(pulled(&book, 0, 0), InvalidTransaction::Stale);
	});
}

#[test]
fn a_future_epoch_waits_and_a_poor_operator_is_refused() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(OPEN)];
		let book = Book::new(0, 1, &mut fresh(&sessions));
		refused(pulled(&book, 0, 0), InvalidTransaction::Future);
		run_to_epoch(1);
		use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
		let all = Balances::free_balance(operator()) - 1;
		<Balances as Mutate<_>>::transfer(&operator(), &account("Anyone"), all, Expendable)
			.unwrap();
		refused(pulled(&book, 0, 0), InvalidTransaction::Payment);
	});
}

#[test]
fn only_so_many_batches_are_open_and_due() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(10 * OPEN)];
		run_to_epoch(70);
		let mut standings = fresh(&sessions);
		for epoch in 0..MAX_OPEN_BATCHES {
			assert_ok!(Book::new(epoch, 1, &mut standings).announce());
		}
		let last = Book::new(MAX_OPEN_BATCHES, 1, &mut standings);
		assert_noop!(last.announce(), Error::<Test>::TooManyOpenBatches);
		// Two blocks take them: both lists end at their bound.
		let due = System::block_number() + TIMING.seed_window + TIMING.seed_delay;
		assert_eq!(Agendas::<Test>::get(due).len() as u32, MAX_DUE);
		assert_eq!(Agendas::<Test>::get(due + 1).len() as u32, MAX_DUE);
		run(TIMING.seed_window + TIMING.seed_delay + 1);
		assert_eq!(batch(MAX_OPEN_BATCHES - 1).status, BatchStatus::Seeded);
		assert_eq!(LastEpochs::<Test>::get(WORKER), Some(BatchEpoch(MAX_OPEN_BATCHES - 1)));
	});
}
