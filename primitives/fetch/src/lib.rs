// SPDX-License-Identifier: Apache-2.0

//! `worker_fetch`: how validators' off-chain workers fetch from workers' endpoints (PROTOCOL §11).
//!
//! Endpoints are hostile until proven otherwise. The node resolves a name once, refuses addresses
//! that are not global (unless its chain's own state says that the network is local), connects to
//! the very address it checked, follows no redirect, and bounds body and time. The signature of the
//! host function is fixed by genesis; [`Client`] is the node's implementation.
//!
//! The function works only where the node registers [`WorkerFetchExt`], which it does for the
//! off-chain worker call and nothing else: on-chain execution gets [`FetchError::Unavailable`].

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
mod address;
#[cfg(feature = "std")]
mod client;
#[cfg(all(test, feature = "std"))]
mod tests;

#[cfg(feature = "std")]
pub use address::is_global;
#[cfg(feature = "std")]
pub use client::{check_url, Client, Policy};

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_runtime_interface::{
	pass_by::{AllocateAndReturnByCodec, PassFatPointerAndRead},
	runtime_interface,
};

/// Most bytes that one fetch returns, whatever the caller asks: 1 MiB.
pub const MAX_BYTES: u32 = 1 << 20;
/// Longest that one fetch may take, whatever the caller asks, in milliseconds.
pub const MAX_DEADLINE_MS: u64 = 10_000;

/// Why a fetch failed. Indices are part of the host interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum FetchError {
	/// The call is not made by an off-chain worker of a node that fetches.
	#[codec(index = 0)]
	Unavailable,
	/// The URL does not parse or has a form that the network refuses.
	#[codec(index = 1)]
	BadUrl,
	/// The name resolves to an address that the network refuses.
	#[codec(index = 2)]
	ForbiddenAddress,
	/// The name does not resolve.
	#[codec(index = 3)]
	Unresolved,
	/// The deadline passed.
	#[codec(index = 4)]
	Timeout,
	/// The body is longer than asked for.
	#[codec(index = 5)]
	TooLarge,
	/// The endpoint answered with a redirect.
	#[codec(index = 6)]
	Redirect,
	/// The endpoint answered with this HTTP status.
	#[codec(index = 7)]
	Status(u16),
	/// The answer is not HTTP, breaks off, or is not the range asked for.
	#[codec(index = 8)]
	Malformed,
	/// No connection, TLS included.
	#[codec(index = 9)]
	Connection,
}

/// One fetch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request<'a> {
	/// Where from.
	pub url: &'a [u8],
	/// First byte of the body that is wanted.
	pub first_byte: u64,
	/// Most bytes that are wanted.
	pub max_bytes: u32,
	/// Time for all of it, in milliseconds.
	pub deadline_ms: u64,
	/// Whether the caller would take a local endpoint. The node's own policy must agree.
	pub allow_local: bool,
}

/// What a node registers to answer fetches.
#[cfg(feature = "std")]
pub trait Fetch: Send + Sync {
	/// The bytes `first_byte..first_byte + max_bytes` of the body at `url`, fewer at its end.
	fn fetch(&self, request: Request<'_>) -> Result<Vec<u8>, FetchError>;
}

#[cfg(feature = "std")]
sp_externalities::decl_extension! {
	/// Answers fetches of the call that it is registered for.
	pub struct WorkerFetchExt(Box<dyn Fetch>);
}

#[cfg(feature = "std")]
impl WorkerFetchExt {
	/// Answer fetches with `fetch`.
	pub fn new(fetch: impl Fetch + 'static) -> Self {
		Self(Box::new(fetch))
	}
}

/// Fetching for off-chain workers.
#[runtime_interface]
pub trait WorkerFetch {
	/// The bytes `first_byte..first_byte + max_bytes` of the body at `url`, fewer at its end.
	///
	/// `max_bytes` is at most [`MAX_BYTES`] and `deadline_ms`, the time for all of it, at most
	/// [`MAX_DEADLINE_MS`]; more counts as these. `allow_local` lets the endpoint be local, plain
	/// HTTP or an IP literal where the node's network is local too.
	fn fetch(
		&mut self,
		url: PassFatPointerAndRead<&[u8]>,
		first_byte: u64,
		max_bytes: u32,
		deadline_ms: u64,
		allow_local: bool,
	) -> AllocateAndReturnByCodec<Result<Vec<u8>, FetchError>> {
		use sp_externalities::ExternalitiesExt;
		match self.extension::<WorkerFetchExt>() {
			Some(ext) => {
				ext.0.fetch(Request { url, first_byte, max_bytes, deadline_ms, allow_local })
			},
			None => Err(FetchError::Unavailable),
		}
	}
}
