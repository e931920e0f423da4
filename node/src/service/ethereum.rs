// SPDX-License-Identifier: Apache-2.0

//! The Ethereum methods of this node: their index, their view of the network, the pending block.

use super::{FullBackend, FullClient, FullPool};
use codec::{Decode, Encode};
use futures::future::BoxFuture;
use jsonrpsee::{core::traits::IdProvider, server::BatchRequestConfig, types::SubscriptionId};
use openledger_evm_rpc::{ClientChain, ClientDeps, Eth, EthConfig, EthDeps, EthIndex, Network};
use openledger_runtime::{opaque::Block, raw_transaction, UncheckedExtrinsic, SLOT_DURATION};
use sc_client_api::Backend;
use sc_network_sync::SyncingService;
use sc_service::{
	config::{RpcConfiguration, RpcSubscriptionIdProvider},
	error::Error,
};
use sp_consensus::SyncOracle;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	inherents::INHERENT_IDENTIFIER as SLOT_IDENTIFIER,
	Slot,
};
use sp_inherents::InherentData;
use sp_runtime::{Digest, DigestItem, OpaqueExtrinsic};
use sp_timestamp::{Timestamp, INHERENT_IDENTIFIER as TIME_IDENTIFIER};
use std::sync::Arc;

type Header = <Block as sp_runtime::traits::Block>::Header;
type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// The raw Ethereum transaction that an extrinsic carries.
fn raw(extrinsic: &OpaqueExtrinsic) -> Option<Vec<u8>> {
	let extrinsic = UncheckedExtrinsic::decode(&mut &extrinsic.encode()[..]).ok()?;
	raw_transaction(&extrinsic).map(<[u8]>::to_vec)
}

/// The index that block import writes. Block zero's header is kept at once, while its state is there.
pub fn index(client: Arc<FullClient>) -> EthIndex<Block, FullClient> {
	let index = EthIndex::new(client, raw);
	if let Err(error) = index.keep_genesis() {
		log::warn!("No Ethereum header of block zero: {error}");
	}
	index
}

/// Gives subscriptions the ids that Ethereum clients expect.
#[derive(Clone, Copy, Debug, Default)]
struct SubscriptionIds(openledger_evm_rpc::SubscriptionIds);

impl IdProvider for SubscriptionIds {
	fn next_id(&self) -> SubscriptionId<'static> {
		self.0.next_id()
	}
}

impl RpcSubscriptionIdProvider for SubscriptionIds {}

/// Most requests of a JSON-RPC batch, unless the command line says otherwise.
const MAX_BATCH: u32 = 1_000;

/// What Ethereum clients need of the RPC server: hex subscription ids, and a bound on batches where the
/// SDK has none.
pub fn prepare_server(rpc: &mut RpcConfiguration) {
	rpc.id_provider = Some(Box::new(SubscriptionIds::default()));
	let endpoints = rpc.addr.iter_mut().flatten().map(|endpoint| &mut endpoint.batch_config);
	for batch in endpoints.chain([&mut rpc.batch_config]) {
		if matches!(batch, BatchRequestConfig::Unlimited) {
			*batch = BatchRequestConfig::Limit(MAX_BATCH);
		}
	}
}

/// The network as the Ethereum methods see it.
struct EthNetwork(Arc<SyncingService<Block>>);

impl Network for EthNetwork {
	fn peers(&self) -> usize {
		self.0.num_connected_peers()
	}

	fn is_syncing(&self) -> bool {
		self.0.is_major_syncing()
	}

	fn highest_block(&self) -> BoxFuture<'_, Option<u64>> {
		Box::pin(async {
			let status = self.0.status().await.ok()?;
			status.best_seen_block.map(u64::from)
		})
	}
}

/// Digest and inherents of the block after `parent`, as far as they do not need a key: a secondary
/// slot of the parent's author, the first that is neither past nor taken.
fn next_block(parent: &Header) -> Result<(Digest, InherentData), AnyError> {
	let last = sc_consensus_babe::find_pre_digest::<Block>(parent)?;
	let now = Timestamp::current().as_millis();
	let slot = (*last.slot()).saturating_add(1).max(now / SLOT_DURATION);
	let time = now.max(slot.saturating_mul(SLOT_DURATION));
	let slot = Slot::from(slot);
	let authority_index = last.authority_index();
	let own = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index, slot });
	let mut inherents = InherentData::new();
	inherents.put_data(SLOT_IDENTIFIER, &slot)?;
	inherents.put_data(TIME_IDENTIFIER, &Timestamp::new(time))?;
	let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(own)] };
	Ok((digest, inherents))
}

/// What the methods take from the node.
pub struct Params<'a> {
	/// Client.
	pub client: Arc<FullClient>,
	/// Database.
	pub backend: &'a FullBackend,
	/// Pool.
	pub pool: Arc<FullPool>,
	/// Sync.
	pub sync: Arc<SyncingService<Block>>,
	/// Limits.
	pub config: EthConfig,
	/// Whether this node authors blocks.
	pub is_authority: bool,
	/// Version of the node.
	pub version: &'a str,
}

/// The Ethereum methods.
///
/// # Errors
/// When the database keeps nothing for off-chain workers.
pub fn methods(params: Params<'_>) -> Result<Eth, Error> {
	let offchain = params
		.backend
		.offchain_storage()
		.ok_or_else(|| Error::Other("the database has no off-chain storage".into()))?;
	let chain = ClientChain::new(ClientDeps {
		client: params.client,
		pool: params.pool,
		offchain,
		next_block: Arc::new(next_block),
	});
	Ok(Eth::new(EthDeps {
		chain: Arc::new(chain),
		network: Arc::new(EthNetwork(params.sync)),
		config: params.config,
		is_authority: params.is_authority,
		client_version: format!("openledger-node/v{}", params.version),
	}))
}
