// SPDX-License-Identifier: Apache-2.0

//! Follows the nodes: the best chain of the first one with the transfers in it, how far finality is
//! behind on each, and memory.

use crate::{nodes::Node, rpc::Rpc};
use anyhow::{anyhow, Context, Result};
use serde_json::{json, Value};
use sp_consensus_babe::digests::CompatibleDigestItem;
use sp_core::H256;
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Header as _},
};
use std::{
	collections::{BTreeMap, HashMap, HashSet},
	sync::Mutex,
	time::{Duration, Instant},
};

/// A header of either chain.
type Header = generic::Header<u32, BlakeTwo256>;

/// Time between two looks at the nodes.
const PERIOD: Duration = Duration::from_millis(100);

/// A block of the first node's best chain.
#[derive(Clone, Debug)]
pub struct Block {
	/// Its hash.
	pub hash: H256,
	/// Its BABE slot.
	pub slot: u64,
	/// Transfers of ours in it.
	pub transfers: usize,
	/// When it was first seen.
	seen: Instant,
}

/// What has been seen.
#[derive(Default)]
struct Seen {
	/// The first node's best chain by number.
	chain: BTreeMap<u32, Block>,
	/// Transfers in that chain.
	included: usize,
	/// Numbers of known blocks.
	numbers: HashMap<H256, u32>,
	/// The first node's newest finalised block.
	finalized: u32,
	/// Samples are kept from then on.
	measuring: bool,
	/// Blocks between best and finalised, of all nodes.
	lags: Vec<f64>,
	/// Seconds from a block's arrival at the first node to its finality there.
	finality_seconds: Vec<f64>,
	/// Resident memory of each node, MiB.
	memory: Vec<Vec<f64>>,
}

/// The follower and what it has seen.
#[derive(Default)]
pub struct Watch {
	seen: Mutex<Seen>,
	/// Hashes of the transfers that count.
	counted: Mutex<HashSet<[u8; 32]>>,
}

/// Distributions of the measured time.
pub struct Samples {
	/// Blocks between best and finalised.
	pub lags: Vec<f64>,
	/// Seconds from arrival to finality.
	pub finality_seconds: Vec<f64>,
	/// Resident memory of each node, MiB.
	pub memory: Vec<Vec<f64>>,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn unhex(text: &str) -> Result<Vec<u8>> {
	let digits = text.strip_prefix("0x").context("no hex")?;
	ensure_even(digits)?;
	(0..digits.len())
		.step_by(2)
		.map(|at| Ok(u8::from_str_radix(&digits[at..at + 2], 16)?))
		.collect()
}

fn ensure_even(digits: &str) -> Result<()> {
	match digits.is_ascii() && digits.len() % 2 == 0 {
		true => Ok(()),
		false => Err(anyhow!("odd hex")),
	}
}

/// Bytes of a value in hex.
///
/// # Errors
/// When it is none.
pub fn bytes(value: &Value) -> Result<Vec<u8>> {
	unhex(value.as_str().context("no text")?)
}

fn hash(value: &Value) -> Result<H256> {
	let bytes = bytes(value)?;
	(bytes.len() == 32).then(|| H256::from_slice(&bytes)).context("no hash")
}

impl Watch {
	/// Adds transactions that count when they are in a block, by the hash of their bytes.
	pub fn count(&self, hashes: impl IntoIterator<Item = [u8; 32]>) {
		lock(&self.counted).extend(hashes);
	}

	/// Transfers in the best chain.
	pub fn included(&self) -> usize {
		lock(&self.seen).included
	}

	/// Number of the best block.
	pub fn best(&self) -> u32 {
		lock(&self.seen).chain.last_key_value().map_or(0, |(number, _)| *number)
	}

	/// The best chain's blocks of a range of numbers, the first one excluded.
	pub fn blocks(&self, after: u32, to: u32) -> Vec<Block> {
		let seen = lock(&self.seen);
		seen.chain
			.iter()
			.filter(|(n, _)| **n > after && **n <= to)
			.map(|(_, b)| b.clone())
			.collect()
	}

	/// Slot of a block of the best chain.
	pub fn slot(&self, number: u32) -> Option<u64> {
		lock(&self.seen).chain.get(&number).map(|block| block.slot)
	}

	/// Begins to keep samples.
	pub fn begin(&self) {
		let mut seen = lock(&self.seen);
		seen.lags.clear();
		seen.finality_seconds.clear();
		seen.memory.clear();
		seen.measuring = true;
	}

