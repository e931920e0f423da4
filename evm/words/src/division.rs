// SPDX-License-Identifier: Apache-2.0

//! Quotients and remainders: Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D, with limbs of 64
//! bits and quotients of three by two (`reciprocal.rs`).
//!
//! Divisors of more than a limb are shifted up so that their highest bit is the highest of four limbs, and
//! dividends with them. So each limb of a quotient is found from the same four, whatever the divisor's
//! length.

use crate::{
	product::{add_product, wide},
	reciprocal, Word,
};

/// Limbs of a dividend: 512 bits that were shifted by up to 255, and one of zeros.
const DIVIDEND: usize = 13;

/// A divisor of more than one limb.
struct Divisor {
	/// With the highest bit set.
	limbs: Word,
	/// Of the upper two limbs.
	reciprocal: u64,
	/// By how many limbs it was shifted.
	skip: usize,
	/// By how many bits beyond.
	bits: u32,
}

/// The limb at a shift of `bits` < 64 from a limb and the one below it.
#[inline(always)]
fn joined(limb: u64, below: u64, bits: u32) -> u64 {
	// In two steps, as a shift by 64 is none.
	limb << bits | below >> 1 >> (63 - bits)
}

impl Divisor {
	#[inline]
	fn new(word: &Word) -> Self {
		let [w0, w1, w2, w3] = *word;
		let (skip, [w0, w1, w2, w3]) = if w3 != 0 {
			(0, [w0, w1, w2, w3])
		} else if w2 != 0 {
			(1, [0, w0, w1, w2])
		} else {
			(2, [0, 0, w0, w1])
		};
		let bits = w3.leading_zeros();
		let limbs = [w0 << bits, joined(w1, w0, bits), joined(w2, w1, bits), joined(w3, w2, bits)];
		let reciprocal = reciprocal::of_two(limbs[3], limbs[2]);
		Self { limbs, reciprocal, skip, bits }
	}

	/// A dividend shifted like the divisor.
	#[inline(always)]
	fn shifted<const N: usize>(&self, dividend: &[u64; N]) -> [u64; DIVIDEND] {
		let mut shifted = [0u64; DIVIDEND];
		let room = shifted.get_mut(self.skip..).unwrap_or_default();
		let mut below = 0;
		for (place, limb) in room.iter_mut().zip(dividend.iter().copied().chain([0])) {
			*place = joined(limb, below, self.bits);
			below = limb;
		}
		shifted
	}

	/// The remainder shifted back.
	#[inline(always)]
	fn remainder(&self, dividend: &[u64; DIVIDEND]) -> Word {
		let rest = dividend.get(self.skip..).and_then(<[u64]>::first_chunk::<4>);
		let [r0, r1, r2, r3] = rest.copied().unwrap_or_default();
		let back = |limb: u64, above: u64| limb >> self.bits | above << 1 << (63 - self.bits);
		[back(r0, r1), back(r1, r2), back(r2, r3), r3 >> self.bits]
	}

	/// A limb of the quotient, of five limbs whose upper four are below the divisor. They become the
	/// remainder.
	#[inline(always)]
	fn limb(&self, window: &mut [u64; 5]) -> u64 {
		let [d0, d1, d2, d3] = self.limbs;
		let [u0, u1, u2, u3, u4] = *window;
		// From the upper limbs: exact or one too large. `over` is what their remainder has beyond two limbs.
		let (mut quotient, (r1, r0), over) = if (u4, u3) == (d3, d2) {
			let (r0, carry) = u2.overflowing_add(d2);
			let (r1, first) = d3.overflowing_add(u64::from(carry));
			(u64::MAX, (r1, r0), first)
		} else {
			let (quotient, rest) =
				reciprocal::divide_three((u4, u3, u2), (d3, d2), self.reciprocal);
			(quotient, rest, false)
		};
		// Minus the product with the lower limbs.
		let (p0, carry) = wide(quotient, d0);
		let (p1, p2) = add_product(quotient, d1, 0, carry);
		let (u0, b) = u0.overflowing_sub(p0);
		let (u1, b) = borrowing_sub(u1, p1, b);
		let (r0, b) = borrowing_sub(r0, p2, b);
		let (r1, b) = r1.overflowing_sub(u64::from(b));
		*window = [u0, u1, r0, r1, 0];
		if b && !over {
			quotient = quotient.wrapping_sub(1);
			let (u0, c) = u0.overflowing_add(d0);
			let (u1, c) = carrying_add(u1, d1, c);
			let (r0, c) = carrying_add(r0, d2, c);
			let (r1, _) = carrying_add(r1, d3, c);
			*window = [u0, u1, r0, r1, 0];
		}
		quotient
	}

