// SPDX-License-Identifier: Apache-2.0
//! Positional binary Merkle trees.
//!
//! `leaf = H(0x00 ‖ leaf)`, `node = H(0x01 ‖ left ‖ right)`, `sum node = H(0x02 ‖ left ‖ left sum ‖
//! right ‖ right sum)`, `vector node = H(0x04 ‖ left ‖ H(left sums) ‖ right ‖ H(right sums))`, with
//! H = blake2_256 and sums little-endian and checked. A tree of `count` leaves has the depth of the
//! next power of two and is padded with the empty leaf (32 zero bytes, sum 0), so the count fixes
//! the shape; count and index belong to the root object, never to the proof. A sum leaf commits
//! its sum: `H(0x00 ‖ leaf ‖ sum)`.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{ConstU32, H256};
use sp_io::hashing::blake2_256;
use sp_runtime::BoundedVec;

/// Deepest tree: positions are `u32`.
pub const MAX_DEPTH: u32 = 32;

/// A node of one of the three kinds of tree.
pub trait Node: Clone + PartialEq + Sized {
	/// The node that stands for an absent leaf.
	fn empty() -> Self;
	/// The parent of two nodes; `None` when a sum overflows or vectors differ in length.
	fn join(&self, right: &Self) -> Option<Self>;
}

impl Node for H256 {
	fn empty() -> Self {
		H256::zero()
	}
	fn join(&self, right: &Self) -> Option<Self> {
		Some(H256(blake2_256(&(1u8, self, right).encode())))
	}
}

/// Hash of a plain leaf.
pub fn leaf_hash(leaf: &[u8]) -> H256 {
	let mut bytes = Vec::with_capacity(leaf.len().saturating_add(1));
	bytes.push(0);
	bytes.extend_from_slice(leaf);
	H256(blake2_256(&bytes))
}

/// Node of a Merkle-sum tree.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct SumNode {
	/// Hash of the subtree.
	pub hash: H256,
	/// Sum of the leaves below.
	pub sum: u128,
}

impl SumNode {
	/// A leaf that carries `sum`.
	pub fn leaf(leaf: &[u8], sum: u128) -> Self {
		let mut bytes = Vec::with_capacity(leaf.len().saturating_add(17));
		bytes.push(0);
		bytes.extend_from_slice(leaf);
		bytes.extend_from_slice(&sum.to_le_bytes());
		Self { hash: H256(blake2_256(&bytes)), sum }
	}
}

impl Node for SumNode {
	fn empty() -> Self {
		Self { hash: H256::zero(), sum: 0 }
	}
	fn join(&self, right: &Self) -> Option<Self> {
		Some(Self {
			hash: H256(blake2_256(&(2u8, self.hash, self.sum, right.hash, right.sum).encode())),
			sum: self.sum.checked_add(right.sum)?,
		})
	}
}

/// Node of a vector-sum tree over index rows. The empty node has no components and joins with
/// anything as a zero vector.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct VectorNode {
	/// Hash of the subtree.
	pub hash: H256,
	/// Component sums of the rows below, each inside `i32`.
	pub sums: Vec<i32>,
}

impl VectorNode {
	/// A leaf: the bytes of an index row and its contribution to the sums.
	pub fn leaf(row: &[u8], sums: Vec<i32>) -> Self {
		Self { hash: leaf_hash(row), sums }
	}

	fn sums_hash(&self) -> H256 {
		H256(blake2_256(&self.sums.encode()))
	}
}

impl Node for VectorNode {
	fn empty() -> Self {
		Self::default()
	}
	fn join(&self, right: &Self) -> Option<Self> {
		let sums = match (self.sums.is_empty(), right.sums.is_empty()) {
			(true, _) => right.sums.clone(),
			(_, true) => self.sums.clone(),
			_ if self.sums.len() != right.sums.len() => return None,
			_ => self
				.sums
				.iter()
				.zip(&right.sums)
				.map(|(a, b)| a.checked_add(*b))
				.collect::<Option<Vec<_>>>()?,
		};
		let payload = (4u8, self.hash, self.sums_hash(), right.hash, right.sums_hash());
		Some(Self { hash: H256(blake2_256(&payload.encode())), sums })
	}
}

