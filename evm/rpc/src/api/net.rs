// SPDX-License-Identifier: Apache-2.0

//! `net_*` and `web3_*`.

use crate::{error::Error, types::Quantity};
use alloy_primitives::{Bytes, B256};
use jsonrpsee::proc_macros::rpc;

/// `net_*`.
#[rpc(server, namespace = "net")]
pub trait NetApi {
	/// Chain id in decimals.
	#[method(name = "version", blocking)]
	fn version(&self) -> Result<String, Error>;
	/// Peers that are connected.
	#[method(name = "peerCount")]
	fn peer_count(&self) -> Result<Quantity, Error>;
	/// Whether the node listens: it does.
	#[method(name = "listening")]
	fn listening(&self) -> Result<bool, Error>;
}

/// `web3_*`.
#[rpc(server, namespace = "web3")]
pub trait Web3Api {
	/// Runtime and node with their versions.
	#[method(name = "clientVersion", blocking)]
	fn client_version(&self) -> Result<String, Error>;
	/// keccak-256.
	#[method(name = "sha3")]
	fn sha3(&self, data: Bytes) -> Result<B256, Error>;
}