	/// Ends it and gives them.
	pub fn end(&self) -> Samples {
		let mut seen = lock(&self.seen);
		seen.measuring = false;
		Samples {
			lags: std::mem::take(&mut seen.lags),
			finality_seconds: std::mem::take(&mut seen.finality_seconds),
			memory: std::mem::take(&mut seen.memory),
		}
	}

	/// Looks at the nodes again and again; ends with an error only.
	///
	/// # Errors
	/// When a node does not answer or answers something else than blocks.
	pub async fn follow(&self, nodes: &[Node]) -> Result<()> {
		let mut round = 0u64;
		loop {
			let start = Instant::now();
			for (index, node) in nodes.iter().enumerate() {
				self.look(index == 0, &node.rpc).await.with_context(|| node.log_end())?;
			}
			if round.is_multiple_of(10) {
				let memory: Vec<f64> = nodes.iter().map(|node| node.memory_mib().0).collect();
				let mut seen = lock(&self.seen);
				if seen.measuring {
					seen.memory.resize(nodes.len(), Vec::new());
					for (samples, mib) in seen.memory.iter_mut().zip(memory) {
						samples.push(mib);
					}
				}
			}
			round += 1;
			tokio::time::sleep(PERIOD.saturating_sub(start.elapsed())).await;
		}
	}

	async fn look(&self, first: bool, rpc: &Rpc) -> Result<()> {
		let best: Header = serde_json::from_value(rpc.call("chain_getHeader", json!([])).await?)?;
		let number = *best.number();
		lock(&self.seen).numbers.insert(best.hash(), number);
		if first && number > 0 {
			self.extend(rpc, best).await?;
		}
		let finalized = hash(&rpc.call("chain_getFinalizedHead", json!([])).await?)?;
		let known = lock(&self.seen).numbers.get(&finalized).copied();
		let finalized = match known {
			Some(number) => number,
			None => {
				let header = rpc.call("chain_getHeader", json!([finalized])).await?;
				let header: Header = serde_json::from_value(header)?;
				lock(&self.seen).numbers.insert(finalized, *header.number());
				*header.number()
			},
		};
		let mut seen = lock(&self.seen);
		if seen.measuring {
			seen.lags.push(f64::from(number.saturating_sub(finalized)));
		}
		if first && finalized > seen.finalized {
			let now = Instant::now();
			let from = seen.finalized + 1;
			let ages: Vec<f64> = seen
				.chain
				.range(from..=finalized)
				.map(|(_, block)| now.duration_since(block.seen).as_secs_f64())
				.collect();
			if seen.measuring {
				seen.finality_seconds.extend(ages);
			}
			seen.finalized = finalized;
		}
		Ok(())
	}

	/// Takes the best chain up to a header, replacing what another fork had.
	async fn extend(&self, rpc: &Rpc, best: Header) -> Result<()> {
		let now = Instant::now();
		let mut fresh = Vec::new();
		let (mut number, mut at) = (*best.number(), best.hash());
		while number > 0 {
			let same = lock(&self.seen).chain.get(&number).is_some_and(|block| block.hash == at);
			if same {
				break;
			}
			let mut block = rpc.call("chain_getBlock", json!([at])).await?;
			let header: Header = serde_json::from_value(block["block"]["header"].take())?;
			let slot = header
				.digest()
				.logs()
				.iter()
				.find_map(CompatibleDigestItem::as_babe_pre_digest)
				.context("a block without a slot")?
				.slot();
			let extrinsics = block["block"]["extrinsics"].as_array().context("no extrinsics")?;
			let mut transfers = 0;
			for extrinsic in extrinsics {
				let hash = sp_io::hashing::blake2_256(&bytes(extrinsic)?);
				transfers += usize::from(lock(&self.counted).contains(&hash));
			}
			fresh.push((number, Block { hash: at, slot: *slot, transfers, seen: now }));
			(number, at) = (number - 1, *header.parent_hash());
		}
		let mut seen = lock(&self.seen);
		let gone = seen.chain.split_off(&(number + 1));
		seen.included -= gone.values().map(|block| block.transfers).sum::<usize>();
		for (number, block) in fresh {
			seen.included += block.transfers;
			seen.numbers.insert(block.hash, number);
			seen.chain.insert(number, block);
		}
		Ok(())
	}
}
