// SPDX-License-Identifier: Apache-2.0

//! Tracing the Ethereum transactions of a block by executing it again.

use crate::{raw_transaction, Evm, Executive, UncheckedExtrinsic};
use alloc::vec::Vec;
use openledger_evm_primitives::{CallError, Tracer};
use sp_core::H256;
use sp_io::hashing::keccak_256;

/// Executes a block's extrinsics and traces its Ethereum transactions, all or the one with this hash:
/// extrinsics after that one are not executed. The state must be the parent's, with the block
/// initialised. Answers are hashes with the tracer's JSON, together at most
/// [`pallet_evm::TRACE_LIMIT`] bytes.
///
/// # Errors
/// `NotFound`: `only` is not among them, or an extrinsic cannot be applied to this state.
/// `TraceTooLarge`.
pub fn trace_block(
	extrinsics: Vec<UncheckedExtrinsic>,
	only: Option<H256>,
	tracer: Tracer,
) -> Result<Vec<(H256, Vec<u8>)>, CallError> {
	let mut answers = Vec::new();
	let mut left = pallet_evm::TRACE_LIMIT;
	for extrinsic in extrinsics {
		let hash = raw_transaction(&extrinsic).map(|raw| H256(keccak_256(raw)));
		let Some(hash) = hash.filter(|hash| only.is_none_or(|only| only == *hash)) else {
			apply(extrinsic)?;
			continue;
		};
		let mut applied = Ok(());
		let traces = Evm::trace_transactions(&tracer, || applied = apply(extrinsic))?;
		applied?;
		for trace in traces {
			left = left.checked_sub(trace.len()).ok_or(CallError::TraceTooLarge)?;
			answers.push((hash, trace));
		}
		if only.is_some() {
			break;
		}
	}
	if only.is_some() && answers.is_empty() {
		return Err(CallError::NotFound);
	}
	Ok(answers)
}

fn apply(extrinsic: UncheckedExtrinsic) -> Result<(), CallError> {
	// What fails in dispatch was in the block all the same.
	match Executive::apply_extrinsic(extrinsic) {
		Ok(_) => Ok(()),
		Err(error) => {
			log::debug!(target: "runtime::evm", "traced block: {error:?}");
			Err(CallError::NotFound)
		},
	}
}
