// SPDX-License-Identifier: Apache-2.0

//! Which endpoints this node's off-chain workers may fetch from.

use super::{FullBackend, FullClient};
use codec::Decode;
use openledger_primitives_fetch::Policy;
use openledger_runtime::{network_key, opaque::Block, Network};
use sc_client_api::StorageProvider;
use sp_core::storage::StorageKey;

type Hash = <Block as sp_runtime::traits::Block>::Hash;

/// The policy that the chain's state at `at` sets. What cannot be read is public: the strict one.
pub fn policy(client: &FullClient, at: Hash) -> Policy {
	let read = <FullClient as StorageProvider<Block, FullBackend>>::storage(
		client,
		at,
		&StorageKey(network_key().to_vec()),
	);
	match read.ok().flatten().and_then(|data| Network::decode(&mut &data.0[..]).ok()) {
		Some(Network { local_endpoints: true, .. }) => Policy::Local,
		_ => Policy::Public,
	}
}

/// Says so when the machine has no CA certificates: no public endpoint can be fetched then.
pub fn warn_without_certificates() {
	if rustls_native_certs::load_native_certs().certs.is_empty() {
		log::warn!(
			"This machine has no CA certificates, so no https endpoint of a worker can be checked. \
			 Install them (Debian: `apt-get install ca-certificates`) and start the node again."
		);
	}
}
