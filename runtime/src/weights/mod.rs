// SPDX-License-Identifier: Apache-2.0

//! Measured weights of this runtime's own pallets, one file each, written by `scripts/weights.sh`.

pub mod openledger_evm_precompiles;
pub mod pallet_agents;
pub mod pallet_attribution;
pub mod pallet_base_fee;
pub mod pallet_datanets;
pub mod pallet_ethereum;
pub mod pallet_evm;
pub mod pallet_evm_accounts;
pub mod pallet_inference;
pub mod pallet_models;
pub mod pallet_rewards;
pub mod pallet_timing;
pub mod pallet_workers;
