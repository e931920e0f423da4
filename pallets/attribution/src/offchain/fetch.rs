// SPDX-License-Identifier: Apache-2.0
//! Fetching a body and decoding it, whatever it is.

use alloc::vec::Vec;
use codec::Decode;
use core::marker::PhantomData;
use frame_support::traits::Get;
use openledger_primitives_fetch::{worker_fetch, FetchError};

/// How off-chain workers fetch.
pub trait Fetch {
	/// At most `max_bytes` of the body at `url`, within `deadline_ms` milliseconds.
	fn fetch(url: &[u8], max_bytes: u32, deadline_ms: u64) -> Result<Vec<u8>, FetchError>;
}

/// Fetching through the node's host function. `Public` says whether only public endpoints may be
/// asked.
pub struct HostFetch<Public>(PhantomData<Public>);

impl<Public: Get<bool>> Fetch for HostFetch<Public> {
	fn fetch(url: &[u8], max_bytes: u32, deadline_ms: u64) -> Result<Vec<u8>, FetchError> {
		worker_fetch::fetch(url, 0, max_bytes, deadline_ms, !Public::get())
	}
}

/// An endpoint and a path below it.
pub(crate) fn join(endpoint: &[u8], path: &[u8]) -> Vec<u8> {
	let base = endpoint.strip_suffix(b"/").unwrap_or(endpoint);
	let mut url = base.to_vec();
	url.extend_from_slice(path);
	url
}

/// The whole body as one value; `None` for anything else.
pub(crate) fn decode<D: Decode>(mut body: &[u8]) -> Option<D> {
	let value = D::decode(&mut body).ok()?;
	body.is_empty().then_some(value)
}
