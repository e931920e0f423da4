// SPDX-License-Identifier: Apache-2.0

use super::*;
use proptest::prelude::*;
use revm::primitives::U256;
use std::vec::Vec;

/// Words with long runs of equal bits, small ones, and any: estimates of a quotient's digits are wrong for
/// few of the ordinary ones.
fn word() -> impl Strategy<Value = Word> {
	let limb = prop_oneof![
		Just(0),
		Just(u64::MAX),
		Just(1 << 63),
		Just(0xffff_ffff),
		Just(0xffff_ffff_0000_0000),
		Just(0x8000_0000_0000_0001),
		0u64..5,
		any::<u64>(),
	];
	(prop::array::uniform4(limb), 0usize..=4).prop_map(|(mut word, used)| {
		word.iter_mut().skip(used).for_each(|limb| *limb = 0);
		word
	})
}

fn number(word: &Word) -> U256 {
	U256::from_limbs(*word)
}

fn check(a: Word, b: Word, m: Word) {
	let (x, y, n) = (number(&a), number(&b), number(&m));
	assert_eq!(number(&mul(&a, &b)), x.wrapping_mul(y), "{x} · {y}");
	let (quotient, remainder) = div_rem(&a, &b);
	let (expected, rest) = if y.is_zero() { Default::default() } else { x.div_rem(y) };
	assert_eq!((number(&quotient), number(&remainder)), (expected, rest), "{x} / {y}");
	assert_eq!(number(&add_mod(&a, &b, &m)), x.add_mod(y, n), "{x} + {y} mod {n}");
	assert_eq!(number(&mul_mod(&a, &b, &m)), x.mul_mod(y, n), "{x} · {y} mod {n}");
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(50_000))]

	#[test]
	fn results_are_those_of_ruint(a in word(), b in word(), m in word()) {
		check(a, b, m);
	}

	#[test]
	fn products_by_halves_are_whole(a in word(), b in word()) {
		for (a, b) in a.into_iter().zip(b) {
			prop_assert_eq!(product::by_halves(a, b), product::wide(a, b));
		}
	}

	#[test]
	fn powers_are_those_of_ruint(base in word(), exponent in word()) {
		prop_assert_eq!(number(&pow(&base, &exponent)), number(&base).pow(number(&exponent)));
	}
}

#[test]
fn all_that_is_special_with_all_that_is_special() {
	let limbs = [0, 1, 2, 0xffff_ffff, 1 << 32, (1 << 63) - 1, 1 << 63, u64::MAX - 1, u64::MAX];
	let words: Vec<Word> = limbs
		.iter()
		.flat_map(|limb| (0..4).map(|at| core::array::from_fn(|n| if n == at { *limb } else { 0 })))
		.chain(limbs.iter().map(|limb| [*limb; 4]))
		.chain(limbs.iter().map(|limb| [0, *limb, u64::MAX, 1]))
		.collect();
	for a in &words {
		for b in &words {
			check(*a, *b, *b);
			check(*a, *a, *b);
			check(*a, *b, [u64::MAX, 0, u64::MAX, u64::MAX >> 1]);
		}
	}
}
