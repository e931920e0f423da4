// SPDX-License-Identifier: Apache-2.0

//! Search for logs.

use crate::{
	blocks::{Blocks, EthBlock},
	config::EthConfig,
	convert::{address, b256},
	error::{Error, Result},
	render::{log, places},
	types::RpcLog,
};
use alloy_primitives::B256;
use alloy_rpc_types_eth::{BlockNumberOrTag, Filter, FilterBlockOption};
use openledger_evm_primitives::Log;
use sp_core::H256;

/// Refuses filters with more terms than this node takes.
///
/// # Errors
/// Which of them are too many.
pub fn check_terms(config: &EthConfig, filter: &Filter) -> Result<()> {
	if filter.address.len() > config.max_filter_terms {
		return Err(Error::Limit(format!(
			"exceed max addresses (maximum {})",
			config.max_filter_terms
		)));
	}
	if filter.topics.iter().any(|topics| topics.len() > config.max_filter_terms) {
		return Err(Error::Limit(format!(
			"exceed max topics (maximum {})",
			config.max_filter_terms
		)));
	}
	Ok(())
}

/// The error for a range that is too wide.
pub fn range_too_wide(config: &EthConfig) -> Error {
	Error::Limit(format!("block range is too wide (maximum {})", config.max_log_range))
}

fn too_many(config: &EthConfig) -> Error {
	Error::Limit(format!("query returned more than {} results", config.max_logs))
}

/// Whether a log matches, wherever it is.
fn matches(filter: &Filter, entry: &Log) -> bool {
	if !filter.matches_address(address(entry.address)) {
		return false;
	}
	filter.topics.iter().enumerate().all(|(index, wanted)| {
		wanted.is_empty()
			|| entry.topics.get(index).is_some_and(|topic| wanted.contains(&b256(*topic)))
	})
}

/// Logs of a block that match, wherever the filter wants its blocks.
pub fn of_block(block: &EthBlock, filter: &Filter, removed: bool) -> Vec<RpcLog> {
	places(block)
		.flat_map(|(place, record)| {
			let logs = record.receipt.logs.iter().enumerate();
			logs.filter(|(_, entry)| matches(filter, entry))
				.map(|(offset, entry)| log(&place, offset, entry, removed))
				.collect::<Vec<_>>()
		})
		.collect()
}

/// Adds the matching logs of a Substrate block; its bloom is asked first.
///
/// # Errors
/// When there are more than an answer may have, or the block was not executed here.
pub fn collect(
	blocks: &Blocks,
	config: &EthConfig,
	filter: &Filter,
	at: H256,
	removed: bool,
	out: &mut Vec<RpcLog>,
) -> Result<()> {
	let Some(summary) = blocks.summary(at)? else {
		return Err(Error::server(
			"pruned history unavailable: this node did not execute a block of the range",
		));
	};
	let Some(bloom) = summary.bloom else { return Ok(()) };
	if !filter.matches_bloom(*bloom) {
		return Ok(());
	}
	let Some(found) = blocks.at(at)? else { return Ok(()) };
	out.append(&mut of_block(&found.block, filter, removed));
	match out.len() > config.max_logs {
		true => Err(too_many(config)),
		false => Ok(()),
	}
}

/// First and last number that a filter wants, the last as far as the chain goes.
///
/// # Errors
/// When the range is upside down or too wide.
pub fn range(
	blocks: &Blocks,
	config: &EthConfig,
	from: Option<BlockNumberOrTag>,
	to: Option<BlockNumberOrTag>,
) -> Result<(u64, u64)> {
	let head = blocks.head().number;
	let number = |tag: Option<BlockNumberOrTag>| match tag.unwrap_or_default() {
		BlockNumberOrTag::Pending => head,
		tag => blocks.number(tag),
	};
	let (first, last) = (number(from), number(to));
	if first > last {
		return Err(Error::InvalidParams("invalid block range params".into()));
	}
	let last = last.min(head);
	if last.saturating_sub(first) > config.max_log_range {
		return Err(range_too_wide(config));
	}
	Ok((first, last))
}

/// `eth_getLogs`.
///
/// # Errors
/// When a limit is exceeded or a block is not there.
pub fn query(blocks: &Blocks, config: &EthConfig, filter: &Filter) -> Result<Vec<RpcLog>> {
	check_terms(config, filter)?;
	let mut logs = Vec::new();
	match filter.block_option {
		FilterBlockOption::AtBlockHash(hash) => {
			let at = by_hash(blocks, hash)?;
			collect(blocks, config, filter, at, false, &mut logs)?;
		},
		FilterBlockOption::Range { from_block, to_block } => {
			let (first, last) = range(blocks, config, from_block, to_block)?;
			for number in first..=last {
				let Some(at) = blocks.canonical(number)? else { break };
				collect(blocks, config, filter, at, false, &mut logs)?;
			}
		},
	}
	Ok(logs)
}

fn by_hash(blocks: &Blocks, hash: B256) -> Result<H256> {
	blocks.find(hash)?.ok_or_else(|| Error::server("unknown block"))
}

#[cfg(test)]
mod tests;
