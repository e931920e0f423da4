// SPDX-License-Identifier: Apache-2.0
//! Invariants, checked after every test and by `try-runtime`.
//!
//! 1. What is owed in parts is what is owed in all: [`Escrow`] = Σ open batches + Σ earnings + Σ pots
//!    + Σ curators' pots + what the treasury is due.
//! 2. The books account holds [`Escrow`] and its existential deposit. It may hold more: what
//!    strangers sent to it.
//! 3. No model of a batch is credited more than its total, and a batch that is not split has no
//!    models.
//! 4. No curator has accrued more than its Datanet's curators' pot holds.
//! 5. The waterfall in force exists, and every waterfall is valid.

use crate::pallet::*;
use frame_support::{ensure, traits::fungible::Inspect};
use openledger_primitives::Balance;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// All invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_escrow()?;
		Self::try_state_batches()?;
		Self::try_state_curators()?;
		Self::try_state_waterfalls()
	}

	fn try_state_escrow() -> Result<(), TryRuntimeError> {
		let batches = sum(BatchBooks::<T>::iter_values().map(|book| book.owed()));
		let earnings = sum(Earnings::<T>::iter_values().flat_map(|page| page.into_iter()));
		let pots = sum(PotAccumulators::<T>::iter_values().map(|pot| pot.held));
		let curators = sum(CuratorAccumulators::<T>::iter_values().map(|pot| pot.held));
		let parts = sum([batches, earnings, pots, curators, TreasuryDue::<T>::get()].into_iter());
		let escrow = Escrow::<T>::get();
		ensure!(parts == escrow, "what is owed in parts is not what is owed in all");
		let free = T::Currency::balance(&Self::account_id());
		ensure!(
			free >= escrow.saturating_add(T::Currency::minimum_balance()),
			"the books account holds less than it owes"
		);
		Ok(())
	}

	fn try_state_batches() -> Result<(), TryRuntimeError> {
		for book in BatchBooks::<T>::iter_values() {
			ensure!(
				book.models.iter().all(|model| model.credited <= model.total),
				"a model is credited more than its total"
			);
			ensure!(
				book.distributed || book.models.is_empty(),
				"a batch that is not split has models"
			);
		}
		Ok(())
	}

	fn try_state_curators() -> Result<(), TryRuntimeError> {
		for (datanet, who, _) in CuratorDebts::<T>::iter() {
			ensure!(
				Self::curator_position(datanet, &who).accrued
					<= CuratorAccumulators::<T>::get(datanet).held,
				"a curator has accrued more than the curators' pot holds"
			);
		}
		Ok(())
	}

	fn try_state_waterfalls() -> Result<(), TryRuntimeError> {
		ensure!(
			Waterfalls::<T>::contains_key(CurrentWaterfall::<T>::get()),
			"the waterfall in force does not exist"
		);
		ensure!(
			Waterfalls::<T>::iter_values().all(|waterfall| waterfall.is_valid()),
			"a waterfall is not valid"
		);
		Ok(())
	}
}

fn sum(parts: impl Iterator<Item = Balance>) -> Balance {
	parts.fold(0, Balance::saturating_add)
}
