// SPDX-License-Identifier: Apache-2.0

//! What all precompiles are made of: strict decoding, named reverts, dispatch, gas, logs.

use crate::pallet::Config;
use alloc::vec::Vec;
use alloy_primitives::{Address, B256, U256};
use alloy_sol_types::{abi::AbiDecoderConfig, Revert, SolError, SolEvent, SolInterface};
use codec::DecodeAll;
use core::marker::PhantomData;
use frame_support::{
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::{ConstU32, Contains, Get},
	weights::Weight,
	BoundedVec,
};
use openledger_evm_primitives::{
	PrecompileCall, PrecompileFailure, PrecompileKind, PrecompileResult,
};
use openledger_primitives::Balance;
use openledger_primitives_account::{evm_address, AccountId};
use sp_core::{H160, H256};
use sp_runtime::{
	traits::{Convert, Dispatchable},
	DispatchError, TokenError,
};

/// Gas of a word of arguments or of output.
const WORD_GAS: u64 = 6;
/// Gas of a log, of each topic, of each byte (Yellow Paper, appendix G).
const LOG_GAS: u64 = 375;
const LOG_TOPIC_GAS: u64 = 375;
const LOG_BYTE_GAS: u64 = 8;
/// Gas of a new slot with its cold access, and of a changed one (EIP-2929, EIP-2200).
pub(crate) const NEW_SLOT_GAS: u64 = 22_100;
pub(crate) const CHANGED_SLOT_GAS: u64 = 5_000;

/// Result of a step of a precompile.
pub(crate) type Step<R = ()> = Result<R, PrecompileFailure>;

/// A precompile of this chain.
pub trait Precompile<T: Config> {
	/// Its address.
	const ADDRESS: u64;
	/// Whether it may change state.
	const KIND: PrecompileKind;
	/// Code of the EVM that runs in its place, where it is of kind [`PrecompileKind::Code`].
	const CODE: Option<&'static [u8]> = None;
	/// The functions of its `.sol`.
	type Interface: SolInterface;

	/// Answers a call.
	///
	/// # Errors
	/// What it reverts with, or out of gas.
	fn run(handle: &mut Handle<'_, '_, T>, call: Self::Interface) -> PrecompileResult;
}

/// Address of the precompile with a number.
pub const fn address_of(number: u64) -> H160 {
	let mut bytes = [0; 20];
	let [.., high, low] = number.to_be_bytes();
	bytes[18] = high;
	bytes[19] = low;
	H160(bytes)
}

/// Reverts with `Error(string)`.
pub(crate) fn revert(reason: &str) -> PrecompileFailure {
	PrecompileFailure::Revert(Revert::from(reason).abi_encode())
}

/// Name of a dispatch error, as its own declaration has it.
pub(crate) fn name_of(error: DispatchError) -> &'static str {
	match error {
		DispatchError::Module(error) => error.message.unwrap_or("ModuleError"),
		DispatchError::Other(reason) => reason,
		DispatchError::CannotLookup => "CannotLookup",
		DispatchError::BadOrigin => "BadOrigin",
		DispatchError::ConsumerRemaining => "ConsumerRemaining",
		DispatchError::NoProviders => "NoProviders",
		DispatchError::TooManyConsumers => "TooManyConsumers",
		DispatchError::Token(error) => match error {
			TokenError::FundsUnavailable => "FundsUnavailable",
			TokenError::OnlyProvider => "OnlyProvider",
			TokenError::BelowMinimum => "BelowMinimum",
			TokenError::CannotCreate => "CannotCreate",
			TokenError::UnknownAsset => "UnknownAsset",
			TokenError::Frozen => "Frozen",
			TokenError::Unsupported => "Unsupported",
			TokenError::CannotCreateHold => "CannotCreateHold",
			TokenError::NotExpendable => "NotExpendable",
			TokenError::Blocked => "Blocked",
		},
		DispatchError::Arithmetic(_) => "Arithmetic",
		DispatchError::Transactional(_) => "Transactional",
		DispatchError::Exhausted => "Exhausted",
		DispatchError::Corruption => "Corruption",
		DispatchError::Unavailable => "Unavailable",
		DispatchError::RootNotAllowed => "RootNotAllowed",
		DispatchError::Trie(_) => "Trie",
	}
}

