// SPDX-License-Identifier: Apache-2.0

//! Quotients and remainders, by digits of 32 bits: Knuth, The Art of Computer Programming 2, 4.3.1, D.
//!
//! Divisors are shifted up so that their highest bit is the highest of eight digits, and dividends with
//! them. So every quotient digit is found from the same eight digits, whatever the divisor's length.

use crate::Word;

/// The lower half of a limb: a digit.
const DIGIT: u64 = 0xffff_ffff;
/// Digits of a divisor.
const DIVISOR: usize = 8;
/// Digits of a dividend of 512 bits that was shifted by up to 255, and one of zeros.
const DIVIDEND: usize = 25;

/// A divisor with its highest bit set.
struct Divisor {
	digits: [u64; DIVISOR],
	/// By how many bits it was shifted.
	shift: u32,
}

/// Bits before the highest one that is set; 256 for zero.
fn leading_zeros(word: &Word) -> u32 {
	let mut zeros = 0;
	for limb in word.iter().rev() {
		zeros += limb.leading_zeros();
		if *limb != 0 {
			break;
		}
	}
	zeros
}

/// Digits of limbs, the least first, shifted up by `shift` < 256 bits. What is shifted beyond is lost.
#[inline(always)]
fn shifted<const N: usize>(limbs: &[u64], shift: u32) -> [u64; N] {
	let (skip, bits) = ((shift / 32) as usize, shift % 32);
	let mut digits = [0u64; N];
	let room = digits.get_mut(skip..).unwrap_or_default();
	let mut below = 0;
	for (pair, limb) in room.chunks_mut(2).zip(limbs.iter().chain(core::iter::repeat(&0))) {
		// A digit of the limb with the bits of the one below it that are shifted into it.
		let (low, high) = (limb & DIGIT, limb >> 32);
		let values = [
			(low << bits | below >> (32 - bits)) & DIGIT,
			(high << bits | low >> (32 - bits)) & DIGIT,
		];
		pair.iter_mut().zip(values).for_each(|(digit, value)| *digit = value);
		below = high;
	}
	digits
}

/// A digit of the quotient: of nine digits, whose upper eight are below the divisor. They become the
/// remainder.
#[inline(always)]
fn digit(window: &mut [u64; DIVISOR + 1], divisor: &[u64; DIVISOR]) -> u64 {
	let [.., v6, v7] = *divisor;
	let [.., u6, u7, u8] = *window;
	// An estimate by two digits of the divisor, at most one too large.
	let top = u8 << 32 | u7;
	let mut quotient = if u8 >= v7 { DIGIT } else { top / v7 };
	let mut rest = top.wrapping_sub(quotient.wrapping_mul(v7));
	while rest <= DIGIT && quotient.wrapping_mul(v6) > (rest << 32 | u6) {
		quotient = quotient.wrapping_sub(1);
		rest = rest.wrapping_add(v7);
	}
	// Window minus divisor times digit. Each part fits 64 bits; what is borrowed is negative.
	let mut borrowed = 0i64;
	for (u, v) in window.iter_mut().zip(divisor) {
		let product = quotient.wrapping_mul(*v);
		let difference = (*u as i64).wrapping_add(borrowed).wrapping_sub((product & DIGIT) as i64);
		*u = difference as u64 & DIGIT;
		borrowed = (difference >> 32).wrapping_sub((product >> 32) as i64);
	}
	let [.., last] = window;
	let difference = (*last as i64).wrapping_add(borrowed);
	*last = 0;
	if difference < 0 {
		// One too large: the divisor is added back.
		quotient = quotient.wrapping_sub(1);
		let mut carry = 0;
		for (u, v) in window.iter_mut().zip(divisor) {
			let sum = u.wrapping_add(*v).wrapping_add(carry);
			*u = sum & DIGIT;
			carry = sum >> 32;
		}
		let [.., last] = window;
		*last = 0;
	}
	quotient
}

/// Divides in place: the digits of the remainder stay in the lower eight, the rest are zeros. Gives every
/// digit of the quotient with its place to `each`, the highest first.
#[inline(always)]
fn divide(dividend: &mut [u64; DIVIDEND], divisor: &Divisor, mut each: impl FnMut(usize, u64)) {
	// Above the highest digit that is not zero the quotient has none.
	let used = dividend.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
	for place in (0..used.saturating_sub(DIVISOR - 1)).rev() {
		let window = dividend.get_mut(place..).and_then(|rest| rest.first_chunk_mut());
		if let Some(window) = window {
			each(place, digit(window, &divisor.digits));
		}
	}
}

/// The remainder, shifted back.
fn remainder(dividend: &[u64; DIVIDEND], shift: u32) -> Word {
	let mut word = [0u64; 4];
	let (skip, bits) = ((shift / 32) as usize, shift % 32);
	let mut digits = dividend.iter().skip(skip).copied();
	let mut digit = digits.next().unwrap_or_default();
	for limb in &mut word {
		let mut half = || {
			let next = digits.next().unwrap_or_default();
			let value = (digit | next << 32) >> bits & DIGIT;
			digit = next;
			value
		};
		*limb = half();
		*limb |= half() << 32;
	}
	word
}

/// The only limb of a word that is not zero above its first, if it has no others.
fn as_limb(word: &[u64]) -> Option<u64> {
	let (first, rest) = word.split_first()?;
	rest.iter().all(|limb| *limb == 0).then_some(*first)
}

/// Quotient and remainder by a digit that is not zero.
fn by_digit<const N: usize>(a: &[u64; N], b: u64) -> ([u64; N], u64) {
	let mut quotient = [0u64; N];
	let mut rest = 0;
	for (quotient, limb) in quotient.iter_mut().zip(a).rev() {
		let high = rest << 32 | limb >> 32;
		let low = (high % b) << 32 | limb & DIGIT;
		*quotient = (high / b) << 32 | low / b;
		rest = low % b;
	}
	(quotient, rest)
}

/// Quotient and remainder; zeros by zero.
pub fn div_rem(a: &Word, b: &Word) -> (Word, Word) {
	match as_limb(b) {
		Some(0) => return ([0; 4], [0; 4]),
		Some(b) => {
			if let Some(a) = as_limb(a) {
				return ([a / b, 0, 0, 0], [a % b, 0, 0, 0]);
			}
			if b <= DIGIT {
				let (quotient, rest) = by_digit(a, b);
				return (quotient, [rest, 0, 0, 0]);
			}
		},
		None => (),
	}
	let shift = leading_zeros(b);
	let divisor = Divisor { digits: shifted(b, shift), shift };
	let mut dividend = shifted(a, shift);
	let mut quotient = [0u64; 4];
	divide(&mut dividend, &divisor, |place, digit| {
		if let Some(limb) = quotient.get_mut(place / 2) {
			*limb |= digit << (32 * (place % 2));
		}
	});
	(quotient, remainder(&dividend, divisor.shift))
}

/// Remainder of a dividend of eight limbs; zero by zero.
pub fn rem(a: &[u64; 8], b: &Word) -> Word {
	match as_limb(b) {
		Some(0) => return [0; 4],
		Some(b) if b <= DIGIT => return [by_digit(a, b).1, 0, 0, 0],
		_ => (),
	}
	let shift = leading_zeros(b);
	let divisor = Divisor { digits: shifted(b, shift), shift };
	let mut dividend = shifted(a, shift);
	divide(&mut dividend, &divisor, |_, _| ());
	remainder(&dividend, divisor.shift)
}
