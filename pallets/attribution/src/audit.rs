// SPDX-License-Identifier: Apache-2.0
//! What an attester checks of the leaves that a seed draws. Pure: the chain is an [`AuditView`].
//!
//! Body and header are hostile. Every leaf is bound to the announced header by its opening, to its
//! point by the sums to its left, and to the chain by the session's offer, the model's index and the
//! contributions it was trained on. What the leaves say is recomputed, in integers.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
	ContributionId, CreditWeight, DatasetRef, Hash, ModelVersionId, SessionId,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	fee_of, AuditBundle, AuditCredit, AuditLeaf, BatchHeader, Receipt, Report, ReportEntry,
	SessionLeaf, SignedObject, SignedReceipt, SigningDomain,
};
use openledger_primitives_poa::{draw, tree, Opening, SumNode, SumRoot};
use openledger_primitives_traits::{ContributionSummary, ModelVersionSummary, SessionSummary};
use scale_info::TypeInfo;

/// The chain, as an audit sees it.
pub trait AuditView {
	/// A session whose hold is not released.
	fn session(&self, id: SessionId) -> Option<SessionSummary<AccountId>>;
	/// A published model version.
	fn model_version(&self, id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>>;
	/// A contribution in at least one sealed version.
	fn contribution(&self, id: ContributionId) -> Option<ContributionSummary<AccountId>>;
	/// Whether the contribution is one of the dataset version's.
	fn contains(&self, dataset: DatasetRef, id: ContributionId) -> bool;
	/// Credits of less weight are booked as unattributed; 0 when there is no such bound.
	fn least_weight(&self) -> CreditWeight {
		0
	}
}

/// What is wrong with a bundle, or with a batch that was challenged.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum AuditFault {
	/// Not one leaf for each drawn point.
	WrongLeafCount,
	/// The receipt is not in the receipts' tree.
	ReceiptNotInTree,
	/// The receipt does not hold the drawn point.
	WrongReceipt,
	/// The receipt is not signed by the worker.
	ReceiptNotSigned,
	/// The session is unknown or another worker's.
	UnknownSession,
	/// The session did not offer what the receipt charges for.
	NotOffered,
	/// The fee is not what the offer and the tokens give, or exceeds the session's bound.
	WrongFee,
	/// The model version is unknown, or another adapter answered.
	WrongModel,
	/// The header has no total for the receipt's model, agent and app.
	NoTotal,
	/// The session's leaf is not in the sessions' tree, or another session's.
	SessionNotInTree,
	/// Receipt, session leaf and voucher do not fit together.
	WrongSessionLeaf,
	/// The report is not in the reports' tree at the receipt's index.
	ReportNotInTree,
	/// The report is another receipt's, model's or method's.
	WrongReport,
	/// The shares do not follow from scores and decoys.
	WrongShares,
	/// A contribution is not in the model's data, or with other rows.
	ForeignContribution,
	/// Not one credit for each entry whose share alone is worth one, or more than one for an entry.
	WrongCreditCount,
	/// A credit is not in the credits' tree.
	CreditNotInTree,
	/// A credit is another contribution's or model's, or its sum is not that of its parts.
	WrongCredit,
	/// The receipt's part of a credit is not in it, or not base fee × share.
	WrongSubLeaf,
	/// Leaves are not in the order of their tree. Shown by a challenge, not by an audit.
	WrongOrder,
	/// An entry of a report has no credit. Shown by a challenge, not by an audit.
	MissingCredit,
	/// An entry of a report has no part in its contribution's credit. Shown by a challenge, not by an
	/// audit.
	MissingPart,
}

/// The node of a receipt in `receipts`: its SCALE bytes with its fee as the sum.
pub fn receipt_node(receipt: &SignedReceipt) -> Option<SumNode> {
	Some(SumNode::leaf(&receipt.encode(), receipt.receipt.fee.total()?))
}

/// Checks the bundle that a worker serves for the `number` leaves that `seed` draws, against its
/// announced header. `key` is the worker's key of the header's epoch.
pub fn verify_bundle(
	view: &impl AuditView,
	domain: &SigningDomain,
	key: &AccountId,
	header: &BatchHeader,
	seed: &Hash,
	number: u32,
	bundle: &AuditBundle,
) -> Result<(), AuditFault> {
	let points: Vec<u128> = draw::points(seed, header.fee_total(), number);
	if points.len() != bundle.leaves.len() {
		return Err(AuditFault::WrongLeafCount);
	}
	points
		.iter()
		.zip(&bundle.leaves)
		.try_for_each(|(point, leaf)| verify_leaf(view, domain, key, header, *point, leaf))
}

