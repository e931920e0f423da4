// SPDX-License-Identifier: Apache-2.0
//! The attribution index: gradients of rows as int8 vectors, summed per contribution.
//!
//! A row's vector is the gradient of its summed token losses with respect to the trained LoRA
//! parameters, whitened and brought to `dim` numbers (see [`crate::Projector`]), and rounded to
//! int8 with one scale of its own. The score of a contribution is the integer dot product of the
//! answer's vector with the contribution's sum.
//!
//! * Rows are never normalised to equal length: how much a row moved the model is what is paid,
//!   and splitting a contribution changes nothing.
//! * Scales are relative to the 99th percentile of the rows' largest components, which gets
//!   [`MAX_SCALE`]; the few rows above are brought down to it (winsorised), so that no outlier
//!   owns a sum.
//! * Nothing is subtracted: what all text shares moves decoy rows too, so it is in their mean and
//!   spread, which the payout takes off (PROTOCOL §3).
//! * An untrained adapter has only zero vectors and pays nothing.

use crate::{
	error::{self, blake2_256, Error, Result},
	gradients::{Gradients, ReadyAdapter},
	model::{BaseModel, Example},
	projector::Projector,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
	collections::BTreeMap,
	path::Path,
	sync::atomic::{AtomicUsize, Ordering},
};

/// Largest scale of a row.
pub const MAX_SCALE: u32 = 1 << 16;
/// A row enters a sum as `round(scale · q / 2^SHIFT)`.
pub const SHIFT: u32 = 8;
/// Most components of a vector.
pub const MAX_DIM: usize = 2_048;
/// Most rows that whitening and basis are taken from, and as many decoys.
pub const SAMPLE: usize = 1_024;

/// Parameters of an index; all of them are committed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexConfig {
	/// Components of a vector, a power of two from 16 to [`MAX_DIM`].
	pub dim: usize,
	/// Seed of the rotation, drawn after the adapter's hash is registered.
	pub seed: [u8; 32],
}

impl Default for IndexConfig {
	fn default() -> Self {
		Self { dim: 1_024, seed: [0; 32] }
	}
}

/// A row of the index.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Row {
	/// Vector; empty is never stored, an unusable row is all zero with scale 0.
	pub q: Vec<i8>,
	/// Fixed-point factor, at most [`MAX_SCALE`].
	pub scale: u32,
}

impl Row {
	/// The row's part of its contribution's sum: `round_shift(scale · q)`, halves away from
	/// zero. Fits i32 by the bounds of both.
	pub fn addend(&self) -> Vec<i32> {
		self.q.iter().map(|q| round_shift(i64::from(self.scale) * i64::from(*q))).collect()
	}

	/// The bytes that a leaf commits: scale (u32 LE), then the components.
	pub fn to_bytes(&self) -> Vec<u8> {
		let scale = self.scale.to_le_bytes();
		scale.into_iter().chain(self.q.iter().map(|q| *q as u8)).collect()
	}
}

/// `x / 2^SHIFT`, rounded to nearest, halves away from zero.
pub fn round_shift(x: i64) -> i32 {
	let half = 1 << (SHIFT - 1);
	let magnitude = (x.unsigned_abs() + half) >> SHIFT;
	let magnitude = i32::try_from(magnitude).unwrap_or(i32::MAX);
	if x < 0 {
		-magnitude
	} else {
		magnitude
	}
}

/// One row of the dataset version, in manifest order.
#[derive(Clone, Debug)]
pub struct IndexInput {
	/// Contribution the row belongs to.
	pub contribution: u32,
	/// The row's tokens.
	pub example: Example,
	/// Held out of training; measures the noise.
	pub decoy: bool,
}

/// Sum of a contribution's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContributionSum {
	/// The contribution.
	pub contribution: u32,
	/// Its rows that are not decoys.
	pub rows: u32,
	/// Component sums.
	pub sum: Vec<i32>,
}

/// The vector of an answer. Its scale is common to all scores and cancels in the shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
	/// Vector.
	pub q: Vec<i8>,
	/// `max |component| · 2^16` of the float vector, saturating; 0 for a zero vector.
	pub scale: u32,
}

/// Integer scores of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
	/// `(contribution, rows, score)` in the order of the sums.
	pub contributions: Vec<(u32, u32, i64)>,
	/// Score of each decoy row, in manifest order.
	pub decoys: Vec<i64>,
}

/// An attribution index of one adapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
	projector: Projector,
	adapter: [u8; 32],
	owners: Vec<(u32, bool)>,
	rows: Vec<Row>,
	sums: Vec<ContributionSum>,
}

