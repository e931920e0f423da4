// SPDX-License-Identifier: Apache-2.0
//! Receipts: the worker's side of a session, and the fee formula.

use crate::domain::{optional_word, word, SignedObject};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
	AgentId, Balance, Hash, ModelVersionId, Ppm, SessionId, PPM, TOKENS_PER_RATE,
};
use openledger_primitives_account::Signature;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::U256;
use sp_io::hashing::blake2_256;

/// What a session may buy, with prices and markups as they were when it was opened.
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
pub struct Offer {
	/// The model version.
	pub model_version: ModelVersionId,
	/// The agent in between, if any.
	pub agent: Option<AgentId>,
	/// The app in between, if any.
	pub app: Option<AgentId>,
	/// Plancks per 1,000 prompt tokens.
	pub rate_in: Balance,
	/// Plancks per 1,000 answer tokens.
	pub rate_out: Balance,
	/// Markup of the agent on the base fee.
	pub agent_markup: Ppm,
	/// Markup of the app on the base fee.
	pub app_markup: Ppm,
}

/// The parts of one fee, plancks.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Fee {
	/// `ceil((in·rate_in + out·rate_out) / 1000)`.
	pub base: Balance,
	/// Floor of the agent's part per million of the base.
	pub agent: Balance,
	/// Floor of the app's part per million of the base.
	pub app: Balance,
}

impl Fee {
	/// What the payer pays; `None` on overflow.
	pub fn total(&self) -> Option<Balance> {
		self.base.checked_add(self.agent)?.checked_add(self.app)
	}
}

/// The fee of one answer (DESIGN §4); `None` on overflow.
pub fn fee_of(offer: &Offer, tokens_in: u32, tokens_out: u32) -> Option<Fee> {
	let input = U256::from(tokens_in).checked_mul(U256::from(offer.rate_in))?;
	let output = U256::from(tokens_out).checked_mul(U256::from(offer.rate_out))?;
	let per = U256::from(TOKENS_PER_RATE);
	let raised = input.checked_add(output)?.checked_add(per.checked_sub(U256::one())?)?;
	let base = Balance::try_from(raised.checked_div(per)?).ok()?;
	let markup = |ppm: Ppm| {
		let scaled = U256::from(base).checked_mul(U256::from(ppm))?;
		Balance::try_from(scaled.checked_div(U256::from(PPM))?).ok()
	};
	Some(Fee { base, agent: markup(offer.agent_markup)?, app: markup(offer.app_markup)? })
}

/// How the answer was sampled.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Sampling {
	/// Temperature in thousandths; 0 is greedy.
	pub temperature_milli: u32,
	/// Nucleus mass in thousandths.
	pub top_p_milli: u32,
	/// Most answer tokens.
	pub max_tokens: u32,
	/// Seed of the sampler.
	pub seed: u64,
}

/// One answer, signed by the worker after it is on disk.
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
pub struct Receipt {
	/// The session that pays.
	pub session: SessionId,
	/// Number of the call within the session, from 1 without gaps.
	pub n: u32,
	/// The model version that answered.
	pub model_version: ModelVersionId,
	/// Hash of the adapter that answered.
	pub adapter_hash: Hash,
	/// The agent in between, if any.
	pub agent: Option<AgentId>,
	/// The app in between, if any.
	pub app: Option<AgentId>,
	/// blake2_256(salt ‖ prompt), the salt known to payer and worker.
	pub prompt_hash: Hash,
	/// blake2_256 of SCALE(prompt token ids ‖ answer token ids).
	pub tokens_hash: Hash,
	/// blake2_256 of the answer text.
	pub output_hash: Hash,
	/// Prompt tokens.
	pub tokens_in: u32,
	/// Answer tokens.
	pub tokens_out: u32,
	/// Sampling parameters.
	pub sampling: Sampling,
	/// Parts of the fee, plancks.
	pub fee: Fee,
	/// Sum of all fees of the session up to this answer, plancks.
	pub cumulative: Balance,
	/// Worker's clock, milliseconds since 1970.
	pub time: u64,
}

impl Receipt {
	/// What a voucher acknowledges and a report refers to.
	pub fn hash(&self) -> Hash {
		Hash::from(blake2_256(&self.encode()))
	}
}

impl SignedObject for Receipt {
	const PALLET: u8 = 64;
	const KIND: u8 = 2;
	const EIP712_TYPE: &'static str = "Receipt(uint64 session,uint32 n,uint32 modelVersion,\
bytes32 adapterHash,uint256 agent,uint256 app,bytes32 promptHash,bytes32 tokensHash,\
bytes32 outputHash,uint32 tokensIn,uint32 tokensOut,uint32 temperatureMilli,uint32 topPMilli,\
uint32 maxTokens,uint64 seed,uint128 baseFee,uint128 agentFee,uint128 appFee,uint128 cumulative,\
uint64 time)";

	fn eip712_words(&self) -> Vec<[u8; 32]> {
		vec![
			word(self.session.0),
			word(self.n),
			word(self.model_version.0),
			self.adapter_hash.0,
			optional_word(self.agent.map(|id| id.0)),
			optional_word(self.app.map(|id| id.0)),
			self.prompt_hash.0,
			self.tokens_hash.0,
			self.output_hash.0,
			word(self.tokens_in),
			word(self.tokens_out),
			word(self.sampling.temperature_milli),
			word(self.sampling.top_p_milli),
			word(self.sampling.max_tokens),
			word(self.sampling.seed),
			word(self.fee.base),
			word(self.fee.agent),
			word(self.fee.app),
			word(self.cumulative),
			word(self.time),
		]
	}
}

/// A receipt with the worker's signature.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SignedReceipt {
	/// The receipt.
	pub receipt: Receipt,
	/// Signature of the worker's key of the receipt's epoch.
	pub signature: Signature,
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_primitives::MILLI;

	fn offer() -> Offer {
		Offer {
			model_version: ModelVersionId(1),
			agent: Some(AgentId(0)),
			app: None,
			rate_in: 1_001,
			rate_out: 3 * MILLI,
			agent_markup: 150_000,
			app_markup: 0,
		}
	}

	#[test]
	fn fees_round_up_and_markups_down() {
		let fee = fee_of(&offer(), 1, 0).unwrap();
		assert_eq!(fee, Fee { base: 2, agent: 0, app: 0 });
		let fee = fee_of(&offer(), 0, 1_000).unwrap();
		assert_eq!(fee.base, 3 * MILLI);
		assert_eq!(fee.agent, 3 * MILLI * 15 / 100);
		assert_eq!(fee.total(), Some(fee.base + fee.agent));
	}

	#[test]
	fn an_absurd_rate_overflows_to_none() {
		let offer = Offer { rate_out: Balance::MAX, ..offer() };
		assert_eq!(fee_of(&offer, 0, u32::MAX), None);
	}
}
