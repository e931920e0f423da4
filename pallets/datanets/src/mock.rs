// SPDX-License-Identifier: Apache-2.0
//! Mock runtime: balances and this pallet; the keeper of accumulators is a recorder.

use crate as pallet_datanets;
use crate::{
	commitment_of, Contribution, Contributions, Licence, Name, NextContributionId, Purposes,
};
use frame_support::{assert_ok, derive_impl, parameter_types, traits::ConstU128};
use openledger_primitives::{
	Balance, ContributionId, DatanetId, DatasetRef, Hash, Ppm, Timing, MILLI, MINHASH_BANDS, OPEN,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{ContributionKind, ContributionManifest, RowLeaf};
use openledger_primitives_poa::Tree;
use openledger_primitives_traits::OnDatanet;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::IdentityLookup, BoundedVec, BuildStorage};

type Block = frame_system::mocking::MockBlockU32<Test>;

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
	#[runtime::pallet_index(60)]
	pub type Datanets = pallet_datanets;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<MILLI>;
	type AccountStore = System;
}

pub const TIMING: Timing = Timing {
	epoch: 10,
	reveal_window: 5,
	review_window: 8,
	batch_epoch: 4,
	seed_window: 2,
	seed_delay: 1,
	attest_window: 3,
	challenge_window: 4,
	answer_window: 2,
	settle_grace: 40,
	unstake_delay: 30,
	training_deadline: 20,
	credit_ttl: 20,
	day: 12,
	sessions_per_era: 3,
	bonding_eras: 3,
	slash_defer_eras: 1,
};

parameter_types! {
	pub const TestTiming: Timing = TIMING;
	pub const TestTreasury: AccountId = TREASURY;
	/// Whether locations must be public.
	pub static Public: bool = false;
	/// What `before_curator_stake` was told.
	pub static StakeCalls: Vec<(DatanetId, AccountId, Balance, Balance)> = vec![];
	/// What `on_sealed` was told, and the rows that counted then.
	pub static SealCalls: Vec<(DatasetRef, u64, u64, u64)> = vec![];
}

/// Records what it is told.
pub struct Recorder;

impl OnDatanet<AccountId> for Recorder {
	fn before_curator_stake(datanet: DatanetId, who: &AccountId, stake: Balance, total: Balance) {
		StakeCalls::mutate(|calls| calls.push((datanet, who.clone(), stake, total)));
	}
	fn on_sealed(dataset: DatasetRef, rows: u64, new_rows: u64) {
		use openledger_primitives_traits::InspectDatasets;
		let counted = Datanets::sealed_rows(dataset.datanet);
		SealCalls::mutate(|calls| calls.push((dataset, rows, new_rows, counted)));
	}
}

impl pallet_datanets::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Timing = TestTiming;
	type PublicNetwork = Public;
	type Treasury = TestTreasury;
	type OnDatanet = Recorder;
	type DatanetDeposit = ConstU128<{ 10 * OPEN }>;
	type BondBase = ConstU128<{ 100 * MILLI }>;
	type BondPerRow = ConstU128<{ MILLI / 10 }>;
	type MinCuratorStake = ConstU128<{ 10 * OPEN }>;
	type MaxRows = frame_support::traits::ConstU32<1_000_000>;
	type MaxBytes = frame_support::traits::ConstU32<{ 1 << 30 }>;
	type WeightInfo = ();
}

pub const ALICE: AccountId = AccountId::new([1; 32]);
pub const BOB: AccountId = AccountId::new([2; 32]);
pub const CAROL: AccountId = AccountId::new([3; 32]);
pub const DAVE: AccountId = AccountId::new([4; 32]);
pub const OWNER: AccountId = AccountId::new([5; 32]);
pub const TREASURY: AccountId = AccountId::new([99; 32]);
pub const PEOPLE: [AccountId; 5] = [ALICE, BOB, CAROL, DAVE, OWNER];
pub const SALT: Hash = Hash::repeat_byte(42);
/// The first Datanet.
pub const NET: DatanetId = DatanetId(0);

