// SPDX-License-Identifier: Apache-2.0

//! RPC methods beyond those that every node of the SDK has.

use crate::service::{FullClient, FullPool, FullSelectChain};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use openledger_bench_plain_runtime::{opaque::Block, AccountId, Balance, Hash, Nonce};
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use sp_keystore::KeystorePtr;
use std::{error::Error, sync::Arc};

/// What the methods need.
pub struct FullDeps {
	/// Client.
	pub client: Arc<FullClient>,
	/// Pool.
	pub pool: Arc<FullPool>,
	/// Answers questions about BABE's epochs.
	pub babe_worker: BabeWorkerHandle<Block>,
	/// Keys of this node.
	pub keystore: KeystorePtr,
	/// How the best chain is chosen.
	pub select_chain: FullSelectChain,
	/// Takes orders to seal, on a chain that seals without consensus.
	pub command_sink: Option<mpsc::Sender<EngineCommand<Hash>>>,
}

/// All methods of this node.
///
/// # Errors
/// When two methods have one name.
pub fn create_full(deps: FullDeps) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
	use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
	use sc_consensus_babe_rpc::{Babe, BabeApiServer};
	use substrate_frame_rpc_system::{System, SystemApiServer};

	let FullDeps { client, pool, babe_worker, keystore, select_chain, command_sink } = deps;
	let mut module = RpcModule::new(());
	module.merge(<System<_, _, Block> as SystemApiServer<_, AccountId, Nonce>>::into_rpc(
		System::new(client.clone(), pool),
	))?;
	module.merge(<TransactionPayment<_, _> as TransactionPaymentApiServer<
		_,
		pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance>,
	>>::into_rpc(TransactionPayment::<_, Block>::new(client.clone())))?;
	module.merge(Babe::new(client, babe_worker, keystore, select_chain).into_rpc())?;
	if let Some(sink) = command_sink {
		module.merge(ManualSeal::new(sink).into_rpc())?;
	}
	Ok(module)
}