/// Root object of a plain tree.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Root {
	/// Root hash; zero for no leaves.
	pub hash: H256,
	/// Number of leaves.
	pub count: u32,
}

/// Root object of a sum tree.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct SumRoot {
	/// Root hash; zero for no leaves.
	pub hash: H256,
	/// Number of leaves.
	pub count: u32,
	/// Sum over all leaves.
	pub sum: u128,
}

impl SumRoot {
	/// The root as a node of the tree.
	pub fn node(&self) -> SumNode {
		SumNode { hash: self.hash, sum: self.sum }
	}
}

/// Depth of a tree with `count` leaves: log2 of the next power of two.
pub fn depth(count: u32) -> u32 {
	match count {
		0 | 1 => 0,
		n => MAX_DEPTH.saturating_sub(n.saturating_sub(1).leading_zeros()),
	}
}

/// Number of real (not padded) nodes at `level` of a tree with `count` leaves.
fn width(count: u32, level: u32) -> u32 {
	let shifted = u64::from(count)
		.saturating_add(1u64.checked_shl(level).unwrap_or(u64::MAX).saturating_sub(1))
		.checked_shr(level)
		.unwrap_or(0);
	u32::try_from(shifted).unwrap_or(u32::MAX)
}

/// Siblings from a leaf up to the root, lowest first. Absent siblings are left out: the count says
/// where they are.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
#[codec(mel_bound(N: MaxEncodedLen))]
pub struct Opening<N>
where
	N: TypeInfo + 'static,
{
	/// Position of the leaf.
	pub index: u32,
	/// The siblings that exist, lowest level first.
	pub siblings: BoundedVec<N, ConstU32<MAX_DEPTH>>,
}

/// Nodes at the two edges of a contiguous range, level by level from the leaves, left edge before
/// right edge.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
#[codec(mel_bound(N: MaxEncodedLen))]
pub struct RangeProof<N>
where
	N: TypeInfo + 'static,
{
	/// Position of the first leaf of the range.
	pub start: u32,
	/// Edge nodes that exist.
	pub edges: BoundedVec<N, ConstU32<64>>,
}

impl<N: Node + TypeInfo + 'static> Opening<N> {
	/// The root that this opening gives for `leaf` in a tree of `count` leaves.
	pub fn root(&self, count: u32, leaf: N) -> Option<N> {
		let range = RangeProof {
			start: self.index,
			edges: BoundedVec::try_from(self.siblings.clone().into_inner()).ok()?,
		};
		range.root(count, core::slice::from_ref(&leaf))
	}
}

impl Opening<SumNode> {
	/// Sum of all leaves left of the opened one; verify the opening first.
	pub fn prefix(&self, count: u32) -> Option<u128> {
		let mut siblings = self.siblings.iter();
		let mut index = self.index;
		let mut prefix = 0u128;
		for level in 0..depth(count) {
			let left_exists = index & 1 == 1;
			let right_exists = index.checked_add(1)? < width(count, level);
			if left_exists {
				prefix = prefix.checked_add(siblings.next()?.sum)?;
			} else if right_exists {
				siblings.next()?;
			}
			index >>= 1;
		}
		Some(prefix)
	}
}

impl<N: Node + TypeInfo + 'static> RangeProof<N> {
	/// The root that `leaves`, put at `start..`, give in a tree of `count` leaves. `None` when the
	/// range leaves the tree, the proof has too few or too many nodes, or a sum overflows.
	pub fn root(&self, count: u32, leaves: &[N]) -> Option<N> {
		let len = u32::try_from(leaves.len()).ok()?;
		if len == 0 || self.start.checked_add(len)? > count {
			return None;
		}
		let mut edges = self.edges.iter();
		let mut nodes: Vec<N> = leaves.to_vec();
		let mut start = self.start;
		let mut empty = N::empty();
		for level in 0..depth(count) {
			let mut row = Vec::with_capacity(nodes.len().saturating_add(2));
			let end = start.checked_add(u32::try_from(nodes.len()).ok()?)?;
			if start & 1 == 1 {
				row.push(edges.next()?.clone());
				start = start.checked_sub(1)?;
			}
			row.append(&mut nodes);
			if end & 1 == 1 {
				row.push(match end < width(count, level) {
					true => edges.next()?.clone(),
					false => empty.clone(),
				});
			}
			nodes = row
				.chunks_exact(2)
				.map(|pair| match pair {
					[left, right] => left.join(right),
					_ => None,
				})
				.collect::<Option<Vec<_>>>()?;
			start >>= 1;
			empty = empty.join(&empty)?;
		}
		match (edges.next(), nodes.len()) {
			(None, 1) => nodes.pop(),
			_ => None,
		}
	}
}

