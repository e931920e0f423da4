// SPDX-License-Identifier: Apache-2.0

//! Recovers the senders of a block's Ethereum transactions ahead of its execution.
//!
//! The runtime executes transactions one after another on one thread, and needs the sender of each. On the
//! other processors [`Ahead`] recovers them meanwhile, and the runtime finds them with the host
//! ([`openledger_runtime_host::recovered`]). A sender that is not there yet, or that is asked for in another
//! form than the node's, the runtime's own call recovers: nothing waits for this and no result depends on it.

#![deny(missing_docs)]

use codec::{Compact, Decode, Encode};
use openledger_runtime::ethereum_extrinsic;
use openledger_runtime_host::recovered::recover;
use rayon::{prelude::*, ThreadPool, ThreadPoolBuilder};
use std::thread::available_parallelism;

/// Most threads. Beyond, senders come faster than any block can be executed.
const MOST_THREADS: usize = 4;

/// What recovers senders while blocks are executed.
pub struct Ahead {
	/// None on a single processor, which has no time for it.
	pool: Option<ThreadPool>,
	/// How an extrinsic with an Ethereum transaction begins: everything before the transaction.
	head: Vec<u8>,
}

impl Ahead {
	/// Threads for all processors but one, up to four.
	pub fn new() -> Self {
		let processors = available_parallelism().map_or(1, |processors| processors.get());
		let threads = processors.saturating_sub(1).min(MOST_THREADS);
		let name = |n: usize| format!("recover-{n}");
		// Without threads blocks are executed all the same.
		let pool = (threads > 0)
			.then(|| ThreadPoolBuilder::new().num_threads(threads).thread_name(name).build().ok())
			.flatten();
		Self { pool, head: head() }
	}

	/// Begins to recover the senders (and authorities, EIP-7702) of the extrinsics of a block, which are SCALE
	/// bytes with their length before them.
	pub fn begin(&self, extrinsics: Vec<Vec<u8>>) {
		let Some(pool) = &self.pool else { return };
		let head = self.head.clone();
		pool.spawn(move || {
			extrinsics.par_iter().filter_map(|bytes| raw(bytes, &head)).for_each(|raw| {
				for (signature, hash) in pallet_ethereum::signatures(&raw) {
					recover(&signature, &hash, &mut [0; 64]);
				}
			});
		});
	}
}

impl Default for Ahead {
	fn default() -> Self {
		Self::new()
	}
}

/// Everything of an extrinsic between its length and its Ethereum transaction.
fn head() -> Vec<u8> {
	let empty = ethereum_extrinsic(Vec::new()).encode();
	let mut rest = &empty[..];
	let length = Compact::<u32>::decode(&mut rest).map_or(0, |Compact(length)| length as usize);
	debug_assert_eq!(length, rest.len());
	// The last byte is the length of the empty transaction.
	rest.split_last().map(|(_, head)| head.to_vec()).unwrap_or_default()
}

/// The Ethereum transaction of an extrinsic, if it has one and is as the node writes it. A call of another
/// kind is not decoded: it may nest deeper than native code has stack.
fn raw(extrinsic: &[u8], head: &[u8]) -> Option<Vec<u8>> {
	let mut rest = extrinsic;
	Compact::<u32>::decode(&mut rest).ok()?;
	Vec::<u8>::decode(&mut rest.strip_prefix(head)?).ok()
}

#[cfg(test)]
mod tests {
	use super::*;
	use hex_literal::hex;
	use openledger_runtime::{RuntimeCall, UncheckedExtrinsic};
	use openledger_runtime_host::{recovered, RECOVERED};
	use std::{
		thread::sleep,
		time::{Duration, Instant},
	};

	/// EIP-155's example: key 0x46…46, chain 1.
	const EXAMPLE: [u8; 110] = hex!(
		"f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025"
		"a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
		"a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"
	);

	#[test]
	fn transactions_are_found_among_extrinsics() {
		let head = head();
		for transaction in [&EXAMPLE[..], &[0; 70_000], &[]] {
			let extrinsic = ethereum_extrinsic(transaction.to_vec()).encode();
			assert_eq!(raw(&extrinsic, &head).as_deref(), Some(transaction));
			// Whatever is cut off or put before, nothing breaks.
			assert_eq!(raw(&extrinsic[1..], &head), None);
			for end in 0..extrinsic.len().min(200) {
				assert_eq!(raw(&extrinsic[..end], &head), None);
			}
		}
		let other = RuntimeCall::from(frame_system::Call::remark { remark: EXAMPLE.to_vec() });
		assert_eq!(raw(&UncheckedExtrinsic::new_bare(other).encode(), &head), None);
	}

	#[test]
	fn senders_are_known_afterwards() {
		let signed = pallet_ethereum::signatures(&EXAMPLE);
		let (signature, hash) = signed.first().expect("one signature");
		assert_eq!(hash, &hex!("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"));
		let ahead = Ahead::new();
		let broken = [&EXAMPLE[..50], &[]].map(|raw| ethereum_extrinsic(raw.to_vec()).encode());
		let good = ethereum_extrinsic(EXAMPLE.to_vec()).encode();
		ahead.begin(broken.into_iter().chain([vec![], vec![0xff; 40], good]).collect());
		if ahead.pool.is_none() {
			return;
		}
		let began = Instant::now();
		while recovered::known() == 0 {
			assert!(began.elapsed() < Duration::from_secs(60), "the sender is not recovered");
			sleep(Duration::from_millis(1));
		}
		let mut key = [0; 64];
		assert_eq!(recover(signature, hash, &mut key), RECOVERED);
		let sender = &sp_io::hashing::keccak_256(&key)[12..];
		assert_eq!(sender, hex!("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"));
	}
}
