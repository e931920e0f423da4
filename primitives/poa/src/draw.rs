// SPDX-License-Identifier: Apache-2.0
//! Which leaves of a batch a seed picks: points in `0 .. fee total`, so that big receipts are
//! drawn more often (PROTOCOL §5).

use alloc::vec::Vec;
use codec::Encode;
use sp_core::{H256, U256};
use sp_io::hashing::blake2_256;

/// `n` points in `0 .. total`, from the seed. Empty when `total` is zero. The bias of the reduction
/// is below 2⁻¹²⁸.
pub fn points(seed: &H256, total: u128, n: u32) -> Vec<u128> {
	(0..n)
		.filter_map(|i| {
			let digest = blake2_256(&(b"openledger/draw", seed, i).encode());
			let point = U256::from_little_endian(&digest).checked_rem(U256::from(total))?;
			u128::try_from(point).ok()
		})
		.collect()
}

/// How many leaves an attester checks in a batch of `count` receipts.
pub fn leaves_for(count: u32) -> u32 {
	count.min(8)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn points_stay_inside_and_depend_on_the_seed() {
		let a = points(&H256::repeat_byte(1), 1_000, 64);
		assert!(a.iter().all(|p| *p < 1_000));
		assert_ne!(a, points(&H256::repeat_byte(2), 1_000, 64));
		assert!(points(&H256::zero(), 0, 8).is_empty());
	}
}
