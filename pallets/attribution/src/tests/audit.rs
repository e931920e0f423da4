// SPDX-License-Identifier: Apache-2.0
//! Audits of honest and of forged bundles.

use super::*;
use crate::{
	audit::{verify_bundle, AuditFault, AuditView},
	mock::*,
};
use codec::{Decode, Encode};
use openledger_primitives::*;
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::*;
use openledger_primitives_poa::draw;
use openledger_primitives_traits::*;
use proptest::prelude::*;
use sp_core::H256;

/// The mock's state through its glue, with the least weight of a credit.
struct View(CreditWeight);

impl AuditView for View {
	fn session(&self, id: SessionId) -> Option<SessionSummary<AccountId>> {
		MockSessions::session(id)
	}
	fn model_version(&self, id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		MockModels::model_version(id)
	}
	fn contribution(&self, id: ContributionId) -> Option<ContributionSummary<AccountId>> {
		MockDatasets::contribution(id)
	}
	fn contains(&self, dataset: DatasetRef, id: ContributionId) -> bool {
		MockDatasets::contains(dataset, id)
	}
	fn least_weight(&self) -> CreditWeight {
		self.0
	}
}

const SEED: H256 = H256::repeat_byte(0x5E);

/// Leaves that the seed draws of a book.
fn number(book: &Book) -> u32 {
	draw::leaves_for(8, book.header.receipts.count)
}

fn check(book: &Book, bundle: &AuditBundle) -> Result<(), AuditFault> {
	let key = account("WorkerKey");
	verify_bundle(&View(0), &MockDomain::get(), &key, &book.header, &SEED, number(book), bundle)
}

/// The same where credits of less than `least` are booked as unattributed.
fn check_with(least: CreditWeight, book: &Book) -> Result<(), AuditFault> {
	let (key, bundle) = (account("WorkerKey"), book.bundle(&SEED));
	verify_bundle(
		&View(least),
		&MockDomain::get(),
		&key,
		&book.header,
		&SEED,
		number(book),
		&bundle,
	)
}

/// What the audit says of a bundle that was changed after honest work.
fn tampered(change: impl Fn(&mut AuditBundle)) -> AuditFault {
	let mut fault = None;
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(8);
		let mut bundle = book.bundle(&SEED);
		assert_eq!(check(&book, &bundle), Ok(()));
		change(&mut bundle);
		fault = check(&book, &bundle).err();
	});
	fault.unwrap()
}

/// What the audit says of a batch that was booked over changed leaves, with openings that fit.
fn committed(change: impl Fn(&mut Book)) -> Result<(), AuditFault> {
	let mut result = Ok(());
	ExtBuilder::validators(1).build_and_execute(|| {
		let mut book = honest_book(1);
		change(&mut book);
		let Book { receipts, reports, sessions, credits, .. } = book;
		let book = Book::over(0, receipts, reports, sessions, credits);
		result = check(&book, &book.bundle(&SEED));
	});
	result
}

/// Signs the receipts again and points their reports at them.
fn resign(book: &mut Book) {
	for (receipt, report) in book.receipts.iter_mut().zip(&mut book.reports) {
		receipt.signature = worker_sign(&receipt.receipt);
		report.receipt = receipt.receipt.hash();
	}
}

#[test]
fn an_honest_bundle_holds() {
	assert_eq!(committed(|_| ()), Ok(()));
	ExtBuilder::validators(1).build_and_execute(|| {
		for calls in [1, 2, 5, 20] {
			let sessions = [open_session(OPEN), open_session(OPEN), open_session(OPEN)];
			let book = Book::new(0, calls, &mut fresh(&sessions));
			let bundle = book.bundle(&SEED);
			assert_eq!(bundle.leaves.len() as u32, (3 * calls).min(8));
			assert_eq!(check(&book, &bundle), Ok(()));
			let bytes = bundle.encode();
			assert_eq!(AuditBundle::decode(&mut &bytes[..]).unwrap(), bundle);
		}
	});
}

#[test]
fn the_bundle_is_the_drawn_leaves_in_order() {
	let fault = tampered(|bundle| {
		bundle.leaves.pop();
	});
	assert_eq!(fault, AuditFault::WrongLeafCount);
	let fault = tampered(|bundle| {
		let first = bundle.leaves[0].receipt_opening.index;
		let other = bundle.leaves.iter().position(|l| l.receipt_opening.index != first).unwrap();
		bundle.leaves.swap(0, other);
	});
	assert_eq!(fault, AuditFault::WrongReceipt);
}

