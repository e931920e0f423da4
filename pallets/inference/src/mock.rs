// SPDX-License-Identifier: Apache-2.0
//! A runtime with balances and this pallet. Models below 20, agents (even ids) and apps (odd ids)
//! below 38 are live; 20, 40 and 41 are retired; 38 and 39 use no model. Worker 0 is operated by
//! [`OPERATOR`], worker 1 by [`OTHER`], worker 2 is leaving.

use crate as pallet_inference;
use crate::{Assets, NextSessionId, OpenSession, Pallet, Session, Sessions, Visibility};
use frame_support::{assert_ok, derive_impl, parameter_types, traits::ConstU128};
use openledger_primitives::{
	AgentId, Balance, BatchEpoch, Hash, ModelVersionId, Ppm, SessionId, Timing, WorkerId, MILLI,
	OPEN,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	SessionLeaf, SignedObject, SignedVoucher, SigningDomain, Voucher,
};
use openledger_primitives_traits::{
	AgentSummary, InspectAgents, InspectModels, InspectWorkers, ModelVersionSummary, WorkerSummary,
};
use sp_core::{sr25519, Pair};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 30,
		Inference: pallet_inference = 64,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

/// Existential deposit of the tests.
pub const EXISTENTIAL: Balance = 1_000;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL>;
	type AccountStore = System;
}

/// Blocks from close or expiry to release.
pub const GRACE: u32 = 100;
/// Held per session for its state.
pub const BOND: Balance = 10 * MILLI;

parameter_types! {
	pub static RateIn: Balance = MILLI;
	pub static RateOut: Balance = 2 * MILLI;
	pub static Markup: Ppm = 100_000;
	pub static Made: u32 = 0;
	pub Domain: SigningDomain = SigningDomain { genesis: Hash::repeat_byte(7), chain_id: 42 };
	pub Periods: Timing = Timing {
		epoch: 10,
		reveal_window: 10,
		review_window: 10,
		batch_epoch: 10,
		seed_window: 5,
		seed_delay: 2,
		attest_window: 10,
		challenge_window: 20,
		answer_window: 10,
		settle_grace: GRACE,
		unstake_delay: 200,
		training_deadline: 100,
		credit_ttl: 100,
		day: 12,
		sessions_per_era: 3,
		bonding_eras: 3,
		slash_defer_eras: 1,
	};
}

