// SPDX-License-Identifier: Apache-2.0
//! A runtime with this pallet and balances; Datanets and workers are tables that a test fills.

use crate as pallet_models;
use crate::*;
use alloc::{boxed::Box, collections::BTreeMap};
use core::cell::RefCell;
use frame_support::{derive_impl, parameter_types, traits::ConstU128};
use openledger_primitives::{
	Balance, ContributionId, DatanetId, DatasetRef, Hash, JobId, ModelId, ModelVersionId, Ppm,
	Timing, WorkerId,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	Evaluation, IndexRoots, TrainingConfig, TrainingManifest, Url, METHOD_GRAD_DOT,
};
use openledger_primitives_poa::Root;
use openledger_primitives_traits::{
	ContributionSummary, DatasetSummary, InspectDatasets, InspectWorkers, WorkerSummary,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(61)]
	pub type ModelsPallet = pallet_models;
}

pub type Block = frame_system::mocking::MockBlockU32<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
}

pub const ED: Balance = 10;
pub const BASE_DEPOSIT: Balance = 100;
pub const MODEL_DEPOSIT: Balance = 200;
pub const JOB_DEPOSIT: Balance = 300;
pub const VERSION_DEPOSIT: Balance = 400;
pub const DEADLINE: u32 = 20;
pub const RICHES: Balance = 1_000_000_000_000_000_000_000_000_000;

parameter_types! {
	pub storage PublicNetwork: bool = false;
	pub storage DecoySeed: Hash = Hash::repeat_byte(0xD5);
	pub storage MaxRoyalties: Ppm = 500_000;
	pub Periods: Timing = Timing {
		epoch: 10,
		reveal_window: 10,
		review_window: 10,
		batch_epoch: 10,
		seed_window: 5,
		seed_delay: 2,
		attest_window: 5,
		challenge_window: 5,
		answer_window: 5,
		settle_grace: 60,
		unstake_delay: 60,
		training_deadline: DEADLINE,
		credit_ttl: 100,
		day: 12,
		sessions_per_era: 3,
		bonding_eras: 3,
		slash_defer_eras: 1,
	};
}

thread_local! {
	static DATASETS: RefCell<BTreeMap<DatasetRef, DatasetSummary>> = const { RefCell::new(BTreeMap::new()) };
	static WORKERS: RefCell<BTreeMap<WorkerId, WorkerSummary<AccountId>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Datanets as a table.
pub struct MockDatasets;
impl MockDatasets {
	pub fn put(dataset: DatasetRef, summary: DatasetSummary) {
		DATASETS.with_borrow_mut(|all| all.insert(dataset, summary));
	}
}
impl InspectDatasets<AccountId> for MockDatasets {
	fn dataset(dataset: DatasetRef) -> Option<DatasetSummary> {
		DATASETS.with_borrow(|all| all.get(&dataset).cloned())
	}
	fn contribution(_: ContributionId) -> Option<ContributionSummary<AccountId>> {
		None
	}
	fn owner(_: DatanetId) -> Option<AccountId> {
		None
	}
	fn sealed_rows(_: DatanetId) -> u64 {
		0
	}
	fn curator_stake(_: DatanetId, _: &AccountId) -> Balance {
		0
	}
	fn curator_total(_: DatanetId) -> Balance {
		0
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_dataset(_: &AccountId, contributions: u32) -> (DatasetRef, ContributionId) {
		let next = DATASETS.with_borrow(|all| all.len() as u32) + 1_000;
		let dataset = DatasetRef { datanet: DatanetId(next), version: 1 };
		Self::put(dataset, sealed(contributions, contributions, 0));
		(dataset, ContributionId(0))
	}
}

/// Workers as a table.
pub struct MockWorkers;
impl MockWorkers {
	pub fn put(id: WorkerId, operator: AccountId, active: bool) {
		let summary = WorkerSummary { operator, stake: 0, endpoints: vec![], active };
		WORKERS.with_borrow_mut(|all| all.insert(id, summary));
	}
	pub fn remove(id: WorkerId) {
		WORKERS.with_borrow_mut(|all| all.remove(&id));
	}
}
impl InspectWorkers<AccountId> for MockWorkers {
	fn worker(id: WorkerId) -> Option<WorkerSummary<AccountId>> {
		WORKERS.with_borrow(|all| all.get(&id).cloned())
	}
	fn operated_by(operator: &AccountId) -> Option<WorkerId> {
		WORKERS.with_borrow(|all| {
			all.iter().find(|(_, worker)| worker.operator == *operator).map(|(id, _)| *id)
		})
	}
	fn key_at(_: WorkerId, _: openledger_primitives::BatchEpoch) -> Option<AccountId> {
		None
	}
	fn workers_after(_: Option<WorkerId>, _: u32) -> Vec<WorkerId> {
		vec![]
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_worker(operator: &AccountId, _: &AccountId, _: Balance) -> WorkerId {
		let id = WorkerId(77);
		Self::put(id, operator.clone(), true);
		id
	}
}

impl pallet_models::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Datasets = MockDatasets;
	type Workers = MockWorkers;
	type Timing = Periods;
	type DecoySeed = DecoySeed;
	type PublicNetwork = PublicNetwork;
	type BaseDeposit = ConstU128<BASE_DEPOSIT>;
	type ModelDeposit = ConstU128<MODEL_DEPOSIT>;
	type JobDeposit = ConstU128<JOB_DEPOSIT>;
	type VersionDeposit = ConstU128<VERSION_DEPOSIT>;
	type MaxRoyalties = MaxRoyalties;
}

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}
/// Owns models.
pub fn owner() -> AccountId {
	account(1)
}
/// Operates [`WORKER`].
pub fn operator() -> AccountId {
	account(2)
}
/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}
pub const WORKER: WorkerId = WorkerId(0);
pub const BASE: Hash = Hash::repeat_byte(0xBA);
pub const FLOOR: Balance = 50;
pub const BUDGET: Balance = 7_000;

