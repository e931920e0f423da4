// SPDX-License-Identifier: Apache-2.0
//! Identifiers, units and constants that node, runtime, worker and clients agree on.
//!
//! Nothing here knows FRAME. Identifiers are newtypes, so that a model can never be handed over
//! where an agent is expected; units are named once.

#![cfg_attr(not(feature = "std"), no_std)]

mod ids;
mod timing;
mod units;

pub use ids::*;
pub use timing::{Timing, LONG_WINDOW, MAX_BONDING_ERAS};
pub use units::*;

/// Application crypto of the `attribution` session key (sr25519, key type `attr`): validators'
/// off-chain workers sign announcements and attestations with it.
pub mod attribution_crypto {
	use sp_application_crypto::{app_crypto, sr25519, KeyTypeId};

	/// Key type under which the keystore holds attribution keys.
	pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"attr");

	app_crypto!(sr25519, KEY_TYPE);

	/// Public attribution key of a validator.
	pub type AttributionId = Public;
	/// Signature made with an attribution key.
	pub type AttributionSignature = Signature;
}

pub use attribution_crypto::{AttributionId, AttributionSignature};