/// Builds test externalities in which everyone has 10,000 OPEN and the first Datanet is OWNER's.
#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Test> {
			balances: PEOPLE.into_iter().map(|who| (who, 10_000 * OPEN)).collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			Public::set(false);
			StakeCalls::set(vec![]);
			SealCalls::set(vec![]);
			System::set_block_number(1);
		});
		ext
	}

	/// Runs `test` with the first Datanet made, then checks the pallet's state.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			assert_ok!(create(OWNER, 500_000));
			test();
			Datanets::do_try_state().unwrap();
		});
	}
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn name(text: &str) -> Name {
	Name::try_from(text.as_bytes().to_vec()).unwrap()
}

pub fn licence(text: &str) -> Licence {
	Licence::try_from(text.as_bytes().to_vec()).unwrap()
}

pub fn create(owner: AccountId, quorum: Ppm) -> sp_runtime::DispatchResult {
	let licence = licence("MIT OR Apache-2.0");
	Datanets::create(signed(owner), name("Rust API"), licence, Purposes::ALL, 7, quorum)
}

/// Moves on by `blocks`.
pub fn pass(blocks: u32) {
	System::set_block_number(System::block_number() + blocks);
}

/// The rows of test content `seed`, one for each unit of `rows`.
pub fn rows_of(seed: u8, rows: u32) -> Vec<String> {
	(0..rows).map(|row| format!("row {row} of {seed}")).collect()
}

/// The Merkle tree over [`rows_of`].
pub fn row_tree(seed: u8, rows: u32) -> Tree<Hash> {
	Tree::new(rows_of(seed, rows).iter().map(|row| RowLeaf::hash(row)).collect()).unwrap()
}

/// A good manifest over [`rows_of`].
pub fn manifest(seed: u8, rows: u32) -> ContributionManifest {
	ContributionManifest {
		content_hash: Hash::from(blake2_256(rows_of(seed, rows).join("\n").as_bytes())),
		kind: ContributionKind::JsonLines,
		bytes: 20 * rows,
		rows: row_tree(seed, rows).root_object(),
		location: BoundedVec::truncate_from(b"https://data.example.org/f.jsonl".to_vec()),
		bands: [seed.into(); MINHASH_BANDS],
		signature_root: Hash::repeat_byte(seed),
	}
}

/// Commits `who` to `manifest` in the first Datanet.
pub fn commit(who: &AccountId, manifest: &ContributionManifest) -> Hash {
	let commitment = commitment_of(manifest.content_hash, SALT, who, NET);
	assert_ok!(Datanets::commit(signed(who.clone()), NET, commitment));
	commitment
}

/// Reveals what was committed; returns the contribution's id.
pub fn reveal(who: &AccountId, manifest: &ContributionManifest) -> ContributionId {
	let id = NextContributionId::<Test>::get();
	assert_ok!(Datanets::reveal(signed(who.clone()), NET, SALT, manifest.clone()));
	id
}

/// Commits, waits a block and reveals.
pub fn contribute(who: &AccountId, seed: u8, rows: u32) -> ContributionId {
	let manifest = manifest(seed, rows);
	commit(who, &manifest);
	pass(1);
	reveal(who, &manifest)
}

/// Makes `who` a curator of the first Datanet with `open` OPEN.
pub fn curate(who: AccountId, open: Balance) {
	assert_ok!(Datanets::stake_curator(signed(who), NET, open * OPEN));
}

pub fn vote(who: AccountId, id: ContributionId, approve: bool) {
	assert_ok!(Datanets::vote(signed(who), id, approve));
}

/// A contribution of ALICE's that DAVE, curator with 10 OPEN, had accepted.
pub fn accepted(seed: u8, rows: u32) -> ContributionId {
	if crate::Curators::<Test>::get(NET, DAVE).is_none() {
		curate(DAVE, 10);
	}
	let id = contribute(&ALICE, seed, rows);
	vote(DAVE, id, true);
	assert_ok!(Datanets::conclude(signed(BOB), id));
	id
}

/// Seals everything accepted in the first Datanet.
pub fn seal() {
	assert_ok!(Datanets::start_seal(signed(OWNER), NET));
	while crate::Seals::<Test>::contains_key(NET) {
		assert_ok!(Datanets::step_seal(signed(BOB), NET, 64));
	}
}

pub fn contribution(id: ContributionId) -> Contribution {
	Contributions::<Test>::get(id).unwrap()
}

/// What is on hold for deposits, bonds and stakes.
pub fn held(who: &AccountId) -> Balance {
	Datanets::held_from(who.clone())
}
