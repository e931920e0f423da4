// SPDX-License-Identifier: Apache-2.0
//! Glue that others use.

use crate::*;
use openledger_primitives::{Balance, WorkerId};
use openledger_primitives_traits::Exposure;

impl<T: Config> Exposure for Pallet<T> {
	fn exposure(worker: WorkerId) -> Balance {
		Exposures::<T>::get(worker)
	}
}
