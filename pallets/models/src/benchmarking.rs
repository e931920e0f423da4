// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of every call, at the largest inputs that a call may carry.

use crate::*;
use alloc::{boxed::Box, vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use frame_system::RawOrigin;
use openledger_primitives::{
	Balance, DatasetRef, Hash, JobId, ModelId, ModelVersionId, WorkerId, MAX_DATASETS, MAX_PARENTS,
	MAX_URL_LEN, OPEN,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	Evaluation, IndexRoots, TrainingConfig, TrainingManifest, Url, METHOD_GRAD_DOT,
};
use openledger_primitives_poa::Root;
use openledger_primitives_traits::{InspectDatasets, InspectWorkers};
use sp_runtime::traits::Saturating;

/// A public HTTPS URL of the greatest length.
fn location() -> Url {
	let mut bytes = b"https://files.example.org/".to_vec();
	bytes.resize(MAX_URL_LEN as usize, b'a');
	Url::truncate_from(bytes)
}

fn name() -> Name {
	Name::truncate_from(vec![b'n'; MAX_NAME as usize])
}

fn base_hash() -> Hash {
	Hash::repeat_byte(0xBA)
}

/// Hyperparameters that a small model is trained with.
fn config() -> TrainingConfig {
	TrainingConfig {
		rank: 8,
		alpha: 16,
		epochs: 3,
		batch: 8,
		learning_rate_micro: 1_000,
		max_tokens: 256,
		checkpoint_every: 50,
		seed: 1,
	}
}

fn index() -> IndexRoots {
	let root = |byte, count| Root { hash: Hash::repeat_byte(byte), count };
	IndexRoots {
		method: METHOD_GRAD_DOT,
		dims: 512,
		z_milli: 2_000,
		projection: Hash::repeat_byte(5),
		rows: root(6, 1),
		sums: root(7, 1),
		decoys: root(8, 1),
	}
}

/// The manifest that fits an order.
fn manifest_for<T: Config>(id: JobId, job: &Job) -> Box<TrainingManifest> {
	let datasets = job
		.datasets
		.iter()
		.filter_map(|dataset| Some((*dataset, T::Datasets::dataset(*dataset)?.root)))
		.collect::<Vec<_>>();
	Box::new(TrainingManifest {
		job: id,
		model: job.model,
		base_hash: base_hash(),
		datasets: datasets.try_into().unwrap_or_default(),
		config: job.config.clone(),
		code_hash: Hash::repeat_byte(1),
		rows_trained: 1,
		adapter_hash: Hash::repeat_byte(2),
		checkpoints: Root { hash: Hash::repeat_byte(3), count: 1 },
		evaluation: Evaluation::default(),
		index: index(),
		location: location(),
	})
}

fn insert_base<T: Config>(registrar: &AccountId) {
	let base =
		Base { registrar: registrar.clone(), name: name(), location: location(), deposit: 0 };
	Bases::<T>::insert(base_hash(), base);
}

fn insert_model<T: Config>(owner: &AccountId, royalties: Royalties) -> ModelId {
	insert_base::<T>(owner);
	let id = NextModelId::<T>::get();
	NextModelId::<T>::put(ModelId(id.0.saturating_add(1)));
	let model = Model {
		owner: owner.clone(),
		name: name(),
		base: base_hash(),
		parents: Parents::default(),
		royalties,
		royalty: 0,
		deposit: 0,
	};
	Models::<T>::insert(id, model);
	id
}

fn insert_version_of<T: Config>(
	owner: &AccountId,
	trainer: WorkerId,
	datasets: &[DatasetRef],
	royalties: Royalties,
) -> ModelVersionId {
	let model = insert_model::<T>(owner, royalties.clone());
	let id = NextModelVersionId::<T>::get();
	NextModelVersionId::<T>::put(ModelVersionId(id.0.saturating_add(1)));
	let job = Job {
		model,
		requester: owner.clone(),
		worker: trainer,
		datasets: Datasets::truncate_from(datasets.to_vec()),
		config: config(),
		budget: 0,
		status: JobStatus::Failed,
		held: 0,
		operator: None,
		deposit: 0,
	};
	// Versions made here have no job; this id is the one that none will get.
	let manifest = manifest_for::<T>(JobId(u32::MAX), &job);
	let trained = datasets
		.iter()
		.map(|dataset| (*dataset, T::Datasets::dataset(*dataset).map_or(1, |found| found.rows)));
	let version = ModelVersion {
		model,
		job: manifest.job,
		owner: owner.clone(),
		trainer,
		adapter_hash: manifest.adapter_hash,
		rate_in: OPEN,
		rate_out: OPEN,
		datasets: TrainedOn::truncate_from(trained.collect()),
		index: manifest.index.clone(),
		royalties,
		published_at: Pallet::<T>::now(),
		live: true,
		deposit: 0,
	};
	ModelVersions::<T>::insert(id, version);
	Manifests::<T>::insert(id, &*manifest);
	id
}

/// A live version of `owner`, for the benchmarks of other pallets.
pub(crate) fn insert_version<T: Config>(
	owner: &AccountId,
	trainer: WorkerId,
	datasets: &[DatasetRef],
) -> ModelVersionId {
	insert_version_of::<T>(owner, trainer, datasets, Royalties::default())
}

fn rich<T: Config>(label: &'static str) -> AccountId {
	let who = account::<AccountId>(label, 0, 0);
	T::Currency::set_balance(&who, fortune::<T>());
	who
}

fn fortune<T: Config>() -> Balance {
	T::Currency::minimum_balance().saturating_add(OPEN.saturating_mul(1_000_000))
}

fn datasets<T: Config>(count: u32) -> Datasets {
	let all = (0..count)
		.map(|i| T::Datasets::bench_dataset(&account("contributor", i, 0), 1).0)
		.collect::<Vec<_>>();
	Datasets::truncate_from(all)
}

fn worker<T: Config>() -> (AccountId, WorkerId) {
	let operator = rich::<T>("operator");
	let id = T::Workers::bench_worker(&operator, &account("key", 0, 0), OPEN);
	(operator, id)
}

/// A requested job on `count` datasets: owner, operator and id.
fn requested<T: Config>(count: u32) -> Result<(AccountId, AccountId, JobId), BenchmarkError> {
	let owner = rich::<T>("owner");
	let model = insert_model::<T>(&owner, Royalties::default());
	let (operator, id) = worker::<T>();
	let job = NextJobId::<T>::get();
	let origin = RawOrigin::Signed(owner.clone()).into();
	Pallet::<T>::request_training(origin, model, datasets::<T>(count), config(), id, OPEN)?;
	Ok((owner, operator, job))
}

fn accepted<T: Config>(count: u32) -> Result<(AccountId, AccountId, JobId), BenchmarkError> {
	let (owner, operator, job) = requested::<T>(count)?;
	Pallet::<T>::accept_job(RawOrigin::Signed(operator.clone()).into(), job)?;
	Ok((owner, operator, job))
}

/// Draws what is due at the block for which `job` is scheduled.
fn draw<T: Config>(job: JobId) -> Result<(), BenchmarkError> {
	let status = Jobs::<T>::get(job).map(|job| job.status);
	let Some(JobStatus::Accepted { seed_at, .. }) = status else {
		return Err(BenchmarkError::Stop("not accepted"));
	};
	frame_system::Pallet::<T>::set_block_number(seed_at.into());
	Pallet::<T>::draw_decoys();
	Ok(())
}

fn delivered<T: Config>(count: u32) -> Result<(AccountId, AccountId, JobId), BenchmarkError> {
	let (owner, operator, job) = accepted::<T>(count)?;
	draw::<T>(job)?;
	let stored = Jobs::<T>::get(job).ok_or(BenchmarkError::Stop("no job"))?;
	let manifest = manifest_for::<T>(job, &stored);
	Pallet::<T>::submit_manifest(RawOrigin::Signed(operator.clone()).into(), job, manifest)?;
	Ok((owner, operator, job))
}

fn published<T: Config>(count: u32) -> Result<(AccountId, ModelVersionId), BenchmarkError> {
	let owner = rich::<T>("owner");
	let (_, trainer) = worker::<T>();
	let datasets = datasets::<T>(count);
	Ok((owner.clone(), insert_version::<T>(&owner, trainer, &datasets)))
}

/// Moves past a training deadline that starts now.
fn let_it_pass<T: Config>() {
	let blocks = T::Timing::get().training_deadline.saturating_add(1);
	let now = frame_system::Pallet::<T>::block_number();
	frame_system::Pallet::<T>::set_block_number(now.saturating_add(blocks.into()));
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_base() {
		let caller = rich::<T>("owner");

		#[extrinsic_call]
		register_base(RawOrigin::Signed(caller), base_hash(), name(), location());

		assert!(Bases::<T>::contains_key(base_hash()));
	}

	#[benchmark]
	fn create_model(p: Linear<0, MAX_PARENTS>) {
		let caller = rich::<T>("owner");
		let (_, trainer) = worker::<T>();
		let data = datasets::<T>(1);
		insert_base::<T>(&caller);
		// Four owners a parent: eight parents fill the list of ancestors.
		let parents = (0..p)
			.map(|i| {
				let above = (0..3).map(|j| (account("ancestor", i, j), 1)).collect();
				let owner = account("parent", i, 0);
				let above = Royalties::truncate_from(above);
				(insert_version_of::<T>(&owner, trainer, &data, above), 1)
			})
			.collect();
		let parents = Parents::truncate_from(parents);
		let id = NextModelId::<T>::get();

		#[extrinsic_call]
		create_model(RawOrigin::Signed(caller), name(), base_hash(), parents);

		let ancestors = Models::<T>::get(id).map(|model| model.royalties.len());
		assert_eq!(ancestors, Some(p.saturating_mul(4) as usize));
	}

	#[benchmark]
	fn request_training(d: Linear<1, MAX_DATASETS>) {
		let caller = rich::<T>("owner");
		let model = insert_model::<T>(&caller, Royalties::default());
		let (_, worker) = worker::<T>();
		let datasets = datasets::<T>(d);
		let id = NextJobId::<T>::get();

		#[extrinsic_call]
		request_training(RawOrigin::Signed(caller), model, datasets, config(), worker, OPEN);

		assert!(Jobs::<T>::contains_key(id));
	}

	#[benchmark]
	fn accept_job() -> Result<(), BenchmarkError> {
		let (_, operator, job) = requested::<T>(MAX_DATASETS)?;

		#[extrinsic_call]
		accept_job(RawOrigin::Signed(operator.clone()), job);

		assert_eq!(Jobs::<T>::get(job).and_then(|job| job.operator), Some(operator));
		Ok(())
	}

	#[benchmark]
	fn submit_manifest(d: Linear<1, MAX_DATASETS>) -> Result<(), BenchmarkError> {
		let (_, operator, job) = accepted::<T>(d)?;
		draw::<T>(job)?;
		let stored = Jobs::<T>::get(job).ok_or(BenchmarkError::Stop("no job"))?;
		let manifest = manifest_for::<T>(job, &stored);

		#[extrinsic_call]
		submit_manifest(RawOrigin::Signed(operator), job, manifest);

		let status = Jobs::<T>::get(job).map(|job| job.status);
		assert!(matches!(status, Some(JobStatus::Delivered { .. })));
		Ok(())
	}

	#[benchmark]
	fn publish_version(d: Linear<1, MAX_DATASETS>) -> Result<(), BenchmarkError> {
		let (owner, _, job) = delivered::<T>(d)?;
		let id = NextModelVersionId::<T>::get();

		#[extrinsic_call]
		publish_version(RawOrigin::Signed(owner), job, OPEN, OPEN);

		assert!(ModelVersions::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn cancel_job() -> Result<(), BenchmarkError> {
		let (owner, _, job) = accepted::<T>(MAX_DATASETS)?;
		let_it_pass::<T>();

		#[extrinsic_call]
		cancel_job(RawOrigin::Signed(owner), job);

		assert_eq!(Jobs::<T>::get(job).map(|job| job.status), Some(JobStatus::Failed));
		Ok(())
	}

	#[benchmark]
	fn claim_delivered() -> Result<(), BenchmarkError> {
		let (_, operator, job) = delivered::<T>(MAX_DATASETS)?;
		let_it_pass::<T>();

		#[extrinsic_call]
		claim_delivered(RawOrigin::Signed(operator), job);

		assert_eq!(Jobs::<T>::get(job).map(|job| job.held), Some(0));
		Ok(())
	}

	#[benchmark]
	fn set_price(d: Linear<1, MAX_DATASETS>) -> Result<(), BenchmarkError> {
		let (owner, version) = published::<T>(d)?;
		let price = OPEN.saturating_mul(2);

		#[extrinsic_call]
		set_price(RawOrigin::Signed(owner), version, price, price);

		assert_eq!(ModelVersions::<T>::get(version).map(|found| found.rate_in), Some(price));
		Ok(())
	}

	#[benchmark]
	fn retire_version() -> Result<(), BenchmarkError> {
		let (owner, version) = published::<T>(MAX_DATASETS)?;

		#[extrinsic_call]
		retire_version(RawOrigin::Signed(owner), version);

		assert_eq!(ModelVersions::<T>::get(version).map(|found| found.live), Some(false));
		Ok(())
	}

	#[benchmark]
	fn remove_job() -> Result<(), BenchmarkError> {
		let (owner, operator, job) = delivered::<T>(MAX_DATASETS)?;
		let_it_pass::<T>();
		Pallet::<T>::claim_delivered(RawOrigin::Signed(operator).into(), job)?;

		#[extrinsic_call]
		remove_job(RawOrigin::Signed(owner), job);

		assert!(!Jobs::<T>::contains_key(job));
		Ok(())
	}

	#[benchmark]
	fn set_royalty() {
		let caller = rich::<T>("owner");
		let model = insert_model::<T>(&caller, Royalties::default());
		let royalty = T::MaxRoyalties::get();

		#[extrinsic_call]
		set_royalty(RawOrigin::Signed(caller), model, royalty);

		assert_eq!(Models::<T>::get(model).map(|model| model.royalty), Some(royalty));
	}

	#[benchmark]
	fn draw_decoys(n: Linear<0, MAX_DUE>) -> Result<(), BenchmarkError> {
		let now = 7;
		frame_system::Pallet::<T>::set_block_number(now.into());
		let (_, _, first) = accepted::<T>(MAX_DATASETS)?;
		let job = Jobs::<T>::get(first).ok_or(BenchmarkError::Stop("no job"))?;
		let ids = (0..n).map(|i| JobId(first.0.saturating_add(i))).collect::<Vec<_>>();
		for id in &ids {
			Jobs::<T>::insert(id, job.clone());
		}
		DueSeeds::<T>::insert(now, DueJobs::truncate_from(ids.clone()));

		#[block]
		{
			Pallet::<T>::draw_decoys();
		}

		for id in ids {
			let status = Jobs::<T>::get(id).map(|job| job.status);
			let drawn = matches!(status, Some(JobStatus::Accepted { decoy_seed: Some(_), .. }));
			assert!(drawn);
		}
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::build(), crate::mock::Test);
}
