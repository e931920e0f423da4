// SPDX-License-Identifier: Apache-2.0
//! From a flat LoRA gradient to the float vector of the index: whitening, basis, rotation.
//!
//! * Whitening divides each parameter's gradient by the root of its mean square over the rows
//!   trained on, damped by a tenth of its matrix's mean. The dot product of two vectors is then
//!   the influence with the diagonal of the Fisher matrix as curvature. It also removes the
//!   arbitrary split of B·A between its factors: scaling A up and B down changes nothing.
//! * A pair whose B is zero has changed no answer, so its gradients count zero. An untrained
//!   adapter therefore has only zero vectors.
//! * The basis is that of the whitened gradients of rows, by Cholesky's factorisation of their
//!   Gram matrix with the largest remainder as the next pivot. With at most `dim` rows all dot
//!   products with rows are kept, up to rounding; a random projection of the same size loses much
//!   of them. With more rows the basis spans the `dim` rows that say most.
//! * The rotation (signs from the seed, then Walsh–Hadamard) changes no dot product. It spreads
//!   each vector evenly over its components, which is what int8 with one scale wants.

use crate::{
	adapter::Adapter,
	error::{blake2_256, Error, Result},
	index::{IndexConfig, MAX_DIM},
	math::{self, gemm, Strided},
	weights::f32_bytes,
};
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha20Rng,
};

/// Damping as a fraction of the mean square of the matrix.
const DAMPING: f32 = 0.1;
/// A pivot whose remainder is below this part of the mean square length adds nothing.
const REMAINDER: f64 = 1e-5;

/// The float stage of an index, a function of adapter, rows and configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Projector {
	config: IndexConfig,
	/// Factor of each parameter.
	weights: Vec<f32>,
	/// Whitened gradients of the pivot rows, `[pivots × parameters]`.
	pivots: Vec<f32>,
	/// Lower triangular factor of the pivots' Gram matrix, `[pivots × pivots]`.
	factor: Vec<f64>,
	signs: Vec<f64>,
}

impl Projector {
	/// Measures whitening on gradients of rows that were trained on, and takes the basis from
	/// them and from `others` (the decoys).
	pub fn new(
		adapter: &Adapter,
		config: IndexConfig,
		gradients: &[Vec<f32>],
		others: &[Vec<f32>],
	) -> Result<Self> {
		let weights = whitening(adapter, gradients);
		let rows: Vec<Vec<f32>> =
			gradients.iter().chain(others).map(|g| whiten(g, &weights)).collect();
		let (pivots, factor) = basis(&rows, config.dim, weights.len());
		Self::from_parts(config, weights, pivots, factor)
	}

	fn from_parts(
		config: IndexConfig,
		weights: Vec<f32>,
		pivots: Vec<f32>,
		factor: Vec<f64>,
	) -> Result<Self> {
		if !(16..=MAX_DIM).contains(&config.dim) || !config.dim.is_power_of_two() {
			return Err(Error::Invalid("index dimension: a power of two from 16 to 2048".into()));
		}
		let count = factor.len().isqrt();
		let whole = count * count == factor.len()
			&& count <= config.dim
			&& count * weights.len() == pivots.len();
		if !whole {
			return Err(Error::Invalid("the basis of the index is incomplete".into()));
		}
		let mut rng = ChaCha20Rng::from_seed(config.seed);
		let signs =
			(0..config.dim).map(|_| if rng.next_u32() & 1 == 1 { -1.0 } else { 1.0 }).collect();
		Ok(Self { config, weights, pivots, factor, signs })
	}

	/// Parameters of the index.
	pub fn config(&self) -> &IndexConfig {
		&self.config
	}

	/// What an index commits about its float stage: blake2_256 over `dim` (u32 LE), the seed and
	/// [`Self::to_bytes`].
	pub fn hash(&self) -> [u8; 32] {
		let dim = (self.config.dim as u32).to_le_bytes();
		blake2_256(&[&dim[..], &self.config.seed, &self.to_bytes()].concat())
	}

	/// Number of parameters and of pivots (u32 LE), whitening and pivots (f32 LE), factor
	/// (f64 LE).
	pub fn to_bytes(&self) -> Vec<u8> {
		let count = self.factor.len().isqrt() as u32;
		let mut out = (self.weights.len() as u32).to_le_bytes().to_vec();
		out.extend(count.to_le_bytes());
		out.extend(f32_bytes(&self.weights));
		out.extend(f32_bytes(&self.pivots));
		out.extend(self.factor.iter().flat_map(|x| x.to_le_bytes()));
		out
	}

