// SPDX-License-Identifier: Apache-2.0
//! What can be proven of a batch: every lie of the table in [`crate::fraud`], and nothing of an
//! honest one.

use super::*;
use crate::{
	audit::AuditFault,
	fraud::{prove, Proven, Unproven},
	mock::*,
	offchain::ChainView,
};
use codec::{Decode, Encode};
use openledger_primitives::*;
use openledger_primitives_objects::*;
use openledger_primitives_poa::{
	shares::{shares, Noise},
	Tree,
};
use proptest::prelude::*;
use sp_core::H256;

pub fn receipt(book: &Book, i: u32) -> OpenedReceipt {
	let opening = book.receipts_tree().open(i).unwrap();
	OpenedReceipt { receipt: book.receipts[i as usize].clone(), opening }
}

pub fn answer(book: &Book, i: u32) -> OpenedAnswer {
	OpenedAnswer {
		receipt: receipt(book, i),
		report: book.reports[i as usize].clone(),
		report_opening: book.reports_tree().open(i).unwrap(),
	}
}

fn session(book: &Book, i: u32) -> OpenedSession {
	let opening = book.sessions_tree().open(i).unwrap();
	OpenedSession { session: book.sessions[i as usize].clone(), opening }
}

fn credit(book: &Book, i: u32) -> OpenedCredit {
	let opening = book.credits_tree().open(i).unwrap();
	OpenedCredit { credit: book.credits[i as usize].0.clone(), opening }
}

fn part(book: &Book, of: u32, i: u32) -> OpenedPart {
	let parts = &book.credits[of as usize].1;
	let tree = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
	OpenedPart { part: parts[i as usize].clone(), opening: tree.open(i).unwrap() }
}

/// The credits around the place of leaf `at`.
fn around(book: &Book, at: u32) -> (Option<OpenedCredit>, Option<OpenedCredit>) {
	let before = at.checked_sub(1).map(|before| credit(book, before));
	(before, (at < book.credits.len() as u32).then(|| credit(book, at)))
}

/// The parts of a credit around the place of leaf `at`.
fn parts_around(book: &Book, of: u32, at: u32) -> (Option<OpenedPart>, Option<OpenedPart>) {
	let before = at.checked_sub(1).map(|before| part(book, of, before));
	(before, (at < book.credits[of as usize].1.len() as u32).then(|| part(book, of, at)))
}

fn verdict(book: &Book, proof: &FraudProof) -> Result<Proven, Unproven> {
	let view = ChainView::<Test>::default();
	prove(&view, &MockDomain::get(), &account("WorkerKey"), &book.header, proof)
}

/// The batch over changed leaves, with openings that fit.
fn again(book: Book) -> Book {
	let Book { receipts, reports, sessions, credits, .. } = book;
	Book::over(0, receipts, reports, sessions, credits)
}

/// What `proof` proves of an honest batch that was booked over leaves changed by `change`.
fn proven(
	change: impl Fn(&mut Book),
	proof: impl Fn(&Book) -> FraudProof,
) -> Result<Proven, Unproven> {
	let mut result = Err(Unproven::Holds);
	ExtBuilder::validators(1).build_and_execute(|| {
		let mut book = honest_book(3);
		change(&mut book);
		let book = again(book);
		result = verdict(&book, &proof(&book));
	});
	result
}

/// A fault that attesters had to see if they were drawn to answer `i`.
fn seen(
	i: u32,
	change: impl Fn(&mut Book),
	proof: impl Fn(&Book) -> FraudProof,
) -> Result<AuditFault, Unproven> {
	let mut span = None;
	let found = proven(change, proof)?;
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		let fee = |i: usize| book.receipts[i].receipt.fee.total().unwrap();
		let from: Balance = (0..i as usize).map(fee).sum();
		span = Some((from, from + fee(i as usize)));
	});
	assert_eq!(found.seen, span);
	Ok(found.fault)
}

/// A fault that a worker can hide from attesters.
fn unseen(
	change: impl Fn(&mut Book),
	proof: impl Fn(&Book) -> FraudProof,
) -> Result<AuditFault, Unproven> {
	let found = proven(change, proof)?;
	assert_eq!(found.seen, None);
	Ok(found.fault)
}

