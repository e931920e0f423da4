// SPDX-License-Identifier: Apache-2.0
//! The worker: takes training jobs, serves paid answers, attributes them, keeps the books.
//!
//! | module | what |
//! |---|---|
//! | [`config`], [`keys`] | settings and secrets |
//! | [`chain`], [`live`], [`memory`] | the chain as the worker needs it, over a node and in memory |
//! | [`fetch`] | files from addresses that strangers wrote |
//! | [`job`] | training: data, decoys, adapter, index, manifest |
//! | [`models`] | what is served |
//! | [`serve`] | the HTTP API |
//! | [`attribute`] | reports |
//! | [`store`] | the database |
//! | [`batch`] | closing epochs, proofs, settlement |
//! | [`follow`] | the loop over finalised blocks |

#![deny(missing_docs)]

pub mod attribute;
pub mod batch;
pub mod chain;
pub mod config;
pub mod error;
pub mod fetch;
pub mod follow;
pub mod job;
pub mod keys;
pub mod live;
pub mod memory;
pub mod models;
pub mod serve;
pub mod store;

pub use error::{Error, Result};
