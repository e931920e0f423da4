// SPDX-License-Identifier: Apache-2.0

//! Products.

use crate::Word;

/// The lower half of a limb.
const LOW: u64 = 0xffff_ffff;

/// The whole product of two limbs: lower and upper half.
#[inline(always)]
pub fn wide(a: u64, b: u64) -> (u64, u64) {
	if cfg!(target_family = "wasm") {
		return by_halves(a, b);
	}
	let product = u128::from(a) * u128::from(b);
	(product as u64, (product >> 64) as u64)
}

/// [`wide`] where there are no products of 128 bits.
#[inline(always)]
pub fn by_halves(a: u64, b: u64) -> (u64, u64) {
	let (a0, a1, b0, b1) = (a & LOW, a >> 32, b & LOW, b >> 32);
	let low = a0.wrapping_mul(b0);
	// (2³² - 1)² + 2³² - 1 < 2⁶⁴: neither sum overflows.
	let middle = a0.wrapping_mul(b1).wrapping_add(low >> 32);
	let other = a1.wrapping_mul(b0).wrapping_add(middle & LOW);
	let high = a1.wrapping_mul(b1).wrapping_add(middle >> 32).wrapping_add(other >> 32);
	(other << 32 | low & LOW, high)
}

/// `a · b + sum + carry`: lower and upper half. Nothing overflows: (2⁶⁴ - 1)² + 2 (2⁶⁴ - 1) < 2¹²⁸.
#[inline(always)]
pub fn add_product(a: u64, b: u64, sum: u64, carry: u64) -> (u64, u64) {
	let (low, high) = wide(a, b);
	let (low, first) = low.overflowing_add(sum);
	let (low, second) = low.overflowing_add(carry);
	(low, high.wrapping_add(u64::from(first)).wrapping_add(u64::from(second)))
}

/// The lower 256 bits of a product.
#[inline]
pub fn low(a: &Word, b: &Word) -> Word {
	let [a0, a1, a2, a3] = *a;
	let [b0, b1, b2, b3] = *b;
	let (r0, c) = wide(a0, b0);
	let (r1, c) = add_product(a0, b1, 0, c);
	let (r2, c) = add_product(a0, b2, 0, c);
	let r3 = a0.wrapping_mul(b3).wrapping_add(c);

	let (r1, c) = add_product(a1, b0, r1, 0);
	let (r2, c) = add_product(a1, b1, r2, c);
	let r3 = r3.wrapping_add(a1.wrapping_mul(b2)).wrapping_add(c);

	let (r2, c) = add_product(a2, b0, r2, 0);
	let r3 = r3.wrapping_add(a2.wrapping_mul(b1)).wrapping_add(c);

	[r0, r1, r2, r3.wrapping_add(a3.wrapping_mul(b0))]
}

/// `a · limb + sum`: four limbs and a fifth.
#[inline(always)]
fn add_row(a: &Word, limb: u64, sum: Word) -> (Word, u64) {
	let [a0, a1, a2, a3] = *a;
	let [s0, s1, s2, s3] = sum;
	let (r0, c) = add_product(a0, limb, s0, 0);
	let (r1, c) = add_product(a1, limb, s1, c);
	let (r2, c) = add_product(a2, limb, s2, c);
	let (r3, c) = add_product(a3, limb, s3, c);
	([r0, r1, r2, r3], c)
}

/// All 512 bits of a product.
#[inline]
pub fn whole(a: &Word, b: &Word) -> [u64; 8] {
	let [b0, b1, b2, b3] = *b;
	let ([r0, s0, s1, s2], s3) = add_row(a, b0, [0; 4]);
	let ([r1, s0, s1, s2], s3) = add_row(a, b1, [s0, s1, s2, s3]);
	let ([r2, s0, s1, s2], s3) = add_row(a, b2, [s0, s1, s2, s3]);
	let ([r3, r4, r5, r6], r7) = add_row(a, b3, [s0, s1, s2, s3]);
	[r0, r1, r2, r3, r4, r5, r6, r7]
}
