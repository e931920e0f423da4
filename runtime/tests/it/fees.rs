// SPDX-License-Identifier: Apache-2.0

//! What extrinsics cost.

use crate::scene::*;
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use openledger_primitives::{Balance, MILLI, OPEN};
use openledger_runtime::*;

/// Fee of a signed call by Alice, plancks.
fn fee(call: RuntimeCall) -> Balance {
	genesis("development").execute_with(|| {
		next_block();
		let extrinsic = signed(Key::Alice, 0, call);
		let length = extrinsic.encoded_size() as u32;
		let mut info = extrinsic.get_dispatch_info();
		info.extension_weight = extrinsic.extension_weight();
		TransactionPayment::compute_fee(length, &info, 0)
	})
}

#[test]
fn a_transfer_costs_about_a_thousandth() {
	let dest = Key::Bob.to_account_id().into();
	let fee = fee(pallet_balances::Call::transfer_keep_alive { dest, value: OPEN }.into());
	assert!((MILLI * 8 / 10..=MILLI * 12 / 10).contains(&fee), "{fee} plancks");
}
