// SPDX-License-Identifier: Apache-2.0

//! JSON of parameters.

use super::*;
use alloy_rpc_types_eth::{state::StateOverride, BlockOverrides, Filter};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn blocks_are_read_in_every_form() {
	let read = |value: Value| serde_json::from_value::<BlockParam>(value).map(|param| param.0);
	assert_eq!(read(json!("latest")).unwrap(), BlockId::latest());
	assert_eq!(read(json!("pending")).unwrap(), BlockId::pending());
	assert_eq!(read(json!("safe")).unwrap(), BlockId::safe());
	assert_eq!(read(json!("0x10")).unwrap(), BlockId::number(16));
	assert_eq!(read(json!(16)).unwrap(), BlockId::number(16));
	let hash = B256::repeat_byte(1);
	assert_eq!(read(json!(hash)).unwrap(), BlockId::hash(hash));
	assert_eq!(
		read(json!({ "blockHash": hash, "requireCanonical": true })).unwrap(),
		BlockId::hash_canonical(hash)
	);
	assert_eq!(read(json!({ "blockNumber": "0x1" })).unwrap(), BlockId::number(1));
	for bad in [json!(""), json!("0xzz"), json!(-1), json!(1.5), json!({}), json!([]), json!(null)]
	{
		assert!(read(bad.clone()).is_err(), "{bad}");
	}
}

#[test]
fn quantities_are_minimal_hex() {
	assert_eq!(serde_json::to_string(&Quantity(0)).unwrap(), "\"0x0\"");
	assert_eq!(serde_json::to_string(&Quantity(1024)).unwrap(), "\"0x400\"");
	let read = |value: Value| serde_json::from_value::<Quantity>(value).map(|value| value.0);
	assert_eq!(read(json!("0x400")).unwrap(), 1024);
	assert_eq!(read(json!("12")).unwrap(), 12);
	assert_eq!(read(json!(12)).unwrap(), 12);
	for bad in [json!("0x"), json!("0x+1"), json!("-1"), json!("0x1ffffffffffffffff"), json!({})] {
		assert!(read(bad.clone()).is_err(), "{bad}");
	}
}

#[test]
fn slots_are_read_padded_or_not() {
	let read = |value: Value| serde_json::from_value::<Slot>(value).map(|slot| slot.0);
	assert_eq!(read(json!("0x1")).unwrap(), B256::with_last_byte(1));
	assert_eq!(read(json!(1)).unwrap(), B256::with_last_byte(1));
	assert_eq!(read(json!(B256::repeat_byte(9))).unwrap(), B256::repeat_byte(9));
	assert!(read(json!("0x")).is_err());
	assert!(read(json!(format!("0x{}", "0".repeat(65)))).is_err());
}

#[test]
fn calls_refuse_two_inputs_and_blobs() {
	let read = |value: Value| serde_json::from_value::<CallParam>(value);
	assert!(read(json!({ "data": "0x01", "input": "0x01" })).is_ok());
	let error = read(json!({ "data": "0x01", "input": "0x02" })).unwrap_err().to_string();
	assert!(error.starts_with("Ambiguous value for `data` and `input`"), "{error}");
	assert!(read(json!({ "blobVersionedHashes": [B256::ZERO] })).is_err());
	let full = read(json!({
		"from": Address::ZERO, "to": Address::ZERO, "gas": "0x5208", "gasPrice": "0x1",
		"value": "0x1", "nonce": "0x0", "chainId": "0x2a", "type": "0x1",
		"accessList": [{ "address": Address::ZERO, "storageKeys": [B256::ZERO] }],
	}));
	assert!(full.is_ok(), "{full:?}");
}

/// JSON of any shape, with the keys that parameters have.
fn hostile() -> impl Strategy<Value = Value> {
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i64>().prop_map(Value::from),
		any::<f64>().prop_map(Value::from),
		"0x[0-9a-fA-F]{0,80}".prop_map(Value::from),
		"(latest|pending|earliest|safe|finalized|.{0,20})".prop_map(Value::from),
	];
	let key = prop_oneof![
		Just("from".to_string()),
		Just("to".to_string()),
		Just("gas".to_string()),
		Just("data".to_string()),
		Just("input".to_string()),
		Just("accessList".to_string()),
		Just("authorizationList".to_string()),
		Just("blobs".to_string()),
		Just("blockHash".to_string()),
		Just("blockNumber".to_string()),
		Just("fromBlock".to_string()),
		Just("toBlock".to_string()),
		Just("address".to_string()),
		Just("topics".to_string()),
		Just("state".to_string()),
		Just("stateDiff".to_string()),
		"0x[0-9a-f]{40}",
		".{0,12}",
	];
	leaf.prop_recursive(4, 48, 6, move |inner| {
		prop_oneof![
			prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
			prop::collection::btree_map(key.clone(), inner, 0..6)
				.prop_map(|map| Value::Object(map.into_iter().collect())),
		]
	})
}

proptest! {
	#[test]
	fn no_json_panics(value in hostile()) {
		let text = value.to_string();
		let _ = serde_json::from_str::<BlockParam>(&text);
		let _ = serde_json::from_str::<Quantity>(&text);
		let _ = serde_json::from_str::<Slot>(&text);
		let _ = serde_json::from_str::<CallParam>(&text);
		let _ = serde_json::from_str::<Filter>(&text);
		let _ = serde_json::from_str::<StateOverride>(&text);
		let _ = serde_json::from_str::<BlockOverrides>(&text);
		let _ = serde_json::from_str::<crate::simulate::Payload>(&text);
		let _ = serde_json::from_str::<crate::trace::TraceOptions>(&text);
		if let Ok(call) = serde_json::from_value::<CallParam>(value) {
			let _ = crate::call::request(&call.0, crate::call::Nonce::Given);
		}
	}

	#[test]
	fn quantities_survive(number in any::<u64>()) {
		let text = serde_json::to_string(&Quantity(number)).unwrap();
		prop_assert_eq!(serde_json::from_str::<Quantity>(&text).unwrap(), Quantity(number));
	}
}