impl Index {
	/// Builds the index of an adapter. `progress` hears the number of rows done.
	pub fn build(
		base: &BaseModel,
		adapter: &ReadyAdapter,
		inputs: &[IndexInput],
		config: IndexConfig,
		progress: impl Fn(usize) + Sync,
	) -> Result<Self> {
		let path = Gradients::new(base, adapter);
		let done = AtomicUsize::new(0);
		let gradient = |n: &usize| -> Result<Vec<f32>> {
			let gradient = path.of(&inputs[*n].example)?.flat;
			progress(1 + done.fetch_add(1, Ordering::Relaxed));
			Ok(gradient)
		};
		let trained = sample(inputs, false);
		let decoys = sample(inputs, true);
		let gradients = |rows: &[usize]| rows.par_iter().map(gradient).collect::<Result<Vec<_>>>();
		let (g, d) = (gradients(&trained)?, gradients(&decoys)?);
		let projector = Projector::new(adapter.adapter(), config, &g, &d)?;
		let vectors = g.par_iter().chain(&d).map(|g| projector.project(g));
		let vectors: Vec<_> = vectors.collect();
		let known: BTreeMap<usize, Vec<f32>> =
			trained.into_iter().chain(decoys).zip(vectors).collect();
		let vectors = (0..inputs.len())
			.into_par_iter()
			.map(|n| match known.get(&n) {
				Some(vector) => Ok(vector.clone()),
				None => Ok(projector.project(&gradient(&n)?)),
			})
			.collect::<Result<Vec<_>>>()?;
		let owners = inputs.iter().map(|i| (i.contribution, i.decoy)).collect();
		Self::assemble(projector, adapter.hash(), owners, quantise(&vectors))
	}

	fn assemble(
		projector: Projector,
		adapter: [u8; 32],
		owners: Vec<(u32, bool)>,
		rows: Vec<Row>,
	) -> Result<Self> {
		let sums = contribution_sums(projector.config().dim, &owners, &rows)?;
		Ok(Self { projector, adapter, owners, rows, sums })
	}

	/// Parameters.
	pub fn config(&self) -> &IndexConfig {
		self.projector.config()
	}

	/// The float stage of the index.
	pub fn projector(&self) -> &Projector {
		&self.projector
	}

	/// Hash of the adapter that the index belongs to.
	pub fn adapter_hash(&self) -> [u8; 32] {
		self.adapter
	}

	/// All rows in manifest order, decoys included.
	pub fn rows(&self) -> &[Row] {
		&self.rows
	}

	/// `(contribution, decoy)` of each row.
	pub fn owners(&self) -> &[(u32, bool)] {
		&self.owners
	}

	/// Sums of the contributions, by contribution, decoy rows left out.
	pub fn sums(&self) -> &[ContributionSum] {
		&self.sums
	}

	/// The vector of an answer by the canonical path.
	pub fn query(
		&self,
		base: &BaseModel,
		adapter: &ReadyAdapter,
		example: &Example,
	) -> Result<Query> {
		if adapter.hash() != self.adapter {
			return Err(Error::Invalid("index of another adapter".into()));
		}
		let gradient = Gradients::new(base, adapter).of(example)?;
		Ok(Self::quantise_query(&self.projector.project(&gradient.flat)))
	}

	/// Rounds an answer's float vector.
	pub fn quantise_query(v: &[f32]) -> Query {
		let (q, largest) = int8(v);
		Query { q, scale: (f64::from(largest) * 65_536.0).round() as u32 }
	}

	/// Scores of a query against all contributions and decoys.
	pub fn scores(&self, query: &Query) -> Result<Scores> {
		if query.q.len() != self.config().dim {
			return Err(Error::Invalid("query of another index".into()));
		}
		// At most 2048 · 127 · 2^31 < 2^50.
		let score = |sum: &[i32]| -> i64 {
			query.q.iter().zip(sum).map(|(q, s)| i64::from(*q) * i64::from(*s)).sum()
		};
		let contributions =
			self.sums.iter().map(|s| (s.contribution, s.rows, score(&s.sum))).collect();
		let decoys = self
			.owners
			.iter()
			.zip(&self.rows)
			.filter(|((_, decoy), _)| *decoy)
			.map(|(_, row)| score(&row.addend()))
			.collect();
		Ok(Scores { contributions, decoys })
	}

	/// Score of each row alone, for explanations.
	pub fn row_scores(&self, query: &Query) -> Vec<i64> {
		self.rows
			.iter()
			.map(|row| {
				let addend = row.addend();
				query.q.iter().zip(addend).map(|(q, s)| i64::from(*q) * i64::from(s)).sum()
			})
			.collect()
	}

	/// Writes `index.json` (parameters, owners), `rows.bin` (rows one after another, see
	/// [`Row::to_bytes`]) and `basis.bin` ([`Projector::to_bytes`]).
	pub fn save(&self, dir: impl AsRef<Path>) -> Result<()> {
		let dir = dir.as_ref();
		std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
		let rows: Vec<u8> = self.rows.iter().flat_map(Row::to_bytes).collect();
		let basis = self.projector.to_bytes();
		let head = Head {
			config: self.config().clone(),
			adapter: self.adapter,
			rows: blake2_256(&rows),
			basis: blake2_256(&basis),
			owners: self.owners.clone(),
		};
		error::write_atomic(&dir.join("rows.bin"), &rows)?;
		error::write_atomic(&dir.join("basis.bin"), &basis)?;
		let json = serde_json::to_vec(&head).map_err(|e| Error::format(dir, e))?;
		error::write_atomic(&dir.join("index.json"), &json)
	}

