// SPDX-License-Identifier: Apache-2.0

//! Who decides: referenda by conviction voting, the technical committee's whitelist, the treasury.
//!
//! There is no privileged key. Root is what a referendum on the root track acts as, and what the
//! technical committee and a referendum together let through faster.

use crate::*;
use frame_support::{
	parameter_types,
	traits::{
		tokens::{imbalance::ResolveTo, PayFromAccount, UnityAssetBalanceConversion},
		AsEnsureOriginWithArg, ConstU32, EitherOf, Get,
	},
	weights::Weight,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureSigned, EnsureWithSuccess};
use openledger_primitives::OPEN;
use pallet_origins::{
	EnsureAttribution, EnsureEconomy, EnsureEmergency, EnsureTreasurer, EnsureWhitelistedCaller,
};
use sp_runtime::{traits::AccountIdLookup, Perbill, Permill};

/// Root, or a referendum on the economy track.
pub type EconomyOrigin = EitherOf<EnsureRoot<AccountId>, EnsureEconomy>;
/// Root, or a referendum on the attribution track.
pub type AttributionOrigin = EitherOf<EnsureRoot<AccountId>, EnsureAttribution>;
/// Root, or a referendum on the emergency track.
pub type EmergencyOrigin = EitherOf<EnsureRoot<AccountId>, EnsureEmergency>;
/// Root, or a referendum on the economy or the emergency track.
pub type SwitchOrigin = EitherOf<EconomyOrigin, EnsureEmergency>;

/// Most that one referendum of the treasurer's track spends, in plancks: 1 % of the supply at
/// genesis. More needs root.
pub const TREASURER_LIMIT: Balance = 10_000_000 * OPEN;

/// Days of governance, in blocks.
pub struct Days<const N: u32>;
impl<const N: u32> Get<BlockNumber> for Days<N> {
	fn get() -> BlockNumber {
		<pallet_timing::Day<Runtime> as Get<u32>>::get().saturating_mul(N)
	}
}

parameter_types! {
	/// Held for the submission of a referendum, plancks.
	pub const SubmissionDeposit: Balance = 100 * OPEN;
	/// See [`TREASURER_LIMIT`].
	pub const TreasurerLimit: Balance = TREASURER_LIMIT;
	/// Root may spend all there is, plancks.
	pub const RootLimit: Balance = Balance::MAX;
	/// Weight that a motion of the committee may take.
	pub MaxMotionWeight: Weight = Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
	/// What the treasury burns of what it did not spend.
	pub const TreasuryBurn: Permill = Permill::zero();

	/// Held for a bounty, plancks.
	pub const BountyDepositBase: Balance = 10 * OPEN;
	/// Least value of a bounty, plancks. The SDK's benchmarks pay a hundred times as much from a treasury
	/// of 10⁹ existential deposits, which is 1,000 OPEN.
	pub const BountyValueMinimum: Balance =
		if cfg!(feature = "runtime-benchmarks") { 5 } else { 100 } * OPEN;
	/// Part of its fee that a curator deposits.
	pub const CuratorDepositMultiplier: Permill = Permill::from_percent(50);
	/// Least deposit of a curator, plancks.
	pub const CuratorDepositMin: Option<Balance> = Some(10 * OPEN);
	/// Greatest deposit of a curator, plancks.
	pub const CuratorDepositMax: Option<Balance> = Some(10_000 * OPEN);
	/// Held for each byte of a bounty's description, plancks.
	pub const DataDepositPerByte: Balance = deposit(0, 1);
	/// Least value of a child bounty, plancks.
	pub const ChildBountyValueMinimum: Balance = OPEN;
}

impl pallet_origins::Config for Runtime {}

impl pallet_conviction_voting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_conviction_voting::WeightInfo<Runtime>;
	type Currency = Balances;
	type Polls = Referenda;
	type MaxTurnout =
		frame_support::traits::tokens::currency::ActiveIssuanceOf<Balances, AccountId>;
	type MaxVotes = ConstU32<128>;
	type VoteLockingPeriod = Days<7>;
	type BlockNumberProvider = System;
	type VotingHooks = ();
}

impl pallet_referenda::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_referenda::WeightInfo<Runtime>;
	type Scheduler = Scheduler;
	type Currency = Balances;
	type SubmitOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type CancelOrigin = EmergencyOrigin;
	type KillOrigin = EnsureRoot<AccountId>;
	type Slash = TreasuryReceives;
	type Votes = pallet_conviction_voting::VotesOf<Runtime>;
	type Tally = pallet_conviction_voting::TallyOf<Runtime>;
	type SubmissionDeposit = SubmissionDeposit;
	type MaxQueued = ConstU32<100>;
	type UndecidingTimeout = Days<14>;
	type AlarmInterval = ConstU32<1>;
	type Tracks = Tracks;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

