// SPDX-License-Identifier: Apache-2.0
//! Validators and randomness, as attribution needs them.

use alloc::vec::Vec;
use openledger_primitives::{AttributionId, Hash};

/// The validators that may attest now.
pub trait Committee<AccountId> {
	/// Index of the session.
	fn session_index() -> u32;
	/// Validators of the current session with their attribution keys, in validator order.
	fn members() -> Vec<(AccountId, AttributionId)>;
}

/// The VRF output of the block that is being executed.
pub trait BlockRandomness {
	/// The output, known at the end of the block; `None` in development sealing without VRF.
	fn vrf_output() -> Option<Hash>;
}
