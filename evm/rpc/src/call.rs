// SPDX-License-Identifier: Apache-2.0

//! Calls and overrides: from JSON's shape to the runtime's.

use crate::{
	convert::{h160, h256, word},
	error::{Error, Result},
};
use alloy_primitives::{map::B256HashMap, Address, B256};
use alloy_rpc_types_eth::{state::StateOverride, BlockOverrides, TransactionRequest};
use openledger_evm_primitives::{
	AccessListItem, AccountOverride, Authorization, BlockOverride, CallRequest, Overrides,
};
use sp_core::{H256, U256};

/// What becomes of the nonce of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonce {
	/// It counts.
	Given,
	/// It is ignored, as geth does in calls and estimates.
	Ignored,
}

/// A request as the runtime takes it.
///
/// # Errors
/// When fees contradict each other.
pub fn request(request: &TransactionRequest, nonce: Nonce) -> Result<CallRequest> {
	let (max_fee, tip) = fees(request)?;
	let access_list = request.access_list.iter().flat_map(|list| &list.0).map(|item| {
		let slots = item.storage_keys.iter().copied().map(h256).collect();
		AccessListItem { address: h160(item.address), slots }
	});
	let authorization_list =
		request.authorization_list.iter().flatten().map(|signed| Authorization {
			chain_id: word(signed.chain_id),
			address: h160(signed.address),
			nonce: signed.nonce,
			authority: signed.recover_authority().ok().map(h160),
		});
	Ok(CallRequest {
		from: h160(request.from.unwrap_or_default()),
		to: request.to.and_then(|to| to.to().copied()).map(h160),
		gas: request.gas,
		max_fee_per_gas: max_fee.map(U256::from),
		max_priority_fee_per_gas: tip.map(U256::from),
		value: request.value.map(word).unwrap_or_default(),
		input: request.input.input().map(|input| input.to_vec()).unwrap_or_default(),
		nonce: request.nonce.filter(|_| nonce == Nonce::Given),
		access_list: access_list.collect(),
		authorization_list: authorization_list.collect(),
	})
}

/// Fee cap and tip. A price of zero is none: such a call pays nothing.
fn fees(request: &TransactionRequest) -> Result<(Option<u128>, Option<u128>)> {
	let price = request.gas_price.filter(|price| *price > 0);
	let cap = request.max_fee_per_gas.filter(|cap| *cap > 0);
	let tip = request.max_priority_fee_per_gas;
	if request.gas_price.is_some()
		&& (request.max_fee_per_gas.is_some() || request.max_priority_fee_per_gas.is_some())
	{
		return Err(Error::server(
			"both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified",
		));
	}
	match (price, cap) {
		(Some(price), _) => Ok((Some(price), Some(price))),
		(None, Some(cap)) => match tip {
			Some(tip) if tip > cap => {
				Err(Error::server(format!("maxFeePerGas ({cap}) < maxPriorityFeePerGas ({tip})")))
			},
			tip => Ok((Some(cap), Some(tip.unwrap_or_default()))),
		},
		(None, None) => Ok((None, None)),
	}
}

/// Overrides as the runtime takes them, accounts and slots in order.
///
/// # Errors
/// When an override contradicts itself or is not served.
pub fn overrides(state: Option<StateOverride>, block: Option<BlockOverrides>) -> Result<Overrides> {
	let mut accounts = Vec::new();
	for (address, account) in state.into_iter().flatten() {
		accounts.push((h160(address), account_override(address, account)?));
	}
	accounts.sort_by_key(|(address, _)| *address);
	Ok(Overrides { accounts, block: block_override(block.unwrap_or_default())? })
}

fn account_override(
	address: Address,
	account: alloy_rpc_types_eth::state::AccountOverride,
) -> Result<AccountOverride> {
	if account.state.is_some() && account.state_diff.is_some() {
		return Err(Error::server(format!("account {address} has both 'state' and 'stateDiff'")));
	}
	if account.move_precompile_to.is_some() {
		return Err(Error::server("movePrecompileToAddress is not supported"));
	}
	Ok(AccountOverride {
		balance: account.balance.map(word),
		nonce: account.nonce,
		code: account.code.map(|code| code.to_vec()),
		state: account.state.map(slots),
		state_diff: account.state_diff.map(slots),
	})
}

