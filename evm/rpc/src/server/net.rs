// SPDX-License-Identifier: Apache-2.0

//! `net_*` and `web3_*`.

use super::Eth;
use crate::{
	api::net::{NetApiServer, Web3ApiServer},
	error::Result,
	types::Quantity,
};
use alloy_primitives::{keccak256, Bytes, B256};

impl NetApiServer for Eth {
	fn version(&self) -> Result<String> {
		Ok(self.id()?.to_string())
	}

	fn peer_count(&self) -> Result<Quantity> {
		Ok(Quantity(self.network.peers() as u64))
	}

	fn listening(&self) -> Result<bool> {
		Ok(true)
	}
}

impl Web3ApiServer for Eth {
	fn client_version(&self) -> Result<String> {
		Ok(format!("{}/{}", self.blocks.chain().runtime_version()?, self.client_version))
	}

	fn sha3(&self, data: Bytes) -> Result<B256> {
		Ok(keccak256(&data))
	}
}