/// A whole tree in memory, for those who make proofs.
#[derive(Clone, Debug)]
pub struct Tree<N> {
	/// `levels[0]` are the leaves; absent nodes are not stored.
	levels: Vec<Vec<N>>,
	empties: Vec<N>,
}

impl<N: Node + TypeInfo + 'static> Tree<N> {
	/// The tree over `leaves`; `None` when there are more than `u32::MAX` or a sum overflows.
	pub fn new(leaves: Vec<N>) -> Option<Self> {
		let count = u32::try_from(leaves.len()).ok()?;
		let mut levels = Vec::new();
		let mut empties = Vec::new();
		let mut nodes = leaves;
		let mut empty = N::empty();
		for _ in 0..depth(count) {
			let above = nodes
				.chunks(2)
				.map(|pair| match pair {
					[left, right] => left.join(right),
					[left] => left.join(&empty),
					_ => None,
				})
				.collect::<Option<Vec<_>>>()?;
			let next = empty.join(&empty)?;
			empties.push(core::mem::replace(&mut empty, next));
			levels.push(core::mem::replace(&mut nodes, above));
		}
		levels.push(nodes);
		empties.push(empty);
		Some(Self { levels, empties })
	}

	/// Number of leaves.
	pub fn count(&self) -> u32 {
		self.levels.first().and_then(|leaves| u32::try_from(leaves.len()).ok()).unwrap_or(0)
	}

	/// The root node; the empty node when there are no leaves.
	pub fn root(&self) -> N {
		self.levels.last().and_then(|top| top.first()).cloned().unwrap_or_else(N::empty)
	}

	/// The inner node over leaves `index·2^level ..`, padding included.
	pub fn node(&self, level: u32, index: u32) -> Option<N> {
		let level = usize::try_from(level).ok()?;
		let row = self.levels.get(level)?;
		row.get(usize::try_from(index).ok()?).or_else(|| self.empties.get(level)).cloned()
	}

	/// Opening of leaf `index`.
	pub fn open(&self, index: u32) -> Option<Opening<N>> {
		let RangeProof { start, edges } = self.range(index, 1)?;
		Some(Opening { index: start, siblings: BoundedVec::try_from(edges.into_inner()).ok()? })
	}

	/// Proof of the range `start .. start + len`.
	pub fn range(&self, start: u32, len: u32) -> Option<RangeProof<N>> {
		let mut end = start.checked_add(len)?;
		if len == 0 || end > self.count() {
			return None;
		}
		let mut edges = BoundedVec::new();
		let mut lo = start;
		for row in self.levels.iter().take(self.levels.len().saturating_sub(1)) {
			if lo & 1 == 1 {
				lo = lo.checked_sub(1)?;
				edges.try_push(row.get(usize::try_from(lo).ok()?)?.clone()).ok()?;
			}
			if end & 1 == 1 {
				if let Some(right) = row.get(usize::try_from(end).ok()?) {
					edges.try_push(right.clone()).ok()?;
				}
				end = end.checked_add(1)?;
			}
			lo >>= 1;
			end >>= 1;
		}
		Some(RangeProof { start, edges })
	}
}

impl Tree<H256> {
	/// Tree over the plain hashes of leaf bytes.
	pub fn of_leaves<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Option<Self> {
		Self::new(leaves.into_iter().map(leaf_hash).collect())
	}

	/// The root object.
	pub fn root_object(&self) -> Root {
		Root { hash: self.root(), count: self.count() }
	}
}

