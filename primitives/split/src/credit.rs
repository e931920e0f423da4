// SPDX-License-Identifier: Apache-2.0
//! What one credit is worth.

use openledger_primitives::{Balance, CreditWeight, SHARE_ONE};
use sp_core::U256;

/// Contribution j's part of its model's contributors' share:
/// `floor(model_total · weight / (model_base · 2³²))` (PROTOCOL §6). `None` when the model has no base
/// fees or the weight exceeds them.
pub fn credit_amount(
	model_total: Balance,
	weight: CreditWeight,
	model_base: Balance,
) -> Option<Balance> {
	let whole = U256::from(model_base).checked_mul(U256::from(SHARE_ONE))?;
	if U256::from(weight) > whole {
		return None;
	}
	let scaled = U256::from(model_total).checked_mul(U256::from(weight))?;
	Balance::try_from(scaled.checked_div(whole)?).ok()
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn credits_never_exceed_the_model_total(
			total in 0u128..1 << 100,
			base in 1u128..1 << 90,
			cuts in prop::collection::vec(0u128..1 << 120, 1..20),
		) {
			let whole = base << 32;
			let mut left = whole;
			let mut paid = 0u128;
			for cut in cuts {
				let weight = cut.min(left);
				left -= weight;
				paid += credit_amount(total, weight, base).unwrap();
			}
			prop_assert!(paid <= total);
			prop_assert_eq!(credit_amount(total, whole, base), Some(total));
			prop_assert_eq!(credit_amount(total, whole + 1, base), None);
		}
	}
}
