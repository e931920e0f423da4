// SPDX-License-Identifier: Apache-2.0

//! Division of few limbs by one or two with the divisor's reciprocal: N. Möller and T. Granlund, Improved
//! division by invariant integers, IEEE Transactions on Computers 60 (2011). Divisors have their highest
//! bit set.

use crate::product::{add_product, wide};

/// `⌊(2¹²⁸ - 1) / divisor⌋ - 2⁶⁴` (algorithm 3).
#[inline]
pub fn of_one(divisor: u64) -> u64 {
	let bit = divisor & 1;
	let upper9 = divisor >> 55;
	let upper40 = (divisor >> 24).wrapping_add(1);
	let half = (divisor >> 1).wrapping_add(bit);
	// The highest bit is set, so this is at least 256.
	let v = ((1 << 19) - 3 * (1 << 8)) / upper9.max(256);
	let v = (v << 11).wrapping_sub(v.wrapping_mul(v).wrapping_mul(upper40) >> 40).wrapping_sub(1);
	let error = (1u64 << 60).wrapping_sub(v.wrapping_mul(upper40));
	let v = (v << 13).wrapping_add(v.wrapping_mul(error) >> 47);
	let error = (v >> 1 & bit.wrapping_neg()).wrapping_sub(v.wrapping_mul(half));
	let v = (v << 31).wrapping_add(wide(v, error).1 >> 1);
	let (_, high) = add_product(v, divisor, divisor, 0);
	v.wrapping_sub(high).wrapping_sub(divisor)
}

/// The reciprocal of two limbs (algorithm 6).
#[inline]
pub fn of_two(high: u64, low: u64) -> u64 {
	let mut v = of_one(high);
	let mut p = high.wrapping_mul(v).wrapping_add(low);
	if p < low {
		v = v.wrapping_sub(1);
		if p >= high {
			v = v.wrapping_sub(1);
			p = p.wrapping_sub(high);
		}
		p = p.wrapping_sub(high);
	}
	let (t0, t1) = wide(v, low);
	p = p.wrapping_add(t1);
	if p < t1 {
		v = v.wrapping_sub(1);
		if (p, t0) >= (high, low) {
			v = v.wrapping_sub(1);
		}
	}
	v
}

/// Quotient and remainder of two limbs by one, whose upper is below the divisor (algorithm 4).
#[inline(always)]
pub fn divide_two(u1: u64, u0: u64, divisor: u64, reciprocal: u64) -> (u64, u64) {
	let (q0, q1) = add_product(reciprocal, u1, u0, 0);
	let mut quotient = q1.wrapping_add(u1).wrapping_add(1);
	let mut rest = u0.wrapping_sub(quotient.wrapping_mul(divisor));
	// As often as not, so without a branch.
	let less = u64::from(rest > q0);
	quotient = quotient.wrapping_sub(less);
	rest = rest.wrapping_add(divisor & less.wrapping_neg());
	if rest >= divisor {
		quotient = quotient.wrapping_add(1);
		rest = rest.wrapping_sub(divisor);
	}
	(quotient, rest)
}

/// Adds two numbers of two limbs, modulo 2¹²⁸.
#[inline(always)]
fn add((a1, a0): (u64, u64), (b1, b0): (u64, u64)) -> (u64, u64) {
	let (low, carry) = a0.overflowing_add(b0);
	(a1.wrapping_add(b1).wrapping_add(u64::from(carry)), low)
}

/// Subtracts two numbers of two limbs, modulo 2¹²⁸.
#[inline(always)]
fn sub((a1, a0): (u64, u64), (b1, b0): (u64, u64)) -> (u64, u64) {
	let (low, borrow) = a0.overflowing_sub(b0);
	(a1.wrapping_sub(b1).wrapping_sub(u64::from(borrow)), low)
}

/// Quotient and remainder (upper limb first) of three limbs by two, whose upper two are below the divisor
/// (algorithm 5).
#[inline(always)]
pub fn divide_three(
	(u2, u1, u0): (u64, u64, u64),
	divisor: (u64, u64),
	reciprocal: u64,
) -> (u64, (u64, u64)) {
	let (q0, q1) = add_product(reciprocal, u2, u1, 0);
	let q1 = q1.wrapping_add(u2);
	let (t0, t1) = wide(divisor.1, q1);
	let r1 = u1.wrapping_sub(q1.wrapping_mul(divisor.0));
	let mut rest = sub(sub((r1, u0), (t1, t0)), divisor);
	let mut quotient = q1.wrapping_add(1);
	// As often as not, so without a branch.
	let less = u64::from(rest.0 >= q0);
	quotient = quotient.wrapping_sub(less);
	let mask = less.wrapping_neg();
	rest = add(rest, (divisor.0 & mask, divisor.1 & mask));
	if rest >= divisor {
		quotient = quotient.wrapping_add(1);
		rest = sub(rest, divisor);
	}
	(quotient, rest)
}
