// SPDX-License-Identifier: Apache-2.0

//! Disk that sealed blocks take: a chain sealed on order, empty blocks, its base path measured.

use crate::{
	nodes::{self, Setup, Work},
	stats::rounded,
};
use anyhow::{anyhow, Result};
use serde_json::{json, Value};
use std::time::{Duration, Instant};

/// Blocks that the result speaks of.
const BLOCKS: u64 = 100_000;
/// Blocks ordered at once.
const BATCH: u64 = 100;
/// Blocks before the first measurement: the states of more than 256 blocks have been pruned by then.
const FIRST: u64 = 1_000;

/// Seals for at most `limit`, all 100,000 blocks if they fit. Otherwise the bytes of 100,000 blocks
/// are those of the first [`FIRST`] and, for the rest, those of a block between there and the end.
///
/// # Errors
/// When the node refuses to seal.
pub async fn measure(setup: &Setup<'_>, name: &str, limit: Duration) -> Result<Value> {
	let work = Work::new(&format!("disk.{name}"))?;
	let mut nodes = nodes::start(setup, &work.0).await?;
	let node = &mut nodes[0];
	let (start, mut sealed, mut first) = (Instant::now(), 0u64, 0u64);
	while sealed < BLOCKS && (sealed <= FIRST || start.elapsed() < limit) {
		let orders = vec!["true,true,null"; BATCH as usize];
		let results = node.rpc.batch("engine_createBlock", orders.into_iter()).await?;
		if let Some(Err(error)) = results.into_iter().find(Result::is_err) {
			return Err(anyhow!("block {sealed} is not sealed: {error}\n{}", node.log_end()));
		}
		sealed += BATCH;
		if sealed == FIRST {
			first = node.disk_bytes();
		}
	}
	let seconds = start.elapsed().as_secs_f64();
	let (memory, peak) = node.memory_mib();
	node.stop().await?;
	let bytes = node.disk_bytes();
	let slope = bytes.saturating_sub(first) as f64 / (sealed - FIRST) as f64;
	let projected = bytes as f64 + slope * (BLOCKS - sealed) as f64;
	Ok(json!({
		"mib_per_100_000_blocks": rounded(projected / f64::from(1 << 20)),
		"how": if sealed == BLOCKS { "100,000 blocks sealed" } else { "scaled by the bytes of a block" },
		"sealed": sealed,
		"mib": rounded(bytes as f64 / f64::from(1 << 20)),
		"bytes_of_a_block": rounded(slope),
		"blocks_per_s": rounded(sealed as f64 / seconds),
		"memory_mib": { "end": rounded(memory), "peak": rounded(peak) },
	}))
}
