// SPDX-License-Identifier: Apache-2.0

//! `eth_*`. Blocks default to the latest.

use crate::{
	error::Error,
	server::BlockAnswer,
	simulate::Payload,
	types::{
		BlockParam, CallParam, Changes, Quantity, RpcLog, RpcReceipt, RpcTransaction, Slot, Syncing,
	},
};
use alloy_primitives::{Address, Bytes, B256, U256};
use alloy_rpc_types_eth::{
	state::StateOverride, AccessList, BlockOverrides, FeeHistory, Filter, Work,
};
use jsonrpsee::proc_macros::rpc;
use serde::Serialize;
use serde_json::Value;

/// What `eth_createAccessList` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessListAnswer {
	/// What the call touches.
	pub access_list: AccessList,
	/// Gas with that list.
	pub gas_used: Quantity,
	/// Why the call failed.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub error: Option<String>,
}

/// What `eth_signTransaction` gives.
#[derive(Clone, Debug, Serialize)]
pub struct SignedTransaction {
	/// EIP-2718 bytes.
	pub raw: Bytes,
	/// The transaction.
	pub tx: RpcTransaction,
}

/// `eth_*` methods that do not subscribe.
#[rpc(server, namespace = "eth")]
pub trait EthApi {
	/// Version of a protocol that is not spoken.
	#[method(name = "protocolVersion")]
	fn protocol_version(&self) -> Result<Quantity, Error>;
	/// False, or how far the node is.
	#[method(name = "syncing")]
	async fn syncing(&self) -> Result<Syncing, Error>;
	/// Author of the latest block.
	#[method(name = "coinbase", blocking)]
	fn coinbase(&self) -> Result<Address, Error>;
	/// Accounts that this node signs for.
	#[method(name = "accounts")]
	fn accounts(&self) -> Result<Vec<Address>, Error>;
	/// Number of the latest block.
	#[method(name = "blockNumber")]
	fn block_number(&self) -> Result<Quantity, Error>;
	/// Chain id.
	#[method(name = "chainId")]
	fn chain_id(&self) -> Result<Quantity, Error>;

	/// A block by hash, its transactions whole or as hashes.
	#[method(name = "getBlockByHash")]
	fn block_by_hash(&self, hash: B256, full: Option<bool>) -> Result<Option<BlockAnswer>, Error>;
	/// A block by number or tag.
	#[method(name = "getBlockByNumber")]
	fn block_by_number(
		&self,
		block: BlockParam,
		full: Option<bool>,
	) -> Result<Option<BlockAnswer>, Error>;
	/// How many transactions a block has.
	#[method(name = "getBlockTransactionCountByHash", blocking)]
	fn transaction_count_by_hash(&self, hash: B256) -> Result<Option<Quantity>, Error>;
	/// How many transactions a block has.
	#[method(name = "getBlockTransactionCountByNumber", blocking)]
	fn transaction_count_by_number(&self, block: BlockParam) -> Result<Option<Quantity>, Error>;
	/// Receipts of a block.
	#[method(name = "getBlockReceipts", blocking)]
	fn block_receipts(&self, block: BlockParam) -> Result<Option<Vec<RpcReceipt>>, Error>;
	/// Zero: there are no uncles.
	#[method(name = "getUncleCountByBlockHash", blocking)]
	fn uncle_count_by_hash(&self, hash: B256) -> Result<Option<Quantity>, Error>;
	/// Zero: there are no uncles.
	#[method(name = "getUncleCountByBlockNumber", blocking)]
	fn uncle_count_by_number(&self, block: BlockParam) -> Result<Option<Quantity>, Error>;
	/// Nothing: there are no uncles.
	#[method(name = "getUncleByBlockHashAndIndex")]
	fn uncle_by_hash(&self, hash: B256, index: Quantity) -> Result<Option<Value>, Error>;
	/// Nothing: there are no uncles.
	#[method(name = "getUncleByBlockNumberAndIndex")]
	fn uncle_by_number(&self, block: BlockParam, index: Quantity) -> Result<Option<Value>, Error>;

	/// A transaction of the chain or the pool.
	#[method(name = "getTransactionByHash")]
	fn transaction_by_hash(&self, hash: B256) -> Result<Option<RpcTransaction>, Error>;
	/// A transaction of a block.
	#[method(name = "getTransactionByBlockHashAndIndex", blocking)]
	fn transaction_by_block_hash(
		&self,
		hash: B256,
		index: Quantity,
	) -> Result<Option<RpcTransaction>, Error>;
	/// A transaction of a block.
	#[method(name = "getTransactionByBlockNumberAndIndex", blocking)]
	fn transaction_by_block_number(
		&self,
		block: BlockParam,
		index: Quantity,
	) -> Result<Option<RpcTransaction>, Error>;
	/// The receipt of a transaction of the best chain.
	#[method(name = "getTransactionReceipt")]
	fn receipt(&self, hash: B256) -> Result<Option<RpcReceipt>, Error>;

