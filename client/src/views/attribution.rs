// SPDX-License-Identifier: Apache-2.0
//! Batches and demands.

use crate::{error::Result, snapshot::Snapshot};
use codec::{Decode, Encode};
use frame_support::{
	storage::storage_prefix, ReversibleStorageHasher, StorageHasher, Twox64Concat,
};
use openledger_primitives::{BatchEpoch, WorkerId};
use openledger_primitives_objects::TreeKind;
use openledger_runtime::Runtime;
use pallet_attribution::{Batch, Batches, Demand, LastEpochs, OpenBatches};

/// A demand with what it is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Demanded {
	/// Epoch of the batch.
	pub epoch: BatchEpoch,
	/// The tree.
	pub tree: TreeKind,
	/// The leaf.
	pub leaf: u32,
	/// Who, how much, until when.
	pub demand: Demand,
}

impl Snapshot {
	/// A batch.
	pub async fn batch(&self, worker: WorkerId, epoch: BatchEpoch) -> Result<Option<Batch>> {
		self.double_map::<Batches<Runtime>, _, _, _>(worker, epoch).await
	}

	/// All batches of a worker, by epoch.
	pub async fn batches_of(&self, worker: WorkerId) -> Result<Vec<(BatchEpoch, Batch)>> {
		let mut all = self.entries_under::<Batches<Runtime>, _, _, _>(worker).await?;
		all.sort_by_key(|(epoch, _)| *epoch);
		Ok(all)
	}

	/// Epochs of a worker's batches that are neither final nor failed.
	pub async fn open_batches(&self, worker: WorkerId) -> Result<Vec<BatchEpoch>> {
		Ok(self.map::<OpenBatches<Runtime>, _, _>(worker).await?.into_inner())
	}

	/// Epoch of a worker's newest announced batch.
	pub async fn last_epoch(&self, worker: WorkerId) -> Result<Option<BatchEpoch>> {
		self.map::<LastEpochs<Runtime>, _, _>(worker).await
	}

	/// Demands that wait for an answer of a worker.
	pub async fn demands_on(&self, worker: WorkerId) -> Result<Vec<Demanded>> {
		let mut prefix = storage_prefix(b"Attribution", b"Demands").to_vec();
		prefix.extend(worker.using_encoded(Twox64Concat::hash));
		let mut out = Vec::new();
		for (key, value) in self.pairs(&prefix).await? {
			let rest = key.get(prefix.len()..).unwrap_or_default();
			let (epoch, rest) = part::<BatchEpoch>(rest)?;
			let (tree, rest) = part::<TreeKind>(rest)?;
			let (leaf, _) = part::<u32>(rest)?;
			let demand = Demand::decode(&mut &value[..])
				.map_err(|error| crate::Error::decode("demand", error))?;
			out.push(Demanded { epoch, tree, leaf, demand });
		}
		Ok(out)
	}
}

fn part<T: Decode>(bytes: &[u8]) -> Result<(T, &[u8])> {
	let mut rest = Twox64Concat::reverse(bytes);
	let value =
		T::decode(&mut rest).map_err(|error| crate::Error::decode("demand's key", error))?;
	Ok((value, rest))
}
