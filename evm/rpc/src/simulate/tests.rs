// SPDX-License-Identifier: Apache-2.0

//! Answers of `eth_simulateV1`.

use super::*;
use crate::mock::{log as entry, BASE_FEE};
use serde_json::{from_value, json};
use sp_core::{H160, H256};

fn outcome(calls: Vec<std::result::Result<CallOutcome, Invalid>>) -> SimulatedOutcome {
	SimulatedOutcome {
		number: 5,
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
			{ "blockOverrides": { "number": "0x6" }, "calls": [{ "input": "0x02" }] },
		],
		"returnFullTransactions": true,
	}))
	.unwrap();
	let asked = blocks(&EthConfig::default(), &payload).unwrap();
	let outcomes = vec![
		outcome(vec![Ok(call(ExitReason::Succeed, &[7], 2)), Ok(call(ExitReason::Revert, &[], 0))]),
		outcome(vec![Err(Invalid::NonceTooLow)]),
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
	assert_eq!(answers[1]["calls"][0]["error"]["code"], -38014);
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
	assert_eq!(blocks(&config, &two).unwrap_err().message(), "too many blocks (maximum 1)");
}
