// SPDX-License-Identifier: Apache-2.0

//! How attesters' pay and faults rest on stake.

use crate::*;
use frame_support::{traits::Get, PalletId};
use sp_runtime::traits::AccountIdConversion;

/// Account that gathers the attesters' part of fees until the era ends.
pub struct StakersPot;
impl Get<AccountId> for StakersPot {
	fn get() -> AccountId {
		PalletId(*b"ol/stake").into_account_truncating()
	}
}

/// Who is disabled for an offence.
pub type Disabling = pallet_session::disabling::UpToLimitWithReEnablingDisablingStrategy;
