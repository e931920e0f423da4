// SPDX-License-Identifier: Apache-2.0
//! Batches: built, proven, driven to the end, rebuilt after a kill.

mod common;

use codec::{DecodeAll, Encode};
use common::*;
use openledger_primitives::*;
use openledger_primitives_objects::*;
use openledger_primitives_poa::{draw, tree};
use openledger_worker::{
	batch::{build, BatchBody, Entry, LeafProof, MIN_FEES},
	chain::*,
	store::BatchOutcome,
};

/// Answers of three sessions in the first epoch, closed at its end.
async fn closed(rig: &Rig) {
	for (payer, session, prompt) in [
		("Alice", 1, "fn returns_map: returns"),
		("Bob", 2, "fn stores_file: stores"),
		("Alice", 1, "fn removes_thread:"),
		("Eve", 5, "fn splits_token: splits the"),
		("Alice", 1, "fn counts_string: counts the"),
	] {
		rig.buy(payer, session, prompt).await;
	}
	rig.block(10).await;
}

fn stage(rig: &Rig, stage: BatchStage) {
	let id = BatchId { worker: WORKER, epoch: BatchEpoch(0) };
	rig.chain.with(|state| state.batches.get_mut(&id).unwrap().stage = stage);
}

#[tokio::test]
async fn a_batch_proves_everything_that_auditors_ask() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	let announced: Announcement = rig.get("/v1/batches/next").await.scale();
	let header = &announced.header;
	assert!(header.is_consistent());
	assert!(header.verify(&rig.app.domain, &announced.signature, &account("Worker")));
	assert_eq!((header.receipts.count, header.sessions.count), (5, 3));
	assert_eq!(rig.get("/v1/batches/next?after=0").await.status, 204);

	let seed = Hash::repeat_byte(0x5e);
	let bundle: AuditBundle =
		rig.get(&format!("/v1/batches/0/audit?seed={seed:?}&leaves=5")).await.scale();
	let points = draw::points(&seed, header.fee_total(), 5);
	assert_eq!(points.len(), bundle.leaves.len());
	for (point, leaf) in points.into_iter().zip(&bundle.leaves) {
		let receipt = &leaf.receipt.receipt;
		let fee = receipt.fee.total().unwrap();
		let root = &header.receipts;
		assert!(tree::verify_sum(root, &leaf.receipt.encode(), fee, &leaf.receipt_opening));
		let from = leaf.receipt_opening.prefix(root.count).unwrap();
		assert!(from <= point && point < from + fee);
		assert!(tree::verify(&header.reports, &leaf.report.encode(), &leaf.report_opening));
		assert_eq!(leaf.report_opening.index, leaf.receipt_opening.index);
		assert_eq!(leaf.report.receipt, receipt.hash());
		assert!(leaf.report.shares_hold(500));
		let session = &leaf.session;
		let amount = session.amount().unwrap();
		let opening = &leaf.session_opening;
		assert!(tree::verify_sum(&header.sessions, &session.encode(), amount, opening));
		assert!(session.n_from <= receipt.n && receipt.n <= session.n_to);
		assert_eq!(session.voucher.voucher.n, session.n_to);
		let paid = leaf.report.entries.iter().filter(|entry| entry.share > 0);
		let mut credits = leaf.credits.iter().peekable();
		for entry in paid {
			let Some(credit) =
				credits.next_if(|next| next.credit.contribution == entry.contribution)
			else {
				let weight = receipt.fee.base * u128::from(entry.share);
				assert!(weight < least_weight(MIN_FEES));
				continue;
			};
			assert_eq!(credit.sub_leaf.weight, receipt.fee.base * u128::from(entry.share));
			assert_eq!(credit.sub_leaf.receipt, leaf.receipt_opening.index);
			let node = credit.credit.node();
			assert_eq!(
				credit.opening.root(header.credits.count, node),
				Some(header.credits.node())
			);
			let sub_root = &credit.credit.sub_root;
			let sub = credit.sub_opening.root(sub_root.count, credit.sub_leaf.node());
			assert_eq!(sub, Some(sub_root.node()));
		}
		assert!(credits.next().is_none());
	}
	for (name, root) in
		[("receipts", header.receipts), ("sessions", header.sessions), ("credits", header.credits)]
	{
		for index in 0..root.count {
			let proof: LeafProof = rig.get(&format!("/v1/batches/0/{name}/{index}")).await.scale();
			let LeafProof::Sum { leaf, sum, opening } = proof else { panic!("{name}") };
			assert!(tree::verify_sum(&root, &leaf, sum, &opening));
		}
		assert_eq!(rig.get(&format!("/v1/batches/0/{name}/{}", root.count)).await.status, 404);
	}
	let body: BatchBody = rig.get("/v1/batches/0/body").await.scale();
	assert_eq!(body.announcement, announced);
	assert_eq!((body.receipts.len(), body.sessions.len()), (5, 3));
	let trail = rig.get("/v1/trail/1/3").await;
	assert_eq!(trail.json["batch"]["epoch"], 0);
	assert_eq!(trail.json["batch"]["outcome"], "live");
}

