// SPDX-License-Identifier: Apache-2.0
//! Vouchers: the payer's side of a session (PROTOCOL §2).

use crate::domain::{word, SignedObject};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{Balance, Hash, SessionId, WorkerId};
use openledger_primitives_account::Signature;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Voucher n acknowledges receipt n − 1 and authorises call n, of at most the session's
/// `max_per_call`. The first voucher has n = 1, the zero hash and cumulative 0.
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
pub struct Voucher {
	/// The session it draws on.
	pub session: SessionId,
	/// The worker it pays.
	pub worker: WorkerId,
	/// Number of the call it authorises, from 1.
	pub n: u32,
	/// [`crate::Receipt::hash`] of receipt n − 1.
	pub acknowledges: Hash,
	/// Cumulative fee of receipt n − 1, plancks.
	pub cumulative: Balance,
}

impl SignedObject for Voucher {
	const PALLET: u8 = 64;
	const KIND: u8 = 1;
	const EIP712_TYPE: &'static str =
		"Voucher(uint64 session,uint32 worker,uint32 n,bytes32 acknowledges,uint128 cumulative)";

	fn eip712_words(&self) -> Vec<[u8; 32]> {
		vec![
			word(self.session.0),
			word(self.worker.0),
			word(self.n),
			self.acknowledges.0,
			word(self.cumulative),
		]
	}
}

/// A voucher with the signature of the session's voucher key.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SignedVoucher {
	/// The voucher.
	pub voucher: Voucher,
	/// Signature over it.
	pub signature: Signature,
}
