// SPDX-License-Identifier: Apache-2.0

//! How committees, attesters' pay and their faults rest on stake.
//!
//! - Seats of a committee are drawn by what stands behind a validator in the running era
//!   ([`CurrentCommittee`]).
//! - The attesters' part of fees gathers in [`StakersPot`]; the end of an era pays it out by points,
//!   and [`AttesterStakes`] counts those of attesting beside the 20 of each block.
//! - Who attested a leaf that is proven false loses [`AttesterSlash`] of its exposure, nominators
//!   included, after the deferral that governance has to cancel it.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
	PalletId,
};
use openledger_primitives::{AttributionId, Ppm};
use openledger_primitives_traits::{Committee, ReportAttesters, RewardAttesters};
use pallet_session::disabling::{
	DisablingDecision, DisablingStrategy, UpToLimitWithReEnablingDisablingStrategy,
};
use sp_runtime::{traits::AccountIdConversion, Perbill};
use sp_staking::offence::{Kind, Offence, OffenceSeverity, ReportOffence};

/// Most that attesting a false leaf costs of a validator's exposure, once a session, parts per million.
/// What it does cost is [`AttesterSlash`].
pub const MAX_ATTESTER_SLASH: Ppm = 100_000;
/// Sets with fewer validators than this lose nobody to a slash of at most [`MAX_ATTESTER_SLASH`]: each
/// of them carries too much of the finality.
pub const SMALL_SET: usize = 10;
/// Points of an era at which attesting earns no more, half of what they fit in: 200,000 blocks of
/// nothing but the dearest batches ([`pallet_rewards::MAX_POINTS`]) would be needed.
pub const MOST_POINTS: u32 = u32::MAX / 2;

/// Account that gathers the attesters' part of fees until the era ends.
pub struct StakersPot;
impl Get<AccountId> for StakersPot {
	fn get() -> AccountId {
		PalletId(*b"ol/stake").into_account_truncating()
	}
}

/// The validators of the current session with their attribution keys and stakes.
pub struct CurrentCommittee;

impl CurrentCommittee {
	fn with_keys() -> impl Iterator<Item = (AccountId, AttributionId)> {
		Session::validators()
			.into_iter()
			.filter_map(|who| Session::load_keys(&who).map(|keys| (who, keys.attribution)))
	}
}

impl Committee<AccountId> for CurrentCommittee {
	fn session_index() -> u32 {
		Session::current_index()
	}

	/// A validator without an exposure (one that was forced, or before the first era) counts as one
	/// planck.
	fn members() -> Vec<(AccountId, AttributionId, Balance)> {
		let era = pallet_staking::ActiveEra::<Runtime>::get().map(|active| active.index);
		let stake = |who: &AccountId| {
			let exposed = pallet_staking::ErasStakersOverview::<Runtime>::get(era?, who)?;
			Some(exposed.total.max(1))
		};
		Self::with_keys().map(|(who, key)| (who.clone(), key, stake(&who).unwrap_or(1))).collect()
	}

	fn member(index: u32) -> Option<(AccountId, AttributionId)> {
		Self::with_keys().nth(usize::try_from(index).ok()?)
	}
}

/// What attesting earns and costs on the staking pallet.
pub struct AttesterStakes;

impl RewardAttesters<AccountId> for AttesterStakes {
	fn reward(attesters: &[(AccountId, u32)]) {
		let Some(era) = pallet_staking::ActiveEra::<Runtime>::get() else { return };
		let counted = pallet_staking::ErasRewardPoints::<Runtime>::get(era.index).total;
		let mut room = MOST_POINTS.saturating_sub(counted);
		let validators = Session::validators();
		let mut earned = Vec::with_capacity(attesters.len());
		for (who, points) in attesters.iter().filter(|(who, _)| validators.contains(who)) {
			let points = (*points).min(room);
			room = room.saturating_sub(points);
			earned.push((who.clone(), points));
		}
		<Staking as frame_support::traits::RewardsReporter<AccountId>>::reward_by_ids(earned);
	}
}

