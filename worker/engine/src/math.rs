// SPDX-License-Identifier: Apache-2.0
//! Arithmetic of the canonical path: f32 with a fixed order of every reduction.
//!
//! A matrix product adds its terms one after another in the order of the inner index, with a
//! separate multiplication and addition (never fused). Only independent outputs share a vector
//! register, so every register width gives the same bits. Functions that platforms compute
//! differently (`exp`, `sin`, `cos`, `pow`, `log`) are this module's own or come from `libm`.

/// Rows of one register tile.
const MR: usize = 4;

/// A strided matrix: element `(i, j)` is `data[i * row + j * col]`.
#[derive(Clone, Copy)]
pub(crate) struct Strided<'a> {
	pub data: &'a [f32],
	pub row: usize,
	pub col: usize,
}

impl<'a> Strided<'a> {
	/// A row-major matrix with `row` columns.
	pub fn rows(data: &'a [f32], row: usize) -> Self {
		Self { data, row, col: 1 }
	}

	/// The transpose of a row-major matrix with `row` columns.
	pub fn transposed(data: &'a [f32], row: usize) -> Self {
		Self { data, row: 1, col: row }
	}
}

/// `c[m × n] (+)= a[m × k] · b[k × n]`; `b` and `c` are row-major with their own row strides.
/// Adds to `c` where `add` is set.
#[allow(clippy::too_many_arguments)]
pub(crate) fn gemm(
	(m, k, n): (usize, usize, usize),
	a: Strided<'_>,
	b: &[f32],
	b_row: usize,
	c: &mut [f32],
	c_row: usize,
	add: bool,
) {
	#[cfg(target_arch = "x86_64")]
	{
		if std::arch::is_x86_feature_detected!("avx512f") {
			// SAFETY: the processor has just been asked for the feature.
			return unsafe { gemm_avx512((m, k, n), a, b, b_row, c, c_row, add) };
		}
		if std::arch::is_x86_feature_detected!("avx2") {
			// SAFETY: the processor has just been asked for the feature.
			return unsafe { gemm_avx2((m, k, n), a, b, b_row, c, c_row, add) };
		}
	}
	gemm_any::<8>((m, k, n), a, b, b_row, c, c_row, add)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq")]
unsafe fn gemm_avx512(
	dims: (usize, usize, usize),
	a: Strided<'_>,
	b: &[f32],
	b_row: usize,
	c: &mut [f32],
	c_row: usize,
	add: bool,
) {
	gemm_any::<32>(dims, a, b, b_row, c, c_row, add)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn gemm_avx2(
	dims: (usize, usize, usize),
	a: Strided<'_>,
	b: &[f32],
	b_row: usize,
	c: &mut [f32],
	c_row: usize,
	add: bool,
) {
	gemm_any::<16>(dims, a, b, b_row, c, c_row, add)
}

/// The product for one register width of `NR` columns.
#[inline(always)]
pub(crate) fn gemm_any<const NR: usize>(
	(m, k, n): (usize, usize, usize),
	a: Strided<'_>,
	b: &[f32],
	b_row: usize,
	c: &mut [f32],
	c_row: usize,
	add: bool,
) {
	let mut pack = vec![0f32; k * MR];
	let mut i = 0;
	while i < m {
		let rows = if m - i >= MR { MR } else { 1 };
		for p in 0..k {
			for r in 0..rows {
				pack[p * rows + r] = a.data[(i + r) * a.row + p * a.col];
			}
		}
		let packed = &pack[..k * rows];
		let c = &mut c[i * c_row..];
		let mut j = 0;
		while n - j >= NR {
			tile_rows::<NR>(rows, packed, &b[j..], b_row, &mut c[j..], c_row, add);
			j += NR;
		}
		while n - j >= 8 {
			tile_rows::<8>(rows, packed, &b[j..], b_row, &mut c[j..], c_row, add);
			j += 8;
		}
		while j < n {
			tile_rows::<1>(rows, packed, &b[j..], b_row, &mut c[j..], c_row, add);
			j += 1;
		}
		i += rows;
	}
}

#[inline(always)]
fn tile_rows<const NR: usize>(
	rows: usize,
	pack: &[f32],
	b: &[f32],
	b_row: usize,
	c: &mut [f32],
	c_row: usize,
	add: bool,
) {
	if rows == MR {
		tile::<MR, NR>(pack, b, b_row, c, c_row, add)
	} else {
		tile::<1, NR>(pack, b, b_row, c, c_row, add)
	}
}

#[inline(always)]
fn tile<const M: usize, const NR: usize>(
	pack: &[f32],
	b: &[f32],
	b_row: usize,
	c: &mut [f32],
	c_row: usize,
	add: bool,
) {
	let mut acc = [[0f32; NR]; M];
	if add {
		for (r, row) in acc.iter_mut().enumerate() {
			row.copy_from_slice(&c[r * c_row..r * c_row + NR]);
		}
	}
	for (ap, bp) in pack.chunks_exact(M).zip(b.chunks(b_row)) {
		let bp = &bp[..NR];
		for (row, &av) in acc.iter_mut().zip(ap) {
			for (x, &bv) in row.iter_mut().zip(bp) {
				*x += av * bv;
			}
		}
	}
	for (r, row) in acc.iter().enumerate() {
		c[r * c_row..r * c_row + NR].copy_from_slice(row);
	}
}

/// Sum in sixteen fixed lanes, the lanes added in order.
pub(crate) fn sum(x: &[f32]) -> f32 {
	let mut lanes = [0f32; 16];
	let mut chunks = x.chunks_exact(16);
	for chunk in &mut chunks {
		for (l, v) in lanes.iter_mut().zip(chunk) {
			*l += v;
		}
	}
	for (l, v) in lanes.iter_mut().zip(chunks.remainder()) {
		*l += v;
	}
	lanes.iter().fold(0.0, |s, l| s + l)
}

/// Dot product in sixteen fixed lanes, the lanes added in order.
pub(crate) fn dot(x: &[f32], y: &[f32]) -> f32 {
	let mut lanes = [0f32; 16];
	let (mut xs, mut ys) = (x.chunks_exact(16), y.chunks_exact(16));
	for (a, b) in (&mut xs).zip(&mut ys) {
		for ((l, a), b) in lanes.iter_mut().zip(a).zip(b) {
			*l += a * b;
		}
	}
	for ((l, a), b) in lanes.iter_mut().zip(xs.remainder()).zip(ys.remainder()) {
		*l += a * b;
	}
	lanes.iter().fold(0.0, |s, l| s + l)
}

/// `e^x` by range reduction and a polynomial of degree six (Cephes' coefficients), without libm.
/// Arguments are clamped to ±87.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
	const MAGIC: f32 = 12_582_912.0;
	let x = x.clamp(-87.0, 87.0);
	let biased = x * std::f32::consts::LOG2_E + MAGIC;
	let n = biased - MAGIC;
	let exponent = biased.to_bits().wrapping_sub(MAGIC.to_bits()).wrapping_add(127) << 23;
	let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
	let mut p = 1.987_569_1e-4f32;
	p = p * r + 1.398_199_9e-3;
	p = p * r + 8.333_452e-3;
	p = p * r + 4.166_579_6e-2;
	p = p * r + 1.666_666_5e-1;
	p = p * r + 5.000_000_1e-1;
	(p * r * r + r + 1.0) * f32::from_bits(exponent)
}

/// The logistic function.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
	1.0 / (1.0 + exp(-x))
}

