// SPDX-License-Identifier: Apache-2.0
//! Fraud proofs over a batch (PROTOCOL §7): leaves of its trees that contradict each other, the
//! rules or the chain. Each part carries its opening, so a proof needs nothing but the header.

use crate::{CreditLeaf, CreditSubLeaf, Report, SessionLeaf, SignedReceipt};
use codec::{Decode, DecodeWithMemTracking, Encode};
use openledger_primitives::{ContributionId, Hash};
use openledger_primitives_poa::{tree::SumNode, Opening};
use scale_info::TypeInfo;

/// A receipt and its place in `receipts`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OpenedReceipt {
	/// The receipt.
	pub receipt: SignedReceipt,
	/// Its place.
	pub opening: Opening<SumNode>,
}

/// An answer: a receipt and the report at the same index.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OpenedAnswer {
	/// The receipt.
	pub receipt: OpenedReceipt,
	/// What stands in `reports` at the receipt's index.
	pub report: Report,
	/// The report's place.
	pub report_opening: Opening<Hash>,
}

/// A session leaf and its place in `sessions`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OpenedSession {
	/// The session leaf.
	pub session: SessionLeaf,
	/// Its place.
	pub opening: Opening<SumNode>,
}

/// A credit and its place in `credits`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OpenedCredit {
	/// The credit.
	pub credit: CreditLeaf,
	/// Its place.
	pub opening: Opening<SumNode>,
}

/// One receipt's part of a credit and its place in the credit's `sub_root`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OpenedPart {
	/// The part.
	pub part: CreditSubLeaf,
	/// Its place.
	pub opening: Opening<SumNode>,
}

/// Something in a batch that cannot be true.
///
/// What is missing from a sorted tree is shown by its neighbours: the leaf `before` the place where it
/// would stand and the leaf `after` it; one of them is absent at an edge, both in an empty tree.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum FraudProof {
	/// A receipt that the worker did not sign, or whose fee, model or session is not as it says.
	#[codec(index = 0)]
	Receipt(OpenedReceipt),
	/// A report that is of another receipt or method, or whose shares do not follow from its scores and
	/// decoys (F2).
	#[codec(index = 1)]
	Report(OpenedAnswer),
	/// A report's entry for a contribution that the model was not trained on, or with other rows.
	#[codec(index = 2)]
	Foreign {
		/// The receipt and its report.
		answer: OpenedAnswer,
		/// Whose entry it is.
		contribution: ContributionId,
	},
	/// A receipt and its session's leaf do not fit together, or the leaf has no voucher for it.
	#[codec(index = 3)]
	Session {
		/// The receipt.
		receipt: OpenedReceipt,
		/// A leaf of the receipt's session.
		session: OpenedSession,
	},
	/// Two receipts side by side that are not in order of session and call, without gaps.
	#[codec(index = 4)]
	ReceiptOrder {
		/// The one before.
		first: OpenedReceipt,
		/// The next one.
		second: OpenedReceipt,
	},
	/// A credit whose weight is not the sum of its parts, or has no parts (F4).
	#[codec(index = 5)]
	CreditSum(OpenedCredit),
	/// A part of a credit that is not base fee × share of its receipt's report (F4, F7).
	#[codec(index = 6)]
	Part {
		/// The credit.
		credit: OpenedCredit,
		/// One of its parts.
		part: OpenedPart,
		/// The receipt that the part names, and its report; absent when the batch has no such receipt.
		answer: Option<OpenedAnswer>,
	},
	/// A report's entry whose contribution has no credit (F7).
	#[codec(index = 7)]
	MissingCredit {
		/// The receipt and its report.
		answer: OpenedAnswer,
		/// Whose entry it is.
		contribution: ContributionId,
		/// The credit before its place.
		before: Option<OpenedCredit>,
		/// The credit after its place.
		after: Option<OpenedCredit>,
	},
	/// A report's entry whose contribution has a credit without the receipt's part (F7).
	#[codec(index = 8)]
	MissingPart {
		/// The receipt and its report.
		answer: OpenedAnswer,
		/// The entry's credit.
		credit: OpenedCredit,
		/// The part before its place.
		before: Option<OpenedPart>,
		/// The part after its place.
		after: Option<OpenedPart>,
	},
	/// Two credits side by side that are not in order of model version and contribution (F7): one
	/// could be paid twice.
	#[codec(index = 9)]
	CreditOrder {
		/// The one before.
		first: OpenedCredit,
		/// The next one.
		second: OpenedCredit,
	},
	/// Two parts of a credit side by side that are not in order of receipts (F7): one could count
	/// twice.
	#[codec(index = 10)]
	PartOrder {
		/// The credit.
		credit: OpenedCredit,
		/// The one before.
		first: OpenedPart,
		/// The next one.
		second: OpenedPart,
	},
}

impl FraudProof {
	/// The answer that it carries.
	pub fn answer(&self) -> Option<&OpenedAnswer> {
		match self {
			Self::Report(answer)
			| Self::Foreign { answer, .. }
			| Self::MissingCredit { answer, .. }
			| Self::MissingPart { answer, .. } => Some(answer),
			Self::Part { answer, .. } => answer.as_ref(),
			_ => None,
		}
	}

	/// Entries of the report that it carries; its size and the work to check it follow from them.
	pub fn entries(&self) -> u32 {
		let entries = self.answer().map_or(0, |answer| answer.report.entries.len());
		u32::try_from(entries).unwrap_or(u32::MAX)
	}
}
