// SPDX-License-Identifier: Apache-2.0

//! Ethereum blocks as they are kept and found.
//!
//! Where what lies:
//! - the header's digest carries the Ethereum hash of its block ([`digest_hash`]);
//! - the node's database maps Ethereum block hashes and transaction hashes to blocks (auxiliary data,
//!   in the block's own commit);
//! - off-chain indexing writes each block's [`BlockRecord`] under [`record_key`] when it is executed:
//!   receipts and logs outlive the pruning of state.

use crate::Log;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::{H160, H256, U256};
use sp_runtime::{ConsensusEngineId, Digest, DigestItem};

/// Engine id of the digest item that carries the Ethereum block hash.
pub const ENGINE_ID: ConsensusEngineId = *b"eth_";

/// Prefix of records in the off-chain database.
pub const RECORD_PREFIX: &[u8] = b"openledger/eth/block/";

/// Key of a block's [`BlockRecord`] in the off-chain database, by Ethereum block hash.
pub fn record_key(hash: &H256) -> Vec<u8> {
	let mut key = RECORD_PREFIX.to_vec();
	key.extend_from_slice(hash.as_bytes());
	key
}

/// Digest item of a block.
pub fn digest_item(hash: H256) -> DigestItem {
	DigestItem::Consensus(ENGINE_ID, hash.encode())
}

/// Ethereum hash of the block that has this digest. None for the genesis block, whose Ethereum header
/// is in its state.
pub fn digest_hash(digest: &Digest) -> Option<H256> {
	digest.logs().iter().find_map(|item| match item {
		DigestItem::Consensus(id, data) if *id == ENGINE_ID => H256::decode(&mut &data[..]).ok(),
		_ => None,
	})
}

/// Receipt of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Receipt {
	/// Whether it succeeded.
	pub success: bool,
	/// Gas used by this transaction.
	pub gas_used: u64,
	/// Gas used by the block up to and with this transaction.
	pub cumulative_gas_used: u64,
	/// Price that was paid per gas, in plancks.
	pub effective_gas_price: U256,
	/// Contract that was created.
	pub created: Option<H160>,
	/// Logs in order.
	pub logs: Vec<Log>,
}

/// A transaction in a block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TransactionRecord {
	/// keccak-256 of `raw`.
	pub hash: H256,
	/// Sender.
	pub from: H160,
	/// EIP-2718 bytes exactly as they were sent.
	pub raw: Vec<u8>,
	/// Receipt.
	pub receipt: Receipt,
}

/// An Ethereum block with all that RPC serves of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BlockRecord {
	/// keccak-256 of `header`.
	pub hash: H256,
	/// RLP of the header (post-London, with the fields of Shanghai, Cancun and Prague).
	pub header: Vec<u8>,
	/// Transactions in order.
	pub transactions: Vec<TransactionRecord>,
}
