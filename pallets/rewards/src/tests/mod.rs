// SPDX-License-Identifier: Apache-2.0
//! Tests: one file per call or subject.

mod claim;
mod claim_curator;
mod claim_for;
mod compensate;
mod credit;
mod distribute;
mod flow;
mod invariants;
mod pots;
mod set_waterfall;
