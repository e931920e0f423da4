// SPDX-License-Identifier: Apache-2.0
//! Traces of calls and of executed transactions.

use super::*;
use crate::tests::asm::{init_of, Kind};
use openledger_evm_primitives::{AccountOverride, CallError, Evm as _};
use serde_json::json;

/// Counts a number on the stack down from 3.
fn countdown() -> Vec<u8> {
	// PUSH1 3, JUMPDEST, PUSH1 1, SWAP1, SUB, DUP1, PUSH1 2, JUMPI, STOP
	vec![0x60, 3, 0x5b, 0x60, 1, 0x90, 0x03, 0x80, 0x60, 2, 0x57, 0x00]
}

#[test]
fn struct_logs_of_a_loop() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, countdown());
		let answer = trace(&request(ONE), &STEPS);
		let logs = answer["structLogs"].as_array().unwrap();
		let plain = Evm::rpc_call(&request(ONE), &Overrides::default(), GAS).unwrap();
		assert_eq!(answer["gas"], plain.gas_used);
		assert_eq!((&answer["failed"], &answer["returnValue"]), (&json!(false), &json!("0x")));
		// PUSH, three rounds of seven, STOP.
		let ops: Vec<&str> = logs.iter().map(|log| log["op"].as_str().unwrap()).collect();
		let round = ["JUMPDEST", "PUSH1", "SWAP1", "SUB", "DUP1", "PUSH1", "JUMPI"];
		assert_eq!(ops, [&["PUSH1"][..], &round, &round, &round, &["STOP"]].concat());
		assert_eq!(
			logs[1],
			json!({ "pc": 2, "op": "JUMPDEST", "gas": GAS - 21_003, "depth": 1, "stack": ["0x3"],
				"gasCost": 1 })
		);
		let spent: u64 = logs.iter().map(|log| log["gasCost"].as_u64().unwrap()).sum();
		assert_eq!(spent + 21_000, plain.gas_used);
		// As many entries as are asked for, and bare ones.
		let bare = Tracer::StructLogs {
			disable_stack: true,
			enable_memory: false,
			disable_storage: true,
			enable_return_data: false,
			limit: 2,
		};
		let answer = trace(&request(ONE), &bare);
		assert_eq!(answer["structLogs"].as_array().unwrap().len(), 2);
		assert!(answer["structLogs"][1].get("stack").is_none());
	});
}

#[test]
fn struct_logs_show_storage_memory_returned_data_and_faults() {
	ExtBuilder::build_and_execute(|| {
		place(TWO, counter());
		place(ONE, Asm::new().call(Kind::Call, TWO, 0, &[7]).return_data().build());
		let answer = trace(&request(ONE), &STEPS);
		let logs = answer["structLogs"].as_array().unwrap();
		let at = |op: &str| logs.iter().find(|log| log["op"] == op).unwrap();
		let slot = |number| json!({ &word(0)[2..]: &word(number)[2..] });
		assert_eq!(at("SLOAD")["storage"], slot(0));
		assert_eq!(at("SSTORE")["storage"], slot(1));
		assert_eq!((&at("SSTORE")["depth"], &at("CALL")["depth"]), (&json!(2), &json!(1)));
		assert!(at("CALL")["memory"][0].as_str().unwrap().starts_with("07"));
		assert_eq!(at("RETURNDATACOPY")["returnData"], word(1));
		assert_eq!(answer["returnValue"], word(1));
		// A fault.
		place(ONE, Asm::new().op(0x01).build());
		let answer = trace(&request(ONE), &STEPS);
		assert_eq!(answer["failed"], true);
		assert_eq!(answer["structLogs"][0]["error"], "stack underflow");
	});
}

