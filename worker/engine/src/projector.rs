// SPDX-License-Identifier: Apache-2.0
//! From a flat LoRA gradient to the float vector of the index: whitening, then projection.
//!
//! * Whitening divides each parameter's gradient by the root of its mean square over the rows
//!   trained on, damped by a tenth of its matrix's mean. The dot product of two vectors is then
//!   the influence with the diagonal of the Fisher matrix as curvature. It also removes the
//!   arbitrary split of B·A between its factors: scaling A up and B down changes nothing.
//! * A pair whose B is zero has changed no answer, so its gradients count zero. An untrained
//!   adapter therefore has only zero vectors.
//! * Projection is the seeded sparse map of [`Projection`].

use crate::{
	adapter::Adapter,
	error::{blake2_256, Error, Result},
	index::{IndexConfig, MAX_DIM},
	projection::Projection,
	weights::f32_bytes,
};

/// Damping as a fraction of the mean square of the matrix.
const DAMPING: f32 = 0.1;

/// The float stage of an index, a function of adapter, rows and configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Projector {
	config: IndexConfig,
	weights: Vec<f32>,
	projection: Projection,
}

impl Projector {
	/// Measures the whitening on gradients of rows that were trained on.
	pub fn new(adapter: &Adapter, config: IndexConfig, gradients: &[Vec<f32>]) -> Result<Self> {
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
				let damping = DAMPING * crate::math::sum(matrix) / len as f32;
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
		Self::from_weights(weights, config)
	}

	/// A projector with known whitening.
	pub fn from_weights(weights: Vec<f32>, config: IndexConfig) -> Result<Self> {
		if !(16..=MAX_DIM).contains(&config.dim) {
			return Err(Error::Invalid("index dimension out of bounds".into()));
		}
		let projection = Projection::new(weights.len(), config.dim, &config.seed);
		Ok(Self { config, weights, projection })
	}

	/// Parameters of the index.
	pub fn config(&self) -> &IndexConfig {
		&self.config
	}

	/// The factor of each parameter.
	pub fn weights(&self) -> &[f32] {
		&self.weights
	}

	/// What an index commits about its float stage: blake2_256 over `dim` (u32 LE), the seed and
	/// the whitening factors (f32 LE).
	pub fn hash(&self) -> [u8; 32] {
		let dim = (self.config.dim as u32).to_le_bytes();
		blake2_256(&[&dim[..], &self.config.seed, &f32_bytes(&self.weights)].concat())
	}

	/// Whitens and projects a flat gradient.
	pub fn project(&self, flat: &[f32]) -> Vec<f32> {
		let white: Vec<f32> = flat.iter().zip(&self.weights).map(|(x, w)| x * w).collect();
		self.projection.apply(&white)
	}
}
