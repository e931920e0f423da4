// SPDX-License-Identifier: Apache-2.0
//! Test runtime: System, Balances and this pallet; the neighbours are in [`neighbours`].

use crate as pallet_attribution;
use crate::*;
use frame_support::{
	derive_impl,
	dispatch::DispatchResult,
	parameter_types,
	traits::{fungible::Mutate, Authorize, ConstBool, ConstU128, ConstU32, Hooks},
};
use frame_system::offchain::{
	CreateAuthorizedTransaction, CreateTransaction, CreateTransactionBase,
};
use openledger_primitives::{
	AttributionSignature, Balance, BatchEpoch, BatchId, Timing, WorkerId, OPEN,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::SigningDomain;
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{
	generic::UncheckedExtrinsic, traits::IdentityLookup, transaction_validity::TransactionSource,
	BuildStorage,
};

pub mod neighbours;
pub use neighbours::*;

pub type Extension = frame_system::AuthorizeCall<Test>;
pub type Xt = UncheckedExtrinsic<AccountId, RuntimeCall, sp_runtime::MultiSignature, Extension>;
pub type Block = sp_runtime::generic::Block<
	sp_runtime::generic::Header<u32, sp_runtime::traits::BlakeTwo256>,
	Xt,
>;

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
	#[runtime::pallet_index(65)]
	pub type Attribution = pallet_attribution;
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
	type ExistentialDeposit = ConstU128<1>;
	type AccountStore = System;
}

pub const TIMING: Timing = Timing {
	epoch: 10,
	reveal_window: 10,
	review_window: 10,
	batch_epoch: 10,
	seed_window: 3,
	seed_delay: 2,
	attest_window: 6,
	challenge_window: 8,
	answer_window: 4,
	settle_grace: 200,
	unstake_delay: 200,
	training_deadline: 10,
	credit_ttl: 20,
	day: 12,
	sessions_per_era: 3,
	bonding_eras: 3,
	slash_defer_eras: 1,
};

parameter_types! {
	pub MockTiming: Timing = TIMING;
	pub MockDomain: SigningDomain =
		SigningDomain { genesis: H256::repeat_byte(7), chain_id: 42 };
	pub Treasury: AccountId = AccountId::new([0xAA; 32]);
}

impl Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Timing = MockTiming;
	type SigningDomain = MockDomain;
	type Workers = MockWorkers;
	type Sessions = MockSessions;
	type Models = MockModels;
	type Datasets = MockDatasets;
	type Books = MockBooks;
	type Committee = MockCommittee;
	type ReportAttesters = MockReports;
	type Randomness = MockRandomness;
	type Fetch = MockFetch;
	type Treasury = Treasury;
	type BatchDeposit = ConstU128<OPEN>;
	type MinBatchFee = ConstU128<1_000_000_000_000>;
	type AuditLeaves = ConstU32<8>;
	type DemandBond = ConstU128<OPEN>;
	type DemandPrice = ConstU128<10_000_000_000_000_000>;
	type EquivocationSlash = ConstU32<100_000>;
	type ChallengeBond = ConstU128<{ 2 * OPEN }>;
	type ChallengeReward = ConstU32<400_000>;
	type WeightInfo = ();
}

/// The host function's implementation compiles for a runtime that names it.
#[allow(dead_code)]
type InNode = HostFetch<ConstBool<true>>;

impl CreateTransactionBase<Call<Test>> for Test {
	type Extrinsic = Xt;
	type RuntimeCall = RuntimeCall;
}
impl CreateTransaction<Call<Test>> for Test {
	type Extension = Extension;
	fn create_transaction(call: RuntimeCall, extension: Extension) -> Xt {
		Xt::new_transaction(call, extension)
	}
}
impl CreateAuthorizedTransaction<Call<Test>> for Test {
	fn create_extension() -> Extension {
		Extension::new()
	}
}

pub fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}
pub fn account(name: &str) -> AccountId {
	AccountId::new(pair(name).public().0)
}