#[tokio::test]
async fn a_batch_goes_all_the_way_and_survives_kills() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	let first = rig.get("/v1/batches/next").await.bytes;
	let chain = rig.kill().await;
	let rig = Rig::with(dir.path(), chain, true).await;
	// The same header and the same signature after a restart, and no second one for the epoch.
	rig.block(11).await;
	assert_eq!(rig.get("/v1/batches/next").await.bytes, first);
	assert!(rig.chain.with(|state| state.actions.is_empty()));
	// Nobody pulls it: the worker announces it itself.
	rig.block(13).await;
	let announced = rig.chain.with(|state| state.actions.clone());
	assert!(matches!(&announced[..], [Action::Announce(_)]));
	// Inside the window nothing moves; after it sessions, then credits.
	stage(&rig, BatchStage::Window { ends: 20 });
	rig.block(15).await;
	assert_eq!(rig.chain.with(|state| state.actions.len()), 1);
	let chain = rig.kill().await;
	let rig = Rig::with(dir.path(), chain, true).await;
	rig.block(21).await;
	let actions = rig.chain.with(|state| state.actions.clone());
	let header = Announcement::decode_all(&mut &first[..]).unwrap().header;
	let [_, Action::SettleSessions { leaves, proof, .. }, Action::Credit { leaves: credits, proof: credit_proof, .. }] =
		&actions[..]
	else {
		panic!("{actions:?}")
	};
	let nodes: Vec<_> = leaves.iter().map(|leaf| leaf.node().unwrap()).collect();
	assert!(tree::verify_sum_range(&header.sessions, &nodes, proof));
	let nodes: Vec<_> = credits.iter().map(CreditLeaf::node).collect();
	assert!(tree::verify_sum_range(&header.credits, &nodes, credit_proof));
	let batch = rig.app.store.batch(BatchEpoch(0)).unwrap().unwrap();
	assert_eq!(batch.outcome, BatchOutcome::Final);
	assert_eq!(rig.app.books.outstanding().unwrap(), 0);
	assert_eq!(rig.get("/v1/batches/next").await.status, 204);
	// The next answers go into a later epoch and start where the chain has settled.
	rig.buy("Alice", 1, "fn sorts_map:").await;
	rig.block(30).await;
	let body: BatchBody = rig.get("/v1/batches/2/body").await.scale();
	assert_eq!((body.sessions[0].n_from, body.sessions[0].n_to), (4, 4));
	assert_eq!(body.sessions[0].settled_before, leaves[0].settled_after);
}

#[tokio::test]
async fn receipts_of_a_failed_batch_are_booked_once_more() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	rig.block(13).await;
	stage(&rig, BatchStage::Failed);
	rig.block(14).await;
	let failed = rig.app.store.batch(BatchEpoch(0)).unwrap().unwrap();
	assert_eq!(failed.outcome, BatchOutcome::Failed);
	assert_eq!(rig.app.store.open_receipts().unwrap().len(), 5);
	rig.block(20).await;
	let again = rig.app.store.batch(BatchEpoch(1)).unwrap().unwrap();
	assert_eq!((again.failures, again.header.receipts), (1, failed.header.receipts));
	rig.block(23).await;
	let id = BatchId { worker: WORKER, epoch: BatchEpoch(1) };
	rig.chain.with(|state| state.batches.get_mut(&id).unwrap().stage = BatchStage::Failed);
	rig.block(24).await;
	assert!(rig.app.store.open_receipts().unwrap().is_empty());
}

#[tokio::test]
async fn sessions_that_cannot_pay_are_left_out() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	for (payer, session) in [("Alice", 1), ("Bob", 2), ("Eve", 5)] {
		rig.buy(payer, session, "fn reads_buffer:").await;
	}
	rig.chain.with(|state| {
		// Gone, and about to be released.
		state.sessions.remove(&SessionId(1));
		state.sessions.get_mut(&SessionId(2)).unwrap().release_at = Some(20);
	});
	rig.block(10).await;
	let batch = rig.app.store.batch(BatchEpoch(0)).unwrap().unwrap();
	assert_eq!(batch.ids().collect::<Vec<_>>(), vec![(SessionId(5), 1)]);
	assert!(rig.app.store.open_receipts().unwrap().is_empty());
}

#[tokio::test]
async fn a_later_batch_follows_a_live_one_and_waits_for_it() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	rig.block(13).await;
	rig.buy("Alice", 1, "fn writes_map:").await;
	rig.block(20).await;
	rig.block(23).await;
	let second = rig.app.store.batch(BatchEpoch(1)).unwrap().unwrap();
	assert_eq!(second.ids().collect::<Vec<_>>(), vec![(SessionId(1), 4)]);
	// Both windows are over, but the first waits for an answer: the second must not overtake it.
	stage(&rig, BatchStage::Window { ends: u32::MAX });
	let id = BatchId { worker: WORKER, epoch: BatchEpoch(1) };
	rig.chain.with(|state| {
		state.batches.get_mut(&id).unwrap().stage = BatchStage::Window { ends: 25 };
	});
	rig.block(26).await;
	let settled = |actions: &[Action]| {
		actions.iter().filter(|a| matches!(a, Action::SettleSessions { .. })).count()
	};
	assert_eq!(rig.chain.with(|state| settled(&state.actions)), 0);
	stage(&rig, BatchStage::Window { ends: 25 });
	rig.block(27).await;
	assert_eq!(rig.chain.with(|state| settled(&state.actions)), 2);
}

