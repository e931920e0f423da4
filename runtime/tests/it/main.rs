// SPDX-License-Identifier: Apache-2.0

//! Tests of the whole runtime, in one binary.

mod attesters;
mod conservation;
mod ethereum;
mod fees;
mod governance;
mod live_state;
mod metadata;
mod metadata_docs;
mod metadata_snapshot;
mod picks;
mod presets;
mod scene;
mod staking;
mod staking_precompiles;
mod transactions;
mod weights_are_measured;
mod world;
