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

#[test]
fn a_worker_is_paid_more_for_a_batch_than_its_announcement_costs() {
	// One answer of 100 tokens at 3 milli-OPEN a thousand, times a hundred answers a batch.
	let batch = 100 * 100 * 3 * MILLI / 1_000;
	let fee = fee(pallet_attribution::Call::advance { batch: Default::default() }.into());
	assert!(fee < batch, "{fee} plancks");
}
