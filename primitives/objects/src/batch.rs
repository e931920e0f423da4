// SPDX-License-Identifier: Apache-2.0
//! Batch headers and the leaves of their trees (PROTOCOL §4).

use crate::{
	domain::{body_word, word, SignedObject},
	SignedVoucher,
};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
	AgentId, Balance, BatchEpoch, BatchId, ContributionId, CreditWeight, ModelVersionId, SessionId,
	WorkerId, MAX_BATCH_TOTALS, SHARE_ONE,
};
use openledger_primitives_poa::{tree::SumNode, Root, SumRoot};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{ConstU32, U256};
use sp_runtime::BoundedVec;

/// Fees of one (model version, agent, app) in a batch, plancks.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct BatchTotal {
	/// The model version.
	pub model_version: ModelVersionId,
	/// The agent in between, if any.
	pub agent: Option<AgentId>,
	/// The app in between, if any.
	pub app: Option<AgentId>,
	/// Receipts.
	pub count: u32,
	/// Σ base fees.
	pub base: Balance,
	/// Σ agent's markups.
	pub agent_markup: Balance,
	/// Σ app's markups.
	pub app_markup: Balance,
}

impl BatchTotal {
	/// Sorting key; totals are strictly ascending.
	pub fn key(&self) -> (ModelVersionId, Option<AgentId>, Option<AgentId>) {
		(self.model_version, self.agent, self.app)
	}

	/// Base and markups together; `None` on overflow.
	pub fn fees(&self) -> Option<Balance> {
		self.base.checked_add(self.agent_markup)?.checked_add(self.app_markup)
	}
}

/// Weight of `least` plancks of base fees: credits of less weight are booked as unattributed
/// (docs/adr/0006).
pub fn least_weight(least: Balance) -> CreditWeight {
	least.saturating_mul(CreditWeight::from(SHARE_ONE))
}

/// The books of one worker and epoch; constant in size.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct BatchHeader {
	/// The worker.
	pub worker: WorkerId,
	/// The epoch; at most one batch each.
	pub epoch: BatchEpoch,
	/// Version of the waterfall that will split the fees.
	pub waterfall_version: u32,
	/// Totals by (model version, agent, app), strictly ascending.
	pub totals: BoundedVec<BatchTotal, ConstU32<MAX_BATCH_TOTALS>>,
	/// Weight that no data earned, by model version, strictly ascending, one for each model.
	pub unattributed: BoundedVec<(ModelVersionId, CreditWeight), ConstU32<MAX_BATCH_TOTALS>>,
	/// Over `SignedReceipt`s sorted by (session, n); sums are fees.
	pub receipts: SumRoot,
	/// Over `Report`s, leaf i reports receipt i.
	pub reports: Root,
	/// Over [`SessionLeaf`]s sorted by session; sums are the differences to settle.
	pub sessions: SumRoot,
	/// Over [`CreditLeaf`]s sorted by (model version, contribution); sums are weights.
	pub credits: SumRoot,
}

impl BatchHeader {
	/// The batch's id.
	pub fn id(&self) -> BatchId {
		BatchId { worker: self.worker, epoch: self.epoch }
	}

	/// Σ fees, plancks.
	pub fn fee_total(&self) -> Balance {
		self.receipts.sum
	}

	/// Σ base fees of one model version; `None` on overflow.
	pub fn base_of(&self, model: ModelVersionId) -> Option<Balance> {
		self.totals
			.iter()
			.filter(|total| total.model_version == model)
			.try_fold(0u128, |sum, total| sum.checked_add(total.base))
	}

	/// Model versions in the batch, ascending, each once.
	pub fn models(&self) -> Vec<ModelVersionId> {
		let mut models: Vec<_> = self.totals.iter().map(|total| total.model_version).collect();
		models.dedup();
		models
	}

	/// Whether its credits are on average worth crediting: each stands for at least `least` plancks of
	/// base fees, so fees bound how many leaves the chain credits without a fee.
	pub fn credits_are_worth(&self, least: Balance) -> bool {
		U256::from(self.credits.count)
			.checked_mul(U256::from(least_weight(least)))
			.is_some_and(|least| least <= U256::from(self.credits.sum))
	}

