// SPDX-License-Identifier: Apache-2.0
//! The fee waterfall.

use crate::largest_remainder;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{Balance, Ppm, PPM};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// How fees are split, in parts per million; a governance parameter that always sums.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Waterfall {
	/// Protocol, of base and markups: then split into burn, treasury and attesters.
	pub protocol: Ppm,
	/// The worker, of the base.
	pub worker: Ppm,
	/// Model owner and lineage, of the base.
	pub owner: Ppm,
	/// Curators and Datanet stakers, of the base.
	pub curators: Ppm,
	/// Contributors, of the base.
	pub contributors: Ppm,
	/// Part of the protocol's share that is burnt.
	pub burn: Ppm,
	/// Part of the protocol's share that goes to the treasury; attesters get the rest.
	pub treasury: Ppm,
}

impl Default for Waterfall {
	fn default() -> Self {
		Self {
			protocol: 100_000,
			worker: 250_000,
			owner: 200_000,
			curators: 50_000,
			contributors: 400_000,
			burn: 400_000,
			treasury: 400_000,
		}
	}
}

/// Fees to split, plancks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fees {
	/// Σ base fees.
	pub base: Balance,
	/// Σ agent's markups.
	pub agent: Balance,
	/// Σ app's markups.
	pub app: Balance,
}

/// Where the fees go, plancks; the parts sum exactly to the fees.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Parts {
	/// Burnt.
	pub burn: Balance,
	/// To the treasury.
	pub treasury: Balance,
	/// To the attesters of the batch.
	pub attesters: Balance,
	/// To the worker.
	pub worker: Balance,
	/// To the model's owner and its lineage.
	pub owner: Balance,
	/// To curators and Datanet stakers.
	pub curators: Balance,
	/// To contributors, by influence; the unattributed part goes to the pots.
	pub contributors: Balance,
	/// To the agent's maker.
	pub agent: Balance,
	/// To the app's maker.
	pub app: Balance,
}

impl Parts {
	/// Sum of all parts; `None` on overflow.
	pub fn total(&self) -> Option<Balance> {
		[
			self.burn,
			self.treasury,
			self.attesters,
			self.worker,
			self.owner,
			self.curators,
			self.contributors,
			self.agent,
			self.app,
		]
		.into_iter()
		.try_fold(0u128, Balance::checked_add)
	}
}

impl Waterfall {
	/// Whether the parts sum to the whole and keep the hard bounds: protocol at most 25 %, and
	/// contributors at least 20 %.
	pub fn is_valid(&self) -> bool {
		let sum = [self.protocol, self.worker, self.owner, self.curators, self.contributors]
			.into_iter()
			.try_fold(0u32, Ppm::checked_add);
		let inner = self.burn.checked_add(self.treasury);
		sum == Some(PPM)
			&& inner.is_some_and(|inner| inner <= PPM)
			&& self.protocol <= 250_000
			&& self.contributors >= 200_000
	}

	/// Splits fees; `None` on overflow or when the waterfall is not valid.
	pub fn split(&self, fees: &Fees) -> Option<Parts> {
		if !self.is_valid() {
			return None;
		}
		let base = largest_remainder(
			fees.base,
			&[self.protocol, self.worker, self.owner, self.curators, self.contributors]
				.map(u128::from),
		)?;
		let [base_protocol, worker, owner, curators, contributors] =
			<[Balance; 5]>::try_from(base).ok()?;
		let (agent, agent_protocol) = self.markup(fees.agent)?;
		let (app, app_protocol) = self.markup(fees.app)?;
		let protocol = base_protocol.checked_add(agent_protocol)?.checked_add(app_protocol)?;
		let rest = PPM.checked_sub(self.burn)?.checked_sub(self.treasury)?;
		let inner = largest_remainder(protocol, &[self.burn, self.treasury, rest].map(u128::from))?;
		let [burn, treasury, attesters] = <[Balance; 3]>::try_from(inner).ok()?;
		Some(Parts { burn, treasury, attesters, worker, owner, curators, contributors, agent, app })
	}

	/// A markup less the protocol's share of it: (to the maker, to the protocol).
	fn markup(&self, markup: Balance) -> Option<(Balance, Balance)> {
		let rest = PPM.checked_sub(self.protocol)?;
		match largest_remainder(markup, &[u128::from(rest), u128::from(self.protocol)])?[..] {
			[maker, protocol] => Some((maker, protocol)),
			_ => None,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_primitives::OPEN;
	use proptest::prelude::*;

	#[test]
	fn the_default_is_what_the_design_says() {
		let waterfall = Waterfall::default();
		assert!(waterfall.is_valid());
		let parts = waterfall.split(&Fees { base: OPEN, agent: 0, app: 0 }).unwrap();
		assert_eq!(parts.burn, OPEN / 100 * 4);
		assert_eq!(parts.treasury, OPEN / 100 * 4);
		assert_eq!(parts.attesters, OPEN / 100 * 2);
		assert_eq!(parts.worker, OPEN / 4);
		assert_eq!(parts.owner, OPEN / 5);
		assert_eq!(parts.curators, OPEN / 20);
		assert_eq!(parts.contributors, OPEN / 10 * 4);
	}

	#[test]
	fn hard_bounds_hold() {
		let greedy = Waterfall { protocol: 300_000, worker: 50_000, ..Default::default() };
		assert!(!greedy.is_valid());
		assert_eq!(greedy.split(&Fees::default()), None);
		let short = Waterfall { worker: 249_999, ..Default::default() };
		assert!(!short.is_valid());
	}

	proptest! {
		#[test]
		fn nothing_is_lost(base in 0u128..1 << 120, agent in 0u128..1 << 120, app in 0u128..1 << 120) {
			let parts = Waterfall::default().split(&Fees { base, agent, app }).unwrap();
			prop_assert_eq!(parts.total(), Some(base + agent + app));
		}
	}
}
