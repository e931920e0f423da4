// SPDX-License-Identifier: Apache-2.0

//! What governance sets without an upgrade, by track. Bounds live in the types of the values
//! ([`crate::ranged`]): what lies outside does not decode.
//!
//! Beside these: the waterfall is one value of [`pallet_rewards`], periods are one value of
//! [`pallet_timing`], precompiles are switched in [`openledger_evm_precompiles`], staking's own numbers
//! are set in [`pallet_staking`].

use crate::{
	ranged::{Count, Gas, PartsPerMillion, Plancks},
	*,
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{EnsureOrigin, EnsureOriginWithArg, Get},
};
use openledger_primitives::{Ppm, MICRO, MILLI, OPEN};

/// The parameters. Key and value types come from the macro.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// Set by the economy track.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod economy {
		use super::*;

		/// OPEN minted for stakers in a year, parts per million of the issuance.
		#[codec(index = 0)]
		pub static Inflation: PartsPerMillion<0, 50_000> = PartsPerMillion::constant(20_000);
		/// Most that an agent or app may add to the base fee, parts per million.
		#[codec(index = 1)]
		pub static MaxMarkup: PartsPerMillion<0, 1_000_000> = PartsPerMillion::constant(300_000);
		/// Most that ancestors of a model take of the owner's share, parts per million.
		#[codec(index = 2)]
		pub static MaxRoyalties: PartsPerMillion<0, 1_000_000> = PartsPerMillion::constant(500_000);
		/// Held for a contribution whatever its size, plancks.
		#[codec(index = 3)]
		pub static BondBase: Plancks<MILLI, { 1_000 * OPEN }> = Plancks::constant(OPEN / 10);
		/// Held for each row of a contribution, plancks.
		#[codec(index = 4)]
		pub static BondPerRow: Plancks<MICRO, OPEN> = Plancks::constant(MILLI / 10);
		/// Least stake of a curator, plancks.
		#[codec(index = 5)]
		pub static MinCuratorStake: Plancks<OPEN, { 1_000_000 * OPEN }> =
			Plancks::constant(10 * OPEN);
		/// Least stake of a worker, plancks.
		#[codec(index = 6)]
		pub static MinWorkerStake: Plancks<OPEN, { 1_000_000 * OPEN }> =
			Plancks::constant(100 * OPEN);
		/// Gas of an Ethereum block. No more than what the slowest opcodes and precompiles do in the
		/// time that a block has (`bench/README.md`).
		#[codec(index = 7)]
		pub static BlockGasLimit: Gas<15_000_000, { ethereum::MAX_BLOCK_GAS }> =
			Gas::constant(ethereum::MAX_BLOCK_GAS);
	}

	/// Set by the attribution track.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod attribution {
		use super::*;

		/// Held from who demands a leaf, plancks.
		#[codec(index = 0)]
		pub static DemandBond: Plancks<MILLI, { 10_000 * OPEN }> = Plancks::constant(OPEN);
		/// Price of the first open demand of a batch, plancks; it doubles per open demand.
		#[codec(index = 1)]
		pub static DemandPrice: Plancks<MICRO, { 1_000 * OPEN }> = Plancks::constant(OPEN / 100);
		/// Part of a worker's stake that a proven lie costs, parts per million.
		#[codec(index = 2)]
		pub static WorkerSlash: PartsPerMillion<10_000, 1_000_000> =
			PartsPerMillion::constant(100_000);
		/// Leaves of a batch that its committee checks.
		#[codec(index = 3)]
		pub static AuditLeaves: Count<1, { pallet_attribution::MAX_LEAVES }> = Count::constant(8);
		/// Part of a penalty that goes to who proved the lie, parts per million.
		#[codec(index = 4)]
		pub static ChallengeReward: PartsPerMillion<
			0,
			{ pallet_attribution::MAX_CHALLENGE_REWARD },
		> = PartsPerMillion::constant(pallet_attribution::MAX_CHALLENGE_REWARD);
		/// Part of a validator's exposure that attesting a false leaf costs, parts per million.
		#[codec(index = 5)]
		pub static AttesterSlash: PartsPerMillion<10_000, { attesters::MAX_ATTESTER_SLASH }> =
			PartsPerMillion::constant(attesters::MAX_ATTESTER_SLASH);
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		RuntimeParameters::Economy(dynamic_params::economy::Parameters::Inflation(
			dynamic_params::economy::Inflation,
			Some(PartsPerMillion::constant(20_000)),
		))
	}
}

/// Which track may set which parameter; root may set all.
pub struct ParameterOrigin;

impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for ParameterOrigin {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin, key: &RuntimeParametersKey) -> Result<(), RuntimeOrigin> {
		match key {
			RuntimeParametersKey::Economy(_) => EconomyOrigin::try_origin(origin).map(|_| ()),
			RuntimeParametersKey::Attribution(_) => {
				AttributionOrigin::try_origin(origin).map(|_| ())
			},
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &RuntimeParametersKey) -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = ParameterOrigin;
	type WeightInfo = weights::pallet_parameters::WeightInfo<Runtime>;
}

macro_rules! governed {
	($( $(#[doc = $doc:literal])+ $name:ident: $type:ty = $track:ident::$key:ident ),* $(,)?) => { $(
		$(#[doc = $doc])+
		pub struct $name;
		impl Get<$type> for $name {
			fn get() -> $type {
				dynamic_params::$track::$key::get().get()
			}
		}
	)* };
}

governed! {
	/// Most that an agent or app may add to the base fee.
	MaxMarkup: Ppm = economy::MaxMarkup,
	/// Most that ancestors take of the owner's share.
	MaxRoyalties: Ppm = economy::MaxRoyalties,
	/// Held for a contribution whatever its size, plancks; pays its place in the pages of earnings too.
	BondBase: Balance = economy::BondBase,
	/// Held for each row of a contribution, plancks.
	BondPerRow: Balance = economy::BondPerRow,
	/// Least stake of a curator, plancks.
	MinCuratorStake: Balance = economy::MinCuratorStake,
	/// Least stake of a worker, plancks.
	MinStake: Balance = economy::MinWorkerStake,
	/// Gas of an Ethereum block.
	BlockGasLimit: u64 = economy::BlockGasLimit,
	/// Held from who demands a leaf, plancks.
	DemandBond: Balance = attribution::DemandBond,
	/// Price of the first open demand of a batch, plancks.
	DemandPrice: Balance = attribution::DemandPrice,
	/// Leaves of a batch that its committee checks.
	AuditLeaves: u32 = attribution::AuditLeaves,
	/// Part of a worker's stake that a proven lie costs.
	EquivocationSlash: Ppm = attribution::WorkerSlash,
	/// Part of a penalty that goes to who proved the lie.
	ChallengeReward: Ppm = attribution::ChallengeReward,
	/// Part of a validator's exposure that attesting a false leaf costs.
	AttesterSlash: Ppm = attribution::AttesterSlash,
}