/// The worker's operator.
pub fn operator() -> AccountId {
	account("Operator")
}
pub fn validator(i: u32) -> AccountId {
	account(&format!("Validator{i}"))
}
pub fn attribution_pair(i: u32) -> sr25519::Pair {
	pair(&format!("Attribution{i}"))
}

pub const WORKER: WorkerId = WorkerId(0);
pub const STAKE: Balance = 100 * OPEN;
pub const FUNDS: Balance = 1_000 * OPEN;

#[derive(Default)]
pub struct ExtBuilder {
	validators: u32,
}

impl ExtBuilder {
	pub fn validators(validators: u32) -> Self {
		Self { validators }
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let rich = ["Operator", "Payer", "Anyone", "Demander", "Broke"];
		pallet_balances::GenesisConfig::<Test> {
			balances: rich
				.iter()
				.map(|name| (account(name), FUNDS))
				.chain([(BOOKS.into(), 1), (Treasury::get(), OPEN)])
				.collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			set_validators(self.validators);
			add_worker(&operator(), &account("WorkerKey"), STAKE);
			publish_model();
		});
		ext
	}

	/// Runs a test, then checks the invariants and that no planck was made or lost.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			let before = Balances::total_issuance();
			test();
			check_state();
			assert_eq!(Balances::total_issuance() + Burnt::get(), before);
		});
	}
}

pub fn check_state() {
	Attribution::do_try_state().unwrap();
	check_books();
}

/// Ends the current block and begins the next, `n` times.
pub fn run(n: u32) {
	for _ in 0..n {
		Attribution::on_finalize(System::block_number());
		System::set_block_number(System::block_number() + 1);
		Attribution::on_initialize(System::block_number());
	}
}

pub fn batch_id(epoch: u32) -> BatchId {
	BatchId { worker: WORKER, epoch: BatchEpoch(epoch) }
}
pub fn batch(epoch: u32) -> Batch {
	Batches::<Test>::get(WORKER, BatchEpoch(epoch)).unwrap()
}
pub fn signed(name: &str) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(name))
}

/// What seat `authority` would say of a batch.
pub fn attestation(epoch: u32, authority: u32) -> Attestation {
	let batch = batch(epoch);
	Attestation {
		worker: WORKER,
		epoch: BatchEpoch(epoch),
		header_hash: batch.header_hash,
		seed: batch.seed.unwrap_or_default(),
		session_index: batch.session_index,
		authority,
		audited: H256::repeat_byte(authority as u8),
	}
}

pub fn sign_attestation(attestation: &Attestation, key: &sr25519::Pair) -> AttributionSignature {
	key.sign(&Attribution::attest_payload(attestation)).into()
}

/// Authorizes and dispatches a call as a block does.
pub fn submit_authorized(call: Call<Test>) -> DispatchResult {
	let call = RuntimeCall::from(call);
	let authorized = call.authorize(TransactionSource::External).unwrap();
	authorized.map_err(|_| sp_runtime::DispatchError::BadOrigin)?;
	let origin = RuntimeOrigin::from(frame_system::RawOrigin::Authorized);
	use sp_runtime::traits::Dispatchable;
	call.dispatch(origin).map(|_| ()).map_err(|error| error.error)
}

/// Validator `authority` (with its own key) attests.
pub fn attest(epoch: u32, authority: u32) -> DispatchResult {
	let attestation = attestation(epoch, authority);
	let seat = batch(epoch).committee[authority as usize].account.clone();
	let index = (0..200).find(|i| validator(*i) == seat).unwrap();
	let signature = sign_attestation(&attestation, &attribution_pair(index));
	submit_authorized(Call::attest { attestation, signature })
}

/// Gives `who` plancks that count as issued before the test.
pub fn fund(who: &AccountId, amount: Balance) {
	Balances::set_balance(who, amount);
}

/// Externalities with a keystore, for benchmarks as tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn bench_ext() -> sp_io::TestExternalities {
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
	let mut ext = ExtBuilder::validators(1).build();
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext
}
