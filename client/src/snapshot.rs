// SPDX-License-Identifier: Apache-2.0
//! State at one block, read through the pallets' own storage types.

use crate::{
	client::{unhex, Client, Head},
	error::{Error, Result},
};
use codec::{Decode, Encode, EncodeLike, FullCodec};
use frame_support::{
	storage::generator::{StorageDoubleMap, StorageMap, StorageValue},
	view_functions::{ViewFunction, ViewFunctionDispatchError},
	ReversibleStorageHasher,
};
use jsonrpsee::rpc_params;
use openledger_runtime::{AccountId, Hash, Runtime};
use sp_core::crypto::Ss58Codec;
use std::collections::BTreeMap;

/// Keys asked for at a time.
const PAGE: u32 = 512;

/// State at one block. The storage types of the pallets name key, value and default:
///
/// ```no_run
/// # async fn example(client: openledger_client::Client) -> Result<(), openledger_client::Error> {
/// use openledger_runtime::Runtime;
/// let state = client.finalized().await?;
/// let timing = state.value::<pallet_timing::Timings<Runtime>, _>().await?;
/// # let _ = timing; Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Snapshot {
	client: Client,
	head: Head,
}

impl Snapshot {
	pub(crate) fn new(client: Client, head: Head) -> Self {
		Self { client, head }
	}

	/// The block.
	pub fn head(&self) -> Head {
		self.head
	}

	/// The client it came from.
	pub fn client(&self) -> &Client {
		&self.client
	}

	/// A raw value by its full key.
	pub async fn raw(&self, key: &[u8]) -> Result<Option<Vec<u8>>> {
		let key = format!("0x{}", hex::encode(key));
		let found: Option<String> =
			self.client.request("state_getStorage", rpc_params![key, self.head.hash]).await?;
		found.map(|text| unhex("storage", &text)).transpose()
	}

	/// A value by its full key.
	pub async fn fetch<V: Decode>(&self, key: &[u8]) -> Result<Option<V>> {
		self.raw(key).await?.map(|bytes| read(&bytes)).transpose()
	}

	/// A storage value.
	pub async fn value<S, V>(&self) -> Result<S::Query>
	where
		V: FullCodec,
		S: StorageValue<V>,
	{
		let found = self.fetch(&S::storage_value_final_key()).await?;
		Ok(S::from_optional_value_to_query(found))
	}

	/// An entry of a map.
	pub async fn map<S, K, V>(&self, key: impl EncodeLike<K>) -> Result<S::Query>
	where
		K: FullCodec,
		V: FullCodec,
		S: StorageMap<K, V>,
	{
		let found = self.fetch(&S::storage_map_final_key(key)).await?;
		Ok(S::from_optional_value_to_query(found))
	}

	/// An entry of a double map.
	pub async fn double_map<S, K1, K2, V>(
		&self,
		first: impl EncodeLike<K1>,
		second: impl EncodeLike<K2>,
	) -> Result<S::Query>
	where
		K1: FullCodec,
		K2: FullCodec,
		V: FullCodec,
		S: StorageDoubleMap<K1, K2, V>,
	{
		let found = self.fetch(&S::storage_double_map_final_key(first, second)).await?;
		Ok(S::from_optional_value_to_query(found))
	}

	/// All entries of a map, in key order of the trie.
	pub async fn entries<S, K, V>(&self) -> Result<Vec<(K, V)>>
	where
		K: FullCodec,
		V: FullCodec,
		S: StorageMap<K, V>,
		S::Hasher: ReversibleStorageHasher,
	{
		let prefix = S::prefix_hash();
		self.pairs(&prefix)
			.await?
			.into_iter()
			.map(|(key, value)| {
				let key = S::Hasher::reverse(key.get(prefix.len()..).unwrap_or_default());
				Ok((read(key)?, read(&value)?))
			})
			.collect()
	}

