// SPDX-License-Identifier: Apache-2.0

//! The migration of the runtime that `next-runtime.sh` builds. The chain has none of its own yet; this one
//! shows that migrations over several blocks run on a live chain, and what its users see meanwhile.

use crate::*;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	storage::unhashed,
	weights::WeightMeter,
};

/// Where the number of accounts is written.
const COUNTED: &[u8] = b":e2e:accounts";

/// Counts the accounts, a few in each block.
pub struct CountAccounts;

/// The account it came to, and how many there are up to it.
#[derive(Encode, Decode, MaxEncodedLen)]
pub struct Progress {
	last: AccountId,
	seen: u32,
}

impl SteppedMigration for CountAccounts {
	type Cursor = Progress;
	type Identifier = MigrationId<12>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"e2e/accounts", version_from: 0, version_to: 1 }
	}

	fn step(
		mut cursor: Option<Progress>,
		meter: &mut WeightMeter,
	) -> Result<Option<Progress>, SteppedMigrationError> {
		// A block has room for five accounts; the development chain has dozens.
		let required = configs::system::MaxMigrationWeight::get() / 6;
		if !meter.can_consume(required) {
			return Err(SteppedMigrationError::InsufficientWeight { required });
		}
		while meter.try_consume(required).is_ok() {
			let next = match &cursor {
				None => frame_system::Account::<Runtime>::iter_keys().next(),
				Some(Progress { last, .. }) => {
					let key = frame_system::Account::<Runtime>::hashed_key_for(last);
					frame_system::Account::<Runtime>::iter_keys_from(key).next()
				},
			};
			let seen = cursor.map_or(0, |progress| progress.seen);
			let Some(last) = next else {
				unhashed::put(COUNTED, &seen);
				return Ok(None);
			};
			cursor = Some(Progress { last, seen: seen.saturating_add(1) });
		}
		Ok(cursor)
	}
}
