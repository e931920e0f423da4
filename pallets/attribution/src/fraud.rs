// SPDX-License-Identifier: Apache-2.0
//! What a challenger can prove. Pure: the chain is an [`AuditView`].
//!
//! A lie is proven by leaves that open in the announced header and contradict each other, the rules
//! or the chain. An opening that does not open proves nothing, nor does what the chain no longer
//! knows: everything read here is fixed once it exists (offers of a session, adapter and index of a
//! model version, rows of a sealed contribution, a worker's key of a past epoch), so that what was
//! true when it was attested cannot become a lie later. Nothing absent is ever held against a worker.
//!
//! | proof | fault | decided by |
//! |---|---|---|
//! | `Receipt` | `ReceiptNotSigned` | the worker's key of the batch's epoch |
//! | | `UnknownSession` (another worker's), `NotOffered`, `WrongFee` | the session's snapshot |
//! | | `WrongModel` (adapter) | the model version |
//! | | `NoTotal` | the header |
//! | `Report` | `WrongReport`, `WrongShares` (F2) | the receipt, the model's index |
//! | `Foreign` | `ForeignContribution` | sealed contributions |
//! | `Session` | `WrongSessionLeaf` | the receipt, the session's voucher key |
//! | `ReceiptOrder` | `WrongOrder` | two neighbours |
//! | `CreditSum` | `WrongCredit` (F4) | the credit alone |
//! | `Part` | `WrongSubLeaf` (F4, F7) | the receipt and its report, or their absence |
//! | `MissingCredit`, `MissingPart` | the same (F7) | the neighbours of the gap |
//! | `CreditOrder`, `PartOrder` | `WrongOrder` (F7) | two neighbours |
//!
//! Not provable here: a session that never was (it cannot pay, the stake does), missing session
//! leaves (the same), leaves that nobody shows (that is what demands are for; parts of a credit
//! cannot be demanded), sums over the whole batch, and what needs rows of the index: scores (F1),
//! omitted contributions (F3), decoys (F5).
//!
//! **What attesters answer for.** A drawn point fixes one index, and an index fixes one receipt and
//! one report: whoever attested has seen these very bytes. Session leaves and credits were found by
//! what they say; a worker may hide a false twin of what it showed. So only `Receipt`, `Report` and
//! `Foreign` count against attesters ([`Proven::seen`]).

use crate::audit::{self, receipt_node, AuditFault, AuditView};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{ContributionId, CreditWeight};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	BatchHeader, CreditLeaf, FraudProof, OpenedAnswer, OpenedCredit, OpenedPart, OpenedReceipt,
	ReportEntry, SignedObject, SignedReceipt, SigningDomain,
};
use scale_info::TypeInfo;

/// Why a proof proves nothing.
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
pub enum Unproven {
	/// A leaf is not where its opening says.
	#[codec(index = 0)]
	NotInTree,
	/// The leaves have nothing to do with each other: another session, receipt or contribution, no
	/// neighbours.
	#[codec(index = 1)]
	Unrelated,
	/// The chain does not know (any more) what would decide it.
	#[codec(index = 2)]
	Undecidable,
	/// What it shows is true.
	#[codec(index = 3)]
	Holds,
}

/// A proven lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proven {
	/// What is wrong.
	pub fault: AuditFault,
	/// Where the false leaf lies in `0 .. fee total`, first point and the first one after it, when
	/// everybody whose point fell there has seen it.
	pub seen: Option<(u128, u128)>,
}

type Verdict = Result<Proven, Unproven>;

