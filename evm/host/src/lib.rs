// SPDX-License-Identifier: Apache-2.0

//! Host functions for what Ethereum's precompiles compute: P-256 (EIP-7951), bn254 (EIP-196, EIP-197),
//! BLS12-381 (EIP-2537), KZG proofs (EIP-4844), modular exponentiation (EIP-198) and BLAKE2b (EIP-152);
//! and for the tries of its headers ([`ethereum_tries`]).
//!
//! [`HostCrypto`] plugs them, and the SDK's own functions for secp256k1 and SHA-256, into revm's
//! [`Crypto`](revm::precompile::Crypto); a runtime calls [`install`] before it runs the EVM.
//!
//! **The signatures of [`ethereum_curves`] are fixed by genesis.** A change is a new version of a
//! function (`#[version(2)]`), which every node must have before a runtime that calls it. They are
//! plain: inputs are byte strings of a fixed length or whole elements one after another, in the
//! precompiles' own big-endian form without EIP-2537's padding; the output goes to a buffer of the
//! caller; the answer is a [`status`].
//!
//! Native code takes bn254 from arkworks, P-256 from `p256`, and BLS12-381 with KZG from blst (portable
//! build); the runtime's fallback (feature `in-runtime`), which no chain uses, takes all of them in pure
//! Rust. Both are revm's own implementations. Every function is a pure function of its arguments.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod crypto;
#[cfg(any(not(substrate_runtime), feature = "in-runtime"))]
mod curves;
pub mod status;
#[cfg(test)]
mod tests;

pub use crypto::{install, HostCrypto};
pub use openledger_runtime_host::Bytes;

/// All functions of this crate.
#[cfg(not(substrate_runtime))]
pub type HostFunctions = (ethereum_curves::HostFunctions, ethereum_tries::HostFunctions);

use alloc::vec::Vec;
use sp_runtime_interface::{
	pass_by::{
		PassFatPointerAndDecode, PassFatPointerAndRead, PassFatPointerAndWrite, PassPointerAndRead,
		PassPointerAndWrite,
	},
	runtime_interface,
};

/// What Ethereum's precompiles compute. Fixed by genesis.
#[runtime_interface]
pub trait EthereumCurves {
	/// Whether `signature` (r ‖ s) is one of `hash` by the P-256 key (x ‖ y). No bound on `s`.
	fn p256_verify(
		hash: PassPointerAndRead<&[u8; 32], 32>,
		signature: PassPointerAndRead<&Bytes<64>, 64>,
		key: PassPointerAndRead<&Bytes<64>, 64>,
	) -> bool {
		curves::p256_verify(hash, &signature.0, &key.0)
	}

	/// Sum of two bn254 points (x ‖ y each); `[0; 64]` is infinity.
	fn bn254_add(
		points: PassPointerAndRead<&Bytes<128>, 128>,
		sum: PassPointerAndWrite<&mut Bytes<64>, 64>,
	) -> u32 {
		curves::bn254_add(&points.0, &mut sum.0)
	}

	/// A bn254 point (x ‖ y) times a scalar, which follows it.
	fn bn254_mul(
		point_and_scalar: PassPointerAndRead<&Bytes<96>, 96>,
		product: PassPointerAndWrite<&mut Bytes<64>, 64>,
	) -> u32 {
		curves::bn254_mul(&point_and_scalar.0, &mut product.0)
	}

	/// Whether the product of the pairings of bn254 points is one. A pair has 192 bytes.
	fn bn254_pairing(pairs: PassFatPointerAndRead<&[u8]>) -> u32 {
		curves::bn254_pairing(pairs)
	}

	/// Sum of two points of BLS12-381's G1 curve (x ‖ y of 48 bytes each); no subgroup check.
	fn bls12_381_g1_add(
		points: PassPointerAndRead<&Bytes<192>, 192>,
		sum: PassPointerAndWrite<&mut Bytes<96>, 96>,
	) -> u32 {
		curves::g1_add(&points.0, &mut sum.0)
	}

	/// Σ point × scalar over BLS12-381's G1. An element is a point of 96 bytes and a scalar of 32.
	fn bls12_381_g1_msm(
		elements: PassFatPointerAndRead<&[u8]>,
		sum: PassPointerAndWrite<&mut Bytes<96>, 96>,
	) -> u32 {
		curves::g1_msm(elements, &mut sum.0)
	}

