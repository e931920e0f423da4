// SPDX-License-Identifier: Apache-2.0

//! Calls that change nothing: `eth_call`, `eth_estimateGas`, access lists, traces, simulations.

use crate::{AccessListItem, Authorization, ExitReason, Invalid, Log};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::{H160, H256, U256};

/// A call as `eth_call` describes it. What is missing has no effect on the outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CallRequest {
	/// Sender; the zero address where the caller names none. May be a contract.
	pub from: H160,
	/// Receiver; none creates a contract.
	pub to: Option<H160>,
	/// Gas that it may use; none is the cap.
	pub gas: Option<u64>,
	/// Most that is paid per gas; none is a call without fees (base fee zero for the sender).
	pub max_fee_per_gas: Option<U256>,
	/// Most that the author gets per gas.
	pub max_priority_fee_per_gas: Option<U256>,
	/// Plancks.
	pub value: U256,
	/// Call data or init code.
	pub input: Vec<u8>,
	/// Nonce; none is the sender's.
	pub nonce: Option<u64>,
	/// EIP-2930 access list.
	pub access_list: Vec<AccessListItem>,
	/// EIP-7702 authorization list.
	pub authorization_list: Vec<Authorization>,
}

/// Changes to an account for one call (geth's state overrides).
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccountOverride {
	/// Balance in plancks.
	pub balance: Option<U256>,
	/// Nonce.
	pub nonce: Option<u64>,
	/// Code.
	pub code: Option<Vec<u8>>,
	/// The whole storage: what is not listed is zero. Excludes `state_diff`.
	pub state: Option<Vec<(H256, H256)>>,
	/// Single slots.
	pub state_diff: Option<Vec<(H256, H256)>>,
}

/// Changes to the block for one call (geth's block overrides).
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BlockOverride {
	/// NUMBER.
	pub number: Option<U256>,
	/// TIMESTAMP, seconds.
	pub time: Option<u64>,
	/// GASLIMIT.
	pub gas_limit: Option<u64>,
	/// COINBASE.
	pub coinbase: Option<H160>,
	/// PREVRANDAO.
	pub prevrandao: Option<H256>,
	/// BASEFEE.
	pub base_fee: Option<U256>,
	/// BLOBBASEFEE.
	pub blob_base_fee: Option<U256>,
}

/// All overrides of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Overrides {
	/// By account.
	pub accounts: Vec<(H160, AccountOverride)>,
	/// Of the block.
	pub block: BlockOverride,
}

/// What a call gave.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CallOutcome {
	/// How it ended.
	pub exit: ExitReason,
	/// Returned or reverted data.
	pub output: Vec<u8>,
	/// Gas after refunds.
	pub gas_used: u64,
	/// Logs.
	pub logs: Vec<Log>,
	/// Contract that was created.
	pub created: Option<H160>,
}

/// Why there is no outcome.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum CallError {
	/// The call could not start.
	#[codec(index = 0)]
	Invalid(Invalid),
	/// While estimating: it reverts at any gas. The data is the reason.
	#[codec(index = 1)]
	Reverted(Vec<u8>),
	/// While estimating: it halts at any gas.
	#[codec(index = 2)]
	Halted(Vec<u8>),
	/// While estimating: more gas is needed than is allowed.
	#[codec(index = 3)]
	GasRequiredExceeds(u64),
	/// Overrides contradict each other.
	#[codec(index = 4)]
	Overrides,
	/// The transaction to trace is not in the block.
	#[codec(index = 5)]
	NotFound,
	/// A trace, or the traces of a block together, are longer than the runtime can give.
	#[codec(index = 6)]
	TraceTooLarge,
	/// The number of a simulated block is not above its parent's.
	#[codec(index = 7)]
	BlockNumber {
		/// The parent's.
		parent: U256,
		/// What it should have.
		number: U256,
	},
	/// The time of a simulated block is not above its parent's.
	#[codec(index = 8)]
	BlockTime {
		/// The parent's, seconds.
		parent: u64,
		/// What it should have.
		time: u64,
	},
	/// A simulation has more than [`MAX_SIMULATED_BLOCKS`].
	#[codec(index = 9)]
	TooManyBlocks,
}

/// An access list with the gas that a call uses under it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccessListOutcome {
	/// What the call touches.
	pub access_list: Vec<AccessListItem>,
	/// Gas used with that list.
	pub gas_used: u64,
	/// How the call ended.
	pub exit: ExitReason,
}

/// What to record of a call.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Tracer {
	/// geth's struct logs.
	#[codec(index = 0)]
	StructLogs {
		/// Leave the stack out.
		disable_stack: bool,
		/// Record memory.
		enable_memory: bool,
		/// Leave storage out.
		disable_storage: bool,
		/// Record return data.
		enable_return_data: bool,
		/// Most entries; zero is no limit but the runtime's own.
		limit: u32,
	},
	/// geth's `callTracer`.
	#[codec(index = 1)]
	Call {
		/// Only the outermost call.
		only_top_call: bool,
		/// Record logs.
		with_log: bool,
	},
	/// geth's `prestateTracer`.
	#[codec(index = 2)]
	Prestate {
		/// Differences instead of the state before.
		diff_mode: bool,
		/// Leave code out.
		disable_code: bool,
		/// Leave storage out.
		disable_storage: bool,
	},
}

/// Most blocks of a simulation, counting those that fill gaps between numbers. geth's limit.
pub const MAX_SIMULATED_BLOCKS: u64 = 256;

/// One block of `eth_simulateV1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SimulatedBlock {
	/// Applied before its calls.
	pub overrides: Overrides,
	/// Calls in order; each sees what the earlier ones changed.
	pub calls: Vec<CallRequest>,
}

/// Environment in which a simulated block ran, with the outcomes of its calls.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SimulatedOutcome {
	/// Number.
	pub number: u64,
	/// Seconds since 1970.
	pub timestamp: u64,
	/// Gas limit.
	pub gas_limit: u64,
	/// Author.
	pub coinbase: H160,
	/// Base fee in plancks.
	pub base_fee: U256,
	/// PREVRANDAO.
	pub prevrandao: H256,
	/// Outcomes in order.
	pub calls: Vec<CallOutcome>,
}
