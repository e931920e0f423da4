// SPDX-License-Identifier: Apache-2.0
//! The subcommands.

use clap::{Args, Parser, Subcommand};
use openledger_client::{Client, Keypair};
use openledger_primitives::{Balance, WorkerId, OPEN};
use openledger_primitives_objects::Url;
use openledger_runtime::RuntimeCall;
use openledger_worker::{
	batch::Books,
	chain::ChainView,
	config::{write_private, Config, OPERATOR_KEY_FILE, WORKER_KEY_FILE},
	follow,
	job::Jobs,
	keys::{create_secret, read_secret, WorkerKey},
	live::LiveChain,
	models::Models,
	serve::{router, App, Parts},
	store::Store,
	Error, Result,
};
use openledger_worker_engine::BaseModel;
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

/// How often a node that is not there yet is asked again, with two seconds between.
const CONNECT_TRIES: u32 = 90;

const EXAMPLES: &str = "\
Examples:
  A data folder with fresh keys, for a node on this machine:
    openledger-worker init --data ./worker --base-model models/base

  Register with 1000 OPEN at stake, then work:
    openledger-worker register --data ./worker --stake 1000
    openledger-worker run --data ./worker

  On a development chain with a well-known key as operator:
    openledger-worker init --data /tmp/w --base-model models/base --operator-suri //Charlie
    openledger-worker register --data /tmp/w --stake 1000 && openledger-worker run --data /tmp/w

  Ask what an answer costs (status 402 with a price), then look at the metrics:
    curl -s localhost:8080/v1/completions -d '{\"model\": \"0\", \"prompt\": \"fn len:\"}'
    curl -s localhost:8080/metrics

Settings stand in worker.toml in the data folder; RUST_LOG sets what is logged.";

/// Trains adapters, serves paid answers, attributes them and keeps the books.
#[derive(Parser)]
#[command(name = "openledger-worker", version, about, after_long_help = EXAMPLES)]
pub struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Make a data folder: settings, the operator's key and the worker's key.
	Init(Init),
	/// Register this worker on the chain: its key, its endpoint, its stake.
	Register(Register),
	/// Work until stopped.
	Run(Folder),
}

#[derive(Args)]
struct Folder {
	/// Data folder.
	#[arg(long, env = "OPENLEDGER_WORKER_DATA", default_value = "./worker-data")]
	data: PathBuf,
}

#[derive(Args)]
struct Init {
	#[command(flatten)]
	folder: Folder,
	/// WebSocket address of a node.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	node: String,
	/// Address the HTTP API listens on.
	#[arg(long, default_value = "127.0.0.1:8080")]
	listen: SocketAddr,
	/// Base URL under which others reach the API [default: http:// and the listening address].
	#[arg(long)]
	public_url: Option<String>,
	/// Folder of the base model (Hugging Face layout).
	#[arg(long)]
	base_model: PathBuf,
	/// Secret URI of the operator's account, for development keys. Without it a fresh key is made.
	/// Other people on this machine can see arguments: put real secrets into operator.key.
	#[arg(long, env = "OPENLEDGER_OPERATOR_SURI", hide_env_values = true)]
	operator_suri: Option<String>,
	/// Announce own batches when no validator has for so many blocks; 0 never does.
	#[arg(long, default_value_t = 10)]
	announce_after: u32,
}

#[derive(Args)]
struct Register {
	#[command(flatten)]
	folder: Folder,
	/// Stake in OPEN, decimals allowed.
	#[arg(long, value_parser = parse_open)]
	stake: Balance,
}

/// Plancks from a decimal number of OPEN.
fn parse_open(text: &str) -> Result<Balance, String> {
	let bad = || "a number of OPEN with at most 18 decimals".to_string();
	let (whole, part) = text.split_once('.').unwrap_or((text, ""));
	let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
	if whole.is_empty() || part.len() > 18 || !digits(whole) || !digits(part) {
		return Err(bad());
	}
	let whole: Balance = whole.parse().map_err(|_| bad())?;
	let part: Balance = format!("{part:0<18}").parse().map_err(|_| bad())?;
	whole.checked_mul(OPEN).and_then(|sum| sum.checked_add(part)).ok_or_else(bad)
}

/// Runs a subcommand.
pub async fn execute(cli: Cli) -> Result<()> {
	match cli.command {
		Command::Init(arguments) => init(arguments),
		Command::Register(arguments) => register(arguments).await,
		Command::Run(folder) => run(folder.data).await,
	}
}

fn init(arguments: Init) -> Result<()> {
	let data = arguments.folder.data;
	std::fs::create_dir_all(&data).map_err(|error| Error::io(&data, error))?;
	let base_model = std::fs::canonicalize(&arguments.base_model)
		.map_err(|error| Error::io(&arguments.base_model, error))?;
	let config = Config {
		node: arguments.node,
		public_url: arguments.public_url.unwrap_or(format!("http://{}", arguments.listen)),
		listen: arguments.listen,
		base_model,
		announce_after: arguments.announce_after,
		..Config::default()
	};
	config.validate()?;
	let operator = data.join(OPERATOR_KEY_FILE);
	match arguments.operator_suri {
		Some(suri) => {
			Keypair::from_suri(&suri)?;
			write_private(&operator, suri.as_bytes())?;
		},
		None => drop(create_secret(&operator)?),
	}
	create_secret(&data.join(WORKER_KEY_FILE))?;
	config.save(&data)?;
	println!("data folder  {}", data.display());
	println!("operator     {}", Keypair::from_suri(&read_secret(&operator)?)?.account());
	println!("worker key   {}", WorkerKey::load(&data.join(WORKER_KEY_FILE))?.account());
	println!("endpoint     {}", config.public_base());
	Ok(())
}