pub fn dataset(datanet: u32) -> DatasetRef {
	DatasetRef { datanet: DatanetId(datanet), version: 1 }
}
pub fn sealed(contributions: u32, rows: u32, floor_rate: Balance) -> DatasetSummary {
	let root = Root { hash: Hash::from_low_u64_be(rows.into()), count: contributions };
	DatasetSummary { root, rows, floor_rate, trainable: true }
}
pub fn name(text: &str) -> Name {
	Name::try_from(text.as_bytes().to_vec()).unwrap()
}
pub fn url(text: &str) -> Url {
	Url::try_from(text.as_bytes().to_vec()).unwrap()
}
/// Where files lie on a network that is not public.
pub fn location() -> Url {
	url("http://127.0.0.1:9000/v1/files/ab")
}
pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}
pub fn config() -> TrainingConfig {
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

/// The manifest that fits job `id` as stored.
pub fn manifest(id: JobId) -> Box<TrainingManifest> {
	let job = Jobs::<Test>::get(id).unwrap();
	let datasets: Vec<_> = job
		.datasets
		.iter()
		.map(|dataset| (*dataset, MockDatasets::dataset(*dataset).unwrap().root))
		.collect();
	Box::new(TrainingManifest {
		job: id,
		model: job.model,
		base_hash: BASE,
		datasets: datasets.try_into().unwrap(),
		config: job.config,
		code_hash: Hash::repeat_byte(1),
		rows_trained: 10,
		adapter_hash: Hash::repeat_byte(2),
		checkpoints: Root { hash: Hash::repeat_byte(3), count: 4 },
		evaluation: Evaluation { tokens: 100, base_loss_micro: 3, adapter_loss_micro: 2 },
		index: IndexRoots {
			method: METHOD_GRAD_DOT,
			dims: 512,
			z_milli: 2_000,
			projection: Hash::repeat_byte(5),
			rows: Root { hash: Hash::repeat_byte(6), count: 16 },
			sums: Root { hash: Hash::repeat_byte(7), count: 2 },
			decoys: Root { hash: Hash::repeat_byte(8), count: 2 },
		},
		location: location(),
	})
}

/// Blocks that pass.
pub fn run_for(blocks: u32) {
	use frame_support::traits::Hooks;
	for _ in 0..blocks {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		ModelsPallet::on_initialize(next);
	}
}

/// Blocks from acceptance to the draw of decoys.
pub const DRAWN_AFTER: u32 = 7;

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&reason.into(), who)
}

/// A base and a model of [`owner`].
pub fn with_model() -> ModelId {
	if !Bases::<Test>::contains_key(BASE) {
		ModelsPallet::register_base(signed(owner()), BASE, name("tiny"), location()).unwrap();
	}
	with_model_of(owner(), &[]).unwrap()
}
pub fn with_model_of(
	who: AccountId,
	parents: &[(ModelVersionId, Ppm)],
) -> Result<ModelId, sp_runtime::DispatchError> {
	let id = NextModelId::<Test>::get();
	let parents = Parents::try_from(parents.to_vec()).unwrap();
	ModelsPallet::create_model(signed(who), name("adapter"), BASE, parents)?;
	Ok(id)
}
pub fn request(model: ModelId) -> JobId {
	let id = NextJobId::<Test>::get();
	let who = Models::<Test>::get(model).unwrap().owner;
	let datasets = Datasets::try_from(vec![dataset(1), dataset(2)]).unwrap();
	ModelsPallet::request_training(signed(who), model, datasets, config(), WORKER, BUDGET).unwrap();
	id
}
pub fn accepted(model: ModelId) -> JobId {
	let id = request(model);
	ModelsPallet::accept_job(signed(operator()), id).unwrap();
	id
}
/// A job whose decoys are drawn.
pub fn drawn(model: ModelId) -> JobId {
	let id = accepted(model);
	run_for(DRAWN_AFTER);
	id
}
pub fn delivered(model: ModelId) -> JobId {
	let id = drawn(model);
	ModelsPallet::submit_manifest(signed(operator()), id, manifest(id)).unwrap();
	id
}
pub fn published(model: ModelId) -> ModelVersionId {
	let id = delivered(model);
	let version = NextModelVersionId::<Test>::get();
	let who = Models::<Test>::get(model).unwrap().owner;
	ModelsPallet::publish_version(signed(who), id, FLOOR, FLOOR).unwrap();
	version
}

/// Builds the test's chain: six rich accounts, two Datanets, one active worker.
pub struct ExtBuilder;
impl ExtBuilder {
	pub fn build() -> sp_io::TestExternalities {
		DATASETS.with_borrow_mut(BTreeMap::clear);
		WORKERS.with_borrow_mut(BTreeMap::clear);
		MockDatasets::put(dataset(1), sealed(2, 12, FLOOR));
		MockDatasets::put(dataset(2), sealed(1, 5, 0));
		MockWorkers::put(WORKER, operator(), true);
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Test> {
			balances: (1..=6).map(|n| (account(n), RICHES)).collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs `test` and checks the state after it.
	pub fn build_and_execute(test: impl FnOnce()) {
		Self::build().execute_with(|| {
			test();
			ModelsPallet::do_try_state().unwrap();
		});
	}
}
