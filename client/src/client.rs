// SPDX-License-Identifier: Apache-2.0
//! Connection, blocks, and the checks made on connecting.

use crate::{
	compat,
	dispatch::ErrorBook,
	error::{Error, Result},
	snapshot::Snapshot,
};
use codec::Decode;
use jsonrpsee::{
	core::{
		client::{ClientT, Subscription, SubscriptionClientT},
		params::ArrayParams,
		ClientError,
	},
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::SigningDomain;
use openledger_runtime::{Hash, Header};
use pallet_timing::Network;
use serde::de::DeserializeOwned;
use sp_core::crypto::Ss58Codec;
use sp_runtime::traits::Header as _;
use std::{sync::Arc, time::Duration};
use tokio::sync::{Mutex, RwLock};

/// Largest response of a node that is read, in bytes.
const MAX_RESPONSE: u32 = 32 * 1024 * 1024;
/// How long a request may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// A block, as followers of the chain see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
	/// Its hash.
	pub hash: Hash,
	/// Its number.
	pub number: u32,
}

impl From<&Header> for Head {
	fn from(header: &Header) -> Self {
		Head { hash: header.hash(), number: *header.number() }
	}
}

/// Finalised blocks as they come. Numbers only grow; under load some are skipped.
pub struct Heads(Subscription<Header>);

impl Heads {
	/// The next finalised block; `None` when the connection is gone.
	pub async fn next(&mut self) -> Option<Head> {
		loop {
			match self.0.next().await? {
				Ok(header) => return Some(Head::from(&header)),
				Err(error) => tracing::debug!(%error, "unreadable header"),
			}
		}
	}
}

/// A connection to one node. Cheap to clone; reconnects on the next request after a loss.
#[derive(Clone)]
pub struct Client {
	inner: Arc<Inner>,
}

struct Inner {
	url: String,
	ws: RwLock<Arc<WsClient>>,
	genesis: Hash,
	network: Network,
	errors: ErrorBook,
	nonces: Mutex<()>,
}

impl core::fmt::Debug for Client {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "Client({}, genesis {:?})", self.inner.url, self.inner.genesis)
	}
}

async fn open(url: &str) -> Result<Arc<WsClient>> {
	let client = WsClientBuilder::default()
		.max_response_size(MAX_RESPONSE)
		.request_timeout(REQUEST_TIMEOUT)
		.connection_timeout(Duration::from_secs(10))
		.build(url)
		.await
		.map_err(|error| Error::Connection { url: url.into(), reason: error.to_string() })?;
	Ok(Arc::new(client))
}

impl Client {
	/// Connects to a node (`ws://` or `wss://`) and checks that it speaks the runtime this program
	/// was compiled with: spec name, spec and transaction version, then calls and extensions.
	pub async fn connect(url: &str) -> Result<Self> {
		let ws = open(url).await?;
		let bare = Bare { url, ws: &ws };
		compat::ensure_version(&bare.call("state_getRuntimeVersion", rpc_params![]).await?)?;
		let metadata: String = bare.call("state_getMetadata", rpc_params![]).await?;
		compat::ensure_metadata(&unhex("metadata", &metadata)?)?;
		let genesis: Hash = bare.call("chain_getBlockHash", rpc_params![0u32]).await?;
		let head: Hash = bare.call("chain_getFinalizedHead", rpc_params![]).await?;
		let key = pallet_timing::Networks::<openledger_runtime::Runtime>::hashed_key();
		let raw: Option<String> = bare
			.call("state_getStorage", rpc_params![format!("0x{}", hex::encode(key)), head])
			.await?;
		let network = match raw {
			Some(raw) => Network::decode(&mut &unhex("network", &raw)?[..])
				.map_err(|error| Error::decode("network", error))?,
			None => pallet_timing::DEFAULT_NETWORK,
		};
		let errors = ErrorBook::of_runtime()?;
		let ws = RwLock::new(ws);
		let inner =
			Inner { url: url.into(), ws, genesis, network, errors, nonces: Mutex::default() };
		Ok(Self { inner: Arc::new(inner) })
	}

	/// Address of the node.
	pub fn url(&self) -> &str {
		&self.inner.url
	}

	/// Hash of block 0.
	pub fn genesis(&self) -> Hash {
		self.inner.genesis
	}

	/// Numbers of the network.
	pub fn network(&self) -> &Network {
		&self.inner.network
	}

	/// An account as this network writes it: SS58 with the network's prefix.
	pub fn ss58(&self, account: &AccountId) -> String {
		account.to_ss58check_with_version(self.inner.network.ss58_prefix.into())
	}

	/// Whether only public addresses may be fetched from.
	pub fn is_public(&self) -> bool {
		!self.inner.network.local_endpoints
	}

