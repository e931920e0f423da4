// SPDX-License-Identifier: Apache-2.0
//! Glue traits: the hand-overs of the value flow (DESIGN §2), one file per arrow.
//!
//! A pallet never names another of our pallets; it names one of these traits and the runtime wires
//! it. `()` implementations exist only where a pallet can honestly stand alone.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod agents;
mod batches;
mod committee;
mod datasets;
mod models;
mod sessions;
mod workers;

pub use agents::{AgentSummary, InspectAgents};
pub use batches::{Books, Exposure};
pub use committee::{BlockRandomness, Committee, ReportAttesters, RewardAttesters};
pub use datasets::{ContributionSummary, DatasetSummary, InspectDatasets, OnDatanet};
pub use models::{InspectModels, ModelVersionSummary};
pub use sessions::{InspectSessions, SessionSummary, SettleSessions};
pub use workers::{InspectWorkers, SlashWorkers, WorkerSummary};
