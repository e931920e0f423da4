// SPDX-License-Identifier: Apache-2.0

//! What is run on every machine: four kinds of work, as signed transactions.

use alloy_consensus::{SignableTransaction, TxEnvelope, TxLegacy};
use alloy_eips::eip2718::Encodable2718;
use alloy_primitives::{hex, Address, Bytes, Signature, TxKind, B256, U256};
use anyhow::{anyhow, Context, Result};
use k256::ecdsa::SigningKey;
use serde_json::Value;
use std::{fs, path::Path};

/// Key of the first development account of Hardhat and anvil, funded on both chains. Public.
const DEVELOPMENT_KEY: [u8; 32] =
	hex!("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
/// Address of [`DEVELOPMENT_KEY`].
pub const SENDER: Address = Address::new(hex!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));

/// Gas that the transaction of a loop may use.
const LOOP_GAS: u64 = 16_000_000;
/// Plancks per gas: above the least base fee.
const GAS_PRICE: u128 = 200_000_000_000;

/// A kind of work.
pub struct Workload {
	/// Its name in the report.
	pub name: &'static str,
	/// Init code of its contract.
	pub init_code: Bytes,
	/// Data, gas limit and number of the calls that a block makes.
	pub calls: Vec<(Bytes, u64)>,
}

/// A word as call data.
fn word(value: u64) -> Bytes {
	B256::from(U256::from(value)).to_vec().into()
}

/// Init code that returns `code`.
fn init(code: &[u8]) -> Bytes {
	let length = u8::try_from(code.len()).expect("the loops are short");
	// PUSH1 length, DUP1, PUSH1 offset, PUSH0, CODECOPY, PUSH0, RETURN
	let mut init = vec![0x60, length, 0x80, 0x60, 0x09, 0x5f, 0x39, 0x5f, 0xf3];
	init.extend_from_slice(code);
	init.into()
}

/// A program that runs `body` as often as its call data says, which lies on the stack meanwhile.
fn looped(body: &[u8]) -> Vec<u8> {
	// PUSH0, CALLDATALOAD, JUMPDEST (at 2), body, PUSH1 1, SWAP1, SUB, DUP1, PUSH1 2, JUMPI, STOP
	let mut code = vec![0x5f, 0x35, 0x5b];
	code.extend_from_slice(body);
	code.extend_from_slice(&[0x60, 0x01, 0x90, 0x03, 0x80, 0x60, 0x02, 0x57, 0x00]);
	code
}

/// keccak-256 of a word of memory, back into it.
fn keccak() -> Workload {
	// PUSH1 32, PUSH0, KECCAK256, PUSH0, MSTORE
	let code = looped(&[0x60, 0x20, 0x5f, 0x20, 0x5f, 0x52]);
	Workload { name: "keccak", init_code: init(&code), calls: vec![(word(40_000), LOOP_GAS)] }
}

/// Multiplication, addition, modular multiplication and division of 256-bit words.
fn arithmetic() -> Workload {
	let mut body = vec![0x5f, 0x51]; // PUSH0, MLOAD: x
	body.extend_from_slice(&[0x80, 0x80, 0x02, 0x01]); // DUP1, DUP1, MUL, ADD: x = x² + x
	body.push(0x7f); // PUSH32, a large odd number
	body.extend_from_slice(&[0xa7; 32]);
	body.push(0x01); // ADD: x + c
	body.extend_from_slice(&[0x80, 0x19]); // DUP1, NOT: the modulus !x below
	body.extend_from_slice(&[0x81, 0x82, 0x09]); // DUP2, DUP3, MULMOD: x · x mod !x
	body.extend_from_slice(&[0x01, 0x61, 0xff, 0xf1, 0x90, 0x04]); // ADD, PUSH2, SWAP1, DIV
	body.extend_from_slice(&[0x5f, 0x52]); // PUSH0, MSTORE
	Workload {
		name: "arithmetic",
		init_code: init(&looped(&body)),
		calls: vec![(word(80_000), LOOP_GAS)],
	}
}

