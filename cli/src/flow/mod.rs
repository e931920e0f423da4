// SPDX-License-Identifier: Apache-2.0
//! The steps of the value flow as calls to the chain, in their order.

mod datanet;
mod model;
mod session;

pub use datanet::{conclude, contribute, create_datanet, seal, stake_curator, vote, DatanetTerms};
pub use model::{
	await_manifest, create_model, publish, register_agent, register_base, request_training,
};
pub use session::{open_session, SessionTerms};

use anyhow::{Context, Result};
use openledger_client::Included;
use openledger_runtime::RuntimeEvent;

/// The first thing that `pick` finds among the events of a transaction.
fn found<T>(done: &Included, pick: impl Fn(&RuntimeEvent) -> Option<T>) -> Result<T> {
	done.find(pick).context("the transaction succeeded without the event that was expected")
}
