// SPDX-License-Identifier: Apache-2.0
//! `vectors/*.json` against the code: what is committed is what the code makes, and its signatures
//! verify. Node, worker and TypeScript read the same files.

#[path = "../examples/vectors/make.rs"]
mod make;

use codec::{Decode, DecodeAll, Encode};
use openledger_primitives::{Hash, SessionId, WorkerId};
use openledger_primitives_account::{AccountId, Signature};
use openledger_primitives_objects::{
	BatchHeader, Receipt, Report, SessionLeaf, SignedObject, SigningDomain, Voucher,
};
use serde_json::Value;

fn committed(name: &str) -> Value {
	let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
	serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
	hex::decode(value.as_str().unwrap().strip_prefix("0x").unwrap()).unwrap()
}

/// Sr25519 signatures are different each time they are made; everything else is not.
fn without_random(mut value: Value) -> Value {
	for case in value["cases"].as_array_mut().into_iter().flatten() {
		for entry in case["signatures"].as_array_mut().into_iter().flatten() {
			if entry["scheme"] == "sr25519" {
				entry["signature"] = Value::Null;
			}
		}
	}
	value
}

#[test]
fn the_files_are_what_the_code_makes() {
	for (name, value) in make::all() {
		assert_eq!(without_random(committed(name)), without_random(value), "{name}");
	}
}

fn check_signed<T: SignedObject + Decode>(name: &str, tamper: fn(&mut T)) {
	let file = committed(name);
	let domain = SigningDomain {
		genesis: Hash::from_slice(&bytes(&file["domain"]["genesis"])),
		chain_id: file["domain"]["chainId"].as_str().unwrap().parse().unwrap(),
	};
	assert_eq!(domain.encode(), bytes(&file["domain"]["scale"]));
	assert_eq!(file["eip712Type"], T::EIP712_TYPE);
	for case in file["cases"].as_array().unwrap() {
		let mut object = T::decode_all(&mut &bytes(&case["scale"])[..]).unwrap();
		assert_eq!(object.scale_digest(&domain).as_bytes(), bytes(&case["scaleDigest"]));
		assert_eq!(object.eip712_digest(&domain).as_bytes(), bytes(&case["eip712Digest"]));
		let signed: Vec<(Signature, AccountId)> = case["signatures"]
			.as_array()
			.unwrap()
			.iter()
			.map(|entry| {
				let signature = Signature::decode_all(&mut &bytes(&entry["signature"])[..]);
				let signer = AccountId::decode_all(&mut &bytes(&entry["signer"])[..]);
				(signature.unwrap(), signer.unwrap())
			})
			.collect();
		assert_eq!(signed.len(), 2);
		let elsewhere = [
			SigningDomain { chain_id: domain.chain_id + 1, ..domain },
			SigningDomain { genesis: Hash::zero(), ..domain },
		];
		for (signature, signer) in &signed {
			assert!(object.verify(&domain, signature, signer));
			assert!(!object.verify(&domain, signature, &AccountId::new([9; 32])));
			for other in &elsewhere {
				assert!(!object.verify(other, signature, signer));
			}
		}
		// The signatures of one scheme say nothing for the other scheme's account.
		assert!(!object.verify(&domain, &signed[0].0, &signed[1].1));
		assert!(!object.verify(&domain, &signed[1].0, &signed[0].1));
		tamper(&mut object);
		for (signature, signer) in &signed {
			assert!(!object.verify(&domain, signature, signer));
		}
	}
}

#[test]
fn vouchers_verify_and_no_changed_one() {
	check_signed::<Voucher>("voucher.json", |voucher| voucher.cumulative ^= 1);
	check_signed::<Voucher>("voucher.json", |voucher| {
		voucher.session = SessionId(voucher.session.0 ^ 1)
	});
	check_signed::<Voucher>("voucher.json", |voucher| {
		voucher.worker = WorkerId(voucher.worker.0 ^ 1)
	});
	check_signed::<Voucher>("voucher.json", |voucher| voucher.n ^= 1);
}

#[test]
fn receipts_verify_and_hash() {
	check_signed::<Receipt>("receipt.json", |receipt| receipt.fee.app ^= 1);
	check_signed::<Receipt>("receipt.json", |receipt| {
		receipt.agent = if receipt.agent.is_none() { Some(Default::default()) } else { None }
	});
	for case in committed("receipt.json")["cases"].as_array().unwrap() {
		let receipt = Receipt::decode_all(&mut &bytes(&case["scale"])[..]).unwrap();
		assert_eq!(receipt.hash().as_bytes(), bytes(&case["hash"]));
	}
}

#[test]
fn headers_verify_and_are_consistent() {
	// Neither a field with its own EIP-712 word nor one that only the header's hash covers.
	check_signed::<BatchHeader>("batch_header.json", |header| header.epoch.0 ^= 1);
	check_signed::<BatchHeader>("batch_header.json", |header| header.waterfall_version ^= 1);
	for case in committed("batch_header.json")["cases"].as_array().unwrap() {
		let header = BatchHeader::decode_all(&mut &bytes(&case["scale"])[..]).unwrap();
		assert!(header.is_consistent());
	}
}

#[test]
fn reports_decode_and_their_shares_hold() {
	for case in committed("report.json")["cases"].as_array().unwrap() {
		let report = Report::decode_all(&mut &bytes(&case["scale"])[..]).unwrap();
		assert!(report.shares_hold(case["zMilli"].as_u64().unwrap() as u32));
		assert!(!report.shares_hold(0));
		let leaf = openledger_primitives_poa::tree::leaf_hash(&report.encode());
		assert_eq!(leaf.as_bytes(), bytes(&case["leafHash"]));
	}
}

#[test]
fn session_leaves_carry_their_voucher() {
	let file = committed("leaves.json");
	let leaf = SessionLeaf::decode_all(&mut &bytes(&file["session"]["scale"])[..]).unwrap();
	let node = leaf.node().unwrap();
	assert_eq!(node.hash.as_bytes(), bytes(&file["session"]["node"]["hash"]));
	assert_eq!(node.sum.to_string(), file["session"]["node"]["sum"].as_str().unwrap());
}
