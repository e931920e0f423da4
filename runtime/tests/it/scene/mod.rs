// SPDX-License-Identifier: Apache-2.0

//! A chain on the real runtime for tests and measurements: genesis from a preset, blocks, calls, and
//! the value flow up to a paid batch with real signatures and real trees.

#![allow(dead_code)]

pub mod book;
pub mod flow;

use codec::Encode;
use frame_support::{
	dispatch::{DispatchResult, RawOrigin},
	traits::{Authorize, BuildGenesisConfig, OnFinalize, OnInitialize},
};
use openledger_runtime::*;
use serde_json::Value;
use sp_consensus_babe::digests::{PreDigest, SecondaryPlainPreDigest};
use sp_io::TestExternalities;
use sp_runtime::{
	traits::Dispatchable, transaction_validity::TransactionSource, Digest, DigestItem,
};
use std::cell::Cell;

/// Development keys.
pub use sp_keyring::Sr25519Keyring as Key;

/// Slot of block 0; block n has slot `FIRST_SLOT + n`.
pub const FIRST_SLOT: u64 = 1_000_000;

/// Puts the fields of `patch` over `base`.
pub fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		},
		(base, patch) => *base = patch,
	}
}

/// The whole genesis of a preset, as JSON.
pub fn preset_json(id: &str) -> Value {
	let patch = genesis_config_presets::get_preset(&id.into()).expect("the preset exists");
	let mut whole = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
	merge(&mut whole, serde_json::from_slice(&patch).unwrap());
	whole
}

/// The state of a preset's block 0.
pub fn genesis(id: &str) -> TestExternalities {
	let config: RuntimeGenesisConfig = serde_json::from_value(preset_json(id)).unwrap();
	let mut chain = TestExternalities::new(Default::default());
	chain.execute_with(|| config.build());
	chain
}

/// Digest of block `number`: a slot of the first authority, without a VRF output.
pub fn digest(number: u32) -> Digest {
	let slot = (FIRST_SLOT + u64::from(number)).into();
	let slot = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot });
	Digest { logs: vec![DigestItem::PreRuntime(sp_consensus_babe::BABE_ENGINE_ID, slot.encode())] }
}

/// The clock's call of block `number`.
pub fn clock(number: u32) -> RuntimeCall {
	let now = (FIRST_SLOT + u64::from(number)) * SLOT_DURATION;
	pallet_timestamp::Call::set { now }.into()
}

thread_local! {
	static MONEY: Cell<(Balance, Balance)> = const { Cell::new((0, 0)) };
}

/// Counts what the events of the block say was burnt and made, and clears them.
fn note_money() {
	use pallet_balances::Event::*;
	let (mut burnt, mut made) = MONEY.get();
	for record in System::events() {
		let RuntimeEvent::Balances(event) = record.event else { continue };
		match event {
			Burned { amount, .. } | DustLost { amount, .. } | BurnedHeld { amount, .. } => {
				burnt += amount
			},
			BurnedDebt { amount } | Rescinded { amount } => burnt += amount,
			Minted { amount, .. } | MintedCredit { amount } | Issued { amount } => made += amount,
			_ => {},
		}
	}
	MONEY.set((burnt, made));
	System::reset_events();
}

/// What was burnt and made since the last call, by the events of all blocks.
pub fn burnt_and_made() -> (Balance, Balance) {
	note_money();
	MONEY.take()
}

/// Ends the current block, if there is one, and starts the next.
pub fn next_block() {
	let number = System::block_number();
	if number > 0 {
		AllPalletsWithSystem::on_finalize(number);
	}
	note_money();
	let parent = match number {
		0 => System::block_hash(0),
		_ => sp_io::hashing::blake2_256(&number.encode()).into(),
	};
	System::initialize(&(number + 1), &parent, &digest(number + 1));
	AllPalletsWithSystem::on_initialize(number + 1);
	clock(number + 1).dispatch(RawOrigin::None.into()).unwrap();
}

/// Runs `blocks` blocks.
pub fn run(blocks: u32) {
	(0..blocks).for_each(|_| next_block());
}

/// Dispatches a signed call.
pub fn call(who: Key, call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	call.into().dispatch(origin).map(|_| ()).map_err(|error| error.error)
}

/// Dispatches a call as root.
pub fn sudo(call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = RuntimeOrigin::root();
	call.into().dispatch(origin).map(|_| ()).map_err(|error| error.error)
}

/// Dispatches a call that nobody signs, if it authorises itself.
pub fn authorized(call: impl Into<RuntimeCall>) -> DispatchResult {
	let call = call.into();
	match call.authorize(TransactionSource::External) {
		Some(Ok(_)) => {},
		_ => return Err("not authorised".into()),
	}
	let origin = RuntimeOrigin::from(RawOrigin::Authorized);
	call.dispatch(origin).map(|_| ()).map_err(|error| error.error)
}

/// A signed extrinsic as it arrives.
pub fn signed(who: Key, nonce: Nonce, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	let call = call.into();
	let extension = signed_extension(nonce, 0, 0);
	let payload = SignedPayload::new(call.clone(), extension.clone()).unwrap();
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let signature = Signature::Sr25519(signature);
	UncheckedExtrinsic::new_signed(call, who.to_account_id().into(), signature, extension)
}

/// The key of a development account.
pub fn key_of(who: &AccountId) -> Option<Key> {
	Key::from_account_id(who)
}
