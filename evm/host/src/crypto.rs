// SPDX-License-Identifier: Apache-2.0

//! revm's `Crypto` on host functions.

use crate::{status, Bytes};
use alloc::{vec, vec::Vec};
use revm::precompile::{
	bls12_381::{G1Point, G1PointScalar, G2Point, G2PointScalar},
	install_crypto, Crypto, PrecompileHalt,
};

/// Ethereum's cryptography by the node: secp256k1 and SHA-256 by the SDK's host functions, the rest by
/// [`crate::ethereum_curves`].
///
/// Results are those of revm's default. Two differences cannot be seen by a contract: where several
/// things are wrong with the input of a sum of products, which of them is named; and a modular power
/// has the length of its modulus.
#[derive(Clone, Copy, Debug, Default)]
pub struct HostCrypto;

/// Makes [`HostCrypto`] what revm computes with, for the life of this wasm instance (natively, of the
/// process). Cheap, and without effect when it was called before.
pub fn install() {
	install_crypto(HostCrypto);
}

/// The functions as the runtime calls them: of the host, or its own.
#[cfg(not(feature = "in-runtime"))]
mod host {
	pub(super) use crate::ethereum_curves::*;
}

/// The functions as the runtime calls them: of the host, or its own.
#[cfg(feature = "in-runtime")]
mod host {
	use crate::{curves, Bytes};

	pub(super) fn p256_verify(hash: &[u8; 32], signature: &Bytes<64>, key: &Bytes<64>) -> bool {
		curves::p256_verify(hash, &signature.0, &key.0)
	}
	pub(super) fn bn254_add(points: &Bytes<128>, sum: &mut Bytes<64>) -> u32 {
		curves::bn254_add(&points.0, &mut sum.0)
	}
	pub(super) fn bn254_mul(point_and_scalar: &Bytes<96>, product: &mut Bytes<64>) -> u32 {
		curves::bn254_mul(&point_and_scalar.0, &mut product.0)
	}
	pub(super) fn bn254_pairing(pairs: &[u8]) -> u32 {
		curves::bn254_pairing(pairs)
	}
	pub(super) fn bls12_381_g1_add(points: &Bytes<192>, sum: &mut Bytes<96>) -> u32 {
		curves::g1_add(&points.0, &mut sum.0)
	}
	pub(super) fn bls12_381_g1_msm(elements: &[u8], sum: &mut Bytes<96>) -> u32 {
		curves::g1_msm(elements, &mut sum.0)
	}
	pub(super) fn bls12_381_g2_add(points: &Bytes<384>, sum: &mut Bytes<192>) -> u32 {
		curves::g2_add(&points.0, &mut sum.0)
	}
	pub(super) fn bls12_381_g2_msm(elements: &[u8], sum: &mut Bytes<192>) -> u32 {
		curves::g2_msm(elements, &mut sum.0)
	}
	pub(super) fn bls12_381_pairing(pairs: &[u8]) -> u32 {
		curves::bls_pairing(pairs)
	}
	pub(super) fn bls12_381_map_fp_to_g1(element: &Bytes<48>, point: &mut Bytes<96>) -> u32 {
		curves::map_fp_to_g1(&element.0, &mut point.0)
	}
	pub(super) fn bls12_381_map_fp2_to_g2(element: &Bytes<96>, point: &mut Bytes<192>) -> u32 {
		curves::map_fp2_to_g2(&element.0, &mut point.0)
	}
	pub(super) fn kzg_verify(
		z: &[u8; 32],
		y: &[u8; 32],
		commitment: &Bytes<48>,
		proof: &Bytes<48>,
	) -> bool {
		curves::kzg_verify(z, y, &commitment.0, &proof.0)
	}
	pub(super) fn modexp(base: &[u8], exponent: &[u8], modulus: &[u8], result: &mut [u8]) {
		curves::modexp(base, exponent, modulus, result)
	}
	pub(super) fn blake2b_compress(
		rounds: u32,
		input: &Bytes<208>,
		last: bool,
		state: &mut Bytes<64>,
	) {
		curves::blake2b_compress(rounds, &input.0, last, &mut state.0)
	}
}

/// Parts one after another in an array; none where their lengths do not sum to its.
fn joined<const N: usize>(parts: &[&[u8]]) -> Option<Bytes<N>> {
	Some(Bytes(parts.concat().try_into().ok()?))
}

/// As [`joined`], with revm's error.
fn input<const N: usize>(parts: &[&[u8]]) -> Result<Bytes<N>, PrecompileHalt> {
	joined(parts).ok_or(PrecompileHalt::other_static("wrong input length"))
}

/// Calls a function that writes a point.
fn point<const N: usize>(
	call: impl FnOnce(&mut Bytes<N>) -> u32,
) -> Result<[u8; N], PrecompileHalt> {
	let mut point = Bytes::default();
	match status::halt(call(&mut point)) {
		None => Ok(point.0),
		Some(halt) => Err(halt),
	}
}

/// What a pairing check answered.
fn check(answer: u32) -> Result<bool, PrecompileHalt> {
	match status::halt(answer) {
		None => Ok(answer == status::YES),
		Some(halt) => Err(halt),
	}
}

impl Crypto for HostCrypto {
	fn sha256(&self, input: &[u8]) -> [u8; 32] {
		sp_io::hashing::sha2_256(input)
	}

