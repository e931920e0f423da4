// SPDX-License-Identifier: Apache-2.0

//! EIP-2612 permits. The digest is made here by alloy's EIP-712, not by the code under test.

use crate::{
	abi::IOpen,
	kit::{address_of, sol_address},
	mock::*,
};
use alloy_primitives::{Address, B256, U256};
use alloy_sol_types::{eip712_domain, sol, SolStruct};
use k256::ecdsa::SigningKey;

const TOKEN: u64 = 0x800;
/// The mock's clock, in seconds.
const NOW: u64 = 1_000;

sol! {
	struct Permit {
		address owner;
		address spender;
		uint256 value;
		uint256 nonce;
		uint256 deadline;
	}
}

fn key() -> SigningKey {
	SigningKey::from_slice(&[7; 32]).unwrap()
}

fn owner() -> Address {
	let point = key().verifying_key().to_encoded_point(false);
	Address::from_raw_public_key(&point.as_bytes()[1..])
}

fn domain(chain_id: u64) -> alloy_sol_types::Eip712Domain {
	eip712_domain! {
		name: "OPEN",
		version: "1",
		chain_id: chain_id,
		verifying_contract: sol_address(address_of(TOKEN)),
	}
}

fn signed(chain_id: u64, nonce: u64, deadline: u64, value: u128) -> IOpen::permitCall {
	let permit = Permit {
		owner: owner(),
		spender: sol(2),
		value: amount(value),
		nonce: U256::from(nonce),
		deadline: U256::from(deadline),
	};
	let digest = permit.eip712_signing_hash(&domain(chain_id));
	let (signature, id) = key().sign_prehash_recoverable(digest.as_slice()).unwrap();
	IOpen::permitCall {
		owner: permit.owner,
		spender: permit.spender,
		value: permit.value,
		deadline: permit.deadline,
		v: 27 + id.to_byte(),
		r: B256::from_slice(&signature.r().to_bytes()),
		s: B256::from_slice(&signature.s().to_bytes()),
	}
}

fn nonce() -> U256 {
	by(9).call(TOKEN, IOpen::noncesCall { owner: owner() })
}

#[test]
fn a_permit_sets_an_allowance_once() {
	execute(|| {
		let call = signed(CHAIN_ID, 0, NOW, 50);
		let (_, logs) = by(3).logged(TOKEN, call.clone());
		let event: IOpen::Approval = only_event(TOKEN, &logs);
		assert_eq!((event.owner, event.spender, event.value), (owner(), sol(2), amount(50)));
		let allowance = IOpen::allowanceCall { owner: owner(), spender: sol(2) };
		assert_eq!(by(9).call(TOKEN, allowance), amount(50));
		assert_eq!(nonce(), U256::from(1));
		assert_eq!(by(3).refused(TOKEN, call), "InvalidSignature");
		by(3).call(TOKEN, signed(CHAIN_ID, 1, NOW, 0));
		assert_eq!(nonce(), U256::from(2));
	});
}

#[test]
fn permits_are_refused_with_a_reason() {
	execute(|| {
		let refused = |call: IOpen::permitCall| by(3).refused(TOKEN, call);
		assert_eq!(refused(signed(CHAIN_ID, 0, NOW - 1, 1)), "PermitExpired");
		assert_eq!(refused(signed(CHAIN_ID + 1, 0, NOW, 1)), "InvalidSignature");
		assert_eq!(refused(signed(CHAIN_ID, 1, NOW, 1)), "InvalidSignature");
		let good = || signed(CHAIN_ID, 0, NOW, 1);
		assert_eq!(refused(IOpen::permitCall { value: amount(2), ..good() }), "InvalidSignature");
		assert_eq!(refused(IOpen::permitCall { spender: sol(3), ..good() }), "InvalidSignature");
		assert_eq!(refused(IOpen::permitCall { owner: sol(1), ..good() }), "InvalidSignature");
		assert_eq!(refused(IOpen::permitCall { v: 29, ..good() }), "InvalidSignature");
		assert_eq!(refused(IOpen::permitCall { r: B256::ZERO, ..good() }), "InvalidSignature");
		assert_eq!(
			refused(IOpen::permitCall { s: B256::repeat_byte(0xff), ..good() }),
			"InvalidSignature"
		);
		let zero = Address::ZERO;
		assert_eq!(refused(IOpen::permitCall { owner: zero, ..good() }), "ZeroAddress");
		assert_eq!(refused(IOpen::permitCall { spender: zero, ..good() }), "ZeroAddress");
		by(3).call(TOKEN, good());
	});
}

#[test]
fn a_signature_with_high_s_is_refused() {
	execute(|| {
		let call = signed(CHAIN_ID, 0, NOW, 1);
		let order = U256::from_be_slice(&[
			0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff, 0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c,
			0xd0, 0x36, 0x41, 0x41,
		]);
		let s = B256::from(order - U256::from_be_bytes(call.s.0));
		let mirrored = IOpen::permitCall { s, v: 27 + 28 - call.v, ..call };
		assert_eq!(by(3).refused(TOKEN, mirrored), "InvalidSignature");
	});
}

#[test]
fn the_domain_is_the_one_that_wallets_build() {
	execute(|| {
		let separator = by(9).call(TOKEN, IOpen::DOMAIN_SEPARATORCall {});
		assert_eq!(separator, domain(CHAIN_ID).separator());
		let parts = by(9).call(TOKEN, IOpen::eip712DomainCall {});
		assert_eq!(parts.fields.0, [0x0f]);
		assert_eq!((parts.name.as_str(), parts.version.as_str()), ("OPEN", "1"));
		assert_eq!(parts.chainId, U256::from(CHAIN_ID));
		assert_eq!(parts.verifyingContract, sol_address(address_of(TOKEN)));
	});
}
