// SPDX-License-Identifier: Apache-2.0

//! Batches of Proof of Attribution.

use super::flow::*;
use crate::{
	abi::IAttribution::{self, Stage, Tree},
	mock::*,
};
use alloy_primitives::{B256, U256};
use codec::Encode;
use openledger_primitives_objects::{FraudProof, OpenedCredit};
use pallet_attribution::LeafOpening;

fn batch(epoch: u32) -> IAttribution::Batch {
	by(9).call(ATTRIBUTION, IAttribution::getBatchCall { worker: 0, epoch })
}

fn demand(leaf: u32) -> IAttribution::demandCall {
	IAttribution::demandCall { worker: 0, epoch: 0, tree: Tree::Sessions, leaf }
}

fn enforce() -> IAttribution::enforceCall {
	IAttribution::enforceCall { worker: 0, epoch: 0, tree: Tree::Sessions, leaf: 0 }
}

fn answer(book: &Book) -> IAttribution::answerCall {
	let opening = LeafOpening::Sum(book.sessions().open(0).unwrap());
	IAttribution::answerCall {
		worker: 0,
		epoch: 0,
		tree: Tree::Sessions,
		leaf: 0,
		leafBytes: book.session.encode().into(),
		opening: opening.encode().into(),
	}
}

#[test]
fn a_batch_is_announced_and_paid() {
	execute(|| {
		let book = challengeable();
		let found = batch(0);
		assert!(matches!(found.stage, Stage::Unattested));
		assert_eq!((found.feeTotal, found.receipts), (amount(FEE), 1));
		assert_eq!((found.announcedBy, found.seats, found.votes), (sol(1), 0, 0));
		let call = IAttribution::exposureCall { worker: 0 };
		assert_eq!(by(9).call(ATTRIBUTION, call), amount(FEE));
		let call = IAttribution::openBatchesCall { worker: 0 };
		assert_eq!(by(9).call(ATTRIBUTION, call), vec![0]);
		let call = IAttribution::attestersCall { worker: 0, epoch: 0 };
		assert!(by(9).call(ATTRIBUTION, call).is_empty());

		// A leaf is demanded and answered.
		let (_, logs) = by(3).logged(ATTRIBUTION, demand(0));
		let event: IAttribution::LeafDemanded = only_event(ATTRIBUTION, &logs);
		assert_eq!((event.by, event.leaf), (sol(3), 0));
		assert_eq!(batch(0).openDemands, 1);
		let (_, logs) = by(1).logged(ATTRIBUTION, answer(&book));
		only_event::<IAttribution::DemandAnswered>(ATTRIBUTION, &logs);
		assert_eq!(batch(0).openDemands, 0);
	});
	execute(|| {
		paid();
		let found = batch(0);
		assert!(matches!(found.stage, Stage::Finalized));
		assert_eq!((found.received, found.nextSession, found.nextCredit), (amount(FEE), 1, 1));
		let call = IAttribution::exposureCall { worker: 0 };
		assert_eq!(by(9).call(ATTRIBUTION, call), U256::ZERO);

		let prune = || IAttribution::pruneCall { worker: 0, epoch: 0 };
		assert_eq!(by(9).refused(ATTRIBUTION, prune()), "NotPrunable");
		run(MockTiming::get().credit_ttl + 1);
		let (_, logs) = by(9).logged(ATTRIBUTION, prune());
		only_event::<IAttribution::BatchPruned>(ATTRIBUTION, &logs);
		let call = IAttribution::getBatchCall { worker: 0, epoch: 0 };
		assert_eq!(by(9).refused(ATTRIBUTION, call), "UnknownBatch");
	});
}

#[test]
fn an_unanswered_demand_fails_the_batch() {
	execute(|| {
		challengeable();
		by(3).call(ATTRIBUTION, demand(0));
		assert_eq!(by(9).refused(ATTRIBUTION, enforce()), "AnswerNotDue");
		run(MockTiming::get().answer_window + 1);
		let (_, logs) = by(9).logged(ATTRIBUTION, enforce());
		only_event::<IAttribution::DemandEnforced>(ATTRIBUTION, &logs);
		assert!(matches!(batch(0).stage, Stage::Failed));
	});
}

#[test]
fn two_headers_of_one_epoch_are_reported() {
	execute(|| {
		published();
		run_to_epoch(1);
		let (one, other) = (Book::new(0, 0), Book::new(0, 1));
		let report = |a: &Book, b: &Book| IAttribution::reportEquivocationCall {
			headerA: a.header.encode().into(),
			signatureA: a.signature().into(),
			headerB: b.header.encode().into(),
			signatureB: b.signature().into(),
		};
		assert_eq!(by(3).refused(ATTRIBUTION, report(&one, &one)), "NotEquivocation");
		let (_, logs) = by(3).logged(ATTRIBUTION, report(&one, &other));
		let event: IAttribution::EquivocationReported = only_event(ATTRIBUTION, &logs);
		assert_eq!((event.worker, event.epoch, event.by), (0, 0, sol(3)));
		assert_eq!(by(3).refused(ATTRIBUTION, report(&one, &other)), "AlreadyReported");
	});
}

