// SPDX-License-Identifier: Apache-2.0
//! Tests, one file a subject; the state is checked after each.

mod invariants;
mod jobs;
mod lifecycle;
mod lineage;
mod manifests;
mod publishing;
