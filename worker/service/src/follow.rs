// SPDX-License-Identifier: Apache-2.0
//! The loop over finalised blocks: jobs, closing epochs, moving batches on.

use crate::{error::Result, job::Jobs, serve::App};
use std::{sync::Arc, time::Duration};

/// Follows the chain until the program ends. A failing step is logged and tried again at the next
/// block; a lost node is waited for.
pub async fn follow(app: Arc<App>, jobs: Arc<Jobs>) {
	let mut seen = 0;
	loop {
		match app.chain.next_head(seen).await {
			Ok(head) => {
				seen = head.number;
				if let Err(error) = tick(&app, &jobs).await {
					tracing::warn!(block = head.number, %error, "this block's work is not done");
				}
			},
			Err(error) => {
				tracing::warn!(%error, "no node, trying again");
				tokio::time::sleep(Duration::from_secs(3)).await;
			},
		}
	}
}

/// What is due at the newest finalised block.
pub async fn tick(app: &Arc<App>, jobs: &Arc<Jobs>) -> Result<()> {
	let head = app.chain.head().await?;
	let timing = app.chain.timing().await?;
	app.note_head(head.number, timing.batch_epoch);
	if let Err(error) = jobs.poll().await {
		tracing::warn!(%error, "jobs");
	}
	let most = app.config.max_batch_receipts;
	if let Err(error) = app.books.close_epoch(app.chain.as_ref(), head, most).await {
		tracing::warn!(%error, "closing the epoch");
	}
	app.books.drive(app.chain.as_ref(), head, app.config.announce_after).await?;
	Ok(())
}