impl Tree<SumNode> {
	/// The root object.
	pub fn root_object(&self) -> SumRoot {
		let root = self.root();
		SumRoot { hash: root.hash, count: self.count(), sum: root.sum }
	}

	/// Index of the leaf that holds `point` of `0 .. total`, by walking down the sums.
	pub fn locate(&self, point: u128) -> Option<u32> {
		if point >= self.root().sum {
			return None;
		}
		let mut rest = point;
		let mut index = 0usize;
		for row in self.levels.iter().rev().skip(1) {
			index = index.checked_mul(2)?;
			let left = row.get(index)?;
			if rest >= left.sum {
				rest = rest.checked_sub(left.sum)?;
				index = index.checked_add(1)?;
			}
		}
		u32::try_from(index).ok()
	}
}

/// An appendable Merkle tree: what a chain keeps of a growing plain tree. At most 32 hashes.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Frontier {
	/// Leaves appended so far.
	pub count: u32,
	/// `peaks[k]` is the root of the full subtree of 2ᵏ leaves; valid where bit k of `count` is set.
	peaks: BoundedVec<H256, ConstU32<MAX_DEPTH>>,
}

impl Frontier {
	/// Appends a leaf hash; `None` when the tree is full.
	pub fn append(&mut self, leaf: H256) -> Option<()> {
		let count = self.count.checked_add(1)?;
		let mut node = leaf;
		for (level, peak) in self.peaks.iter_mut().enumerate() {
			if self.count.checked_shr(u32::try_from(level).ok()?)? & 1 == 0 {
				*peak = node;
				self.count = count;
				return Some(());
			}
			node = peak.join(&node)?;
		}
		self.peaks.try_push(node).ok()?;
		self.count = count;
		Some(())
	}

	/// The root object of the leaves so far.
	pub fn root(&self) -> Option<Root> {
		let count = self.count;
		if count == 0 {
			return Some(Root::default());
		}
		let top = depth(count);
		let mut right: Option<H256> = None;
		let mut empty = H256::zero();
		for level in 0..top {
			let peak = (count.checked_shr(level)? & 1 == 1)
				.then(|| self.peaks.get(usize::try_from(level).ok()?).copied())
				.flatten();
			right = match (peak, right) {
				(Some(peak), right) => Some(peak.join(&right.unwrap_or(empty))?),
				(None, Some(right)) => Some(right.join(&empty)?),
				(None, None) => None,
			};
			empty = empty.join(&empty)?;
		}
		let hash = match right {
			Some(hash) => hash,
			None => *self.peaks.get(usize::try_from(top).ok()?)?,
		};
		Some(Root { hash, count })
	}
}

/// Verifies one plain leaf against a root object.
pub fn verify(root: &Root, leaf: &[u8], opening: &Opening<H256>) -> bool {
	opening.root(root.count, leaf_hash(leaf)) == Some(root.hash)
}

/// Verifies one leaf with its sum against a root object.
pub fn verify_sum(root: &SumRoot, leaf: &[u8], sum: u128, opening: &Opening<SumNode>) -> bool {
	opening.root(root.count, SumNode::leaf(leaf, sum)) == Some(root.node())
}

/// Verifies a contiguous range of sum leaves against a root object.
pub fn verify_sum_range(root: &SumRoot, leaves: &[SumNode], proof: &RangeProof<SumNode>) -> bool {
	proof.root(root.count, leaves) == Some(root.node())
}

