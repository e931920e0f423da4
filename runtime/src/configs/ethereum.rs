// SPDX-License-Identifier: Apache-2.0

//! The Ethereum layer: the EVM, its transactions and blocks, the base fee, precompiles.

use crate::*;
use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	traits::{fungible::Credit, ConstBool, ConstU32, OnUnbalanced},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
};
use openledger_primitives_account::evm_address;
use sp_core::{Get, H160, H256};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, traits::Convert, Rounding,
	SaturatedConversion,
};

/// Most gas of a block, and its gas at genesis: what the slowest opcode and precompile do in the time that
/// ordinary extrinsics may fill, at 40 million a second; `bench/README.md` has the numbers. Governance may
/// lower it ([`dynamic_params::economy::BlockGasLimit`]).
pub const MAX_BLOCK_GAS: u64 = 30_000_000;
/// Time of one gas in picoseconds: what ordinary extrinsics may fill of a block, over its gas.
pub const PICOSECONDS_PER_GAS: u64 = WEIGHT_REF_TIME_PER_SECOND / 100 * 75 / MAX_BLOCK_GAS;
/// Least base fee and that of genesis, in plancks per gas: 21,000 gas cost a thousandth of an OPEN,
/// as a native transfer does.
pub const MIN_BASE_FEE: u128 = openledger_primitives::MILLI / 21_000;

parameter_types! {
	/// See [`PICOSECONDS_PER_GAS`].
	pub const WeightPerGas: Weight = Weight::from_parts(PICOSECONDS_PER_GAS, 0);
	/// See [`MIN_BASE_FEE`].
	pub const MinBaseFee: u128 = MIN_BASE_FEE;
	/// Gas of a byte of new storage. A block of writes to new slots grows state by at most about
	/// 30,000,000 / 22,100 slots without it: 157 kB, which the chain takes.
	pub const StorageGrowth: Option<u64> = None;
}

/// The base fee of all gas: to the treasury and burnt in equal parts, as the protocol's share of an
/// inference is.
pub struct BaseFeeTo;

impl OnUnbalanced<Credit<AccountId, Balances>> for BaseFeeTo {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		use frame_support::traits::{fungible::Balanced, Imbalance};
		let (treasury, burnt) = credit.ration(1, 1);
		drop(Balances::resolve(&TreasuryAccount::get(), treasury));
		drop(burnt);
	}
}

/// What the EVM sees of the block that is being executed.
pub struct EvmBlock;

impl pallet_evm::BlockContext for EvmBlock {
	fn prepare() {
		openledger_evm_host::install();
	}

	fn number() -> u64 {
		System::block_number().into()
	}

	fn timestamp() -> u64 {
		Timestamp::get() / 1_000
	}

	fn coinbase() -> H160 {
		Authorship::author().map(|author| evm_address(&author)).unwrap_or_default()
	}

	/// The VRF output of the parent's author; on a chain that seals without consensus, BABE's
	/// randomness of the epoch.
	fn prevrandao() -> H256 {
		Babe::author_vrf_randomness().unwrap_or_else(Babe::randomness).into()
	}

	fn block_hash(number: u64) -> Option<H256> {
		Ethereum::block_hash(number)
	}
}

impl pallet_evm::Config for Runtime {
	type Accounts = pallet_evm::FungibleBalances<Runtime, Balances, BaseFeeTo>;
	type AccountMapping = EvmAccounts;
	type BlockContext = EvmBlock;
	type BaseFee = BaseFee;
	type MinimumBaseFee = pallet_base_fee::Minimum<Runtime>;
	type ChainId = pallet_timing::EvmChainId<Runtime>;
	type BlockGasLimit = BlockGasLimit;
	type WeightPerGas = WeightPerGas;
	type StorageGrowth = StorageGrowth;
	type MaxCodeSize = ConstU32<24_576>;
	type Precompiles = openledger_evm_precompiles::Precompiles<Runtime>;
	type WeightInfo = weights::pallet_evm::WeightInfo<Runtime>;
}

/// Seconds since 1970.
pub struct Seconds;
impl Get<u64> for Seconds {
	fn get() -> u64 {
		Timestamp::get() / 1_000
	}
}

impl pallet_ethereum::Config for Runtime {
	type Evm = Evm;
	type Timestamp = Seconds;
	type AllowUnprotected = ConstBool<false>;
	type MaxTransactionBytes = ConstU32<131_072>;
	type PauseOrigin = EmergencyOrigin;
	type WeightInfo = weights::pallet_ethereum::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Endow;
}

/// Gives money to senders of benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct Endow;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_ethereum::BenchmarkHelper for Endow {
	fn endow(address: H160) {
		use frame_support::traits::fungible::Mutate;
		let account = openledger_primitives_account::eth_account(address);
		Balances::set_balance(&account, 1_000_000 * openledger_primitives::OPEN);
	}
}

/// How full a block is, in gas: what its transactions used, or as large a part of its gas as ordinary
/// extrinsics used of its weight. A queue of plain transfers fills blocks by weight, and so do extrinsics.
pub struct BlockUse;

impl Get<u64> for BlockUse {
	fn get() -> u64 {
		let class = DispatchClass::Normal;
		let room = RuntimeBlockWeights::get().get(class).max_total.unwrap_or(Weight::MAX);
		let used = System::block_weight().get(class).ref_time();
		let limit = BlockGasLimit::get();
		let by_weight = multiply_by_rational_with_rounding(
			limit.into(),
			used.into(),
			room.ref_time().max(1).into(),
			Rounding::Down,
		);
		// The class can be more than full, by what is registered when it is.
		let by_weight: u64 = by_weight.unwrap_or(u128::MAX).saturated_into();
		Ethereum::gas_used().max(by_weight.min(limit))
	}
}

impl pallet_base_fee::Config for Runtime {
	type Used = BlockUse;
	type BlockGasLimit = BlockGasLimit;
	type DefaultMinimum = MinBaseFee;
	type FeeOrigin = EconomyOrigin;
	type WeightInfo = weights::pallet_base_fee::WeightInfo<Runtime>;
}

/// What proposals of a track act as: the inverse of [`Tracks::track_for`].
pub struct TrackOrigins;

impl Convert<u16, Option<OriginCaller>> for TrackOrigins {
	fn convert(track: u16) -> Option<OriginCaller> {
		use pallet_origins::Origin;
		let origin: OriginCaller = match track {
			tracks::ROOT => frame_system::RawOrigin::Root.into(),
			tracks::WHITELISTED_CALLER => Origin::WhitelistedCaller.into(),
			tracks::TREASURER => Origin::Treasurer.into(),
			tracks::ECONOMY => Origin::Economy.into(),
			tracks::ATTRIBUTION => Origin::Attribution.into(),
			tracks::EMERGENCY => Origin::Emergency.into(),
			_ => return None,
		};
		Some(origin)
	}
}

impl openledger_evm_precompiles::Config for Runtime {
	type Evm = Evm;
	type Accounts = <Runtime as pallet_evm::Config>::Accounts;
	type WeightToGas = openledger_evm_precompiles::GasByWeight<WeightPerGas>;
	type Time = Timestamp;
	type SwitchOrigin = SwitchOrigin;
	type TrackOrigin = TrackOrigins;
	type WeightInfo = weights::openledger_evm_precompiles::WeightInfo<Runtime>;
}
