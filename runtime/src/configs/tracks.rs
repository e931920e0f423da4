// SPDX-License-Identifier: Apache-2.0

//! The tracks of governance: what each costs to decide, how long it takes and how much approval and
//! support it needs. Periods are parts and multiples of the network's day (`timing.day`).
//!
//! *Approval* is ayes over all votes, weighted by conviction; *support* is ayes over the active
//! issuance, unweighted. Both fall from their ceiling to their floor over the decision period, so
//! that what nearly everyone wants is decided early and nothing passes below the floor.

use crate::*;
use alloc::{borrow::Cow, vec::Vec};
use frame_support::traits::{Get, OriginTrait};
use openledger_primitives::OPEN;
use pallet_origins::Origin;
use pallet_referenda::{Curve, Track, TrackInfo, TracksInfo};
use sp_arithmetic::{fixed_point::FixedI64, traits::UniqueSaturatedInto};

/// Id of a track: the place in the table of `docs/governance.md`.
pub type TrackId = u16;

/// Track of root.
pub const ROOT: TrackId = 0;
/// Track of what the technical committee whitelisted.
pub const WHITELISTED_CALLER: TrackId = 1;
/// Track of spends from the treasury.
pub const TREASURER: TrackId = 10;
/// Track of the waterfall, bonds and bounds.
pub const ECONOMY: TrackId = 20;
/// Track of windows, audits and what faults cost.
pub const ATTRIBUTION: TrackId = 21;
/// Track of pauses.
pub const EMERGENCY: TrackId = 30;

const fn percent(value: i128) -> FixedI64 {
	FixedI64::from_rational(value.unsigned_abs(), 100)
}

const fn permill(value: u128) -> FixedI64 {
	FixedI64::from_rational(value, 1_000)
}

/// From `ceil` at the start in a straight line to `floor` at the end.
const fn linear(floor: FixedI64, ceil: FixedI64) -> Curve {
	Curve::make_linear(1, 1, floor, ceil)
}

/// From 100 % at the start through `level` after `at` hundredths of the period to `floor`.
const fn reciprocal(at: u128, level: FixedI64, floor: FixedI64, ceil: FixedI64) -> Curve {
	Curve::make_reciprocal(at, 100, level, floor, ceil)
}

const ROOT_APPROVAL: Curve = reciprocal(14, percent(80), percent(50), percent(100));
const ROOT_SUPPORT: Curve = linear(permill(5), percent(50));
const WHITELISTED_APPROVAL: Curve = reciprocal(57, percent(96), percent(50), percent(100));
const WHITELISTED_SUPPORT: Curve = reciprocal(1, percent(20), percent(5), percent(50));
const TREASURER_APPROVAL: Curve = reciprocal(14, percent(80), percent(50), percent(100));
const TREASURER_SUPPORT: Curve = linear(permill(5), percent(25));
const ECONOMY_APPROVAL: Curve = reciprocal(14, percent(80), percent(50), percent(100));
const ECONOMY_SUPPORT: Curve = linear(permill(5), percent(30));
const EMERGENCY_APPROVAL: Curve = linear(percent(66), percent(100));
const EMERGENCY_SUPPORT: Curve = linear(percent(2), percent(20));

/// A track's numbers, its periods in hours of governance (a day has 24).
struct Row {
	id: TrackId,
	name: &'static str,
	max_deciding: u32,
	/// In OPEN.
	decision_deposit: Balance,
	prepare: u32,
	decision: u32,
	confirm: u32,
	enactment: u32,
	approval: Curve,
	support: Curve,
}

const HOURS: u32 = 24;

#[rustfmt::skip]
const ROWS: [Row; 6] = [
	Row { id: ROOT, name: "root", max_deciding: 1, decision_deposit: 100_000,
		prepare: 2, decision: 28 * HOURS, confirm: HOURS, enactment: HOURS,
		approval: ROOT_APPROVAL, support: ROOT_SUPPORT },
	Row { id: WHITELISTED_CALLER, name: "whitelisted_caller", max_deciding: 100, decision_deposit: 10_000,
		prepare: 1, decision: 28 * HOURS, confirm: 1, enactment: 1,
		approval: WHITELISTED_APPROVAL, support: WHITELISTED_SUPPORT },
	Row { id: TREASURER, name: "treasurer", max_deciding: 10, decision_deposit: 5_000,
		prepare: 2, decision: 28 * HOURS, confirm: 2 * HOURS, enactment: HOURS,
		approval: TREASURER_APPROVAL, support: TREASURER_SUPPORT },
	Row { id: ECONOMY, name: "economy", max_deciding: 10, decision_deposit: 20_000,
		prepare: 2, decision: 14 * HOURS, confirm: HOURS, enactment: HOURS,
		approval: ECONOMY_APPROVAL, support: ECONOMY_SUPPORT },
	Row { id: ATTRIBUTION, name: "attribution", max_deciding: 10, decision_deposit: 20_000,
		prepare: 2, decision: 14 * HOURS, confirm: HOURS, enactment: HOURS,
		approval: ECONOMY_APPROVAL, support: ECONOMY_SUPPORT },
	Row { id: EMERGENCY, name: "emergency", max_deciding: 10, decision_deposit: 50_000,
		prepare: 1, decision: 2 * HOURS, confirm: 1, enactment: 1,
		approval: EMERGENCY_APPROVAL, support: EMERGENCY_SUPPORT },
];

/// `hours` of governance in blocks, at least one.
fn blocks(day: u32, hours: u32) -> BlockNumber {
	let blocks = u64::from(day).saturating_mul(hours.into()).checked_div(HOURS.into());
	UniqueSaturatedInto::<u32>::unique_saturated_into(blocks.unwrap_or_default()).max(1)
}

fn track(row: &Row, day: u32) -> Track<TrackId, Balance, BlockNumber> {
	let mut name = [0u8; 25];
	for (to, from) in name.iter_mut().zip(row.name.bytes()) {
		*to = from;
	}
	let info = TrackInfo {
		name,
		max_deciding: row.max_deciding,
		decision_deposit: row.decision_deposit.saturating_mul(OPEN),
		prepare_period: blocks(day, row.prepare),
		decision_period: blocks(day, row.decision),
		confirm_period: blocks(day, row.confirm),
		min_enactment_period: blocks(day, row.enactment),
		min_approval: row.approval.clone(),
		min_support: row.support.clone(),
	};
	Track { id: row.id, info }
}

/// All tracks with the periods of this network.
pub struct Tracks;

impl TracksInfo<Balance, BlockNumber> for Tracks {
	type Id = TrackId;
	type RuntimeOrigin = <RuntimeOrigin as OriginTrait>::PalletsOrigin;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<Self::Id, Balance, BlockNumber>>> {
		let day = <pallet_timing::Day<Runtime> as Get<u32>>::get();
		let tracks: Vec<_> = ROWS.iter().map(|row| Cow::Owned(track(row, day))).collect();
		tracks.into_iter()
	}

	fn track_for(origin: &Self::RuntimeOrigin) -> Result<Self::Id, ()> {
		if let Ok(frame_system::RawOrigin::Root) =
			frame_system::RawOrigin::<AccountId>::try_from(origin.clone())
		{
			return Ok(ROOT);
		}
		match Origin::try_from(origin.clone()).map_err(|_| ())? {
			Origin::WhitelistedCaller => Ok(WHITELISTED_CALLER),
			Origin::Treasurer => Ok(TREASURER),
			Origin::Economy => Ok(ECONOMY),
			Origin::Attribution => Ok(ATTRIBUTION),
			Origin::Emergency => Ok(EMERGENCY),
		}
	}
}
