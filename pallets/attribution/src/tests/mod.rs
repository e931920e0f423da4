// SPDX-License-Identifier: Apache-2.0
//! Tests, one file per subject.

mod announce;
mod attest;
mod audit;
mod challenge;
mod conservation;
mod demand;
mod equivocation;
mod fixture;
mod fraud;
mod life;
mod offchain;
mod seed;
mod settle;

use fixture::*;
