// SPDX-License-Identifier: Apache-2.0

//! Names of forks.

use pallet_evm::Fork;

/// Names that fixtures use, each with its rules. `Constantinople` stands in the fixtures for the rules
/// before EIP-1283 was taken back; the pallet has those of `ConstantinopleFix` for both.
const FORKS: &[(&str, Fork)] = &[
	("Frontier", Fork::Frontier),
	("Homestead", Fork::Homestead),
	("EIP150", Fork::EIP150),
	("TangerineWhistle", Fork::EIP150),
	("EIP158", Fork::EIP158),
	("SpuriousDragon", Fork::EIP158),
	("Byzantium", Fork::Byzantium),
	("Constantinople", Fork::Petersburg),
	("ConstantinopleFix", Fork::Petersburg),
	("Petersburg", Fork::Petersburg),
	("Istanbul", Fork::Istanbul),
	("MuirGlacier", Fork::Istanbul),
	("Berlin", Fork::Berlin),
	("London", Fork::London),
	("ArrowGlacier", Fork::London),
	("GrayGlacier", Fork::London),
	("Merge", Fork::Paris),
	("Paris", Fork::Paris),
	("Shanghai", Fork::Shanghai),
	("Cancun", Fork::Cancun),
	("Prague", Fork::Prague),
	("Osaka", Fork::Osaka),
];

/// Rules of a fork, if the pallet has them.
pub fn rules(name: &str) -> Option<Fork> {
	FORKS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, rules)| *rules)
}

/// All names, in order of time.
pub fn names() -> impl Iterator<Item = &'static str> {
	FORKS.iter().map(|(name, _)| *name)
}

/// Place of a fork in time, for sorting.
pub fn order(name: &str) -> usize {
	names().position(|known| known.eq_ignore_ascii_case(name)).unwrap_or(FORKS.len())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn forks_are_known_by_their_names_only() {
		assert_eq!(rules("Cancun"), Some(Fork::Cancun));
		assert_eq!(rules("merge"), rules("Paris"));
		assert_eq!(rules("ShanghaiToCancunAtTime15k"), None);
		assert!(order("Frontier") < order("Osaka"));
		assert_eq!(order("Atlantis"), FORKS.len());
	}
}
