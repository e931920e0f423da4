// SPDX-License-Identifier: Apache-2.0

//! 0x820–0x823: Datanets, models and agents as tokens to be read.

use crate::{
	abi::{
		IAssets::{self, IAssetsCalls},
		IIdentityRegistry::{self, IIdentityRegistryCalls},
	},
	kit::{address, revert, string, Handle, Precompile, Step},
	pallet::Config,
};
use alloc::{format, string::String, vec::Vec};
use alloy_primitives::{Address, Bytes, U256};
use alloy_sol_types::{SolCall, SolValue};
use core::marker::PhantomData;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{AgentId, DatanetId, ModelId};
use pallet_agents::AgentKind;

/// ERC-165 and ERC-721's metadata.
const INTERFACES: [[u8; 4]; 2] = [[0x01, 0xff, 0xc9, 0xa7], [0x5b, 0x5e, 0x13, 0x9f]];

/// A kind of item of the value flow that can be read as tokens.
pub trait Asset<T> {
	/// Address of its precompile.
	const ADDRESS: u64;
	/// Name of the tokens.
	const NAME: &'static str;
	/// Short name of the tokens.
	const SYMBOL: &'static str;

	/// How many there are. One storage read.
	fn count() -> u32;
	/// Owner and URI of one. One storage read.
	fn token(id: u32) -> Option<(Address, String)>;
}

/// Tokens of a kind, as ERC-721 has them read.
pub struct Assets<A>(PhantomData<A>);
/// Datanets.
pub struct DatanetAssets;
/// Models.
pub struct ModelAssets;
/// Agents and apps.
pub struct AgentAssets;

impl<T: pallet_datanets::Config> Asset<T> for DatanetAssets {
	const ADDRESS: u64 = 0x820;
	const NAME: &'static str = "OpenLedger Datanets";
	const SYMBOL: &'static str = "OLDN";

	fn count() -> u32 {
		pallet_datanets::NextDatanetId::<T>::get().0
	}

	fn token(id: u32) -> Option<(Address, String)> {
		let found = pallet_datanets::Datanets::<T>::get(DatanetId(id))?;
		let json = format!(
			r#"{{"name":"{}","licence":"{}","versions":{},"rows":{}}}"#,
			escaped(&string(&found.name)),
			escaped(&string(&found.licence)),
			found.versions,
			found.sealed_rows,
		);
		Some((address(&found.owner), data_uri(&json)))
	}
}

impl<T: pallet_models::Config> Asset<T> for ModelAssets {
	const ADDRESS: u64 = 0x821;
	const NAME: &'static str = "OpenLedger Models";
	const SYMBOL: &'static str = "OLMD";

	fn count() -> u32 {
		pallet_models::NextModelId::<T>::get().0
	}

	fn token(id: u32) -> Option<(Address, String)> {
		let found = pallet_models::Models::<T>::get(ModelId(id))?;
		let json = format!(
			r#"{{"name":"{}","base":"{:?}","royalty":{}}}"#,
			escaped(&string(&found.name)),
			found.base,
			found.royalty,
		);
		Some((address(&found.owner), data_uri(&json)))
	}
}

impl<T: pallet_agents::Config> Asset<T> for AgentAssets {
	const ADDRESS: u64 = 0x822;
	const NAME: &'static str = "OpenLedger Agents";
	const SYMBOL: &'static str = "OLAG";

	fn count() -> u32 {
		pallet_agents::NextAgentId::<T>::get().0
	}

	fn token(id: u32) -> Option<(Address, String)> {
		let found = pallet_agents::Agents::<T>::get(AgentId(id))?;
		Some((address(&found.owner), string(&found.card)))
	}
}

/// Text inside a JSON string.
fn escaped(text: &str) -> String {
	let mut escaped = String::with_capacity(text.len());
	for character in text.chars() {
		match character {
			'"' | '\\' => escaped.extend(['\\', character]),
			control if control < ' ' => escaped.push_str(&format!("\\u{:04x}", u32::from(control))),
			other => escaped.push(other),
		}
	}
	escaped
}

/// JSON as a URI (RFC 2397, base64 of RFC 4648).
fn data_uri(json: &str) -> String {
	const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	let digit = |bits: u32, shift: u32| {
		let index = usize::try_from((bits >> shift) & 63).unwrap_or_default();
		char::from(DIGITS.get(index).copied().unwrap_or_default())
	};
	let mut uri = String::from("data:application/json;base64,");
	for chunk in json.as_bytes().chunks(3) {
		let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
		let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
		uri.extend([digit(bits, 18), digit(bits, 12)]);
		uri.push(if chunk.len() > 1 { digit(bits, 6) } else { '=' });
		uri.push(if chunk.len() > 2 { digit(bits, 0) } else { '=' });
	}
	uri
}