#[test]
fn struct_logs_show_refunds_of_the_whole_transaction() {
	ExtBuilder::build_and_execute(|| {
		let three = H160::repeat_byte(3);
		for address in [ONE, TWO, three] {
			Evm::set_storage(&address, H256::from_low_u64_be(1), H256::repeat_byte(1));
		}
		place(TWO, Asm::new().sstore(1, 0).revert().build());
		place(three, Asm::new().sstore(1, 0).stop().build());
		let code = Asm::new().sstore(1, 0).call(Kind::Call, TWO, 0, &[]);
		place(ONE, code.call(Kind::Call, three, 0, &[]).stop().build());
		let answer = trace(&request(ONE), &STEPS);
		let logs = answer["structLogs"].as_array().unwrap();
		let refunds = |op: &str| -> Vec<u64> {
			let of = logs.iter().filter(|log| log["op"] == op);
			of.map(|log| log["refund"].as_u64().unwrap_or_default()).collect()
		};
		assert!(logs[0].get("refund").is_none());
		// EIP-3529: 4800 for a slot that is cleared. What reverted counts no more.
		assert_eq!(refunds("SSTORE"), [4_800, 9_600, 9_600]);
		assert_eq!(refunds("REVERT"), [9_600]);
		assert_eq!(refunds("CALL"), [4_800, 4_800]);
		assert_eq!(refunds("STOP"), [9_600, 9_600]);
	});
}

#[test]
fn call_tree_shows_logs_of_precompiles() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, Asm::new().call(Kind::Call, BANK, 0, &[Op::Log as u8]).stop().build());
		let root = trace(&request(ONE), &CALLS);
		let topic = format!("{:?}", H256::repeat_byte(1));
		assert_eq!(
			root["calls"][0]["logs"],
			json!([{ "address": text(BANK), "topics": [topic], "data": format!("0x{}", hex(b"bank")),
				"position": "0x0" }])
		);
		assert!(root.get("logs").is_none());
	});
}

#[test]
fn call_tree_with_an_inner_revert() {
	ExtBuilder::build_and_execute(|| {
		// TWO logs and reverts; ONE sends value to Bob, logs and calls TWO.
		let log = [0x5f, 0x5f, 0xa0];
		place(TWO, Asm::new().ops(&log).revert().build());
		let code = Asm::new().call(Kind::Call, BOB, 5, &[]).pop().ops(&log);
		place(ONE, code.call(Kind::Call, TWO, 0, &[9]).stop().build());
		let call = CallRequest { value: 5.into(), input: vec![1, 2], ..request(ONE) };
		let root = trace(&call, &CALLS);
		let plain = Evm::rpc_call(&call, &Overrides::default(), GAS).unwrap();
		assert_eq!(root["type"], "CALL");
		assert_eq!((&root["from"], &root["to"]), (&json!(text(ALICE)), &json!(text(ONE))));
		assert_eq!((&root["value"], &root["input"]), (&json!("0x5"), &json!("0x0102")));
		assert_eq!(root["gas"], format!("{GAS:#x}"));
		assert_eq!(root["gasUsed"], format!("{:#x}", plain.gas_used));
		assert!(root.get("error").is_none() && root.get("output").is_none());
		let calls = root["calls"].as_array().unwrap();
		assert_eq!(calls.len(), 2);
		assert_eq!((&calls[0]["to"], &calls[0]["value"]), (&json!(text(BOB)), &json!("0x5")));
		assert_eq!(calls[1]["error"], "execution reverted");
		assert!(calls[1].get("logs").is_none());
		assert_eq!(
			root["logs"],
			json!([{ "address": text(ONE), "topics": [], "data": "0x", "position": "0x1" }])
		);
		let top = trace(&call, &Tracer::Call { only_top_call: true, with_log: false });
		assert!(top.get("calls").is_none() && top.get("logs").is_none());
		assert_eq!(top["gasUsed"], root["gasUsed"]);
	});
}