/// A call in the hands of a precompile.
pub struct Handle<'h, 'c, T> {
	call: &'h mut PrecompileCall<'c>,
	/// Gas that dispatched calls did not use. It is given back at the end: how much a call needs does
	/// not depend on how much of it comes back, so an estimate holds when the state has moved on.
	unused: u64,
	runtime: PhantomData<T>,
}

impl<'h, 'c, T: Config> Handle<'h, 'c, T> {
	pub(crate) fn new(call: &'h mut PrecompileCall<'c>) -> Self {
		Self { call, unused: 0, runtime: PhantomData }
	}

	/// Runs a precompile: refuses value, decodes, answers.
	pub(crate) fn run<P: Precompile<T>>(&mut self) -> PrecompileResult {
		// The switch, which `kind` has looked up.
		self.reads(1)?;
		if !self.call.value.is_zero() {
			return Err(revert("NonPayable"));
		}
		let arguments = self.decode::<P::Interface>()?;
		let result = P::run(self, arguments).and_then(|output| {
			self.words(output.len())?;
			Ok(output)
		});
		if !matches!(result, Err(PrecompileFailure::OutOfGas)) {
			self.call.give_back(self.unused);
		}
		result
	}

	fn decode<I: SolInterface>(&mut self) -> Step<I> {
		self.words(self.call.input.len())?;
		let selector = self.call.input.first_chunk::<4>().ok_or(revert("NoSelector"))?;
		if !I::valid_selector(*selector) {
			return Err(revert("UnknownSelector"));
		}
		let config = AbiDecoderConfig::new().strict(true).validate_allow_trailing_bytes(true);
		I::abi_decode_with_config(self.call.input, config).map_err(|_| revert("BadEncoding"))
	}

	fn words(&mut self, bytes: usize) -> Step {
		let words = u64::try_from(bytes.div_ceil(32)).unwrap_or(u64::MAX);
		self.call.charge(words.saturating_mul(WORD_GAS))
	}

	/// `msg.sender`.
	pub(crate) fn sender(&self) -> H160 {
		self.call.caller
	}

	/// Takes gas.
	pub(crate) fn charge(&mut self, gas: u64) -> Step {
		self.call.charge(gas)
	}

	/// Takes the gas of `count` storage reads.
	pub(crate) fn reads(&mut self, count: u64) -> Step {
		self.call.charge(T::WeightToGas::convert(T::DbWeight::get().reads(count)))
	}

	/// Refuses a static call.
	pub(crate) fn mutable(&self) -> Step {
		if self.call.is_static {
			return Err(revert("StaticCall"));
		}
		Ok(())
	}

	/// The account that an address stands for.
	pub(crate) fn account(&mut self, address: H160) -> Step<AccountId> {
		self.reads(1)?;
		Ok(pallet_evm_accounts::Pallet::<T>::resolve(address))
	}

	/// The account that an argument stands for.
	pub(crate) fn account_at(&mut self, address: Address) -> Step<AccountId> {
		self.account(h160(address))
	}

	/// Dispatches a call of the runtime as the account of `msg.sender`.
	pub(crate) fn dispatch(
		&mut self,
		call: impl Into<<T as frame_system::Config>::RuntimeCall>,
	) -> Step {
		self.mutable()?;
		let who = self.account(self.call.caller)?;
		let call = call.into();
		let info = call.get_dispatch_info();
		let gas = gas_of::<T>(info.call_weight);
		self.call.charge(gas)?;
		let result = call.dispatch(frame_system::RawOrigin::Signed(who).into());
		let used = gas_of::<T>(extract_actual_weight(&result, &info));
		self.unused = self.unused.saturating_add(gas.saturating_sub(used));
		result.map(|_| ()).map_err(|failure| revert(name_of(failure.error)))
	}

