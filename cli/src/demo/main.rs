// SPDX-License-Identifier: Apache-2.0
//! The demo: the whole value flow on a real chain with a real worker, and where every unit went.

mod cast;
mod ledger;
mod processes;
mod table;

use anyhow::{bail, ensure, Context, Result};
use cast::Cast;
use clap::Parser;
use codec::Encode;
use futures::future::try_join_all;
use indicatif::{ProgressBar, ProgressStyle};
use ledger::Ledger;
use openledger_cli::{
	buyer::{Answer, Buyer},
	contribution::{self, Prepared},
	earnings, fileserver,
	flow::{self, DatanetTerms, SessionTerms},
	money,
};
use openledger_client::{Client, Keypair};
use openledger_primitives::{ContributionId, Hash, MILLI, OPEN};
use openledger_primitives_objects::TrainingConfig;
use pallet_models::JobStatus;
use processes::Processes;
use std::{
	path::{Path, PathBuf},
	time::Instant,
};

/// Runs the main job end to end and shows who earned what and why.
#[derive(Parser)]
#[command(
	after_help = "Examples:\n  openledger-demo --data demo/out/crates --base models/base --exit\n  \
		openledger-demo --data demo/out/crates --validators 4 --workers 2 --exit"
)]
struct Arguments {
	/// Folder with one folder per contributor, each with a `rows.jsonl`.
	#[arg(long)]
	data: PathBuf,
	/// The base model.
	#[arg(long, default_value = "models/base")]
	base: PathBuf,
	/// Paid answers.
	#[arg(long, default_value_t = 42)]
	answers: usize,
	/// WebSocket address of a chain that runs already, instead of one of the demo's own.
	#[arg(long, value_name = "URL", conflicts_with_all = ["validators", "faults"])]
	node: Option<String>,
	/// Validators: 1 is the `dev` chain, 2 and 4 are networks of as many processes (`duo`, `local`).
	#[arg(long, default_value_t = 1)]
	validators: usize,
	/// Workers, 1 or 2: each trains a version of the model and serves it, the sessions take turns.
	#[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
	workers: u8,
	/// Stop everything at the end instead of staying up.
	#[arg(long, env = "DEMO_EXIT")]
	exit: bool,
	/// Kill (SIGKILL) the worker in training and while it keeps the books, and the node while a
	/// batch settles; nothing may be lost or paid twice.
	#[arg(long)]
	faults: bool,
	/// Write the chain's state here at the end, for `make try-state`.
	#[arg(long)]
	snapshot: Option<PathBuf>,
}

/// One contributor of the demo.
struct Contributor {
	name: String,
	key: Keypair,
	prepared: Prepared,
	rows: Vec<String>,
	id: ContributionId,
}

fn step(started: Instant, text: &str) {
	println!("[{:>4} s] {text}", started.elapsed().as_secs());
}

#[tokio::main]
async fn main() -> Result<()> {
	let arguments = Arguments::parse();
	// Dropping the run ends its processes.
	tokio::select! {
		biased;
		done = run(arguments) => done,
		signal = tokio::signal::ctrl_c() => {
			signal?;
			bail!("interrupted before the end")
		},
	}
}