/// Turns scores into probabilities in place; returns `(max, Σ exp(x − max))`.
pub(crate) fn softmax(x: &mut [f32]) -> (f32, f32) {
	let max = x.iter().fold(f32::NEG_INFINITY, |m, &v| if v > m { v } else { m });
	for v in x.iter_mut() {
		*v = exp(*v - max);
	}
	let total = sum(x);
	let inverse = 1.0 / total;
	for v in x.iter_mut() {
		*v *= inverse;
	}
	(max, total)
}

/// `[rows × cols]` to `[cols × rows]`.
pub(crate) fn transpose(x: &[f32], rows: usize, cols: usize) -> Vec<f32> {
	let mut out = vec![0f32; x.len()];
	for (r, row) in x.chunks_exact(cols).enumerate() {
		for (c, v) in row.iter().enumerate() {
			out[c * rows + r] = *v;
		}
	}
	out
}

#[cfg(test)]
mod tests {
	use super::*;

	fn numbers(n: usize, seed: u32) -> Vec<f32> {
		let mut s = seed;
		(0..n)
			.map(|_| {
				s = s.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
				(s >> 8) as f32 / (1 << 23) as f32 - 1.0
			})
			.collect()
	}

	#[test]
	fn every_register_width_gives_the_same_bits() {
		let (m, k, n) = (7, 45, 77);
		let (a, b) = (numbers(m * k, 1), numbers(k * n, 2));
		let mut plain = vec![0f32; m * n];
		for i in 0..m {
			for p in 0..k {
				for j in 0..n {
					plain[i * n + j] += a[i * k + p] * b[p * n + j];
				}
			}
		}
		let view = Strided::rows(&a, k);
		let mut out = [vec![0f32; m * n], vec![0f32; m * n], vec![0f32; m * n], vec![0f32; m * n]];
		gemm((m, k, n), view, &b, n, &mut out[0], n, false);
		gemm_any::<8>((m, k, n), view, &b, n, &mut out[1], n, false);
		gemm_any::<16>((m, k, n), view, &b, n, &mut out[2], n, false);
		let at = transpose(&a, m, k);
		gemm((m, k, n), Strided::transposed(&at, m), &b, n, &mut out[3], n, true);
		for o in out {
			assert_eq!(o, plain);
		}
	}

	#[test]
	fn exp_is_close_to_the_real_one() {
		for i in -8000..=8000 {
			let x = i as f32 * 0.01;
			let real = libm::exp(f64::from(x));
			assert!((f64::from(exp(x)) / real - 1.0).abs() < 3e-7, "{x}");
		}
		assert_eq!(exp(0.0), 1.0);
	}

	#[test]
	fn lanes_sum_everything() {
		let x = numbers(103, 3);
		let y = numbers(103, 4);
		let s: f64 = x.iter().map(|v| f64::from(*v)).sum();
		let d: f64 = x.iter().zip(&y).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
		assert!((f64::from(sum(&x)) - s).abs() < 1e-5);
		assert!((f64::from(dot(&x, &y)) - d).abs() < 1e-5);
	}
}
