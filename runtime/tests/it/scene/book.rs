// SPDX-License-Identifier: Apache-2.0

//! An honest worker's books: answers of open sessions, reports, trees, the header over them.

use super::*;
use frame_support::traits::Get;
use openledger_primitives::*;
use openledger_primitives_objects::*;
use openledger_primitives_poa::{
	draw,
	shares::{shares, Noise},
	RangeProof, SumNode, Tree,
};
use openledger_primitives_traits::{InspectDatasets, InspectModels, InspectSessions};
use sp_core::H256;
use std::collections::BTreeMap;

/// Answers that one session bought.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
	/// The session.
	pub session: SessionId,
	/// How many.
	pub calls: u32,
}

/// All that a worker keeps of one batch.
#[derive(Clone, Debug)]
pub struct Book {
	pub header: BatchHeader,
	pub signature: Signature,
	pub receipts: Vec<SignedReceipt>,
	pub reports: Vec<Report>,
	pub sessions: Vec<SessionLeaf>,
	pub credits: Vec<(CreditLeaf, Vec<CreditSubLeaf>)>,
}

/// Signs an object of the protocol for this chain.
pub fn sign(key: Key, object: &impl SignedObject) -> Signature {
	Signature::Sr25519(key.sign(object.scale_digest(&Domain::get()).as_bytes()))
}

/// Contributions of a model version with their rows, ascending.
fn trained_on(model: ModelVersionId) -> Vec<(ContributionId, u32)> {
	let Some(model) = <Models as InspectModels<AccountId>>::model_version(model) else {
		return vec![];
	};
	let mut found = Vec::new();
	for id in 0..pallet_datanets::NextContributionId::<Runtime>::get().0 {
		let id = ContributionId(id);
		if let Some(summary) = <Datanets as InspectDatasets<AccountId>>::contribution(id) {
			if model.datasets.iter().any(|(dataset, _)| Datanets::contains(*dataset, id)) {
				found.push((id, summary.rows));
			}
		}
	}
	found
}

fn report(receipt: &Receipt, sources: &[(ContributionId, u32)], z_milli: u32, salt: u32) -> Report {
	let decoys = vec![5i64, -5, 3, -3];
	let noise = Noise::of(&decoys).unwrap();
	let scored: Vec<(i64, u32)> = (0u32..)
		.zip(sources)
		.map(|(i, (_, rows))| (i64::from(1 + (i * 7 + salt * 3) % 997) * 50, *rows))
		.collect();
	let (parts, unattributed) = shares(&scored, &noise, z_milli).unwrap();
	let entries: Vec<ReportEntry> = sources
		.iter()
		.zip(scored.iter().zip(parts))
		.map(|((contribution, rows), ((score, _), share))| ReportEntry {
			contribution: *contribution,
			rows: *rows,
			score: *score,
			share,
		})
		.collect();
	Report {
		receipt: receipt.hash(),
		method: METHOD_GRAD_DOT,
		model_version: receipt.model_version,
		query_hash: H256::repeat_byte(9),
		decoys: decoys.try_into().unwrap(),
		entries: entries.try_into().unwrap(),
		unattributed,
		evidence: Default::default(),
	}
}

impl Book {
	/// Books the answers; `None` when none of the sessions can be served by the worker. `salt`
	/// varies tokens and scores.
	pub fn new(
		worker: WorkerId,
		key: Key,
		epoch: BatchEpoch,
		answers: &[Answers],
		salt: u32,
	) -> Option<Self> {
		let mut receipts = Vec::new();
		let mut sessions = Vec::new();
		let mut answers = answers.to_vec();
		answers.sort_by_key(|a| a.session);
		answers.dedup_by_key(|a| a.session);
		for Answers { session: id, calls } in answers {
			let Some(session) = <Inference as InspectSessions<AccountId>>::session(id) else {
				continue;
			};
			let Some(voucher_key) = key_of(&session.voucher_key) else { continue };
			let Some(adapter) = <Models as InspectModels<AccountId>>::model_version(
				session.offers[0].model_version,
			) else {
				continue;
			};
			if session.worker != worker || calls == 0 {
				continue;
			}
			let (mut n, mut cumulative) = (session.settled_n, session.settled);
			let mut acknowledged = cumulative;
			let first = n + 1;
			for call in 0..calls {
				let offer = &session.offers[call as usize % session.offers.len()];
				let (tokens_in, tokens_out) = (10 + salt % 90, 1 + (salt + call) % 50);
				let fee = fee_of(offer, tokens_in, tokens_out)?;
				acknowledged = cumulative;
				n += 1;
				cumulative += fee.total()?;
				let receipt = Receipt {
					session: id,
					n,
					model_version: offer.model_version,
					adapter_hash: adapter.adapter_hash,
					agent: offer.agent,
					app: offer.app,
					prompt_hash: H256::repeat_byte(1),
					tokens_hash: H256::repeat_byte(2),
					output_hash: H256::repeat_byte(3),
					tokens_in,
					tokens_out,
					sampling: Sampling::default(),
					fee,
					cumulative,
					time: 0,
				};
				receipts.push(SignedReceipt { signature: sign(key, &receipt), receipt });
			}
			let acknowledges = H256::repeat_byte(4);
			let voucher =
				Voucher { session: id, worker, n, acknowledges, cumulative: acknowledged };
			sessions.push(SessionLeaf {
				session: id,
				n_from: first,
				n_to: n,
				settled_before: session.settled,
				settled_after: cumulative,
				voucher: SignedVoucher { signature: sign(voucher_key, &voucher), voucher },
			});
		}
		(!receipts.is_empty()).then(|| Self::over(worker, key, epoch, receipts, sessions, salt))
	}

