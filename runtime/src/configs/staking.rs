// SPDX-License-Identifier: Apache-2.0

//! Who may validate, for which stake and pay: nominated proof of stake, pools, offences.

use crate::*;
use alloc::vec::Vec;
use frame_election_provider_support::{
	bounds::{DataProviderBounds, ElectionBounds, ElectionBoundsBuilder},
	data_provider, onchain, BoundedSupportsOf, ElectionDataProvider, ElectionProvider, PageIndex,
	SequentialPhragmen, VoteWeight, VoterOf,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		ConstBool, ConstU32, ConstU8, Get,
	},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use openledger_primitives::{OPEN, PPM};
use sp_core::U256;
use sp_runtime::{traits::Convert, FixedU128, Perbill, SaturatedConversion};
use sp_staking::currency_to_vote::U128CurrencyToVote;

/// Voters that an election takes: the validators' own votes and the heaviest nominators of the bags
/// list. With [`MAX_TARGETS`] an election fits its slot (`bench/README.md`).
pub const MAX_VOTERS: u32 = 1_000;
/// Validators that may stand for an election.
pub const MAX_TARGETS: u32 = 200;
/// Most validators of an era.
pub const MAX_VALIDATORS: u32 = 100;
/// Most validators that one nominator names.
pub const MAX_NOMINATIONS: u32 = 16;
/// Milliseconds of a year of 365.25 days.
const MILLISECONDS_PER_YEAR: u128 = 31_557_600_000;

parameter_types! {
	/// Eras that the chain remembers: rewards are paid out within them.
	pub const HistoryDepth: u32 = 84;
	/// Bounds of an election.
	pub ElectionLimits: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(MAX_VOTERS.into())
		.targets_count(MAX_TARGETS.into())
		.build();
	/// Upper ends of the bags, see [`bags`].
	pub const BagThresholds: &'static [VoteWeight] = &bags::THRESHOLDS;

	/// Account prefix of nomination pools.
	pub const PoolsPalletId: PalletId = PalletId(*b"ol/pools");
	/// Account prefix of delegated stakes.
	pub const DelegatedStakingPalletId: PalletId = PalletId(*b"ol/dlgst");
	/// Part of a pending slash that goes to who applies it.
	pub const SlashRewardFraction: Perbill = Perbill::from_percent(1);
	/// Held while an account waits to unstake fast, plancks. The SDK's benchmarks have 10⁴ existential
	/// deposits, which is a hundredth of an OPEN.
	pub const FastUnstakeDeposit: Balance =
		if cfg!(feature = "runtime-benchmarks") { OPEN / 1_000 } else { OPEN };
}

/// Upper ends of the bags of nominators: powers of two of the vote weight (issuance over 2⁶⁴ plancks
/// is one unit).
pub mod bags {
	use super::VoteWeight;

	/// 2⁰, 2¹ … 2⁶³, then all there is.
	pub const THRESHOLDS: [VoteWeight; 65] = {
		let mut ends = [VoteWeight::MAX; 65];
		let mut i = 0;
		while i < 64 {
			ends[i] = 1 << i;
			i += 1;
		}
		ends
	};
}

/// What an election is held over: pallet-staking's voters, and of its candidates as many as an election
/// takes.
///
/// With more candidates than that pallet-staking gives none and the election fails, so that whoever
/// pays the least bond often enough would keep the set as it is for ever. Genesis sets
/// `MaxValidatorsCount`; this is for a chain whose voters have lifted it.
pub struct Candidates;

impl ElectionDataProvider for Candidates {
	type AccountId = AccountId;
	type BlockNumber = BlockNumber;
	type MaxVotesPerVoter = <Staking as ElectionDataProvider>::MaxVotesPerVoter;

	fn electable_targets(
		bounds: DataProviderBounds,
		_: PageIndex,
	) -> data_provider::Result<Vec<AccountId>> {
		Ok(Staking::get_npos_targets(bounds))
	}

	fn electing_voters(
		bounds: DataProviderBounds,
		page: PageIndex,
	) -> data_provider::Result<Vec<VoterOf<Self>>> {
		Staking::electing_voters(bounds, page)
	}