#[test]
fn leaves_are_bound_to_the_header() {
	let fault = tampered(|bundle| bundle.leaves[0].receipt.receipt.time = 1);
	assert_eq!(fault, AuditFault::ReceiptNotInTree);
	let fault = tampered(|bundle| bundle.leaves[0].receipt_opening.index ^= 1);
	assert_eq!(fault, AuditFault::ReceiptNotInTree);
	let fault = tampered(|bundle| bundle.leaves[0].report.query_hash = H256::zero());
	assert_eq!(fault, AuditFault::ReportNotInTree);
	let fault = tampered(|bundle| bundle.leaves[0].report_opening.index ^= 1);
	assert_eq!(fault, AuditFault::ReportNotInTree);
	let fault = tampered(|bundle| bundle.leaves[0].session.n_to += 1);
	assert_eq!(fault, AuditFault::SessionNotInTree);
	let fault = tampered(|bundle| {
		bundle.leaves[0].credits.pop();
	});
	assert_eq!(fault, AuditFault::WrongCreditCount);
	let fault = tampered(|bundle| {
		let credit = bundle.leaves[0].credits[0].clone();
		bundle.leaves[0].credits[1] = credit;
	});
	assert_eq!(fault, AuditFault::WrongCredit);
	let fault = tampered(|bundle| bundle.leaves[0].credits[0].opening.index ^= 1);
	assert_eq!(fault, AuditFault::CreditNotInTree);
	let fault = tampered(|bundle| bundle.leaves[0].credits[0].sub_leaf.weight += 1);
	assert_eq!(fault, AuditFault::WrongSubLeaf);
	let fault = tampered(|bundle| bundle.leaves[0].credits[0].sub_opening.index += 1);
	assert_eq!(fault, AuditFault::WrongSubLeaf);
}

#[test]
fn committed_receipts_must_be_true() {
	let unsigned = committed(|book| book.receipts.iter_mut().for_each(|r| r.receipt.time = 1));
	assert_eq!(unsigned, Err(AuditFault::ReceiptNotSigned));
	let change = |change: fn(&mut Receipt)| {
		committed(|book| {
			book.receipts.iter_mut().for_each(|receipt| change(&mut receipt.receipt));
			resign(book);
		})
	};
	assert_eq!(change(|r| r.tokens_out += 1), Err(AuditFault::WrongFee));
	let unknown = committed(|book| {
		book.receipts.iter_mut().for_each(|receipt| receipt.receipt.session = SessionId(9));
		book.sessions.iter_mut().for_each(|leaf| leaf.session = SessionId(9));
		resign(book);
	});
	assert_eq!(unknown, Err(AuditFault::UnknownSession));
	assert_eq!(change(|r| r.adapter_hash = H256::zero()), Err(AuditFault::WrongModel));
	assert_eq!(change(|r| r.agent = Some(AgentId(1))), Err(AuditFault::NotOffered));
	assert_eq!(change(|r| r.n += 5), Err(AuditFault::WrongSessionLeaf));
	assert_eq!(change(|r| r.cumulative += 1), Err(AuditFault::WrongSessionLeaf));
	assert_eq!(change(|r| r.time = 7), Ok(()));
}

#[test]
fn committed_sessions_must_fit_receipts_and_vouchers() {
	let change =
		|change: fn(&mut SessionLeaf)| committed(|book| book.sessions.iter_mut().for_each(change));
	let forged = change(|leaf| leaf.voucher = signed_voucher(leaf.session, 9, 0));
	assert_eq!(forged, Err(AuditFault::WrongSessionLeaf));
	let forged = change(|leaf| leaf.voucher.voucher.acknowledges = H256::repeat_byte(1));
	assert_eq!(forged, Err(AuditFault::WrongSessionLeaf));
	let moved = change(|leaf| {
		leaf.settled_before += 1;
		leaf.settled_after += 1;
	});
	assert_eq!(moved, Err(AuditFault::WrongSessionLeaf));
}

#[test]
fn committed_reports_must_be_true() {
	let change =
		|change: fn(&mut Report)| committed(|book| book.reports.iter_mut().for_each(change));
	assert_eq!(change(|r| r.receipt = H256::zero()), Err(AuditFault::WrongReport));
	assert_eq!(change(|r| r.method = 9), Err(AuditFault::WrongReport));
	assert_eq!(change(|r| r.entries[0].share += 1), Err(AuditFault::WrongShares));
	assert_eq!(change(|r| r.entries[0].score += 1_000), Err(AuditFault::WrongShares));
	assert_eq!(change(|r| r.decoys[0] += 1_000), Err(AuditFault::WrongShares));
	// A contribution with right shares whose entry pays nothing, from outside the model's data.
	let foreign = |id: u32, rows: u32| {
		move |book: &mut Book| {
			for report in &mut book.reports {
				report.entries[1].score = 1;
				report.entries[0].contribution = ContributionId(0);
				report.entries[2].contribution = ContributionId(id);
				report.entries[2].rows = rows;
				let scored: Vec<_> = report.entries.iter().map(|e| (e.score, e.rows)).collect();
				let noise = openledger_primitives_poa::shares::Noise::of(&report.decoys).unwrap();
				let (parts, rest) =
					openledger_primitives_poa::shares::shares(&scored, &noise, 2_000).unwrap();
				report.entries.iter_mut().zip(parts).for_each(|(e, share)| e.share = share);
				report.unattributed = rest;
			}
			rebook(book);
		}
	};
	assert_eq!(committed(foreign(9, ROWS)), Ok(()));
	assert_eq!(committed(foreign(9, ROWS - 1)), Err(AuditFault::ForeignContribution));
	let later = CONTRIBUTIONS - 1;
	assert_eq!(committed(foreign(later, ROWS)), Err(AuditFault::ForeignContribution));
	assert_eq!(committed(foreign(99, ROWS)), Err(AuditFault::ForeignContribution));
}