	/// Takes the gas of a call of the runtime that is done in another way, where the runtime's filter
	/// lets it through.
	pub(crate) fn admit(
		&mut self,
		call: impl Into<<T as frame_system::Config>::RuntimeCall>,
	) -> Step {
		self.mutable()?;
		let call = call.into();
		self.call.charge(gas_of::<T>(call.get_dispatch_info().call_weight))?;
		if !T::BaseCallFilter::contains(&call) {
			return Err(revert("CallFiltered"));
		}
		Ok(())
	}

	/// Logs an event of the `.sol`.
	pub(crate) fn log(&mut self, event: impl SolEvent) -> Step {
		let data = event.encode_log_data();
		let topics: Vec<H256> = data.topics().iter().map(|topic| H256(topic.0)).collect();
		let bytes = data.data.to_vec();
		let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
		self.call.charge(
			LOG_GAS
				.saturating_add(LOG_TOPIC_GAS.saturating_mul(count(topics.len())))
				.saturating_add(LOG_BYTE_GAS.saturating_mul(count(bytes.len()))),
		)?;
		self.call.log(topics, bytes);
		Ok(())
	}
}

/// Gas of an amount of weight by the weight of one gas, rounded up: what a runtime names as
/// [`Config::WeightToGas`]. Time alone counts.
pub struct GasByWeight<WeightPerGas>(PhantomData<WeightPerGas>);

impl<WeightPerGas: Get<Weight>> Convert<Weight, u64> for GasByWeight<WeightPerGas> {
	fn convert(weight: Weight) -> u64 {
		let each = WeightPerGas::get().ref_time();
		let rest = weight.ref_time().checked_rem(each).unwrap_or_default();
		let whole = weight.ref_time().checked_div(each).unwrap_or(u64::MAX);
		whole.saturating_add(u64::from(rest > 0))
	}
}

fn gas_of<T: Config>(weight: Weight) -> u64 {
	T::WeightToGas::convert(weight)
}

/// An address of the EVM in Solidity's type.
pub(crate) fn sol_address(address: H160) -> Address {
	Address::from(address.0)
}

/// The address of an account in Solidity's type.
pub(crate) fn address(account: &AccountId) -> Address {
	sol_address(evm_address(account))
}

/// An address of Solidity's type.
pub(crate) fn h160(address: Address) -> H160 {
	H160(address.into_array())
}

/// A hash in Solidity's type.
pub(crate) fn bytes32(hash: impl Into<[u8; 32]>) -> B256 {
	B256::from(hash.into())
}

/// Plancks in Solidity's type.
pub(crate) fn uint(amount: Balance) -> U256 {
	U256::from(amount)
}

/// Plancks of Solidity's type.
pub(crate) fn plancks(amount: U256) -> Step<Balance> {
	Balance::try_from(amount).map_err(|_| revert("AmountTooLarge"))
}

/// Items as many as the runtime takes.
pub(crate) fn bounded<I, const N: u32>(items: Vec<I>) -> Step<BoundedVec<I, ConstU32<N>>> {
	BoundedVec::try_from(items).map_err(|_| revert("TooLong"))
}

/// An account of Solidity's type.
pub(crate) fn account32(account: B256) -> AccountId {
	AccountId::new(account.0)
}

/// Text as long as the runtime takes.
pub(crate) fn text<const N: u32>(text: alloc::string::String) -> Step<BoundedVec<u8, ConstU32<N>>> {
	bounded(text.into_bytes())
}

/// Text of the runtime, which has checked that it is UTF-8.
pub(crate) fn string(bytes: &[u8]) -> alloc::string::String {
	alloc::string::String::from_utf8_lossy(bytes).into_owned()
}

/// A value in SCALE with nothing after it.
pub(crate) fn scale<V: DecodeAll>(bytes: &[u8], reason: &str) -> Step<V> {
	V::decode_all(&mut &bytes[..]).map_err(|_| revert(reason))
}
