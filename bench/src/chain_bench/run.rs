// SPDX-License-Identifier: Apache-2.0

//! One measured run: nodes, load, and what came of it.

use crate::{
	load::{self, Shared},
	nodes::{self, Node, Setup, Work},
	sides::Side,
	stats::{distribution, rounded, Histogram},
	watch::{bytes, Watch},
};
use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};
use sp_core::H256;
use std::{
	sync::{atomic::Ordering, Arc},
	time::{Duration, Instant},
};

/// Length of a slot of both chains, seconds.
const SLOT: f64 = 2.0;
/// Connections that send.
const LANES: usize = 8;
/// Time of verifying and importing a block from another node.
const IMPORT: &str = "substrate_block_verification_and_import_time";
/// Time of building a block of one's own.
const BUILD: &str = "substrate_proposer_block_constructed";

/// How long after the load transfers that a node has taken may take to come into a block. What is in none
/// then is lost, or waits for one that is.
const DRAIN: Duration = Duration::from_secs(40);

/// How a run is made.
#[derive(Clone, Copy)]
pub struct Plan {
	/// Measured time.
	pub seconds: u64,
	/// Time under load before that.
	pub warmup: u64,
	/// Accounts that send.
	pub accounts: usize,
	/// Most transfers that wait; what two and a half blocks hold where `None`.
	pub backlog: Option<usize>,
}

/// What the nodes say of themselves at one moment.
struct Moment {
	at: Instant,
	best: u32,
	sent: usize,
	cpu: Vec<f64>,
	own_cpu: f64,
	import: Histogram,
	build: Histogram,
}

async fn moment(nodes: &[Node], watch: &Watch, shared: &Shared) -> Result<Moment> {
	let (mut import, mut build) = (Histogram::default(), Histogram::default());
	for node in nodes {
		let metrics = node.metrics().await?;
		import = import.and(&Histogram::read(&metrics, IMPORT));
		build = build.and(&Histogram::read(&metrics, BUILD));
	}
	Ok(Moment {
		at: Instant::now(),
		best: watch.best(),
		sent: shared.sent.load(Ordering::Relaxed),
		cpu: nodes.iter().map(Node::cpu_seconds).collect(),
		own_cpu: nodes::cpu_seconds("self"),
		import,
		build,
	})
}

/// Runs the nodes under load and measures.
///
/// # Errors
/// When a node ends, refuses everything, or includes transfers that fail.
pub async fn measure<S: Side>(setup: &Setup<'_>, plan: Plan) -> Result<Value> {
	let work = Work::new(&format!("{}.{}", setup.chain, S::NAME))?;
	let nodes = nodes::start(setup, &work.0).await?;
	let watch = Arc::new(Watch::default());
	// The follower ends with an error only, and then the run does.
	tokio::select! {
		error = watch.follow(&nodes) => match error {
			Err(error) => Err(error),
			Ok(()) => bail!("the follower ended"),
		},
		result = load_and_measure::<S>(&nodes, plan, watch.clone()) => result,
	}
}

