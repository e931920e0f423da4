// SPDX-License-Identifier: Apache-2.0
//! Largest-remainder apportionment (Hamilton's method).

use alloc::vec::Vec;
use openledger_primitives::Balance;
use sp_core::U256;

/// Splits `total` by `weights` into parts that sum exactly to `total`: floors first, then one unit
/// each to the largest remainders, ties to the earlier part. All zero when every weight is zero (the
/// caller keeps `total`); `None` when the weights overflow a `u128`.
pub fn largest_remainder(total: Balance, weights: &[u128]) -> Option<Vec<Balance>> {
	let whole = weights.iter().try_fold(0u128, |sum, weight| sum.checked_add(*weight))?;
	if whole == 0 {
		return Some(weights.iter().map(|_| 0).collect());
	}
	let mut parts = Vec::with_capacity(weights.len());
	let mut remainders = Vec::with_capacity(weights.len());
	let mut given = 0u128;
	for (i, weight) in weights.iter().enumerate() {
		let scaled = U256::from(total).checked_mul(U256::from(*weight))?;
		let part = u128::try_from(scaled.checked_div(U256::from(whole))?).ok()?;
		given = given.checked_add(part)?;
		remainders.push((scaled.checked_rem(U256::from(whole))?, i));
		parts.push(part);
	}
	remainders.sort_by(|(a, i), (b, j)| b.cmp(a).then(i.cmp(j)));
	let rest = usize::try_from(total.checked_sub(given)?).ok()?;
	for (_, i) in remainders.iter().take(rest) {
		let part = parts.get_mut(*i)?;
		*part = part.checked_add(1)?;
	}
	Some(parts)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn units_go_to_the_largest_remainders_then_to_the_earlier() {
		assert_eq!(largest_remainder(10, &[1, 1, 1]), Some(vec![4, 3, 3]));
		assert_eq!(largest_remainder(10, &[1, 2, 3]), Some(vec![2, 3, 5]));
		assert_eq!(largest_remainder(10, &[0, 0]), Some(vec![0, 0]));
		assert_eq!(largest_remainder(1, &[u128::MAX, 1]), None);
	}

	proptest! {
		#[test]
		fn parts_sum_to_the_total(total: u128, weights in prop::collection::vec(0u128..1 << 100, 1..40)) {
			let parts = largest_remainder(total, &weights).unwrap();
			let whole: u128 = weights.iter().sum();
			let sum: u128 = parts.iter().sum();
			prop_assert_eq!(sum, if whole == 0 { 0 } else { total });
			for (part, weight) in parts.iter().zip(&weights) {
				prop_assert!(*weight > 0 || *part == 0);
			}
		}
	}
}