#[tokio::test]
async fn demands_are_answered_with_leaves_that_hold() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	rig.block(13).await;
	let trees = [TreeKind::Receipts, TreeKind::Reports, TreeKind::Sessions];
	rig.chain.with(|state| {
		for tree in trees {
			let demand = DemandView { epoch: BatchEpoch(0), tree, leaf: 2, answer_by: 20 };
			state.demands.push((WORKER, demand));
		}
	});
	rig.block(14).await;
	let header = rig.app.store.batch(BatchEpoch(0)).unwrap().unwrap().header;
	let actions = rig.chain.with(|state| state.actions.clone());
	let mut answered = Vec::new();
	for action in actions {
		let Action::Answer { tree, leaf, bytes, siblings, .. } = action else { continue };
		match (tree, siblings) {
			(TreeKind::Reports, Siblings::Plain(siblings)) => {
				let siblings = siblings.try_into().unwrap();
				let opening = openledger_primitives_poa::Opening { index: leaf, siblings };
				assert!(tree::verify(&header.reports, &bytes, &opening));
			},
			(TreeKind::Receipts, Siblings::Sums(siblings)) => {
				let receipt = SignedReceipt::decode_all(&mut &bytes[..]).unwrap();
				let fee = receipt.receipt.fee.total().unwrap();
				let siblings = siblings.try_into().unwrap();
				let opening = openledger_primitives_poa::Opening { index: leaf, siblings };
				assert!(tree::verify_sum(&header.receipts, &bytes, fee, &opening));
			},
			(TreeKind::Sessions, Siblings::Sums(_)) => {
				SessionLeaf::decode_all(&mut &bytes[..]).unwrap();
			},
			other => panic!("{other:?}"),
		}
		answered.push(tree);
	}
	assert_eq!(answered, trees);
	assert!(rig.chain.with(|state| state.demands.is_empty()));
}

#[tokio::test]
async fn a_refused_call_is_tried_again_and_nothing_is_lost() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	rig.chain.with(|state| state.refuse = Some("Attribution.ExposureTooHigh".into()));
	rig.block(13).await;
	assert!(rig.chain.with(|state| state.batches.is_empty()));
	rig.chain.with(|state| state.refuse = None);
	rig.block(14).await;
	assert_eq!(rig.chain.with(|state| state.batches.len()), 1);
}

#[tokio::test]
async fn entries_that_do_not_fit_together_make_no_batch() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	let (built, _) = rig.app.books.built(BatchEpoch(0)).unwrap().unwrap();
	let refused = |change: fn(&mut Vec<Entry>)| {
		let mut entries = built.entries.clone();
		change(&mut entries);
		build(WORKER, BatchEpoch(0), 0, entries).unwrap_err().to_string()
	};
	assert!(refused(|entries| entries.swap(0, 1)).contains("out of order"));
	assert!(refused(|entries| drop(entries.remove(1))).contains("does not follow"));
	assert!(refused(|entries| entries.push(entries[4].clone())).contains("out of order"));
	assert!(refused(|entries| entries[0].report = entries[1].report.clone()).contains("report"));
	assert!(refused(|entries| entries[0].voucher = entries[1].voucher.clone()).contains("voucher"));
	assert!(refused(|entries| entries[0].report.unattributed += 1).contains("do not agree"));
	assert!(refused(Vec::clear).contains("do not agree"));
}

#[tokio::test]
async fn credits_too_small_to_be_paid_are_unattributed() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	closed(&rig).await;
	let (before, _) = rig.app.books.built(BatchEpoch(0)).unwrap().unwrap();
	assert!(before.header.credits_are_worth(MIN_FEES));
	let lost = before.credits[0].clone();
	let mut entries = before.entries.clone();
	for entry in &mut entries {
		let report = &mut entry.report;
		for part in report.entries.iter_mut().filter(|p| p.contribution == lost.contribution) {
			if part.share > 1 {
				report.unattributed += part.share - 1;
				part.share = 1;
			}
		}
	}
	let after = build(WORKER, BatchEpoch(0), 0, entries).unwrap();
	assert!(after.header.is_consistent() && after.header.credits_are_worth(MIN_FEES));
	assert_eq!(after.credits, before.credits[1..]);
	let rest = |header: &BatchHeader| header.unattributed[0].1;
	assert_eq!(rest(&after.header), rest(&before.header) + lost.weight);
	for index in 0..5 {
		let credits = after.audit_leaf(index).unwrap().credits;
		assert!(credits.iter().all(|credit| credit.credit.contribution != lost.contribution));
	}
}
