// SPDX-License-Identifier: Apache-2.0

//! What the host functions do: revm's default implementations on plain bytes.
//!
//! Never `revm::precompile::crypto()`: inside a native runtime that is [`crate::HostCrypto`].

use crate::status::{self, INPUT_LENGTH, NO, YES};
use alloc::vec::Vec;
use revm::precompile::{
	bls12_381::{G1Point, G2Point},
	Crypto, DefaultCrypto, PrecompileHalt,
};

/// Length of a coordinate on BLS12-381.
const FP: usize = 48;

/// Writes a point where it is wanted.
fn point<const N: usize>(result: Result<[u8; N], PrecompileHalt>, to: &mut [u8; N]) -> u32 {
	match result {
		Ok(point) => {
			*to = point;
			YES
		},
		Err(halt) => status::of(halt),
	}
}

/// Answer of a pairing check.
fn answer(result: Result<bool, PrecompileHalt>) -> u32 {
	match result {
		Ok(true) => YES,
		Ok(false) => NO,
		Err(halt) => status::of(halt),
	}
}

/// The `index`-th run of `N` bytes; zeros where the input ends before it.
fn field<const N: usize>(bytes: &[u8], index: usize) -> [u8; N] {
	index
		.checked_mul(N)
		.and_then(|start| bytes.get(start..)?.first_chunk())
		.copied()
		.unwrap_or([0; N])
}

/// A point of G1 at the start of `bytes`.
fn g1(bytes: &[u8]) -> G1Point {
	(field::<FP>(bytes, 0), field::<FP>(bytes, 1))
}

/// A point of G2 at the start of `bytes`.
fn g2(bytes: &[u8]) -> G2Point {
	(field::<FP>(bytes, 0), field::<FP>(bytes, 1), field::<FP>(bytes, 2), field::<FP>(bytes, 3))
}

pub(crate) fn p256_verify(hash: &[u8; 32], signature: &[u8; 64], key: &[u8; 64]) -> bool {
	DefaultCrypto.secp256r1_verify_signature(hash, signature, key)
}

pub(crate) fn bn254_add(points: &[u8; 128], sum: &mut [u8; 64]) -> u32 {
	let (a, b) = points.split_at(64);
	point(DefaultCrypto.bn254_g1_add(a, b), sum)
}

pub(crate) fn bn254_mul(point_and_scalar: &[u8; 96], product: &mut [u8; 64]) -> u32 {
	let (factor, scalar) = point_and_scalar.split_at(64);
	point(DefaultCrypto.bn254_g1_mul(factor, scalar), product)
}

pub(crate) fn bn254_pairing(pairs: &[u8]) -> u32 {
	let elements = pairs.chunks_exact(192);
	if !elements.remainder().is_empty() {
		return INPUT_LENGTH;
	}
	let pairs: Vec<_> = elements.map(|pair| pair.split_at(64)).collect();
	answer(DefaultCrypto.bn254_pairing_check(&pairs))
}

pub(crate) fn g1_add(points: &[u8; 192], sum: &mut [u8; 96]) -> u32 {
	let (a, b) = points.split_at(96);
	point(DefaultCrypto.bls12_381_g1_add(g1(a), g1(b)), sum)
}

pub(crate) fn g1_msm(elements: &[u8], sum: &mut [u8; 96]) -> u32 {
	let elements = elements.chunks_exact(128);
	if !elements.remainder().is_empty() {
		return INPUT_LENGTH;
	}
	let mut pairs = elements.map(|element| Ok((g1(element), field::<32>(element, 3))));
	point(DefaultCrypto.bls12_381_g1_msm(&mut pairs), sum)
}

pub(crate) fn g2_add(points: &[u8; 384], sum: &mut [u8; 192]) -> u32 {
	let (a, b) = points.split_at(192);
	point(DefaultCrypto.bls12_381_g2_add(g2(a), g2(b)), sum)
}

pub(crate) fn g2_msm(elements: &[u8], sum: &mut [u8; 192]) -> u32 {
	let elements = elements.chunks_exact(224);
	if !elements.remainder().is_empty() {
		return INPUT_LENGTH;
	}
	let mut pairs = elements.map(|element| Ok((g2(element), field::<32>(element, 6))));
	point(DefaultCrypto.bls12_381_g2_msm(&mut pairs), sum)
}

pub(crate) fn bls_pairing(pairs: &[u8]) -> u32 {
	let elements = pairs.chunks_exact(288);
	if !elements.remainder().is_empty() {
		return INPUT_LENGTH;
	}
	let pairs: Vec<_> = elements
		.map(|pair| {
			let (a, b) = pair.split_at(96);
			(g1(a), g2(b))
		})
		.collect();
	answer(DefaultCrypto.bls12_381_pairing_check(&pairs))
}

pub(crate) fn map_fp_to_g1(element: &[u8; 48], to: &mut [u8; 96]) -> u32 {
	point(DefaultCrypto.bls12_381_fp_to_g1(element), to)
}

pub(crate) fn map_fp2_to_g2(element: &[u8; 96], to: &mut [u8; 192]) -> u32 {
	point(DefaultCrypto.bls12_381_fp2_to_g2((field(element, 0), field(element, 1))), to)
}

pub(crate) fn kzg_verify(
	z: &[u8; 32],
	y: &[u8; 32],
	commitment: &[u8; 48],
	proof: &[u8; 48],
) -> bool {
	DefaultCrypto.verify_kzg_proof(z, y, commitment, proof).is_ok()
}

pub(crate) fn modexp(base: &[u8], exponent: &[u8], modulus: &[u8], result: &mut [u8]) {
	let power = DefaultCrypto.modexp(base, exponent, modulus).unwrap_or_default();
	// A buffer of another length than the modulus keeps the lowest bytes.
	let surplus = power.len().saturating_sub(result.len());
	let power = power.get(surplus..).unwrap_or_default();
	let zeros = result.len().saturating_sub(power.len());
	result.fill(0);
	if let Some(tail) = result.get_mut(zeros..) {
		tail.copy_from_slice(power);
	}
}

pub(crate) fn blake2b_compress(rounds: u32, input: &[u8; 208], last: bool, state: &mut [u8; 64]) {
	let word = |index: usize| u64::from_le_bytes(field(input, index));
	let mut words: [u64; 8] = core::array::from_fn(word);
	let message: [u64; 16] = core::array::from_fn(|index| word(index.saturating_add(8)));
	DefaultCrypto.blake2_compress(rounds, &mut words, &message, &[word(24), word(25)], last);
	for (to, word) in state.chunks_exact_mut(8).zip(words) {
		to.copy_from_slice(&word.to_le_bytes());
	}
}
