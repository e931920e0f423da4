// SPDX-License-Identifier: Apache-2.0
//! Fixed-point accumulators: one payment to many holders of units, without visiting them.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::Balance;
use scale_info::TypeInfo;
use sp_core::U256;

/// What one unit has been promised so far.
///
/// Fixed point with `bits` binary digits after the point; the user of an accumulator always passes
/// the same `bits`. Nothing is lost and nothing is invented: what has been added is exactly
/// `(Σ per_unit · units at that time + remainder) / 2^bits`, so holders together can never draw more
/// than was added.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Accumulator {
	/// Plancks per unit, in units of 2^-bits. Never falls.
	pub per_unit: u128,
	/// What did not divide, in units of 2^-bits planck; joins the next payment.
	pub remainder: u128,
}

impl Accumulator {
	/// Spreads `amount` over `units`. `None` when there are no units or a number leaves a `u128`.
	pub fn add(&self, amount: Balance, units: u128, bits: u32) -> Option<Self> {
		let scaled = scale(amount, bits)?.checked_add(U256::from(self.remainder))?;
		let per_unit = u128::try_from(scaled.checked_div(U256::from(units))?).ok()?;
		let remainder = u128::try_from(scaled.checked_rem(U256::from(units))?).ok()?;
		Some(Self { per_unit: self.per_unit.checked_add(per_unit)?, remainder })
	}

	/// What `units` have earned since the accumulator stood at `paid`, floored, and the value to
	/// remember as `paid` from now on: it stays behind by what the floor kept back, as far as that
	/// divides. `None` when `paid` lies ahead or the amount leaves a `u128`.
	pub fn earned(&self, units: u128, paid: u128, bits: u32) -> Option<(Balance, u128)> {
		let since = self.per_unit.checked_sub(paid)?;
		let scaled = U256::from(units).checked_mul(U256::from(since))?;
		let one = scale(1, bits)?;
		let amount = u128::try_from(scaled.checked_div(one)?).ok()?;
		let kept = scaled.checked_rem(one)?.checked_div(U256::from(units)).unwrap_or_default();
		Some((amount, self.per_unit.checked_sub(u128::try_from(kept).ok()?)?))
	}
}

/// `amount · 2^bits`; `None` when `bits` exceeds 127.
fn scale(amount: Balance, bits: u32) -> Option<U256> {
	U256::from(amount).checked_mul(U256::from(1u128.checked_shl(bits)?))
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn a_third_of_a_planck_is_not_promised_twice() {
		let first = Accumulator::default().add(1, 3, 64).unwrap();
		let second = first.add(1, 3, 64).unwrap();
		assert_eq!(second.earned(3, 0, 64).unwrap().0, 1);
		assert_eq!(second.add(1, 3, 64).unwrap().earned(3, 0, 64).unwrap().0, 3);
	}

	#[test]
	fn without_units_nothing_is_added() {
		assert_eq!(Accumulator::default().add(1, 0, 32), None);
		assert_eq!(Accumulator::default().add(1, 1, 128), None);
	}

	#[test]
	fn the_whole_supply_on_one_unit_fits_32_bits() {
		let supply = openledger_primitives::OPEN * 1_000_000_000;
		let full = Accumulator::default().add(supply, 1, 32).unwrap();
		assert_eq!(full.earned(1, 0, 32).unwrap().0, supply);
	}

	proptest! {
		// Holders join at any time, and draw at any time.
		#[test]
		fn holders_never_draw_more_than_was_added(
			bits in prop::sample::select(vec![32u32, 64]),
			steps in prop::collection::vec((0u8..3, 0u128..1 << 40, 1u128..1 << 20), 1..60),
		) {
			let mut sum = Accumulator::default();
			let (mut added, mut drawn) = (0u128, 0u128);
			let mut holders: Vec<(u128, u128)> = vec![(1, 0)];
			for (kind, amount, units) in steps {
				match kind {
					0 => {
						let whole = holders.iter().map(|(units, _)| units).sum();
						sum = sum.add(amount, whole, bits).unwrap();
						added += amount;
					},
					1 => holders.push((units, sum.per_unit)),
					_ => {
						let at = usize::try_from(amount).unwrap() % holders.len();
						let (units, paid) = holders[at];
						let (amount, paid) = sum.earned(units, paid, bits).unwrap();
						holders[at].1 = paid;
						drawn += amount;
					},
				}
			}
			let due: u128 =
				holders.iter().map(|(units, paid)| sum.earned(*units, *paid, bits).unwrap().0).sum();
			prop_assert!(drawn + due <= added);
			// Each floor keeps back less than one planck.
			let lost = (holders.len() + 60) as u128 + (sum.remainder >> bits) + 1;
			prop_assert!(drawn + due + lost >= added);
		}
	}
}