	/// All entries of a double map under one first key: second keys and values.
	pub async fn entries_under<S, K1, K2, V>(
		&self,
		first: impl EncodeLike<K1>,
	) -> Result<Vec<(K2, V)>>
	where
		K1: FullCodec,
		K2: FullCodec,
		V: FullCodec,
		S: StorageDoubleMap<K1, K2, V>,
		S::Hasher2: ReversibleStorageHasher,
	{
		let prefix = S::storage_double_map_final_key1(first);
		self.pairs(&prefix)
			.await?
			.into_iter()
			.map(|(key, value)| {
				let key = S::Hasher2::reverse(key.get(prefix.len()..).unwrap_or_default());
				Ok((read(key)?, read(&value)?))
			})
			.collect()
	}

	/// All raw keys and values under a prefix.
	pub async fn pairs(&self, prefix: &[u8]) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
		let hex_prefix = format!("0x{}", hex::encode(prefix));
		let mut start: Option<String> = None;
		let mut out = Vec::new();
		loop {
			let keys: Vec<String> = self
				.client
				.request(
					"state_getKeysPaged",
					rpc_params![&hex_prefix, PAGE, start.as_ref(), self.head.hash],
				)
				.await?;
			if keys.is_empty() {
				return Ok(out);
			}
			let sets: Vec<ChangeSet> = self
				.client
				.request("state_queryStorageAt", rpc_params![&keys, self.head.hash])
				.await?;
			for (key, value) in sets.into_iter().flat_map(|set| set.changes) {
				if let Some(value) = value {
					out.push((unhex("key", &key)?, unhex("storage", &value)?));
				}
			}
			match keys.len() < PAGE as usize {
				true => return Ok(out),
				false => start = keys.last().cloned(),
			}
		}
	}

	/// Calls a runtime API by name (`Api_method`) with SCALE arguments.
	pub async fn call<R: Decode>(&self, method: &str, arguments: &[u8]) -> Result<R> {
		let arguments = format!("0x{}", hex::encode(arguments));
		let answer: String = self
			.client
			.request("state_call", rpc_params![method, arguments, self.head.hash])
			.await?;
		read(&unhex("runtime call", &answer)?)
	}

	/// Many entries of a map at once, in the order of the keys.
	pub async fn map_many<S, K, V>(&self, keys: &[K]) -> Result<Vec<Option<V>>>
	where
		K: FullCodec,
		V: FullCodec,
		S: StorageMap<K, V>,
	{
		let mut out = Vec::with_capacity(keys.len());
		for chunk in keys.chunks(PAGE as usize) {
			let wanted: Vec<String> = chunk
				.iter()
				.map(|key| format!("0x{}", hex::encode(S::storage_map_final_key(key))))
				.collect();
			let sets: Vec<ChangeSet> = self
				.client
				.request("state_queryStorageAt", rpc_params![&wanted, self.head.hash])
				.await?;
			let found: BTreeMap<String, Option<String>> =
				sets.into_iter().flat_map(|set| set.changes).collect();
			for key in &wanted {
				let value = found.get(key).cloned().flatten();
				out.push(value.map(|text| read(&unhex("storage", &text)?)).transpose()?);
			}
		}
		Ok(out)
	}

	/// Asks a pallet's view function, as `pallet_rewards::EarnedViewFunction::new(id)`.
	pub async fn view<Q>(&self, query: Q) -> Result<Q::ReturnType>
	where
		Q: ViewFunction + Encode,
		Q::ReturnType: Decode,
	{
		let arguments = (Q::id(), query.encode()).encode();
		let method = "RuntimeViewFunction_execute_view_function";
		let answer: core::result::Result<Vec<u8>, ViewFunctionDispatchError> =
			self.call(method, &arguments).await?;
		let bytes = answer.map_err(|error| Error::Rpc { method, reason: format!("{error:?}") })?;
		read(&bytes)
	}

	/// Balance that can be spent, in plancks.
	pub async fn free_balance(&self, who: &AccountId) -> Result<u128> {
		Ok(self.map::<frame_system::Account<Runtime>, _, _>(who).await?.data.free)
	}

	/// Balance on hold, in plancks.
	pub async fn held_balance(&self, who: &AccountId) -> Result<u128> {
		Ok(self.map::<frame_system::Account<Runtime>, _, _>(who).await?.data.reserved)
	}

	/// Events of the block.
	pub async fn events(&self) -> Result<crate::tx::Events> {
		let key = frame_support::storage::storage_prefix(b"System", b"Events");
		Ok(self.fetch(&key).await?.unwrap_or_default())
	}

	/// Extrinsics of the block, as bytes.
	pub async fn extrinsics(&self) -> Result<Vec<Vec<u8>>> {
		let block: Option<SignedBlock> =
			self.client.request("chain_getBlock", rpc_params![self.head.hash]).await?;
		let block = block.ok_or_else(|| Error::decode("block", "the node has no such block"))?;
		let extrinsics = block.block.extrinsics.into_iter();
		extrinsics
			.map(|extrinsic| match extrinsic {
				Extrinsic::Hex(text) => unhex("extrinsic", &text),
				Extrinsic::Bytes(bytes) => Ok(bytes),
			})
			.collect()
	}
}

