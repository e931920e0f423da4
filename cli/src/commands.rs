// SPDX-License-Identifier: Apache-2.0
//! One struct of arguments and one `run` for each subcommand.

use anyhow::{bail, Context, Result};
use clap::Args;
use codec::Decode;
use openledger_cli::{
	buyer::Buyer,
	contribution, earnings, fileserver,
	flow::{self, DatanetTerms, SessionTerms},
	money,
};
use openledger_client::{parse_account, AccountId, Client, Keypair, RuntimeEvent};
use openledger_primitives::{AgentId, BatchEpoch, DatanetId, ModelVersionId, SessionId, WorkerId};
use openledger_primitives_account::evm_address;
use openledger_primitives_objects::BatchBody;
use openledger_runtime::Runtime;
use std::{net::SocketAddr, path::PathBuf};

/// Who signs.
#[derive(Args)]
pub struct Key {
	/// Secret URI, or `eth:0x…` for an Ethereum secret.
	#[arg(long, env = "OPENLEDGER_KEY", hide_env_values = true)]
	key: String,
}

impl Key {
	fn pair(&self) -> Result<Keypair> {
		Keypair::from_suri(&self.key).context("the key is not usable")
	}
}

/// Arguments of `create-datanet`.
#[derive(Args)]
pub struct CreateDatanet {
	/// What people call it.
	name: String,
	/// SPDX expression of its data.
	#[arg(long)]
	licence: String,
	/// Least OPEN per 1,000 tokens of models trained on it.
	#[arg(long, default_value = "0")]
	floor_rate: String,
	/// Part of the curators' stake that must approve, in per cent.
	#[arg(long, default_value_t = 50)]
	quorum: u32,
	#[command(flatten)]
	key: Key,
}

impl CreateDatanet {
	pub async fn run(self, node: &str) -> Result<()> {
		if self.quorum > 100 {
			bail!("the quorum is at most 100 per cent");
		}
		let client = Client::connect(node).await?;
		let terms = DatanetTerms {
			name: &self.name,
			licence: &self.licence,
			floor_rate: money::parse(&self.floor_rate)?,
			review_quorum: self.quorum * 10_000,
		};
		let datanet = flow::create_datanet(&client, &self.key.pair()?, &terms).await?;
		println!("Datanet {datanet} created");
		Ok(())
	}
}

/// Arguments of `contribute`.
#[derive(Args)]
pub struct Contribute {
	/// Folder with a `rows.jsonl`, or a JSON Lines file with a `text` field a row.
	path: PathBuf,
	/// The Datanet.
	#[arg(long)]
	datanet: u32,
	/// URL under which workers can fetch the file.
	#[arg(long)]
	location: String,
	#[command(flatten)]
	key: Key,
}

impl Contribute {
	pub async fn run(self, node: &str) -> Result<()> {
		let file = if self.path.is_dir() { self.path.join("rows.jsonl") } else { self.path };
		let prepared = contribution::prepare(&file, &self.location)?;
		let client = Client::connect(node).await?;
		let id = flow::contribute(&client, &self.key.pair()?, DatanetId(self.datanet), &prepared)
			.await?;
		println!(
			"contribution {id}: {} rows, content {:?}",
			prepared.manifest.rows.count, prepared.manifest.content_hash
		);
		println!("curators may vote on it now; keep {} reachable", self.location);
		Ok(())
	}
}

/// Arguments of `serve-files`.
#[derive(Args)]
pub struct ServeFiles {
	/// The folder.
	dir: PathBuf,
	/// Where to listen.
	#[arg(long, default_value = "127.0.0.1:8000")]
	listen: SocketAddr,
}

impl ServeFiles {
	pub async fn run(self) -> Result<()> {
		let (bound, task) = fileserver::serve(&self.dir, self.listen).await?;
		println!("serving {} at http://{bound}/ (Ctrl-C ends it)", self.dir.display());
		task.await?;
		Ok(())
	}
}

/// Arguments of `watch`.
#[derive(Args)]
pub struct Watch {
	/// Stop after this many blocks.
	#[arg(long)]
	blocks: Option<u32>,
}