	/// What signatures over protocol objects are bound to.
	pub fn domain(&self) -> SigningDomain {
		SigningDomain {
			genesis: self.inner.genesis,
			chain_id: self.inner.network.evm_chain_id.into(),
		}
	}

	/// Names and docs of module errors.
	pub fn errors(&self) -> &ErrorBook {
		&self.inner.errors
	}

	pub(crate) fn nonces(&self) -> &Mutex<()> {
		&self.inner.nonces
	}

	/// Calls a method of the node's JSON-RPC.
	pub async fn request<R: DeserializeOwned>(
		&self,
		method: &'static str,
		params: ArrayParams,
	) -> Result<R> {
		let ws = self.ws().await?;
		Bare { url: &self.inner.url, ws: &ws }.call(method, params).await
	}

	pub(crate) async fn subscribe<R: DeserializeOwned>(
		&self,
		method: &'static str,
		params: ArrayParams,
		end: &'static str,
	) -> Result<Subscription<R>> {
		let ws = self.ws().await?;
		ws.subscribe(method, params, end)
			.await
			.map_err(|error| failure(&self.inner.url, method, error))
	}

	async fn ws(&self) -> Result<Arc<WsClient>> {
		let ws = self.inner.ws.read().await.clone();
		if ws.is_connected() {
			return Ok(ws);
		}
		let mut slot = self.inner.ws.write().await;
		if !slot.is_connected() {
			let fresh = open(&self.inner.url).await?;
			let bare = Bare { url: &self.inner.url, ws: &fresh };
			let genesis: Hash = bare.call("chain_getBlockHash", rpc_params![0u32]).await?;
			if genesis != self.inner.genesis {
				return Err(Error::MetadataMismatch(format!(
					"genesis was {:?} and is now {genesis:?}",
					self.inner.genesis
				)));
			}
			compat::ensure_version(&bare.call("state_getRuntimeVersion", rpc_params![]).await?)?;
			*slot = fresh;
		}
		Ok(slot.clone())
	}

	/// The newest finalised block.
	pub async fn finalized_head(&self) -> Result<Head> {
		let hash: Hash = self.request("chain_getFinalizedHead", rpc_params![]).await?;
		self.head_of(hash).await
	}

	/// The newest best block.
	pub async fn best_head(&self) -> Result<Head> {
		let header: Header = self.request("chain_getHeader", rpc_params![]).await?;
		Ok(Head::from(&header))
	}

	/// Number of a block.
	pub async fn head_of(&self, hash: Hash) -> Result<Head> {
		let header: Option<Header> = self.request("chain_getHeader", rpc_params![hash]).await?;
		let header = header.ok_or_else(|| Error::decode("header", "the node has no such block"))?;
		Ok(Head { hash, number: *header.number() })
	}

	/// Hash of the block of a height, if there is one.
	pub async fn block_hash(&self, number: u32) -> Result<Option<Hash>> {
		self.request("chain_getBlockHash", rpc_params![number]).await
	}

	/// State at the newest finalised block.
	pub async fn finalized(&self) -> Result<Snapshot> {
		Ok(self.at(self.finalized_head().await?))
	}

	/// State at a block.
	pub fn at(&self, head: Head) -> Snapshot {
		Snapshot::new(self.clone(), head)
	}

	/// Follows finalised blocks.
	pub async fn finalized_heads(&self) -> Result<Heads> {
		let (start, end) = ("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads");
		Ok(Heads(self.subscribe(start, rpc_params![], end).await?))
	}
}

struct Bare<'a> {
	url: &'a str,
	ws: &'a WsClient,
}

impl Bare<'_> {
	async fn call<R: DeserializeOwned>(
		&self,
		method: &'static str,
		params: ArrayParams,
	) -> Result<R> {
		self.ws.request(method, params).await.map_err(|error| failure(self.url, method, error))
	}
}

fn failure(url: &str, method: &'static str, error: ClientError) -> Error {
	match error {
		ClientError::Call(object) => {
			let data = object.data().map(|data| format!(" ({})", data.get().trim_matches('"')));
			let reason = format!("{}{}", object.message(), data.unwrap_or_default());
			match method.starts_with("author_submit") {
				true => Error::Refused(reason),
				false => Error::Rpc { method, reason },
			}
		},
		ClientError::ParseError(error) => Error::decode(method, error),
		ClientError::RequestTimeout => Error::Timeout(REQUEST_TIMEOUT.as_secs(), method),
		other => Error::Connection { url: url.into(), reason: other.to_string() },
	}
}

pub(crate) fn unhex(what: &str, text: &str) -> Result<Vec<u8>> {
	hex::decode(text.trim_start_matches("0x")).map_err(|error| Error::decode(what, error))
}