/// Signs a receipt again and points its report at it.
fn resign(book: &mut Book, i: usize) {
	book.receipts[i].signature = worker_sign(&book.receipts[i].receipt);
	book.reports[i].receipt = book.receipts[i].receipt.hash();
}

/// Sums a credit's parts again.
fn resum((leaf, parts): &mut (CreditLeaf, Vec<CreditSubLeaf>)) {
	let tree = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
	leaf.sub_root = tree.root_object();
	leaf.weight = leaf.sub_root.sum;
}

#[test]
fn a_false_receipt_is_proven() {
	let prove = |change: fn(&mut Receipt)| {
		seen(
			1,
			|book| {
				change(&mut book.receipts[1].receipt);
				resign(book, 1);
			},
			|book| FraudProof::Receipt(receipt(book, 1)),
		)
	};
	assert_eq!(prove(|r| r.tokens_out += 1), Ok(AuditFault::WrongFee));
	assert_eq!(prove(|r| r.agent = Some(AgentId(1))), Ok(AuditFault::NotOffered));
	assert_eq!(prove(|r| r.adapter_hash = H256::zero()), Ok(AuditFault::WrongModel));
	assert_eq!(prove(|r| r.time = 7), Err(Unproven::Holds));
	// The chain knows no such session (any more): what the session would decide is open.
	assert_eq!(prove(|r| r.session = SessionId(9)), Err(Unproven::Undecidable));
	let gone = |r: &mut Receipt| {
		r.session = SessionId(9);
		r.adapter_hash = H256::zero();
	};
	assert_eq!(prove(gone), Ok(AuditFault::WrongModel));
	let gone = |r: &mut Receipt| {
		r.session = SessionId(9);
		r.app = Some(AgentId(3));
	};
	assert_eq!(prove(gone), Ok(AuditFault::NoTotal));

	let unsigned = seen(
		0,
		|book| book.receipts[0].receipt.time = 1,
		|book| FraudProof::Receipt(receipt(book, 0)),
	);
	assert_eq!(unsigned, Ok(AuditFault::ReceiptNotSigned));

	let foreign = seen(
		0,
		|book| {
			let (payer, voucher) = (account("Payer"), account("Voucher"));
			let other = add_session(&payer, &voucher, WorkerId(1), offer(), OPEN);
			book.receipts[0].receipt.session = other;
			resign(book, 0);
		},
		|book| FraudProof::Receipt(receipt(book, 0)),
	);
	assert_eq!(foreign, Ok(AuditFault::UnknownSession));
}

#[test]
fn a_false_report_is_proven() {
	let prove = |change: fn(&mut Report)| {
		seen(2, |book| change(&mut book.reports[2]), |book| FraudProof::Report(answer(book, 2)))
	};
	assert_eq!(prove(|r| r.entries[0].share += 1), Ok(AuditFault::WrongShares));
	assert_eq!(prove(|r| r.entries[0].score += 1_000), Ok(AuditFault::WrongShares));
	assert_eq!(prove(|r| r.decoys[0] += 1_000), Ok(AuditFault::WrongShares));
	assert_eq!(prove(|r| r.unattributed += 1), Ok(AuditFault::WrongShares));
	assert_eq!(prove(|r| r.entries[1].contribution.0 = 0), Ok(AuditFault::WrongShares));
	assert_eq!(prove(|r| r.receipt = H256::zero()), Ok(AuditFault::WrongReport));
	assert_eq!(prove(|r| r.method = 9), Ok(AuditFault::WrongReport));
	assert_eq!(prove(|r| r.model_version.0 = 1), Ok(AuditFault::WrongReport));
	assert_eq!(prove(|r| r.query_hash = H256::zero()), Err(Unproven::Holds));
}