/// Decides a proof. `key` is the worker's key of the header's epoch.
pub fn prove(
	view: &impl AuditView,
	domain: &SigningDomain,
	key: &AccountId,
	header: &BatchHeader,
	proof: &FraudProof,
) -> Verdict {
	let unseen = |fault| Ok(Proven { fault, seen: None });
	match proof {
		FraudProof::Receipt(receipt) => {
			let (fee, seen) = open_receipt(header, receipt)?;
			let fault = receipt_fault(view, domain, key, header, &receipt.receipt, fee)?;
			Ok(Proven { fault, seen })
		},
		FraudProof::Report(answer) => {
			let (_, seen) = open_answer(header, answer)?;
			let receipt = &answer.receipt.receipt.receipt;
			let model = view.model_version(receipt.model_version).ok_or(Unproven::Undecidable)?;
			let fault = faulty(audit::verify_report(&model, receipt, &answer.report))?;
			Ok(Proven { fault, seen })
		},
		FraudProof::Foreign { answer, contribution } => {
			let (_, seen) = open_answer(header, answer)?;
			let entry = entry_of(answer, *contribution).ok_or(Unproven::Unrelated)?;
			let version = answer.receipt.receipt.receipt.model_version;
			let model = view.model_version(version).ok_or(Unproven::Undecidable)?;
			let fault = faulty(audit::verify_entry(view, &model, entry))?;
			Ok(Proven { fault, seen })
		},
		FraudProof::Session { receipt, session } => {
			let (fee, _) = open_receipt(header, receipt)?;
			let settled = &session.session;
			let node = settled.node().ok_or(Unproven::NotInTree)?;
			ensure(audit::opens(&header.sessions, node, &session.opening), Unproven::NotInTree)?;
			let receipt = &receipt.receipt.receipt;
			ensure(settled.session == receipt.session, Unproven::Unrelated)?;
			let known = view.session(receipt.session).ok_or(Unproven::Undecidable)?;
			unseen(faulty(audit::verify_session(domain, header, &known, receipt, fee, settled))?)
		},
		FraudProof::ReceiptOrder { first, second } => {
			open_receipt(header, first)?;
			let (fee, _) = open_receipt(header, second)?;
			neighbours(first.opening.index, second.opening.index)?;
			let (a, b) = (&first.receipt.receipt, &second.receipt.receipt);
			let ordered = match a.session == b.session {
				true => {
					a.n.checked_add(1) == Some(b.n)
						&& a.cumulative.checked_add(fee) == Some(b.cumulative)
				},
				false => a.session < b.session,
			};
			ensure(!ordered, Unproven::Holds)?;
			unseen(AuditFault::WrongOrder)
		},
		FraudProof::CreditSum(opened) => {
			open_credit(header, opened)?;
			let credit = &opened.credit;
			let sums = credit.weight == credit.sub_root.sum && credit.sub_root.count > 0;
			ensure(!sums, Unproven::Holds)?;
			unseen(AuditFault::WrongCredit)
		},
		FraudProof::Part { credit, part, answer } => {
			open_credit(header, credit)?;
			open_part(&credit.credit, part)?;
			let Some(answer) = answer else {
				let beyond = part.part.receipt >= header.receipts.count;
				ensure(beyond, Unproven::Unrelated)?;
				return unseen(AuditFault::WrongSubLeaf);
			};
			open_answer(header, answer)?;
			ensure(answer.receipt.opening.index == part.part.receipt, Unproven::Unrelated)?;
			let model = credit.credit.model_version;
			let right = match answer.receipt.receipt.receipt.model_version == model {
				true => weight_of(answer, entry_of(answer, credit.credit.contribution)),
				false => Some(0),
			};
			ensure(right != Some(part.part.weight), Unproven::Holds)?;
			unseen(AuditFault::WrongSubLeaf)
		},
		FraudProof::MissingCredit { answer, contribution, before, after } => {
			open_answer(header, answer)?;
			let entry = entry_of(answer, *contribution).ok_or(Unproven::Unrelated)?;
			let weight = weight_of(answer, Some(entry)).ok_or(Unproven::Undecidable)?;
			// Less than that may have been booked as unattributed (docs/adr/0006).
			ensure(weight >= view.least_weight().max(1), Unproven::Undecidable)?;
			let sides = [before, after].map(Option::as_ref);
			sides.into_iter().flatten().try_for_each(|side| open_credit(header, side))?;
			let key = (answer.receipt.receipt.receipt.model_version, *contribution);
			let [before, after] =
				sides.map(|side| side.map(|side| (side.opening.index, credit_key(&side.credit))));
			ensure(is_gap(header.credits.count, key, before, after), Unproven::Holds)?;
			unseen(AuditFault::MissingCredit)
		},
		FraudProof::MissingPart { answer, credit, before, after } => {
			let index = answer.receipt.opening.index;
			open_answer(header, answer)?;
			open_credit(header, credit)?;
			let credit = &credit.credit;
			let same = answer.receipt.receipt.receipt.model_version == credit.model_version;
			let entry = entry_of(answer, credit.contribution).filter(|_| same);
			let entry = entry.ok_or(Unproven::Unrelated)?;
			let weight = weight_of(answer, Some(entry)).ok_or(Unproven::Undecidable)?;
			ensure(weight > 0, Unproven::Holds)?;
			let sides = [before, after].map(Option::as_ref);
			sides.into_iter().flatten().try_for_each(|side| open_part(credit, side))?;
			let [before, after] =
				sides.map(|side| side.map(|side| (side.opening.index, side.part.receipt)));
			ensure(is_gap(credit.sub_root.count, index, before, after), Unproven::Holds)?;
			unseen(AuditFault::MissingPart)
		},
		FraudProof::CreditOrder { first, second } => {
			open_credit(header, first)?;
			open_credit(header, second)?;
			neighbours(first.opening.index, second.opening.index)?;
			let ordered = credit_key(&first.credit) < credit_key(&second.credit);
			ensure(!ordered, Unproven::Holds)?;
			unseen(AuditFault::WrongOrder)
		},
		FraudProof::PartOrder { credit, first, second } => {
			open_credit(header, credit)?;
			open_part(&credit.credit, first)?;
			open_part(&credit.credit, second)?;
			neighbours(first.opening.index, second.opening.index)?;
			ensure(first.part.receipt >= second.part.receipt, Unproven::Holds)?;
			unseen(AuditFault::WrongOrder)
		},
	}
}