/// Credits again from the reports.
fn rebook(book: &mut Book) {
	use openledger_primitives_poa::Tree;
	let mut parts = std::collections::BTreeMap::<ContributionId, Vec<CreditSubLeaf>>::new();
	for (index, (receipt, report)) in (0..).zip(book.receipts.iter().zip(&book.reports)) {
		for entry in report.entries.iter().filter(|entry| entry.share > 0) {
			let weight = receipt.receipt.fee.base * u128::from(entry.share);
			parts
				.entry(entry.contribution)
				.or_default()
				.push(CreditSubLeaf { receipt: index, weight });
		}
	}
	book.credits = parts
		.into_iter()
		.map(|(contribution, parts)| {
			let sub = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
			let (weight, sub_root) = (sub.root().sum, sub.root_object());
			(CreditLeaf { model_version: MODEL, contribution, weight, sub_root }, parts)
		})
		.collect();
}

#[test]
fn committed_credits_must_be_the_reports() {
	let moved = committed(|book| {
		for (leaf, parts) in &mut book.credits {
			parts.iter_mut().for_each(|part| part.weight -= 1);
			let nodes = parts.iter().map(|part| part.node()).collect();
			leaf.sub_root = openledger_primitives_poa::Tree::new(nodes).unwrap().root_object();
			leaf.weight = leaf.sub_root.sum;
		}
	});
	assert_eq!(moved, Err(AuditFault::WrongSubLeaf));
	let sum = committed(|book| book.credits.iter_mut().for_each(|(leaf, _)| leaf.weight -= 1));
	assert_eq!(sum, Err(AuditFault::WrongCredit));
}

#[test]
fn only_a_small_part_may_go_without_a_credit() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let Book { receipts, reports, sessions, credits, .. } = honest_book(1);
		let without = |keep: &dyn Fn(&CreditLeaf) -> bool| {
			let credits = credits.iter().filter(|(leaf, _)| keep(leaf)).cloned().collect();
			Book::over(0, receipts.clone(), reports.clone(), sessions.clone(), credits)
		};
		// The third and fourth contribution have one part each.
		let small = credits.iter().filter(|(leaf, _)| leaf.contribution.0 >= 2);
		let least = small.map(|(leaf, _)| leaf.weight).max().unwrap() + 1;
		let honest = without(&|leaf| leaf.weight >= least);
		assert!(honest.header.is_consistent() && honest.header.credits.count > 0);
		assert_eq!(check_with(least, &honest), Ok(()));
		assert_eq!(check_with(0, &honest), Err(AuditFault::WrongCreditCount));
		// Booked all the same, it holds: the chain passes it over.
		assert_eq!(check_with(least, &without(&|_| true)), Ok(()));
		let greedy = without(&|leaf| leaf.weight < least);
		assert_eq!(check_with(least, &greedy), Err(AuditFault::WrongCredit));
		assert_eq!(check_with(least, &without(&|_| false)), Err(AuditFault::WrongCreditCount));
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// Whatever bytes come, decoding and checking end without a panic, and only the honest bundle
	/// passes.
	#[test]
	fn flipped_bytes_never_pass(at in any::<prop::sample::Index>(), bit in 0u8..8) {
		ExtBuilder::validators(1).build_and_execute(|| {
			let book = honest_book(2);
			let mut bytes = book.bundle(&SEED).encode();
			let at = at.index(bytes.len());
			bytes[at] ^= 1 << bit;
			if let Ok(bundle) = AuditBundle::decode(&mut &bytes[..]) {
				assert!(check(&book, &bundle).is_err());
			}
		});
	}

	#[test]
	fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
		ExtBuilder::validators(1).build_and_execute(|| {
			let book = honest_book(1);
			if let Ok(bundle) = AuditBundle::decode(&mut &bytes[..]) {
				assert!(check(&book, &bundle).is_err());
			}
		});
	}
}
