// SPDX-License-Identifier: Apache-2.0
//! AdamW on flat vectors, in a fixed order.

/// Coefficients of AdamW.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AdamW {
	pub beta1: f32,
	pub beta2: f32,
	pub eps: f32,
	pub decay: f32,
}

/// `base^n` by repeated multiplication, the same on every platform.
pub(crate) fn power(base: f32, n: u64) -> f64 {
	(0..n.min(10_000)).fold(1.0, |p, _| p * f64::from(base))
}

impl AdamW {
	/// One update of `x` by gradient `g` with moments `m` and `v`; `step` counts from 1.
	pub fn update(
		&self,
		(x, g): (&mut [f32], &[f32]),
		(m, v): (&mut [f32], &mut [f32]),
		step: u64,
		rate: f32,
		decayed: bool,
	) {
		let c1 = (1.0 / (1.0 - power(self.beta1, step))) as f32;
		let c2 = (1.0 / (1.0 - power(self.beta2, step))) as f32;
		let decay = if decayed { rate * self.decay } else { 0.0 };
		for (((x, g), m), v) in x.iter_mut().zip(g).zip(m).zip(v) {
			*m = self.beta1 * *m + (1.0 - self.beta1) * g;
			*v = self.beta2 * *v + (1.0 - self.beta2) * g * g;
			*x -= decay * *x + rate * (*m * c1) / ((*v * c2).sqrt() + self.eps);
		}
	}
}

/// Linear warm-up, then linear fall to a tenth of `peak`; `step` counts from 1.
pub(crate) fn rate(peak: f32, step: u64, warmup: u64, steps: u64) -> f32 {
	if step <= warmup {
		return peak * step as f32 / warmup.max(1) as f32;
	}
	let left = steps.saturating_sub(step) as f32 / steps.saturating_sub(warmup).max(1) as f32;
	peak * (0.1 + 0.9 * left)
}

/// The factor that brings a gradient of squared norm `squares` under `limit`.
pub(crate) fn clip(squares: f64, limit: f32) -> f32 {
	let norm = squares.sqrt() as f32;
	if norm > limit {
		limit / norm
	} else {
		1.0
	}
}

/// Sum of squares in a fixed order.
pub(crate) fn squares(x: &[f32]) -> f64 {
	f64::from(crate::math::dot(x, x))
}
