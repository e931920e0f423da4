// SPDX-License-Identifier: Apache-2.0
//! What a worker serves to validators and challengers, SCALE over HTTP.

use crate::{BatchHeader, CreditLeaf, CreditSubLeaf, Report, SessionLeaf, SignedReceipt};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use openledger_primitives::Hash;
use openledger_primitives_account::Signature;
use openledger_primitives_poa::{tree::SumNode, Opening};
use scale_info::TypeInfo;

/// Body of `GET /v1/batches/next?after=EPOCH`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Announcement {
	/// The header.
	pub header: BatchHeader,
	/// The worker's signature.
	pub signature: Signature,
}

/// One credit that a drawn receipt pays into.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AuditCredit {
	/// The credit.
	pub credit: CreditLeaf,
	/// Its place in `credits`.
	pub opening: Opening<SumNode>,
	/// The receipt's part.
	pub sub_leaf: CreditSubLeaf,
	/// Its place in the credit's `sub_root`.
	pub sub_opening: Opening<SumNode>,
}

/// Everything about one drawn receipt.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AuditLeaf {
	/// The receipt.
	pub receipt: SignedReceipt,
	/// Its place in `receipts`.
	pub receipt_opening: Opening<SumNode>,
	/// Its report.
	pub report: Report,
	/// The report's place in `reports`.
	pub report_opening: Opening<Hash>,
	/// The session's leaf.
	pub session: SessionLeaf,
	/// Its place in `sessions`.
	pub session_opening: Opening<SumNode>,
	/// One for each entry of the report with a share, in the same order.
	pub credits: Vec<AuditCredit>,
}

/// Body of `GET /v1/batches/{epoch}/audit?seed=HEX&leaves=N`: the leaves that the seed draws, in draw order.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AuditBundle {
	/// One for each drawn point.
	pub leaves: Vec<AuditLeaf>,
}

/// A leaf with its opening: body of `GET /v1/batches/{epoch}/{tree}/{index}`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum LeafProof {
	/// A leaf of the receipts, sessions or credits tree.
	#[codec(index = 0)]
	Sum {
		/// SCALE bytes of the leaf.
		leaf: Vec<u8>,
		/// Its sum.
		sum: u128,
		/// Its place.
		opening: Opening<SumNode>,
	},
	/// A leaf of the reports tree.
	#[codec(index = 1)]
	Plain {
		/// SCALE bytes of the leaf.
		leaf: Vec<u8>,
		/// Its place.
		opening: Opening<Hash>,
	},
}

/// A whole batch: body of `GET /v1/batches/{epoch}/body`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct BatchBody {
	/// Header and signature.
	pub announcement: Announcement,
	/// Receipts in order.
	pub receipts: Vec<SignedReceipt>,
	/// Reports in order.
	pub reports: Vec<Report>,
	/// Session leaves in order.
	pub sessions: Vec<SessionLeaf>,
	/// Credit leaves in order, each with its sub-leaves.
	pub credits: Vec<(CreditLeaf, Vec<CreditSubLeaf>)>,
}
