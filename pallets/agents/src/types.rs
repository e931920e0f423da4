// SPDX-License-Identifier: Apache-2.0
//! What the pallet stores.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use openledger_primitives::{Balance, ModelVersionId, Ppm};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Url;
use scale_info::TypeInfo;

/// Longest name of an agent or app, in bytes.
pub const MAX_NAME: u32 = 64;
/// Most model versions that one agent or app uses.
pub const MAX_USES: u32 = 32;

/// Name of an agent or app, UTF-8 without control characters.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;
/// Model versions that an agent or app uses, each once.
pub type Uses = BoundedVec<ModelVersionId, ConstU32<MAX_USES>>;

/// Where in the trail of an answer it stands.
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
pub enum AgentKind {
	/// Turns a question into prompts for a model.
	#[codec(index = 0)]
	Agent,
	/// What the payer sees, in front of model or agent.
	#[codec(index = 1)]
	App,
}

/// An agent or app.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Agent {
	/// Who may change it.
	pub owner: AccountId,
	/// Who is paid the markup.
	pub beneficiary: AccountId,
	/// Agent or app.
	pub kind: AgentKind,
	/// What people call it.
	pub name: Name,
	/// Where its card (a description for people and machines) can be fetched.
	pub card: Url,
	/// Markup on the base fee, parts per million.
	pub markup: Ppm,
	/// Model versions that it uses.
	pub uses: Uses,
	/// Whether it may be sold in new sessions.
	pub live: bool,
	/// What is held from the owner, plancks.
	pub deposit: Balance,
}
