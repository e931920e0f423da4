// SPDX-License-Identifier: Apache-2.0

//! Known answers from the EIPs, through Osaka's precompiles at Ethereum's addresses.

use super::compared::{halt, output};
use hex_literal::hex;
use revm::precompile::PrecompileHalt;

/// Generator of G1, padded as EIP-2537 has it.
pub(super) const G1: &[u8] = &hex!("0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1");
/// Twice the generator of G1.
const TWO_G1: &[u8] = &hex!("000000000000000000000000000000000572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e00000000000000000000000000000000166a9d8cabc673a322fda673779d8e3822ba3ecb8670e461f73bb9021d5fd76a4c56d9d4cd16bd1bba86881979749d28");
/// The generator of G1 with the other sign.
const MINUS_G1: &[u8] = &hex!("0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb00000000000000000000000000000000114d1d6855d545a8aa7d76c8cf2e21f267816aef1db507c96655b9d5caac42364e6f38ba0ecb751bad54dcd6b939c2ca");
/// Another point of G1.
pub(super) const P1: &[u8] = &hex!("00000000000000000000000000000000112b98340eee2777cc3c14163dea3ec97977ac3dc5c70da32e6e87578f44912e902ccef9efe28d4a78b8999dfbca942600000000000000000000000000000000186b28d92356c4dfec4b5201ad099dbdede3781f8998ddf929b4cd7756192185ca7b8f4ef7088f813270ac3d48868a21");
/// `G1 + P1`.
const G1_PLUS_P1: &[u8] = &hex!("000000000000000000000000000000000a40300ce2dec9888b60690e9a41d3004fda4886854573974fab73b046d3147ba5b7a5bde85279ffede1b45b3918d82d0000000000000000000000000000000006d3d887e9f53b9ec4eb6cedf5607226754b07c01ace7834f57f3e7315faefb739e59018e22c492006190fba4a870025");
/// Generator of G2.
pub(super) const G2: &[u8] = &hex!("00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb80000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e000000000000000000000000000000000ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801000000000000000000000000000000000606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be");
/// Twice the generator of G2.
const TWO_G2: &[u8] = &hex!("000000000000000000000000000000001638533957d540a9d2370f17cc7ed5863bc0b995b8825e0ee1ea1e1e4d00dbae81f14b0bf3611b78c952aacab827a053000000000000000000000000000000000a4edef9c1ed7f729f520e47730a124fd70662a904ba1074728114d1031e1572c6c886f6b57ec72a6178288c47c33577000000000000000000000000000000000468fb440d82b0630aeb8dca2b5256789a66da69bf91009cbfe6bd221e47aa8ae88dece9764bf3bd999d95d71e4c9899000000000000000000000000000000000f6d4552fa65dd2638b361543f887136a43253d9c66c411697003f7a13c308f5422e1aa0a59c8967acdefd8b6e36ccf3");
/// Two bn254 pairs whose product of pairings is one.
pub(super) const BN254_PAIRS: &[u8] = &hex!(
	"1c76476f4def4bb94541d57ebba1193381ffa7aa76ada664dd31c16024c43f59"
	"3034dd2920f673e204fee2811c678745fc819b55d3e9d294e45c9b03a76aef41"
	"209dd15ebff5d46c4bd888e51a93cf99a7329636c63514396b4a452003a35bf7"
	"04bf11ca01483bfa8b34b43561848d28905960114c8ac04049af4b6315a41678"
	"2bb8324af6cfc93537a2ad1a445cfd0ca2a71acd7ac41fadbf933c2a51be344d"
	"120a2a4cf30c1bf9845f20c6fe39e07ea2cce61f0c9bb048165fe5e4de877550"
	"111e129f1cf1097710d41c4ac70fcdfa5ba2023c6ff1cbeac322de49d1b6df7c"
	"2032c61a830e3c17286de9462bf242fca2883585b93870a73853face6a6bf411"
	"198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
	"1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
	"090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
	"12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa"
);
/// A point of bn254.
pub(super) const BN254_P1: &[u8] = &hex!(
	"18b18acfb4c2c30276db5411368e7185b311dd124691610c5d3b74034e093dc9"
	"063c909c4720840cb5134cb9f59fa749755796819658d32efc0d288198f37266"
);
/// A valid signature of EIP-7951: hash, r, s, x, y.
pub(super) const P256: &[u8] = &hex!("4cee90eb86eaa050036147a12d49004b6b9c72bd725d39d4785011fe190f0b4da73bd4903f0ce3b639bbbf6e8e80d16931ff4bcf5993d58468e8fb19086e8cac36dbcd03009df8c59286b162af3bd7fcc0450c9aa81be5d10d312af6c66b1d604aebd3099c618202fcfe16ae7770b0c49ab5eadf74b754204a3bb6060e44eff37618b065f9832de4ca6ca971a7a1adc826d0f7c00181a5fb2ddf79ae00b4e10e");
/// A valid call of EIP-4844's precompile: versioned hash, z, y, commitment, proof.
pub(super) const KZG: &[u8] = &hex!(
	"01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b"
	"73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000"
	"1522a4a7f34e1ea350ae07c29c96c7e79655aa926122e95fe69fcbd932ca49e9"
	"8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca25f26936857bc3a7c2539ea8ec3a952b7"
	"a62ad71d14c5719385c0686f1871430475bf3a00f0aa3f7b8dd99a9abc2160744faf0070725e00b60ad9a026a15b1a8c"
);

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
