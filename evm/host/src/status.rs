// SPDX-License-Identifier: Apache-2.0

//! Answers of the host functions that can fail. Numbers are part of the host interface.

use revm::precompile::PrecompileHalt;

/// A pairing product is not one.
pub const NO: u32 = 0;
/// Done; or a pairing product is one.
pub const YES: u32 = 1;
/// A coordinate is not below the field's modulus (BLS12-381).
pub const NON_CANONICAL_FP: u32 = 2;
/// A coordinate is not below the field's modulus (bn254).
pub const BN254_FIELD_POINT_NOT_A_MEMBER: u32 = 3;
/// Not a point of the curve or the subgroup (bn254).
pub const BN254_AFFINE_G_FAILED_TO_CREATE: u32 = 4;
/// Not a point of the curve (BLS12-381 G1).
pub const BLS12_381_G1_NOT_ON_CURVE: u32 = 5;
/// Not in the subgroup (BLS12-381 G1).
pub const BLS12_381_G1_NOT_IN_SUBGROUP: u32 = 6;
/// Not a point of the curve (BLS12-381 G2).
pub const BLS12_381_G2_NOT_ON_CURVE: u32 = 7;
/// Not in the subgroup (BLS12-381 G2).
pub const BLS12_381_G2_NOT_IN_SUBGROUP: u32 = 8;
/// The input is no whole number of elements.
pub const INPUT_LENGTH: u32 = 9;
/// Any other failure.
pub const OTHER: u32 = 10;

/// The halt that a status means; none for [`NO`] and [`YES`].
pub fn halt(status: u32) -> Option<PrecompileHalt> {
	Some(match status {
		NO | YES => return None,
		NON_CANONICAL_FP => PrecompileHalt::NonCanonicalFp,
		BN254_FIELD_POINT_NOT_A_MEMBER => PrecompileHalt::Bn254FieldPointNotAMember,
		BN254_AFFINE_G_FAILED_TO_CREATE => PrecompileHalt::Bn254AffineGFailedToCreate,
		BLS12_381_G1_NOT_ON_CURVE => PrecompileHalt::Bls12381G1NotOnCurve,
		BLS12_381_G1_NOT_IN_SUBGROUP => PrecompileHalt::Bls12381G1NotInSubgroup,
		BLS12_381_G2_NOT_ON_CURVE => PrecompileHalt::Bls12381G2NotOnCurve,
		BLS12_381_G2_NOT_IN_SUBGROUP => PrecompileHalt::Bls12381G2NotInSubgroup,
		INPUT_LENGTH => PrecompileHalt::other_static("wrong input length"),
		_ => PrecompileHalt::other_static("curve operation failed"),
	})
}

/// The status that stands for a halt.
#[cfg(any(not(substrate_runtime), feature = "in-runtime"))]
pub(crate) fn of(halt: PrecompileHalt) -> u32 {
	match halt {
		PrecompileHalt::NonCanonicalFp => NON_CANONICAL_FP,
		PrecompileHalt::Bn254FieldPointNotAMember => BN254_FIELD_POINT_NOT_A_MEMBER,
		PrecompileHalt::Bn254AffineGFailedToCreate => BN254_AFFINE_G_FAILED_TO_CREATE,
		PrecompileHalt::Bls12381G1NotOnCurve => BLS12_381_G1_NOT_ON_CURVE,
		PrecompileHalt::Bls12381G1NotInSubgroup => BLS12_381_G1_NOT_IN_SUBGROUP,
		PrecompileHalt::Bls12381G2NotOnCurve => BLS12_381_G2_NOT_ON_CURVE,
		PrecompileHalt::Bls12381G2NotInSubgroup => BLS12_381_G2_NOT_IN_SUBGROUP,
		_ => OTHER,
	}
}