	/// Reads [`Self::to_bytes`].
	pub fn parse(config: IndexConfig, bytes: &[u8]) -> Result<Self> {
		let bad = || Error::Invalid("the basis of the index is incomplete".into());
		let word = |at: usize| -> Option<usize> {
			let b = bytes.get(at..at + 4)?;
			Some(u32::from_le_bytes(b.try_into().ok()?) as usize)
		};
		let (size, count) = (word(0).ok_or_else(bad)?, word(4).ok_or_else(bad)?);
		let floats = size.checked_mul(count.saturating_add(1)).ok_or_else(bad)?;
		let split = floats.checked_mul(4).and_then(|n| n.checked_add(8)).ok_or_else(bad)?;
		let (head, tail) = bytes.split_at_checked(split).ok_or_else(bad)?;
		if count > MAX_DIM || tail.len() != count * count * 8 {
			return Err(bad());
		}
		let mut values =
			head[8..].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
		let weights: Vec<f32> = values.by_ref().take(size).collect();
		let pivots = values.collect();
		let factor = tail
			.chunks_exact(8)
			.map(|b| f64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]))
			.collect();
		Self::from_parts(config, weights, pivots, factor)
	}

	/// The vector of a flat gradient, `dim` numbers.
	pub fn project(&self, flat: &[f32]) -> Vec<f32> {
		let white = whiten(flat, &self.weights);
		let count = self.factor.len().isqrt();
		let mut y = vec![0f64; self.config.dim];
		if count > 0 {
			let rows = self.pivots.chunks_exact(self.weights.len());
			for (i, (pivot, l)) in rows.zip(self.factor.chunks_exact(count)).enumerate() {
				let known: f64 = l[..i].iter().zip(&y).map(|(l, y)| l * y).sum();
				y[i] = (f64::from(math::dot(pivot, &white)) - known) / l[i];
			}
		}
		y.iter_mut().zip(&self.signs).for_each(|(y, s)| *y *= s);
		hadamard(&mut y);
		y.into_iter().map(|y| y as f32).collect()
	}
}

fn whiten(flat: &[f32], weights: &[f32]) -> Vec<f32> {
	flat.iter().zip(weights).map(|(x, w)| x * w).collect()
}

fn whitening(adapter: &Adapter, gradients: &[Vec<f32>]) -> Vec<f32> {
	let mut squares = vec![0f32; adapter.parameters()];
	for gradient in gradients {
		for (s, g) in squares.iter_mut().zip(gradient) {
			*s += g * g;
		}
	}
	let mut weights = Vec::with_capacity(squares.len());
	let mut rest = &squares[..];
	for pair in &adapter.pairs {
		let trained = pair.b.iter().any(|b| *b != 0.0);
		for len in [pair.a.len(), pair.b.len()] {
			let (matrix, tail) = rest.split_at(len);
			rest = tail;
			let damping = DAMPING * math::sum(matrix) / len as f32;
			weights.extend(matrix.iter().map(|s| {
				let w = (gradients.len() as f32 / (s + damping)).sqrt();
				if trained && w.is_finite() {
					w
				} else {
					0.0
				}
			}));
		}
	}
	weights
}

/// Pivot rows and their factor, by the pivoted Cholesky factorisation of the rows' Gram matrix.
fn basis(rows: &[Vec<f32>], most: usize, size: usize) -> (Vec<f32>, Vec<f64>) {
	let n = rows.len();
	let flat: Vec<f32> = rows.concat();
	let mut gram = vec![0f32; n * n];
	if n > 0 {
		let columns = math::transpose(&flat, n, size);
		gemm((n, size, n), Strided::rows(&flat, size), &columns, n, &mut gram, n, false);
	}
	let mut left: Vec<f64> = (0..n).map(|i| f64::from(gram[i * n + i])).collect();
	let floor = REMAINDER * left.iter().sum::<f64>() / n.max(1) as f64;
	// Coordinates of every row, one column for each pivot so far.
	let mut coordinates: Vec<Vec<f64>> = Vec::new();
	let mut order: Vec<usize> = Vec::new();
	while order.len() < most.min(n) {
		let best =
			left.iter().enumerate().fold(
				(0, 0f64),
				|best, (i, x)| {
					if *x > best.1 {
						(i, *x)
					} else {
						best
					}
				},
			);
		if best.1 <= floor {
			break;
		}
		let (pivot, root) = (best.0, best.1.sqrt());
		let mut column: Vec<f64> = (0..n).map(|i| f64::from(gram[i * n + pivot])).collect();
		for c in &coordinates {
			let at = c[pivot];
			column.iter_mut().zip(c).for_each(|(x, c)| *x -= c * at);
		}
		column.iter_mut().for_each(|x| *x /= root);
		for done in &order {
			column[*done] = 0.0;
		}
		column[pivot] = root;
		left.iter_mut().zip(&column).for_each(|(l, x)| *l -= x * x);
		left[pivot] = 0.0;
		order.push(pivot);
		coordinates.push(column);
	}
	let factor = order.iter().flat_map(|i| coordinates.iter().map(|c| c[*i])).collect();
	let pivots = order.iter().flat_map(|i| rows[*i].iter().copied()).collect();
	(pivots, factor)
}

