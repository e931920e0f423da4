// SPDX-License-Identifier: Apache-2.0

//! A `Crypto` that computes with the host functions and with revm's default, and insists that they
//! agree.

use crate::HostCrypto;
use revm::{
	precompile::{
		bls12_381::{G1Point, G1PointScalar, G2Point, G2PointScalar},
		install_crypto, u64_to_address, Crypto, DefaultCrypto, PrecompileHalt, PrecompileOutput,
		Precompiles,
	},
	primitives::Bytes,
};

#[derive(Debug)]
struct Compared;

/// Both results, which must be the same.
fn same<R: PartialEq + core::fmt::Debug>(host: R, default: R) -> R {
	assert_eq!(host, default);
	host
}

/// Bytes without zeros in front.
fn trimmed(bytes: &[u8]) -> &[u8] {
	let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
	&bytes[zeros..]
}

impl Crypto for Compared {
	fn sha256(&self, input: &[u8]) -> [u8; 32] {
		same(HostCrypto.sha256(input), DefaultCrypto.sha256(input))
	}

	fn secp256k1_ecrecover(
		&self,
		sig: &[u8; 64],
		recid: u8,
		msg: &[u8; 32],
	) -> Result<[u8; 32], PrecompileHalt> {
		same(
			HostCrypto.secp256k1_ecrecover(sig, recid, msg),
			DefaultCrypto.secp256k1_ecrecover(sig, recid, msg),
		)
	}

	fn secp256r1_verify_signature(&self, msg: &[u8; 32], sig: &[u8; 64], pk: &[u8; 64]) -> bool {
		same(
			HostCrypto.secp256r1_verify_signature(msg, sig, pk),
			DefaultCrypto.secp256r1_verify_signature(msg, sig, pk),
		)
	}

	fn bn254_g1_add(&self, p1: &[u8], p2: &[u8]) -> Result<[u8; 64], PrecompileHalt> {
		same(HostCrypto.bn254_g1_add(p1, p2), DefaultCrypto.bn254_g1_add(p1, p2))
	}

	fn bn254_g1_mul(&self, point: &[u8], scalar: &[u8]) -> Result<[u8; 64], PrecompileHalt> {
		same(HostCrypto.bn254_g1_mul(point, scalar), DefaultCrypto.bn254_g1_mul(point, scalar))
	}

	fn bn254_pairing_check(&self, pairs: &[(&[u8], &[u8])]) -> Result<bool, PrecompileHalt> {
		same(HostCrypto.bn254_pairing_check(pairs), DefaultCrypto.bn254_pairing_check(pairs))
	}

	fn modexp(&self, base: &[u8], exp: &[u8], modulus: &[u8]) -> Result<Vec<u8>, PrecompileHalt> {
		let host = HostCrypto.modexp(base, exp, modulus)?;
		let default = DefaultCrypto.modexp(base, exp, modulus)?;
		assert_eq!(host.len(), modulus.len());
		assert_eq!(trimmed(&host), trimmed(&default));
		Ok(host)
	}

	fn blake2_compress(&self, rounds: u32, h: &mut [u64; 8], m: &[u64; 16], t: &[u64; 2], f: bool) {
		let mut default = *h;
		HostCrypto.blake2_compress(rounds, h, m, t, f);
		DefaultCrypto.blake2_compress(rounds, &mut default, m, t, f);
		assert_eq!(*h, default);
	}

	fn verify_kzg_proof(
		&self,
		z: &[u8; 32],
		y: &[u8; 32],
		commitment: &[u8; 48],
		proof: &[u8; 48],
	) -> Result<(), PrecompileHalt> {
		same(
			HostCrypto.verify_kzg_proof(z, y, commitment, proof),
			DefaultCrypto.verify_kzg_proof(z, y, commitment, proof),
		)
	}

	fn bls12_381_g1_add(&self, a: G1Point, b: G1Point) -> Result<[u8; 96], PrecompileHalt> {
		same(HostCrypto.bls12_381_g1_add(a, b), DefaultCrypto.bls12_381_g1_add(a, b))
	}

	fn bls12_381_g1_msm(
		&self,
		pairs: &mut dyn Iterator<Item = Result<G1PointScalar, PrecompileHalt>>,
	) -> Result<[u8; 96], PrecompileHalt> {
		let pairs: Vec<_> = pairs.collect();
		let host = HostCrypto.bls12_381_g1_msm(&mut pairs.clone().into_iter());
		let default = DefaultCrypto.bls12_381_g1_msm(&mut pairs.clone().into_iter());
		if pairs.iter().all(Result::is_ok) {
			return same(host, default);
		}
		assert_eq!((host.is_err(), default.is_err()), (true, true));
		host
	}

	fn bls12_381_g2_add(&self, a: G2Point, b: G2Point) -> Result<[u8; 192], PrecompileHalt> {
		same(HostCrypto.bls12_381_g2_add(a, b), DefaultCrypto.bls12_381_g2_add(a, b))
	}

	fn bls12_381_g2_msm(
		&self,
		pairs: &mut dyn Iterator<Item = Result<G2PointScalar, PrecompileHalt>>,
	) -> Result<[u8; 192], PrecompileHalt> {
		let pairs: Vec<_> = pairs.collect();
		let host = HostCrypto.bls12_381_g2_msm(&mut pairs.clone().into_iter());
		let default = DefaultCrypto.bls12_381_g2_msm(&mut pairs.clone().into_iter());
		if pairs.iter().all(Result::is_ok) {
			return same(host, default);
		}
		assert_eq!((host.is_err(), default.is_err()), (true, true));
		host
	}

	fn bls12_381_pairing_check(
		&self,
		pairs: &[(G1Point, G2Point)],
	) -> Result<bool, PrecompileHalt> {
		same(
			HostCrypto.bls12_381_pairing_check(pairs),
			DefaultCrypto.bls12_381_pairing_check(pairs),
		)
	}

	fn bls12_381_fp_to_g1(&self, fp: &[u8; 48]) -> Result<[u8; 96], PrecompileHalt> {
		same(HostCrypto.bls12_381_fp_to_g1(fp), DefaultCrypto.bls12_381_fp_to_g1(fp))
	}

	fn bls12_381_fp2_to_g2(&self, fp2: ([u8; 48], [u8; 48])) -> Result<[u8; 192], PrecompileHalt> {
		same(HostCrypto.bls12_381_fp2_to_g2(fp2), DefaultCrypto.bls12_381_fp2_to_g2(fp2))
	}
}

/// Runs Osaka's precompile at an address on both implementations.
pub(super) fn run(address: u64, input: &[u8]) -> PrecompileOutput {
	install_crypto(Compared);
	Precompiles::osaka()
		.get(&u64_to_address(address))
		.expect("a precompile")
		.execute(input, 1_000_000_000, 0)
		.expect("no fatal error")
}

/// Output of a run that succeeds.
pub(super) fn output(address: u64, input: &[u8]) -> Bytes {
	let output = run(address, input);
	assert!(output.is_success(), "{output:?}");
	output.bytes
}

/// Why a run halts.
pub(super) fn halt(address: u64, input: &[u8]) -> PrecompileHalt {
	let output = run(address, input);
	output.status.halt_reason().expect("a halt").clone()
}