#[test]
fn a_foreign_entry_is_proven() {
	let prove = |id: u32, rows: u32| {
		seen(
			1,
			|book| {
				let entry = &mut book.reports[1].entries[2];
				entry.contribution = ContributionId(id);
				entry.rows = rows;
			},
			|book| FraudProof::Foreign {
				answer: answer(book, 1),
				contribution: ContributionId(id),
			},
		)
	};
	assert_eq!(prove(9, ROWS), Err(Unproven::Holds));
	assert_eq!(prove(9, ROWS - 1), Ok(AuditFault::ForeignContribution));
	assert_eq!(prove(CONTRIBUTIONS - 1, ROWS), Ok(AuditFault::ForeignContribution));
	assert_eq!(prove(99, ROWS), Ok(AuditFault::ForeignContribution));
	// An entry that is not there is nobody's lie.
	let none = seen(
		1,
		|_| (),
		|book| FraudProof::Foreign { answer: answer(book, 1), contribution: ContributionId(99) },
	);
	assert_eq!(none, Err(Unproven::Unrelated));
}

#[test]
fn a_false_session_leaf_is_proven() {
	let prove = |i: u32, change: fn(&mut SessionLeaf)| {
		unseen(
			|book| change(&mut book.sessions[0]),
			|book| FraudProof::Session { receipt: receipt(book, i), session: session(book, 0) },
		)
	};
	let forged = |leaf: &mut SessionLeaf| leaf.voucher = signed_voucher(leaf.session, 9, 0);
	assert_eq!(prove(0, forged), Ok(AuditFault::WrongSessionLeaf));
	let unsigned = |leaf: &mut SessionLeaf| leaf.voucher.voucher.acknowledges = H256::zero();
	assert_eq!(prove(0, unsigned), Err(Unproven::Holds));
	let unsigned = |leaf: &mut SessionLeaf| leaf.voucher.voucher.acknowledges = H256([1; 32]);
	assert_eq!(prove(0, unsigned), Ok(AuditFault::WrongSessionLeaf));
	let moved = |leaf: &mut SessionLeaf| {
		leaf.settled_before += 1;
		leaf.settled_after += 1;
	};
	assert_eq!(prove(0, moved), Ok(AuditFault::WrongSessionLeaf));
	assert_eq!(prove(2, |_| ()), Err(Unproven::Holds));
	assert_eq!(prove(3, |_| ()), Err(Unproven::Unrelated));
}

#[test]
fn receipts_out_of_order_are_proven() {
	let prove = |change: fn(&mut Book), first: u32, second: u32| {
		let proof = |book: &Book| FraudProof::ReceiptOrder {
			first: receipt(book, first),
			second: receipt(book, second),
		};
		unseen(change, proof)
	};
	assert_eq!(prove(|_| (), 0, 1), Err(Unproven::Holds));
	// From the first session to the second.
	assert_eq!(prove(|_| (), 2, 3), Err(Unproven::Holds));
	assert_eq!(prove(|_| (), 0, 2), Err(Unproven::Unrelated));
	assert_eq!(prove(|_| (), 1, 0), Err(Unproven::Unrelated));
	assert_eq!(prove(|book| book.receipts.swap(0, 1), 0, 1), Ok(AuditFault::WrongOrder));
	let twice = |book: &mut Book| book.receipts[0] = book.receipts[1].clone();
	assert_eq!(prove(twice, 0, 1), Ok(AuditFault::WrongOrder));
	let gap = |book: &mut Book| book.receipts[1] = book.receipts[2].clone();
	assert_eq!(prove(gap, 0, 1), Ok(AuditFault::WrongOrder));
	let dearer = |book: &mut Book| book.receipts[1].receipt.cumulative += 1;
	assert_eq!(prove(dearer, 0, 1), Ok(AuditFault::WrongOrder));
}

#[test]
fn a_credit_that_is_not_the_sum_of_its_parts_is_proven() {
	let prove = |change: fn(&mut CreditLeaf)| {
		unseen(|book| change(&mut book.credits[1].0), |book| FraudProof::CreditSum(credit(book, 1)))
	};
	assert_eq!(prove(|_| ()), Err(Unproven::Holds));
	assert_eq!(prove(|leaf| leaf.weight -= 1), Ok(AuditFault::WrongCredit));
	assert_eq!(prove(|leaf| leaf.sub_root.count = 0), Ok(AuditFault::WrongCredit));
}

