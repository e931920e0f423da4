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
/// Seals empty blocks until `until` of them or for `limit`, ends the node, and gives the number of
/// blocks and the bytes of the closed database: before that, most of it is in the database's log.
async fn seal(
	setup: &Setup<'_>,
	work: &Work,
	from: u64,
	until: u64,
	limit: Duration,
) -> Result<(u64, u64, Value)> {
	let mut nodes = nodes::start(setup, &work.0).await?;
	let node = &mut nodes[0];
	let (start, mut sealed) = (Instant::now(), from);
	while sealed < until && (sealed == from || start.elapsed() < limit) {
		let orders = vec!["true,true,null"; BATCH as usize];
		let results = node.rpc.batch("engine_createBlock", orders.into_iter()).await?;
		if let Some(Err(error)) = results.into_iter().find(Result::is_err) {
			return Err(anyhow!("block {sealed} is not sealed: {error}\n{}", node.log_end()));
		}
		sealed += BATCH;
	}
	let seconds = start.elapsed().as_secs_f64();
	let (memory, peak) = node.memory_mib();
	node.stop().await?;
	let shown = json!({
		"blocks_per_s": rounded((sealed - from) as f64 / seconds),
		"memory_mib": { "end": rounded(memory), "peak": rounded(peak) },
	});
	Ok((sealed, node.disk_bytes(), shown))
}

/// Seals for at most `limit`, all 100,000 blocks if they fit; the node is ended and started again half
/// way. Where they do not fit, what is missing is scaled by the bytes of a block of the second half, so
/// that what the database takes once does not count again.
///
/// # Errors
/// When the node refuses to seal.
pub async fn measure(setup: &Setup<'_>, name: &str, limit: Duration) -> Result<Value> {
	let work = Work::new(&format!("disk.{name}"))?;
	let (half, first, _) = seal(setup, &work, 0, BLOCKS / 2, limit / 2).await?;
	let (sealed, bytes, shown) = seal(setup, &work, half, BLOCKS, limit / 2).await?;
	let each = bytes.saturating_sub(first) as f64 / (sealed - half) as f64;
	let projected = bytes as f64 + each * (BLOCKS - sealed) as f64;
	let mib = |bytes: f64| rounded(bytes / f64::from(1 << 20));
	Ok(json!({
		"mib_per_100_000_blocks": mib(projected),
		"how": if sealed == BLOCKS { "100,000 blocks sealed" } else { "scaled by the bytes of a block" },
		"sealed": [half, sealed],
		"mib": [mib(first as f64), mib(bytes as f64)],
		"bytes_of_a_block": rounded(each),
		"second_half": shown,
	}))
}