	fn over(
		worker: WorkerId,
		key: Key,
		epoch: BatchEpoch,
		receipts: Vec<SignedReceipt>,
		sessions: Vec<SessionLeaf>,
		salt: u32,
	) -> Self {
		let mut totals = BTreeMap::new();
		let mut sources = BTreeMap::new();
		let mut reports = Vec::new();
		let mut parts = BTreeMap::<(ModelVersionId, ContributionId), Vec<CreditSubLeaf>>::new();
		for (index, SignedReceipt { receipt, .. }) in (0u32..).zip(&receipts) {
			let model = receipt.model_version;
			let total = totals.entry((model, receipt.agent, receipt.app)).or_insert(BatchTotal {
				model_version: model,
				agent: receipt.agent,
				app: receipt.app,
				count: 0,
				base: 0,
				agent_markup: 0,
				app_markup: 0,
			});
			total.count += 1;
			total.base += receipt.fee.base;
			total.agent_markup += receipt.fee.agent;
			total.app_markup += receipt.fee.app;
			let (found, z_milli) = sources.entry(model).or_insert_with(|| {
				let z = <Models as InspectModels<AccountId>>::model_version(model)
					.map_or(0, |found| found.index.z_milli);
				(trained_on(model), z)
			});
			let report = report(receipt, found, *z_milli, salt + index);
			for entry in report.entries.iter().filter(|entry| entry.share > 0) {
				let weight = receipt.fee.base * u128::from(entry.share);
				let part = CreditSubLeaf { receipt: index, weight };
				parts.entry((model, entry.contribution)).or_default().push(part);
			}
			reports.push(report);
		}
		let credits: Vec<(CreditLeaf, Vec<CreditSubLeaf>)> = parts
			.into_iter()
			.map(|((model_version, contribution), parts)| {
				let sub = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
				let sub_root = sub.root_object();
				(CreditLeaf { model_version, contribution, weight: sub_root.sum, sub_root }, parts)
			})
			.filter(|(leaf, _)| {
				leaf.weight
					>= least_weight(<Runtime as pallet_attribution::Config>::MinBatchFee::get())
			})
			.collect();
		let rests: Vec<(ModelVersionId, CreditWeight)> = sources
			.keys()
			.map(|model| {
				let base: Balance =
					totals.values().filter(|t| t.model_version == *model).map(|t| t.base).sum();
				let credited: CreditWeight = credits
					.iter()
					.filter(|(leaf, _)| leaf.model_version == *model)
					.map(|(leaf, _)| leaf.weight)
					.sum();
				(*model, base * u128::from(SHARE_ONE) - credited)
			})
			.collect();
		let header = BatchHeader {
			worker,
			epoch,
			waterfall_version: pallet_rewards::CurrentWaterfall::<Runtime>::get(),
			totals: totals.into_values().collect::<Vec<_>>().try_into().unwrap(),
			unattributed: rests.try_into().unwrap(),
			receipts: Default::default(),
			reports: Default::default(),
			sessions: Default::default(),
			credits: Default::default(),
		};
		let signature = sign(key, &header);
		let mut book = Self { header, signature, receipts, reports, sessions, credits };
		book.header.receipts = book.receipts_tree().root_object();
		book.header.reports = book.reports_tree().root_object();
		book.header.sessions = book.sessions_tree().root_object();
		book.header.credits = book.credits_tree().root_object();
		book.signature = sign(key, &book.header);
		book
	}

