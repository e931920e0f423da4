// SPDX-License-Identifier: Apache-2.0

//! RPC methods beyond those that every node of the SDK has.

use crate::service::{FullClient, FullPool, FullSelectChain};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use openledger_evm_rpc::Eth;
use openledger_runtime::{opaque::Block, AccountId, Balance, BlockNumber, Hash, Nonce};
use sc_client_api::Backend;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use sc_rpc::SubscriptionTaskExecutor;
use sp_keystore::KeystorePtr;
use std::{error::Error, sync::Arc};

/// What BABE's methods need.
pub struct BabeDeps {
	/// Answers questions about epochs.
	pub worker: BabeWorkerHandle<Block>,
	/// Keys of this node.
	pub keystore: KeystorePtr,
	/// How the best chain is chosen.
	pub select_chain: FullSelectChain,
}

/// What GRANDPA's methods need.
pub struct GrandpaDeps<B> {
	/// State of the voter.
	pub voter_state: SharedVoterState,
	/// Authorities.
	pub authorities: SharedAuthoritySet<Hash, BlockNumber>,
	/// Justifications as they come.
	pub justifications: GrandpaJustificationStream<Block>,
	/// Where subscriptions run.
	pub executor: SubscriptionTaskExecutor,
	/// Proves finality.
	pub finality_proofs: Arc<FinalityProofProvider<B, Block>>,
}

/// What the methods need.
pub struct FullDeps<B> {
	/// Client.
	pub client: Arc<FullClient>,
	/// Pool.
	pub pool: Arc<FullPool>,
	/// For BABE's methods.
	pub babe: BabeDeps,
	/// For GRANDPA's methods.
	pub grandpa: GrandpaDeps<B>,
	/// The Ethereum methods.
	pub eth: Eth,
	/// Takes orders to seal, on a chain that seals without consensus.
	pub command_sink: Option<mpsc::Sender<EngineCommand<Hash>>>,
}

/// All methods of this node.
///
/// # Errors
/// When two methods have one name.
pub fn create_full<B>(deps: FullDeps<B>) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>>
where
	B: Backend<Block> + Send + Sync + 'static,
{
	use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
	use sc_consensus_babe_rpc::{Babe, BabeApiServer};
	use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
	use substrate_frame_rpc_system::{System, SystemApiServer};

	let FullDeps { client, pool, babe, grandpa, eth, command_sink } = deps;
	let mut module = eth.module()?;
	module.merge(<System<_, _, Block> as SystemApiServer<_, AccountId, Nonce>>::into_rpc(
		System::new(client.clone(), pool),
	))?;
	module.merge(<TransactionPayment<_, _> as TransactionPaymentApiServer<
		_,
		pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance>,
	>>::into_rpc(TransactionPayment::<_, Block>::new(client.clone())))?;
	module.merge(Babe::new(client, babe.worker, babe.keystore, babe.select_chain).into_rpc())?;
	module.merge(
		Grandpa::new(
			grandpa.executor,
			grandpa.authorities,
			grandpa.voter_state,
			grandpa.justifications,
			grandpa.finality_proofs,
		)
		.into_rpc(),
	)?;
	if let Some(sink) = command_sink {
		module.merge(ManualSeal::new(sink).into_rpc())?;
	}
	Ok(module)
}