fn slots(map: B256HashMap<B256>) -> Vec<(H256, H256)> {
	let mut slots: Vec<_> =
		map.into_iter().map(|(slot, value)| (h256(slot), h256(value))).collect();
	slots.sort();
	slots
}

fn block_override(block: BlockOverrides) -> Result<BlockOverride> {
	if block.block_hash.is_some_and(|hashes| !hashes.is_empty()) {
		return Err(Error::server("blockHash overrides are not supported"));
	}
	Ok(BlockOverride {
		number: block.number.map(word),
		time: block.time,
		gas_limit: block.gas_limit,
		coinbase: block.coinbase.map(h160),
		prevrandao: block.random.map(h256),
		base_fee: block.base_fee.map(word),
		blob_base_fee: block.blob_base_fee.map(word),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloy_primitives::U256 as Wide;
	use serde_json::{from_value, json};

	fn parsed(value: serde_json::Value) -> TransactionRequest {
		from_value(value).unwrap()
	}

	#[test]
	fn fees_follow_geth() {
		let of = |value| request(&parsed(value), Nonce::Ignored);
		let cap = |value| of(value).unwrap().max_fee_per_gas;
		assert_eq!(cap(json!({})), None);
		assert_eq!(cap(json!({ "gasPrice": "0x0" })), None);
		assert_eq!(cap(json!({ "gasPrice": "0x5" })), Some(5.into()));
		let both = of(json!({ "maxFeePerGas": "0x5", "maxPriorityFeePerGas": "0x2" })).unwrap();
		assert_eq!(both.max_priority_fee_per_gas, Some(2.into()));
		let error =
			of(json!({ "maxFeePerGas": "0x5", "maxPriorityFeePerGas": "0x6" })).unwrap_err();
		assert_eq!(error.message(), "maxFeePerGas (5) < maxPriorityFeePerGas (6)");
		assert!(of(json!({ "maxFeePerGas": "0x5", "gasPrice": "0x6" })).is_err());
	}

	#[test]
	fn nonces_count_only_where_asked() {
		let call = parsed(json!({ "nonce": "0x2a" }));
		assert_eq!(request(&call, Nonce::Ignored).unwrap().nonce, None);
		assert_eq!(request(&call, Nonce::Given).unwrap().nonce, Some(42));
	}

	#[test]
	fn creations_have_no_receiver() {
		assert_eq!(request(&parsed(json!({ "data": "0x00" })), Nonce::Ignored).unwrap().to, None);
		assert_eq!(request(&parsed(json!({ "to": null })), Nonce::Ignored).unwrap().to, None);
		let to = Address::repeat_byte(1);
		let call =
			request(&parsed(json!({ "to": to, "input": "0x0102" })), Nonce::Ignored).unwrap();
		assert_eq!((call.to, call.input), (Some(h160(to)), vec![1, 2]));
	}

	#[test]
	fn overrides_are_sorted_and_checked() {
		let (low, high) = (Address::repeat_byte(1), Address::repeat_byte(2));
		let slot = |byte| B256::repeat_byte(byte);
		let state: StateOverride = from_value(json!({
			high.to_string(): { "balance": "0x1" },
			low.to_string(): { "stateDiff": { slot(2).to_string(): slot(9), slot(1).to_string(): slot(8) } },
		}))
		.unwrap();
		let block: BlockOverrides =
			from_value(json!({ "number": "0x7", "feeRecipient": low, "baseFeePerGas": "0x3" }))
				.unwrap();
		let found = overrides(Some(state), Some(block)).unwrap();
		assert_eq!(found.accounts[0].0, h160(low));
		assert_eq!(
			found.accounts[0].1.state_diff,
			Some(vec![(h256(slot(1)), h256(slot(8))), (h256(slot(2)), h256(slot(9)))])
		);
		assert_eq!(found.accounts[1].1.balance, Some(word(Wide::from(1))));
		assert_eq!(found.block.number, Some(7.into()));
		assert_eq!(found.block.coinbase, Some(h160(low)));

		let contradiction: StateOverride =
			from_value(json!({ low.to_string(): { "state": {}, "stateDiff": {} } })).unwrap();
		assert!(overrides(Some(contradiction), None).is_err());
	}
}
