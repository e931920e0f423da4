// SPDX-License-Identifier: Apache-2.0

//! The value flow: Datanets, models, agents, workers, inference, attribution, rewards.
//!
//! This is the only place where the pallets of the flow meet.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Get},
	PalletId,
};
use openledger_primitives::MICRO;
use openledger_primitives_objects::SigningDomain;
use sp_runtime::traits::AccountIdConversion;

parameter_types! {
	/// Holds batch pots, Datanet pots and earnings that nobody has claimed yet.
	pub const BooksPalletId: PalletId = PalletId(*b"ol/books");
	/// Receives the treasury's share and what is slashed.
	pub const TreasuryPalletId: PalletId = PalletId(*b"ol/trsry");

	/// Held while a Datanet exists, plancks.
	pub const DatanetDeposit: Balance = deposit(2, 1_400);

	/// Held while a base model is registered, plancks.
	pub const BaseDeposit: Balance = deposit(1, 400);
	/// Held while a model exists, plancks.
	pub const ModelDeposit: Balance = deposit(1, 300);
	/// Held while a training job exists, plancks.
	pub const JobDeposit: Balance = deposit(1, 1_200);
	/// Held while a model version exists, plancks.
	pub const VersionDeposit: Balance = deposit(2, 3_000);

	/// Held while an agent exists, plancks.
	pub const AgentDeposit: Balance = deposit(1, 600);

	/// Held for the state of a session beside its deposit, plancks.
	pub const SessionBond: Balance = deposit(1, 1_000);

	/// Held from the worker while a batch is in state, plancks.
	pub const BatchDeposit: Balance = deposit(2, 8_000);
	/// Least fees that make a batch, plancks.
	pub const MinBatchFee: Balance = MICRO;
}

/// The treasury's account.
pub struct TreasuryAccount;
impl Get<AccountId> for TreasuryAccount {
	fn get() -> AccountId {
		TreasuryPalletId::get().into_account_truncating()
	}
}

impl frame_support::traits::TypedGet for TreasuryAccount {
	type Type = AccountId;

	fn get() -> AccountId {
		<Self as Get<AccountId>>::get()
	}
}

/// Whether endpoints and locations must be public ones.
pub struct PublicNetwork;
impl Get<bool> for PublicNetwork {
	fn get() -> bool {
		!pallet_timing::Networks::<Runtime>::get().local_endpoints
	}
}

/// What signatures of protocol objects are bound to.
pub struct Domain;
impl Get<SigningDomain> for Domain {
	fn get() -> SigningDomain {
		SigningDomain {
			genesis: System::block_hash(0),
			chain_id: pallet_timing::Networks::<Runtime>::get().evm_chain_id,
		}
	}
}

/// Where decoys are drawn from: the chain over the VRF outputs of all blocks before this one (a block
/// adds its own when it ends).
pub struct DecoySeed;
impl Get<Hash> for DecoySeed {
	fn get() -> Hash {
		pallet_attribution::VrfChain::<Runtime>::get()
	}
}

impl pallet_evm_accounts::Config for Runtime {
	type Currency = Balances;
	type EntryDeposit = ExistentialDeposit;
	type WeightInfo = weights::pallet_evm_accounts::WeightInfo<Runtime>;
}

impl pallet_datanets::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Timing = pallet_timing::Pallet<Runtime>;
	type PublicNetwork = PublicNetwork;
	type Treasury = TreasuryAccount;
	type OnDatanet = Rewards;
	type DatanetDeposit = DatanetDeposit;
	type BondBase = BondBase;
	type BondPerRow = BondPerRow;
	type MinCuratorStake = MinCuratorStake;
	type MaxRows = ConstU32<1_000_000>;
	type MaxBytes = ConstU32<{ 1 << 30 }>;
	type WeightInfo = weights::pallet_datanets::WeightInfo<Runtime>;
}

impl pallet_models::Config for Runtime {
	type WeightInfo = weights::pallet_models::WeightInfo<Runtime>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Datasets = Datanets;
	type Workers = Workers;
	type Timing = pallet_timing::Pallet<Runtime>;
	type DecoySeed = DecoySeed;
	type PublicNetwork = PublicNetwork;
	type BaseDeposit = BaseDeposit;
	type ModelDeposit = ModelDeposit;
	type JobDeposit = JobDeposit;
	type VersionDeposit = VersionDeposit;
	type MaxRoyalties = MaxRoyalties;
}

impl pallet_agents::Config for Runtime {
	type WeightInfo = weights::pallet_agents::WeightInfo<Runtime>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Models = Models;
	type PublicNetwork = PublicNetwork;
	type AgentDeposit = AgentDeposit;
	type MaxMarkup = MaxMarkup;
}

impl pallet_workers::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Exposure = Attribution;
	type Timing = pallet_timing::Pallet<Runtime>;
	type PublicNetwork = PublicNetwork;
	type MinStake = MinStake;
	type WeightInfo = weights::pallet_workers::WeightInfo<Runtime>;
}

impl pallet_inference::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Models = Models;
	type Agents = Agents;
	type Workers = Workers;
	type Timing = pallet_timing::Pallet<Runtime>;
	type SigningDomain = Domain;
	type SessionBond = SessionBond;
	type WeightInfo = weights::pallet_inference::WeightInfo<Runtime>;
}

impl pallet_attribution::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Timing = pallet_timing::Pallet<Runtime>;
	type SigningDomain = Domain;
	type Workers = Workers;
	type Sessions = Inference;
	type Models = Models;
	type Datasets = Datanets;
	type Books = Rewards;
	type Committee = CurrentCommittee;
	type ReportAttesters = AttesterStakes;
	type Randomness = BabeRandomness;
	type Fetch = pallet_attribution::HostFetch<PublicNetwork>;
	type Treasury = TreasuryAccount;
	type BatchDeposit = BatchDeposit;
	type MinBatchFee = MinBatchFee;
	type AuditLeaves = AuditLeaves;
	type DemandBond = DemandBond;
	type DemandPrice = DemandPrice;
	type EquivocationSlash = EquivocationSlash;
	type ChallengeBond = DemandBond;
	type ChallengeReward = ChallengeReward;
	type WeightInfo = weights::pallet_attribution::WeightInfo<Runtime>;
}

impl pallet_rewards::Config for Runtime {
	type Currency = Balances;
	type Datasets = Datanets;
	type Models = Models;
	type Agents = Agents;
	type Treasury = TreasuryAccount;
	type AttesterPot = StakersPot;
	type RewardAttesters = AttesterStakes;
	type WaterfallOrigin = EconomyOrigin;
	type PalletId = BooksPalletId;
	type WeightInfo = weights::pallet_rewards::WeightInfo<Runtime>;
}