async fn load_and_measure<S: Side>(nodes: &[Node], plan: Plan, watch: Arc<Watch>) -> Result<Value> {
	let rpc = &nodes[0].rpc;
	let genesis = bytes(&rpc.call("chain_getBlockHash", json!([0])).await?)?;
	let genesis = H256::from_slice(&genesis);
	let accounts = load::accounts(plan.accounts);
	let most_per_block = usize::try_from(S::most_per_block()?)?;
	let backlog = plan.backlog.unwrap_or(most_per_block * 5 / 2);

	let funding = load::funding::<S>(genesis, &accounts, &watch)?;
	load::send(rpc.clone(), funding, watch.clone(), Shared::new(usize::MAX)).await?;
	wait_until("the accounts have their funds", || watch.included() == accounts.len()).await?;

	// A weight that is given back lets a few more into a block than the limit says.
	let slots = (plan.warmup + plan.seconds).div_ceil(SLOT as u64) + 8;
	let count = usize::try_from(slots)? * most_per_block * 11 / 10 + backlog;
	let queues = load::transfers::<S>(genesis, &accounts, count, LANES, &watch)?;
	let funded_at = watch.best();
	wait_until("a block after the funds", || watch.best() > funded_at).await?;

	let shared = Shared::new(backlog);
	// Transfers of before are in blocks too.
	shared.sent.store(watch.included(), Ordering::Relaxed);
	let mut senders = Vec::new();
	for (index, queue) in queues.into_iter().enumerate() {
		let rpc = nodes[index % nodes.len()].rpc.clone();
		senders.push(tokio::spawn(load::send(rpc, queue, watch.clone(), shared.clone())));
	}
	tokio::time::sleep(Duration::from_secs(plan.warmup)).await;
	watch.begin();
	let start = moment(nodes, &watch, &shared).await?;
	let end_at = start.at + Duration::from_secs(plan.seconds);
	while Instant::now() < end_at {
		if let Some(sender) = senders.iter_mut().find(|sender| sender.is_finished()) {
			sender.await??;
			bail!("the signed transfers ran out: blocks hold more than their weight limit says");
		}
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
	let end = moment(nodes, &watch, &shared).await?;
	let samples = watch.end();
	let waiting = end.sent.saturating_sub(watch.included());
	shared.stop();
	for sender in senders {
		sender.await??;
	}

	let sent = shared.sent.load(Ordering::Relaxed);
	let drain = Instant::now();
	while watch.included() < sent && drain.elapsed() < DRAIN {
		tokio::time::sleep(Duration::from_millis(200)).await;
	}
	let lost = sent.saturating_sub(watch.included());

	let blocks = watch.blocks(start.best, end.best);
	let slot = |number| watch.slot(number).context("a block of the measured time is gone");
	ensure!(
		!blocks.is_empty() && start.best > 0,
		"no block in {} s: measure for longer (--seconds), or with less waiting (--backlog)",
		plan.seconds
	);
	let slots = slot(end.best)? - slot(start.best)?;
	let transfers: usize = blocks.iter().map(|block| block.transfers).sum();
	check_events::<S>(nodes, &blocks).await?;

	let seconds = end.at.duration_since(start.at).as_secs_f64();
	let cores = |from: f64, to: f64| rounded((to - from) / seconds);
	let mean = |samples: &Vec<f64>| samples.iter().sum::<f64>() / samples.len().max(1) as f64;
	let refusals = shared.refusals.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
	Ok(json!({
		"transfers_per_s": rounded(transfers as f64 / (slots as f64 * SLOT)),
		"transfers": transfers,
		"blocks": blocks.len(),
		"slots": slots,
		"transfers_of_a_block": distribution(blocks.iter().map(|b| b.transfers as f64).collect()),
		"most_of_a_block_by_weight": most_per_block,
		"waiting_at_the_end": waiting,
		"in_no_block_after_the_load": lost,
		"refused_and_sent_again": *refusals,
		"finality_blocks": distribution(samples.lags),
		"finality_seconds": distribution(samples.finality_seconds),
		"import_ms": end.import.since(&start.import).milliseconds(),
		"build_ms": end.build.since(&start.build).milliseconds(),
		"memory_mib": {
			"mean_of_nodes": samples.memory.iter().map(|m| rounded(mean(m))).collect::<Vec<_>>(),
			"peak_of_nodes":
				nodes.iter().map(|node| rounded(node.memory_mib().1)).collect::<Vec<_>>(),
		},
		"cores_used": {
			"nodes": start.cpu.iter().zip(&end.cpu).map(|(a, b)| cores(*a, *b)).collect::<Vec<_>>(),
			"driver": cores(start.own_cpu, end.own_cpu),
		},
		"disk_mib_of_nodes": nodes
			.iter()
			.map(|node| rounded(node.disk_bytes() as f64 / f64::from(1 << 20)))
			.collect::<Vec<_>>(),
	}))
}

async fn wait_until(what: &str, ready: impl Fn() -> bool) -> Result<()> {
	let start = Instant::now();
	while !ready() {
		ensure!(start.elapsed() < Duration::from_secs(120), "{what}: not within two minutes");
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
	Ok(())
}

/// Every counted transfer must have moved its amount: the blocks' events say so.
async fn check_events<S: Side>(nodes: &[Node], blocks: &[crate::watch::Block]) -> Result<()> {
	// `System.Events`.
	let key = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";
	for block in blocks {
		let events = nodes[0].rpc.call("state_getStorage", json!([key, block.hash])).await?;
		let succeeded = S::transfers(&bytes(&events)?)?;
		ensure!(
			succeeded == block.transfers,
			"block {:?} has {} transfers, of which {succeeded} succeeded",
			block.hash,
			block.transfers
		);
	}
	Ok(())
}