	/// Spendable balance.
	#[method(name = "getBalance")]
	fn balance(&self, address: Address, block: Option<BlockParam>) -> Result<U256, Error>;
	/// A storage slot.
	#[method(name = "getStorageAt")]
	fn storage_at(
		&self,
		address: Address,
		slot: Slot,
		block: Option<BlockParam>,
	) -> Result<B256, Error>;
	/// Nonce; with `pending`, after the pool's transactions of the account.
	#[method(name = "getTransactionCount")]
	fn nonce(&self, address: Address, block: Option<BlockParam>) -> Result<Quantity, Error>;
	/// Code.
	#[method(name = "getCode")]
	fn code(&self, address: Address, block: Option<BlockParam>) -> Result<Bytes, Error>;

	/// Runs a call.
	#[method(name = "call")]
	fn call(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		state_overrides: Option<StateOverride>,
		block_overrides: Option<BlockOverrides>,
	) -> Result<Bytes, Error>;
	/// Least gas limit with which a call succeeds.
	#[method(name = "estimateGas")]
	fn estimate_gas(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		state_overrides: Option<StateOverride>,
		block_overrides: Option<BlockOverrides>,
	) -> Result<Quantity, Error>;
	/// What a call touches.
	#[method(name = "createAccessList", blocking)]
	fn create_access_list(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		state_overrides: Option<StateOverride>,
	) -> Result<AccessListAnswer, Error>;
	/// Runs calls in blocks on top of a block.
	#[method(name = "simulateV1", blocking)]
	fn simulate(&self, payload: Payload, block: Option<BlockParam>) -> Result<Vec<Value>, Error>;

	/// Pool transactions of this node's own accounts.
	#[method(name = "pendingTransactions", blocking)]
	fn pending_transactions(&self) -> Result<Vec<RpcTransaction>, Error>;
	/// What to pay per gas.
	#[method(name = "gasPrice")]
	fn gas_price(&self) -> Result<U256, Error>;
	/// What to tip per gas.
	#[method(name = "maxPriorityFeePerGas", blocking)]
	fn max_priority_fee_per_gas(&self) -> Result<U256, Error>;
	/// One: there is no blob gas.
	#[method(name = "blobBaseFee")]
	fn blob_base_fee(&self) -> Result<Quantity, Error>;
	/// Base fees, fullness and tips of past blocks.
	#[method(name = "feeHistory", blocking)]
	fn fee_history(
		&self,
		count: Quantity,
		newest: BlockParam,
		percentiles: Option<Vec<f64>>,
	) -> Result<FeeHistory, Error>;

	/// Whether this node authors blocks.
	#[method(name = "mining")]
	fn mining(&self) -> Result<bool, Error>;
	/// Zero.
	#[method(name = "hashrate")]
	fn hashrate(&self) -> Result<Quantity, Error>;
	/// Zeros.
	#[method(name = "getWork")]
	fn work(&self) -> Result<Work, Error>;
	/// False.
	#[method(name = "submitHashrate")]
	fn submit_hashrate(&self, rate: U256, id: B256) -> Result<bool, Error>;
	/// False.
	#[method(name = "submitWork")]
	fn submit_work(&self, nonce: Value, pow_hash: B256, mix: B256) -> Result<bool, Error>;

	/// Signs with an account of this node and hands the transaction to the pool.
	#[method(name = "sendTransaction")]
	async fn send_transaction(&self, transaction: CallParam) -> Result<B256, Error>;
	/// Hands a signed transaction to the pool.
	#[method(name = "sendRawTransaction")]
	async fn send_raw_transaction(&self, raw: Bytes) -> Result<B256, Error>;
	/// Signs a transaction with an account of this node.
	#[method(name = "signTransaction", blocking)]
	fn sign_transaction(&self, transaction: CallParam) -> Result<SignedTransaction, Error>;
	/// Signs a message (EIP-191) with an account of this node.
	#[method(name = "sign")]
	fn sign(&self, address: Address, message: Bytes) -> Result<Bytes, Error>;

	/// Installs a log filter.
	#[method(name = "newFilter", blocking)]
	fn new_filter(&self, filter: Filter) -> Result<Quantity, Error>;
	/// Installs a filter for blocks.
	#[method(name = "newBlockFilter", blocking)]
	fn new_block_filter(&self) -> Result<Quantity, Error>;
	/// Installs a filter for transactions that enter the pool.
	#[method(name = "newPendingTransactionFilter", blocking)]
	fn new_pending_filter(&self, full: Option<bool>) -> Result<Quantity, Error>;
	/// What changed since the filter was last asked.
	#[method(name = "getFilterChanges", blocking)]
	fn filter_changes(&self, id: Quantity) -> Result<Changes, Error>;
	/// All logs of a filter.
	#[method(name = "getFilterLogs", blocking)]
	fn filter_logs(&self, id: Quantity) -> Result<Vec<RpcLog>, Error>;
	/// Removes a filter.
	#[method(name = "uninstallFilter", blocking)]
	fn uninstall_filter(&self, id: Quantity) -> Result<bool, Error>;
	/// Logs of a range or a block.
	#[method(name = "getLogs", blocking)]
	fn logs(&self, filter: Filter) -> Result<Vec<RpcLog>, Error>;
}
