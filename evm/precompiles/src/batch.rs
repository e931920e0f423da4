// SPDX-License-Identifier: Apache-2.0

//! 0x801: batches. The one precompile that is code of the EVM, compiled from `code/Batch.sol`.

use crate::{
	abi::IBatch::IBatchCalls,
	kit::{revert, Handle, Precompile},
	pallet::Config,
};
use alloy_primitives::hex::const_decode_to_array;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};

/// Several calls in one transaction, each made by the caller of the batch.
pub struct Batch;

const HEX: &[u8] = include_bytes!("../code/batch.hex");

const CODE: [u8; HEX.len() / 2] = match const_decode_to_array(HEX) {
	Ok(code) => code,
	Err(_) => panic!("batch.hex is not hexadecimal"),
};

impl<T: Config> Precompile<T> for Batch {
	const ADDRESS: u64 = 0x801;
	const KIND: PrecompileKind = PrecompileKind::Code;
	const CODE: Option<&'static [u8]> = Some(&CODE);
	type Interface = IBatchCalls;

	/// The EVM runs the code instead.
	fn run(_: &mut Handle<'_, '_, T>, _: IBatchCalls) -> PrecompileResult {
		Err(revert("RunsAsCode"))
	}
}
