// SPDX-License-Identifier: Apache-2.0

//! Who authors and who finalises: BABE, GRANDPA, sessions, authority discovery.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64, Get, OneSessionHandler},
};
use openledger_primitives::AttributionId;
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::{traits::OpaqueKeys, BoundToRuntimeAppPublic, SaturatedConversion};

/// Odds of a primary slot: one in four. The other slots fall to secondary authors.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);
/// BABE's parameters at genesis. Every author proves a VRF output, secondary ones too: the seeds of
/// batches are chained over them (PROTOCOL §5).
pub const BABE_GENESIS_EPOCH_CONFIG: BabeEpochConfiguration = BabeEpochConfiguration {
	c: PRIMARY_PROBABILITY,
	allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots,
};

/// Most validators.
pub type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
/// Most nominators of one validator that a report of an equivocation weighs.
pub type MaxNominators = ConstU32<MAX_VOTERS>;

/// Blocks after an equivocation in which it can be reported: as long as the stake is bonded.
pub struct ReportLongevity;
impl Get<u64> for ReportLongevity {
	fn get() -> u64 {
		let periods: openledger_primitives::Timing = pallet_timing::Timings::<Runtime>::get();
		u64::from(periods.bonding_eras)
			.saturating_mul(periods.sessions_per_era.into())
			.saturating_mul(periods.epoch.into())
	}
}

parameter_types! {
	/// Time between blocks that BABE aims at, in milliseconds.
	pub const ExpectedBlockTime: Moment = SLOT_DURATION;
	/// Held for the registration of session keys, in plancks.
	pub const KeyDeposit: Balance = deposit(1, 160);
}

impl pallet_babe::Config for Runtime {
	type EpochDuration = pallet_timing::Epoch<Runtime>;
	type ExpectedBlockTime = ExpectedBlockTime;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	type WeightInfo = weights::pallet_babe::WeightInfo<Runtime>;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = MaxNominators;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_grandpa::WeightInfo<Runtime>;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = MaxNominators;
	// Sessions of the longest bonding time of all presets, 28 eras of six.
	type MaxSetIdSessionEntries = ConstU64<168>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
	type EventHandler = Staking;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = sp_runtime::traits::ConvertInto;
	type ShouldEndSession = pallet_session_rotation::Never;
	type NextSessionRotation = Babe;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Self, Staking>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = Disabling;
	type WeightInfo = weights::pallet_session::WeightInfo<Runtime>;
	type Currency = Balances;
	type KeyDeposit = KeyDeposit;
}

impl pallet_session_rotation::Config for Runtime {
	type SessionEnd = Babe;
	type Scope = RotationScope;
	type WeightInfo = weights::pallet_session_rotation::WeightInfo<Runtime>;
}

/// What the end of a session involves: as many candidates and nominators as an election looks at, and at
/// least the validators of the session that ends and of the one that begins, whose keys it reads also when
/// all have left. Slashes that fall due with the next era are as many as there were offences: then nothing
/// else is in the block.
pub struct RotationScope;

impl Get<Option<(u32, u32)>> for RotationScope {
	fn get() -> Option<(u32, u32)> {
		let next = Staking::active_era().map_or(0, |era| era.index.saturating_add(1));
		if pallet_staking::UnappliedSlashes::<Runtime>::contains_key(next) {
			return None;
		}
		let active = pallet_session::Validators::<Runtime>::decode_len().unwrap_or_default();
		let queued = pallet_session::QueuedKeys::<Runtime>::decode_len().unwrap_or_default();
		let candidates = pallet_staking::Validators::<Runtime>::count().min(MAX_TARGETS);
		let validators = candidates.max(active.max(queued).saturated_into());
		// It passes by as many without a vote as it takes.
		let nominators =
			pallet_staking::Nominators::<Runtime>::count().min(MAX_VOTERS.saturating_mul(2));
		Some((validators, nominators))
	}
}

impl pallet_session::historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_staking::UnitIdentificationOf<Self>;
}

impl pallet_authority_discovery::Config for Runtime {
	type MaxAuthorities = MaxAuthorities;
}

/// Place of the attribution key among the session keys. The session pallet keeps the keys; who
/// needs them asks through [`CurrentCommittee`].
pub struct AttributionKey;

impl BoundToRuntimeAppPublic for AttributionKey {
	type Public = AttributionId;
}

impl OneSessionHandler<AccountId> for AttributionKey {
	type Key = AttributionId;

	fn on_genesis_session<'a, I: 'a>(_: I)
	where
		I: Iterator<Item = (&'a AccountId, Self::Key)>,
	{
	}

	fn on_new_session<'a, I: 'a>(_: bool, _: I, _: I)
	where
		I: Iterator<Item = (&'a AccountId, Self::Key)>,
	{
	}

	fn on_disabled(_: u32) {}
}

/// BABE's VRF output of the block that is being executed. BABE writes it when the block ends, before
/// the value flow's pallets end theirs (pallet indices give the order); earlier in a block it is the
/// parent's. Nothing in development sealing, whose blocks carry no VRF output.
pub struct BabeRandomness;

impl openledger_primitives_traits::BlockRandomness for BabeRandomness {
	fn vrf_output() -> Option<sp_core::H256> {
		Babe::author_vrf_randomness().map(Into::into)
	}
}
