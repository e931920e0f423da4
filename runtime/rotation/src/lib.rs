// SPDX-License-Identifier: Apache-2.0
//! # Session rotation pallet
//!
//! Ends sessions, at the weight that ending one has.
//!
//! ## Pallet API
//!
//! No calls, no storage, no events: see the [`pallet`] module for the configuration. The session pallet's
//! own trigger is [`Never`].
//!
//! ## Overview
//!
//! `pallet-session` ends a session in its `on_initialize` and then declares the weight of a whole block,
//! because it cannot know what planning the next era takes. The first block of each session would have no
//! room for a transaction: one block in twenty on a development chain, and on any chain a wallet's
//! transaction that waits for no reason that an Ethereum client could tell.
//!
//! This pallet calls [`pallet_session::Pallet::rotate_session`] instead, in the same place among the
//! pallets, and declares [`WeightInfo::rotate_session`]. The runtime measures it with all that a rotation
//! may contain: an era ends and is paid, another one starts, the next one is elected and the oldest is
//! forgotten. Where [`Config::Scope`] says that there is more, it is a whole block.
//!
//! It keeps nothing in storage, so it has no storage version and no `try_state`.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

use frame_support::weights::Weight;
use pallet_session::ShouldEndSession;

pub use pallet::*;

/// Trigger of a session pallet whose sessions this pallet ends.
pub struct Never;

impl<BlockNumber> ShouldEndSession<BlockNumber> for Never {
	fn should_end_session(_: BlockNumber) -> bool {
		false
	}
}

/// Weight of a rotation.
pub trait WeightInfo {
	/// A session ends with an era and the next era but one is elected among `v` validators by `n`
	/// nominators.
	fn rotate_session(v: u32, n: u32) -> Weight;
}

/// See the crate's documentation.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::BlockNumberFor;

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config: frame_system::Config + pallet_session::Config {
		/// When a session ends. Asked once in each block.
		type SessionEnd: ShouldEndSession<BlockNumberFor<Self>>;
		/// Candidates and nominators of the rotation that comes next, asked before it. None where it has
		/// work that [`Config::WeightInfo`] does not know: it then has a whole block.
		type Scope: Get<Option<(u32, u32)>>;
		/// Weight of a rotation.
		type WeightInfo: WeightInfo;
	}

	/// The session rotation pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			// As in pallet-session, asking is part of the weight of an empty block.
			if !T::SessionEnd::should_end_session(now) {
				return Weight::zero();
			}
			let weight = T::Scope::get().map_or(T::BlockWeights::get().max_block, |(v, n)| {
				<T as Config>::WeightInfo::rotate_session(v, n)
			});
			pallet_session::Pallet::<T>::rotate_session();
			weight
		}

		/// The session pallet's own trigger must be off, or sessions would end twice.
		fn integrity_test() {
			assert!(
				core::any::TypeId::of::<T::ShouldEndSession>() == core::any::TypeId::of::<Never>(),
				"pallet_session::Config::ShouldEndSession must be `Never`"
			);
		}
	}
}