	/// Whether the sums inside the header agree with each other: order, counts, fees against
	/// totals and sessions, and weights against base fees. Says nothing about the trees.
	pub fn is_consistent(&self) -> bool {
		let fold = |get: fn(&BatchTotal) -> Option<Balance>| {
			self.totals.iter().try_fold(0u128, |sum, total| sum.checked_add(get(total)?))
		};
		let ascending =
			self.totals.windows(2).all(|pair| matches!(pair, [a, b] if a.key() < b.key()));
		let counts = self.totals.iter().try_fold(0u32, |sum, total| {
			(total.count > 0).then_some(())?;
			sum.checked_add(total.count)
		});
		let weights =
			self.unattributed.iter().try_fold(U256::from(self.credits.sum), |sum, (_, weight)| {
				sum.checked_add(U256::from(*weight))
			});
		let whole = fold(|total| Some(total.base))
			.and_then(|base| U256::from(base).checked_mul(U256::from(SHARE_ONE)));
		ascending
			&& !self.totals.is_empty()
			&& self.unattributed.iter().map(|(model, _)| *model).eq(self.models())
			&& counts == Some(self.receipts.count)
			&& self.reports.count == self.receipts.count
			&& self.sessions.count > 0
			&& self.sessions.count <= self.receipts.count
			&& fold(BatchTotal::fees) == Some(self.receipts.sum)
			&& self.sessions.sum == self.receipts.sum
			&& weights.is_some()
			&& weights == whole
	}
}

impl SignedObject for BatchHeader {
	const PALLET: u8 = 65;
	const KIND: u8 = 1;
	const EIP712_TYPE: &'static str = "BatchHeader(uint32 worker,uint32 epoch,uint32 count,\
uint128 feeTotal,bytes32 receiptsRoot,bytes32 reportsRoot,bytes32 sessionsRoot,\
bytes32 creditsRoot,bytes32 header)";

	/// `header` is blake2_256 of the whole header's SCALE bytes.
	fn eip712_words(&self) -> Vec<[u8; 32]> {
		vec![
			word(self.worker.0),
			word(self.epoch.0),
			word(self.receipts.count),
			word(self.receipts.sum),
			self.receipts.hash.0,
			self.reports.hash.0,
			self.sessions.hash.0,
			self.credits.hash.0,
			body_word(self),
		]
	}
}

/// What one session pays in a batch.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SessionLeaf {
	/// The session.
	pub session: SessionId,
	/// First receipt of the session in this batch.
	pub n_from: u32,
	/// Last receipt of the session in this batch.
	pub n_to: u32,
	/// Cumulative fee before `n_from`; must be what the chain has settled.
	pub settled_before: Balance,
	/// Cumulative fee of receipt `n_to`.
	pub settled_after: Balance,
	/// The voucher that authorised call `n_to`.
	pub voucher: SignedVoucher,
}

impl SessionLeaf {
	/// What the session pays; `None` when it runs backwards.
	pub fn amount(&self) -> Option<Balance> {
		self.settled_after.checked_sub(self.settled_before)
	}

	/// The leaf's node in `sessions`.
	pub fn node(&self) -> Option<SumNode> {
		Some(SumNode::leaf(&self.encode(), self.amount()?))
	}
}

/// What one contribution weighs in a batch, for one model.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct CreditLeaf {
	/// The model version whose fees these are.
	pub model_version: ModelVersionId,
	/// The contribution.
	pub contribution: ContributionId,
	/// Σ base fee × share.
	pub weight: CreditWeight,
	/// Over [`CreditSubLeaf`]s in receipt order; sums are weights.
	pub sub_root: SumRoot,
}

impl CreditLeaf {
	/// The leaf's node in `credits`.
	pub fn node(&self) -> SumNode {
		SumNode::leaf(&self.encode(), self.weight)
	}
}

/// One receipt's part of a credit.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct CreditSubLeaf {
	/// Index of the receipt in the batch.
	pub receipt: u32,
	/// Base fee × share.
	pub weight: CreditWeight,
}

impl CreditSubLeaf {
	/// The leaf's node in its credit's `sub_root`.
	pub fn node(&self) -> SumNode {
		SumNode::leaf(&self.encode(), self.weight)
	}
}

/// Which tree of a batch a demand is for.
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
	Serialize,
	Deserialize,
)]
pub enum TreeKind {
	/// Signed receipts.
	#[codec(index = 0)]
	Receipts,
	/// Reports.
	#[codec(index = 1)]
	Reports,
	/// Session leaves.
	#[codec(index = 2)]
	Sessions,
	/// Credit leaves.
	#[codec(index = 3)]
	Credits,
}