#[test]
fn a_part_that_is_not_its_report_is_proven() {
	let prove = |change: fn(&mut Book), of: u32, i: u32, index: Option<u32>| {
		let proof = |book: &Book| FraudProof::Part {
			credit: credit(book, of),
			part: part(book, of, i),
			answer: index.map(|index| answer(book, index)),
		};
		unseen(change, proof)
	};
	// The first contribution has a part of every receipt.
	assert_eq!(prove(|_| (), 0, 4, Some(4)), Err(Unproven::Holds));
	assert_eq!(prove(|_| (), 0, 4, Some(3)), Err(Unproven::Unrelated));
	assert_eq!(prove(|_| (), 0, 4, None), Err(Unproven::Unrelated));
	let less = |book: &mut Book| {
		book.credits[0].1[4].weight -= 1;
		resum(&mut book.credits[0]);
	};
	assert_eq!(prove(less, 0, 4, Some(4)), Ok(AuditFault::WrongSubLeaf));
	assert_eq!(prove(less, 0, 3, Some(3)), Err(Unproven::Holds));
	// Somebody who did nothing gets the credit of somebody who did.
	let friend = |book: &mut Book| book.credits[1].0.contribution.0 = 30;
	assert_eq!(prove(friend, 1, 0, Some(0)), Ok(AuditFault::WrongSubLeaf));
	let other_model = |book: &mut Book| book.credits[1].0.model_version.0 = 7;
	assert_eq!(prove(other_model, 1, 0, Some(0)), Ok(AuditFault::WrongSubLeaf));
	let of_nothing = |book: &mut Book| {
		book.credits[0].1[5].receipt = 6;
		resum(&mut book.credits[0]);
	};
	assert_eq!(prove(of_nothing, 0, 5, None), Ok(AuditFault::WrongSubLeaf));
}

#[test]
fn a_missing_credit_is_proven_by_its_neighbours() {
	let prove = |change: fn(&mut Book), index: u32, contribution: u32, at: u32| {
		let proof = |book: &Book| {
			let (before, after) = around(book, at);
			let contribution = ContributionId(contribution);
			FraudProof::MissingCredit { answer: answer(book, index), contribution, before, after }
		};
		unseen(change, proof)
	};
	// Receipt i gives to contributions 0 and 2 + i: credits 0, 2, 3 .. 7.
	let remove = |book: &mut Book| {
		book.credits.remove(2);
	};
	assert_eq!(prove(remove, 1, 3, 2), Ok(AuditFault::MissingCredit));
	assert_eq!(prove(remove, 1, 3, 1), Err(Unproven::Holds));
	assert_eq!(prove(remove, 1, 0, 1), Err(Unproven::Holds));
	assert_eq!(prove(remove, 0, 3, 2), Err(Unproven::Unrelated));
	assert_eq!(prove(|_| (), 1, 3, 2), Err(Unproven::Holds));
	assert_eq!(prove(|_| (), 1, 3, 3), Err(Unproven::Holds));
	// At the edges, and where there are no credits at all.
	let first = |book: &mut Book| {
		book.credits.remove(0);
	};
	assert_eq!(prove(first, 1, 0, 0), Ok(AuditFault::MissingCredit));
	let last = |book: &mut Book| {
		book.credits.pop();
	};
	assert_eq!(prove(last, 5, 7, 6), Ok(AuditFault::MissingCredit));
	assert_eq!(prove(|book| book.credits.clear(), 5, 7, 0), Ok(AuditFault::MissingCredit));
	// An entry without a share has no credit.
	assert_eq!(prove(|_| (), 1, 1, 1), Err(Unproven::Undecidable));
}

