// SPDX-License-Identifier: Apache-2.0
//! The formula of EIP-1559.

/// Block gas limit over target.
pub const ELASTICITY: u64 = 2;
/// The fee changes by at most one part in so many.
pub const MAX_CHANGE_DENOMINATOR: u128 = 8;

/// Base fee of the next block, in the unit of `base_fee`: EIP-1559's `base_fee_per_gas`, bounded
/// below by `minimum` and above by the 64 bits that Ethereum's tools give it.
///
/// `gas_used` is the gas of the block that ends, `gas_limit` that of every block.
pub fn next_base_fee(base_fee: u128, gas_used: u64, gas_limit: u64, minimum: u128) -> u128 {
	let target = u128::from((gas_limit / ELASTICITY).max(1));
	let used = u128::from(gas_used);
	// What it changes by when the block is `distance` of gas away from the target.
	let change =
		|distance: u128| base_fee.saturating_mul(distance) / target / MAX_CHANGE_DENOMINATOR;
	let next = match used.checked_sub(target) {
		Some(0) => base_fee,
		Some(above) => base_fee.saturating_add(change(above).max(1)),
		None => base_fee.saturating_sub(change(target.saturating_sub(used))),
	};
	next.max(minimum).min(u64::MAX.into())
}
