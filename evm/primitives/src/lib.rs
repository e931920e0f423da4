// SPDX-License-Identifier: Apache-2.0

//! What the parts of the Ethereum layer agree on.
//!
//! | module | between |
//! |---|---|
//! | [`transaction`] | `pallet-ethereum`, which decodes, and `pallet-evm`, which executes |
//! | [`block`] | `pallet-ethereum`, which seals Ethereum blocks, and the node, which indexes and serves them |
//! | [`call`], [`api`] | the runtime and the node's `eth_*` methods |
//! | [`precompile`] | `pallet-evm`, which runs precompiles, and those who write them |

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub mod api;
pub mod block;
pub mod call;
pub mod precompile;
pub mod transaction;

#[cfg(feature = "std")]
pub use api::EthereumApi;
pub use block::{BlockRecord, Receipt, TransactionRecord};
pub use call::{
	AccessListOutcome, AccountOverride, BlockOverride, CallError, CallOutcome, CallRequest,
	Overrides, SimulatedBlock, SimulatedOutcome, Tracer,
};
pub use precompile::{
	PrecompileCall, PrecompileFailure, PrecompileKind, PrecompileResult, PrecompileSet,
};
pub use transaction::{
	AccessListItem, Account, Authorization, Evm, EvmTransaction, Execution, ExitReason, Invalid,
	Log, TransactionKind,
};