#[test]
fn call_tree_of_creations_delegations_and_reasons() {
	ExtBuilder::build_and_execute(|| {
		// Error("no").
		let mut reason = vec![0x08, 0xc3, 0x79, 0xa0];
		reason.extend(H256::from_low_u64_be(32).0);
		reason.extend(H256::from_low_u64_be(2).0);
		reason.extend(b"no");
		reason.resize(100, 0);
		place(TWO, Asm::new().memory(&reason).push(100).push(0).op(0xfd).build());
		place(ONE, Asm::new().call(Kind::Delegate, TWO, 0, &[]).stop().build());
		let root = trace(&request(ONE), &CALLS);
		let inner = &root["calls"][0];
		assert_eq!((&inner["type"], &inner["from"]), (&json!("DELEGATECALL"), &json!(text(ONE))));
		assert_eq!((&inner["to"], &inner["revertReason"]), (&json!(text(TWO)), &json!("no")));
		// Panics have words, too.
		for (code, words) in
			[(0x11, "arithmetic underflow or overflow"), (2, "unknown panic code: 0x2")]
		{
			let mut reason = vec![0x4e, 0x48, 0x7b, 0x71];
			reason.extend(H256::from_low_u64_be(code).0);
			place(TWO, Asm::new().memory(&reason).push(36).push(0).op(0xfd).build());
			let root = trace(&request(TWO), &CALLS);
			assert_eq!(
				(&root["revertReason"], &root["output"]),
				(&json!(words), &json!(format!("0x{}", hex(&reason))))
			);
		}
		place(TWO, Asm::new().memory(&[0x4e, 0x48, 0x7b, 0x71]).push(4).push(0).op(0xfd).build());
		assert!(trace(&request(TWO), &CALLS).get("revertReason").is_none());
		// A creation, and one that fails.
		let create = CallRequest { to: None, input: init_of(&[0x00]), ..request(ONE) };
		let root = trace(&create, &CALLS);
		let address = crate::vm::convert::create_address(&ALICE, 0);
		assert_eq!((&root["type"], &root["to"]), (&json!("CREATE"), &json!(text(address))));
		assert_eq!(root["output"], "0x00");
		let failing = CallRequest { input: vec![0xfe], ..create };
		let root = trace(&failing, &CALLS);
		assert!(root.get("to").is_none());
		assert_eq!(root["error"], "invalid opcode: INVALID");
		// Destruction.
		place(ONE, Asm::new().selfdestruct(BOB).build());
		let root = trace(&request(ONE), &CALLS);
		let inner = &root["calls"][0];
		assert_eq!((&inner["type"], &inner["to"]), (&json!("SELFDESTRUCT"), &json!(text(BOB))));
	});
}

#[test]
fn state_before_and_what_changed() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, Asm::new().sstore(1, 9).sstore(2, 0).sstore(3, 3).stop().build());
		let slot = |number| H256::from_low_u64_be(number);
		Evm::set_storage(&ONE, slot(1), slot(8));
		Evm::set_storage(&ONE, slot(2), slot(7));
		Evm::set_storage(&ONE, slot(3), slot(3));
		let call = CallRequest { value: 4.into(), ..request(ONE) };
		let before = trace(&call, &BEFORE);
		let one = &before[text(ONE)];
		assert_eq!(one["balance"], "0x0");
		assert_eq!(one["nonce"], 1);
		assert_eq!(one["code"], format!("0x{}", hex(&Evm::rpc_code(ONE))));
		assert_eq!(one["storage"], json!({ word(1): word(8), word(2): word(7), word(3): word(3) }));
		assert_eq!(before[text(ALICE)]["balance"], format!("{FORTUNE:#x}"));
		// Nobody was there before.
		assert!(before.get(text(COINBASE)).is_none());
		let diff = trace(&call, &DIFF);
		assert_eq!(
			diff["pre"][text(ONE)]["storage"],
			json!({ word(1): word(8), word(2): word(7) })
		);
		assert_eq!(
			diff["post"][text(ONE)],
			json!({ "balance": "0x4", "storage": { word(1): word(9) } })
		);
		assert_eq!(
			diff["post"][text(ALICE)],
			json!({ "balance": format!("{:#x}", FORTUNE - 4), "nonce": 1 })
		);
		assert!(diff["pre"].get(text(COINBASE)).is_none());
		// A created contract was not there before.
		let create = CallRequest { to: None, input: init_of(&[0x00]), ..request(ONE) };
		let address = text(crate::vm::convert::create_address(&ALICE, 0));
		let diff = trace(&create, &DIFF);
		assert!(diff["pre"].get(&address).is_none());
		assert_eq!(diff["post"][&address]["code"], "0x00");
		// Overrides are the state before.
		let change = AccountOverride { balance: Some(77.into()), ..Default::default() };
		let overrides = Overrides { accounts: vec![(ONE, change)], ..Default::default() };
		let bytes = Evm::rpc_trace_call(&request(ONE), &overrides, &BEFORE, GAS).unwrap();
		let before: Value = serde_json::from_slice(&bytes).unwrap();
		assert_eq!(before[text(ONE)]["balance"], "0x4d");
	});
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Runs something and undoes it.
fn undone<R>(run: impl FnOnce() -> R) -> R {
	use frame_support::storage::transactional::with_transaction_unchecked;
	with_transaction_unchecked(|| sp_runtime::TransactionOutcome::Rollback(run()))
}

