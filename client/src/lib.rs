// SPDX-License-Identifier: Apache-2.0
//! Typed client of an OpenLedger node.
//!
//! It uses the native runtime crate's own types, so that every call, event, error and storage item
//! is checked by the compiler (docs/adr/0002-client-over-runtime-types.md). [`Client::connect`]
//! refuses a node whose runtime differs from the one it was compiled with.
//!
//! ```no_run
//! use openledger_client::{Client, Keypair};
//! use openledger_runtime::RuntimeCall;
//!
//! # async fn example() -> Result<(), openledger_client::Error> {
//! let client = Client::connect("ws://127.0.0.1:9944").await?;
//! let alice = Keypair::from_suri("//Alice")?;
//! let bob = Keypair::from_suri("//Bob")?.account();
//! let call = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
//! 	dest: bob.clone().into(),
//! 	value: 1_000_000_000_000,
//! });
//! let done = client.submit(&alice, call).await?;
//! println!("in block {} with {} events", done.number, done.events.len());
//! let state = client.finalized().await?;
//! println!("free: {}", state.free_balance(&bob).await?);
//! # Ok(()) }
//! ```

#![deny(missing_docs)]

mod client;
mod compat;
mod dispatch;
mod error;
mod keypair;
mod snapshot;
mod tx;
pub mod views;

pub use client::{Client, Head, Heads};
pub use compat::fingerprint;
pub use dispatch::{DispatchFailure, ErrorBook};
pub use error::{Error, Result};
pub use keypair::Keypair;
pub use snapshot::{parse_account, Snapshot};
pub use tx::{Included, TxOptions};

pub use openledger_runtime::{AccountId, Hash, Runtime, RuntimeCall, RuntimeEvent};
