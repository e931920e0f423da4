// SPDX-License-Identifier: Apache-2.0

//! Filters that clients poll. A filter remembers the block up to which it has answered; what changed
//! since is the way from there to the head, so reorganisations come out by themselves.

use crate::{
	blocks::Blocks,
	chain::{At, Route},
	config::EthConfig,
	convert::b256,
	error::{Error, Result},
	logs,
	types::{Changes, RpcLog},
};
use alloy_primitives::B256;
use alloy_rpc_types_eth::{BlockNumberOrTag, Filter, FilterBlockOption};
use parking_lot::Mutex;
use sp_core::H256;
use std::collections::{BTreeMap, HashSet, VecDeque};

/// Most transaction hashes that are remembered for pending-transaction filters.
const MAX_RECENT: usize = 16_384;

/// Where a filter stands in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
	/// The head when it last answered.
	last: At,
	/// Whether that block is still to be reported: a new filter starts with the head.
	include_last: bool,
}

#[derive(Clone, Debug)]
enum Kind {
	Blocks(Cursor),
	Logs { filter: Box<Filter>, cursor: Cursor },
	Pending { next: u64, reported: HashSet<B256> },
}

#[derive(Clone, Debug)]
struct Installed {
	kind: Kind,
	/// Number of the head when it was last used.
	used_at: u64,
}

/// Hashes of transactions as they entered the pool, the latest of them.
#[derive(Default)]
struct Recent {
	hashes: VecDeque<B256>,
	/// How many came before the first that is kept.
	dropped: u64,
}

impl Recent {
	fn end(&self) -> u64 {
		self.dropped + self.hashes.len() as u64
	}

	fn since(&self, next: u64) -> impl Iterator<Item = &B256> {
		let skip = next.saturating_sub(self.dropped);
		self.hashes.iter().skip(usize::try_from(skip).unwrap_or(usize::MAX))
	}
}

/// The filters of a node.
#[derive(Default)]
pub struct Filters {
	installed: Mutex<BTreeMap<u64, Installed>>,
	recent: Mutex<Recent>,
}

/// The error for a filter that is not there.
fn not_found(id: u64) -> Error {
	Error::server(format!("Filter id {id} does not exist."))
}

impl Filters {
	/// Notes a transaction that entered the pool.
	pub fn note_transaction(&self, hash: B256) {
		let mut recent = self.recent.lock();
		if recent.hashes.len() == MAX_RECENT {
			recent.hashes.pop_front();
			recent.dropped += 1;
		}
		recent.hashes.push_back(hash);
	}

	/// Drops the filters that nobody asked for too long.
	fn expire(&self, config: &EthConfig, head: u64) {
		self.installed
			.lock()
			.retain(|_, filter| head.saturating_sub(filter.used_at) <= config.filter_lifetime);
	}

	fn install(&self, config: &EthConfig, head: u64, kind: Kind) -> Result<u64> {
		self.expire(config, head);
		let mut installed = self.installed.lock();
		if installed.len() >= config.max_filters {
			return Err(Error::server(format!(
				"Filter pool is full (limit {}).",
				config.max_filters
			)));
		}
		let id = installed.last_key_value().map_or(0, |(id, _)| *id).saturating_add(1);
		installed.insert(id, Installed { kind, used_at: head });
		Ok(id)
	}

	/// A filter for blocks. Its first answer begins with the head.
	///
	/// # Errors
	/// When there are as many filters as allowed.
	pub fn new_blocks(&self, blocks: &Blocks, config: &EthConfig) -> Result<u64> {
		let last = blocks.head();
		self.install(config, last.number, Kind::Blocks(Cursor { last, include_last: true }))
	}

	/// A filter for logs. Its first answer begins after the head, or with the head where `fromBlock`
	/// says a number up to it.
	///
	/// # Errors
	/// When there are as many filters as allowed, or it exceeds a limit.
	pub fn new_logs(&self, blocks: &Blocks, config: &EthConfig, filter: Filter) -> Result<u64> {
		logs::check_terms(config, &filter)?;
		let last = blocks.head();
		let mut include_last = false;
		if let FilterBlockOption::Range { from_block, to_block } = filter.block_option {
			if let (Some(BlockNumberOrTag::Number(from)), Some(BlockNumberOrTag::Number(to))) =
				(from_block, to_block)
			{
				if from > to {
					return Err(Error::InvalidParams("invalid block range params".into()));
				}
				if to - from > config.max_log_range {
					return Err(logs::range_too_wide(config));
				}
			}
			include_last = match from_block {
				Some(BlockNumberOrTag::Number(from)) => from <= last.number,
				Some(BlockNumberOrTag::Earliest) => true,
				_ => false,
			};
		}
		let kind = Kind::Logs { filter: Box::new(filter), cursor: Cursor { last, include_last } };
		self.install(config, last.number, kind)
	}

	/// A filter for transactions that enter the pool.
	///
	/// # Errors
	/// When there are as many filters as allowed, or the pool does not answer.
	pub fn new_pending(&self, blocks: &Blocks, config: &EthConfig) -> Result<u64> {
		let reported = ready(blocks)?.into_iter().collect();
		let next = self.recent.lock().end();
		self.install(config, blocks.head().number, Kind::Pending { next, reported })
	}

	/// Removes a filter.
	///
	/// # Errors
	/// When there is none.
	pub fn uninstall(&self, blocks: &Blocks, config: &EthConfig, id: u64) -> Result<bool> {
		self.expire(config, blocks.head().number);
		match self.installed.lock().remove(&id) {
			Some(_) => Ok(true),
			None => Err(not_found(id)),
		}
	}

