// SPDX-License-Identifier: Apache-2.0
//! Typed summaries of our pallets' state, in the order of the value flow.
//!
//! Each is a method of [`crate::Snapshot`]; what a pallet stores is returned as the pallet's own
//! type, with its id. Anything else is reached through the storage types with
//! [`crate::Snapshot::map`] and its siblings.

mod agents;
mod attribution;
mod datanets;
mod inference;
mod models;
mod rewards;
mod workers;

pub use attribution::Demanded;
pub use datanets::DatasetContents;
pub use rewards::Earned;