	fn desired_targets() -> data_provider::Result<u32> {
		Staking::desired_targets()
	}

	fn next_election_prediction(now: BlockNumber) -> BlockNumber {
		Staking::next_election_prediction(now)
	}
}

/// Elections on chain, at the end of an era.
pub struct OnChainElection;

impl onchain::Config for OnChainElection {
	type Sort = ConstBool<true>;
	type System = Runtime;
	type Solver = SequentialPhragmen<AccountId, Perbill>;
	type MaxBackersPerWinner = ConstU32<MAX_VOTERS>;
	type MaxWinnersPerPage = ConstU32<MAX_VALIDATORS>;
	type DataProvider = Candidates;
	type WeightInfo = weights::frame_election_provider_support::WeightInfo<Runtime>;
	type Bounds = ElectionLimits;
}

/// Elections that begin and end within one block.
///
/// [`onchain::OnChainExecution`] says of itself that an election is always ongoing, and
/// pallet-fast-unstake checks nobody while one is. Between blocks none is.
pub struct SameBlockElection;

type OnChain = onchain::OnChainExecution<OnChainElection>;

impl ElectionProvider for SameBlockElection {
	type AccountId = AccountId;
	type BlockNumber = BlockNumber;
	type Error = <OnChain as ElectionProvider>::Error;
	type MaxWinnersPerPage = <OnChain as ElectionProvider>::MaxWinnersPerPage;
	type MaxBackersPerWinner = <OnChain as ElectionProvider>::MaxBackersPerWinner;
	type MaxBackersPerWinnerFinal = <OnChain as ElectionProvider>::MaxBackersPerWinnerFinal;
	type Pages = <OnChain as ElectionProvider>::Pages;
	type DataProvider = Staking;

	fn elect(page: PageIndex) -> Result<BoundedSupportsOf<Self>, Self::Error> {
		OnChain::elect(page)
	}

	fn start() -> Result<(), Self::Error> {
		OnChain::start()
	}

	fn duration() -> BlockNumber {
		OnChain::duration()
	}

	fn status() -> Result<Option<Weight>, ()> {
		Err(())
	}
}

/// What an era pays: the attesters' part of the protocol's shares that has arrived in the stakers'
/// pot, and what inflation mints.
///
/// Inflation is a governed parameter ([`dynamic_params::economy::Inflation`]) of at most 5 % a year.
/// Its default of 2 % pays for security while there is little use: with half of all OPEN staked it
/// yields 4 % a year, less than any large proof-of-stake chain pays today, and the burnt parts of fees
/// work against it. It pays for stake only, never for usage (DESIGN §4).
///
/// The pot is burnt here and minted again when rewards are paid out: what nobody claims within
/// [`HistoryDepth`] stays burnt.
pub struct EraPayout;

impl EraPayout {
	/// Plancks minted for `milliseconds` out of `issuance` at `inflation` parts per million a year.
	pub fn minted(issuance: Balance, inflation: u32, milliseconds: u64) -> Balance {
		let product = U256::from(issuance)
			.saturating_mul(inflation.into())
			.saturating_mul(U256::from(u128::from(milliseconds).min(MILLISECONDS_PER_YEAR)));
		let divisor = U256::from(PPM).saturating_mul(MILLISECONDS_PER_YEAR.into());
		product.checked_div(divisor).unwrap_or_default().saturated_into()
	}

	/// Takes all there is in the stakers' pot.
	fn empty_pot() -> Balance {
		let pot = StakersPot::get();
		let due = Balances::reducible_balance(&pot, Preservation::Expendable, Fortitude::Polite);
		Balances::burn_from(
			&pot,
			due,
			Preservation::Expendable,
			Precision::BestEffort,
			Fortitude::Polite,
		)
		.unwrap_or_default()
	}
}

impl sp_staking::EraPayout<Balance> for EraPayout {
	fn era_payout(_staked: Balance, issuance: Balance, milliseconds: u64) -> (Balance, Balance) {
		let inflation = dynamic_params::economy::Inflation::get().get().saturated_into();
		let minted = Self::minted(issuance, inflation, milliseconds);
		(minted.saturating_add(Self::empty_pot()), 0)
	}
}

