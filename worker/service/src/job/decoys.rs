// SPDX-License-Identifier: Apache-2.0
//! Decoys: rows held out of training, whose scores show the noise (PROTOCOL §3, §8).

use crate::job::Row;
use codec::Encode;
use openledger_primitives::{ContributionId, Hash, MAX_DECOYS};
use sp_crypto_hashing::blake2_256;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest decoys that still give a usable deviation.
const FEWEST: usize = 16;

/// Draws decoy rows with the chain's seed: about 1 % of the rows, at least 16 where the data has
/// them (never more than a quarter), at most 64; never more than half of a contribution. Row i has
/// the rank blake2_256(SCALE("openledger/decoy", seed, i)); the lowest are taken. Anyone who knows
/// the seed and the sealed data draws the same.
pub fn draw(seed: &Hash, rows: &[Row]) -> BTreeSet<u32> {
	let most = MAX_DECOYS as usize;
	let wanted = rows.len().div_ceil(100).max(FEWEST.min(rows.len() / 4)).min(most);
	let mut ranked: Vec<([u8; 32], u32)> = (0u32..)
		.zip(rows)
		.map(|(row, _)| (blake2_256(&(b"openledger/decoy", seed, row).encode()), row))
		.collect();
	ranked.sort_unstable();
	let mut left: BTreeMap<ContributionId, usize> = BTreeMap::new();
	for row in rows {
		let entry = left.entry(row.contribution).or_default();
		*entry = entry.saturating_add(1);
	}
	left.values_mut().for_each(|rows| *rows /= 2);
	let mut out = BTreeSet::new();
	for (_, row) in ranked {
		if out.len() == wanted {
			break;
		}
		let owner = rows.get(row as usize).map(|row| row.contribution);
		let Some(room) = owner.and_then(|owner| left.get_mut(&owner)) else { continue };
		if *room > 0 {
			*room = room.saturating_sub(1);
			out.insert(row);
		}
	}
	out
}

#[cfg(test)]
mod tests {
	use super::*;

	fn rows(contributions: u32, each: u32) -> Vec<Row> {
		(0..contributions)
			.flat_map(|id| {
				(0..each).map(move |i| Row {
					contribution: ContributionId(id),
					text: format!("{id}/{i}"),
				})
			})
			.collect()
	}

	#[test]
	fn the_draw_is_bounded_fixed_by_the_seed_and_fair() {
		let data = rows(12, 50);
		let drawn = draw(&Hash::repeat_byte(1), &data);
		assert_eq!(drawn.len(), 16);
		assert_eq!(drawn, draw(&Hash::repeat_byte(1), &data));
		assert_ne!(drawn, draw(&Hash::repeat_byte(2), &data));
		assert_eq!(draw(&Hash::zero(), &rows(1, 10_000)).len(), 64);
		assert_eq!(draw(&Hash::zero(), &rows(2, 8)).len(), 4);
		// Contributions of one row are never taken away as a whole.
		assert!(draw(&Hash::zero(), &rows(40, 1)).is_empty());
	}
}
