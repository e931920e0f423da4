// SPDX-License-Identifier: Apache-2.0

//! JSON of parameters and answers, where alloy's types do not fit.

use alloy_consensus::TxEnvelope;
use alloy_primitives::{Address, Bloom, Bytes, B256, U256};
use alloy_rpc_types_eth::{
	Block, BlockId, BlockNumberOrTag, Header, Transaction, TransactionRequest,
};
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A block: a number (hex or decimal), a tag, a hash, or an object as EIP-1898 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockParam(pub BlockId);

impl BlockParam {
	/// The latest block.
	pub const LATEST: Self = Self(BlockId::Number(BlockNumberOrTag::Latest));
}

impl Default for BlockParam {
	fn default() -> Self {
		Self::LATEST
	}
}

impl<'de> Deserialize<'de> for BlockParam {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let value = Value::deserialize(deserializer)?;
		if let Some(number) = value.as_u64() {
			return Ok(Self(BlockId::number(number)));
		}
		serde_json::from_value(value).map(Self).map_err(D::Error::custom)
	}
}

/// A number of 64 bits: minimal hex when written; hex, decimal text or a number when read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(pub u64);

impl Serialize for Quantity {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(&format_args!("{:#x}", self.0))
	}
}

impl<'de> Deserialize<'de> for Quantity {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let value = Value::deserialize(deserializer)?;
		if let Some(number) = value.as_u64() {
			return Ok(Self(number));
		}
		let text = value.as_str().ok_or_else(|| D::Error::custom("expected a hex quantity"))?;
		let number = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
			Some(hex) => u64::from_str_radix(digits(hex)?, 16),
			None => digits::<D::Error>(text)?.parse(),
		};
		number.map(Self).map_err(|error| D::Error::custom(format!("invalid quantity: {error}")))
	}
}

/// Refuses the sign that integers of Rust take.
fn digits<E: serde::de::Error>(text: &str) -> Result<&str, E> {
	match text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
		true => Ok(text),
		false => Err(E::custom("invalid quantity")),
	}
}

/// A storage slot: hex of at most 32 bytes, padded or not, or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub B256);

impl<'de> Deserialize<'de> for Slot {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let value = Value::deserialize(deserializer)?;
		if let Some(number) = value.as_u64() {
			return Ok(Self(U256::from(number).into()));
		}
		let text = value.as_str().ok_or_else(|| D::Error::custom("expected a storage key"))?;
		let hex = text.strip_prefix("0x").unwrap_or(text);
		if hex.is_empty() || hex.len() > 64 {
			return Err(D::Error::custom("invalid storage key: 1 to 64 hex digits"));
		}
		U256::from_str_radix(digits(hex)?, 16)
			.map(|slot| Self(slot.into()))
			.map_err(|error| D::Error::custom(format!("invalid storage key: {error}")))
	}
}

/// A call, as `eth_call` takes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallParam(pub TransactionRequest);

impl<'de> Deserialize<'de> for CallParam {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let request = TransactionRequest::deserialize(Value::deserialize(deserializer)?)
			.map_err(D::Error::custom)?;
		let input = &request.input;
		if input.input.is_some() && input.data.is_some() && input.input != input.data {
			return Err(D::Error::custom(
				"Ambiguous value for `data` and `input`: both are set and not equal. Use `input` \
				 to pass transaction call data",
			));
		}
		if request.sidecar.is_some() || request.blob_versioned_hashes.is_some() {
			return Err(D::Error::custom("blob transactions are not supported"));
		}
		Ok(Self(request))
	}
}

/// A transaction with what block explorers want of it beside.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RpcTransaction {
	/// The transaction.
	#[serde(flatten)]
	pub inner: Transaction<TxEnvelope>,
	/// The sender's public key, uncompressed without its first byte.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub public_key: Option<Bytes>,
}

/// A header with what Frontier has of it beside.
#[derive(Clone, Debug, Serialize)]
pub struct RpcHeader {
	/// The header.
	#[serde(flatten)]
	pub inner: Header,
	/// Frontier's second name of `miner`.
	pub author: Address,
}

/// A block, with its transactions whole or as hashes.
pub type RpcBlock = Block<RpcTransaction, RpcHeader>;

/// A log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RpcLog {
	/// Who logged.
	pub address: Address,
	/// Topics.
	pub topics: Vec<B256>,
	/// Data.
	pub data: Bytes,
	/// Ethereum block hash.
	pub block_hash: Option<B256>,
	/// Block number.
	pub block_number: Option<Quantity>,
	/// Seconds since 1970.
	pub block_timestamp: Option<Quantity>,
	/// Transaction.
	pub transaction_hash: Option<B256>,
	/// Index of the transaction in its block.
	pub transaction_index: Option<Quantity>,
	/// Index of the log in its block.
	pub log_index: Option<Quantity>,
	/// Index of the log in its transaction.
	pub transaction_log_index: Option<Quantity>,
	/// Whether a reorganisation took its block away.
	pub removed: bool,
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RpcReceipt {
	/// EIP-2718 type of the transaction.
	#[serde(rename = "type")]
	pub kind: Quantity,
	/// One where it succeeded.
	pub status: Quantity,
	/// Transaction.
	pub transaction_hash: B256,
	/// Index of the transaction in its block.
	pub transaction_index: Quantity,
	/// Ethereum block hash.
	pub block_hash: B256,
	/// Block number.
	pub block_number: Quantity,
	/// Sender.
	pub from: Address,
	/// Receiver; none where it created a contract.
	pub to: Option<Address>,
	/// Gas of the block up to and with this transaction.
	pub cumulative_gas_used: Quantity,
	/// Gas of this transaction.
	pub gas_used: Quantity,
	/// Plancks paid per gas.
	pub effective_gas_price: U256,
	/// The contract that was created.
	pub contract_address: Option<Address>,
	/// Logs.
	pub logs: Vec<RpcLog>,
	/// Bloom over the logs.
	pub logs_bloom: Bloom,
}

/// `eth_syncing`: false, or how far the node is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Syncing {
	/// In sync.
	No(bool),
	/// Behind.
	#[serde(rename_all = "camelCase")]
	Yes {
		/// Where it started.
		starting_block: Quantity,
		/// Where it is.
		current_block: Quantity,
		/// Where its peers are.
		highest_block: Quantity,
	},
}

/// What `eth_getFilterChanges` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Changes {
	/// Block or transaction hashes.
	Hashes(Vec<B256>),
	/// Logs.
	Logs(Vec<RpcLog>),
}

#[cfg(test)]
mod tests;
