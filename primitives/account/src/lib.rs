// SPDX-License-Identifier: Apache-2.0
//! Accounts and signatures of the chain, fixed by genesis (DESIGN §3).
//!
//! An account is an `AccountId32`. Substrate keys make accounts as everywhere; an Ethereum address
//! is the account `H160 ++ 0xEE × 12`; every other account has the EVM address
//! `keccak256(account)[12..]`. [`Signature`] and [`Signer`] carry the variants and indices of
//! sp-runtime's `MultiSignature` and add `Eth` at 3: EIP-191 `personal_sign` over the extrinsic's
//! payload, recovered from the uncompressed key, as wallets do it.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod address;
mod eth;
mod signature;

pub use address::{eth_account, eth_address_of, evm_address, is_eth_account, ETH_SUFFIX};
pub use eth::{eip191_hash, recover, EthSignature};
pub use signature::{Signature, Signer};

/// The account identifier of the chain.
pub type AccountId = sp_core::crypto::AccountId32;