	pub fn id(&self) -> BatchId {
		self.header.id()
	}
	pub fn receipts_tree(&self) -> Tree<SumNode> {
		let node = |signed: &SignedReceipt| {
			SumNode::leaf(&signed.encode(), signed.receipt.fee.total().unwrap())
		};
		Tree::new(self.receipts.iter().map(node).collect()).unwrap()
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

	/// What the worker serves for a seed.
	pub fn bundle(&self, seed: &H256) -> AuditBundle {
		let receipts = self.receipts_tree();
		let reports = self.reports_tree();
		let sessions = self.sessions_tree();
		let credits = self.credits_tree();
		let number = draw::leaves_for(8, self.header.receipts.count);
		let leaves = draw::points(seed, self.header.fee_total(), number)
			.into_iter()
			.map(|point| {
				let index = receipts.locate(point).unwrap();
				let receipt = self.receipts[index as usize].clone();
				let report = self.reports[index as usize].clone();
				let of_session = |leaf: &SessionLeaf| leaf.session == receipt.receipt.session;
				let session = self.sessions.iter().position(of_session).unwrap();
				let paid = report.entries.iter().filter(|entry| entry.share > 0);
				let model = receipt.receipt.model_version;
				let paid =
					paid.filter_map(|entry| self.audit_credit(&credits, model, entry, index));
				AuditLeaf {
					receipt_opening: receipts.open(index).unwrap(),
					report_opening: reports.open(index).unwrap(),
					session: self.sessions[session].clone(),
					session_opening: sessions.open(session as u32).unwrap(),
					credits: paid.collect(),
					receipt,
					report,
				}
			})
			.collect();
		AuditBundle { leaves }
	}

	fn audit_credit(
		&self,
		credits: &Tree<SumNode>,
		model: ModelVersionId,
		entry: &ReportEntry,
		receipt: u32,
	) -> Option<AuditCredit> {
		let key = (model, entry.contribution);
		let at = self
			.credits
			.binary_search_by_key(&key, |(leaf, _)| (leaf.model_version, leaf.contribution))
			.ok()?;
		let (credit, parts) = &self.credits[at];
		let sub = Tree::new(parts.iter().map(|part| part.node()).collect()).unwrap();
		let part = parts.binary_search_by_key(&receipt, |part| part.receipt).unwrap();
		Some(AuditCredit {
			credit: credit.clone(),
			opening: credits.open(at as u32).unwrap(),
			sub_leaf: parts[part].clone(),
			sub_opening: sub.open(part as u32).unwrap(),
		})
	}

	/// What would prove the report of receipt `i` false, if it is.
	pub fn proof_of_report(&self, i: u32) -> Option<FraudProof> {
		let receipt = self.receipts.get(i as usize)?.clone();
		let opening = self.receipts_tree().open(i)?;
		Some(FraudProof::Report(OpenedAnswer {
			receipt: OpenedReceipt { receipt, opening },
			report: self.reports[i as usize].clone(),
			report_opening: self.reports_tree().open(i)?,
		}))
	}

	/// The announcing call.
	pub fn announce(&self) -> RuntimeCall {
		let header = Box::new(self.header.clone());
		pallet_attribution::Call::announce { header, signature: self.signature.clone() }.into()
	}

	/// The call that settles sessions `from .. from + len`.
	pub fn settle(&self, from: u32, len: u32) -> Option<RuntimeCall> {
		let proof: RangeProof<SumNode> = self.sessions_tree().range(from, len)?;
		let leaves = self.sessions[from as usize..(from + len) as usize].to_vec();
		let leaves = leaves.try_into().ok()?;
		Some(pallet_attribution::Call::settle_sessions { batch: self.id(), leaves, proof }.into())
	}

	/// The call that applies credits `from .. from + len`.
	pub fn credit(&self, from: u32, len: u32) -> Option<RuntimeCall> {
		let proof: RangeProof<SumNode> = self.credits_tree().range(from, len)?;
		let leaves: Vec<CreditLeaf> = self.credits[from as usize..(from + len) as usize]
			.iter()
			.map(|(leaf, _)| leaf.clone())
			.collect();
		let leaves = leaves.try_into().ok()?;
		Some(pallet_attribution::Call::credit { batch: self.id(), leaves, proof }.into())
	}
}