async fn run(arguments: Arguments) -> Result<()> {
	let started = Instant::now();
	let cast = Cast::new()?;

	let mut processes = Processes::new()?;
	let node = match &arguments.node {
		Some(node) => node.clone(),
		None => processes.start_network(arguments.validators).await?,
	};
	step(started, &format!("chain up at {node}"));
	let client = Client::connect(&node).await?;
	let ledger = Ledger::follow(&client).await?;

	// 1. Contribute.
	let (files, _server) = fileserver::serve(&arguments.data, "127.0.0.1:0".parse()?).await?;
	let mut contributors = read_contributors(&arguments.data, &format!("http://{files}"))?;
	let rows: usize = contributors.iter().map(|c| c.rows.len()).sum();
	ensure!(contributors.len() >= 12, "the demo wants at least 12 contributors");
	ensure!(rows >= 500, "the demo wants at least 500 rows, there are {rows}");
	let newcomers = [cast.agent_maker.account(), cast.payers[1].account()];
	let accounts = contributors.iter().map(|c| c.key.account()).chain(newcomers);
	cast.fund(&client, accounts, 100 * OPEN).await?;
	let terms = DatanetTerms {
		name: "Rust API",
		licence: "MIT OR Apache-2.0",
		floor_rate: MILLI,
		review_quorum: 500_000,
	};
	let datanet = flow::create_datanet(&client, &cast.owner, &terms).await?;
	try_join_all(
		cast.curators.iter().map(|key| flow::stake_curator(&client, key, datanet, 1_000 * OPEN)),
	)
	.await?;
	let ids = try_join_all(
		contributors.iter().map(|c| flow::contribute(&client, &c.key, datanet, &c.prepared)),
	)
	.await?;
	for (contributor, id) in contributors.iter_mut().zip(&ids) {
		contributor.id = *id;
	}
	step(started, &format!("{} contributors revealed {rows} rows", contributors.len()));

	// 2. Curate and seal.
	try_join_all(cast.curators.iter().map(|key| flow::vote(&client, key, &ids, true))).await?;
	flow::conclude(&client, &cast.owner, &ids).await?;
	let dataset = flow::seal(&client, &cast.owner, datanet).await?;
	step(started, &format!("Datanet {datanet} sealed, version {}", dataset.version));

	// 3. Train, and 4. publish: a version of the model by each worker.
	let base = std::path::absolute(&arguments.base)?;
	let mut workers = Vec::new();
	for operator in cast.operators.iter().take(arguments.workers.into()) {
		let worker = processes.start_worker(&client, &node, &base, operator).await?;
		step(started, &format!("worker {} registered at {}", worker.id, worker.url));
		workers.push(worker);
	}
	let worker = workers.first().context("no worker was started")?;
	let base_hash = worker.base_hash;
	flow::register_base(&client, &cast.owner, base_hash, "openledger-base", &worker.url).await?;
	let model = flow::create_model(&client, &cast.owner, "Rust API assistant", base_hash).await?;
	let config = TrainingConfig {
		rank: 8,
		alpha: 16,
		epochs: 3,
		batch: 8,
		learning_rate_micro: 2_000,
		max_tokens: 128,
		checkpoint_every: 50,
		seed: 7,
	};
	let mut jobs = Vec::new();
	for worker in &workers {
		let (config, budget) = (config.clone(), 50 * OPEN);
		let job = flow::request_training(
			&client,
			&cast.owner,
			model,
			&[dataset],
			config,
			worker.id,
			budget,
		)
		.await?;
		jobs.push(job);
	}
	let mut faults = Faults::new(arguments.faults);
	let mut versions = Vec::new();
	for (worker, job) in workers.iter().zip(jobs) {
		let bar = ProgressBar::new_spinner()
			.with_style(ProgressStyle::with_template("         {spinner} training: {msg}")?);
		let manifest = flow::await_manifest(&client, job, |number, status| {
			if worker.progress().contains("checkpoint") {
				faults.strike(&mut processes, "openledger-worker", "in training");
			}
			let what = match status {
				JobStatus::Requested { .. } => "waiting for the worker".to_string(),
				_ => worker.progress(),
			};
			bar.set_message(format!("{what} (block {number})"));
			bar.tick();
		})
		.await?;
		bar.finish_and_clear();
		let evaluation = &manifest.evaluation;
		step(
			started,
			&format!(
				"worker {} trained on {} rows; held-out loss {:.3} (base {:.3})",
				worker.id,
				manifest.rows_trained,
				f64::from(evaluation.adapter_loss_micro) / 1e6,
				f64::from(evaluation.base_loss_micro) / 1e6,
			),
		);
		versions.push(flow::publish(&client, &cast.owner, job, 2 * MILLI, 10 * MILLI).await?);
	}
	// The second session goes through the agent, to the worker whose turn it is.
	let version = versions[1 % versions.len()];
	let agent = flow::register_agent(
		&client,
		&cast.agent_maker,
		"Crate guide",
		"http://127.0.0.1/card.json",
		150_000,
		version,
	)
	.await?;
	step(
		started,
		&format!("{} model version(s) published, agent {agent} registered", versions.len()),
	);

	// 5. Infer.
	let mut buyers = Vec::new();
	for (i, payer) in cast.payers.iter().enumerate() {
		let head = client.finalized_head().await?;
		let terms = SessionTerms {
			worker: workers[i % workers.len()].id,
			voucher_key: payer.account(),
			model_version: versions[i % versions.len()],
			agent: (i == 1).then_some(agent),
			deposit: 20 * OPEN,
			max_per_call: OPEN / 10,
			expires_at: head.number + 1_000,
		};
		let session = flow::open_session(&client, payer, terms).await?;
		buyers.push(Buyer::resume(&client, payer.clone(), session).await?);
	}
	step(
		started,
		"three sessions open: one plain, one through the agent, one with an Ethereum key",
	);
	let bar = ProgressBar::new(arguments.answers as u64)
		.with_style(ProgressStyle::with_template("         {bar:30} {pos}/{len} answers")?);
	let mut answers: Vec<Answer> = Vec::new();
	for i in 0..arguments.answers {
		let contributor = &contributors[i % contributors.len()];
		let row = &contributor.rows[(i * 7) % contributor.rows.len()];
		let prompt = row.split_whitespace().take(10).collect::<Vec<_>>().join(" ");
		let count = buyers.len();
		let answer = buyers[i % count].ask(&prompt, 24).await?;
		if i < 3 {
			bar.println(format!("         «{prompt}» → «{}»", answer.text.trim()));
		}
		answers.push(answer);
		bar.inc(1);
	}
	bar.finish_and_clear();
	step(
		started,
		&format!("{} paid answers, each with a signed receipt and a report", answers.len()),
	);

	// 6. Attribute: validators pull, check, attest; sessions settle; credits are applied.
	let bar = ProgressBar::new_spinner()
		.with_style(ProgressStyle::with_template("         {spinner} {msg}")?);
	let fees: u128 = answers.iter().map(|a| a.receipt.receipt.fee.total().unwrap_or(0)).sum();
	faults.strike(&mut processes, "openledger-worker", "with receipts that are in no batch yet");
	ledger
		.until_booked(fees, |block, books| {
			if books.news.contains("BatchAnnounced") {
				faults.strike(&mut processes, "openledger-worker", "with a batch announced");
			}
			if books.window_until.is_some_and(|until| block + 1 >= until) {
				faults.strike(&mut processes, "openledger-node", "while a batch settles");
			}
			bar.set_message(format!("block {block}: {}", books.news));
			bar.tick();
		})
		.await?;
	bar.finish_and_clear();
	step(started, "every receipt is in a final batch");

	// 7. Reward.
	let state = client.finalized().await?;
	let mut earned = Vec::new();
	for contributor in &contributors {
		earned.push(earnings::earned(&state, contributor.id).await?);
	}
	let books = ledger.books();
	table::print(&contributors, &answers, &earned, &books, fees);
	let mut best: Vec<usize> = (0..contributors.len()).collect();
	best.sort_by_key(|i| std::cmp::Reverse(earned[*i]));
	for i in best.into_iter().take(2) {
		let contributor = &contributors[i];
		let account = contributor.key.account();
		let before = client.finalized().await?.free_balance(&account).await?;
		let done = earnings::claim(&client, &contributor.key, &[contributor.id]).await?;
		let paid: u128 = done.iter().map(|included| included.fee()).sum();
		let after = client.finalized().await?.free_balance(&account).await?;
		let claimed = (after + paid).saturating_sub(before);
		ensure!(claimed == earned[i], "{} claimed {claimed}, not {}", contributor.name, earned[i]);
		println!("{} claimed {} OPEN", contributor.name, money::show(claimed));
	}
	table::balance(&books, fees)?;
	if let Some(path) = &arguments.snapshot {
		let pairs = client.finalized().await?.pairs(&[]).await?;
		std::fs::write(path, pairs.encode())
			.with_context(|| format!("cannot write {}", path.display()))?;
		println!("state of {} keys written to {}", pairs.len(), path.display());
	}
	step(started, "done: the books balance to the last unit");

	if arguments.exit {
		return Ok(());
	}
	println!("\nStill up (Ctrl-C ends it):");
	println!("  node    {node}  (Polkadot.js: point it here)");
	for worker in &workers {
		println!("  worker  {}/v1/models  {}/metrics", worker.url, worker.url);
	}
	println!("  trail   {}/v1/trail/{}/1", worker.url, answers[0].receipt.receipt.session);
	println!(
		"  earned  openledger --node {node} earnings --account {} --trail {}",
		contributors[0].key.account(),
		worker.url
	);
	tokio::signal::ctrl_c().await?;
	Ok(())
}

