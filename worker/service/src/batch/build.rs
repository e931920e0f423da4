// SPDX-License-Identifier: Apache-2.0
//! From receipts and reports to header and trees. Pure and deterministic: the same receipts give
//! the same bytes, so that a batch is rebuilt from the database at any time.

use crate::error::{Error, Result};
use codec::Encode;
use openledger_primitives::{
	AgentId, Balance, BatchEpoch, ContributionId, CreditWeight, Hash, ModelVersionId, SessionId,
	WorkerId, MICRO,
};
use openledger_primitives_objects::{
	least_weight, BatchHeader, BatchTotal, CreditLeaf, CreditSubLeaf, Report, SessionLeaf,
	SignedReceipt, SignedVoucher,
};
use openledger_primitives_poa::{
	tree::{leaf_hash, SumNode},
	Tree,
};
use sp_runtime::BoundedVec;
use std::collections::BTreeMap;

/// Batches with less in fees, and credits for less in base fees, are not worth their place on chain;
/// the chain refuses them.
pub const MIN_FEES: Balance = MICRO;

/// One receipt that is booked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
	/// The receipt as it was sent.
	pub receipt: SignedReceipt,
	/// Its report.
	pub report: Report,
	/// The voucher that authorised it.
	pub voucher: SignedVoucher,
}

/// A whole batch in memory.
#[derive(Clone, Debug)]
pub struct Built {
	/// The header.
	pub header: BatchHeader,
	/// Receipts with their reports, by (session, n).
	pub entries: Vec<Entry>,
	/// Session leaves.
	pub sessions: Vec<SessionLeaf>,
	/// Session leaf of each receipt.
	pub session_of: Vec<u32>,
	/// Credit leaves.
	pub credits: Vec<CreditLeaf>,
	/// Sub-leaves of each credit.
	pub subs: Vec<Vec<CreditSubLeaf>>,
	/// Tree over receipts.
	pub receipt_tree: Tree<SumNode>,
	/// Tree over reports.
	pub report_tree: Tree<Hash>,
	/// Tree over sessions.
	pub session_tree: Tree<SumNode>,
	/// Tree over credits.
	pub credit_tree: Tree<SumNode>,
	/// Tree of each credit over its sub-leaves.
	pub sub_trees: Vec<Tree<SumNode>>,
}

fn sum_tree(leaves: Vec<SumNode>) -> Result<Tree<SumNode>> {
	Tree::new(leaves).ok_or(Error::Overflow("a tree of the batch"))
}

fn index(value: usize) -> Result<u32> {
	u32::try_from(value).map_err(|_| Error::Overflow("batch index"))
}

