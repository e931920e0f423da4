// SPDX-License-Identifier: Apache-2.0

//! Tests through [`crate::set::TestedPrecompiles`], as the EVM calls it. Every refusal is checked to change
//! nothing.

mod agents;
mod assets;
mod attribution;
mod batch;
mod evm;
mod flow;
mod fuzz;
mod kit;
mod loop_of_value;
mod mapping;
mod open;
mod permit;
mod proxy;
mod selectors;
mod switch;
mod workers;
