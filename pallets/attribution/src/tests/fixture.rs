// SPDX-License-Identifier: Apache-2.0
//! An honest worker: sessions, answers, reports, trees and the header over them.

use crate::{audit::receipt_node, mock::*, *};
use codec::Encode;
use frame_support::{assert_ok, dispatch::DispatchResult};
use openledger_primitives::*;
use openledger_primitives_account::Signature;
use openledger_primitives_objects::*;
use openledger_primitives_poa::{
	draw,
	shares::{shares, Noise},
	RangeProof, SumNode, Tree,
};
use sp_core::{Pair, H256};
use std::collections::BTreeMap;

pub const MODEL: ModelVersionId = ModelVersionId(0);

pub fn offer() -> Offer {
	Offer {
		model_version: MODEL,
		agent: None,
		app: None,
		rate_in: OPEN / 100,
		rate_out: OPEN / 10,
		agent_markup: 0,
		app_markup: 0,
	}
}

/// A session of Payer with the worker.
pub fn open_session(deposit: Balance) -> SessionId {
	add_session(&account("Payer"), &account("Voucher"), WORKER, offer(), deposit)
}

/// All that a worker keeps of one batch.
#[derive(Clone)]
pub struct Book {
	pub header: BatchHeader,
	pub signature: Signature,
	pub receipts: Vec<SignedReceipt>,
	pub reports: Vec<Report>,
	pub sessions: Vec<SessionLeaf>,
	pub credits: Vec<(CreditLeaf, Vec<CreditSubLeaf>)>,
}

/// Where a session stands for the worker.
#[derive(Clone, Copy, Default)]
pub struct Standing {
	pub n: u32,
	pub cumulative: Balance,
}

/// Standing of sessions that nothing was booked of.
pub fn fresh(sessions: &[SessionId]) -> BTreeMap<SessionId, Standing> {
	sessions.iter().map(|session| (*session, Standing::default())).collect()
}

pub fn worker_sign(object: &impl SignedObject) -> Signature {
	let digest = object.scale_digest(&MockDomain::get());
	pair("WorkerKey").sign(digest.as_bytes()).into()
}

pub fn signed_voucher(session: SessionId, n: u32, cumulative: Balance) -> SignedVoucher {
	let voucher = Voucher { session, worker: WORKER, n, acknowledges: H256::zero(), cumulative };
	let digest = voucher.scale_digest(&MockDomain::get());
	SignedVoucher { voucher, signature: pair("Voucher").sign(digest.as_bytes()).into() }
}

fn receipt(session: SessionId, standing: &mut Standing) -> SignedReceipt {
	standing.n += 1;
	let (tokens_in, tokens_out) = (100 * standing.n, 10 + session.0 as u32);
	let fee = fee_of(&offer(), tokens_in, tokens_out).unwrap();
	standing.cumulative += fee.total().unwrap();
	let receipt = Receipt {
		session,
		n: standing.n,
		model_version: MODEL,
		adapter_hash: ADAPTER,
		agent: None,
		app: None,
		prompt_hash: H256::repeat_byte(1),
		tokens_hash: H256::repeat_byte(2),
		output_hash: H256::repeat_byte(3),
		tokens_in,
		tokens_out,
		sampling: Sampling::default(),
		fee,
		cumulative: standing.cumulative,
		time: 0,
	};
	SignedReceipt { signature: worker_sign(&receipt), receipt }
}

fn report(receipt: &SignedReceipt, index: u32) -> Report {
	let decoys = vec![5i64, -5, 3, -3];
	let scored = [(4_000 + i64::from(index), ROWS), (20, ROWS), (900, ROWS)];
	let noise = Noise::of(&decoys).unwrap();
	let (parts, unattributed) = shares(&scored, &noise, 2_000).unwrap();
	let entries: Vec<ReportEntry> = scored
		.iter()
		.zip(parts)
		.zip([0u32, 1, 2 + index % 8])
		.map(|(((score, rows), share), contribution)| ReportEntry {
			contribution: ContributionId(contribution),
			rows: *rows,
			score: *score,
			share,
		})
		.collect();
	Report {
		receipt: receipt.receipt.hash(),
		method: METHOD_GRAD_DOT,
		model_version: MODEL,
		query_hash: H256::repeat_byte(9),
		decoys: decoys.try_into().unwrap(),
		entries: entries.try_into().unwrap(),
		unattributed,
		evidence: Default::default(),
	}
}

