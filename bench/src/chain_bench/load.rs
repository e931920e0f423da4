// SPDX-License-Identifier: Apache-2.0

//! Transfers: signed before the run, sent in batches over several connections, with a bounded number
//! of them waiting in the pool.

use crate::{rpc::Rpc, sides::Side, watch::Watch};
use anyhow::{anyhow, bail, Result};
use sp_core::{sr25519, Pair, H256};
use sp_keyring::Sr25519Keyring;
use sp_runtime::AccountId32;
use std::{
	collections::BTreeMap,
	sync::{
		atomic::{AtomicBool, AtomicUsize, Ordering},
		Arc, Mutex,
	},
	thread,
	time::{Duration, Instant},
};

/// Amount that each account starts with: 100 tokens of 18 decimals, for fees of many transfers.
const FUNDS: u128 = 100_000_000_000_000_000_000;
/// Development accounts that give the funds.
const FUNDERS: usize = 6;
/// Amount of a measured transfer: the existential deposit of both chains.
const AMOUNT: u128 = 1_000_000_000_000;
/// Transactions of a batch.
const BATCH: usize = 50;
/// A sender gives up after so long without a transaction that the node takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Signed transactions of one connection, in the order in which they are sent: each as a text of JSON.
pub type Queue = Vec<String>;

/// The accounts that send to each other.
pub fn accounts(count: usize) -> Vec<sr25519::Pair> {
	(0..count)
		.map(|index| {
			let seed = sp_io::hashing::blake2_256(format!("bench-chain {index}").as_bytes());
			sr25519::Pair::from_seed(&seed)
		})
		.collect()
}

fn text(bytes: &[u8]) -> String {
	let mut text = String::with_capacity(bytes.len() * 2 + 4);
	text.push_str("\"0x");
	for byte in bytes {
		for digit in [byte >> 4, byte & 15] {
			text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
		}
	}
	text.push('"');
	text
}

/// Signs `jobs` on all cores: sender, receiver, amount and nonce of each. The order is kept.
fn sign<S: Side>(
	genesis: H256,
	jobs: &[(&sr25519::Pair, AccountId32, u128, u32)],
) -> Result<Vec<(String, [u8; 32])>> {
	let cores = thread::available_parallelism().map_or(1, usize::from);
	let share = jobs.len().div_ceil(cores).max(1);
	thread::scope(|scope| {
		let threads: Vec<_> = jobs
			.chunks(share)
			.map(|jobs| {
				scope.spawn(move || -> Result<Vec<_>> {
					S::externalities(genesis).execute_with(|| {
						jobs.iter()
							.map(|(from, to, value, nonce)| {
								let bytes = S::transfer(from, to, *value, *nonce)?;
								Ok((text(&bytes), sp_io::hashing::blake2_256(&bytes)))
							})
							.collect()
					})
				})
			})
			.collect();
		let mut signed = Vec::with_capacity(jobs.len());
		for thread in threads {
			signed.extend(thread.join().map_err(|_| anyhow!("a signing thread panicked"))??);
		}
		Ok(signed)
	})
}

/// The transfers that give `accounts` their funds, from the development accounts, one queue.
///
/// # Errors
/// When one cannot be signed.
pub fn funding<S: Side>(genesis: H256, accounts: &[sr25519::Pair], watch: &Watch) -> Result<Queue> {
	let funders: Vec<_> =
		Sr25519Keyring::well_known().take(FUNDERS).map(|key| key.pair()).collect();
	let mut jobs = Vec::new();
	for (index, account) in accounts.iter().enumerate() {
		let from = &funders[index % funders.len()];
		let nonce = u32::try_from(index / funders.len())?;
		jobs.push((from, AccountId32::from(account.public()), FUNDS, nonce));
	}
	let signed = sign::<S>(genesis, &jobs)?;
	watch.count(signed.iter().map(|(_, hash)| *hash));
	Ok(signed.into_iter().map(|(text, _)| text).collect())
}