impl Watch {
	pub async fn run(self, node: &str) -> Result<()> {
		let client = Client::connect(node).await?;
		let mut heads = client.finalized_heads().await?;
		let mut left = self.blocks;
		while left != Some(0) {
			let Some(head) = heads.next().await else { bail!("the node closed the connection") };
			println!("block {} {:?}", head.number, head.hash);
			for record in client.at(head).events().await? {
				match &record.event {
					RuntimeEvent::Datanets(event) => println!("  datanets     {event:?}"),
					RuntimeEvent::Models(event) => println!("  models       {event:?}"),
					RuntimeEvent::Agents(event) => println!("  agents       {event:?}"),
					RuntimeEvent::Workers(event) => println!("  workers      {event:?}"),
					RuntimeEvent::Inference(event) => println!("  inference    {event:?}"),
					RuntimeEvent::Attribution(event) => println!("  attribution  {event:?}"),
					RuntimeEvent::Rewards(event) => println!("  rewards      {event:?}"),
					_ => (),
				}
			}
			left = left.map(|left| left - 1);
		}
		Ok(())
	}
}

/// Arguments of `ask`.
#[derive(Args)]
pub struct Ask {
	/// The question.
	prompt: String,
	/// Session to pay from; opens a new one when absent.
	#[arg(long)]
	session: Option<u64>,
	/// Model version of a new session.
	#[arg(long, default_value_t = 0)]
	model: u32,
	/// Agent of a new session.
	#[arg(long)]
	agent: Option<u32>,
	/// Worker of a new session.
	#[arg(long, default_value_t = 0)]
	worker: u32,
	/// Deposit of a new session, OPEN.
	#[arg(long, default_value = "1")]
	deposit: String,
	/// Most answer tokens.
	#[arg(long, default_value_t = 48)]
	max_tokens: u32,
	#[command(flatten)]
	key: Key,
}

impl Ask {
	pub async fn run(self, node: &str) -> Result<()> {
		let client = Client::connect(node).await?;
		let key = self.key.pair()?;
		let session = match self.session {
			Some(id) => SessionId(id),
			None => {
				let deposit = money::parse(&self.deposit)?;
				let head = client.finalized_head().await?;
				let terms = SessionTerms {
					worker: WorkerId(self.worker),
					voucher_key: key.account(),
					model_version: ModelVersionId(self.model),
					agent: self.agent.map(AgentId),
					deposit,
					max_per_call: deposit / 10,
					expires_at: head.number + 10_000,
				};
				let id = flow::open_session(&client, &key, terms).await?;
				println!("session {id} opened; ask again with --session {id}");
				id
			},
		};
		let mut buyer = Buyer::resume(&client, key, session).await?;
		let answer = buyer.ask(&self.prompt, self.max_tokens).await?;
		println!("\n{}\n", answer.text);
		let receipt = &answer.receipt.receipt;
		println!(
			"{} + {} tokens, {} OPEN (receipt {} of session {})",
			receipt.tokens_in,
			receipt.tokens_out,
			money::show(receipt.fee.total().unwrap_or_default()),
			receipt.n,
			receipt.session,
		);
		println!("who made it (unaudited influence, above noise):");
		for entry in answer.report.entries.iter().filter(|entry| entry.share > 0) {
			println!("  contribution {:>5}  {:6.2} %", entry.contribution, per_cent(entry.share));
		}
		println!("  no data           {:6.2} %", per_cent(answer.report.unattributed));
		Ok(())
	}
}

/// A share of 2⁻³² in per cent, for people.
fn per_cent(share: u64) -> f64 {
	share as f64 / openledger_primitives::SHARE_ONE as f64 * 100.0
}

/// Arguments of `earnings`.
#[derive(Args)]
pub struct Earnings {
	/// Whose contributions: SS58, 0x account, or 0x Ethereum address.
	#[arg(long)]
	account: String,
	/// Base URL of a worker whose batches to search for the answers behind the earnings.
	#[arg(long)]
	trail: Option<String>,
}