	/// All logs of a log filter.
	///
	/// # Errors
	/// When there is no such filter or a limit is exceeded.
	pub fn logs(&self, blocks: &Blocks, config: &EthConfig, id: u64) -> Result<Vec<RpcLog>> {
		let head = blocks.head();
		self.expire(config, head.number);
		let filter = {
			let mut installed = self.installed.lock();
			let found = installed.get_mut(&id).ok_or_else(|| not_found(id))?;
			found.used_at = head.number;
			match &found.kind {
				Kind::Logs { filter, .. } => filter.clone(),
				_ => return Err(Error::server(format!("Filter id {id} is not a log filter."))),
			}
		};
		logs::query(blocks, config, &filter)
	}

	/// What changed since the filter last answered.
	///
	/// # Errors
	/// When there is no such filter or a limit is exceeded; the filter stays where it was.
	pub fn changes(&self, blocks: &Blocks, config: &EthConfig, id: u64) -> Result<Changes> {
		let head = blocks.head();
		self.expire(config, head.number);
		let mut kind = {
			let mut installed = self.installed.lock();
			let found = installed.get_mut(&id).ok_or_else(|| not_found(id))?;
			found.used_at = head.number;
			found.kind.clone()
		};
		let changes = match &mut kind {
			Kind::Blocks(cursor) => {
				let route = advance(blocks, config, cursor, head)?;
				let mut hashes = Vec::with_capacity(route.enacted.len());
				for at in route.enacted {
					hashes.extend(blocks.eth_hash(at)?.map(b256));
				}
				Changes::Hashes(hashes)
			},
			Kind::Logs { filter, cursor } => {
				let route = advance(blocks, config, cursor, head)?;
				Changes::Logs(logs_along(blocks, config, filter, &route)?)
			},
			Kind::Pending { next, reported } => {
				let in_pool = ready(blocks)?;
				let recent = self.recent.lock();
				let mut new = Vec::new();
				for hash in recent.since(*next).chain(&in_pool) {
					if reported.insert(*hash) {
						new.push(*hash);
					}
				}
				*next = recent.end();
				// What is neither in the pool nor among the recent cannot come up again.
				let known: HashSet<_> = recent.hashes.iter().chain(&in_pool).collect();
				reported.retain(|hash| known.contains(hash));
				Changes::Hashes(new)
			},
		};
		if let Some(found) = self.installed.lock().get_mut(&id) {
			found.kind = kind;
		}
		Ok(changes)
	}
}

/// Hashes of the transactions that have their turn.
fn ready(blocks: &Blocks) -> Result<Vec<B256>> {
	Ok(blocks.chain().pool()?.ready.iter().map(|transaction| transaction.hash).collect())
}

/// The way from a cursor to the head; the cursor is moved there.
fn advance(blocks: &Blocks, config: &EthConfig, cursor: &mut Cursor, head: At) -> Result<Route> {
	let last = cursor.last;
	let mut route = match blocks.chain().route(last.hash, head.hash) {
		Ok(route) => route,
		// The fork was dropped from the database: go on by number.
		Err(_) => {
			let numbers = last.number.saturating_add(1)..=head.number;
			let limit = usize::try_from(config.max_log_range).unwrap_or(usize::MAX);
			let mut enacted = Vec::new();
			for number in numbers.take(limit.saturating_add(1)) {
				enacted.extend(blocks.canonical(number)?);
			}
			Route { retracted: Vec::new(), enacted }
		},
	};
	if cursor.include_last {
		match route.retracted.first() == Some(&last.hash) {
			true => {
				route.retracted.remove(0);
			},
			false => route.enacted.insert(0, last.hash),
		}
	}
	let length = route.enacted.len().max(route.retracted.len()) as u64;
	if length > config.max_log_range.saturating_add(u64::from(cursor.include_last)) {
		return Err(logs::range_too_wide(config));
	}
	*cursor = Cursor { last: head, include_last: false };
	Ok(route)
}

/// Logs along a way: those of blocks that are left, marked as removed, then those of blocks that are
/// entered.
///
/// # Errors
/// When there are more than an answer may have.
pub fn logs_along(
	blocks: &Blocks,
	config: &EthConfig,
	filter: &Filter,
	route: &Route,
) -> Result<Vec<RpcLog>> {
	let mut found = Vec::new();
	let steps = route.retracted.iter().map(|at| (*at, true));
	for (at, removed) in steps.chain(route.enacted.iter().map(|at| (*at, false))) {
		if wants(blocks, filter, at)? {
			logs::collect(blocks, config, filter, at, removed, &mut found)?;
		}
	}
	Ok(found)
}

/// Whether a filter wants blocks at the place of this one.
fn wants(blocks: &Blocks, filter: &Filter, at: H256) -> Result<bool> {
	let FilterBlockOption::Range { from_block, to_block } = filter.block_option else {
		return Ok(true);
	};
	let bound = |tag| match tag {
		Some(BlockNumberOrTag::Number(number)) => Some(number),
		_ => None,
	};
	let (from, to) = (bound(from_block), bound(to_block));
	if from.is_none() && to.is_none() {
		return Ok(true);
	}
	let Some(header) = blocks.chain().header(at)? else { return Ok(false) };
	let number = header.at.number;
	Ok(from.unwrap_or(0) <= number && number <= to.unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests;
