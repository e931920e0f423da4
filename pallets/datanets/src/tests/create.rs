// SPDX-License-Identifier: Apache-2.0
//! `create`.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{DatanetId, OPEN, PPM};
use sp_runtime::TokenError;

#[test]
fn create_works() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(create(ALICE, PPM));
		let datanet = DatanetId(1);
		let found = crate::Datanets::<Test>::get(datanet).unwrap();
		assert_eq!((found.owner, found.floor_rate, found.accepted), (ALICE, 7, 0));
		assert_eq!(held(&ALICE), 10 * OPEN);
		System::assert_last_event(Event::<Test>::Created { datanet, owner: ALICE }.into());
	});
}

#[test]
fn create_fails_on_bad_terms() {
	ExtBuilder.build_and_execute(|| {
		let make = |text: &str, spdx: &str, purposes: u8, quorum: u32| {
			let (name, licence) = (name(text), licence(spdx));
			Datanets::create(signed(ALICE), name, licence, Purposes(purposes), 0, quorum)
		};
		for text in ["", " ", "a\nb", "\u{7f}"] {
			assert_noop!(make(text, "MIT", 1, PPM), Error::<Test>::InvalidName);
		}
		let bytes = Name::try_from(vec![0xff, 0xfe]).unwrap();
		assert_noop!(
			Datanets::create(signed(ALICE), bytes, licence("MIT"), Purposes::ALL, 0, 0),
			Error::<Test>::InvalidName
		);
		for spdx in ["", " MIT", "MIT/BSD", "MIT\n", "-MIT", "lizenz: frei"] {
			assert_noop!(make("n", spdx, 1, PPM), Error::<Test>::InvalidLicence);
		}
		for purposes in [0, 8, 255] {
			assert_noop!(make("n", "MIT", purposes, PPM), Error::<Test>::InvalidPurposes);
		}
		assert_noop!(make("n", "MIT", 1, PPM + 1), Error::<Test>::InvalidQuorum);
		assert_ok!(make("Rüst", "(MIT OR Apache-2.0) AND CC0-1.0", 7, 0));
	});
}

#[test]
fn create_fails_without_the_deposit_or_an_id() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(create(TREASURY, PPM), TokenError::FundsUnavailable);
		let last = NextDatanetId::<Test>::get();
		NextDatanetId::<Test>::put(DatanetId(u32::MAX));
		assert_noop!(create(ALICE, PPM), Error::<Test>::TooManyIds);
		NextDatanetId::<Test>::put(last);
	});
}