/// Sizes of the benchmarks of staking.
pub struct StakingBenchmarks;
impl pallet_staking::BenchmarkingConfig for StakingBenchmarks {
	type MaxNominators = ConstU32<1_000>;
	type MaxValidators = ConstU32<100>;
}

impl pallet_staking::Config for Runtime {
	type OldCurrency = Balances;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CurrencyBalance = Balance;
	type UnixTime = Timestamp;
	type CurrencyToVote = U128CurrencyToVote;
	type ElectionProvider = SameBlockElection;
	type GenesisElectionProvider = SameBlockElection;
	type NominationsQuota = pallet_staking::FixedNominationsQuota<MAX_NOMINATIONS>;
	type HistoryDepth = HistoryDepth;
	type RewardRemainder = TreasuryCredit;
	type RuntimeEvent = RuntimeEvent;
	type Slash = TreasuryCredit;
	type Reward = ();
	type SessionsPerEra = pallet_timing::SessionsPerEra<Runtime>;
	type BondingDuration = pallet_timing::BondingEras<Runtime>;
	type SlashDeferDuration = pallet_timing::SlashDeferEras<Runtime>;
	type AdminOrigin = EmergencyOrigin;
	type SessionInterface = Self;
	type EraPayout = EraPayout;
	type NextNewSession = Session;
	type MaxExposurePageSize = ConstU32<64>;
	type MaxValidatorSet = ConstU32<MAX_VALIDATORS>;
	type VoterList = VoterList;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	type MaxControllersInDeprecationBatch = ConstU32<100>;
	type EventListeners = (NominationPools, DelegatedStaking);
	type Filter = pallet_nomination_pools::AllPoolMembers<Self>;
	type BenchmarkingConfig = StakingBenchmarks;
	type WeightInfo = weights::pallet_staking::WeightInfo<Runtime>;
}

/// The list of nominators by stake.
pub type VoterBagsList = pallet_bags_list::Instance1;

impl pallet_bags_list::Config<VoterBagsList> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_bags_list::WeightInfo<Runtime>;
	type ScoreProvider = Staking;
	type BagThresholds = BagThresholds;
	type MaxAutoRebagPerBlock = ConstU32<5>;
	type Score = VoteWeight;
}

impl pallet_delegated_staking::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = DelegatedStakingPalletId;
	type Currency = Balances;
	type OnSlash = ();
	type SlashRewardFraction = SlashRewardFraction;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CoreStaking = Staking;
}

/// Balances as 256-bit numbers and back.
pub struct Wide;
impl Convert<Balance, U256> for Wide {
	fn convert(amount: Balance) -> U256 {
		amount.into()
	}
}
impl Convert<U256, Balance> for Wide {
	fn convert(amount: U256) -> Balance {
		amount.saturated_into()
	}
}

impl pallet_nomination_pools::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_nomination_pools::WeightInfo<Runtime>;
	type Currency = Balances;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RewardCounter = FixedU128;
	type PalletId = PoolsPalletId;
	type MaxPointsToBalance = ConstU8<10>;
	type MaxUnbonding = ConstU32<8>;
	type BalanceToU256 = Wide;
	type U256ToBalance = Wide;
	type StakeAdapter =
		pallet_nomination_pools::adapter::DelegateStake<Self, Staking, DelegatedStaking>;
	// More than the greatest number of bonding eras.
	type MaxUnbondingPools = ConstU32<{ openledger_primitives::MAX_BONDING_ERAS + 4 }>;
	type MaxMetadataLen = ConstU32<256>;
	type AdminOrigin = EconomyOrigin;
	type BlockNumberProvider = System;
	type Filter = pallet_staking::AllStakers<Runtime>;
}

impl pallet_fast_unstake::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type Deposit = FastUnstakeDeposit;
	type ControlOrigin = EnsureRoot<AccountId>;
	type BatchSize = ConstU32<16>;
	type Staking = Staking;
	type MaxErasToCheckPerBlock = ConstU32<1>;
	type WeightInfo = weights::pallet_fast_unstake::WeightInfo<Runtime>;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = pallet_session::historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Staking;
}
