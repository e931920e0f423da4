// SPDX-License-Identifier: Apache-2.0
//! Seeded projection of flat gradients: a sparse Johnson–Lindenstrauss map.

use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha20Rng,
};

/// Output components that one parameter adds to.
const FAN: usize = 4;

/// A fixed linear map from `parameters` to `dim` numbers that keeps dot products in expectation.
/// Parameter j adds ±½ of its value to [`FAN`] components; ChaCha20 of the seed gives, parameter by
/// parameter, one u32 for each: the component is `x >> 1` modulo `dim`, the sign its lowest bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
	/// Component and sign, [`FAN`] for each parameter.
	places: Vec<(u16, bool)>,
	dim: usize,
}

impl Projection {
	/// The map of a seed. `dim` is at most 65,536.
	pub fn new(parameters: usize, dim: usize, seed: &[u8; 32]) -> Self {
		let mut rng = ChaCha20Rng::from_seed(*seed);
		let places = (0..parameters * FAN)
			.map(|_| {
				let x = rng.next_u32();
				(((x >> 1) as usize % dim) as u16, x & 1 == 1)
			})
			.collect();
		Self { places, dim }
	}

	/// Projects a vector; terms are added in the order of the parameters.
	pub fn apply(&self, x: &[f32]) -> Vec<f32> {
		let mut out = vec![0f32; self.dim];
		for (x, places) in x.iter().zip(self.places.chunks_exact(FAN)) {
			let half = x * 0.5;
			for (place, minus) in places {
				out[usize::from(*place)] += if *minus { -half } else { half };
			}
		}
		out
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn dot_products_are_kept_on_average() {
		let x: Vec<f32> = (0..3_000).map(|i| ((i * 37 % 101) as f32 - 50.0) / 50.0).collect();
		let y: Vec<f32> = (0..3_000).map(|i| ((i * 53 % 89) as f32 - 20.0) / 50.0).collect();
		let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
		let real = dot(&x, &y);
		let mean = (0..40u8)
			.map(|s| {
				let p = Projection::new(x.len(), 512, &[s; 32]);
				dot(&p.apply(&x), &p.apply(&y))
			})
			.sum::<f32>()
			/ 40.0;
		let noise = (dot(&x, &x) * dot(&y, &y) / 512.0 / 40.0).sqrt();
		assert!((mean - real).abs() < 4.0 * noise, "{mean} {real} {noise}");
	}

	#[test]
	fn the_seed_is_everything() {
		let x = vec![1.0; 100];
		let of = |s: u8| Projection::new(100, 64, &[s; 32]).apply(&x);
		assert_eq!(of(1), of(1));
		assert_ne!(of(1), of(2));
	}
}
