// SPDX-License-Identifier: Apache-2.0

//! Fee history and what the node suggests to pay.

use crate::{
	blocks::{Blocks, EthBlock, Found},
	config::EthConfig,
	convert::low_u128,
	error::{Error, Result},
};
use alloy_rpc_types_eth::{BlockNumberOrTag, FeeHistory};

/// Most percentiles of a request.
const MAX_PERCENTILES: usize = 100;
/// Blocks that the suggested tip looks back.
const TIP_BLOCKS: u64 = 20;
/// Percentile of a block's tips that the suggestion takes.
const TIP_PERCENTILE: f64 = 60.0;

/// Tips per gas at percentiles of the gas of a block; zeros where it is empty.
pub fn rewards(block: &EthBlock, percentiles: &[f64]) -> Vec<u128> {
	let base_fee = u128::from(block.header.base_fee_per_gas.unwrap_or_default());
	let mut tips: Vec<(u128, u64)> = block
		.transactions
		.iter()
		.map(|record| {
			let price = low_u128(record.receipt.effective_gas_price);
			(price.saturating_sub(base_fee), record.receipt.gas_used)
		})
		.collect();
	tips.sort_by_key(|(tip, _)| *tip);
	let gas: u64 = tips.iter().fold(0, |sum, (_, gas)| sum.saturating_add(*gas));
	let mut index = 0;
	let mut sum = tips.first().map_or(0, |(_, gas)| *gas);
	percentiles
		.iter()
		.map(|percentile| {
			let threshold = (gas as f64 * percentile / 100.0) as u64;
			while sum < threshold && index + 1 < tips.len() {
				index += 1;
				sum = sum.saturating_add(tips[index].1);
			}
			tips.get(index).map_or(0, |(tip, _)| *tip)
		})
		.collect()
}

/// How full a block is.
fn gas_used_ratio(block: &EthBlock) -> f64 {
	match block.header.gas_limit {
		0 => 0.0,
		limit => block.header.gas_used as f64 / limit as f64,
	}
}

fn check(percentiles: &[f64]) -> Result<()> {
	if percentiles.len() > MAX_PERCENTILES {
		return Err(Error::server(format!(
			"invalid reward percentile: over the query limit {MAX_PERCENTILES}"
		)));
	}
	let mut last = 0.0;
	for (index, percentile) in percentiles.iter().enumerate() {
		if !(0.0..=100.0).contains(percentile) {
			return Err(Error::server(format!("invalid reward percentile: {percentile:.6}")));
		}
		if index > 0 && *percentile <= last {
			return Err(Error::server(format!(
				"invalid reward percentile: #{}:{last:.6} >= #{index}:{percentile:.6}",
				index - 1
			)));
		}
		last = *percentile;
	}
	Ok(())
}

/// `eth_feeHistory`. It starts later than asked where earlier blocks were not executed here.
///
/// # Errors
/// When the newest block is not there or the percentiles are out of order.
pub fn history(
	blocks: &Blocks,
	config: &EthConfig,
	count: u64,
	newest: BlockNumberOrTag,
	percentiles: &[f64],
) -> Result<FeeHistory> {
	check(percentiles)?;
	let head = blocks.head().number;
	let newest = match newest {
		BlockNumberOrTag::Pending => head,
		tag => blocks.number(tag),
	};
	if newest > head {
		return Err(Error::server(format!(
			"request beyond head block: requested {newest}, head {head}"
		)));
	}
	let count = count.min(config.max_fee_history).min(newest.saturating_add(1));
	if count == 0 {
		return Ok(FeeHistory::default());
	}

	let mut found: Vec<Found> = Vec::new();
	for number in (0..=newest).rev().take(usize::try_from(count).unwrap_or(usize::MAX)) {
		match blocks.canonical(number)?.map(|at| blocks.at(at)).transpose()?.flatten() {
			Some(block) => found.push(block),
			None => break,
		}
	}
	found.reverse();
	let mut history = FeeHistory {
		oldest_block: found.first().map_or(newest, |first| first.block.header.number),
		..Default::default()
	};
	for Found { block, .. } in &found {
		history.base_fee_per_gas.push(block.header.base_fee_per_gas.unwrap_or_default().into());
		history.gas_used_ratio.push(gas_used_ratio(block));
		history.base_fee_per_blob_gas.push(1);
		history.blob_gas_used_ratio.push(0.0);
		if !percentiles.is_empty() {
			history.reward.get_or_insert_with(Vec::new).push(rewards(block, percentiles));
		}
	}
	history.base_fee_per_gas.push(next_base_fee(blocks, newest)?);
	history.base_fee_per_blob_gas.push(1);
	Ok(history)
}

/// Base fee of the block after a block of the best chain.
fn next_base_fee(blocks: &Blocks, number: u64) -> Result<u128> {
	if number < blocks.head().number {
		if let Some(next) = blocks.canonical(number.saturating_add(1))? {
			if let Some(found) = blocks.at(next)? {
				return Ok(found.block.header.base_fee_per_gas.unwrap_or_default().into());
			}
		}
	}
	Ok(low_u128(blocks.best()?.base_fee()?))
}

/// The tip that is enough: the least of the 60th percentiles of the last 20 blocks. Zero where one of
/// them was empty: there is room for everybody then.
///
/// # Errors
/// When the database does not answer.
pub fn suggested_tip(blocks: &Blocks) -> Result<u128> {
	let head = blocks.head().number;
	let mut least = u128::MAX;
	for number in (0..=head).rev().take(TIP_BLOCKS as usize) {
		let found = blocks.canonical(number)?.map(|at| blocks.at(at)).transpose()?.flatten();
		let tip = match found {
			Some(found) => rewards(&found.block, &[TIP_PERCENTILE]).first().copied().unwrap_or(0),
			None => 0,
		};
		least = least.min(tip);
		if least == 0 {
			break;
		}
	}
	Ok(least)
}

/// Base fee of the next block and the suggested tip.
///
/// # Errors
/// When the runtime or the database does not answer.
pub fn price(blocks: &Blocks) -> Result<u128> {
	let base_fee = low_u128(blocks.best()?.base_fee()?);
	Ok(base_fee.saturating_add(suggested_tip(blocks)?))
}

#[cfg(test)]
mod tests;