fn ensure(holds: bool, fault: AuditFault) -> Result<(), AuditFault> {
	match holds {
		true => Ok(()),
		false => Err(fault),
	}
}

pub(crate) fn opens(root: &SumRoot, node: SumNode, opening: &Opening<SumNode>) -> bool {
	opening.root(root.count, node) == Some(root.node())
}

fn verify_leaf(
	view: &impl AuditView,
	domain: &SigningDomain,
	key: &AccountId,
	header: &BatchHeader,
	point: u128,
	leaf: &AuditLeaf,
) -> Result<(), AuditFault> {
	let receipt = &leaf.receipt.receipt;
	let node = receipt_node(&leaf.receipt).ok_or(AuditFault::WrongFee)?;
	let fee = node.sum;
	let opening = &leaf.receipt_opening;
	ensure(opens(&header.receipts, node, opening), AuditFault::ReceiptNotInTree)?;
	let from = opening.prefix(header.receipts.count).ok_or(AuditFault::ReceiptNotInTree)?;
	let holds = from <= point && from.checked_add(fee).is_some_and(|to| point < to);
	ensure(holds, AuditFault::WrongReceipt)?;
	let signed = receipt.verify(domain, &leaf.receipt.signature, key);
	ensure(signed, AuditFault::ReceiptNotSigned)?;

	let session = view.session(receipt.session).ok_or(AuditFault::UnknownSession)?;
	verify_offer(header, &session, receipt, fee)?;
	let model = view.model_version(receipt.model_version).ok_or(AuditFault::WrongModel)?;
	verify_model(&model, receipt)?;
	verify_total(header, receipt)?;

	let settled = &leaf.session;
	let node = settled.node().ok_or(AuditFault::SessionNotInTree)?;
	let there =
		settled.session == receipt.session && opens(&header.sessions, node, &leaf.session_opening);
	ensure(there, AuditFault::SessionNotInTree)?;
	verify_session(domain, header, &session, receipt, fee, settled)?;

	let report = &leaf.report;
	let there = opens_report(header, opening.index, report, &leaf.report_opening);
	ensure(there, AuditFault::ReportNotInTree)?;
	verify_report(&model, receipt, report)?;
	report.entries.iter().try_for_each(|entry| verify_entry(view, &model, entry))?;

	let least = view.least_weight();
	verify_credits(header, receipt, opening.index, report, &leaf.credits, least)
}

/// Whether the report stands at `index`.
pub(crate) fn opens_report(
	header: &BatchHeader,
	index: u32,
	report: &Report,
	opening: &Opening<Hash>,
) -> bool {
	opening.index == index && tree::verify(&header.reports, &report.encode(), opening)
}

/// The session is this worker's, offered what the receipt charges for, and at this price.
pub(crate) fn verify_offer(
	header: &BatchHeader,
	session: &SessionSummary<AccountId>,
	receipt: &Receipt,
	fee: u128,
) -> Result<(), AuditFault> {
	ensure(session.worker == header.worker, AuditFault::UnknownSession)?;
	let offer = session
		.offers
		.iter()
		.find(|offer| {
			offer.model_version == receipt.model_version
				&& offer.agent == receipt.agent
				&& offer.app == receipt.app
		})
		.ok_or(AuditFault::NotOffered)?;
	let right = fee_of(offer, receipt.tokens_in, receipt.tokens_out);
	let fair = right == Some(receipt.fee) && fee <= session.max_per_call;
	ensure(fair, AuditFault::WrongFee)
}

/// The published adapter answered.
pub(crate) fn verify_model(
	model: &ModelVersionSummary<AccountId>,
	receipt: &Receipt,
) -> Result<(), AuditFault> {
	ensure(model.adapter_hash == receipt.adapter_hash, AuditFault::WrongModel)
}

/// The header counts what was sold.
pub(crate) fn verify_total(header: &BatchHeader, receipt: &Receipt) -> Result<(), AuditFault> {
	let key = (receipt.model_version, receipt.agent, receipt.app);
	let booked = header.totals.iter().any(|total| total.key() == key);
	ensure(booked, AuditFault::NoTotal)
}