#[test]
fn executed_transactions_are_traced_and_unchanged() {
	ExtBuilder::build_and_execute(|| {
		// Pays Bob by the stateful precompile, and counts in a slot.
		let code = Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).sstore(0, 5);
		place(ONE, code.return_top().build());
		let run = || {
			let first = Evm::execute(&transaction(ALICE, Some(ONE), 1_000, vec![1])).unwrap();
			assert!(Evm::execute(&transaction(ALICE, Some(ONE), u128::MAX, vec![])).is_err());
			let second = Evm::execute(&transaction(ALICE, Some(ONE), 0, vec![2])).unwrap();
			(first, second)
		};
		for tracer in [STEPS, CALLS, BEFORE, DIFF] {
			let plain = undone(run);
			let mut traced = None;
			let traces =
				undone(|| Evm::trace_transactions(&tracer, || traced = Some(run())).unwrap());
			assert_eq!(traced, Some(plain.clone()));
			assert_eq!(traces.len(), 2);
			let first: Value = serde_json::from_slice(&traces[0]).unwrap();
			let second: Value = serde_json::from_slice(&traces[1]).unwrap();
			match tracer {
				Tracer::Call { .. } => {
					assert_eq!(first["gasUsed"], format!("{:#x}", plain.0.gas_used));
					assert_eq!(second["gasUsed"], format!("{:#x}", plain.1.gas_used));
					assert_eq!(
						(&first["input"], &second["input"]),
						(&json!("0x01"), &json!("0x02"))
					);
					assert_eq!(first["calls"][0]["to"], text(BANK));
					assert_eq!(first["calls"][0]["output"], word(1));
				},
				Tracer::Prestate { diff_mode: false, .. } => {
					assert_eq!(first[text(ONE)]["balance"], "0x0");
					// The second sees what the first did.
					assert_eq!(second[text(ONE)]["balance"], format!("{:#x}", 900));
					assert_eq!(second[text(ONE)]["storage"], json!({ word(0): word(5) }));
				},
				Tracer::Prestate { diff_mode: true, .. } => {
					assert_eq!(first["post"][text(ONE)]["balance"], format!("{:#x}", 900));
					assert_eq!(first["post"][text(ONE)]["storage"], json!({ word(0): word(5) }));
					assert!(second["post"][text(ONE)].get("storage").is_none());
				},
				Tracer::StructLogs { .. } => {
					assert_eq!(first["gas"], plain.0.gas_used);
				},
			}
		}
		// Nobody asks any more.
		run();
		assert_eq!(counted(), 2);
	});
}

#[test]
fn traces_are_bounded() {
	ExtBuilder::build_and_execute(|| {
		// Loops for ever over 32 KiB of memory.
		let code = Asm::new().push(1).push(0x8000).op(0x52).ops(&[0x5b, 0x60, 67, 0x56]);
		place(ONE, code.build());
		let call = |tracer| Evm::rpc_trace_call(&request(ONE), &Overrides::default(), tracer, GAS);
		assert!(call(&STEPS) == Err(CallError::TraceTooLarge));
		assert!(call(&CALLS).is_ok());
		let traced = Evm::trace_transactions(&STEPS, || {
			Evm::execute(&transaction(ALICE, Some(ONE), 0, vec![])).unwrap();
		});
		assert!(traced == Err(CallError::TraceTooLarge));
		assert_eq!(Evm::rpc_account(ALICE).nonce, 1);
		// Calls with 32 KiB of input, for ever.
		let code = Asm::new().op(0x5b).push(0).push(0).push(0x8000).push(0).push(0);
		let code = code.push_address(BOB).ops(&[0x5a, 0xf1, 0x50, 0x5f, 0x56]);
		place(ONE, code.build());
		assert!(call(&CALLS) == Err(CallError::TraceTooLarge));
		assert!(call(&Tracer::Call { only_top_call: true, with_log: false }).is_ok());
	});
}
