// SPDX-License-Identifier: Apache-2.0

//! How much time a gas can take: loops of one opcode or precompile each, as transactions in blocks
//! that the wasm runtime imports. The block gas limit follows from the slowest.

#[path = "../../../evm/host/src/tests/inputs.rs"]
mod inputs;

use crate::{chain::Executor, wasm, workloads::Workload};
use alloy_primitives::{Bytes, U256};
use anyhow::Result;
use serde_json::{json, Value};

/// Gas of the transaction that loops; EIP-7825 allows 2²⁴.
const GAS: u64 = 16_000_000;
/// A loop stops when it has less gas than this.
const STOP_AT: u64 = 600_000;

/// A program that copies its call data to memory and repeats `body` until gas runs low. A counter
/// lies on top of the stack; `body` leaves it there and may raise it.
fn program(body: &[u8], unrolled: usize) -> Bytes {
	// CALLDATASIZE, PUSH0, PUSH0, CALLDATACOPY, PUSH0, JUMPDEST (at 5)
	let mut code = vec![0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5b];
	for _ in 0..unrolled {
		code.extend_from_slice(body);
	}
	// GAS, PUSH3 limit, LT, PUSH1 5, JUMPI, STOP
	code.extend_from_slice(&[0x5a, 0x62]);
	code.extend_from_slice(&STOP_AT.to_be_bytes()[5..]);
	code.extend_from_slice(&[0x10, 0x60, 0x05, 0x57, 0x00]);
	init(&code)
}

/// Init code that returns `code`.
fn init(code: &[u8]) -> Bytes {
	let length = u16::try_from(code.len()).expect("programs are short").to_be_bytes();
	// PUSH2 length, DUP1, PUSH1 offset, PUSH0, CODECOPY, PUSH0, RETURN
	let mut init = vec![0x61, length[0], length[1], 0x80, 0x60, 0x0a, 0x5f, 0x39, 0x5f, 0xf3];
	init.extend_from_slice(code);
	init.into()
}

/// STATICCALL of a precompile with all of memory's first `input` bytes, the result dropped.
fn precompile(address: u16, input: usize) -> Vec<u8> {
	let input = u16::try_from(input).expect("inputs are short").to_be_bytes();
	let address = address.to_be_bytes();
	// PUSH0 (out size), PUSH0 (out), PUSH2 size, PUSH0 (in), PUSH2 address, GAS, STATICCALL, POP
	vec![0x5f, 0x5f, 0x61, input[0], input[1], 0x5f, 0x61, address[0], address[1], 0x5a, 0xfa, 0x50]
}

/// Raises the counter: PUSH1 1, ADD.
const NEXT: [u8; 3] = [0x60, 0x01, 0x01];

/// A body, then the counter is raised.
fn each(body: &[u8]) -> Vec<u8> {
	[body, &NEXT].concat()
}

/// `(base, exponent, modulus)` of a modexp with `size` bytes each, all bits set.
fn modexp(base: usize, exponent: usize, modulus: usize) -> Vec<u8> {
	let word = |value: usize| U256::from(value).to_be_bytes::<32>().to_vec();
	let mut input = [word(base), word(exponent), word(modulus)].concat();
	input.resize(96 + base + exponent + modulus, 0xff);
	input
}

struct Case {
	name: &'static str,
	body: Vec<u8>,
	unrolled: usize,
	data: Vec<u8>,
}