impl ReportAttesters<AccountId> for AttesterStakes {
	fn report(session: u32, validators: u32, offenders: &[AccountId]) {
		let offenders = offenders.iter().map(|who| (who.clone(), ())).collect();
		let offence = AttestationOffence { session, validators, offenders };
		// Who was reported for this session before is known already.
		let _ = Offences::report_offence(vec![], offence);
	}

	/// What the reports of BABE and GRANDPA weigh in the SDK, with as many nominators as an election
	/// takes; of a proof of key ownership nothing.
	fn weight() -> Weight {
		let nominators = u64::from(MAX_VOTERS);
		let micros = 110u64.saturating_add(nominators.saturating_mul(25));
		let each = nominators.saturating_mul(3);
		Weight::from_parts(micros.saturating_mul(WEIGHT_REF_TIME_PER_MICROS), 0).saturating_add(
			<Runtime as frame_system::Config>::DbWeight::get()
				.reads_writes(each.saturating_add(14), each.saturating_add(10)),
		)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_validators(validators: &[AccountId]) {
		use openledger_primitives::OPEN;
		let era = pallet_staking::ActiveEra::<Runtime>::get().map_or(0, |active| active.index);
		let active = pallet_staking::ActiveEraInfo { index: era, start: None };
		pallet_staking::ActiveEra::<Runtime>::put(active);
		pallet_staking::ErasStartSessionIndex::<Runtime>::insert(era, 0);
		pallet_session::Validators::<Runtime>::put(validators.to_vec());
		let keys = <SessionKeys as codec::Decode>::decode(
			&mut sp_runtime::traits::TrailingZeroInput::zeroes(),
		);
		for who in validators {
			if let Ok(keys) = &keys {
				pallet_session::NextKeys::<Runtime>::insert(who, keys);
			}
			let exposure =
				sp_staking::Exposure { total: 1_000 * OPEN, own: 1_000 * OPEN, others: vec![] };
			Staking::add_era_stakers(era, who.clone(), exposure);
		}
	}
}

/// Validators of one session attested leaves that were proven false. However many leaves and batches
/// of the session, it costs each of them once.
pub struct AttestationOffence {
	/// Session in which the committees were drawn.
	pub session: u32,
	/// Validators of that session.
	pub validators: u32,
	/// Who attested, as the session's history identifies them.
	pub offenders: Vec<(AccountId, ())>,
}

impl Offence<(AccountId, ())> for AttestationOffence {
	const ID: Kind = *b"attest:falseleaf";
	type Slot = u32;

	fn offenders(&self) -> Vec<(AccountId, ())> {
		self.offenders.clone()
	}

	fn session_index(&self) -> u32 {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		self.validators
	}

	fn slot(&self) -> u32 {
		self.session
	}

	fn slash_fraction(&self, _: u32) -> Perbill {
		of_million(AttesterSlash::get())
	}
}

fn of_million(part: Ppm) -> Perbill {
	Perbill::from_parts(part.saturating_mul(1_000))
}

/// Who is disabled for an offence: up to a third of the validators, the worst first. In a
/// [`SMALL_SET`] nobody for a slash of at most [`MAX_ATTESTER_SLASH`], which no equivocation of so few
/// is: one of nine costs (3 · 1/9)², 11 %.
pub struct Disabling;

impl DisablingStrategy<Runtime> for Disabling {
	fn decision(
		offender: &AccountId,
		severity: OffenceSeverity,
		disabled: &Vec<(u32, OffenceSeverity)>,
	) -> DisablingDecision {
		if severity.0 <= of_million(MAX_ATTESTER_SLASH) && Session::validators().len() < SMALL_SET {
			return DisablingDecision { disable: None, reenable: None };
		}
		<UpToLimitWithReEnablingDisablingStrategy as DisablingStrategy<Runtime>>::decision(
			offender, severity, disabled,
		)
	}
}
