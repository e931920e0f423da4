// SPDX-License-Identifier: Apache-2.0
//! Tests, one file per subject.

mod announce;
mod attest;
mod audit;
mod conservation;
mod demand;
mod equivocation;
mod fixture;
mod life;
mod offchain;
mod seed;
mod settle;

use fixture::*;
