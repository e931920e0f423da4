// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::chain_spec;
use codec::{Decode, Encode};
use openledger_evm_primitives::{
	call::SimulatedBlock, CallError, CallOutcome, CallRequest, Overrides, Tracer,
};
use sp_core::{traits::WrappedRuntimeCode, H160, H256, U256};
use sp_runtime::{traits::BlakeTwo256, BuildStorage};
use sp_state_machine::TestExternalities;

/// What a call is answered with.
type Answer = core::result::Result<CallOutcome, CallError>;

/// A funded account of the development chain.
const ALITH: H160 = H160(hex_literal::hex!("f24FF3a9CF04c71Dbc94D0b566f7A27B94566cac"));

/// The development chain's genesis, and who asks it.
struct Chain {
	state: TestExternalities<BlakeTwo256>,
	executor: Executor,
}

impl Chain {
	fn start() -> Self {
		let storage = chain_spec::development().unwrap().build_storage().unwrap();
		let state = TestExternalities::new(storage);
		Self { state, executor: Executor::new(WasmExecutor::builder().build()) }
	}

	/// Asks natively, or in wasm as if the chain had other code than this node.
	fn ask(&mut self, natively: bool, method: &str, data: &[u8]) -> Result<Vec<u8>> {
		let wasm = WASM_BINARY.expect("these tests need the runtime in wasm");
		let fetcher = WrappedRuntimeCode(wasm.into());
		let hash = if natively { blake2_256(wasm).to_vec() } else { vec![0; 32] };
		let code = RuntimeCode { code_fetcher: &fetcher, heap_pages: None, hash };
		let mut ext = self.state.ext();
		let (answer, native) =
			self.executor.call(&mut ext, &code, method, data, CallContext::Offchain);
		assert_eq!(native, natively, "{method}");
		answer
	}

	/// The answer, the same in both ways.
	fn both(&mut self, method: &str, data: &[u8]) -> Vec<u8> {
		let native = self.ask(true, method, data).unwrap();
		assert_eq!(native, self.ask(false, method, data).unwrap(), "{method}");
		native
	}
}

/// A creation with this code.
fn request(code: &[u8]) -> CallRequest {
	CallRequest { from: ALITH, input: code.to_vec(), ..Default::default() }
}

/// Runs code with so much gas.
fn run(code: &[u8], gas: u64) -> Vec<u8> {
	(request(code), Overrides::default(), gas).encode()
}

#[test]
fn native_answers_are_those_of_wasm() {
	let mut chain = Chain::start();
	// PUSH1 42, PUSH1 0, MSTORE, PUSH1 32, PUSH1 0, RETURN
	let code = hex_literal::hex!("602a60005260206000f3");
	let call = run(&code, 1_000_000);
	let tracer = Tracer::Call { only_top_call: false, with_log: true };
	let traced = (request(&code), Overrides::default(), tracer, 1_000_000u64).encode();
	for question in QUESTIONS {
		let data = match question {
			"EthereumApi_account" | "EthereumApi_code" => ALITH.encode(),
			"EthereumApi_storage_at" => (ALITH, H256::zero()).encode(),
			"EthereumApi_call" | "EthereumApi_estimate_gas" | "EthereumApi_create_access_list" => {
				call.clone()
			},
			"EthereumApi_trace_call" => traced.clone(),
			"EthereumApi_simulate" => {
				let block =
					SimulatedBlock { calls: vec![request(&code)], overrides: Overrides::default() };
				(vec![block], false, false, 1_000_000u64).encode()
			},
			"EthereumApi_check_transaction" => vec![0xc0u8].encode(),
			_ => Vec::new(),
		};
		assert!(!chain.both(question, &data).is_empty());
	}
	let answer = chain.both("EthereumApi_call", &call);
	let outcome = Answer::decode(&mut &answer[..]).unwrap().unwrap();
	assert_eq!(U256::from_big_endian(&outcome.output), U256::from(42));
}

#[test]
fn only_questions_about_our_own_code_are_native() {
	let wasm = WASM_BINARY.expect("these tests need the runtime in wasm");
	let fetcher = WrappedRuntimeCode(wasm.into());
	let ours =
		RuntimeCode { code_fetcher: &fetcher, heap_pages: None, hash: blake2_256(wasm).to_vec() };
	let theirs = RuntimeCode { hash: vec![7; 32], ..ours.clone() };
	assert!(is_question(&ours, "EthereumApi_call", CallContext::Offchain));
	assert!(!is_question(&theirs, "EthereumApi_call", CallContext::Offchain));
	assert!(!is_question(&ours, "Core_execute_block", CallContext::Offchain));
	assert!(!is_question(&ours, "EthereumApi_trace_block", CallContext::Offchain));
	for import in [false, true] {
		let context = CallContext::Onchain { import };
		assert!(!is_question(&ours, "EthereumApi_call", context));
	}
}

#[test]
fn bad_arguments_are_an_error() {
	let mut chain = Chain::start();
	for natively in [true, false] {
		let error = chain.ask(natively, "EthereumApi_account", &[1, 2, 3]);
		assert!(error.is_err());
	}
	// And the next question is answered.
	assert!(!chain.both("EthereumApi_account", &ALITH.encode()).is_empty());
}

#[test]
fn hostile_code_is_bounded() {
	let mut chain = Chain::start();
	// Creates itself to the greatest depth: CODESIZE, PUSH1 0, PUSH1 0, CODECOPY, CODESIZE, PUSH1 0,
	// PUSH1 0, CREATE, STOP.
	let nested = hex_literal::hex!("3860006000393860006000f000");
	// A word at 64 MiB: more than the memory of a call. PUSH1 1, PUSH4 0x04000000, MSTORE.
	let memory = hex_literal::hex!("6001630400000052");
	for code in [&nested[..], &memory[..]] {
		let answer = chain.both("EthereumApi_call", &run(code, 10_000_000_000));
		Answer::decode(&mut &answer[..]).unwrap().unwrap();
	}
}
