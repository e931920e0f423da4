// SPDX-License-Identifier: Apache-2.0
//! What the chain keeps of an index: roots over rows, sums and decoys (PROTOCOL §7).

use crate::error::{Error, Result};
use codec::Encode;
use openledger_primitives::{ContributionId, Hash};
use openledger_primitives_objects::{IndexRoots, METHOD_GRAD_DOT};
use openledger_primitives_poa::{
	tree::{aligned_layout, leaf_hash, Node},
	Root, Tree, VectorNode,
};
use openledger_worker_engine::{ContributionSum, Index, Row};
use sp_crypto_hashing::blake2_256;

/// Seed of the projection: follows from the chain's seed and the adapter, so that nobody chooses
/// it.
pub fn projection_seed(decoy_seed: &Hash, adapter_hash: &Hash) -> [u8; 32] {
	blake2_256(&(b"openledger/projection", decoy_seed, adapter_hash).encode())
}

/// One contribution in manifest order: id, and its rows with whether each is a decoy.
struct Block<'a> {
	contribution: u32,
	rows: Vec<(&'a Row, bool)>,
}

fn blocks<'a>(owners: &[(u32, bool)], rows: &'a [Row]) -> Vec<Block<'a>> {
	let mut out: Vec<Block<'a>> = Vec::new();
	for ((contribution, decoy), row) in owners.iter().zip(rows) {
		match out.last_mut() {
			Some(block) if block.contribution == *contribution => block.rows.push((row, *decoy)),
			_ => out.push(Block { contribution: *contribution, rows: vec![(row, *decoy)] }),
		}
	}
	out
}

/// Roots of an index whose rows are in manifest order. Leaf j of a contribution's aligned block is
/// row j of its file; a decoy is a zero row there, and stands in the decoy tree instead. The inner
/// node over a block is the contribution's sum, which is checked against the engine's.
pub fn index_roots(index: &Index, z_milli: u32) -> Result<IndexRoots> {
	let bad = |why: &str| Error::Data(format!("index: {why}"));
	let dim = index.config().dim;
	let dims = u16::try_from(dim).map_err(|_| bad("too many dimensions"))?;
	let (rows, sums, decoys) = trees(dim, index.owners(), index.rows(), index.sums())?;
	let projection = Hash::from(index.projector().hash());
	Ok(IndexRoots { method: METHOD_GRAD_DOT, dims, z_milli, projection, rows, sums, decoys })
}

/// Roots over rows, sums and decoys.
fn trees(
	dim: usize,
	owners: &[(u32, bool)],
	rows: &[Row],
	known_sums: &[ContributionSum],
) -> Result<(Root, Root, Root)> {
	let bad = |why: &str| Error::Data(format!("index: {why}"));
	let blocks = blocks(owners, rows);
	let counts: Vec<u32> = blocks
		.iter()
		.map(|block| u32::try_from(block.rows.len()).map_err(|_| bad("too many rows")))
		.collect::<Result<_>>()?;
	let (layout, total) = aligned_layout(&counts).ok_or_else(|| bad("too many rows"))?;
	let mut leaves = vec![VectorNode::empty(); total as usize];
	let mut sum_leaves = Vec::with_capacity(blocks.len());
	let mut decoys = Vec::new();
	let zero = Row { q: vec![0; dim], scale: 0 };
	let known = |id: u32| known_sums.iter().find(|sum| sum.contribution == id);
	for (block, ((start, _), rows)) in blocks.iter().zip(layout.iter().zip(&counts)) {
		let slots = leaves
			.get_mut(*start as usize..)
			.ok_or_else(|| bad("layout"))?
			.iter_mut()
			.zip(&block.rows);
		for (slot, (row, decoy)) in slots {
			let placed = if *decoy { &zero } else { *row };
			*slot = VectorNode::leaf(&placed.to_bytes(), placed.addend());
			if *decoy {
				decoys.push(leaf_hash(&(&row.q, row.scale).encode()));
			}
		}
		let sums = known(block.contribution).map_or_else(|| vec![0; dim], |sum| sum.sum.clone());
		sum_leaves.push(leaf_hash(&(ContributionId(block.contribution), *rows, &sums).encode()));
	}
	let tree = Tree::new(leaves).ok_or_else(|| bad("a partial sum leaves i32"))?;
	for (block, (start, level)) in blocks.iter().zip(&layout) {
		let node = tree.node(*level, start.checked_shr(*level).unwrap_or(0));
		let sums = known(block.contribution).map_or_else(|| vec![0; dim], |sum| sum.sum.clone());
		if node.map(|node| node.sums) != Some(sums) {
			return Err(bad("a block's node is not its contribution's sum"));
		}
	}
	let plain = |leaves: Vec<Hash>| {
		Tree::new(leaves).map(|tree| tree.root_object()).ok_or_else(|| bad("too many leaves"))
	};
	let rows = Root { hash: tree.root().hash, count: tree.count() };
	Ok((rows, plain(sum_leaves)?, plain(decoys)?))
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_worker_engine::contribution_sums;

	fn row(value: i8) -> Row {
		Row { q: vec![value; 16], scale: 1 << 16 }
	}

	#[test]
	fn blocks_sum_to_contributions_and_decoys_stand_apart() {
		let owners = [(5, false), (5, true), (5, false), (2, false), (9, true), (9, true)];
		let rows: Vec<Row> = (1..=6).map(row).collect();
		let mut sums = contribution_sums(16, &owners, &rows).unwrap();
		let (tree, of_sums, decoys) = trees(16, &owners, &rows, &sums).unwrap();
		// Blocks of 4, 1 and 2 leaves; the last one is aligned to its own size.
		assert_eq!((tree.count, of_sums.count, decoys.count), (8, 3, 3));
		// A sum that the rows do not give is found.
		sums[0].sum[0] += 1;
		assert!(trees(16, &owners, &rows, &sums).is_err());
	}
}
