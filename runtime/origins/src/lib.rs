// SPDX-License-Identifier: Apache-2.0

//! # Origins
//!
//! What a referendum may act as. Each track of governance stands for one of these origins, beside
//! root. No call and no storage: an origin is given by an approved referendum only.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

pub use pallet::*;

/// See the crate's documentation.
#[frame_support::pallet]
pub mod pallet {
	use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
	use frame_support::traits::EnsureOrigin;
	use scale_info::TypeInfo;

	/// Configuration: nothing beyond the system's.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What an approved referendum acts as.
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
	)]
	#[pallet::origin]
	pub enum Origin {
		/// Dispatches what the technical committee has whitelisted, as root.
		#[codec(index = 0)]
		WhitelistedCaller,
		/// Spends from the treasury, up to a bound.
		#[codec(index = 1)]
		Treasurer,
		/// Sets the fee waterfall, bonds, bounds of markups, gas and inflation.
		#[codec(index = 2)]
		Economy,
		/// Sets windows, audits, what faults cost.
		#[codec(index = 3)]
		Attribution,
		/// Enters and leaves safe mode, pauses calls, switches precompiles, cancels slashes.
		#[codec(index = 4)]
		Emergency,
	}

	macro_rules! ensure {
		($( #[doc = $doc:literal] $name:ident = $origin:ident ),* $(,)?) => { $(
			#[doc = $doc]
			pub struct $name;

			impl<O: Into<Result<Origin, O>> + From<Origin>> EnsureOrigin<O> for $name {
				type Success = ();

				fn try_origin(origin: O) -> Result<(), O> {
					origin.into().and_then(|origin| match origin {
						Origin::$origin => Ok(()),
						other => Err(O::from(other)),
					})
				}

				#[cfg(feature = "runtime-benchmarks")]
				fn try_successful_origin() -> Result<O, ()> {
					Ok(O::from(Origin::$origin))
				}
			}
		)* };
	}

	ensure! {
		/// Lets [`Origin::WhitelistedCaller`] pass.
		EnsureWhitelistedCaller = WhitelistedCaller,
		/// Lets [`Origin::Treasurer`] pass.
		EnsureTreasurer = Treasurer,
		/// Lets [`Origin::Economy`] pass.
		EnsureEconomy = Economy,
		/// Lets [`Origin::Attribution`] pass.
		EnsureAttribution = Attribution,
		/// Lets [`Origin::Emergency`] pass.
		EnsureEmergency = Emergency,
	}
}
