// SPDX-License-Identifier: Apache-2.0
//! Test runtime: balances, this pallet, and neighbours that remember what tests tell them.

use crate as pallet_rewards;
use frame_support::{
	derive_impl,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
		ConstU128,
	},
	PalletId,
};
use openledger_primitives::{
	AgentId, Balance, BatchEpoch, ContributionId, CreditWeight, DatanetId, DatasetRef,
	ModelVersionId, Ppm, WorkerId, SHARE_ONE,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{BatchHeader, BatchTotal, CreditLeaf, IndexRoots};
use openledger_primitives_poa::{Root, SumRoot};
use openledger_primitives_traits::{
	AgentSummary, Books, ContributionSummary, DatasetSummary, InspectAgents, InspectDatasets,
	InspectModels, ModelVersionSummary, OnDatanet, RewardAttesters,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage};
use std::{cell::RefCell, collections::BTreeMap};

pub const ALICE: AccountId = AccountId::new([1; 32]);
pub const BOB: AccountId = AccountId::new([2; 32]);
pub const CHARLIE: AccountId = AccountId::new([3; 32]);
pub const DAVE: AccountId = AccountId::new([4; 32]);
pub const TREASURY: AccountId = AccountId::new([9; 32]);
/// Collects the attesters' share.
pub const POT: AccountId = AccountId::new([8; 32]);
pub const STRANGER: AccountId = AccountId::new([200; 32]);
pub const ED: Balance = 10;
pub const ENDOWMENT: Balance = 1_000_000_000_000_000;

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
	#[runtime::pallet_index(66)]
	pub type Rewards = pallet_rewards;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

frame_support::parameter_types! {
	pub const Treasury: AccountId = TREASURY;
	pub const AttesterPot: AccountId = POT;
	pub const BooksId: PalletId = PalletId(*b"ol/books");
}

impl pallet_rewards::Config for Test {
	type Currency = Balances;
	type Datasets = World;
	type Models = World;
	type Agents = World;
	type Treasury = Treasury;
	type AttesterPot = AttesterPot;
	type RewardAttesters = World;
	type WaterfallOrigin = frame_system::EnsureRoot<AccountId>;
	type PalletId = BooksId;
	type WeightInfo = ();
}

/// The neighbours: Datanets, models and agents.
#[derive(Default)]
pub struct World {
	datasets: BTreeMap<DatasetRef, DatasetSummary>,
	contributions: BTreeMap<ContributionId, ContributionSummary<AccountId>>,
	stakes: BTreeMap<(DatanetId, AccountId), Balance>,
	models: BTreeMap<ModelVersionId, ModelVersionSummary<AccountId>>,
	agents: BTreeMap<AgentId, AgentSummary<AccountId>>,
	points: BTreeMap<AccountId, u32>,
}

thread_local! {
	static WORLD: RefCell<World> = RefCell::default();
}

fn world<R>(f: impl FnOnce(&mut World) -> R) -> R {
	WORLD.with(|world| f(&mut world.borrow_mut()))
}

impl RewardAttesters<AccountId> for World {
	fn reward(attesters: &[(AccountId, u32)]) {
		world(|world| {
			for (who, points) in attesters {
				*world.points.entry(who.clone()).or_default() += points;
			}
		})
	}
}

/// Points that an account has for attesting.
pub fn points(who: &AccountId) -> u32 {
	world(|world| world.points.get(who).copied().unwrap_or_default())
}

impl InspectDatasets<AccountId> for World {
	fn dataset(dataset: DatasetRef) -> Option<DatasetSummary> {
		world(|world| world.datasets.get(&dataset).cloned())
	}
	fn contribution(id: ContributionId) -> Option<ContributionSummary<AccountId>> {
		world(|world| world.contributions.get(&id).cloned())
	}
	fn owner(_: DatanetId) -> Option<AccountId> {
		Some(ALICE)
	}
	fn sealed_rows(datanet: DatanetId) -> u64 {
		world(|world| {
			world
				.contributions
				.values()
				.filter(|found| found.datanet == datanet)
				.map(|found| u64::from(found.rows))
				.sum()
		})
	}
	fn curator_stake(datanet: DatanetId, who: &AccountId) -> Balance {
		world(|world| world.stakes.get(&(datanet, who.clone())).copied().unwrap_or_default())
	}
	fn curator_total(datanet: DatanetId) -> Balance {
		world(|world| {
			world.stakes.iter().filter(|((of, _), _)| *of == datanet).map(|(_, stake)| stake).sum()
		})
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_dataset(who: &AccountId, contributions: u32) -> (DatasetRef, ContributionId) {
		let datanet = DatanetId(world(|world| world.datasets.len() as u32));
		let (dataset, ids) = seal(datanet, &vec![(who.clone(), 1); contributions as usize]);
		(dataset, ids[0])
	}
}

impl InspectModels<AccountId> for World {
	fn model_version(id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		world(|world| world.models.get(&id).cloned())
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_model_version(
		owner: &AccountId,
		_: WorkerId,
		datasets: &[DatasetRef],
	) -> ModelVersionId {
		model(owner.clone(), datasets, &[])
	}
}

impl InspectAgents<AccountId> for World {
	fn agent(id: AgentId) -> Option<AgentSummary<AccountId>> {
		world(|world| world.agents.get(&id).cloned())
	}
	fn uses(_: AgentId, _: ModelVersionId) -> bool {
		true
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_agent(owner: &AccountId, _: ModelVersionId, is_app: bool) -> AgentId {
		agent(owner.clone(), is_app)
	}
}

/// Seals the next version of a Datanet with these new contributions (beneficiary, rows).
pub fn seal(
	datanet: DatanetId,
	contributions: &[(AccountId, u32)],
) -> (DatasetRef, Vec<ContributionId>) {
	let last = world(|world| {
		world
			.datasets
			.keys()
			.filter(|found| found.datanet == datanet)
			.map(|found| found.version)
			.max()
	});
	let dataset = DatasetRef { datanet, version: last.unwrap_or_default() + 1 };
	let rows = World::sealed_rows(datanet);
	let new_rows: u32 = contributions.iter().map(|(_, rows)| rows).sum();
	Rewards::on_sealed(dataset, rows, u64::from(new_rows));
	let ids = world(|world| {
		let summary = DatasetSummary {
			root: Root::default(),
			rows: rows as u32 + new_rows,
			floor_rate: 0,
			trainable: true,
		};
		world.datasets.insert(dataset, summary);
		contributions
			.iter()
			.map(|(beneficiary, rows)| {
				let id = ContributionId(world.contributions.len() as u32);
				let found = ContributionSummary {
					datanet,
					position: id.0,
					rows: *rows,
					beneficiary: beneficiary.clone(),
					sealed_in: dataset.version,
				};
				world.contributions.insert(id, found);
				id
			})
			.collect()
	});
	(dataset, ids)
}

/// Sets a curator's stake; 0 is leaving.
pub fn set_stake(datanet: DatanetId, who: AccountId, stake: Balance) {
	let (old, total) = (World::curator_stake(datanet, &who), World::curator_total(datanet));
	Rewards::before_curator_stake(datanet, &who, old, total);
	world(|world| world.stakes.insert((datanet, who), stake));
}

/// Publishes a model version trained on all rows of the datasets.
pub fn model(
	owner: AccountId,
	datasets: &[DatasetRef],
	royalties: &[(AccountId, Ppm)],
) -> ModelVersionId {
	world(|world| {
		let id = ModelVersionId(world.models.len() as u32);
		let datasets =
			datasets.iter().map(|dataset| (*dataset, world.datasets[dataset].rows)).collect();
		let found = ModelVersionSummary {
			owner,
			trainer: WorkerId(0),
			adapter_hash: Default::default(),
			rate_in: 0,
			rate_out: 0,
			datasets,
			royalties: royalties.to_vec(),
			index: IndexRoots::default(),
			live: true,
		};
		world.models.insert(id, found);
		id
	})
}

/// Registers an agent or app.
pub fn agent(beneficiary: AccountId, is_app: bool) -> AgentId {
	world(|world| {
		let id = AgentId(world.agents.len() as u32);
		world.agents.insert(id, AgentSummary { beneficiary, markup: 0, is_app, live: true });
		id
	})
}

/// Ids of all sealed contributions with their beneficiaries.
pub fn all_contributions() -> Vec<(ContributionId, AccountId)> {
	world(|world| {
		world.contributions.iter().map(|(id, found)| (*id, found.beneficiary.clone())).collect()
	})
}

/// Published model versions.
pub fn model_count() -> u32 {
	world(|world| world.models.len() as u32)
}

/// Fees of a batch of one (model, agent, app).
pub fn total(model: ModelVersionId, base: Balance) -> BatchTotal {
	BatchTotal {
		model_version: model,
		agent: None,
		app: None,
		count: 1,
		base,
		agent_markup: 0,
		app_markup: 0,
	}
}

/// A consistent header, and its credit leaves: (model, contribution, part of the base in 2^-32).
pub fn batch(
	epoch: u32,
	totals: Vec<BatchTotal>,
	credits: &[(ModelVersionId, ContributionId, u64)],
) -> (BatchHeader, Vec<CreditLeaf>) {
	let fees: Balance = totals.iter().map(|total| total.fees().unwrap()).sum();
	let count = totals.iter().map(|total| total.count).sum();
	let mut header = BatchHeader {
		worker: WorkerId(0),
		epoch: BatchEpoch(epoch),
		waterfall_version: Rewards::current_waterfall(),
		totals: totals.try_into().unwrap(),
		unattributed: Default::default(),
		receipts: SumRoot { count, sum: fees, ..Default::default() },
		reports: Root { count, ..Default::default() },
		sessions: SumRoot { count: 1, sum: fees, ..Default::default() },
		credits: SumRoot::default(),
	};
	let leaves: Vec<CreditLeaf> = credits
		.iter()
		.map(|(model_version, contribution, share)| CreditLeaf {
			model_version: *model_version,
			contribution: *contribution,
			weight: header.base_of(*model_version).unwrap() * CreditWeight::from(*share),
			sub_root: SumRoot::default(),
		})
		.collect();
	let unattributed: Vec<(ModelVersionId, CreditWeight)> = header
		.models()
		.into_iter()
		.map(|id| {
			let whole = header.base_of(id).unwrap() * CreditWeight::from(SHARE_ONE);
			let credited: CreditWeight =
				leaves.iter().filter(|leaf| leaf.model_version == id).map(|leaf| leaf.weight).sum();
			(id, whole - credited)
		})
		.collect();
	header.unattributed = unattributed.try_into().unwrap();
	header.credits =
		SumRoot { sum: leaves.iter().map(|leaf| leaf.weight).sum(), ..Default::default() };
	assert!(header.is_consistent());
	(header, leaves)
}

/// `payer` pays the fees of a batch into the books, as settled sessions would.
pub fn fund(payer: &AccountId, header: &BatchHeader) {
	let books = Rewards::account();
	<Balances as Mutate<_>>::transfer(payer, &books, header.fee_total(), Preservation::Preserve)
		.unwrap();
	Rewards::receive(header.id(), header.fee_total()).unwrap();
}

/// Everything that happens to a batch, from its fees to closed books.
pub fn settle(
	payer: &AccountId,
	worker: &AccountId,
	attesters: &[AccountId],
	(header, leaves): (BatchHeader, Vec<CreditLeaf>),
) {
	Rewards::check(&header).unwrap();
	fund(payer, &header);
	Rewards::distribute(&header, worker, attesters).unwrap();
	for leaf in &leaves {
		Rewards::credit(&header, leaf).unwrap();
	}
	Rewards::close(&header).unwrap();
}

/// Free balance.
pub fn free(who: &AccountId) -> Balance {
	Balances::balance(who)
}

/// Builds the state that tests start from.
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build() -> sp_io::TestExternalities {
		world(|world| *world = World::default());
		let accounts = [ALICE, BOB, CHARLIE, DAVE, TREASURY, POT];
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: accounts.map(|who| (who, ENDOWMENT)).to_vec(),
				..Default::default()
			},
			..Default::default()
		};
		let mut ext = sp_io::TestExternalities::new(storage.build_storage().unwrap());
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test, then checks every invariant.
	pub fn build_and_execute(test: impl FnOnce()) {
		Self::build().execute_with(|| {
			test();
			Rewards::do_try_state().unwrap();
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::build()
}
