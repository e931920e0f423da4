// SPDX-License-Identifier: Apache-2.0
//! From integer scores to shares of 2⁻³² (PROTOCOL §3).
//!
//! With μ and σ of the decoy scores, contribution c with n_c rows has the threshold
//! `τ_c = max(n_c·μ + z·σ·isqrt(n_c), 0)` and the share `max(s_c − τ_c, 0) / Σ max(s, 0)`, by prefix
//! rounding. Clamping τ at zero keeps `Σ shares ≤ 1` when the decoys score negative.

use alloc::vec::Vec;
use sp_core::U256;

/// The whole answer in share units, 2³².
pub const ONE: u64 = 1 << 32;

/// Noise level that held-out decoy rows show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Noise {
	/// Mean score of one row, floored.
	pub mean: i64,
	/// Standard deviation of the score of one row, floored.
	pub deviation: u64,
}

impl Noise {
	/// Mean and deviation of decoy scores; zero for no decoys, `None` on overflow.
	pub fn of(decoys: &[i64]) -> Option<Self> {
		let n = i128::try_from(decoys.len()).ok()?;
		if n == 0 {
			return Some(Self::default());
		}
		let total = decoys.iter().try_fold(0i128, |sum, d| sum.checked_add(i128::from(*d)))?;
		let mean = total.checked_div_euclid(n)?;
		let squares = decoys.iter().try_fold(U256::zero(), |sum, d| {
			let off = i128::from(*d).checked_sub(mean)?.unsigned_abs();
			sum.checked_add(U256::from(off).checked_mul(U256::from(off))?)
		})?;
		let variance = squares.checked_div(U256::from(n.unsigned_abs()))?;
		Some(Self {
			mean: i64::try_from(mean).ok()?,
			deviation: u64::try_from(variance.integer_sqrt()).ok()?,
		})
	}

	/// Threshold of a contribution of `rows` rows, with `z` in thousandths.
	pub fn threshold(&self, rows: u32, z_milli: u32) -> Option<u128> {
		let drift = i128::from(rows).checked_mul(i128::from(self.mean))?;
		let spread = i128::from(z_milli)
			.checked_mul(i128::from(self.deviation))?
			.checked_mul(i128::from(rows.isqrt()))?
			.checked_div(1_000)?;
		Some(u128::try_from(drift.checked_add(spread)?).unwrap_or(0))
	}
}

/// Shares of the contributions with scores `scored = (score, rows)`, in the order given, and the
/// unattributed rest; together exactly [`ONE`]. `None` on overflow.
pub fn shares(scored: &[(i64, u32)], noise: &Noise, z_milli: u32) -> Option<(Vec<u64>, u64)> {
	let total = scored
		.iter()
		.try_fold(0u128, |sum, (score, _)| sum.checked_add(u128::try_from(*score).unwrap_or(0)))?;
	if total == 0 {
		return Some((scored.iter().map(|_| 0).collect(), ONE));
	}
	let floor = |prefix: u128| -> Option<u64> {
		let scaled = U256::from(prefix).checked_mul(U256::from(ONE))?;
		u64::try_from(scaled.checked_div(U256::from(total))?).ok()
	};
	let mut prefix = 0u128;
	let mut paid = 0u64;
	let mut out = Vec::with_capacity(scored.len());
	for (score, rows) in scored {
		let above =
			u128::try_from(*score).unwrap_or(0).saturating_sub(noise.threshold(*rows, z_milli)?);
		prefix = prefix.checked_add(above)?;
		let upto = floor(prefix)?;
		out.push(upto.checked_sub(paid)?);
		paid = upto;
	}
	Some((out, ONE.checked_sub(paid)?))
}

/// Integer score of a contribution: the dot product of the int8 query and the i32 sums.
pub fn score(query: &[i8], sums: &[i32]) -> Option<i64> {
	if query.len() != sums.len() {
		return None;
	}
	query.iter().zip(sums).try_fold(0i64, |total, (q, s)| {
		total.checked_add(i64::from(*q).checked_mul(i64::from(*s))?)
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn junk_below_the_noise_earns_nothing() {
		let noise = Noise::of(&[10, 12, 8, 10]).unwrap();
		assert_eq!(noise, Noise { mean: 10, deviation: 1 });
		let (shares, rest) = shares(&[(1_010, 100), (1_000, 100), (90, 1)], &noise, 2_000).unwrap();
		assert_eq!(shares[0], 0);
		assert_eq!(shares[1], 0);
		assert!(shares[2] > 0);
		assert_eq!(shares.iter().sum::<u64>() + rest, ONE);
	}

	#[test]
	fn negative_decoys_never_pay_more_than_the_whole() {
		let noise = Noise::of(&[-100, -100]).unwrap();
		let (shares, rest) = shares(&[(5, 10), (5, 10)], &noise, 1_000).unwrap();
		assert_eq!(shares, vec![ONE / 2, ONE / 2]);
		assert_eq!(rest, 0);
	}

	proptest! {
		#[test]
		fn shares_sum_exactly(
			scored in prop::collection::vec((any::<i64>(), 0u32..10_000), 0..80),
			decoys in prop::collection::vec(-1_000_000i64..1_000_000, 0..64),
			z in 0u32..10_000,
		) {
			let noise = Noise::of(&decoys).unwrap();
			let (shares, rest) = shares(&scored, &noise, z).unwrap();
			prop_assert_eq!(shares.iter().sum::<u64>() + rest, ONE);
			for ((score, _), share) in scored.iter().zip(&shares) {
				prop_assert!(*score > 0 || *share == 0);
			}
		}
	}
}
