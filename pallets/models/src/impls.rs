// SPDX-License-Identifier: Apache-2.0
//! What other pallets may ask.

use crate::pallet::*;
use openledger_primitives::ModelVersionId;
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::{InspectModels, ModelVersionSummary};

impl<T: Config> InspectModels<AccountId> for Pallet<T> {
	fn model_version(id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		let version = ModelVersions::<T>::get(id)?;
		Some(ModelVersionSummary {
			owner: version.owner,
			trainer: version.trainer,
			adapter_hash: version.adapter_hash,
			rate_in: version.rate_in,
			rate_out: version.rate_out,
			datasets: version.datasets.into_inner(),
			royalties: version.royalties.into_inner(),
			index: version.index,
			live: version.live,
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_model_version(
		owner: &AccountId,
		trainer: openledger_primitives::WorkerId,
		datasets: &[openledger_primitives::DatasetRef],
	) -> ModelVersionId {
		crate::benchmarking::insert_version::<T>(owner, trainer, datasets)
	}
}
