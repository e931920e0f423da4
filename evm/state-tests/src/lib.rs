// SPDX-License-Identifier: Apache-2.0

//! Runs Ethereum's GeneralStateTests through pallet-evm.
//!
//! A fixture file holds tests; a test holds a state, a block, a transaction with vectors of data, gas
//! limits and values, and for each fork what single transactions of these must leave behind: the root
//! of the state and a hash of the logs. The runner
//!
//! 1. writes the state into the storage of a small FRAME runtime ([`runtime`]) and commits it to its
//!    trie, as a block does;
//! 2. sets the block's values and the fork's rules, and executes the transaction through the interface
//!    that `pallet-ethereum` uses (`openledger_evm_primitives::Evm`);
//! 3. reads all accounts back from storage, builds Ethereum's trie of them ([`root`]), and compares.
//!
//! revm's own database has no part in it. Balances and nonces are the one thing that differs from the
//! chain's runtime: fixtures use all 256 and 64 bits of them, so the test runtime keeps them in a map
//! of its own, behind the same trait as the chain's accounts.
//!
//! | module | does |
//! |---|---|
//! | [`fixture`], [`transaction`], [`quantity`], [`fork`] | read and check files |
//! | [`runtime`], [`ledger`] | the FRAME runtime, its balances and nonces |
//! | [`case`], [`root`], [`rlp`], [`diff`] | run a case and compare |
//! | [`suite`] | files, threads, counting |

#![deny(missing_docs)]

pub mod case;
pub mod diff;
pub mod fixture;
pub mod fork;
pub mod ledger;
pub mod quantity;
pub mod rlp;
pub mod root;
// What FRAME's macros make has no comments.
#[allow(missing_docs)]
pub mod runtime;
pub mod suite;
pub mod transaction;