	/// The highest limb of the quotient, which is zero or one as the divisor's highest bit is set: of four
	/// limbs, which become the remainder.
	#[inline(always)]
	fn bit(&self, window: &mut Word) -> u64 {
		let ([u0, u1, u2, u3], [d0, d1, d2, d3]) = (*window, self.limbs);
		let (r0, b) = u0.overflowing_sub(d0);
		let (r1, b) = borrowing_sub(u1, d1, b);
		let (r2, b) = borrowing_sub(u2, d2, b);
		let (r3, below) = borrowing_sub(u3, d3, b);
		if below {
			return 0;
		}
		*window = [r0, r1, r2, r3];
		1
	}

	/// Divides in place: the remainder stays. Gives every limb of the quotient with its place to `each`, the
	/// highest first.
	#[inline(always)]
	fn divide(&self, dividend: &mut [u64; DIVIDEND], mut each: impl FnMut(usize, u64)) {
		// Above the highest limb that is not zero the quotient has none.
		let used = dividend.iter().rposition(|limb| *limb != 0).map_or(0, |last| last + 1);
		let Some(top) = used.checked_sub(4) else { return };
		if let Some(window) = dividend.get_mut(top..).and_then(<[u64]>::first_chunk_mut) {
			each(top, self.bit(window));
		}
		for place in (0..top).rev() {
			let window = dividend.get_mut(place..).and_then(<[u64]>::first_chunk_mut);
			if let Some(window) = window {
				each(place, self.limb(window));
			}
		}
	}
}

/// `a - b - borrow`, and whether that borrows.
#[inline(always)]
fn borrowing_sub(a: u64, b: u64, borrow: bool) -> (u64, bool) {
	let (difference, first) = a.overflowing_sub(b);
	let (difference, second) = difference.overflowing_sub(u64::from(borrow));
	(difference, first | second)
}

/// `a + b + carry`, and whether that carries.
#[inline(always)]
pub fn carrying_add(a: u64, b: u64, carry: bool) -> (u64, bool) {
	let (sum, first) = a.overflowing_add(b);
	let (sum, second) = sum.overflowing_add(u64::from(carry));
	(sum, first | second)
}

/// The first limb of a word that has no others.
#[inline(always)]
fn as_limb(word: &Word) -> Option<u64> {
	let [first, w1, w2, w3] = *word;
	(w1 | w2 | w3 == 0).then_some(first)
}

/// Quotient and remainder by a limb that is not zero.
#[inline]
fn by_limb<const N: usize>(dividend: &[u64; N], divisor: u64) -> ([u64; N], u64) {
	let bits = divisor.leading_zeros();
	let divisor = divisor << bits;
	let reciprocal = reciprocal::of_one(divisor);
	let mut quotient = [0u64; N];
	// Above the highest limb that is not zero the quotient has none.
	let used = dividend.iter().rposition(|limb| *limb != 0).map_or(0, |last| last + 1);
	let limbs = dividend.iter().zip(quotient.iter_mut()).take(used);
	let mut above = 0;
	let mut rest = 0;
	// The quotient's limb of a dividend's limb is found when the one below it is known, whose upper bits are
	// shifted into it.
	let mut place: Option<&mut u64> = None;
	for (limb, next) in limbs.rev() {
		let shifted = joined(above, *limb, bits);
		match place {
			Some(place) => {
				(*place, rest) = reciprocal::divide_two(rest, shifted, divisor, reciprocal)
			},
			None => rest = shifted,
		}
		above = *limb;
		place = Some(next);
	}
	if let Some(place) = place {
		(*place, rest) = reciprocal::divide_two(rest, above << bits, divisor, reciprocal);
	}
	(quotient, rest >> bits)
}

/// Quotient and remainder; zeros by zero.
#[inline]
pub fn div_rem(dividend: &Word, divisor: &Word) -> (Word, Word) {
	if let Some(limb) = as_limb(divisor) {
		if limb == 0 {
			return ([0; 4], [0; 4]);
		}
		if let Some(dividend) = as_limb(dividend) {
			return ([dividend / limb, 0, 0, 0], [dividend % limb, 0, 0, 0]);
		}
		let (quotient, rest) = by_limb(dividend, limb);
		return (quotient, [rest, 0, 0, 0]);
	}
	let divisor = Divisor::new(divisor);
	let mut dividend = divisor.shifted(dividend);
	let mut quotient = [0u64; 4];
	divisor.divide(&mut dividend, |place, limb| {
		if let Some(room) = quotient.get_mut(place) {
			*room = limb;
		}
	});
	(quotient, divisor.remainder(&dividend))
}

/// Remainder of a dividend of eight limbs; zero by zero.
#[inline]
pub fn rem(dividend: &[u64; 8], divisor: &Word) -> Word {
	match as_limb(divisor) {
		Some(0) => [0; 4],
		Some(limb) => [by_limb(dividend, limb).1, 0, 0, 0],
		None => {
			let divisor = Divisor::new(divisor);
			let mut dividend = divisor.shifted(dividend);
			divisor.divide(&mut dividend, |_, _| ());
			divisor.remainder(&dividend)
		},
	}
}