/// Writes and reads of slots that were empty: their numbers are hashes.
fn storage() -> Workload {
	let body = [
		0x80, 0x42, 0x18, 0x5f, 0x52, // DUP1, TIMESTAMP, XOR, PUSH0, MSTORE
		0x5a, 0x60, 0x20, 0x52, // GAS, PUSH1 32, MSTORE
		0x60, 0x40, 0x5f, 0x20, // PUSH1 64, PUSH0, KECCAK256
		0x80, 0x54, 0x5a, 0x01, // DUP1, SLOAD, GAS, ADD
		0x90, 0x55, // SWAP1, SSTORE
	];
	Workload {
		name: "storage",
		init_code: init(&looped(&body)),
		calls: vec![(word(600), LOOP_GAS)],
	}
}

/// Transfers of an ERC-20 (OpenZeppelin's) to fresh addresses, a transaction each.
fn erc20(artifact: &Path) -> Result<Workload> {
	let text = fs::read_to_string(artifact)
		.with_context(|| format!("{}: run `make contracts` first", artifact.display()))?;
	let artifact: Value = serde_json::from_str(&text)?;
	let code = artifact["bytecode"]["object"].as_str().context("the artifact has no bytecode")?;
	// The argument of the constructor is the supply, which its sender gets.
	let supply = B256::from(U256::from(10u64.pow(18)));
	let init_code = Bytes::from([hex::decode(code)?, supply.to_vec()].concat());
	let calls = (0..250u64)
		.map(|i| {
			// transfer(address,uint256)
			let mut data = hex!("a9059cbb").to_vec();
			let mut to = [0u8; 32];
			to[12..].copy_from_slice(&[0x55; 20]);
			to[24..].copy_from_slice(&(i + 1).to_be_bytes());
			data.extend_from_slice(&to);
			data.extend_from_slice(&word(1 + i));
			(Bytes::from(data), 60_000)
		})
		.collect();
	Ok(Workload { name: "erc20", init_code, calls })
}

/// All of them. `artifact` is the compiled ERC-20, which mints to its creator.
pub fn all(artifact: &Path) -> Result<Vec<Workload>> {
	Ok(vec![keccak(), arithmetic(), storage(), erc20(artifact)?])
}

/// A signed legacy transaction of [`SENDER`]: EIP-2718 bytes.
pub fn sign(chain_id: u64, nonce: u64, to: TxKind, input: Bytes, gas_limit: u64) -> Result<Bytes> {
	let transaction = TxLegacy {
		chain_id: Some(chain_id),
		nonce,
		gas_price: GAS_PRICE,
		gas_limit,
		to,
		value: U256::ZERO,
		input,
	};
	let key = SigningKey::from_bytes(&DEVELOPMENT_KEY.into())?;
	let hash = transaction.signature_hash();
	let (signature, recovery) =
		key.sign_prehash_recoverable(hash.as_slice()).map_err(|error| anyhow!("{error}"))?;
	let signature = Signature::from_bytes_and_parity(&signature.to_bytes(), recovery.is_y_odd());
	Ok(TxEnvelope::from(transaction.into_signed(signature)).encoded_2718().into())
}

/// The transaction that deploys a workload.
pub fn deployment(workload: &Workload, chain_id: u64, nonce: u64) -> Result<Bytes> {
	sign(chain_id, nonce, TxKind::Create, workload.init_code.clone(), 5_000_000)
}

/// The transactions of a workload's block.
pub fn block(workload: &Workload, to: Address, chain_id: u64, first: u64) -> Result<Vec<Bytes>> {
	let calls = workload.calls.iter().zip(first..);
	calls
		.map(|((data, gas), nonce)| sign(chain_id, nonce, TxKind::Call(to), data.clone(), *gas))
		.collect()
}
