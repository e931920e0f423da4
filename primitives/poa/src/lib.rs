// SPDX-License-Identifier: Apache-2.0
//! Integer Proof of Attribution: the part of the protocol that anyone can recompute exactly.
//!
//! * [`tree`]: positional Merkle trees (PROTOCOL §4), plain, with u128 sums, and with vector sums;
//!   openings, contiguous range proofs and an appendable [`Frontier`].
//! * [`shares`]: from integer scores and decoys to shares of 2⁻³² (PROTOCOL §3).
//! * [`sketch`]: MinHash sketches of contributions (PROTOCOL §9).
//! * [`draw`]: which leaves of a batch a seed picks, by fee.
//!
//! No floats, no panics, no allocation that input can blow up: every function returns `Option` or
//! `Result` on overflow and malformed proofs. The same code runs on chain, in validators'
//! off-chain workers, in workers and in clients.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub mod draw;
pub mod shares;
pub mod sketch;
pub mod tree;

pub use tree::{Frontier, Node, Opening, RangeProof, Root, SumNode, SumRoot, Tree, VectorNode};
