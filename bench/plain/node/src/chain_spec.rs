// SPDX-License-Identifier: Apache-2.0

//! Chain specs of the runtime's presets.

use openledger_bench_plain_runtime::WASM_BINARY;
use sc_service::{ChainType, GenericChainSpec};

/// A chain spec.
pub type ChainSpec = GenericChainSpec;

/// The development chain: one validator.
pub fn development() -> Result<ChainSpec, String> {
	spec("plain_dev", ChainType::Development, sp_genesis_builder::DEV_RUNTIME_PRESET)
}

/// The local chain: four validators.
pub fn local() -> Result<ChainSpec, String> {
	spec("plain_local", ChainType::Local, sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET)
}

fn spec(id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let wasm = WASM_BINARY.ok_or("this node was built without its runtime (SKIP_WASM_BUILD)")?;
	Ok(ChainSpec::builder(wasm, Default::default())
		.with_name(id)
		.with_id(id)
		.with_protocol_id(id)
		.with_chain_type(kind)
		.with_genesis_config_preset_name(preset)
		.build())
}
