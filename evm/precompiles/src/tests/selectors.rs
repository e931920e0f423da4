// SPDX-License-Identifier: Apache-2.0

//! Selectors are those of the `.sol` files, computed here from their text by another parser.

use crate::{abi::*, set::ADDRESSES};
use alloy_sol_types::SolInterface;
use sha3::{Digest, Keccak256};
use std::collections::BTreeMap;

/// A `.sol` file without its comments.
fn source(file: &str) -> String {
	let path = format!("{}/sol/{file}.sol", env!("CARGO_MANIFEST_DIR"));
	let text = std::fs::read_to_string(path).unwrap();
	text.lines()
		.map(|line| line.split("//").next().unwrap_or_default())
		.collect::<Vec<_>>()
		.join(" ")
}

/// What stands between the delimiters after `start`.
fn between(text: &str, start: usize, open: char, close: char) -> &str {
	let from = text[start..].find(open).unwrap() + start + 1;
	let to = text[from..].find(close).unwrap() + from;
	&text[from..to]
}

/// Names and bodies of all declarations with a keyword.
fn declarations<'a>(
	text: &'a str,
	keyword: &str,
	open: char,
	close: char,
) -> Vec<(String, &'a str)> {
	let needle = format!("{keyword} ");
	text.match_indices(&needle)
		.map(|(at, _)| {
			let start = at + needle.len();
			let name: String =
				text[start..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
			(name, between(text, start, open, close))
		})
		.collect()
}

/// Canonical ABI type of the first word of a declaration.
fn canonical(declared: &str, types: &BTreeMap<String, String>) -> String {
	let written = declared.split_whitespace().next().unwrap();
	let (name, arrays) = written.split_at(written.find('[').unwrap_or(written.len()));
	format!("{}{arrays}", types.get(name).map_or(name, String::as_str))
}

fn tuple(members: &str, separator: char, types: &BTreeMap<String, String>) -> String {
	let members: Vec<_> = members
		.split(separator)
		.filter(|member| !member.trim().is_empty())
		.map(|member| canonical(member, types))
		.collect();
	format!("({})", members.join(","))
}

/// Selectors of all functions of a file, by signature.
fn computed(file: &str) -> BTreeMap<[u8; 4], String> {
	let text = source(file);
	let mut types = BTreeMap::new();
	for (name, _) in declarations(&text, "enum", '{', '}') {
		types.insert(name, "uint8".to_owned());
	}
	// A struct is declared after those that it holds.
	for (name, members) in declarations(&text, "struct", '{', '}') {
		let tuple = tuple(members, ';', &types);
		types.insert(name, tuple);
	}
	declarations(&text, "function", '(', ')')
		.into_iter()
		.map(|(name, parameters)| {
			let signature = format!("{name}{}", tuple(parameters, ',', &types));
			let hash = Keccak256::digest(signature.as_bytes());
			(hash[..4].try_into().unwrap(), signature)
		})
		.collect()
}

fn check<I: SolInterface>(file: &str) {
	let computed = computed(file);
	let known: Vec<_> = I::selectors().collect();
	assert_eq!(known.len(), computed.len(), "{file}");
	for selector in known {
		assert!(computed.contains_key(&selector), "{file}: {selector:?} in {computed:?}");
	}
}

#[test]
fn selectors_are_those_of_the_sol_files() {
	check::<IOpen::IOpenCalls>("Open");
	check::<IBatch::IBatchCalls>("Batch");
	check::<IProxy::IProxyCalls>("Proxy");
	check::<IAddressMapping::IAddressMappingCalls>("AddressMapping");
	check::<IStaking::IStakingCalls>("Staking");
	check::<INominationPools::INominationPoolsCalls>("NominationPools");
	check::<IReferenda::IReferendaCalls>("Referenda");
	check::<IConvictionVoting::IConvictionVotingCalls>("ConvictionVoting");
	check::<IDatanets::IDatanetsCalls>("Datanets");
	check::<IModels::IModelsCalls>("Models");
	check::<IAgents::IAgentsCalls>("Agents");
	check::<IWorkers::IWorkersCalls>("Workers");
	check::<IInference::IInferenceCalls>("Inference");
	check::<IAttribution::IAttributionCalls>("Attribution");
	check::<IRewards::IRewardsCalls>("Rewards");
	check::<IAssets::IAssetsCalls>("Assets");
	check::<IIdentityRegistry::IIdentityRegistryCalls>("IdentityRegistry");
}

#[test]
fn erc_20_and_erc_2612_have_their_well_known_selectors() {
	let computed = computed("Open");
	for (selector, signature) in [
		([0xa9, 0x05, 0x9c, 0xbb], "transfer(address,uint256)"),
		([0x23, 0xb8, 0x72, 0xdd], "transferFrom(address,address,uint256)"),
		([0x09, 0x5e, 0xa7, 0xb3], "approve(address,uint256)"),
		([0x70, 0xa0, 0x82, 0x31], "balanceOf(address)"),
		([0xd5, 0x05, 0xac, 0xcf], "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"),
	] {
		assert_eq!(computed.get(&selector).map(String::as_str), Some(signature));
	}
}

#[test]
fn batch_has_the_selectors_that_wallets_know() {
	let computed = computed("Batch");
	let arguments = "(address[],uint256[],bytes[],uint64[])";
	for (selector, name) in [
		([0x79, 0xdf, 0x4b, 0x9c], "batchSome"),
		([0xcf, 0x04, 0x91, 0xc7], "batchSomeUntilFailure"),
		([0x96, 0xe2, 0x92, 0xb8], "batchAll"),
	] {
		assert_eq!(computed.get(&selector), Some(&format!("{name}{arguments}")));
	}
}

#[test]
fn every_file_in_sol_has_a_precompile() {
	let folder = format!("{}/sol", env!("CARGO_MANIFEST_DIR"));
	let texts: String = std::fs::read_dir(folder)
		.unwrap()
		.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
		.collect();
	for number in ADDRESSES {
		assert!(texts.contains(&format!("0x{number:040x}")), "{number:#x}");
	}
	assert!(ADDRESSES.windows(2).all(|pair| pair[0] < pair[1]));
}
