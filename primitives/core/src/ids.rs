// SPDX-License-Identifier: Apache-2.0
//! Identifier newtypes, in the order of the value flow.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A 32-byte hash (blake2_256 unless said otherwise).
pub type Hash = sp_core::H256;

macro_rules! id {
	($(#[$doc:meta])* $name:ident($inner:ty)) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, Decode,
			DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
		)]
		#[serde(transparent)]
		pub struct $name(pub $inner);

		impl $name {
			/// The identifier after this one, or `None` when the space is used up.
			pub fn next(self) -> Option<Self> {
				self.0.checked_add(1).map(Self)
			}
		}

		impl core::fmt::Display for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				core::fmt::Display::fmt(&self.0, f)
			}
		}

		impl core::str::FromStr for $name {
			type Err = core::num::ParseIntError;
			fn from_str(s: &str) -> Result<Self, Self::Err> {
				s.parse().map(Self)
			}
		}

		impl From<$inner> for $name {
			fn from(value: $inner) -> Self {
				Self(value)
			}
		}
	};
}

id!(
	/// A Datanet: a community-kept collection of data.
	DatanetId(u32)
);
id!(
	/// A contribution. Dense over the whole chain, so that earnings live in pages.
	ContributionId(u32)
);
id!(
	/// A model: the owner's line of versions.
	ModelId(u32)
);
id!(
	/// A published model version. Dense over the whole chain.
	ModelVersionId(u32)
);
id!(
	/// A training job.
	JobId(u32)
);
id!(
	/// An agent or an app.
	AgentId(u32)
);
id!(
	/// A registered worker.
	WorkerId(u32)
);
id!(
	/// A paid inference session between one payer and one worker.
	SessionId(u64)
);
id!(
	/// A batch epoch: block number divided by `timing.batch_epoch`.
	BatchEpoch(u32)
);

/// One sealed, immutable version of a Datanet.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Default,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct DatasetRef {
	/// The Datanet.
	pub datanet: DatanetId,
	/// Its version, counted from 1.
	pub version: u32,
}

/// What identifies a batch: a worker has at most one per epoch.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Default,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct BatchId {
	/// The worker that signed it.
	pub worker: WorkerId,
	/// The epoch it books.
	pub epoch: BatchEpoch,
}
