// SPDX-License-Identifier: Apache-2.0

use super::*;
use proptest::prelude::*;
use std::{vec, vec::Vec};

/// Bytes around what is written, which must stay.
const MARGIN: usize = 9;

fn bytes() -> impl Strategy<Value = Vec<u8>> {
	prop_oneof![0usize..40, 0usize..300].prop_flat_map(|length| {
		prop::collection::vec(prop_oneof![Just(0), Just(255), any::<u8>()], length)
	})
}

fn sign(order: i32) -> i32 {
	order.signum()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(5_000))]

	#[test]
	fn copies(from in bytes(), skip in 0usize..9, start in 0usize..9) {
		let from = &from[skip.min(from.len())..];
		let mut to = vec![7u8; start + from.len() + MARGIN];
		let at = to[start..].as_mut_ptr();
		// SAFETY: `to` has room for all of `from` there.
		let result = unsafe { memcpy(at, from.as_ptr(), from.len()) };
		prop_assert_eq!(result, at);
		prop_assert!(to[..start].iter().all(|byte| *byte == 7));
		prop_assert_eq!(&to[start..start + from.len()], from);
		prop_assert_eq!(&to[start + from.len()..], &[7; MARGIN]);
	}

	#[test]
	fn fills(byte in any::<i32>(), length in 0usize..300, start in 0usize..9) {
		let mut to = vec![7u8; start + length + MARGIN];
		let at = to[start..].as_mut_ptr();
		// SAFETY: `to` has that many bytes there.
		let result = unsafe { memset(at, byte, length) };
		prop_assert_eq!(result, at);
		prop_assert!(to[..start].iter().all(|byte| *byte == 7));
		prop_assert!(to[start..start + length].iter().all(|other| *other == byte as u8));
		prop_assert_eq!(&to[start + length..], &[7; MARGIN]);
	}

	#[test]
	fn compares(left in bytes(), at in any::<prop::sample::Index>(), byte in any::<u8>(), skip in 0usize..9) {
		let skip = skip.min(left.len());
		let mut right = left.clone();
		if !right.is_empty() {
			let at = at.index(right.len());
			right[at] = byte;
		}
		let (left, right) = (&left[skip..], &right[skip..]);
		// SAFETY: both have that many bytes.
		let (order, differ) = unsafe {
			(
				memcmp(left.as_ptr(), right.as_ptr(), left.len()),
				bcmp(left.as_ptr(), right.as_ptr(), left.len()),
			)
		};
		prop_assert_eq!(sign(order), left.cmp(right) as i32);
		prop_assert_eq!(differ != 0, left != right);
	}
}
