// SPDX-License-Identifier: Apache-2.0

//! Datanets, models and agents as tokens.

use crate::{
	abi::{IAgents, IAssets, IDatanets, IModels},
	mock::*,
};
use alloy_primitives::{FixedBytes, B256, U256};

const DATANETS: u64 = 0x820;
const MODELS: u64 = 0x821;
const AGENTS: u64 = 0x822;

fn owner(number: u64, id: u64) -> alloy_primitives::Address {
	by(9).call(number, IAssets::ownerOfCall { tokenId: U256::from(id) })
}

fn uri(number: u64, id: u64) -> String {
	by(9).call(number, IAssets::tokenURICall { tokenId: U256::from(id) })
}

/// What a base64 data URI of JSON holds.
fn json(uri: &str) -> String {
	let text = uri.strip_prefix("data:application/json;base64,").unwrap();
	let digit = |byte: u8| match byte {
		b'A'..=b'Z' => byte - b'A',
		b'a'..=b'z' => byte - b'a' + 26,
		b'0'..=b'9' => byte - b'0' + 52,
		b'+' => 62,
		b'/' => 63,
		_ => panic!("not base64"),
	};
	let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
	for byte in text.bytes().filter(|byte| *byte != b'=') {
		bits = bits << 6 | u32::from(digit(byte));
		held += 6;
		if held >= 8 {
			held -= 8;
			bytes.push((bits >> held) as u8);
		}
	}
	String::from_utf8(bytes).unwrap()
}

#[test]
fn datanets_are_tokens() {
	execute(|| {
		for name in ["a", "ab", "abc", r#"Po"e\ms é"#] {
			let call = IDatanets::createCall {
				name: name.into(),
				licence: "CC0-1.0".into(),
				purposes: 7,
				floorRate: amount(0),
				reviewQuorum: 500_000,
			};
			by(1).call(0x810, call);
		}
		assert_eq!(by(9).call(DATANETS, IAssets::totalSupplyCall {}), U256::from(4));
		assert_eq!(owner(DATANETS, 0), sol(1));
		for (id, name) in [(0, "a"), (1, "ab"), (2, "abc"), (3, r#"Po\"e\\ms é"#)] {
			let expected =
				format!(r#"{{"name":"{name}","licence":"CC0-1.0","versions":0,"rows":0}}"#);
			assert_eq!(json(&uri(DATANETS, id)), expected);
		}
	});
}

#[test]
fn models_are_tokens() {
	execute(|| {
		let base = B256::repeat_byte(5);
		let call = IModels::registerBaseCall {
			base,
			name: "Tiny".into(),
			location: "http://localhost/base".into(),
		};
		by(1).call(0x811, call);
		let call = IModels::createModelCall { name: "Poet".into(), base, parents: vec![] };
		by(2).call(0x811, call);
		assert_eq!(owner(MODELS, 0), sol(2));
		let expected = format!(r#"{{"name":"Poet","base":"{base}","royalty":0}}"#);
		assert_eq!(json(&uri(MODELS, 0)), expected);
	});
}

#[test]
fn agents_are_tokens() {
	execute(|| {
		let call = IAgents::registerCall {
			kind: IAgents::Kind::Agent,
			name: "Clerk".into(),
			card: "http://localhost/card".into(),
			markup: 0,
			uses: vec![],
		};
		by(3).call(0x812, call);
		assert_eq!(owner(AGENTS, 0), sol(3));
		assert_eq!(uri(AGENTS, 0), "http://localhost/card");
	});
}

#[test]
fn unknown_tokens_are_refused() {
	execute(|| {
		for number in [DATANETS, MODELS, AGENTS] {
			for token in [U256::ZERO, U256::from(u32::MAX), U256::from(1u64 << 32), U256::MAX] {
				let call = IAssets::ownerOfCall { tokenId: token };
				assert_eq!(by(9).refused(number, call), "NotFound");
				let call = IAssets::tokenURICall { tokenId: token };
				assert_eq!(by(9).refused(number, call), "NotFound");
			}
		}
	});
}

#[test]
fn interfaces_and_names() {
	execute(|| {
		for (number, symbol) in [(DATANETS, "OLDN"), (MODELS, "OLMD"), (AGENTS, "OLAG")] {
			assert_eq!(by(9).call(number, IAssets::symbolCall {}), symbol);
			assert!(by(9).call(number, IAssets::nameCall {}).starts_with("OpenLedger "));
			let supports = |id: [u8; 4]| {
				let call = IAssets::supportsInterfaceCall { interfaceId: FixedBytes(id) };
				by(9).call(number, call)
			};
			assert!(supports([0x01, 0xff, 0xc9, 0xa7]) && supports([0x5b, 0x5e, 0x13, 0x9f]));
			assert!(!supports([0x80, 0xac, 0x58, 0xcd]) && !supports([0xff; 4]));
		}
	});
}
