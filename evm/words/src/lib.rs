// SPDX-License-Identifier: Apache-2.0

//! Products and quotients of the EVM's 256-bit words for machines without 128-bit products.
//!
//! wasm multiplies 64 bits by 64 bits to 64 bits. Code that asks for the whole product, as the usual crates
//! for wide integers do, calls a function of the compiler's for each; here products are put together in
//! place from halves of 32 bits, and division is by such products with a reciprocal.
//!
//! Words are four limbs of 64 bits, the least first. Pure; division by zero gives zero, as in the EVM.

#![no_std]
#![deny(missing_docs)]

#[cfg(test)]
extern crate std;

mod division;
mod product;
mod reciprocal;

#[cfg(test)]
mod tests;

use division::carrying_add;

/// A 256-bit number: four limbs of 64 bits, the least first.
pub type Word = [u64; 4];

/// `a · b` modulo 2²⁵⁶ (MUL).
#[inline]
pub fn mul(a: &Word, b: &Word) -> Word {
	product::low(a, b)
}

/// Quotient and remainder of `a` by `b` (DIV, MOD).
#[inline]
pub fn div_rem(a: &Word, b: &Word) -> (Word, Word) {
	division::div_rem(a, b)
}

/// `(a + b) mod m`, of the whole sum (ADDMOD).
pub fn add_mod(a: &Word, b: &Word, m: &Word) -> Word {
	let ([a0, a1, a2, a3], [b0, b1, b2, b3]) = (*a, *b);
	let (s0, carry) = a0.overflowing_add(b0);
	let (s1, carry) = carrying_add(a1, b1, carry);
	let (s2, carry) = carrying_add(a2, b2, carry);
	let (s3, carry) = carrying_add(a3, b3, carry);
	division::rem(&[s0, s1, s2, s3, u64::from(carry), 0, 0, 0], m)
}

/// `a · b mod m`, of the whole product (MULMOD).
pub fn mul_mod(a: &Word, b: &Word, m: &Word) -> Word {
	division::rem(&product::whole(a, b), m)
}

/// `base` to the power `exponent` modulo 2²⁵⁶ (EXP).
pub fn pow(base: &Word, exponent: &Word) -> Word {
	let mut power = [1, 0, 0, 0];
	let mut square = *base;
	let mut left = *exponent;
	while left != [0; 4] {
		if left[0] & 1 == 1 {
			power = mul(&power, &square);
		}
		let [l0, l1, l2, l3] = left;
		left = [l0 >> 1 | l1 << 63, l1 >> 1 | l2 << 63, l2 >> 1 | l3 << 63, l3 >> 1];
		if left != [0; 4] {
			square = mul(&square, &square);
		}
	}
	power
}