	/// Sum of two points of BLS12-381's G2 curve (x₀ ‖ x₁ ‖ y₀ ‖ y₁ of 48 bytes each); no subgroup
	/// check.
	fn bls12_381_g2_add(
		points: PassPointerAndRead<&Bytes<384>, 384>,
		sum: PassPointerAndWrite<&mut Bytes<192>, 192>,
	) -> u32 {
		curves::g2_add(&points.0, &mut sum.0)
	}

	/// Σ point × scalar over BLS12-381's G2. An element is a point of 192 bytes and a scalar of 32.
	fn bls12_381_g2_msm(
		elements: PassFatPointerAndRead<&[u8]>,
		sum: PassPointerAndWrite<&mut Bytes<192>, 192>,
	) -> u32 {
		curves::g2_msm(elements, &mut sum.0)
	}

	/// Whether the product of the pairings of BLS12-381 points is one. A pair is a point of G1 (96
	/// bytes) and one of G2 (192).
	fn bls12_381_pairing(pairs: PassFatPointerAndRead<&[u8]>) -> u32 {
		curves::bls_pairing(pairs)
	}

	/// Maps an element of BLS12-381's base field to G1.
	fn bls12_381_map_fp_to_g1(
		element: PassPointerAndRead<&Bytes<48>, 48>,
		point: PassPointerAndWrite<&mut Bytes<96>, 96>,
	) -> u32 {
		curves::map_fp_to_g1(&element.0, &mut point.0)
	}

	/// Maps an element (c₀ ‖ c₁) of the quadratic extension of BLS12-381's base field to G2.
	fn bls12_381_map_fp2_to_g2(
		element: PassPointerAndRead<&Bytes<96>, 96>,
		point: PassPointerAndWrite<&mut Bytes<192>, 192>,
	) -> u32 {
		curves::map_fp2_to_g2(&element.0, &mut point.0)
	}

	/// Whether the KZG `proof` (compressed) shows that the polynomial behind `commitment`
	/// (compressed) has the value `y` at `z`, under the trusted setup of Ethereum's ceremony.
	fn kzg_verify(
		z: PassPointerAndRead<&[u8; 32], 32>,
		y: PassPointerAndRead<&[u8; 32], 32>,
		commitment: PassPointerAndRead<&Bytes<48>, 48>,
		proof: PassPointerAndRead<&Bytes<48>, 48>,
	) -> bool {
		curves::kzg_verify(z, y, &commitment.0, &proof.0)
	}

	/// `base ^ exponent mod modulus`, big-endian, filled with zeros on the left up to the length of
	/// the modulus, which is the length of `result`. A modulus of zero gives zero.
	fn modexp(
		base: PassFatPointerAndRead<&[u8]>,
		exponent: PassFatPointerAndRead<&[u8]>,
		modulus: PassFatPointerAndRead<&[u8]>,
		result: PassFatPointerAndWrite<&mut [u8]>,
	) {
		curves::modexp(base, exponent, modulus, result)
	}

	/// BLAKE2b's F: `input` is the state (8 words), the message block (16) and the offset counters
	/// (2), each word little-endian; the new state goes to `state`.
	fn blake2b_compress(
		rounds: u32,
		input: PassPointerAndRead<&Bytes<208>, 208>,
		last: bool,
		state: PassPointerAndWrite<&mut Bytes<64>, 64>,
	) {
		curves::blake2b_compress(rounds, &input.0, last, &mut state.0)
	}
}

/// The Merkle Patricia tries of Ethereum's headers. Fixed by genesis.
#[runtime_interface]
pub trait EthereumTries {
	/// Root of the trie that has each item under its place in RLP, as transactions and receipts are
	/// (yellow paper, 4.3.2): EIP-2718 bytes in SCALE.
	fn ordered_root(
		items: PassFatPointerAndDecode<Vec<Vec<u8>>>,
		root: PassPointerAndWrite<&mut [u8; 32], 32>,
	) {
		*root = alloy_trie::root::ordered_trie_root_encoded(&items).0;
	}
}

/// Root of the trie of a list, by the host; see [`ethereum_tries`].
pub fn ordered_root(items: Vec<Vec<u8>>) -> [u8; 32] {
	if cfg!(feature = "in-runtime") {
		return alloy_trie::root::ordered_trie_root_encoded(&items).0;
	}
	let mut root = [0; 32];
	ethereum_tries::ordered_root(items, &mut root);
	root
}
