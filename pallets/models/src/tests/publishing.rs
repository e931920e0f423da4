// SPDX-License-Identifier: Apache-2.0
//! Publication, prices, retirement.

use crate::{mock::*, pallet::*};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{JobId, ModelVersionId};
use openledger_primitives_traits::InspectModels;

fn sold(
	version: ModelVersionId,
) -> openledger_primitives_traits::ModelVersionSummary<openledger_primitives_account::AccountId> {
	<ModelsPallet as InspectModels<_>>::model_version(version).unwrap()
}

#[test]
fn only_the_owner_publishes_what_is_delivered_and_once() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let publish = |who, job| ModelsPallet::publish_version(signed(who), job, FLOOR, FLOOR);
		assert_noop!(publish(owner(), JobId(5)), crate::Error::<Test>::UnknownJob);
		let open = accepted(model);
		assert_noop!(publish(owner(), open), crate::Error::<Test>::NotDelivered);
		let job = delivered(model);
		assert_noop!(publish(operator(), job), crate::Error::<Test>::NotOwner);
		assert_ok!(publish(owner(), job));
		assert_noop!(publish(owner(), job), crate::Error::<Test>::NotDelivered);
		assert_eq!(held(HoldReason::VersionDeposit, &owner()), VERSION_DEPOSIT);
		assert_eq!(held(HoldReason::TrainingBudget, &owner()), BUDGET);
	});
}

#[test]
fn a_version_says_what_it_is_made_of() {
	ExtBuilder::build_and_execute(|| {
		let version = published(with_model());
		let sold = sold(version);
		assert_eq!(sold.owner, owner());
		assert_eq!(sold.trainer, WORKER);
		assert_eq!(sold.datasets, vec![(dataset(1), 12), (dataset(2), 5)]);
		let manifest = Manifests::<Test>::get(version).unwrap();
		assert_eq!((sold.adapter_hash, sold.index), (manifest.adapter_hash, manifest.index));
		assert!(<ModelsPallet as InspectModels<_>>::model_version(ModelVersionId(9)).is_none());
	});
}

#[test]
fn a_price_under_the_floor_rate_is_refused() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let job = delivered(model);
		let publish = |i, o| ModelsPallet::publish_version(signed(owner()), job, i, o);
		assert_noop!(publish(FLOOR - 1, FLOOR), crate::Error::<Test>::RateBelowFloor);
		assert_noop!(publish(FLOOR, FLOOR - 1), crate::Error::<Test>::RateBelowFloor);
		assert_ok!(publish(FLOOR, FLOOR));
		let set = |i, o| ModelsPallet::set_price(signed(owner()), ModelVersionId(0), i, o);
		assert_noop!(set(FLOOR - 1, FLOOR), crate::Error::<Test>::RateBelowFloor);
		assert_noop!(set(FLOOR, 0), crate::Error::<Test>::RateBelowFloor);
		assert_ok!(set(2 * FLOOR, 3 * FLOOR));
		let sold = sold(ModelVersionId(0));
		assert_eq!((sold.rate_in, sold.rate_out), (2 * FLOOR, 3 * FLOOR));
	});
}

#[test]
fn a_retired_version_stays_known_but_is_not_sold() {
	ExtBuilder::build_and_execute(|| {
		let version = published(with_model());
		let retire = |who| ModelsPallet::retire_version(signed(who), version);
		let price = |who, version| ModelsPallet::set_price(signed(who), version, FLOOR, FLOOR);
		assert_noop!(retire(stranger()), crate::Error::<Test>::NotOwner);
		assert_noop!(price(stranger(), version), crate::Error::<Test>::NotOwner);
		assert_noop!(price(owner(), ModelVersionId(9)), crate::Error::<Test>::UnknownVersion);
		assert_ok!(retire(owner()));
		assert!(!sold(version).live);
		assert_noop!(retire(owner()), crate::Error::<Test>::VersionNotLive);
		assert_noop!(price(owner(), version), crate::Error::<Test>::VersionNotLive);
	});
}

#[test]
fn identifiers_end_rather_than_wrap() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let job = delivered(model);
		NextModelVersionId::<Test>::put(ModelVersionId(u32::MAX));
		assert_noop!(
			ModelsPallet::publish_version(signed(owner()), job, FLOOR, FLOOR),
			crate::Error::<Test>::IdsExhausted
		);
	});
}