#[test]
fn calls_are_refused_with_a_reason() {
	execute(|| {
		let book = challengeable();
		assert_eq!(by(1).refused(ATTRIBUTION, book.announcing()), "EpochNotNew");
		assert_eq!(by(3).refused(ATTRIBUTION, demand(7)), "UnknownLeaf");
		assert_eq!(by(3).refused(ATTRIBUTION, answer(&book)), "UnknownDemand");
		assert_eq!(by(3).refused(ATTRIBUTION, enforce()), "UnknownDemand");
		assert_eq!(by(3).refused(ATTRIBUTION, book.settling()), "NotSettling");
		assert_eq!(by(3).refused(ATTRIBUTION, book.crediting()), "NotCrediting");
		let call = IAttribution::advanceCall { worker: 0, epoch: 0 };
		assert_eq!(by(3).refused(ATTRIBUTION, call), "NothingToAdvance");
		let call = IAttribution::advanceCall { worker: 1, epoch: 0 };
		assert_eq!(by(3).refused(ATTRIBUTION, call), "UnknownBatch");
		let call = IAttribution::attestersCall { worker: 1, epoch: 0 };
		assert_eq!(by(3).refused(ATTRIBUTION, call), "UnknownBatch");
	});
}

#[test]
fn what_is_no_scale_is_refused() {
	execute(|| {
		let book = Book::new(0, 0);
		let good = book.announcing();
		for header in
			[vec![], vec![1], good.header[..40].to_vec(), [&good.header[..], &[0]].concat()]
		{
			let call = IAttribution::announceCall {
				header: header.into(),
				signature: good.signature.clone(),
			};
			assert_eq!(by(1).refused(ATTRIBUTION, call), "BadScale");
		}
		let call = IAttribution::announceCall { signature: vec![9; 65].into(), ..good };
		assert_eq!(by(1).refused(ATTRIBUTION, call), "BadScale");
		let call = IAttribution::settleSessionsCall { proof: vec![].into(), ..book.settling() };
		assert_eq!(by(1).refused(ATTRIBUTION, call), "BadScale");
		// A list longer than the runtime takes.
		let leaves = vec![book.session.clone(); 65].encode().into();
		let call = IAttribution::settleSessionsCall { leaves, ..book.settling() };
		assert_eq!(by(1).refused(ATTRIBUTION, call), "BadScale");
		let call = IAttribution::creditCall { leaves: vec![4].into(), ..book.crediting() };
		assert_eq!(by(1).refused(ATTRIBUTION, call), "BadScale");
		let call = IAttribution::answerCall { opening: vec![7].into(), ..answer(&book) };
		assert_eq!(by(1).refused(ATTRIBUTION, call), "BadScale");
		let call = IAttribution::answerCall { leafBytes: vec![0; 131_073].into(), ..answer(&book) };
		assert_eq!(by(1).refused(ATTRIBUTION, call), "TooLong");
	});
}

#[test]
fn a_batch_is_challenged_by_commit_and_reveal() {
	let proof_of = |book: &Book| {
		let opening = book.credits().open(0).unwrap();
		FraudProof::CreditSum(OpenedCredit { credit: book.credit.clone(), opening }).encode()
	};
	let salt = B256::repeat_byte(7);
	let until =
		|who: u8| IAttribution::challengeUntilCall { worker: 0, epoch: 0, challenger: sol(who) };
	let commitment = |proof: &[u8], who: u8| {
		by(who).call(
			ATTRIBUTION,
			IAttribution::challengeCommitmentCall {
				worker: 0,
				epoch: 0,
				proof: proof.to_vec().into(),
				challenger: sol(who),
				salt,
			},
		)
	};
	let commit = |commitment| IAttribution::challengeCall { worker: 0, epoch: 0, commitment };
	let reveal = |proof: &[u8]| IAttribution::challengeRevealCall {
		worker: 0,
		epoch: 0,
		proof: proof.to_vec().into(),
		salt,
	};
	let end =
		|who: u8| IAttribution::challengeEndCall { worker: 0, epoch: 0, challenger: sol(who) };
	execute(|| {
		let book = challengeable();
		let proof = proof_of(&book);
		assert_eq!(by(3).call(ATTRIBUTION, until(3)), 0);
		assert_eq!(by(3).refused(ATTRIBUTION, reveal(&proof)), "UnknownChallenge");
		assert_eq!(by(3).refused(ATTRIBUTION, end(3)), "UnknownChallenge");
		assert_eq!(by(3).refused(ATTRIBUTION, reveal(&proof[1..])), "BadScale");

		let made = commitment(&proof, 3);
		let (_, logs) = by(3).logged(ATTRIBUTION, commit(made));
		let event: IAttribution::ChallengeCommitted = only_event(ATTRIBUTION, &logs);
		assert_eq!((event.by, event.commitment), (sol(3), made));
		assert!(by(9).call(ATTRIBUTION, until(3)) > 0);
		assert_eq!(by(3).refused(ATTRIBUTION, commit(made)), "AlreadyChallenged");
		assert_eq!(by(3).refused(ATTRIBUTION, reveal(&proof)), "RevealTooEarly");
		run(1);
		// What another committed to is of no use.
		by(4).call(ATTRIBUTION, commit(made));
		run(1);
		assert_eq!(by(4).refused(ATTRIBUTION, reveal(&proof)), "WrongReveal");

		// An honest credit proves nothing: the bond is gone, the batch goes on.
		let (_, logs) = by(3).logged(ATTRIBUTION, reveal(&proof));
		let event: IAttribution::ChallengeRevealed = only_event(ATTRIBUTION, &logs);
		assert_eq!((event.by, event.upheld), (sol(3), false));
		assert!(matches!(batch(0).stage, Stage::Unattested));
		assert_eq!(by(9).call(ATTRIBUTION, until(3)), 0);

		run(MockTiming::get().answer_window + 1);
		let (_, logs) = by(9).logged(ATTRIBUTION, end(4));
		let event: IAttribution::ChallengeEnded = only_event(ATTRIBUTION, &logs);
		assert_eq!(event.challenger, sol(4));
	});
}
