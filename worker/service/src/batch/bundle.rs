// SPDX-License-Identifier: Apache-2.0
//! What validators and challengers ask for: audit bundles, leaves with openings, whole bodies.

use crate::{
	batch::Built,
	error::{Error, Result},
};
use codec::Encode;
use openledger_primitives::Hash;
use openledger_primitives_account::Signature;
use openledger_primitives_objects::{
	Announcement, AuditBundle, AuditCredit, AuditLeaf, BatchBody, LeafProof, TreeKind,
};
use openledger_primitives_poa::{draw, tree::SumNode};

const MISSING: Error = Error::Corrupt("a tree of the batch");

fn at<T>(items: &[T], index: u32) -> Result<&T> {
	usize::try_from(index).ok().and_then(|index| items.get(index)).ok_or(MISSING)
}

impl Built {
	/// Everything about receipt `index`.
	pub fn audit_leaf(&self, index: u32) -> Result<AuditLeaf> {
		let entry = at(&self.entries, index)?;
		let session = *at(&self.session_of, index)?;
		let model = entry.receipt.receipt.model_version;
		let credits = entry
			.report
			.entries
			.iter()
			.filter(|part| part.share > 0)
			.filter_map(|part| {
				// Without a credit, its parts were too small to be paid.
				let key = (model, part.contribution);
				self.credits
					.binary_search_by_key(&key, |leaf| (leaf.model_version, leaf.contribution))
					.ok()
			})
			.map(|place| {
				let place = u32::try_from(place).map_err(|_| MISSING)?;
				let subs = at(&self.subs, place)?;
				let sub = subs
					.binary_search_by_key(&index, |leaf| leaf.receipt)
					.ok()
					.and_then(|sub| u32::try_from(sub).ok())
					.ok_or(MISSING)?;
				Ok(AuditCredit {
					credit: at(&self.credits, place)?.clone(),
					opening: self.credit_tree.open(place).ok_or(MISSING)?,
					sub_leaf: at(subs, sub)?.clone(),
					sub_opening: at(&self.sub_trees, place)?.open(sub).ok_or(MISSING)?,
				})
			})
			.collect::<Result<Vec<_>>>()?;
		Ok(AuditLeaf {
			receipt: entry.receipt.clone(),
			receipt_opening: self.receipt_tree.open(index).ok_or(MISSING)?,
			report: entry.report.clone(),
			report_opening: self.report_tree.open(index).ok_or(MISSING)?,
			session: at(&self.sessions, session)?.clone(),
			session_opening: self.session_tree.open(session).ok_or(MISSING)?,
			credits,
		})
	}

	/// The `number` leaves that a seed draws, in draw order.
	pub fn audit(&self, seed: &Hash, number: u32) -> Result<AuditBundle> {
		let leaves = draw::points(seed, self.header.fee_total(), number)
			.into_iter()
			.map(|point| self.audit_leaf(self.receipt_tree.locate(point).ok_or(MISSING)?))
			.collect::<Result<_>>()?;
		Ok(AuditBundle { leaves })
	}

	/// One leaf with its opening; `None` past the end.
	pub fn leaf(&self, tree: TreeKind, index: u32) -> Option<LeafProof> {
		let place = usize::try_from(index).ok()?;
		let sum = |leaf: Vec<u8>, sum: u128, tree: &openledger_primitives_poa::Tree<SumNode>| {
			Some(LeafProof::Sum { leaf, sum, opening: tree.open(index)? })
		};
		match tree {
			TreeKind::Receipts => {
				let receipt = &self.entries.get(place)?.receipt;
				sum(receipt.encode(), receipt.receipt.fee.total()?, &self.receipt_tree)
			},
			TreeKind::Reports => Some(LeafProof::Plain {
				leaf: self.entries.get(place)?.report.encode(),
				opening: self.report_tree.open(index)?,
			}),
			TreeKind::Sessions => {
				let leaf = self.sessions.get(place)?;
				sum(leaf.encode(), leaf.amount()?, &self.session_tree)
			},
			TreeKind::Credits => {
				let leaf = self.credits.get(place)?;
				sum(leaf.encode(), leaf.weight, &self.credit_tree)
			},
		}
	}

	/// Everything.
	pub fn body(&self, signature: Signature) -> BatchBody {
		BatchBody {
			announcement: Announcement { header: self.header.clone(), signature },
			receipts: self.entries.iter().map(|entry| entry.receipt.clone()).collect(),
			reports: self.entries.iter().map(|entry| entry.report.clone()).collect(),
			sessions: self.sessions.clone(),
			credits: self.credits.iter().cloned().zip(self.subs.iter().cloned()).collect(),
		}
	}
}