	/// Reads what [`Self::save`] wrote and checks it.
	pub fn load(dir: impl AsRef<Path>) -> Result<Self> {
		let dir = dir.as_ref();
		let head: Head = serde_json::from_slice(&error::read(&dir.join("index.json"))?)
			.map_err(|e| Error::format(dir.join("index.json"), e))?;
		let bytes = error::read(&dir.join("rows.bin"))?;
		let size = head.config.dim.saturating_add(4);
		let whole = head.owners.len().checked_mul(size) == Some(bytes.len());
		if !whole || blake2_256(&bytes) != head.rows {
			return Err(Error::format(dir.join("rows.bin"), "not the rows of this index"));
		}
		let basis = error::read(&dir.join("basis.bin"))?;
		if blake2_256(&basis) != head.basis {
			return Err(Error::format(dir.join("basis.bin"), "not that of this index"));
		}
		let projector = Projector::parse(head.config, &basis)?;
		let rows = bytes
			.chunks_exact(size)
			.map(|b| Row {
				scale: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
				q: b[4..].iter().map(|x| *x as i8).collect(),
			})
			.collect();
		Self::assemble(projector, head.adapter, head.owners, rows)
	}
}

#[derive(Serialize, Deserialize)]
struct Head {
	config: IndexConfig,
	adapter: [u8; 32],
	rows: [u8; 32],
	basis: [u8; 32],
	owners: Vec<(u32, bool)>,
}

/// Sums per contribution of the rows that are not decoys; refuses rows out of bounds and partial
/// sums that leave i32.
pub fn contribution_sums(
	dim: usize,
	owners: &[(u32, bool)],
	rows: &[Row],
) -> Result<Vec<ContributionSum>> {
	let bad = |why: &str| Error::Invalid(format!("index: {why}"));
	if owners.len() != rows.len() {
		return Err(bad("owners and rows differ in number"));
	}
	let mut sums = BTreeMap::<u32, ContributionSum>::new();
	for ((contribution, decoy), row) in owners.iter().zip(rows) {
		if row.q.len() != dim || row.scale > MAX_SCALE {
			return Err(bad("a row is out of bounds"));
		}
		if *decoy {
			continue;
		}
		let entry = sums.entry(*contribution).or_insert_with(|| ContributionSum {
			contribution: *contribution,
			rows: 0,
			sum: vec![0; dim],
		});
		entry.rows += 1;
		for (s, a) in entry.sum.iter_mut().zip(row.addend()) {
			*s = s.checked_add(a).ok_or_else(|| bad("a sum leaves i32"))?;
		}
	}
	Ok(sums.into_values().collect())
}

/// At most [`SAMPLE`] of the decoys, or of the rows that were trained on, evenly spread.
fn sample(inputs: &[IndexInput], decoys: bool) -> Vec<usize> {
	let rows: Vec<usize> = (0..inputs.len()).filter(|n| inputs[*n].decoy == decoys).collect();
	let step = rows.len().div_ceil(SAMPLE).max(1);
	rows.into_iter().step_by(step).collect()
}

/// Components in units of a 127th of the largest, halves to even; zeros for unusable vectors.
fn int8(v: &[f32]) -> (Vec<i8>, f32) {
	let largest = v.iter().fold(0f32, |m, x| m.max(x.abs()));
	if largest == 0.0 || !v.iter().all(|x| x.is_finite()) {
		return (vec![0; v.len()], 0.0);
	}
	let unit = largest / 127.0;
	let q = v.iter().map(|x| (x / unit).round_ties_even().clamp(-127.0, 127.0) as i8).collect();
	(q, largest)
}

/// All rows with scales relative to the 99th percentile of their largest components.
fn quantise(vectors: &[Vec<f32>]) -> Vec<Row> {
	let rounded: Vec<_> = vectors.iter().map(|v| int8(v)).collect();
	let mut sizes: Vec<f32> = rounded.iter().map(|r| r.1).filter(|s| *s > 0.0).collect();
	sizes.sort_by(f32::total_cmp);
	let Some(top) = sizes.get((sizes.len().saturating_sub(1)) * 99 / 100) else {
		return rounded.into_iter().map(|(q, _)| Row { q, scale: 0 }).collect();
	};
	rounded
		.into_iter()
		.map(|(q, size)| {
			let scale = (f64::from(size) / f64::from(*top) * f64::from(MAX_SCALE)).round();
			Row { q, scale: (scale as u32).min(MAX_SCALE) }
		})
		.collect()
}