/// A leaf of the receipt's session fits the receipt and has a voucher.
pub(crate) fn verify_session(
	domain: &SigningDomain,
	header: &BatchHeader,
	session: &SessionSummary<AccountId>,
	receipt: &Receipt,
	fee: u128,
	settled: &SessionLeaf,
) -> Result<(), AuditFault> {
	let before = receipt.cumulative.checked_sub(fee).ok_or(AuditFault::WrongSessionLeaf)?;
	let inside = settled.n_from <= receipt.n
		&& receipt.n <= settled.n_to
		&& settled.settled_before <= before
		&& receipt.cumulative <= settled.settled_after;
	let first = receipt.n != settled.n_from || before == settled.settled_before;
	let last = receipt.n != settled.n_to || receipt.cumulative == settled.settled_after;
	let voucher = &settled.voucher.voucher;
	let authorised = voucher.session == receipt.session
		&& voucher.worker == header.worker
		&& voucher.n == settled.n_to
		&& voucher.cumulative <= settled.settled_after
		&& voucher.verify(domain, &settled.voucher.signature, &session.voucher_key);
	ensure(inside && first && last && authorised, AuditFault::WrongSessionLeaf)
}

/// The report is the receipt's, by the model's method, and its shares follow from its scores.
pub(crate) fn verify_report(
	model: &ModelVersionSummary<AccountId>,
	receipt: &Receipt,
	report: &Report,
) -> Result<(), AuditFault> {
	let right = report.receipt == receipt.hash()
		&& report.model_version == receipt.model_version
		&& report.method == model.index.method;
	ensure(right, AuditFault::WrongReport)?;
	ensure(report.shares_hold(model.index.z_milli), AuditFault::WrongShares)
}

/// The entry's contribution is in the model's data, with so many rows.
pub(crate) fn verify_entry(
	view: &impl AuditView,
	model: &ModelVersionSummary<AccountId>,
	entry: &ReportEntry,
) -> Result<(), AuditFault> {
	let rows = view.contribution(entry.contribution).map(|found| found.rows);
	let own = rows == Some(entry.rows)
		&& model.datasets.iter().any(|(set, _)| view.contains(*set, entry.contribution));
	ensure(own, AuditFault::ForeignContribution)
}

/// A contribution whose parts in the whole batch weigh less than `least` has no credit; that one part
/// weighs less is what a single receipt can show of it.
fn verify_credits(
	header: &BatchHeader,
	receipt: &Receipt,
	index: u32,
	report: &Report,
	credits: &[AuditCredit],
	least: CreditWeight,
) -> Result<(), AuditFault> {
	let mut paid = Vec::new();
	for entry in report.entries.iter().filter(|entry| entry.share > 0) {
		let weight = receipt.fee.base.checked_mul(u128::from(entry.share));
		paid.push((entry.contribution, weight.ok_or(AuditFault::WrongSubLeaf)?));
	}
	let needed = paid.iter().filter(|(_, weight)| *weight >= least).count();
	let fitting = (needed..=paid.len()).contains(&credits.len());
	ensure(fitting, AuditFault::WrongCreditCount)?;
	let mut audited = credits.iter().peekable();
	for (contribution, weight) in paid {
		let same = |next: &&AuditCredit| next.credit.contribution == contribution;
		match audited.next_if(same) {
			Some(found) => verify_credit(header, receipt, index, found, weight)?,
			None => ensure(weight < least, AuditFault::WrongCredit)?,
		}
	}
	ensure(audited.next().is_none(), AuditFault::WrongCredit)
}

fn verify_credit(
	header: &BatchHeader,
	receipt: &Receipt,
	index: u32,
	audited: &AuditCredit,
	weight: CreditWeight,
) -> Result<(), AuditFault> {
	let credit = &audited.credit;
	let right =
		credit.model_version == receipt.model_version && credit.weight == credit.sub_root.sum;
	ensure(right, AuditFault::WrongCredit)?;
	let there = opens(&header.credits, credit.node(), &audited.opening);
	ensure(there, AuditFault::CreditNotInTree)?;
	let part = &audited.sub_leaf;
	let exact = part.receipt == index
		&& part.weight == weight
		&& opens(&credit.sub_root, part.node(), &audited.sub_opening);
	ensure(exact, AuditFault::WrongSubLeaf)
}