/// The measured transfers: `count` of them, in turn from each account to the one half the circle
/// further. An account's transactions are all in one of the `lanes` queues.
///
/// # Errors
/// When one cannot be signed.
pub fn transfers<S: Side>(
	genesis: H256,
	accounts: &[sr25519::Pair],
	count: usize,
	lanes: usize,
	watch: &Watch,
) -> Result<Vec<Queue>> {
	let n = accounts.len();
	let mut jobs = Vec::with_capacity(count);
	for index in 0..count {
		let to = &accounts[(index + n / 2) % n];
		let nonce = u32::try_from(index / n)?;
		jobs.push((&accounts[index % n], AccountId32::from(to.public()), AMOUNT, nonce));
	}
	let signed = sign::<S>(genesis, &jobs)?;
	watch.count(signed.iter().map(|(_, hash)| *hash));
	let mut queues = vec![Vec::with_capacity(count / lanes + n); lanes];
	for (index, (text, _)) in signed.into_iter().enumerate() {
		queues[index % n % lanes].push(text);
	}
	Ok(queues)
}

/// What the senders share.
pub struct Shared {
	/// Transactions that the nodes have taken.
	pub sent: AtomicUsize,
	/// Why transactions were refused, and how often. Each is sent again.
	pub refusals: Mutex<BTreeMap<String, u64>>,
	/// Most transactions between being sent and being in a block.
	pub backlog: usize,
	stop: AtomicBool,
}

impl Shared {
	/// Nothing sent yet.
	pub fn new(backlog: usize) -> Arc<Self> {
		Arc::new(Self {
			sent: AtomicUsize::new(0),
			refusals: Mutex::default(),
			backlog,
			stop: AtomicBool::new(false),
		})
	}

	/// Asks the senders to end.
	pub fn stop(&self) {
		self.stop.store(true, Ordering::Relaxed);
	}

	fn refused(&self, reason: String) {
		let mut refusals = self.refusals.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
		*refusals.entry(reason).or_default() += 1;
	}
}

/// Whether a refused transaction is in the pool, or already in a block.
fn is_known(reason: &str) -> bool {
	let reason = reason.to_lowercase();
	reason.contains("already imported") || reason.contains("outdated")
}

/// Sends a queue until it is empty or the run ends. At most `shared.backlog` transactions of all
/// senders wait for a block.
///
/// # Errors
/// When the node cannot be reached, or takes nothing for a minute.
pub async fn send(rpc: Rpc, queue: Queue, watch: Arc<Watch>, shared: Arc<Shared>) -> Result<()> {
	let (mut next, mut again) = (0usize, Vec::<usize>::new());
	let mut last_taken = Instant::now();
	loop {
		if shared.stop.load(Ordering::Relaxed) {
			return Ok(());
		}
		if again.is_empty() && next == queue.len() {
			return Ok(());
		}
		let waiting = shared.sent.load(Ordering::Relaxed).saturating_sub(watch.included());
		if waiting >= shared.backlog {
			last_taken = Instant::now();
			tokio::time::sleep(Duration::from_millis(10)).await;
			continue;
		}
		// What was refused goes first: later ones of the same account wait for it.
		let retrying = !again.is_empty();
		let batch: Vec<usize> = match retrying {
			true => std::mem::take(&mut again),
			false => {
				let end = (next + BATCH).min(queue.len());
				let batch = (next..end).collect();
				next = end;
				batch
			},
		};
		let params = batch.iter().map(|index| queue[*index].as_str());
		let results = rpc.batch("author_submitExtrinsic", params).await?;
		let mut taken = 0;
		for (index, result) in batch.into_iter().zip(results) {
			match result {
				Ok(_) => taken += 1,
				Err(reason) if is_known(&reason) => taken += 1,
				Err(reason) => {
					again.push(index);
					shared.refused(reason);
				},
			}
		}
		shared.sent.fetch_add(taken, Ordering::Relaxed);
		if taken > 0 {
			last_taken = Instant::now();
		}
		if !again.is_empty() {
			if last_taken.elapsed() > PATIENCE {
				let refusals =
					shared.refusals.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
				bail!("the node has taken nothing for a minute; refusals: {refusals:?}");
			}
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
	}
}
