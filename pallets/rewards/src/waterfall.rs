// SPDX-License-Identifier: Apache-2.0
//! The waterfall: setting it, and splitting a batch by the one it names.

use crate::{pallet::*, RoleTotals};
use alloc::vec::Vec;
use frame_support::ensure;
use openledger_primitives_objects::{BatchHeader, BatchTotal};
use openledger_primitives_split::{Fees, Parts, Waterfall};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_waterfall(waterfall: Waterfall) -> DispatchResult {
		ensure!(waterfall.is_valid(), Error::<T>::InvalidWaterfall);
		let version =
			CurrentWaterfall::<T>::get().checked_add(1).ok_or(ArithmeticError::Overflow)?;
		Waterfalls::<T>::insert(version, waterfall);
		CurrentWaterfall::<T>::put(version);
		Self::deposit_event(Event::WaterfallSet { version, waterfall });
		Ok(())
	}

	/// Each total of the batch with its parts.
	pub(crate) fn split(header: &BatchHeader) -> Result<Vec<(&BatchTotal, Parts)>, DispatchError> {
		let waterfall =
			Waterfalls::<T>::get(header.waterfall_version).ok_or(Error::<T>::UnknownWaterfall)?;
		header
			.totals
			.iter()
			.map(|total| {
				let fees =
					Fees { base: total.base, agent: total.agent_markup, app: total.app_markup };
				let parts = waterfall.split(&fees).ok_or(ArithmeticError::Overflow)?;
				Ok((total, parts))
			})
			.collect()
	}

	/// Sums of the parts of a batch, by role.
	pub(crate) fn roles(split: &[(&BatchTotal, Parts)]) -> Result<RoleTotals, DispatchError> {
		split
			.iter()
			.try_fold(RoleTotals::default(), |sum, (_, parts)| sum.plus(parts))
			.ok_or_else(|| ArithmeticError::Overflow.into())
	}
}
