// SPDX-License-Identifier: Apache-2.0

//! The Solidity interfaces as Rust types, made from `sol/*.sol`.

#![allow(missing_docs)]

use alloy_sol_types::sol;

sol!("sol/Open.sol");
sol!("sol/Batch.sol");
sol!("sol/Proxy.sol");
sol!("sol/AddressMapping.sol");
sol!("sol/Staking.sol");
sol!("sol/NominationPools.sol");
sol!("sol/Referenda.sol");
sol!("sol/ConvictionVoting.sol");
sol!("sol/Datanets.sol");
sol!("sol/Models.sol");
sol!("sol/Agents.sol");
sol!("sol/Workers.sol");
sol!("sol/Inference.sol");
sol!("sol/Attribution.sol");
sol!("sol/Rewards.sol");
sol!("sol/Assets.sol");
sol!("sol/IdentityRegistry.sol");
