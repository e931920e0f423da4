// SPDX-License-Identifier: Apache-2.0

//! What the node's Ethereum methods ask the runtime.

use crate::{
	call::{AccessListOutcome, SimulatedBlock, SimulatedOutcome},
	Account, BlockRecord, CallError, CallOutcome, CallRequest, Invalid, Overrides, Tracer,
};
use alloc::vec::Vec;
use sp_core::{H160, H256, U256};

sp_api::decl_runtime_apis! {
	/// Questions of the node's `eth_*`, `txpool_*` and `debug_*` methods. Unless it says otherwise, a
	/// function answers for the state after the block it is asked at.
	pub trait EthereumApi {
		/// Chain id.
		fn chain_id() -> u64;
		/// Nonce and spendable balance.
		fn account(address: H160) -> Account;
		/// Code; for an EIP-7702 account the 23 bytes of its delegation.
		fn code(address: H160) -> Vec<u8>;
		/// A storage slot.
		fn storage_at(address: H160, slot: H256) -> H256;
		/// Base fee of the next block, in plancks per gas.
		fn base_fee() -> U256;
		/// Gas of a block.
		fn block_gas_limit() -> u64;
		/// Most gas of a transaction (EIP-7825).
		fn transaction_gas_limit() -> u64;
		/// RLP of the Ethereum header of the block that is asked at; the only place where genesis has
		/// one.
		fn header() -> Vec<u8>;
		/// The Ethereum block of what was executed so far on top of the block that is asked at, for
		/// `pending`: the node applies pool transactions first, in the same API instance.
		fn pending_block() -> Option<BlockRecord>;

		/// Runs a call and changes nothing. At most `gas_cap` gas.
		fn call(
			request: CallRequest,
			overrides: Overrides,
			gas_cap: u64,
		) -> Result<CallOutcome, CallError>;
		/// Least gas limit with which the call succeeds, by bisection inside the runtime.
		fn estimate_gas(
			request: CallRequest,
			overrides: Overrides,
			gas_cap: u64,
		) -> Result<u64, CallError>;
		/// What the call touches, as an access list.
		fn create_access_list(
			request: CallRequest,
			overrides: Overrides,
			gas_cap: u64,
		) -> Result<AccessListOutcome, CallError>;
		/// `eth_simulateV1`. At most `gas_cap` gas in all.
		fn simulate(
			blocks: Vec<SimulatedBlock>,
			validation: bool,
			trace_transfers: bool,
			gas_cap: u64,
		) -> Result<Vec<SimulatedOutcome>, CallError>;

		/// Traces a call. The answer is the tracer's JSON.
		fn trace_call(
			request: CallRequest,
			overrides: Overrides,
			tracer: Tracer,
			gas_cap: u64,
		) -> Result<Vec<u8>, CallError>;
		/// Traces the Ethereum transactions of a block, all or the one with this hash. Asked at the
		/// block's parent, after `initialize_block` with the block's own header; executes the
		/// extrinsics. Answers are transaction hashes with the tracer's JSON.
		fn trace_block(
			extrinsics: Vec<Block::Extrinsic>,
			only: Option<H256>,
			tracer: Tracer,
		) -> Result<Vec<(H256, Vec<u8>)>, CallError>;

		/// Whether a raw transaction could be in the pool, in geth's terms; the sender where it could.
		fn check_transaction(raw: Vec<u8>) -> Result<H160, Invalid>;
		/// The extrinsic that carries a raw transaction.
		fn convert_transaction(raw: Vec<u8>) -> Block::Extrinsic;
		/// The raw transactions with their senders among extrinsics, in order; others are left out.
		fn raw_transactions(extrinsics: Vec<Block::Extrinsic>) -> Vec<(H160, Vec<u8>)>;
	}
}
