// SPDX-License-Identifier: Apache-2.0

//! Chain specs of the networks: the runtime's presets with a name and the token's properties.

use openledger_runtime::{genesis_config_presets as presets, Network, WASM_BINARY};
use sc_service::{ChainType, GenericChainSpec, NoExtension, Properties};

/// Symbol of the token.
const TOKEN: &str = "OPEN";
/// Decimals of the token.
const DECIMALS: u8 = 18;

/// A chain spec. Its genesis is built by the runtime, so it takes the node's host functions.
pub type ChainSpec = GenericChainSpec<NoExtension, crate::service::ExtraHostFunctions>;

/// The development chain: one validator, periods of a few blocks.
pub fn development() -> Result<ChainSpec, String> {
	spec(
		"OpenLedger Development",
		"openledger_dev",
		ChainType::Development,
		sp_genesis_builder::DEV_RUNTIME_PRESET,
		presets::DEV,
	)
}

/// The smallest network with a committee: two validators, periods of a few blocks.
pub fn duo() -> Result<ChainSpec, String> {
	spec("OpenLedger Duo", "openledger_duo", ChainType::Local, presets::DUO_PRESET, presets::DUO)
}

/// The local chain: four validators.
pub fn local() -> Result<ChainSpec, String> {
	spec(
		"OpenLedger Local",
		"openledger_local",
		ChainType::Local,
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
		presets::LOCAL,
	)
}

/// The public test network.
pub fn testnet() -> Result<ChainSpec, String> {
	spec(
		"OpenLedger Testnet",
		"openledger_testnet",
		ChainType::Live,
		presets::TESTNET_PRESET,
		presets::TESTNET,
	)
}

/// Makes the prefix of a spec the one that this process reads and writes addresses with. Without it,
/// the RPC would refuse addresses of networks that the ss58 registry does not list.
pub fn use_ss58_prefix(spec: &dyn sc_service::ChainSpec) {
	let prefix = spec.properties().get("ss58Format").and_then(serde_json::Value::as_u64);
	if let Some(prefix) = prefix.and_then(|prefix| u16::try_from(prefix).ok()) {
		sp_core::crypto::set_default_ss58_version(prefix.into());
	}
}

fn spec(
	name: &str,
	id: &str,
	kind: ChainType,
	preset: &str,
	network: Network,
) -> Result<ChainSpec, String> {
	let wasm = WASM_BINARY.ok_or("this node was built without its runtime (SKIP_WASM_BUILD)")?;
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN.into());
	properties.insert("tokenDecimals".into(), DECIMALS.into());
	properties.insert("ss58Format".into(), network.ss58_prefix.into());
	Ok(ChainSpec::builder(wasm, Default::default())
		.with_name(name)
		.with_id(id)
		.with_protocol_id(id)
		.with_chain_type(kind)
		.with_properties(properties)
		.with_genesis_config_preset_name(preset)
		.build())
}