/// Reads an account from SS58 of any network (the key is the same in all of them), 32 bytes in hex,
/// or a 20-byte Ethereum address in hex.
pub fn parse_account(text: &str) -> Result<AccountId> {
	if let Some(digits) = text.strip_prefix("0x") {
		let bytes = hex::decode(digits).map_err(|_| Error::Input("account: bad hex".into()))?;
		return match bytes.len() {
			20 => Ok(openledger_primitives_account::eth_account(sp_core::H160::from_slice(&bytes))),
			32 => Ok(AccountId::new(Hash::from_slice(&bytes).0)),
			_ => Err(Error::Input("account: 20 or 32 bytes in hex, or SS58".into())),
		};
	}
	// Not `from_ss58check`: it refuses prefixes that no registry lists.
	AccountId::from_ss58check_with_version(text)
		.map(|(account, _)| account)
		.map_err(|_| Error::Input("account: 20 or 32 bytes in hex, or SS58".into()))
}

#[derive(serde::Deserialize)]
struct ChangeSet {
	changes: Vec<(String, Option<String>)>,
}

#[derive(serde::Deserialize)]
struct SignedBlock {
	block: Block,
}

#[derive(serde::Deserialize)]
struct Block {
	extrinsics: Vec<Extrinsic>,
}

/// Nodes write extrinsics as hex or, with typed blocks, as arrays of bytes.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Extrinsic {
	Hex(String),
	Bytes(Vec<u8>),
}

fn read<V: Decode>(mut bytes: &[u8]) -> Result<V> {
	V::decode(&mut bytes).map_err(|error| Error::decode(core::any::type_name::<V>(), error))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_account_is_read_in_every_form() {
		let account = AccountId::new([7; 32]);
		// The generic prefix, one in the registry, and those of our networks, which are in none.
		for prefix in [42u16, 0, 1_611, 1_612, 1_613] {
			let text = account.to_ss58check_with_version(prefix.into());
			assert_eq!(parse_account(&text).unwrap(), account, "{text}");
		}
		assert_eq!(parse_account(&format!("0x{}", "07".repeat(32))).unwrap(), account);
		let eth = openledger_primitives_account::eth_account(sp_core::H160([7; 20]));
		assert_eq!(parse_account(&format!("0x{}", "07".repeat(20))).unwrap(), eth);
		let spoiled = account.to_ss58check_with_version(1_611u16.into()).replace('7', "8") + "1";
		for bad in ["", "0x", "0x07", "0xzz", spoiled.as_str()] {
			assert!(parse_account(bad).is_err(), "{bad}");
		}
	}
}