/// Where each contribution's rows sit in the vector-sum tree: blocks of 2ᵏ ≥ rows leaves, each
/// aligned to its own size, in manifest order. Returns `(first leaf, k)` for each and the total.
pub fn aligned_layout(rows: &[u32]) -> Option<(Vec<(u32, u32)>, u32)> {
	let mut at = 0u32;
	let mut layout = Vec::with_capacity(rows.len());
	for rows in rows {
		let level = depth(*rows);
		let size = 1u32.checked_shl(level)?;
		at = at.checked_next_multiple_of(size)?;
		layout.push((at, level));
		at = at.checked_add(size)?;
	}
	Some((layout, at))
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn sums(values: &[u128]) -> Tree<SumNode> {
		let leaves = values.iter().map(|v| SumNode::leaf(&v.to_le_bytes(), *v)).collect();
		Tree::new(leaves).unwrap()
	}

	#[test]
	fn known_roots_do_not_move() {
		let tree = Tree::of_leaves([b"a".as_slice(), b"b", b"c"]).unwrap();
		let ab = leaf_hash(b"a").join(&leaf_hash(b"b")).unwrap();
		let c = leaf_hash(b"c").join(&H256::zero()).unwrap();
		assert_eq!(tree.root(), ab.join(&c).unwrap());
		assert_eq!(Tree::<H256>::new(vec![]).unwrap().root(), H256::zero());
	}

	#[test]
	fn a_sum_that_overflows_makes_no_tree() {
		let leaf = SumNode::leaf(b"x", u128::MAX);
		assert!(Tree::new(vec![leaf.clone(), leaf]).is_none());
	}

	#[test]
	fn an_i32_overflow_makes_no_vector_tree() {
		let leaf = VectorNode::leaf(b"x", vec![i32::MAX, 0]);
		assert!(Tree::new(vec![leaf.clone(), leaf]).is_none());
	}

	#[test]
	fn aligned_blocks_sum_to_their_rows() {
		let rows = [3u32, 1, 5];
		let (layout, total) = aligned_layout(&rows).unwrap();
		assert_eq!(layout, vec![(0, 2), (4, 0), (8, 3)]);
		assert_eq!(total, 16);
		let mut leaves = vec![VectorNode::empty(); 16];
		for ((start, _), rows) in layout.iter().zip(rows) {
			for i in 0..rows {
				leaves[(start + i) as usize] = VectorNode::leaf(&[i as u8], vec![1, i as i32]);
			}
		}
		let tree = Tree::new(leaves).unwrap();
		let (start, level) = layout[2];
		assert_eq!(tree.node(level, start >> level).unwrap().sums, vec![5, 10]);
	}

	proptest! {
		#[test]
		fn frontier_and_tree_agree(n in 0usize..200) {
			let leaves: Vec<H256> = (0..n).map(|i| leaf_hash(&i.to_le_bytes())).collect();
			let mut frontier = Frontier::default();
			for leaf in &leaves {
				frontier.append(*leaf).unwrap();
			}
			prop_assert_eq!(frontier.root().unwrap(), Tree::new(leaves).unwrap().root_object());
		}

		#[test]
		fn every_range_verifies_and_no_other(n in 1u32..70, a in 0u32..70, len in 1u32..70) {
			let values: Vec<u128> = (0..n).map(u128::from).collect();
			let tree = sums(&values);
			let root = tree.root_object();
			let leaves: Vec<SumNode> =
				values.iter().map(|v| SumNode::leaf(&v.to_le_bytes(), *v)).collect();
			match tree.range(a, len) {
				None => prop_assert!(a + len > n),
				Some(proof) => {
					let slice = &leaves[a as usize..(a + len) as usize];
					prop_assert!(verify_sum_range(&root, slice, &proof));
					let mut wrong = slice.to_vec();
					wrong[0].sum += 1;
					prop_assert!(!verify_sum_range(&root, &wrong, &proof));
					let mut moved = proof.clone();
					moved.start += 1;
					prop_assert!(!verify_sum_range(&root, slice, &moved));
					let mut longer = proof;
					longer.edges.try_push(SumNode::empty()).unwrap();
					prop_assert!(!verify_sum_range(&root, slice, &longer));
				}
			}
		}

		#[test]
		fn points_land_where_the_sums_say(values in prop::collection::vec(0u128..50, 1..60), p in 0u128..3000) {
			let tree = sums(&values);
			let root = tree.root_object();
			match tree.locate(p) {
				None => prop_assert!(p >= root.sum),
				Some(index) => {
					let opening = tree.open(index).unwrap();
					let value = values[index as usize];
					prop_assert!(verify_sum(&root, &value.to_le_bytes(), value, &opening));
					let prefix = opening.prefix(root.count).unwrap();
					prop_assert!(prefix <= p && p < prefix + value);
				}
			}
		}
	}
}