/// The orthonormal Walsh–Hadamard transform; the length is a power of two.
fn hadamard(x: &mut [f64]) {
	let mut half = 1;
	while half < x.len() {
		for block in x.chunks_exact_mut(2 * half) {
			let (lo, hi) = block.split_at_mut(half);
			for (a, b) in lo.iter_mut().zip(hi) {
				(*a, *b) = (*a + *b, *a - *b);
			}
		}
		half *= 2;
	}
	let scale = 1.0 / (x.len() as f64).sqrt();
	x.iter_mut().for_each(|x| *x *= scale);
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{LoraConfig, ModelConfig};

	fn dot(a: &[f32], b: &[f32]) -> f64 {
		a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
	}

	fn fixture(rows: usize) -> (Adapter, Vec<Vec<f32>>) {
		let model = ModelConfig { hidden_size: 16, ..ModelConfig::small(32) };
		let mut adapter = Adapter::new(&model, LoraConfig::default(), 1).unwrap();
		adapter.set_flat(&vec![0.5; adapter.parameters()]).unwrap();
		let rows = (0..rows)
			.map(|r| {
				(0..adapter.parameters())
					.map(|i| ((i * (r + 3)) as f32 * 0.37).sin() + ((r * i) as f32 * 0.11).cos())
					.collect()
			})
			.collect();
		(adapter, rows)
	}

	#[test]
	fn dot_products_with_rows_are_kept() {
		let (adapter, rows) = fixture(40);
		let config = IndexConfig { dim: 64, seed: [5; 32] };
		let p = Projector::new(&adapter, config.clone(), &rows[..30], &rows[30..38]).unwrap();
		let white = |x: &[f32]| whiten(x, &p.weights);
		// The last two rows are outside the basis, as an answer's gradient is.
		for query in &rows[37..] {
			for row in &rows[..38] {
				let (exact, kept) =
					(dot(&white(query), &white(row)), dot(&p.project(query), &p.project(row)));
				let size = dot(&white(row), &white(row));
				assert!((exact - kept).abs() < 2e-3 * size, "{exact} {kept} {size}");
			}
		}
		assert_eq!(Projector::parse(config, &p.to_bytes()).unwrap(), p);
		let other = IndexConfig { dim: 64, seed: [6; 32] };
		let other = Projector::new(&adapter, other, &rows[..30], &rows[30..38]).unwrap();
		assert_ne!(other.project(&rows[0]), p.project(&rows[0]));
		assert_ne!(other.hash(), p.hash());
	}

	#[test]
	fn the_rows_of_the_basis_keep_their_length() {
		let (adapter, rows) = fixture(48);
		let config = IndexConfig { dim: 32, seed: [5; 32] };
		let p = Projector::new(&adapter, config, &rows, &[]).unwrap();
		let kept = |row: &Vec<f32>| {
			let (white, v) = (whiten(row, &p.weights), p.project(row));
			dot(&v, &v) / dot(&white, &white)
		};
		let kept: Vec<f64> = rows.iter().map(kept).collect();
		assert!(kept.iter().all(|k| *k < 1.01), "{kept:?}");
		assert!(kept.iter().filter(|k| **k > 0.99).count() >= 32, "{kept:?}");
		for dim in [0, 8, 48, 4_096] {
			let config = IndexConfig { dim, seed: [5; 32] };
			assert!(Projector::new(&adapter, config, &rows, &[]).is_err());
		}
	}

	#[test]
	fn broken_bytes_are_refused() {
		let (adapter, rows) = fixture(4);
		let config = IndexConfig { dim: 16, seed: [5; 32] };
		let bytes = Projector::new(&adapter, config.clone(), &rows, &[]).unwrap().to_bytes();
		for cut in [0, 3, 7, 100, bytes.len() - 1] {
			assert!(Projector::parse(config.clone(), &bytes[..cut]).is_err());
		}
		let mut wild = bytes.clone();
		wild[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
		assert!(Projector::parse(config, &wild).is_err());
	}
}