pub struct MockModels;
impl InspectModels<AccountId> for MockModels {
	fn model_version(id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		(id.0 <= 20).then(|| ModelVersionSummary {
			owner: acc(60),
			trainer: WorkerId(0),
			adapter_hash: Hash::zero(),
			rate_in: RateIn::get(),
			rate_out: RateOut::get(),
			datasets: vec![],
			royalties: vec![],
			index: Default::default(),
			live: id.0 < 20,
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_model_version(
		_: &AccountId,
		_: WorkerId,
		_: &[openledger_primitives::DatasetRef],
	) -> ModelVersionId {
		Made::mutate(|made| *made += 1);
		ModelVersionId(Made::get() % 16)
	}
}

pub struct MockAgents;
impl InspectAgents<AccountId> for MockAgents {
	fn agent(id: AgentId) -> Option<AgentSummary<AccountId>> {
		(id.0 <= 41).then(|| AgentSummary {
			beneficiary: acc(61),
			markup: Markup::get(),
			is_app: id.0 % 2 == 1,
			live: id.0 < 40,
		})
	}
	fn uses(id: AgentId, _: ModelVersionId) -> bool {
		!matches!(id.0, 38 | 39)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_agent(_: &AccountId, _: ModelVersionId, is_app: bool) -> AgentId {
		AgentId(u32::from(is_app))
	}
}

pub struct MockWorkers;
impl InspectWorkers<AccountId> for MockWorkers {
	fn worker(id: WorkerId) -> Option<WorkerSummary<AccountId>> {
		(id.0 <= 2).then(|| WorkerSummary {
			operator: if id.0 == 0 { acc(OPERATOR) } else { acc(OTHER) },
			stake: 100 * OPEN,
			endpoints: vec![],
			active: id.0 < 2,
		})
	}
	fn operated_by(_: &AccountId) -> Option<WorkerId> {
		None
	}
	fn key_at(_: WorkerId, _: BatchEpoch) -> Option<AccountId> {
		None
	}
	fn workers_after(_: Option<WorkerId>, _: u32) -> Vec<WorkerId> {
		vec![]
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_worker(_: &AccountId, _: &AccountId, _: Balance) -> WorkerId {
		WorkerId(0)
	}
}

impl pallet_inference::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Models = MockModels;
	type Agents = MockAgents;
	type Workers = MockWorkers;
	type Timing = Periods;
	type SigningDomain = Domain;
	type SessionBond = ConstU128<BOND>;
	type WeightInfo = ();
}

pub fn acc(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

pub const PAYER: u8 = 1;
pub const SECOND: u8 = 2;
pub const OPERATOR: u8 = 3;
pub const OTHER: u8 = 4;
/// Where batches are paid from.
pub const POT: u8 = 99;
/// Balance of payers and operators at genesis.
pub const RICH: Balance = 1_000 * OPEN;
/// Deposit of [`opening`].
pub const DEPOSIT: Balance = 10 * OPEN;
/// Limit per call of [`opening`].
pub const CALL: Balance = OPEN;
/// Expiry of [`opening`].
pub const EXPIRY: u32 = 50;

pub fn signed(n: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(acc(n))
}

/// The voucher key of every session, unless a test says otherwise.
pub fn voucher_pair() -> sr25519::Pair {
	sr25519::Pair::from_seed(&[5; 32])
}

pub fn account_of(pair: &sr25519::Pair) -> AccountId {
	AccountId::new(pair.public().0)
}

/// A session with worker 0 for model version 1.
pub fn opening() -> OpenSession {
	OpenSession {
		worker: WorkerId(0),
		voucher_key: account_of(&voucher_pair()),
		assets: assets(&[(1, None, None)]),
		deposit: DEPOSIT,
		max_per_call: CALL,
		expires_at: EXPIRY,
		visibility: Visibility::Open,
	}
}

pub fn assets(list: &[(u32, Option<u32>, Option<u32>)]) -> Assets {
	list.iter()
		.map(|(model, agent, app)| (ModelVersionId(*model), agent.map(AgentId), app.map(AgentId)))
		.collect::<Vec<_>>()
		.try_into()
		.unwrap()
}

/// Opens [`opening`] for [`PAYER`].
pub fn opened() -> SessionId {
	let id = NextSessionId::<Test>::get();
	assert_ok!(Pallet::<Test>::open_session(signed(PAYER), opening()));
	id
}

pub fn session(id: SessionId) -> Session {
	Sessions::<Test>::get(id).unwrap()
}

/// A leaf that follows what is settled: receipts up to `n_to`, the last of which costs `last` and
/// those before it `acknowledged` together.
pub fn leaf(id: SessionId, n_to: u32, acknowledged: Balance, last: Balance) -> SessionLeaf {
	let session = session(id);
	let cumulative = session.settled + acknowledged;
	let voucher = Voucher {
		session: id,
		worker: session.worker,
		n: n_to,
		acknowledges: Hash::repeat_byte(n_to as u8),
		cumulative,
	};
	SessionLeaf {
		session: id,
		n_from: session.settled_n + 1,
		n_to,
		settled_before: session.settled,
		settled_after: cumulative + last,
		voucher: sign(voucher),
	}
}

pub fn sign(voucher: Voucher) -> SignedVoucher {
	let signature = voucher_pair().sign(voucher.scale_digest(&Domain::get()).as_bytes()).into();
	SignedVoucher { voucher, signature }
}

pub fn go_to(block: u32) {
	System::set_block_number(block);
}

/// Free balance and holds together.
pub fn total(n: u8) -> Balance {
	let data = System::account(acc(n)).data;
	data.free + data.reserved
}

#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut balances = [PAYER, SECOND, OPERATOR, OTHER].map(|n| (acc(n), RICH)).to_vec();
		balances.push((acc(POT), EXISTENTIAL));
		pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			RateIn::set(MILLI);
			RateOut::set(2 * MILLI);
			Markup::set(100_000);
		});
		ext
	}

	/// Runs a test and checks the state after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Pallet::<Test>::do_try_state().unwrap();
		});
	}
}
