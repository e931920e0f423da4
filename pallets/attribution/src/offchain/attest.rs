// SPDX-License-Identifier: Apache-2.0
//! Fetching the drawn leaves of seeded batches, checking and attesting them.

use super::{Budget, TARGET};
use crate::{
	audit::{verify_bundle, AuditView},
	*,
};
use alloc::{format, vec::Vec};
use codec::Encode;
use core::marker::PhantomData;
use frame_support::traits::Get;
use openledger_primitives::{
	AttributionId, BatchId, ContributionId, CreditWeight, DatasetRef, Hash, ModelVersionId,
	SessionId, WorkerId,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{least_weight, AuditBundle};
use openledger_primitives_traits::{
	ContributionSummary, InspectDatasets, InspectModels, InspectSessions, InspectWorkers,
	ModelVersionSummary, SessionSummary,
};
use sp_application_crypto::RuntimeAppPublic;
use sp_io::hashing::blake2_256;

/// The best block's state.
pub(crate) struct ChainView<T>(PhantomData<T>);

impl<T> Default for ChainView<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> AuditView for ChainView<T> {
	fn session(&self, id: SessionId) -> Option<SessionSummary<AccountId>> {
		T::Sessions::session(id)
	}
	fn model_version(&self, id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		T::Models::model_version(id)
	}
	fn contribution(&self, id: ContributionId) -> Option<ContributionSummary<AccountId>> {
		T::Datasets::contribution(id)
	}
	fn contains(&self, dataset: DatasetRef, id: ContributionId) -> bool {
		T::Datasets::contains(dataset, id)
	}
	fn least_weight(&self) -> CreditWeight {
		least_weight(T::MinBatchFee::get())
	}
}

impl<T: Config> Pallet<T> {
	/// Attests a worker's batches in whose committees a local key sits.
	pub(super) fn attest_batches_of(worker: WorkerId, keys: &[AttributionId], budget: &mut Budget) {
		for epoch in OpenBatches::<T>::get(worker) {
			if budget.is_spent() {
				return;
			}
			let Some(batch) = Batches::<T>::get(worker, epoch) else { continue };
			let attestable =
				matches!(batch.status, BatchStatus::Seeded | BatchStatus::Attested { .. });
			if !attestable || Self::now() > batch.attest_until {
				continue;
			}
			let Some(seed) = batch.seed else { continue };
			let seats: Vec<(u32, Seat)> = (0u32..)
				.zip(batch.committee.iter().cloned())
				.filter(|(index, seat)| keys.contains(&seat.key) && !batch.has_voted(*index))
				.collect();
			if !seats.is_empty() && Self::is_due((1u8, batch.header_hash, seed, batch.round)) {
				Self::audit_and_attest(batch.header.id(), &batch, seed, seats, budget);
			}
		}
	}

	fn audit_and_attest(
		id: BatchId,
		batch: &Batch,
		seed: Hash,
		seats: Vec<(u32, Seat)>,
		budget: &mut Budget,
	) {
		let number = batch.audit;
		let path = format!("/v1/batches/{}/audit?seed={seed:?}&leaves={number}", id.epoch);
		let max = openledger_primitives_fetch::MAX_BYTES;
		let fetched = Self::fetch_from::<AuditBundle>(id.worker, path.as_bytes(), max, budget);
		let Some((bundle, body)) = fetched else { return };
		let Some(key) = T::Workers::key_at(id.worker, id.epoch) else { return };
		let view = ChainView::<T>::default();
		let domain = T::SigningDomain::get();
		let header = &batch.header;
		if let Err(fault) = verify_bundle(&view, &domain, &key, header, &seed, number, &bundle) {
			log::warn!(target: TARGET, "batch {id:?} does not hold: {fault:?}");
			return;
		}
		for (authority, seat) in seats {
			let mut audited = seat.account.encode();
			audited.extend_from_slice(&body);
			let attestation = Attestation {
				worker: id.worker,
				epoch: id.epoch,
				header_hash: batch.header_hash,
				seed,
				session_index: batch.session_index,
				authority,
				audited: Hash::from(blake2_256(&audited)),
			};
			let payload = Self::attest_payload(&attestation);
			if let Some(signature) = seat.key.sign(&payload) {
				Self::submit(Call::attest { attestation, signature });
			}
		}
	}
}
