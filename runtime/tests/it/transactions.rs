// SPDX-License-Identifier: Apache-2.0

//! Extrinsics on the real runtime: who may sign them, what can be no call.

use crate::scene::genesis;
use frame_support::traits::PalletsInfoAccess;
use openledger_runtime::*;
use sp_runtime::generic::Era;

#[test]
fn nothing_hides_behind_the_byte_of_an_ethereum_message() {
	let indices: Vec<usize> = AllPalletsWithSystem::infos().iter().map(|p| p.index).collect();
	assert!(!indices.contains(&0x19), "{indices:?}");
}

#[test]
fn an_era_may_be_mortal() {
	genesis("development").execute_with(|| {
		System::set_block_number(1);
		let extension = signed_extension(0, 64, 0);
		assert_eq!(extension.5, frame_system::CheckEra::from(Era::mortal(64, 1)));
	});
}