impl Book {
	/// Books `calls` answers of each session for an epoch and moves the standings on.
	pub fn new(epoch: u32, calls: u32, standings: &mut BTreeMap<SessionId, Standing>) -> Self {
		let mut receipts = Vec::new();
		let mut sessions = Vec::new();
		for (session, standing) in standings.iter_mut() {
			let before = *standing;
			let mut acknowledged = before.cumulative;
			for _ in 0..calls {
				acknowledged = standing.cumulative;
				receipts.push(receipt(*session, standing));
			}
			sessions.push(SessionLeaf {
				session: *session,
				n_from: before.n + 1,
				n_to: standing.n,
				settled_before: before.cumulative,
				settled_after: standing.cumulative,
				voucher: signed_voucher(*session, standing.n, acknowledged),
			});
		}
		let reports: Vec<Report> =
			(0..).zip(&receipts).map(|(index, receipt)| report(receipt, index)).collect();
		let mut parts = BTreeMap::<ContributionId, Vec<CreditSubLeaf>>::new();
		for (index, (receipt, report)) in (0..).zip(receipts.iter().zip(&reports)) {
			for entry in report.entries.iter().filter(|entry| entry.share > 0) {
				let weight = receipt.receipt.fee.base * u128::from(entry.share);
				let part = CreditSubLeaf { receipt: index, weight };
				parts.entry(entry.contribution).or_default().push(part);
			}
		}
		let credits = parts
			.into_iter()
			.map(|(contribution, parts)| {
				let sub = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
				let leaf = CreditLeaf {
					model_version: MODEL,
					contribution,
					weight: sub.root().sum,
					sub_root: sub.root_object(),
				};
				(leaf, parts)
			})
			.collect();
		Self::over(epoch, receipts, reports, sessions, credits)
	}

	/// The header over given leaves, consistent and signed.
	pub fn over(
		epoch: u32,
		receipts: Vec<SignedReceipt>,
		reports: Vec<Report>,
		sessions: Vec<SessionLeaf>,
		credits: Vec<(CreditLeaf, Vec<CreditSubLeaf>)>,
	) -> Self {
		let base: Balance = receipts.iter().map(|receipt| receipt.receipt.fee.base).sum();
		let total = BatchTotal {
			model_version: MODEL,
			agent: None,
			app: None,
			count: receipts.len() as u32,
			base,
			agent_markup: 0,
			app_markup: 0,
		};
		let header = BatchHeader {
			worker: WORKER,
			epoch: BatchEpoch(epoch),
			waterfall_version: 3,
			totals: vec![total].try_into().unwrap(),
			unattributed: Default::default(),
			receipts: Default::default(),
			reports: Default::default(),
			sessions: Default::default(),
			credits: Default::default(),
		};
		let signature = worker_sign(&header);
		let mut book = Self { header, signature, receipts, reports, sessions, credits };
		book.header.receipts = book.receipts_tree().root_object();
		book.header.reports = book.reports_tree().root_object();
		book.header.sessions = book.sessions_tree().root_object();
		book.header.credits = book.credits_tree().root_object();
		let rest = base * u128::from(SHARE_ONE) - book.header.credits.sum;
		book.header.unattributed = vec![(MODEL, rest)].try_into().unwrap();
		book.sign();
		book
	}

	pub fn sign(&mut self) {
		self.signature = worker_sign(&self.header);
	}

	pub fn receipts_tree(&self) -> Tree<SumNode> {
		Tree::new(self.receipts.iter().map(|r| receipt_node(r).unwrap()).collect()).unwrap()
	}
	pub fn reports_tree(&self) -> Tree<H256> {
		let bytes: Vec<Vec<u8>> = self.reports.iter().map(|report| report.encode()).collect();
		Tree::of_leaves(bytes.iter().map(|leaf| leaf.as_slice())).unwrap()
	}
	pub fn sessions_tree(&self) -> Tree<SumNode> {
		Tree::new(self.sessions.iter().map(|leaf| leaf.node().unwrap()).collect()).unwrap()
	}
	pub fn credits_tree(&self) -> Tree<SumNode> {
		Tree::new(self.credits.iter().map(|(leaf, _)| leaf.node()).collect()).unwrap()
	}

	pub fn fee_total(&self) -> Balance {
		self.header.fee_total()
	}