fn ensure(holds: bool, otherwise: Unproven) -> Result<(), Unproven> {
	match holds {
		true => Ok(()),
		false => Err(otherwise),
	}
}

/// The fault that a check found.
fn faulty(checked: Result<(), AuditFault>) -> Result<AuditFault, Unproven> {
	checked.err().ok_or(Unproven::Holds)
}

/// The receipt's fee and the points that draw it.
fn open_receipt(
	header: &BatchHeader,
	opened: &OpenedReceipt,
) -> Result<(u128, Option<(u128, u128)>), Unproven> {
	let node = receipt_node(&opened.receipt).ok_or(Unproven::NotInTree)?;
	let fee = node.sum;
	ensure(audit::opens(&header.receipts, node, &opened.opening), Unproven::NotInTree)?;
	let from = opened.opening.prefix(header.receipts.count).ok_or(Unproven::NotInTree)?;
	Ok((fee, from.checked_add(fee).map(|to| (from, to))))
}

fn open_answer(
	header: &BatchHeader,
	answer: &OpenedAnswer,
) -> Result<(u128, Option<(u128, u128)>), Unproven> {
	let opened = open_receipt(header, &answer.receipt)?;
	let index = answer.receipt.opening.index;
	let there = audit::opens_report(header, index, &answer.report, &answer.report_opening);
	ensure(there, Unproven::NotInTree)?;
	Ok(opened)
}

fn open_credit(header: &BatchHeader, opened: &OpenedCredit) -> Result<(), Unproven> {
	let there = audit::opens(&header.credits, opened.credit.node(), &opened.opening);
	ensure(there, Unproven::NotInTree)
}

fn open_part(credit: &CreditLeaf, opened: &OpenedPart) -> Result<(), Unproven> {
	let there = audit::opens(&credit.sub_root, opened.part.node(), &opened.opening);
	ensure(there, Unproven::NotInTree)
}

/// The first thing wrong with a receipt, as far as the chain knows what it is about.
fn receipt_fault(
	view: &impl AuditView,
	domain: &SigningDomain,
	key: &AccountId,
	header: &BatchHeader,
	signed: &SignedReceipt,
	fee: u128,
) -> Result<AuditFault, Unproven> {
	let receipt = &signed.receipt;
	if !receipt.verify(domain, &signed.signature, key) {
		return Ok(AuditFault::ReceiptNotSigned);
	}
	let session = view.session(receipt.session);
	let offer = session.as_ref().map(|known| audit::verify_offer(header, known, receipt, fee));
	let model = view.model_version(receipt.model_version);
	let model = model.as_ref().map(|known| audit::verify_model(known, receipt));
	let total = audit::verify_total(header, receipt);
	let known = offer.is_some() && model.is_some();
	let checked = offer.unwrap_or(Ok(())).and(model.unwrap_or(Ok(()))).and(total);
	match checked {
		Err(fault) => Ok(fault),
		Ok(()) if known => Err(Unproven::Holds),
		Ok(()) => Err(Unproven::Undecidable),
	}
}

fn entry_of(answer: &OpenedAnswer, contribution: ContributionId) -> Option<&ReportEntry> {
	answer.report.entries.iter().find(|entry| entry.contribution == contribution)
}

/// What the answer's report gives to an entry, nothing to none; `None` on overflow.
fn weight_of(answer: &OpenedAnswer, entry: Option<&ReportEntry>) -> Option<CreditWeight> {
	let share = entry.map_or(0, |entry| entry.share);
	answer.receipt.receipt.receipt.fee.base.checked_mul(u128::from(share))
}

fn credit_key(credit: &CreditLeaf) -> (openledger_primitives::ModelVersionId, ContributionId) {
	(credit.model_version, credit.contribution)
}

fn neighbours(first: u32, second: u32) -> Result<(), Unproven> {
	ensure(first.checked_add(1) == Some(second), Unproven::Unrelated)
}

/// Whether neither leaf nor room for `key` is between these two of `count` sorted leaves.
fn is_gap<K: Ord>(count: u32, key: K, before: Option<(u32, K)>, after: Option<(u32, K)>) -> bool {
	match (before, after) {
		(None, None) => count == 0,
		(Some((at, below)), None) => at.checked_add(1) == Some(count) && below < key,
		(None, Some((at, above))) => at == 0 && key < above,
		(Some((at, below)), Some((next, above))) => {
			at.checked_add(1) == Some(next) && below < key && key < above
		},
	}
}