/// The technical committee.
pub type TechnicalCollective = pallet_collective::Instance1;

/// Two thirds of the technical committee.
pub type TwoThirdsOfCommittee =
	pallet_collective::EnsureProportionAtLeast<AccountId, TechnicalCollective, 2, 3>;

impl pallet_collective::Config<TechnicalCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = Days<7>;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = ConstU32<20>;
	type DefaultVote = pallet_collective::MoreThanMajorityThenPrimeDefaultVote;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type MaxProposalWeight = MaxMotionWeight;
	type DisapproveOrigin = EmergencyOrigin;
	type KillOrigin = EmergencyOrigin;
	type Consideration = ();
}

impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = EitherOf<EnsureRoot<AccountId>, TwoThirdsOfCommittee>;
	type DispatchWhitelistedOrigin = EitherOf<EnsureRoot<AccountId>, EnsureWhitelistedCaller>;
	type Preimages = Preimage;
	type DeferredDispatchExpiration = Days<14>;
	type BlockNumberProvider = System;
	type WeightInfo = weights::pallet_whitelist::WeightInfo<Runtime>;
}

/// Gives what is slashed or left over to the treasury.
pub struct TreasuryReceives;

impl frame_support::traits::OnUnbalanced<pallet_treasury::NegativeImbalanceOf<Runtime>>
	for TreasuryReceives
{
	fn on_nonzero_unbalanced(amount: pallet_treasury::NegativeImbalanceOf<Runtime>) {
		use frame_support::traits::Currency;
		// What cannot be deposited is burnt by dropping it.
		let _ = Balances::resolve_creating(&<TreasuryAccount as Get<AccountId>>::get(), amount);
	}
}

/// The same for fungible credits.
pub type TreasuryCredit = ResolveTo<TreasuryAccount, Balances>;

/// Who may spend from the treasury, and how much at most.
pub type SpendOrigin = EitherOf<
	EnsureRootWithSuccess<AccountId, RootLimit>,
	EnsureWithSuccess<EnsureTreasurer, AccountId, TreasurerLimit>,
>;

impl pallet_treasury::Config for Runtime {
	type Currency = Balances;
	type RejectOrigin = EitherOf<EnsureRoot<AccountId>, EnsureTreasurer>;
	type RuntimeEvent = RuntimeEvent;
	type SpendPeriod = Days<6>;
	type Burn = TreasuryBurn;
	type PalletId = TreasuryPalletId;
	type BurnDestination = ();
	type WeightInfo = weights::pallet_treasury::WeightInfo<Runtime>;
	type SpendFunds = Bounties;
	type MaxApprovals = ConstU32<100>;
	type SpendOrigin = SpendOrigin;
	type AssetKind = ();
	type Beneficiary = AccountId;
	type BeneficiaryLookup = AccountIdLookup<AccountId, ()>;
	type Paymaster = PayFromAccount<Balances, TreasuryAccount>;
	type BalanceConverter = UnityAssetBalanceConversion;
	type PayoutPeriod = Days<30>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Spending;
	type BlockNumberProvider = System;
}

/// What benchmarks of the treasury spend on: an account that exists, since they pay it less than the
/// existential deposit.
#[cfg(feature = "runtime-benchmarks")]
pub struct Spending;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_treasury::ArgumentsFactory<(), AccountId> for Spending {
	fn create_asset_kind(_: u32) {}
	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		use frame_support::traits::fungible::Mutate;
		let beneficiary = AccountId::from(seed);
		Balances::set_balance(&beneficiary, OPEN);
		beneficiary
	}
}

impl pallet_bounties::Config for Runtime {
	type BountyDepositBase = BountyDepositBase;
	type BountyDepositPayoutDelay = Days<4>;
	type BountyUpdatePeriod = Days<90>;
	type CuratorDepositMultiplier = CuratorDepositMultiplier;
	type CuratorDepositMax = CuratorDepositMax;
	type CuratorDepositMin = CuratorDepositMin;
	type BountyValueMinimum = BountyValueMinimum;
	type DataDepositPerByte = DataDepositPerByte;
	type RuntimeEvent = RuntimeEvent;
	type MaximumReasonLength = ConstU32<16_384>;
	type WeightInfo = weights::pallet_bounties::WeightInfo<Runtime>;
	type ChildBountyManager = ChildBounties;
	type OnSlash = TreasuryReceives;
	type TransferAllAssets = pallet_bounties::TransferFungible<AccountId, Balances>;
}

impl pallet_child_bounties::Config for Runtime {
	type MaxActiveChildBountyCount = ConstU32<100>;
	type ChildBountyValueMinimum = ChildBountyValueMinimum;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_child_bounties::WeightInfo<Runtime>;
}
