// SPDX-License-Identifier: Apache-2.0
//! Stored types.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use openledger_primitives::{Balance, BatchEpoch, MAX_ENDPOINTS};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Url;
use scale_info::TypeInfo;

/// Most keys in a worker's history.
pub const MAX_KEYS: u32 = 8;

/// Base URLs of a worker.
pub type Endpoints = BoundedVec<Url, ConstU32<MAX_ENDPOINTS>>;

/// Keys of a worker, oldest first, without gaps; only the last is open.
pub type Keys = BoundedVec<WorkerKey, ConstU32<MAX_KEYS>>;

/// A key and the epochs whose objects it signs.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct WorkerKey {
	/// The key, as an account.
	pub key: AccountId,
	/// First epoch.
	pub from_epoch: BatchEpoch,
	/// Last epoch; none while the key is in use.
	pub to_epoch: Option<BatchEpoch>,
}

impl WorkerKey {
	/// Whether the key signs objects of `epoch`.
	pub fn covers(&self, epoch: BatchEpoch) -> bool {
		self.from_epoch <= epoch && self.to_epoch.is_none_or(|to| epoch <= to)
	}
}

/// Where a worker stands.
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
pub enum Status {
	/// Takes sessions and jobs.
	#[codec(index = 0)]
	Active,
	/// Takes nothing new; the stake waits.
	#[codec(index = 1)]
	Leaving {
		/// Block in which it began to leave.
		at: u32,
	},
	/// A lie was proven: takes nothing new. It may leave.
	#[codec(index = 2)]
	Jailed,
}

/// A registered worker.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Worker {
	/// The account that registered it, is paid and whose stake is held.
	pub operator: AccountId,
	/// Held stake, plancks.
	pub stake: Balance,
	/// Where it serves.
	pub endpoints: Endpoints,
	/// Where it stands.
	pub status: Status,
	/// Its keys, oldest first.
	pub keys: Keys,
}

impl Worker {
	/// The key that signs objects of `epoch`.
	pub fn key_at(&self, epoch: BatchEpoch) -> Option<AccountId> {
		self.keys.iter().find(|entry| entry.covers(epoch)).map(|entry| entry.key.clone())
	}
}
