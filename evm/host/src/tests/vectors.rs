// SPDX-License-Identifier: Apache-2.0

//! Known answers from the EIPs, through Osaka's precompiles at Ethereum's addresses.

use super::{
	compared::{halt, output},
	inputs::*,
};
use hex_literal::hex;
use revm::precompile::PrecompileHalt;

fn word(value: u8) -> [u8; 32] {
	let mut word = [0; 32];
	word[31] = value;
	word
}

/// Zeros of a G1 point.
const ZERO_G1: &[u8] = &[0; 128];
/// Zeros of a G2 point.
const ZERO_G2: &[u8] = &[0; 256];

#[test]
fn hashes() {
	assert_eq!(
		output(0x02, b"abc")[..],
		hex!("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
	);
	assert_eq!(
		output(0x03, b"abc")[..],
		hex!("0000000000000000000000008eb208f7e05d987a9b044a8e98c6b087f15a0bfc")
	);
	assert_eq!(output(0x04, b"abc")[..], *b"abc");
}

#[test]
fn eip_152_blake2b() {
	let mut input = hex!("0000000c48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b").to_vec();
	input.extend(b"abc");
	input.resize(4 + 64 + 128, 0);
	input.extend(hex!("0300000000000000000000000000000001"));
	assert_eq!(
		output(0x09, &input)[..],
		hex!("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
	);
	// No rounds (EIP-152's vector 4).
	input[3] = 0;
	assert_eq!(
		output(0x09, &input)[..],
		hex!("08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b")
	);
}

#[test]
fn eip_198_modexp() {
	// 3 ^ (p - 1) mod p = 1 for secp256k1's p.
	let input = [
		&word(1)[..],
		&word(32),
		&word(32),
		&[3],
		&hex!("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2e"),
		&hex!("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),
	]
	.concat();
	assert_eq!(output(0x05, &input)[..], word(1));
	// 2 ^ 10 mod 1000 = 24, with the modulus' length.
	let input = [&word(1)[..], &word(1), &word(4), &[2], &[10], &1_000u32.to_be_bytes()].concat();
	assert_eq!(output(0x05, &input)[..], 24u32.to_be_bytes());
	// Modulo zero, and modulo nothing.
	let input = [&word(1)[..], &word(1), &word(2), &[2], &[10], &[0, 0]].concat();
	assert_eq!(output(0x05, &input)[..], [0, 0]);
	assert!(output(0x05, &[]).is_empty());
}

#[test]
fn eip_196_bn254_add_and_mul() {
	let other = hex!(
		"07c2b7f58a84bd6145f00c9c2bc0bb1a187f20ff2c92963a88019e7c6a014eed"
		"06614e20c147e940f2d70da3f74c9a17df361706a4485c742bd6788478fa17d7"
	);
	let sum = hex!(
		"2243525c5efd4b9c3d3c45ac0ca3fe4dd85e830a4ce6b65fa1eeaee202839703"
		"301d1d33be6da8e509df21cc35964723180eed7532537db9ae5e7d48f195c915"
	);
	assert_eq!(output(0x06, &[BN254_P1, &other].concat())[..], sum);
	assert_eq!(output(0x06, &[])[..], [0; 64]);
	let twice = output(0x06, &[BN254_P1, BN254_P1].concat());
	assert_eq!(output(0x07, &[BN254_P1, &word(2)].concat()), twice);
	assert_eq!(halt(0x06, &[0x11; 128]), PrecompileHalt::Bn254AffineGFailedToCreate);
	assert_eq!(halt(0x06, &[0xff; 128]), PrecompileHalt::Bn254FieldPointNotAMember);
	assert_eq!(halt(0x07, &[0x11; 96]), PrecompileHalt::Bn254AffineGFailedToCreate);
}

#[test]
fn eip_197_bn254_pairing() {
	assert_eq!(output(0x08, BN254_PAIRS)[..], word(1));
	assert_eq!(output(0x08, &BN254_PAIRS[..192])[..], word(0));
	assert_eq!(output(0x08, &[])[..], word(1));
	assert_eq!(halt(0x08, &BN254_PAIRS[..191]), PrecompileHalt::Bn254PairLength);
	assert_eq!(halt(0x08, &[0x11; 192]), PrecompileHalt::Bn254AffineGFailedToCreate);
}

#[test]
fn eip_2537_g1() {
	assert_eq!(output(0x0b, &[G1, P1].concat())[..], *G1_PLUS_P1);
	assert_eq!(output(0x0b, &[P1, G1].concat())[..], *G1_PLUS_P1);
	assert_eq!(output(0x0b, &[G1, ZERO_G1].concat())[..], *G1);
	assert_eq!(output(0x0b, &[G1, MINUS_G1].concat())[..], *ZERO_G1);
	assert_eq!(output(0x0b, &[G1, G1].concat())[..], *TWO_G1);
	assert_eq!(output(0x0c, &[G1, &word(2)].concat())[..], *TWO_G1);
	let both = [G1, &word(1), P1, &word(1)].concat();
	assert_eq!(output(0x0c, &both)[..], *G1_PLUS_P1);
	assert_eq!(output(0x0c, &[G1, &word(0)].concat())[..], *ZERO_G1);
}

#[test]
fn eip_2537_g2() {
	assert_eq!(output(0x0d, &[G2, G2].concat())[..], *TWO_G2);
	assert_eq!(output(0x0d, &[G2, ZERO_G2].concat())[..], *G2);
	assert_eq!(output(0x0e, &[G2, &word(2)].concat())[..], *TWO_G2);
	let both = [G2, &word(1), G2, &word(1)].concat();
	assert_eq!(output(0x0e, &both)[..], *TWO_G2);
}

#[test]
fn eip_2537_pairing() {
	assert_eq!(output(0x0f, &[G1, G2].concat())[..], word(0));
	assert_eq!(output(0x0f, &[ZERO_G1, G2].concat())[..], word(1));
	assert_eq!(output(0x0f, &[G1, ZERO_G2].concat())[..], word(1));
	assert_eq!(output(0x0f, &[G1, G2, MINUS_G1, G2].concat())[..], word(1));
	// e(2G1, G2) = e(G1, 2G2).
	let minus_two = output(0x0c, &[MINUS_G1, &word(2)].concat());
	assert_eq!(output(0x0f, &[&minus_two, G2, G1, TWO_G2].concat())[..], word(1));
	assert_eq!(halt(0x0f, &[]), PrecompileHalt::Bls12381PairingInputLength);
}

#[test]
fn eip_2537_maps() {
	for (element, point) in [
		(
			hex!("00000000000000000000000000000000156c8a6a2c184569d69a76be144b5cdc5141d2d2ca4fe341f011e25e3969c55ad9e9b9ce2eb833c81a908e5fa4ac5f03"),
			hex!("00000000000000000000000000000000184bb665c37ff561a89ec2122dd343f20e0f4cbcaec84e3c3052ea81d1834e192c426074b02ed3dca4e7676ce4ce48ba0000000000000000000000000000000004407b8d35af4dacc809927071fc0405218f1401a6d15af775810e4e460064bcc9468beeba82fdc751be70476c888bf3"),
		),
		(
			hex!("00000000000000000000000000000000147e1ed29f06e4c5079b9d14fc89d2820d32419b990c1c7bb7dbea2a36a045124b31ffbde7c99329c05c559af1c6cc82"),
			hex!("00000000000000000000000000000000009769f3ab59bfd551d53a5f846b9984c59b97d6842b20a2c565baa167945e3d026a3755b6345df8ec7e6acb6868ae6d000000000000000000000000000000001532c00cf61aa3d0ce3e5aa20c3b531a2abd2c770a790a2613818303c6b830ffc0ecf6c357af3317b9575c567f11cd2c"),
		),
	] {
		assert_eq!(output(0x10, &element)[..], point);
	}
	let element = hex!("0000000000000000000000000000000007355d25caf6e7f2f0cb2812ca0e513bd026ed09dda65b177500fa31714e09ea0ded3a078b526bed3307f804d4b93b040000000000000000000000000000000002829ce3c021339ccb5caf3e187f6370e1e2a311dec9b75363117063ab2015603ff52c3d3b98f19c2f65575e99e8b78c");
	let point = hex!("0000000000000000000000000000000000e7f4568a82b4b7dc1f14c6aaa055edf51502319c723c4dc2688c7fe5944c213f510328082396515734b6612c4e7bb700000000000000000000000000000000126b855e9e69b1f691f816e48ac6977664d24d99f8724868a184186469ddfd4617367e94527d4b74fc86413483afb35b000000000000000000000000000000000caead0fd7b6176c01436833c79d305c78be307da5f6af6c133c47311def6ff1e0babf57a0fb5539fce7ee12407b0a42000000000000000000000000000000001498aadcf7ae2b345243e281ae076df6de84455d766ab6fcdaad71fab60abb2e8b980a440043cd305db09d283c895e3d");
	assert_eq!(output(0x11, &element)[..], point);
}

#[test]
fn eip_2537_refusals() {
	// A coordinate that is not reduced, padding that is not zero, a point off the curve.
	let mut unreduced = G1.to_vec();
	unreduced[16..64].fill(0xff);
	assert_eq!(halt(0x0b, &[&unreduced, P1].concat()), PrecompileHalt::NonCanonicalFp);
	let mut padded = G1.to_vec();
	padded[0] = 1;
	assert_eq!(halt(0x0b, &[&padded, P1].concat()), PrecompileHalt::Bls12381FpPaddingInvalid);
	assert_eq!(
		halt(0x0c, &[G1, &word(1), &padded, &word(1)].concat()),
		PrecompileHalt::Bls12381FpPaddingInvalid
	);
	let mut off = G1.to_vec();
	off[127] ^= 1;
	assert_eq!(halt(0x0b, &[&off, P1].concat()), PrecompileHalt::Bls12381G1NotOnCurve);
	assert_eq!(halt(0x0c, &[&off, &word(1)[..]].concat()), PrecompileHalt::Bls12381G1NotOnCurve);
	let mut off = G2.to_vec();
	off[255] ^= 1;
	assert_eq!(halt(0x0d, &[&off, G2].concat()), PrecompileHalt::Bls12381G2NotOnCurve);
	assert_eq!(halt(0x0e, &[&off, &word(1)[..]].concat()), PrecompileHalt::Bls12381G2NotOnCurve);
	assert_eq!(halt(0x0f, &[G1, &off].concat()), PrecompileHalt::Bls12381G2NotOnCurve);
	// (0, 2) is on the curve y² = x³ + 4 and outside of the subgroup.
	let mut outside = vec![0; 128];
	outside[127] = 2;
	assert_eq!(output(0x0b, &[&outside, ZERO_G1].concat())[..], outside[..]);
	assert_eq!(
		halt(0x0c, &[&outside, &word(1)[..]].concat()),
		PrecompileHalt::Bls12381G1NotInSubgroup
	);
	assert_eq!(halt(0x0f, &[&outside, G2].concat()), PrecompileHalt::Bls12381G1NotInSubgroup);
}

#[test]
fn eip_4844_point_evaluation() {
	// A constant polynomial has the infinite point as its proof.
	let commitment = hex!("b0e7791fb972fe014159aa33a98622da3cdc98ff707965e536d8636b5fcc5ac7a91a8c46e59a00dca575af0f18fb13dc");
	let mut infinity = [0; 48];
	infinity[0] = 0xc0;
	let mut hash = sp_io::hashing::sha2_256(&commitment);
	hash[0] = 1;
	let call = |y: u8| [&hash[..], &word(3), &word(y), &commitment, &infinity].concat();
	let answer = hex!(
		"0000000000000000000000000000000000000000000000000000000000001000"
		"73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"
	);
	assert_eq!(output(0x0a, &call(5))[..], answer);
	assert_eq!(halt(0x0a, &call(6)), PrecompileHalt::BlobVerifyKzgProofFailed);
	assert_eq!(halt(0x0a, &call(5)[..191]), PrecompileHalt::BlobInvalidInputLength);
	let mut mismatched = call(5);
	mismatched[1] ^= 1;
	assert_eq!(halt(0x0a, &mismatched), PrecompileHalt::BlobMismatchedVersion);
	assert_eq!(output(0x0a, KZG)[..], answer);
}

#[test]
fn eip_7951_p256() {
	assert_eq!(output(0x100, P256)[..], word(1));
	for at in [0, 32, 64, 96, 128] {
		let mut changed = P256.to_vec();
		changed[at] ^= 1;
		assert!(output(0x100, &changed).is_empty());
	}
	assert!(output(0x100, &P256[..159]).is_empty());
	assert!(output(0x100, &[P256, &[0]].concat()).is_empty());
}
