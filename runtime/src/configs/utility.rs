// SPDX-License-Identifier: Apache-2.0

//! Batches, proxies, multisigs, preimages, the scheduler, names, vesting.

use crate::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU32, EqualPrivilegeOnly, InstanceFilter,
		LinearStoragePrice, WithdrawReasons,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use scale_info::TypeInfo;
use sp_runtime::{traits::BlakeTwo256, Perbill};

parameter_types! {
	/// Weight that scheduled calls may take of a block.
	pub MaximumSchedulerWeight: Weight =
		Perbill::from_percent(60) * RuntimeBlockWeights::get().max_block;
	/// Held for the first proxy of an account, in plancks.
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	/// Held for each proxy, in plancks.
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	/// Held for the first announcement of a proxy, in plancks.
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	/// Held for each announcement, in plancks.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
	/// Held for a multisig operation, in plancks.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// Held for each signatory of a multisig operation, in plancks.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
	/// Held for a preimage, in plancks.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// Held for each byte of a preimage, in plancks.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	/// Reason of the hold on a preimage's sender.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = weights::pallet_utility::WeightInfo<Runtime>;
}

/// What a proxy may do. New kinds are appended.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Everything that moves no balance directly.
	#[codec(index = 1)]
	NonTransfer,
	/// Refuse announced calls of other proxies.
	#[codec(index = 2)]
	CancelProxy,
	/// Validate, nominate, join pools, claim rewards, set session keys.
	#[codec(index = 3)]
	Staking,
	/// Propose and vote, and act in the technical committee, the treasury and bounties.
	#[codec(index = 4)]
	Governance,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			ProxyType::Any => true,
			// An EVM call can carry value.
			ProxyType::NonTransfer => !matches!(
				call,
				RuntimeCall::Balances(..) | RuntimeCall::Evm(..) | RuntimeCall::Vesting(..)
			),
			ProxyType::CancelProxy => {
				matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
			},
			// Batches are filtered call by call.
			ProxyType::Staking => matches!(
				call,
				RuntimeCall::Staking(..)
					| RuntimeCall::Session(..)
					| RuntimeCall::VoterList(..)
					| RuntimeCall::NominationPools(..)
					| RuntimeCall::FastUnstake(..)
					| RuntimeCall::Utility(..)
			),
			ProxyType::Governance => matches!(
				call,
				RuntimeCall::Referenda(..)
					| RuntimeCall::ConvictionVoting(..)
					| RuntimeCall::Preimage(..)
					| RuntimeCall::Whitelist(..)
					| RuntimeCall::TechnicalCommittee(..)
					| RuntimeCall::Treasury(..)
					| RuntimeCall::Bounties(..)
					| RuntimeCall::ChildBounties(..)
					| RuntimeCall::Utility(..)
			),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(a, b) if a == b => true,
			(ProxyType::Any, _) => true,
			(_, ProxyType::Any) => false,
			(
				ProxyType::NonTransfer,
				ProxyType::CancelProxy | ProxyType::Staking | ProxyType::Governance,
			) => true,
			_ => false,
		}
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = weights::pallet_proxy::WeightInfo<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = weights::pallet_multisig::WeightInfo<Runtime>;
	type BlockNumberProvider = System;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_preimage::WeightInfo<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = EnsureRoot<AccountId>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = weights::pallet_scheduler::WeightInfo<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

parameter_types! {
	/// Held for an identity, plancks.
	pub const IdentityDeposit: Balance = deposit(1, 17);
	/// Held for each byte of an identity, plancks.
	pub const IdentityByteDeposit: Balance = deposit(0, 1);
	/// Held for a user name that an authority gave, plancks.
	pub const UsernameDeposit: Balance = deposit(1, 64);
	/// Held for a sub-account, plancks.
	pub const SubAccountDeposit: Balance = deposit(1, 53);
	/// Least amount that a vested transfer carries, plancks.
	pub const MinVestedTransfer: Balance = openledger_primitives::OPEN;
	/// What money that is not vested yet may pay: everything but transfers and reserves.
	pub UnvestedMayPay: WithdrawReasons =
		WithdrawReasons::except(WithdrawReasons::TRANSFER | WithdrawReasons::RESERVE);
}

impl pallet_identity::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BasicDeposit = IdentityDeposit;
	type ByteDeposit = IdentityByteDeposit;
	type UsernameDeposit = UsernameDeposit;
	type SubAccountDeposit = SubAccountDeposit;
	type MaxSubAccounts = ConstU32<100>;
	type IdentityInformation = pallet_identity::legacy::IdentityInfo<ConstU32<16>>;
	type MaxRegistrars = ConstU32<20>;
	type Slashed = TreasuryReceives;
	type ForceOrigin = EnsureRoot<AccountId>;
	type RegistrarOrigin = EnsureRoot<AccountId>;
	type OffchainSignature = Signature;
	type SigningPublicKey = Signer;
	type UsernameAuthorityOrigin = EnsureRoot<AccountId>;
	type PendingUsernameExpiration = Days<7>;
	type UsernameGracePeriod = Days<30>;
	type MaxSuffixLength = ConstU32<7>;
	type MaxUsernameLength = ConstU32<32>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = SignNames;
	type WeightInfo = weights::pallet_identity::WeightInfo<Runtime>;
}

/// Signs user names in benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct SignNames;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_identity::BenchmarkHelper<Signer, Signature> for SignNames {
	fn sign_message(message: &[u8]) -> (Signer, Signature) {
		let key = sp_io::crypto::sr25519_generate(sp_core::testing::SR25519, None);
		let signature = sp_io::crypto::sr25519_sign(sp_core::testing::SR25519, &key, message)
			.unwrap_or_default();
		(Signer::Sr25519(key), Signature::Sr25519(signature))
	}
}

impl pallet_vesting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BlockNumberToBalance = sp_runtime::traits::ConvertInto;
	type MinVestedTransfer = MinVestedTransfer;
	type WeightInfo = weights::pallet_vesting::WeightInfo<Runtime>;
	type UnvestedFundsAllowedWithdrawReasons = UnvestedMayPay;
	type BlockNumberProvider = System;
	const MAX_VESTING_SCHEDULES: u32 = 28;
}
