// SPDX-License-Identifier: Apache-2.0
//! Traces, access lists and simulations of small contracts.

mod questions;
mod traces;

use crate::{mock::*, tests::asm::Asm};
use openledger_evm_primitives::{CallRequest, Overrides, Tracer};
use serde_json::Value;
use sp_core::{H160, H256};

const ONE: H160 = H160::repeat_byte(1);
const TWO: H160 = H160::repeat_byte(2);
const GAS: u64 = 1_000_000;
const STEPS: Tracer = Tracer::StructLogs {
	disable_stack: false,
	enable_memory: true,
	disable_storage: false,
	enable_return_data: true,
	limit: 0,
};
const CALLS: Tracer = Tracer::Call { only_top_call: false, with_log: true };
const BEFORE: Tracer =
	Tracer::Prestate { diff_mode: false, disable_code: false, disable_storage: false };
const DIFF: Tracer =
	Tracer::Prestate { diff_mode: true, disable_code: false, disable_storage: false };

fn request(to: H160) -> CallRequest {
	CallRequest { from: ALICE, to: Some(to), ..Default::default() }
}

fn trace(request: &CallRequest, tracer: &Tracer) -> Value {
	let bytes = Evm::rpc_trace_call(request, &Overrides::default(), tracer, GAS).unwrap();
	serde_json::from_slice(&bytes).unwrap()
}

fn text(address: H160) -> String {
	format!("{address:?}")
}

fn word(number: u64) -> String {
	format!("{:?}", H256::from_low_u64_be(number))
}

/// Adds one to slot 0 and returns it.
fn counter() -> Vec<u8> {
	// PUSH0 SLOAD, PUSH1 1, ADD, DUP1, PUSH0 SSTORE
	let code = Asm::new().ops(&[0x5f, 0x54, 0x60, 1, 0x01, 0x80, 0x5f, 0x55]);
	code.return_top().build()
}
