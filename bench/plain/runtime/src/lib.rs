// SPDX-License-Identifier: Apache-2.0

//! A plain solochain runtime of the SDK's own pallets: balances, fees, BABE and GRANDPA with a fixed
//! set of validators, and nothing else. It exists to be measured beside OpenLedger's runtime
//! (`make bench-chain`), so its slots, block limits, epoch and database weights are the same.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod apis;
pub mod configs;
pub mod genesis_config_presets;
pub mod types;

pub use configs::*;
pub use types::*;

use alloc::{borrow::Cow, vec::Vec};
use sp_version::RuntimeVersion;

/// Version of the runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("plain"),
	impl_name: Cow::Borrowed("plain"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// The pallets.
#[frame_support::runtime]
mod runtime {
	/// The runtime.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(4)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(5)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(6)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(7)]
	pub type TransactionPayment = pallet_transaction_payment;
}