fn cases() -> Vec<Case> {
	let op = |name, body: &[u8]| Case { name, body: body.to_vec(), unrolled: 40, data: vec![] };
	let call = |name, address, data: Vec<u8>| Case {
		name,
		body: precompile(address, data.len()),
		unrolled: 1,
		data,
	};
	let wide = [0xfe; 32];
	let push = |value: &[u8]| [&[0x7f][..], value].concat();
	let two = |code: u8| [push(&wide), push(&[0x7d; 32]), vec![code, 0x50]].concat();
	let three =
		|code: u8| [push(&[0xfb; 32]), push(&wide), push(&[0x7d; 32]), vec![code, 0x50]].concat();
	// The counter as an address or slot nobody used: its hash would cost gas, so it is spread by MUL.
	let spread = [&[0x80][..], &push(&[0x9d; 32]), &[0x02]].concat();
	let cold = |code: &[u8]| each(&[&spread[..], code].concat());
	let g1 = [inputs::G1, inputs::P1].concat();
	let scalar = [0xfd; 32];
	let msm = |point: &[u8], count: usize| [point, &scalar[..]].concat().repeat(count);
	let g2 = [inputs::G2, inputs::G2].concat();
	let fp = inputs::P1[..64].to_vec();
	let mut blake = vec![0; 213];
	blake[1] = 0x01;
	let mut recover = vec![0x45; 128];
	recover[32..64].copy_from_slice(&U256::from(28).to_be_bytes::<32>());
	vec![
		op("ADD", &two(0x01)),
		op("MUL", &two(0x02)),
		op("DIV", &two(0x04)),
		op("SDIV", &two(0x05)),
		op("MOD", &two(0x06)),
		op("SMOD", &two(0x07)),
		op("ADDMOD", &three(0x08)),
		op("MULMOD", &three(0x09)),
		op("EXP", &two(0x0a)),
		op("SIGNEXTEND", &two(0x0b)),
		op("BYTE", &two(0x1a)),
		op("SHL", &two(0x1b)),
		op("CLZ", &[push(&[0; 32]), vec![0x1e, 0x50]].concat()),
		op("JUMPDEST", &[0x5b]),
		op("PUSH0, POP", &[0x5f, 0x50]),
		op("DUP1, POP", &[0x80, 0x50]),
		op("PC, POP", &[0x58, 0x50]),
		op("GAS, POP", &[0x5a, 0x50]),
		op("MSTORE", &[0x80, 0x5f, 0x52]),
		op("MSTORE8", &[0x80, 0x5f, 0x53]),
		op("MLOAD", &[0x5f, 0x51, 0x50]),
		op("MCOPY of 32 bytes", &[0x60, 0x20, 0x5f, 0x60, 0x20, 0x5e]),
		op("MCOPY of 24 kB", &[0x61, 0x60, 0x00, 0x5f, 0x60, 0x01, 0x5e]),
		op("CALLDATACOPY of 24 kB", &[0x61, 0x60, 0x00, 0x5f, 0x5f, 0x37]),
		op("KECCAK256 of 32 bytes", &[0x60, 0x20, 0x5f, 0x20, 0x50]),
		op("KECCAK256 of 24 kB", &[0x61, 0x60, 0x00, 0x5f, 0x20, 0x50]),
		op("LOG0 of 32 bytes", &[0x60, 0x20, 0x5f, 0xa0]),
		op("LOG4", &[0x80, 0x80, 0x80, 0x80, 0x5f, 0x5f, 0xa4]),
		op("TSTORE", &each(&[0x80, 0x80, 0x5d])),
		op("TLOAD", &each(&[0x80, 0x5c, 0x50])),
		op("SLOAD, warm", &[0x5f, 0x54, 0x50]),
		op("SLOAD, cold", &cold(&[0x54, 0x50])),
		op("SSTORE, new slots", &each(&[&[0x80][..], &spread, &[0x55]].concat())),
		op("BALANCE, cold", &cold(&[0x31, 0x50])),
		op("EXTCODESIZE, cold", &cold(&[0x3b, 0x50])),
		op("EXTCODEHASH, cold", &cold(&[0x3f, 0x50])),
		op("EXTCODECOPY, cold", &each(&[&[0x5f, 0x5f, 0x5f][..], &spread, &[0x3c]].concat())),
		op(
			"CALL, cold",
			&each(&[&[0x5f, 0x5f, 0x5f, 0x5f, 0x5f][..], &spread, &[0x5f, 0xf1, 0x50]].concat()),
		),
		op("CALL of itself, warm", &[0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x30, 0x5f, 0xf1, 0x50]),
		op("CREATE of nothing", &[0x5f, 0x5f, 0x5f, 0xf0, 0x50]),
		op("CREATE2 of nothing", &each(&[0x80, 0x5f, 0x5f, 0x5f, 0xf5, 0x50])),
		op("BLOCKHASH", &[0x60, 0x01, 0x40, 0x50]),
		op("SELFBALANCE", &[0x47, 0x50]),
		call("ecrecover (0x01)", 0x01, recover),
		call("sha256 (0x02) of 32 bytes", 0x02, vec![7; 32]),
		call("sha256 (0x02) of 24 kB", 0x02, vec![7; 24_576]),
		call("ripemd160 (0x03) of 24 kB", 0x03, vec![7; 24_576]),
		call("identity (0x04) of 24 kB", 0x04, vec![7; 24_576]),
		call("modexp (0x05), 32 bytes each", 0x05, modexp(32, 32, 32)),
		call("modexp (0x05), 64 bytes each", 0x05, modexp(64, 64, 64)),
		call("modexp (0x05), 256 bytes, exponent of 8", 0x05, modexp(256, 8, 256)),
		call("modexp (0x05), 1,024 bytes, exponent of 2", 0x05, modexp(1_024, 2, 1_024)),
		call("bn254 add (0x06)", 0x06, [inputs::BN254_P1, inputs::BN254_P1].concat()),
		call("bn254 mul (0x07)", 0x07, [inputs::BN254_P1, &scalar].concat()),
		call("bn254 pairing (0x08) of 2", 0x08, inputs::BN254_PAIRS.to_vec()),
		call("bn254 pairing (0x08) of 20", 0x08, inputs::BN254_PAIRS.repeat(10)),
		call("blake2f (0x09), 65,536 rounds", 0x09, blake),
		call("KZG proof (0x0a)", 0x0a, inputs::KZG.to_vec()),
		call("BLS G1 add (0x0b)", 0x0b, g1),
		call("BLS G1 MSM (0x0c) of 1", 0x0c, msm(inputs::P1, 1)),
		call("BLS G1 MSM (0x0c) of 64", 0x0c, msm(inputs::P1, 64)),
		call("BLS G2 add (0x0d)", 0x0d, g2),
		call("BLS G2 MSM (0x0e) of 1", 0x0e, msm(inputs::G2, 1)),
		call("BLS G2 MSM (0x0e) of 32", 0x0e, msm(inputs::G2, 32)),
		call("BLS pairing (0x0f) of 1", 0x0f, [inputs::P1, inputs::G2].concat()),
		call("BLS pairing (0x0f) of 8", 0x0f, [inputs::P1, inputs::G2].concat().repeat(8)),
		call("BLS map to G1 (0x10)", 0x10, fp.clone()),
		call("BLS map to G2 (0x11)", 0x11, [fp.clone(), fp].concat()),
		call("P-256 (0x100)", 0x100, inputs::P256.to_vec()),
	]
}

/// Gas per second of each loop, slowest first.
pub fn measure(executor: &Executor, runs: usize) -> Result<Value> {
	let mut rows = Vec::new();
	for case in cases() {
		let workload = Workload {
			name: case.name,
			init_code: program(&case.body, case.unrolled),
			calls: vec![(case.data.into(), GAS)],
		};
		let (mgas, gas) = wasm::measure(executor, &workload, runs)?;
		eprintln!("{:44} {mgas:10.1} Mgas/s over {gas} gas", case.name);
		rows.push((mgas, case.name));
	}
	rows.sort_by(|a, b| a.0.total_cmp(&b.0));
	let rows: Vec<Value> = rows
		.into_iter()
		.map(|(mgas, name)| json!({ "what": name, "mgas_per_s": (mgas * 10.0).round() / 10.0 }))
		.collect();
	Ok(rows.into())
}