/// Settings and keys of a data folder.
fn load(data: &std::path::Path) -> Result<(Config, Keypair, WorkerKey)> {
	let config = Config::load(data)?;
	let operator = Keypair::from_suri(&read_secret(&data.join(OPERATOR_KEY_FILE))?)?;
	let key = WorkerKey::load(&data.join(WORKER_KEY_FILE))?;
	Ok((config, operator, key))
}

/// Waits for a node that is starting.
async fn connect(url: &str) -> Result<Client> {
	let mut tries = 0u32;
	loop {
		match Client::connect(url).await {
			Ok(client) => return Ok(client),
			Err(error) if error.is_temporary() && tries < CONNECT_TRIES => {
				if tries == 0 {
					tracing::warn!(%error, "waiting for the node");
				}
				tries = tries.saturating_add(1);
				tokio::time::sleep(Duration::from_secs(2)).await;
			},
			Err(error) => return Err(error.into()),
		}
	}
}

async fn register(arguments: Register) -> Result<()> {
	let (config, operator, key) = load(&arguments.folder.data)?;
	let client = connect(&config.node).await?;
	if let Some(id) = client.finalized().await?.worker_of(&operator.account()).await? {
		println!("already registered as worker {id}");
		return Ok(());
	}
	let url = config.public_base().as_bytes().to_vec();
	let endpoint =
		Url::try_from(url).map_err(|_| Error::Config("public_url is too long".into()))?;
	let endpoints =
		vec![endpoint].try_into().map_err(|_| Error::Config("too many endpoints".into()))?;
	let call = RuntimeCall::Workers(pallet_workers::Call::register {
		key: key.account(),
		endpoints,
		stake: arguments.stake,
	});
	let done = client.submit(&operator, call).await?;
	let id = client.finalized().await?.worker_of(&operator.account()).await?;
	let id = id.ok_or_else(|| Error::Config("the chain does not show the worker".into()))?;
	println!("registered as worker {id} in block {}", done.number);
	Ok(())
}

/// Identity of a database: the chain and the worker.
fn identity(chain: &dyn ChainView, worker: WorkerId) -> Vec<u8> {
	codec::Encode::encode(&(chain.domain(), worker))
}

async fn run(data: PathBuf) -> Result<()> {
	let (config, operator, key) = load(&data)?;
	tracing::info!(base = %config.base_model.display(), "loading the base model");
	let path = config.base_model.clone();
	let base = tokio::task::spawn_blocking(move || BaseModel::load(path))
		.await
		.map_err(|error| Error::Config(error.to_string()))??;
	let client = connect(&config.node).await?;
	let worker = client
		.finalized()
		.await?
		.worker_of(&operator.account())
		.await?
		.ok_or_else(|| Error::Config("not registered: openledger-worker register".into()))?;
	let chain: Arc<dyn ChainView> = Arc::new(LiveChain::new(client, operator));
	let store = Store::open(&data.join("worker.redb"))?;
	store.bind(&identity(chain.as_ref(), worker))?;
	let models = Arc::new(Models::new(Arc::new(base), config.base_name.clone()));
	models.load_all(&store, &data)?;
	let books = Arc::new(Books::new(store.clone(), key.clone(), worker));
	let parts = Parts {
		config: config.clone(),
		key,
		chain: chain.clone(),
		models: models.clone(),
		books,
		data: data.clone(),
	};
	let app = App::new(parts)?;
	let head = chain.head().await?;
	app.note_head(head.number, chain.timing().await?.batch_epoch);
	let again = app.clone();
	tokio::task::spawn_blocking(move || again.recover())
		.await
		.map_err(|error| Error::Config(error.to_string()))??;
	let jobs = Arc::new(Jobs::new(config.clone(), chain, store, models, data, worker));
	let listener = tokio::net::TcpListener::bind(config.listen)
		.await
		.map_err(|error| Error::Config(format!("cannot listen on {}: {error}", config.listen)))?;
	tracing::info!(%worker, listen = %config.listen, block = head.number, "serving");
	let following = tokio::spawn(follow::follow(app.clone(), jobs));
	let served = axum::serve(listener, router(app)).with_graceful_shutdown(stopped()).await;
	following.abort();
	tracing::info!("stopped");
	served.map_err(|error| Error::Config(format!("HTTP server: {error}")))
}

/// Until Ctrl-C or a termination signal.
async fn stopped() {
	#[cfg(unix)]
	{
		use tokio::signal::unix::{signal, SignalKind};
		if let Ok(mut terminate) = signal(SignalKind::terminate()) {
			tokio::select! {
				_ = terminate.recv() => {},
				_ = tokio::signal::ctrl_c() => {},
			}
			return;
		}
	}
	drop(tokio::signal::ctrl_c().await);
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_commands_are_sound() {
		use clap::CommandFactory;
		Cli::command().debug_assert();
	}

	#[test]
	fn amounts_are_exact() {
		assert_eq!(parse_open("1000"), Ok(1_000 * OPEN));
		assert_eq!(parse_open("0.000000000000000001"), Ok(1));
		assert_eq!(parse_open("1.5"), Ok(OPEN + OPEN / 2));
		for bad in ["", ".5", "-1", "1e3", "1.0000000000000000001", "999999999999999999999999"] {
			assert!(parse_open(bad).is_err(), "{bad}");
		}
	}
}
