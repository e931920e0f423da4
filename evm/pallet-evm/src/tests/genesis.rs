// SPDX-License-Identifier: Apache-2.0
//! Genesis: fork by name, contracts.

use crate::{mock::*, CurrentFork, Fork, GenesisAccount, GenesisConfig, Retained};
use revm::primitives::hardfork::SpecId;
use sp_core::{H160, H256};
use sp_runtime::BuildStorage;

const ALL: [(&str, Fork, SpecId); 14] = [
	("Frontier", Fork::Frontier, SpecId::FRONTIER),
	("Homestead", Fork::Homestead, SpecId::HOMESTEAD),
	("EIP150", Fork::EIP150, SpecId::TANGERINE),
	("EIP158", Fork::EIP158, SpecId::SPURIOUS_DRAGON),
	("Byzantium", Fork::Byzantium, SpecId::BYZANTIUM),
	("ConstantinopleFix", Fork::Petersburg, SpecId::PETERSBURG),
	("Istanbul", Fork::Istanbul, SpecId::ISTANBUL),
	("Berlin", Fork::Berlin, SpecId::BERLIN),
	("London", Fork::London, SpecId::LONDON),
	("Paris", Fork::Paris, SpecId::MERGE),
	("Shanghai", Fork::Shanghai, SpecId::SHANGHAI),
	("Cancun", Fork::Cancun, SpecId::CANCUN),
	("Prague", Fork::Prague, SpecId::PRAGUE),
	("Osaka", Fork::Osaka, SpecId::OSAKA),
];

#[test]
fn contracts_and_fork_are_there() {
	let address = H160::repeat_byte(5);
	let account = GenesisAccount {
		nonce: 0,
		code: vec![0x5f, 0x00],
		storage: vec![(H256::from_low_u64_be(1), H256::from_low_u64_be(2))],
	};
	let plain = GenesisAccount { nonce: 9, ..Default::default() };
	let genesis = GenesisConfig::<Test> {
		fork: Fork::Prague,
		accounts: vec![(address, account), (ALICE, plain)],
		..Default::default()
	};
	sp_io::TestExternalities::new(genesis.build_storage().unwrap()).execute_with(|| {
		assert_eq!(CurrentFork::<Test>::get(), Fork::Prague);
		assert_eq!(Evm::rpc_code(address), vec![0x5f, 0x00]);
		// EIP-161: contracts start at 1.
		assert_eq!(Evm::rpc_account(address).nonce, 1);
		assert_eq!(Evm::rpc_account(ALICE).nonce, 9);
		let slot = Evm::rpc_storage_at(address, H256::from_low_u64_be(1));
		assert_eq!(slot.to_low_u64_be(), 2);
		assert!(Retained::<Test>::contains_key(address) && Retained::<Test>::contains_key(ALICE));
		check_all();
	});
}

#[test]
fn osaka_is_the_default() {
	ExtBuilder::build_and_execute(|| assert_eq!(Evm::fork(), Fork::Osaka));
}

#[test]
fn forks_have_names_and_rules() {
	use serde::{de::value::StrDeserializer, Deserialize};
	let parse = |name: &'static str| {
		let name: StrDeserializer<'_, serde::de::value::Error> =
			serde::de::IntoDeserializer::into_deserializer(name);
		Fork::deserialize(name)
	};
	for (name, fork, spec) in ALL {
		assert_eq!(parse(name), Ok(fork));
		assert_eq!(SpecId::from(fork), spec);
	}
	assert_eq!(parse("Merge"), Ok(Fork::Paris));
	assert_eq!(parse("Petersburg"), Ok(Fork::Petersburg));
	assert!(parse("Bogota").is_err());
}