#[test]
fn a_missing_part_is_proven_by_its_neighbours() {
	let prove = |change: fn(&mut Book), index: u32, of: u32, at: u32| {
		let proof = |book: &Book| {
			let (before, after) = parts_around(book, of, at);
			let answer = answer(book, index);
			FraudProof::MissingPart { answer, credit: credit(book, of), before, after }
		};
		unseen(change, proof)
	};
	let remove = |book: &mut Book| {
		book.credits[0].1.remove(3);
		resum(&mut book.credits[0]);
	};
	assert_eq!(prove(remove, 3, 0, 3), Ok(AuditFault::MissingPart));
	assert_eq!(prove(remove, 2, 0, 3), Err(Unproven::Holds));
	assert_eq!(prove(remove, 3, 0, 2), Err(Unproven::Holds));
	assert_eq!(prove(|_| (), 3, 0, 3), Err(Unproven::Holds));
	// Credit 1 is contribution 2's, to which only receipt 0 gives.
	assert_eq!(prove(|_| (), 3, 1, 1), Err(Unproven::Unrelated));
	let last = |book: &mut Book| {
		book.credits[0].1.pop();
		resum(&mut book.credits[0]);
	};
	assert_eq!(prove(last, 5, 0, 5), Ok(AuditFault::MissingPart));
}

#[test]
fn credits_and_parts_out_of_order_are_proven() {
	let credits = |change: fn(&mut Book), first: u32, second: u32| {
		let proof = |book: &Book| FraudProof::CreditOrder {
			first: credit(book, first),
			second: credit(book, second),
		};
		unseen(change, proof)
	};
	assert_eq!(credits(|_| (), 0, 1), Err(Unproven::Holds));
	assert_eq!(credits(|_| (), 1, 0), Err(Unproven::Unrelated));
	assert_eq!(credits(|book| book.credits.swap(0, 1), 0, 1), Ok(AuditFault::WrongOrder));
	let twice = |book: &mut Book| book.credits[0] = book.credits[1].clone();
	assert_eq!(credits(twice, 0, 1), Ok(AuditFault::WrongOrder));

	let parts = |change: fn(&mut Book), first: u32, second: u32| {
		let proof = |book: &Book| FraudProof::PartOrder {
			credit: credit(book, 0),
			first: part(book, 0, first),
			second: part(book, 0, second),
		};
		unseen(change, proof)
	};
	assert_eq!(parts(|_| (), 0, 1), Err(Unproven::Holds));
	assert_eq!(parts(|_| (), 0, 2), Err(Unproven::Unrelated));
	let swapped = |book: &mut Book| {
		book.credits[0].1.swap(0, 1);
		resum(&mut book.credits[0]);
	};
	assert_eq!(parts(swapped, 0, 1), Ok(AuditFault::WrongOrder));
	let twice = |book: &mut Book| {
		book.credits[0].1[1] = book.credits[0].1[0].clone();
		resum(&mut book.credits[0]);
	};
	assert_eq!(parts(twice, 0, 1), Ok(AuditFault::WrongOrder));
}

/// Whatever the lie, a leaf that its opening does not put into the tree proves nothing.
#[test]
fn what_does_not_open_proves_nothing() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		let mut lie = answer(&book, 0);
		lie.report.entries[0].share += 1;
		let no = Err(Unproven::NotInTree);
		assert_eq!(verdict(&book, &FraudProof::Report(lie.clone())), no);
		let contribution = ContributionId(0);
		let (before, after) = around(&book, 1);
		let proof = FraudProof::MissingCredit { answer: lie, contribution, before, after };
		assert_eq!(verdict(&book, &proof), no);
		let mut lie = receipt(&book, 0);
		lie.receipt.receipt.tokens_in += 1;
		assert_eq!(verdict(&book, &FraudProof::Receipt(lie)), no);
		let mut moved = answer(&book, 0);
		moved.report = book.reports[1].clone();
		moved.report_opening = book.reports_tree().open(1).unwrap();
		assert_eq!(verdict(&book, &FraudProof::Report(moved)), no);
		let mut lie = session(&book, 0);
		lie.session.n_to += 1;
		let proof = FraudProof::Session { receipt: receipt(&book, 0), session: lie };
		assert_eq!(verdict(&book, &proof), no);
		let mut lie = credit(&book, 0);
		lie.credit.weight -= 1;
		assert_eq!(verdict(&book, &FraudProof::CreditSum(lie)), no);
		let mut lie = part(&book, 0, 0);
		lie.part.weight -= 1;
		let answer = Some(answer(&book, 0));
		let proof = FraudProof::Part { credit: credit(&book, 0), part: lie, answer };
		assert_eq!(verdict(&book, &proof), no);
	});
}

