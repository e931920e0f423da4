// SPDX-License-Identifier: Apache-2.0
//! Ethereum's forks by name.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use revm::primitives::hardfork::SpecId;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Rules that the EVM follows. Names are those of Ethereum's test suite; aliases are accepted.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Fork {
	/// Frontier.
	#[codec(index = 0)]
	Frontier,
	/// Homestead.
	#[codec(index = 1)]
	Homestead,
	/// Tangerine Whistle, EIP-150.
	#[codec(index = 2)]
	#[serde(alias = "Tangerine")]
	EIP150,
	/// Spurious Dragon, EIP-158 and EIP-161.
	#[codec(index = 3)]
	#[serde(alias = "SpuriousDragon")]
	EIP158,
	/// Byzantium.
	#[codec(index = 4)]
	Byzantium,
	/// Petersburg: Constantinople without EIP-1283.
	#[codec(index = 5)]
	#[serde(rename = "ConstantinopleFix", alias = "Petersburg")]
	Petersburg,
	/// Istanbul.
	#[codec(index = 6)]
	Istanbul,
	/// Berlin.
	#[codec(index = 7)]
	Berlin,
	/// London.
	#[codec(index = 8)]
	London,
	/// Paris, the merge.
	#[codec(index = 9)]
	#[serde(alias = "Merge")]
	Paris,
	/// Shanghai.
	#[codec(index = 10)]
	Shanghai,
	/// Cancun.
	#[codec(index = 11)]
	Cancun,
	/// Prague.
	#[codec(index = 12)]
	Prague,
	/// Osaka.
	#[default]
	#[codec(index = 13)]
	Osaka,
}

impl From<Fork> for SpecId {
	fn from(fork: Fork) -> Self {
		match fork {
			Fork::Frontier => Self::FRONTIER,
			Fork::Homestead => Self::HOMESTEAD,
			Fork::EIP150 => Self::TANGERINE,
			Fork::EIP158 => Self::SPURIOUS_DRAGON,
			Fork::Byzantium => Self::BYZANTIUM,
			Fork::Petersburg => Self::PETERSBURG,
			Fork::Istanbul => Self::ISTANBUL,
			Fork::Berlin => Self::BERLIN,
			Fork::London => Self::LONDON,
			Fork::Paris => Self::MERGE,
			Fork::Shanghai => Self::SHANGHAI,
			Fork::Cancun => Self::CANCUN,
			Fork::Prague => Self::PRAGUE,
			Fork::Osaka => Self::OSAKA,
		}
	}
}