impl Earnings {
	pub async fn run(self, node: &str) -> Result<()> {
		let account = parse_account(&self.account)?;
		let client = Client::connect(node).await?;
		let state = client.finalized().await?;
		let own = earnings::contributions_of(&state, &account).await?;
		if own.is_empty() {
			println!("{} contributed nothing yet", client.ss58(&account));
			return Ok(());
		}
		for (id, contribution) in own {
			println!(
				"contribution {id} to Datanet {}: {} rows, {:?}, can claim {} OPEN",
				contribution.datanet,
				contribution.manifest.rows.count,
				contribution.status,
				money::show(earnings::earned(&state, id).await?),
			);
			let Some(url) = &self.trail else { continue };
			for entry in trail(&state, url, id).await? {
				println!(
					"  answer {} of session {} (batch {} of worker {}): weight {}",
					entry.receipt.n,
					entry.receipt.session,
					entry.batch.epoch,
					entry.batch.worker,
					entry.weight,
				);
			}
		}
		Ok(())
	}
}

/// All answers in a worker's batches on chain that a contribution earned from.
async fn trail(
	state: &openledger_client::Snapshot,
	url: &str,
	contribution: openledger_primitives::ContributionId,
) -> Result<Vec<earnings::TrailEntry>> {
	let mut found = Vec::new();
	for (worker, epoch, batch) in batches(state).await? {
		let endpoint = format!("{}/v1/batches/{epoch}/body", url.trim_end_matches('/'));
		let response = reqwest::get(&endpoint).await?;
		if !response.status().is_success() {
			eprintln!(
				"{endpoint} answered {}; batch of worker {worker} skipped",
				response.status()
			);
			continue;
		}
		let body = response.bytes().await?;
		let body = BatchBody::decode(&mut &body[..])
			.with_context(|| format!("{endpoint} served something that is no batch"))?;
		found.extend(earnings::trail(&batch.header, &body, contribution)?);
	}
	Ok(found)
}

async fn batches(
	state: &openledger_client::Snapshot,
) -> Result<Vec<(WorkerId, BatchEpoch, pallet_attribution::Batch)>> {
	let mut found = Vec::new();
	let workers: Vec<(WorkerId, _)> =
		state.entries::<pallet_workers::Workers<Runtime>, _, pallet_workers::Worker>().await?;
	for (worker, _) in workers {
		let of_worker: Vec<(BatchEpoch, _)> = state
			.entries_under::<pallet_attribution::Batches<Runtime>, WorkerId, _, _>(worker)
			.await?;
		found.extend(of_worker.into_iter().map(|(epoch, batch)| (worker, epoch, batch)));
	}
	Ok(found)
}

/// Arguments of `claim`.
#[derive(Args)]
pub struct Claim {
	#[command(flatten)]
	key: Key,
}

impl Claim {
	pub async fn run(self, node: &str) -> Result<()> {
		let client = Client::connect(node).await?;
		let key = self.key.pair()?;
		let state = client.finalized().await?;
		let mut ids = Vec::new();
		let mut total = 0u128;
		for (id, _) in earnings::contributions_of(&state, &key.account()).await? {
			let earned = earnings::earned(&state, id).await?;
			if earned > 0 {
				ids.push(id);
				total = total.saturating_add(earned);
			}
		}
		if ids.is_empty() {
			println!("nothing to claim");
			return Ok(());
		}
		earnings::claim(&client, &key, &ids).await?;
		println!("claimed {} OPEN for {} contributions", money::show(total), ids.len());
		Ok(())
	}
}

/// Arguments of `account`.
#[derive(Args)]
pub struct Account {
	/// SS58, 0x account, or 0x Ethereum address.
	account: String,
}

impl Account {
	pub async fn run(self, node: &str) -> Result<()> {
		let account: AccountId = parse_account(&self.account)?;
		let client = Client::connect(node).await?;
		let state = client.finalized().await?;
		println!("SS58         {}", client.ss58(&account));
		println!("account      0x{}", hex::encode(AsRef::<[u8]>::as_ref(&account)));
		println!("EVM address  {:?}", evm_address(&account));
		println!("free         {} OPEN", money::show(state.free_balance(&account).await?));
		println!("on hold      {} OPEN", money::show(state.held_balance(&account).await?));
		Ok(())
	}
}
