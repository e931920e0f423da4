// SPDX-License-Identifier: Apache-2.0

//! Answers of `eth_simulateV1`.

use super::*;
use crate::mock::{log as entry, BASE_FEE};
use serde_json::{from_value, json};
use sp_core::{H160, H256};

fn outcome(number: u64, calls: Vec<CallOutcome>) -> SimulatedOutcome {
	SimulatedOutcome {
		number,
		timestamp: 10,
		gas_limit: 1_000_000,
		coinbase: H160::zero(),
		base_fee: BASE_FEE.into(),
		prevrandao: H256::zero(),
		calls,
	}
}

fn call(exit: ExitReason, output: &[u8], logs: usize) -> CallOutcome {
	let logs = (0..logs).map(|_| entry(1, 1)).collect();
	CallOutcome { exit, output: output.to_vec(), gas_used: 21_000, logs, created: None }
}

#[test]
fn blocks_follow_one_another() {
	let payload: Payload = from_value(json!({
		"blockStateCalls": [
			{ "calls": [{ "to": H160::zero(), "nonce": "0x1" }, { "input": "0x01" }] },
			{ "blockOverrides": { "number": "0x7" }, "calls": [{ "input": "0x02" }] },
		],
		"returnFullTransactions": true,
	}))
	.unwrap();
	let asked = blocks(&EthConfig::default(), &payload).unwrap();
	let outcomes = vec![
		outcome(5, vec![call(ExitReason::Succeed, &[7], 2), call(ExitReason::Revert, &[], 0)]),
		outcome(6, vec![]),
		outcome(7, vec![call(ExitReason::Halt(b"out of gas".to_vec()), &[], 0)]),
	];
	let parent = B256::repeat_byte(1);
	let answers = answer(parent, 42, &asked, outcomes.clone(), true).unwrap();
	assert_eq!(answers[0]["parentHash"], json!(parent));
	assert_eq!(answers[1]["parentHash"], answers[0]["hash"]);
	assert_eq!(answers[0]["gasUsed"], "0xa410");
	let calls = &answers[0]["calls"];
	assert_eq!((&calls[0]["status"], &calls[0]["returnData"]), (&json!("0x1"), &json!("0x07")));
	assert_eq!(calls[0]["logs"][1]["logIndex"], "0x1");
	assert_eq!(calls[0]["logs"][0]["blockHash"], answers[0]["hash"]);
	assert_eq!(calls[1]["error"]["code"], 3);
	assert_eq!(calls[1]["error"]["message"], "execution reverted");
	assert_eq!((&answers[1]["number"], &answers[1]["calls"]), (&json!("0x6"), &json!([])));
	assert_eq!(answers[2]["parentHash"], answers[1]["hash"]);
	assert_eq!(answers[2]["calls"][0]["error"]["code"], -32015);
	// Of no receipts is the root of an empty trie.
	assert_eq!(answers[1]["receiptsRoot"], json!(alloy_consensus::constants::EMPTY_RECEIPTS));
	assert_ne!(answers[0]["receiptsRoot"], answers[1]["receiptsRoot"]);
	assert_eq!(answers[0]["transactions"][0]["nonce"], "0x1");
	let hashes = answer(parent, 42, &asked, outcomes, false).unwrap();
	assert_eq!(hashes[0]["transactions"][0], answers[0]["transactions"][0]["hash"]);
	assert!(answer(parent, 42, &asked, vec![], false).is_err());
}

#[test]
fn limits_are_named() {
	let config = EthConfig { max_simulated_blocks: 1, ..Default::default() };
	assert_eq!(
		blocks(&config, &Payload::default()).unwrap_err(),
		Error::InvalidParams("empty input".into())
	);
	let two = Payload { block_state_calls: vec![Default::default(); 2], ..Default::default() };
	let error = blocks(&config, &two).unwrap_err();
	assert_eq!((error.code(), error.message().as_str()), (-38026, "too many blocks (maximum 1)"));
}

#[test]
fn refusals_have_the_codes_of_the_specification() {
	let code = |error| refusal(error).code();
	let invalid = |invalid| code(CallError::Invalid(invalid));
	assert_eq!(invalid(Invalid::NonceTooLow), -38010);
	assert_eq!(invalid(Invalid::NonceTooHigh), -38011);
	assert_eq!(invalid(Invalid::InsufficientFunds), -38014);
	assert_eq!(invalid(Invalid::TipAboveFeeCap), -32602);
	let order = refusal(CallError::BlockNumber { parent: 7.into(), number: 5.into() });
	let text = "block numbers must be in order: 5 <= 7";
	assert_eq!((order.code(), order.message().as_str()), (-38020, text));
	assert_eq!(code(CallError::BlockTime { parent: 7, time: 7 }), -38021);
	assert_eq!(code(CallError::TooManyBlocks), -38026);
	assert_eq!(code(CallError::Overrides), -32000);
}