	/// The SDK's function takes high `s`, as Ethereum does, and refuses zero and unreduced `r` and `s`.
	/// It reads recovery ids from 27 on as if 27 were taken off, so larger ones than 3 are refused
	/// here.
	fn secp256k1_ecrecover(
		&self,
		sig: &[u8; 64],
		recid: u8,
		msg: &[u8; 32],
	) -> Result<[u8; 32], PrecompileHalt> {
		let failed = PrecompileHalt::Secp256k1RecoverFailed;
		if recid > 3 {
			return Err(failed);
		}
		let signature = joined::<65>(&[sig, &[recid]]).ok_or(failed.clone())?;
		let key = sp_io::crypto::secp256k1_ecdsa_recover(&signature.0, msg).map_err(|_| failed)?;
		let mut address = sp_io::hashing::keccak_256(&key);
		address[..12].fill(0);
		Ok(address)
	}

	fn secp256r1_verify_signature(&self, msg: &[u8; 32], sig: &[u8; 64], pk: &[u8; 64]) -> bool {
		host::p256_verify(msg, &Bytes(*sig), &Bytes(*pk))
	}

	fn bn254_g1_add(&self, p1: &[u8], p2: &[u8]) -> Result<[u8; 64], PrecompileHalt> {
		let points = input(&[p1, p2])?;
		point(|sum| host::bn254_add(&points, sum))
	}

	fn bn254_g1_mul(&self, factor: &[u8], scalar: &[u8]) -> Result<[u8; 64], PrecompileHalt> {
		let point_and_scalar = input(&[factor, scalar])?;
		point(|product| host::bn254_mul(&point_and_scalar, product))
	}

	fn bn254_pairing_check(&self, pairs: &[(&[u8], &[u8])]) -> Result<bool, PrecompileHalt> {
		let mut bytes = Vec::with_capacity(pairs.len().saturating_mul(192));
		for (a, b) in pairs {
			bytes.extend_from_slice(&input::<192>(&[a, b])?.0);
		}
		check(host::bn254_pairing(&bytes))
	}

	fn verify_kzg_proof(
		&self,
		z: &[u8; 32],
		y: &[u8; 32],
		commitment: &[u8; 48],
		proof: &[u8; 48],
	) -> Result<(), PrecompileHalt> {
		if host::kzg_verify(z, y, &Bytes(*commitment), &Bytes(*proof)) {
			Ok(())
		} else {
			Err(PrecompileHalt::BlobVerifyKzgProofFailed)
		}
	}

	fn modexp(&self, base: &[u8], exp: &[u8], modulus: &[u8]) -> Result<Vec<u8>, PrecompileHalt> {
		let mut result = vec![0; modulus.len()];
		host::modexp(base, exp, modulus, &mut result);
		Ok(result)
	}

	fn blake2_compress(&self, rounds: u32, h: &mut [u64; 8], m: &[u64; 16], t: &[u64; 2], f: bool) {
		let mut words = Bytes::<208>::default();
		let values = h.iter().chain(m).chain(t);
		for (to, word) in words.0.chunks_exact_mut(8).zip(values) {
			to.copy_from_slice(&word.to_le_bytes());
		}
		let mut state = Bytes::default();
		host::blake2b_compress(rounds, &words, f, &mut state);
		for (word, from) in h.iter_mut().zip(state.0.chunks_exact(8)) {
			*word = from.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
		}
	}

	fn bls12_381_g1_add(&self, a: G1Point, b: G1Point) -> Result<[u8; 96], PrecompileHalt> {
		let points = input(&[&a.0, &a.1, &b.0, &b.1])?;
		point(|sum| host::bls12_381_g1_add(&points, sum))
	}

	fn bls12_381_g1_msm(
		&self,
		pairs: &mut dyn Iterator<Item = Result<G1PointScalar, PrecompileHalt>>,
	) -> Result<[u8; 96], PrecompileHalt> {
		let mut elements = Vec::with_capacity(pairs.size_hint().0.saturating_mul(128));
		for pair in pairs {
			let ((x, y), scalar) = pair?;
			elements.extend([&x[..], &y, &scalar].into_iter().flatten());
		}
		point(|sum| host::bls12_381_g1_msm(&elements, sum))
	}

	fn bls12_381_g2_add(&self, a: G2Point, b: G2Point) -> Result<[u8; 192], PrecompileHalt> {
		let points = input(&[&a.0, &a.1, &a.2, &a.3, &b.0, &b.1, &b.2, &b.3])?;
		point(|sum| host::bls12_381_g2_add(&points, sum))
	}

	fn bls12_381_g2_msm(
		&self,
		pairs: &mut dyn Iterator<Item = Result<G2PointScalar, PrecompileHalt>>,
	) -> Result<[u8; 192], PrecompileHalt> {
		let mut elements = Vec::with_capacity(pairs.size_hint().0.saturating_mul(224));
		for pair in pairs {
			let ((x0, x1, y0, y1), scalar) = pair?;
			elements.extend([&x0[..], &x1, &y0, &y1, &scalar].into_iter().flatten());
		}
		point(|sum| host::bls12_381_g2_msm(&elements, sum))
	}

	fn bls12_381_pairing_check(
		&self,
		pairs: &[(G1Point, G2Point)],
	) -> Result<bool, PrecompileHalt> {
		let mut bytes = Vec::with_capacity(pairs.len().saturating_mul(288));
		for (a, b) in pairs {
			bytes.extend([&a.0[..], &a.1, &b.0, &b.1, &b.2, &b.3].into_iter().flatten());
		}
		check(host::bls12_381_pairing(&bytes))
	}

	fn bls12_381_fp_to_g1(&self, fp: &[u8; 48]) -> Result<[u8; 96], PrecompileHalt> {
		point(|to| host::bls12_381_map_fp_to_g1(&Bytes(*fp), to))
	}

	fn bls12_381_fp2_to_g2(&self, fp2: ([u8; 48], [u8; 48])) -> Result<[u8; 192], PrecompileHalt> {
		let element = input(&[&fp2.0, &fp2.1])?;
		point(|to| host::bls12_381_map_fp2_to_g2(&element, to))
	}
}
