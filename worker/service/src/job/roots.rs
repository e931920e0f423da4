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
use openledger_worker_engine::{Index, Row};
use sp_core::blake2_256;

/// Seed of the projection: follows from the chain's seed and the adapter, so that nobody chooses
/// it.
pub fn projection_seed(decoy_seed: &Hash, adapter_hash: &Hash) -> [u8; 32] {
	blake2_256(&(b"openledger/projection", decoy_seed, adapter_hash).encode())
}

/// Hash of the projection's configuration: SCALE(method, dimensions, seed).
pub fn projection_hash(dims: u16, seed: &[u8; 32]) -> Hash {
	Hash::from(blake2_256(&(METHOD_GRAD_DOT, dims, seed).encode()))
}

/// One contribution in manifest order: id, and its rows with whether each is a decoy.
struct Block<'a> {
	contribution: u32,
	rows: Vec<(&'a Row, bool)>,
}

fn blocks(index: &Index) -> Vec<Block<'_>> {
	let mut out: Vec<Block<'_>> = Vec::new();
	for ((contribution, decoy), row) in index.owners().iter().zip(index.rows()) {
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
	let blocks = blocks(index);
	let counts: Vec<u32> = blocks
		.iter()
		.map(|block| u32::try_from(block.rows.len()).map_err(|_| bad("too many rows")))
		.collect::<Result<_>>()?;
	let (layout, total) = aligned_layout(&counts).ok_or_else(|| bad("too many rows"))?;
	let mut leaves = vec![VectorNode::empty(); total as usize];
	let mut sum_leaves = Vec::with_capacity(blocks.len());
	let mut decoys = Vec::new();
	let zero = Row { q: vec![0; dim], scale: 0 };
	let known = |id: u32| index.sums().iter().find(|sum| sum.contribution == id);
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
	Ok(IndexRoots {
		method: METHOD_GRAD_DOT,
		dims,
		z_milli,
		projection: projection_hash(dims, &index.config().seed),
		rows: Root { hash: tree.root().hash, count: tree.count() },
		sums: plain(sum_leaves)?,
		decoys: plain(decoys)?,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_worker_engine::IndexConfig;

	fn row(value: i8) -> Row {
		Row { q: vec![value; 16], scale: 1 << 16 }
	}

	#[test]
	fn blocks_sum_to_contributions_and_decoys_stand_apart() {
		let owners = vec![(5, false), (5, true), (5, false), (2, false), (9, true), (9, true)];
		let rows = (1..=6).map(row).collect();
		let config = IndexConfig { dim: 16, seed: [3; 32] };
		let index = Index::from_rows(config, [1; 32], owners, rows).unwrap();
		let roots = index_roots(&index, 2_000).unwrap();
		// Blocks of 4, 1 and 2 leaves; the last one is aligned to its own size.
		assert_eq!((roots.rows.count, roots.sums.count, roots.decoys.count), (8, 3, 3));
		assert_eq!(roots.projection, projection_hash(16, &[3; 32]));
		assert_ne!(roots.projection, projection_hash(16, &[4; 32]));
	}
}
