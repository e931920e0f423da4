// SPDX-License-Identifier: Apache-2.0

//! Runs one case and compares.

use crate::{
	diff,
	fixture::{Case, Environment, State},
	root::{logs_hash, state_root},
	runtime,
	transaction::Prepared,
};
use openledger_evm_primitives::{EvmTransaction, Execution, ExitReason, Invalid};
use sp_io::TestExternalities;

/// Why blob transactions are skipped.
pub const BLOBS: &str = "blob transaction (EIP-4844): the chain has no blobs and no such type";

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
	/// As the fixture says.
	Passed {
		/// The transaction was rightly refused, but for another reason than the fixture names.
		other_reason: Option<String>,
	},
	/// Not as the fixture says.
	Failed(String),
	/// Not run, and why.
	Skipped(&'static str),
}

/// A chain in the pre-state of a test. Each case starts from there.
pub struct Chain(TestExternalities);

impl Chain {
	/// A chain whose database holds the pre-state.
	pub fn new(pre: &State) -> Self {
		Self(runtime::new_chain(pre))
	}

	/// Executes the transaction of a case in its block, compares, and undoes everything.
	pub fn run(&mut self, environment: &Environment, pre: &State, case: &Case) -> Outcome {
		match &case.transaction {
			Prepared::Blob => Outcome::Skipped(BLOBS),
			Prepared::Unfit(field) => match &case.exception {
				Some(_) => Outcome::Passed { other_reason: None },
				None => Outcome::Failed(format!("{field} does not fit its type")),
			},
			Prepared::Ready(transaction) => {
				let (result, post, check) = self.0.execute_with(|| {
					let result = runtime::execute(environment, case.rules, transaction);
					let post = runtime::state();
					let check = runtime::check(pre, &post);
					(result, post, check)
				});
				self.0.reset_overlay();
				compare(case, transaction, &result, check.err(), pre, &post)
			},
		}
	}
}

fn compare(
	case: &Case,
	transaction: &EvmTransaction,
	result: &Result<Execution, Invalid>,
	broken: Option<String>,
	pre: &State,
	post: &State,
) -> Outcome {
	let mut wrong = Vec::from_iter(broken);
	let logs = match (result, &case.exception) {
		(Ok(execution), None) => execution.logs.as_slice(),
		(Ok(execution), Some(exception)) => {
			wrong.push(format!("accepted, but the fixture expects {exception}"));
			execution.logs.as_slice()
		},
		(Err(invalid), None) => {
			wrong.push(format!("refused: {}", invalid.message()));
			&[]
		},
		(Err(_), Some(_)) => {
			if post != pre {
				wrong.push("refused, but the state changed".into());
			}
			&[]
		},
	};
	let root = state_root(post);
	if root != case.root {
		wrong.push(format!("state root {root:?}, expected {:?}", case.root));
	}
	let logs = logs_hash(logs);
	if logs != case.logs {
		wrong.push(format!("logs hash {logs:?}, expected {:?}", case.logs));
	}
	if wrong.is_empty() {
		let other_reason = match (result, &case.exception) {
			(Err(invalid), Some(exception)) if !names(exception, invalid) => {
				Some(format!("`{}`, the fixture names {exception}", invalid.message()))
			},
			_ => None,
		};
		return Outcome::Passed { other_reason };
	}
	wrong.extend(outcome(transaction, result));
	match &case.state {
		Some(expected) => wrong.extend(diff::lines("expected", expected, "actual", post)),
		None => {
			wrong.push("the fixture has hashes only; what the transaction changed:".into());
			wrong.extend(diff::lines("before", pre, "after", post));
		},
	}
	Outcome::Failed(wrong.join("\n"))
}

/// What the transaction was and how it ended, in lines.
fn outcome(transaction: &EvmTransaction, result: &Result<Execution, Invalid>) -> Vec<String> {
	let EvmTransaction { kind, from, to, gas_limit, nonce, value, .. } = transaction;
	let to = to.map_or("a new contract".into(), |to| format!("{to:?}"));
	let mut lines = vec![format!(
		"{kind:?} transaction from {from:?} to {to}, nonce {nonce}, value {value}, gas limit \
		 {gas_limit}"
	)];
	if let Ok(Execution { exit, output, gas_used, logs, created, .. }) = result {
		let exit = match exit {
			ExitReason::Succeed => "succeeded".into(),
			ExitReason::Revert => "reverted".into(),
			ExitReason::Halt(reason) => format!("halted: {}", String::from_utf8_lossy(reason)),
		};
		let (bytes, logs) = (output.len(), logs.len());
		lines.push(format!("{exit}; {gas_used} gas, {bytes} bytes of output, {logs} logs"));
		lines.extend(created.map(|created| format!("created {created:?}")));
	}
	lines
}

/// Whether the name of an exception, or one of its alternatives, means this refusal. Names that are not
/// known mean all.
fn names(exception: &str, invalid: &Invalid) -> bool {
	exception.split('|').any(|name| {
		let name = name.trim().rsplit('.').next().unwrap_or_default();
		let meant: &[Invalid] = match name {
			"INSUFFICIENT_ACCOUNT_FUNDS" => &[Invalid::InsufficientFunds],
			"INTRINSIC_GAS_TOO_LOW" | "INTRINSIC_GAS_BELOW_FLOOR_GAS_COST" => {
				&[Invalid::IntrinsicGas]
			},
			"SENDER_NOT_EOA" => &[Invalid::SenderNotEoa],
			"INSUFFICIENT_MAX_FEE_PER_GAS" => &[Invalid::FeeCapTooLow],
			"PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS" => &[Invalid::TipAboveFeeCap],
			"GAS_ALLOWANCE_EXCEEDED" => &[Invalid::GasLimitTooHigh],
			"GAS_LIMIT_EXCEEDS_MAXIMUM" => &[Invalid::TransactionGasLimit],
			"GASLIMIT_PRICE_PRODUCT_OVERFLOW" => &[Invalid::Overflow, Invalid::InsufficientFunds],
			"INITCODE_SIZE_EXCEEDED" => &[Invalid::InitCodeTooLarge],
			"NONCE_IS_MAX" => &[Invalid::NonceMax],
			"NONCE_MISMATCH_TOO_LOW" => &[Invalid::NonceTooLow],
			"NONCE_MISMATCH_TOO_HIGH" => &[Invalid::NonceTooHigh],
			"INVALID_CHAINID" => &[Invalid::ChainId],
			"TYPE_1_TX_PRE_FORK" | "TYPE_2_TX_PRE_FORK" | "TYPE_4_TX_PRE_FORK" => {
				&[Invalid::TypeNotSupported]
			},
			"TYPE_4_EMPTY_AUTHORIZATION_LIST" | "TYPE_4_TX_CONTRACT_CREATION" => {
				&[Invalid::Authorizations]
			},
			_ => return true,
		};
		meant.contains(invalid)
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn exceptions_mean_refusals() {
		let both = "TransactionException.INSUFFICIENT_ACCOUNT_FUNDS|TransactionException.INTRINSIC_GAS_TOO_LOW";
		assert!(names(both, &Invalid::IntrinsicGas));
		assert!(names(both, &Invalid::InsufficientFunds));
		assert!(!names(both, &Invalid::NonceMax));
		assert!(names("TransactionException.OF_LATER", &Invalid::NonceMax));
	}
}