/// A proof of every kind over leaves of an honest batch, picked at random.
fn any_proof(book: &Book, kind: u8, [a, b, c, d]: [u32; 4]) -> FraudProof {
	let receipts = book.receipts.len() as u32;
	let credits = book.credits.len() as u32;
	let of = b % credits;
	let parts = book.credits[of as usize].1.len() as u32;
	let entries = &book.reports[(a % receipts) as usize].entries;
	let contribution = entries[c as usize % entries.len()].contribution;
	match kind {
		0 => FraudProof::Receipt(receipt(book, a % receipts)),
		1 => FraudProof::Report(answer(book, a % receipts)),
		2 => FraudProof::Foreign { answer: answer(book, a % receipts), contribution },
		3 => FraudProof::Session {
			receipt: receipt(book, a % receipts),
			session: session(book, b % book.sessions.len() as u32),
		},
		4 => FraudProof::ReceiptOrder {
			first: receipt(book, a % receipts),
			second: receipt(book, b % receipts),
		},
		5 => FraudProof::CreditSum(credit(book, of)),
		6 => FraudProof::Part {
			credit: credit(book, of),
			part: part(book, of, c % parts),
			answer: (d % 4 > 0).then(|| answer(book, a % receipts)),
		},
		7 => {
			let (before, after) = around(book, b % (credits + 1));
			FraudProof::MissingCredit {
				answer: answer(book, a % receipts),
				contribution,
				before: before.filter(|_| d % 4 > 0),
				after: after.filter(|_| d % 4 < 3),
			}
		},
		8 => {
			let (before, after) = parts_around(book, of, c % (parts + 1));
			FraudProof::MissingPart {
				answer: answer(book, a % receipts),
				credit: credit(book, of),
				before: before.filter(|_| d % 4 > 0),
				after: after.filter(|_| d % 4 < 3),
			}
		},
		9 => FraudProof::CreditOrder { first: credit(book, of), second: credit(book, c % credits) },
		_ => FraudProof::PartOrder {
			credit: credit(book, of),
			first: part(book, of, c % parts),
			second: part(book, of, d % parts),
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn nothing_is_proven_of_an_honest_batch(
		picks in prop::collection::vec((0u8..11, any::<[u32; 4]>()), 24),
		calls in 1u32..5,
	) {
		ExtBuilder::validators(1).build_and_execute(|| {
			let book = honest_book(calls);
			for (kind, numbers) in picks {
				let proof = any_proof(&book, kind, numbers);
				assert!(verdict(&book, &proof).is_err(), "{proof:?}");
			}
		});
	}

	/// … whatever bit of a proof is changed.
	#[test]
	fn flipped_bits_prove_nothing(
		kind in 0u8..11,
		numbers: [u32; 4],
		at in any::<prop::sample::Index>(),
		bit in 0u8..8,
	) {
		ExtBuilder::validators(1).build_and_execute(|| {
			let book = honest_book(2);
			let mut bytes = any_proof(&book, kind, numbers).encode();
			let at = at.index(bytes.len());
			bytes[at] ^= 1 << bit;
			if let Ok(proof) = FraudProof::decode(&mut &bytes[..]) {
				assert!(verdict(&book, &proof).is_err(), "{proof:?}");
			}
		});
	}
}

/// Shares that follow from other scores are no lie that integers can show.
#[test]
fn scores_are_not_decided_here() {
	let other = |book: &mut Book| {
		let report = &mut book.reports[0];
		report.entries[0].score = 1;
		let scored: Vec<_> = report.entries.iter().map(|e| (e.score, e.rows)).collect();
		let noise = Noise::of(&report.decoys).unwrap();
		let (parts, rest) = shares(&scored, &noise, 2_000).unwrap();
		report.entries.iter_mut().zip(parts).for_each(|(entry, share)| entry.share = share);
		report.unattributed = rest;
	};
	let proof = |book: &Book| FraudProof::Report(answer(book, 0));
	assert_eq!(seen(0, other, proof), Err(Unproven::Holds));
}
