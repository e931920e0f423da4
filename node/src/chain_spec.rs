// SPDX-License-Identifier: Apache-2.0

//! Chain specs of the networks: the runtime's presets with a name and the token's properties.

use openledger_runtime::{
	genesis_config_presets as presets, Network, RuntimeGenesisConfig, WASM_BINARY,
};
use sc_chain_spec::json_merge;
use sc_service::{ChainType, GenericChainSpec, NoExtension, Properties};
use sp_core::storage::{well_known_keys, Storage};
use sp_runtime::BuildStorage;

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

/// State of genesis of a chain that `--chain` names without a file, as the runtime's native code computes
/// it: a spec that only names its preset would compile the wasm twice to compute the same. None for files.
///
/// # Errors
/// The preset does not fit the runtime, or the node was built without its wasm.
pub fn genesis(chain: &str) -> Result<Option<Storage>, String> {
	let preset = match chain {
		"dev" => sp_genesis_builder::DEV_RUNTIME_PRESET,
		"duo" => presets::DUO_PRESET,
		"" | "local" => sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
		"testnet" => presets::TESTNET_PRESET,
		_ => return Ok(None),
	};
	let unfit = |error: serde_json::Error| format!("genesis preset {preset}: {error}");
	let patch = presets::get_preset(&preset.into()).unwrap_or_default();
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).map_err(unfit)?;
	json_merge(&mut config, serde_json::from_slice(&patch).map_err(unfit)?);
	let config: RuntimeGenesisConfig = serde_json::from_value(config).map_err(unfit)?;
	let mut storage = config.build_storage()?;
	storage.top.insert(well_known_keys::CODE.to_vec(), wasm()?.to_vec());
	Ok(Some(storage))
}

/// Makes the prefix of a spec the one that this process reads and writes addresses with. Without it,
/// the RPC would refuse addresses of networks that the ss58 registry does not list.
pub fn use_ss58_prefix(spec: &dyn sc_service::ChainSpec) {
	let prefix = spec.properties().get("ss58Format").and_then(serde_json::Value::as_u64);
	if let Some(prefix) = prefix.and_then(|prefix| u16::try_from(prefix).ok()) {
		sp_core::crypto::set_default_ss58_version(prefix.into());
	}
}

fn wasm() -> Result<&'static [u8], &'static str> {
	WASM_BINARY.ok_or("this node was built without its runtime (SKIP_WASM_BUILD)")
}

fn spec(
	name: &str,
	id: &str,
	kind: ChainType,
	preset: &str,
	network: Network,
) -> Result<ChainSpec, String> {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), TOKEN.into());
	properties.insert("tokenDecimals".into(), DECIMALS.into());
	properties.insert("ss58Format".into(), network.ss58_prefix.into());
	Ok(ChainSpec::builder(wasm()?, Default::default())
		.with_name(name)
		.with_id(id)
		.with_protocol_id(id)
		.with_chain_type(kind)
		.with_properties(properties)
		.with_genesis_config_preset_name(preset)
		.build())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn native_code_computes_the_genesis_of_wasm() {
		let spec =
			[("dev", development()), ("duo", duo()), ("local", local()), ("testnet", testnet())];
		for (chain, spec) in spec {
			let wasm = spec.unwrap().build_storage().unwrap();
			let native = genesis(chain).unwrap().unwrap();
			assert!(native.top == wasm.top, "{chain}");
			assert!(native.children_default.is_empty() && wasm.children_default.is_empty());
		}
		assert!(genesis("./spec.json").unwrap().is_none());
	}
}
