// SPDX-License-Identifier: Apache-2.0
//! Manifests of contributions and of training.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
	ContributionId, DatasetRef, Hash, JobId, ModelId, MAX_DATASETS, MAX_URL_LEN, MINHASH_BANDS,
};
use openledger_primitives_poa::{tree::leaf_hash, Root};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// A URL, ASCII.
pub type Url = BoundedVec<u8, ConstU32<MAX_URL_LEN>>;

/// Gradient dot product on the trained LoRA parameters, seeded projection, int8 rows.
pub const METHOD_GRAD_DOT: u8 = 1;

/// How the bytes of a contribution are to be read.
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
pub enum ContributionKind {
	/// JSON Lines, one object with a `text` field a row.
	#[default]
	#[codec(index = 0)]
	JsonLines,
	/// Apache Parquet with a `text` column.
	#[codec(index = 1)]
	Parquet,
}

/// What a contributor reveals.
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
pub struct ContributionManifest {
	/// blake2_256 of the file.
	pub content_hash: Hash,
	/// File format.
	pub kind: ContributionKind,
	/// Size of the file in bytes.
	pub bytes: u32,
	/// Over [`RowLeaf`]s: row i is the UTF-8 text of row i. `rows.count` is the number of rows.
	pub rows: Root,
	/// Where the file can be fetched.
	pub location: Url,
	/// MinHash band keys (LSH over row shingles).
	pub bands: [u64; MINHASH_BANDS],
	/// Root over the full MinHash signature, value i at leaf i.
	pub signature_root: Hash,
}

/// One row of a contribution as a Merkle leaf.
pub struct RowLeaf;

impl RowLeaf {
	/// Hash of row `text`.
	pub fn hash(text: &str) -> Hash {
		leaf_hash(text.as_bytes())
	}

	/// Leaf of a dataset version's tree: position, contribution, content hash, rows and row root.
	pub fn dataset_leaf(
		position: u32,
		contribution: ContributionId,
		content_hash: Hash,
		rows: &Root,
	) -> Vec<u8> {
		(position, contribution, content_hash, rows).encode()
	}
}

/// Hyperparameters of LoRA training; all integers so that the hash is exact.
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
pub struct TrainingConfig {
	/// LoRA rank r.
	pub rank: u16,
	/// LoRA alpha; the update is scaled by alpha / r.
	pub alpha: u16,
	/// Passes over the rows.
	pub epochs: u16,
	/// Rows a step.
	pub batch: u16,
	/// Learning rate in millionths.
	pub learning_rate_micro: u32,
	/// Longest row in tokens.
	pub max_tokens: u16,
	/// A checkpoint every so many steps.
	pub checkpoint_every: u32,
	/// Seed of batch order and initialisation.
	pub seed: u64,
}

/// Losses in millionths of a nat per token on rows held out from training.
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
pub struct Evaluation {
	/// Tokens the losses are over.
	pub tokens: u32,
	/// Loss of the base model.
	pub base_loss_micro: u32,
	/// Loss with the adapter.
	pub adapter_loss_micro: u32,
}

/// What the chain keeps of an attribution index (DESIGN §7).
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
pub struct IndexRoots {
	/// Attribution method, see [`METHOD_GRAD_DOT`].
	pub method: u8,
	/// Dimensions of rows, sums and queries.
	pub dims: u16,
	/// Threshold factor z in thousandths.
	pub z_milli: u32,
	/// Hash of the projection's configuration.
	pub projection: Hash,
	/// Vector-sum tree over index rows, contributions in aligned blocks; its count is the number of
	/// leaves, padding included.
	pub rows: Root,
	/// Plain tree over SCALE(contribution id, rows, i32 sums) in manifest order.
	pub sums: Root,
	/// Plain tree over SCALE(decoy int8 row, scale).
	pub decoys: Root,
}

/// What a worker hands in for a training job.
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
pub struct TrainingManifest {
	/// The job.
	pub job: JobId,
	/// The model it is for.
	pub model: ModelId,
	/// Hash of the base model (files' hashes in name order).
	pub base_hash: Hash,
	/// Dataset versions with their roots, as sealed.
	pub datasets: BoundedVec<(DatasetRef, Root), ConstU32<MAX_DATASETS>>,
	/// Hyperparameters, as ordered.
	pub config: TrainingConfig,
	/// Hash of the code that trained.
	pub code_hash: Hash,
	/// Rows trained on (decoys excluded).
	pub rows_trained: u32,
	/// blake2_256(H(`adapter_config.json`) ‖ H(`adapter_model.safetensors`)).
	pub adapter_hash: Hash,
	/// Over hashes of weights and optimiser state every `checkpoint_every` steps.
	pub checkpoints: Root,
	/// Losses.
	pub evaluation: Evaluation,
	/// The attribution index.
	pub index: IndexRoots,
	/// Where adapter and index can be fetched.
	pub location: Url,
}