/// Kills that are still to come, each once.
struct Faults {
	enabled: bool,
	done: Vec<&'static str>,
}

impl Faults {
	fn new(enabled: bool) -> Self {
		Self { enabled, done: Vec::new() }
	}

	/// Kills and restarts a program, the first time that it is asked for `when`.
	fn strike(&mut self, processes: &mut Processes, name: &str, when: &'static str) {
		if !self.enabled || self.done.contains(&when) {
			return;
		}
		self.done.push(when);
		match processes.kill_and_restart(name) {
			Ok(()) => println!("         killed {name} {when} (SIGKILL) and started it again"),
			Err(error) => eprintln!("         {name} was not restarted: {error:#}"),
		}
	}
}

/// One contributor for each folder with a `rows.jsonl`, in name order.
fn read_contributors(data: &Path, url: &str) -> Result<Vec<Contributor>> {
	let mut folders: Vec<_> = std::fs::read_dir(data)
		.with_context(|| format!("cannot read {}; run `make demo-data`", data.display()))?
		.collect::<std::io::Result<Vec<_>>>()?;
	folders.sort_by_key(|folder| folder.file_name());
	let mut contributors = Vec::new();
	for folder in folders {
		let file = folder.path().join("rows.jsonl");
		if !file.exists() {
			continue;
		}
		let name = folder.file_name().to_string_lossy().into_owned();
		let prepared = contribution::prepare(&file, &format!("{url}/{name}/rows.jsonl"))?;
		let rows = contribution::read_rows(&prepared.bytes)?;
		let key = Keypair::from_suri(&format!("//Demo//{name}"))?;
		contributors.push(Contributor { name, key, prepared, rows, id: ContributionId::default() });
	}
	Ok(contributors)
}

/// A hash as people read it: the first four bytes.
fn short(hash: &Hash) -> String {
	format!("0x{}…", hex::encode(&hash.as_bytes()[..4]))
}