	/// What the worker serves for a seed.
	pub fn bundle(&self, seed: &Hash) -> AuditBundle {
		let receipts = self.receipts_tree();
		let reports = self.reports_tree();
		let sessions = self.sessions_tree();
		let credits = self.credits_tree();
		let number = draw::leaves_for(8, self.header.receipts.count);
		let leaves = draw::points(seed, self.fee_total(), number)
			.into_iter()
			.map(|point| {
				let index = receipts.locate(point).unwrap();
				let receipt = self.receipts[index as usize].clone();
				let report = self.reports[index as usize].clone();
				let of_session = |leaf: &SessionLeaf| leaf.session == receipt.receipt.session;
				let session = self.sessions.iter().position(of_session).unwrap();
				let audited = report.entries.iter().filter(|entry| entry.share > 0);
				let audited = audited.filter_map(|entry| self.credit_of(&credits, entry, index));
				AuditLeaf {
					receipt_opening: receipts.open(index).unwrap(),
					report_opening: reports.open(index).unwrap(),
					session: self.sessions[session].clone(),
					session_opening: sessions.open(session as u32).unwrap(),
					credits: audited.collect(),
					receipt,
					report,
				}
			})
			.collect();
		AuditBundle { leaves }
	}

	fn credit_of(
		&self,
		credits: &Tree<SumNode>,
		entry: &ReportEntry,
		index: u32,
	) -> Option<AuditCredit> {
		let of_entry = |(leaf, _): &(CreditLeaf, _)| leaf.contribution == entry.contribution;
		let at = self.credits.iter().position(of_entry)?;
		let (credit, parts) = &self.credits[at];
		let sub = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
		let part = parts.iter().position(|part| part.receipt == index).unwrap();
		Some(AuditCredit {
			credit: credit.clone(),
			opening: credits.open(at as u32).unwrap(),
			sub_leaf: parts[part].clone(),
			sub_opening: sub.open(part as u32).unwrap(),
		})
	}

	pub fn announce(&self) -> DispatchResult {
		let header = Box::new(self.header.clone());
		Attribution::announce(signed("Operator"), header, self.signature.clone())
	}

	pub fn session_chunk(&self, from: u32, len: u32) -> (SessionLeaves, RangeProof<SumNode>) {
		let leaves = self.sessions[from as usize..(from + len) as usize].to_vec();
		(leaves.try_into().unwrap(), self.sessions_tree().range(from, len).unwrap())
	}
	pub fn credit_chunk(&self, from: u32, len: u32) -> (CreditLeaves, RangeProof<SumNode>) {
		let leaves = self.credits[from as usize..(from + len) as usize].iter();
		let leaves: Vec<CreditLeaf> = leaves.map(|(leaf, _)| leaf.clone()).collect();
		(leaves.try_into().unwrap(), self.credits_tree().range(from, len).unwrap())
	}

	pub fn settle(&self, from: u32, len: u32) -> DispatchResult {
		let (leaves, proof) = self.session_chunk(from, len);
		Attribution::settle_sessions(signed("Anyone"), self.header.id(), leaves, proof)
			.map(|_| ())
			.map_err(|error| error.error)
	}
	pub fn credit(&self, from: u32, len: u32) -> DispatchResult {
		let (leaves, proof) = self.credit_chunk(from, len);
		Attribution::credit(signed("Anyone"), self.header.id(), leaves, proof)
			.map(|_| ())
			.map_err(|error| error.error)
	}
	pub fn settle_all(&self) -> DispatchResult {
		self.settle(0, self.header.sessions.count)
	}
	pub fn credit_all(&self) -> DispatchResult {
		self.credit(0, self.header.credits.count)
	}
}

/// Runs to the block in which the current batch epoch is `epoch`.
pub fn run_to_epoch(epoch: u32) {
	let to = epoch * TIMING.batch_epoch;
	run(to.saturating_sub(System::block_number()));
}

/// A book of `calls` answers in each of two fresh sessions, for epoch 0, in epoch 1.
pub fn honest_book(calls: u32) -> Book {
	let sessions = [open_session(10 * OPEN), open_session(10 * OPEN)];
	run_to_epoch(1);
	Book::new(0, calls, &mut fresh(&sessions))
}

/// Announces a book and runs until it is seeded.
pub fn seeded(book: &Book) {
	assert_ok!(book.announce());
	run(TIMING.seed_window + TIMING.seed_delay);
	assert_eq!(batch(book.header.epoch.0).status, BatchStatus::Seeded);
}

/// … and until a committee of the first `votes` seats attested.
pub fn attested(book: &Book, votes: u32) {
	seeded(book);
	for seat in 0..votes {
		assert_ok!(attest(book.header.epoch.0, seat));
	}
	assert!(matches!(batch(book.header.epoch.0).status, BatchStatus::Attested { .. }));
}

/// … and until its window is over.
pub fn challenged(book: &Book, votes: u32) {
	attested(book, votes);
	run(TIMING.challenge_window + 1);
}