/// Owner and URI of a token.
fn token<T, A: Asset<T>>(id: U256) -> Step<(Address, String)> {
	u32::try_from(id).ok().and_then(A::token).ok_or_else(|| revert("NotFound"))
}

impl<T: Config, A: Asset<T>> Precompile<T> for Assets<A> {
	const ADDRESS: u64 = A::ADDRESS;
	const KIND: PrecompileKind = PrecompileKind::View;
	type Interface = IAssetsCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IAssetsCalls) -> PrecompileResult {
		Ok(match call {
			IAssetsCalls::name(_) => IAssets::nameCall::abi_encode_returns(&A::NAME.into()),
			IAssetsCalls::symbol(_) => IAssets::symbolCall::abi_encode_returns(&A::SYMBOL.into()),
			IAssetsCalls::totalSupply(_) => {
				handle.reads(1)?;
				IAssets::totalSupplyCall::abi_encode_returns(&U256::from(A::count()))
			},
			IAssetsCalls::ownerOf(call) => {
				handle.reads(1)?;
				IAssets::ownerOfCall::abi_encode_returns(&token::<T, A>(call.tokenId)?.0)
			},
			IAssetsCalls::tokenURI(call) => {
				handle.reads(1)?;
				IAssets::tokenURICall::abi_encode_returns(&token::<T, A>(call.tokenId)?.1)
			},
			IAssetsCalls::supportsInterface(call) => {
				let known = INTERFACES.contains(&call.interfaceId.0);
				IAssets::supportsInterfaceCall::abi_encode_returns(&known)
			},
		})
	}
}

/// Agents as identities (ERC-8004).
pub struct IdentityRegistry;

fn agent<T: pallet_agents::Config>(id: U256) -> Step<pallet_agents::Agent> {
	u32::try_from(id)
		.ok()
		.and_then(|id| pallet_agents::Agents::<T>::get(AgentId(id)))
		.ok_or_else(|| revert("NotFound"))
}

/// What the registry says of an agent under a key.
fn metadata(agent: &pallet_agents::Agent, key: &str) -> Vec<u8> {
	match key {
		"agentWallet" => address(&agent.beneficiary).to_vec(),
		"name" => agent.name.to_vec(),
		"kind" => match agent.kind {
			AgentKind::Agent => b"agent".to_vec(),
			AgentKind::App => b"app".to_vec(),
		},
		"markup" => agent.markup.abi_encode(),
		"active" => agent.live.abi_encode(),
		_ => Vec::new(),
	}
}

impl<T: Config + pallet_agents::Config> Precompile<T> for IdentityRegistry {
	const ADDRESS: u64 = 0x823;
	const KIND: PrecompileKind = PrecompileKind::View;
	type Interface = IIdentityRegistryCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IIdentityRegistryCalls) -> PrecompileResult {
		Ok(match call {
			IIdentityRegistryCalls::name(_) => IIdentityRegistry::nameCall::abi_encode_returns(
				&<AgentAssets as Asset<T>>::NAME.into(),
			),
			IIdentityRegistryCalls::symbol(_) => IIdentityRegistry::symbolCall::abi_encode_returns(
				&<AgentAssets as Asset<T>>::SYMBOL.into(),
			),
			IIdentityRegistryCalls::ownerOf(call) => {
				handle.reads(1)?;
				let owner = address(&agent::<T>(call.agentId)?.owner);
				IIdentityRegistry::ownerOfCall::abi_encode_returns(&owner)
			},
			IIdentityRegistryCalls::tokenURI(call) => {
				handle.reads(1)?;
				let card = string(&agent::<T>(call.agentId)?.card);
				IIdentityRegistry::tokenURICall::abi_encode_returns(&card)
			},
			IIdentityRegistryCalls::getAgentWallet(call) => {
				handle.reads(1)?;
				let wallet = address(&agent::<T>(call.agentId)?.beneficiary);
				IIdentityRegistry::getAgentWalletCall::abi_encode_returns(&wallet)
			},
			IIdentityRegistryCalls::getMetadata(call) => {
				handle.reads(1)?;
				let found = metadata(&agent::<T>(call.agentId)?, &call.metadataKey);
				IIdentityRegistry::getMetadataCall::abi_encode_returns(&Bytes::from(found))
			},
			IIdentityRegistryCalls::supportsInterface(call) => {
				let known = INTERFACES.contains(&call.interfaceId.0);
				IIdentityRegistry::supportsInterfaceCall::abi_encode_returns(&known)
			},
		})
	}
}