/// Builds a batch. Entries must be sorted by (session, n) without gaps inside a session, each with
/// the report of its receipt; anything else is an error. Credits too small to be paid are added to
/// what no data earned (docs/adr/0006).
pub fn build(
	worker: WorkerId,
	epoch: BatchEpoch,
	waterfall_version: u32,
	entries: Vec<Entry>,
) -> Result<Built> {
	let mut receipt_leaves = Vec::with_capacity(entries.len());
	let mut report_leaves = Vec::with_capacity(entries.len());
	let mut sessions: Vec<SessionLeaf> = Vec::new();
	let mut session_of = Vec::with_capacity(entries.len());
	type Key = (ModelVersionId, Option<AgentId>, Option<AgentId>);
	let mut totals: BTreeMap<Key, BatchTotal> = BTreeMap::new();
	let mut unattributed: BTreeMap<ModelVersionId, CreditWeight> = BTreeMap::new();
	let mut weights: BTreeMap<(ModelVersionId, ContributionId), Vec<CreditSubLeaf>> =
		BTreeMap::new();
	let mut last: Option<(SessionId, u32)> = None;

	for (place, entry) in entries.iter().enumerate() {
		let receipt = &entry.receipt.receipt;
		let fee = receipt.fee.total().ok_or(Error::Overflow("fee"))?;
		let id = (receipt.session, receipt.n);
		let bad = |why: &str| Error::Data(format!("receipt {}/{}: {why}", id.0, id.1));
		if last.is_some_and(|last| last >= id) {
			return Err(bad("out of order"));
		}
		if entry.report.receipt != receipt.hash() {
			return Err(bad("its report is of another receipt"));
		}
		let voucher = &entry.voucher.voucher;
		if (voucher.session, voucher.n) != id {
			return Err(bad("its voucher is of another call"));
		}
		let before = receipt.cumulative.checked_sub(fee).ok_or_else(|| bad("cumulative fee"))?;
		match sessions.last_mut().filter(|leaf| leaf.session == receipt.session) {
			Some(leaf) => {
				if leaf.n_to.checked_add(1) != Some(receipt.n) || leaf.settled_after != before {
					return Err(bad("does not follow the one before"));
				}
				leaf.n_to = receipt.n;
				leaf.settled_after = receipt.cumulative;
				leaf.voucher = entry.voucher.clone();
			},
			None => sessions.push(SessionLeaf {
				session: receipt.session,
				n_from: receipt.n,
				n_to: receipt.n,
				settled_before: before,
				settled_after: receipt.cumulative,
				voucher: entry.voucher.clone(),
			}),
		}
		session_of.push(index(sessions.len().saturating_sub(1))?);
		last = Some(id);

		receipt_leaves.push(SumNode::leaf(&entry.receipt.encode(), fee));
		report_leaves.push(leaf_hash(&entry.report.encode()));

		let total = totals
			.entry((receipt.model_version, receipt.agent, receipt.app))
			.or_insert_with(|| BatchTotal {
				model_version: receipt.model_version,
				agent: receipt.agent,
				app: receipt.app,
				count: 0,
				base: 0,
				agent_markup: 0,
				app_markup: 0,
			});
		let over = || Error::Overflow("totals");
		total.count = total.count.checked_add(1).ok_or_else(over)?;
		total.base = total.base.checked_add(receipt.fee.base).ok_or_else(over)?;
		total.agent_markup = total.agent_markup.checked_add(receipt.fee.agent).ok_or_else(over)?;
		total.app_markup = total.app_markup.checked_add(receipt.fee.app).ok_or_else(over)?;

		let weigh = |share: u64| {
			receipt.fee.base.checked_mul(u128::from(share)).ok_or(Error::Overflow("weight"))
		};
		let rest = unattributed.entry(receipt.model_version).or_default();
		*rest = rest
			.checked_add(weigh(entry.report.unattributed)?)
			.ok_or(Error::Overflow("unattributed"))?;
		for part in entry.report.entries.iter().filter(|part| part.share > 0) {
			weights
				.entry((receipt.model_version, part.contribution))
				.or_default()
				.push(CreditSubLeaf { receipt: index(place)?, weight: weigh(part.share)? });
		}
	}

	let mut credits = Vec::with_capacity(weights.len());
	let mut subs = Vec::with_capacity(weights.len());
	let mut sub_trees = Vec::with_capacity(weights.len());
	for ((model_version, contribution), parts) in weights {
		let sum = parts.iter().try_fold(0, |sum: CreditWeight, part| sum.checked_add(part.weight));
		let sum = sum.ok_or(Error::Overflow("weight"))?;
		if sum < least_weight(MIN_FEES) {
			let rest = unattributed.entry(model_version).or_default();
			*rest = rest.checked_add(sum).ok_or(Error::Overflow("unattributed"))?;
			continue;
		}
		let tree = sum_tree(parts.iter().map(CreditSubLeaf::node).collect())?;
		let sub_root = tree.root_object();
		credits.push(CreditLeaf { model_version, contribution, weight: sub_root.sum, sub_root });
		subs.push(parts);
		sub_trees.push(tree);
	}
	let session_leaves = sessions
		.iter()
		.map(|leaf| leaf.node().ok_or(Error::Overflow("session leaf")))
		.collect::<Result<Vec<_>>>()?;
	let receipt_tree = sum_tree(receipt_leaves)?;
	let report_tree = Tree::new(report_leaves).ok_or(Error::Overflow("reports"))?;
	let session_tree = sum_tree(session_leaves)?;
	let credit_tree = sum_tree(credits.iter().map(CreditLeaf::node).collect())?;
	let bound = |what: &str| Error::Data(format!("too many {what} for one batch"));
	let header = BatchHeader {
		worker,
		epoch,
		waterfall_version,
		totals: BoundedVec::try_from(totals.into_values().collect::<Vec<_>>())
			.map_err(|_| bound("offers"))?,
		unattributed: BoundedVec::try_from(unattributed.into_iter().collect::<Vec<_>>())
			.map_err(|_| bound("models"))?,
		receipts: receipt_tree.root_object(),
		reports: report_tree.root_object(),
		sessions: session_tree.root_object(),
		credits: credit_tree.root_object(),
	};
	if !header.is_consistent() {
		return Err(Error::Data("the batch's sums do not agree with each other".into()));
	}
	Ok(Built {
		header,
		entries,
		sessions,
		session_of,
		credits,
		subs,
		receipt_tree,
		report_tree,
		session_tree,
		credit_tree,
		sub_trees,
	})
}
