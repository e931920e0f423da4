// SPDX-License-Identifier: Apache-2.0
//! What a seed picks (PROTOCOL §5): leaves of a batch, as points in `0 .. fee total`, so that big
//! receipts are drawn more often; and the seats of a committee, by stake.

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

/// Most leaves that are drawn of a batch.
pub const MAX_LEAVES: u32 = 32;

/// How many leaves are drawn of a batch of `count` receipts where `wanted` are asked for.
pub fn leaves_for(wanted: u32, count: u32) -> u32 {
	wanted.min(MAX_LEAVES).min(count)
}

/// Positions of `seats` members drawn without replacement, in the order of the draws: each draw takes
/// a member with a probability of its weight over the weights of those left. Every position in order
/// where all members fit. A weight of zero counts as one, so that whoever is there can be drawn.
///
/// Draw k reduces `blake2_256(SCALE("openledger/seat", seed, k))` modulo the sum of the weights left
/// and takes the member that holds this point, members side by side in the order given. Splitting a
/// member's weight among neighbours changes nobody else's chance of being drawn first. The bias of
/// the reduction is below 2⁻⁹⁶ for up to 2³² members.
pub fn seats(seed: &H256, weights: &[u128], seats: u32) -> Vec<usize> {
	let most = usize::try_from(seats).unwrap_or(usize::MAX);
	let mut left: Vec<(usize, U256)> =
		weights.iter().map(|weight| U256::from((*weight).max(1))).enumerate().collect();
	if left.len() <= most {
		return left.into_iter().map(|(position, _)| position).collect();
	}
	let add = |sum: U256, (_, weight): &(usize, U256)| sum.saturating_add(*weight);
	let mut total = left.iter().fold(U256::zero(), add);
	let mut drawn = Vec::with_capacity(most);
	for draw in 0..seats {
		let digest = blake2_256(&(b"openledger/seat", seed, draw).encode());
		let Some(mut point) = U256::from_little_endian(&digest).checked_rem(total) else { break };
		let holder = left.iter().position(|(_, weight)| match point.checked_sub(*weight) {
			Some(rest) => {
				point = rest;
				false
			},
			None => true,
		});
		let Some(holder) = holder.filter(|holder| *holder < left.len()) else { break };
		let (position, weight) = left.remove(holder);
		total = total.saturating_sub(weight);
		drawn.push(position);
	}
	drawn
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use std::collections::BTreeSet;

	fn seed(i: u32) -> H256 {
		H256(blake2_256(&i.encode()))
	}

	#[test]
	fn points_stay_inside_and_depend_on_the_seed() {
		let a = points(&H256::repeat_byte(1), 1_000, 64);
		assert!(a.iter().all(|p| *p < 1_000));
		assert_ne!(a, points(&H256::repeat_byte(2), 1_000, 64));
		assert!(points(&H256::zero(), 0, 8).is_empty());
	}

	#[test]
	// Computed by another program.
	fn known_seats_do_not_move() {
		let weights: Vec<u128> = (0..40).map(|i| (i + 1) * (i + 1)).collect();
		assert_eq!(seats(&H256::repeat_byte(7), &weights, 8), vec![34, 17, 35, 38, 32, 31, 9, 7]);
	}

	#[test]
	fn all_sit_where_all_fit() {
		assert_eq!(seats(&seed(0), &[5, 0, 1], 3), vec![0, 1, 2]);
		assert!(seats(&seed(0), &[], 3).is_empty());
		assert!(seats(&seed(0), &[1, 1], 0).is_empty());
	}

	#[test]
	fn stake_decides_how_often_a_member_is_drawn() {
		// A fixed sample: 1 : 3 : 6 over 4,000 seeds is 400 : 1,200 : 2,400 within five standard
		// deviations.
		let mut first = [0u32; 3];
		for i in 0..4_000 {
			first[seats(&seed(i), &[10, 30, 60], 1)[0]] += 1;
		}
		let near = |seen: u32, expected: u32, within: u32| seen.abs_diff(expected) < within;
		assert!(
			near(first[0], 400, 95) && near(first[1], 1_200, 145) && near(first[2], 2_400, 155)
		);
	}

	#[test]
	fn nearly_all_stake_nearly_always_sits() {
		let mut weights = vec![1u128; 100];
		weights[50] = u128::MAX;
		for i in 0..50 {
			assert_eq!(seats(&seed(i), &weights, 32)[0], 50);
		}
	}

	#[test]
	fn members_without_stake_can_be_drawn() {
		let drawn: BTreeSet<usize> = (0..200).flat_map(|i| seats(&seed(i), &[0; 40], 32)).collect();
		assert_eq!(drawn.len(), 40);
	}

	proptest! {
		#[test]
		fn seats_are_distinct_members(
			weights in prop::collection::vec(any::<u128>(), 0..120),
			most in 0u32..40,
			salt: u32,
		) {
			let drawn = seats(&seed(salt), &weights, most);
			prop_assert_eq!(drawn.len(), weights.len().min(most as usize));
			prop_assert!(drawn.iter().all(|position| *position < weights.len()));
			prop_assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
			prop_assert_eq!(&drawn, &seats(&seed(salt), &weights, most));
		}

		/// Splitting a stake among several validators gains and loses nothing.
		#[test]
		fn splitting_a_stake_changes_no_chance(
			weights in prop::collection::vec(1u128..1 << 90, 2..40),
			at in any::<prop::sample::Index>(),
			salt: u32,
		) {
			let at = at.index(weights.len());
			let part = weights[at] / 2;
			prop_assume!(part > 0);
			let mut split = weights.clone();
			split[at] -= part;
			split.insert(at + 1, part);
			let whole = seats(&seed(salt), &weights, 1)[0];
			let piece = seats(&seed(salt), &split, 1)[0];
			prop_assert_eq!(whole, if piece > at { piece - 1 } else { piece });
		}

		#[test]
		fn points_of_equal_weights_are_spread_evenly(count in 33u128..60, salt: u32) {
			let weights = vec![1_000u128; count as usize];
			let digest = blake2_256(&(b"openledger/seat", seed(salt), 0u32).encode());
			let point = U256::from_little_endian(&digest) % U256::from(count * 1_000);
			let holder = (point / U256::from(1_000)).as_usize();
			prop_assert_eq!(seats(&seed(salt), &weights, 32)[0], holder);
		}
	}
}
