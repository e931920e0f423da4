// SPDX-License-Identifier: Apache-2.0
//! A worker over a chain in memory, with a real (tiny, quickly trained) model, on real HTTP.
#![allow(dead_code)]

use codec::{DecodeAll, Encode};
use openledger_primitives::*;
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::*;
use openledger_primitives_traits::{ModelVersionSummary, SessionSummary, WorkerSummary};
use openledger_worker::{
	batch::Books,
	chain::{ChainView, SessionView, Visibility},
	config::Config,
	follow,
	job::Jobs,
	keys::WorkerKey,
	memory::MemoryChain,
	models::Models,
	serve::{router, App, Parts},
	store::Store,
};
use openledger_worker_engine::{
	pretrain::{pretrain, save, PretrainConfig},
	BaseModel, Index, IndexConfig, IndexInput, LoraConfig, ModelConfig, ReadyAdapter, TextCodec,
	TrainConfig, Trainer,
};
use serde_json::{json, Value};
use sp_core::{sr25519, Pair};
use std::{
	collections::BTreeSet,
	path::Path,
	sync::{Arc, OnceLock},
};

pub const WORKER: WorkerId = WorkerId(3);
pub const VERSION: ModelVersionId = ModelVersionId(7);

pub fn timing() -> Timing {
	Timing {
		epoch: 10,
		reveal_window: 10,
		review_window: 10,
		batch_epoch: 10,
		seed_window: 2,
		seed_delay: 1,
		attest_window: 5,
		challenge_window: 5,
		answer_window: 5,
		settle_grace: 100,
		unstake_delay: 200,
		training_deadline: 500,
		credit_ttl: 500,
		day: 12,
		sessions_per_era: 3,
		bonding_eras: 3,
		slash_defer_eras: 1,
	}
}

pub fn texts() -> Vec<String> {
	let verbs = ["returns", "stores", "removes", "counts", "sorts", "reads", "writes", "splits"];
	let nouns = ["map", "string", "vector", "file", "socket", "thread", "buffer", "token"];
	verbs
		.iter()
		.flat_map(|verb| {
			nouns.iter().map(move |noun| format!("fn {verb}_{noun}: {verb} the {noun}."))
		})
		.collect()
}

/// A model of a few thousand parameters, trained for a moment, once per test program.
pub fn base() -> Arc<BaseModel> {
	static BASE: OnceLock<Arc<BaseModel>> = OnceLock::new();
	BASE.get_or_init(|| {
		let texts = texts();
		let codec = TextCodec::train(texts.iter().map(String::as_str), 300).unwrap();
		let config = ModelConfig {
			hidden_size: 16,
			intermediate_size: 32,
			num_hidden_layers: 1,
			num_attention_heads: 2,
			num_key_value_heads: 2,
			max_position_embeddings: 64,
			..ModelConfig::small(codec.vocab_size())
		};
		let recipe = PretrainConfig {
			steps: 20,
			batch: 4,
			learning_rate: 1e-2,
			warmup: 2,
			weight_decay: 0.0,
			seed: 1,
		};
		let (model, _) = pretrain(config, codec, &texts, &recipe, |_, _| ()).unwrap();
		let dir = tempfile::tempdir().unwrap();
		save(&model, dir.path()).unwrap();
		Arc::new(BaseModel::load(dir.path()).unwrap())
	})
	.clone()
}

/// An adapter trained on the texts and its index: four contributions of sixteen rows.
pub fn trained(base: &BaseModel) -> (ReadyAdapter, Index) {
	let rows: Vec<_> = texts().iter().map(|text| base.row(text).unwrap()).collect();
	let decoys: BTreeSet<u32> = [3, 20, 33, 50].into();
	let config = TrainConfig {
		lora: LoraConfig { r: 2, ..LoraConfig::default() },
		epochs: 3,
		checkpoint_every: 0,
		..TrainConfig::default()
	};
	let mut trainer = Trainer::new(base, &rows, &decoys, config, None).unwrap();
	trainer.run(|_| ()).unwrap();
	let adapter = ReadyAdapter::new(base, trainer.adapter().clone()).unwrap();
	let inputs: Vec<_> = (0u32..)
		.zip(rows)
		.map(|(i, example)| IndexInput {
			contribution: 10 + i / 16,
			example,
			decoy: decoys.contains(&i),
		})
		.collect();
	let config = IndexConfig { dim: 32, seed: [9; 32] };
	let index = Index::build(base, &adapter, &inputs, config, |_| ()).unwrap();
	(adapter, index)
}

pub fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

pub fn account(name: &str) -> AccountId {
	AccountId::from(pair(name).public())
}

pub fn offer() -> Offer {
	Offer {
		model_version: VERSION,
		agent: None,
		app: None,
		rate_in: MILLI,
		rate_out: 3 * MILLI,
		agent_markup: 0,
		app_markup: 0,
	}
}

pub fn session(payer: &str) -> SessionView {
	SessionView {
		summary: SessionSummary {
			payer: account(payer),
			voucher_key: account(payer),
			worker: WORKER,
			offers: vec![offer()],
			max_per_call: MILLI,
			deposit: 20 * MILLI,
			settled: 0,
			settled_n: 0,
		},
		expires_at: 1_000,
		release_at: None,
		visibility: Visibility::Open,
	}
}

/// A worker with its server.
pub struct Rig {
	pub chain: MemoryChain,
	pub app: Arc<App>,
	pub jobs: Arc<Jobs>,
	pub url: String,
	pub http: reqwest::Client,
	server: tokio::task::JoinHandle<()>,
}

impl Rig {
	pub async fn new(data: &Path) -> Self {
		let chain = MemoryChain::new(timing(), false);
		chain.with(|state| {
			let summary = WorkerSummary {
				operator: account("Charlie"),
				stake: 100 * OPEN,
				endpoints: vec![],
				active: true,
			};
			state.workers.insert(WORKER, summary);
			state.keys.insert(WORKER, account("Worker"));
			for (id, payer) in [(1, "Alice"), (2, "Bob"), (5, "Eve")] {
				state.sessions.insert(SessionId(id), session(payer));
			}
		});
		Self::with(data, chain, true).await
	}

	/// A worker over a chain that is there already, as after a restart.
	pub async fn with(data: &Path, chain: MemoryChain, serve_model: bool) -> Self {
		let base = base();
		let store = Store::open(&data.join("worker.redb")).unwrap();
		let config = Config { announce_after: 3, index_dims: 32, ..Config::default() };
		let models = Arc::new(Models::new(base.clone(), config.base_name.clone()));
		if serve_model {
			let (adapter, index) = trained(&base);
			let summary = ModelVersionSummary {
				owner: account("Dave"),
				trainer: WORKER,
				adapter_hash: Hash::from(adapter.hash()),
				rate_in: offer().rate_in,
				rate_out: offer().rate_out,
				datasets: vec![],
				royalties: vec![],
				index: IndexRoots { z_milli: 500, ..Default::default() },
				live: true,
			};
			chain.with(|state| drop(state.versions.insert(VERSION, summary)));
			models.insert(VERSION, adapter, index, 500).unwrap();
		}
		let key = WorkerKey::from_suri("//Worker").unwrap();
		let books = Arc::new(Books::new(store.clone(), key.clone(), WORKER));
		let shared: Arc<dyn ChainView> = Arc::new(chain.clone());
		let parts = Parts {
			config: config.clone(),
			key,
			chain: shared.clone(),
			models: models.clone(),
			books,
			data: data.to_path_buf(),
		};
		let app = App::new(parts).unwrap();
		let head = chain.head().await.unwrap();
		app.note_head(head.number, timing().batch_epoch);
		app.recover().unwrap();
		let jobs = Jobs::new(config, shared, store, models, data.to_path_buf(), WORKER);
		let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
		let url = format!("http://{}", listener.local_addr().unwrap());
		let routes = router(app.clone());
		let server = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
		let http = reqwest::Client::builder().no_proxy().build().unwrap();
		Self { chain, app, jobs: Arc::new(jobs), url, http, server }
	}

	/// Finalises a block and does its work.
	pub async fn block(&self, number: u32) {
		self.chain.finalise(number);
		follow::tick(&self.app, &self.jobs).await.unwrap();
	}

	/// Stops the server and gives back the chain, as a kill would.
	pub async fn kill(self) -> MemoryChain {
		self.server.abort();
		drop(self.server.await);
		drop(self.http);
		let Self { chain, app, jobs, .. } = self;
		drop(jobs);
		// Connections may hold the routes for a moment longer.
		while Arc::strong_count(&app) > 1 {
			tokio::task::yield_now().await;
		}
		chain
	}

	pub async fn post(&self, path: &str, voucher: Option<&SignedVoucher>, body: &Value) -> Reply {
		self.post_raw(path, voucher.map(|v| hex::encode(v.encode())), body.to_string()).await
	}

	pub async fn post_raw(&self, path: &str, voucher: Option<String>, body: String) -> Reply {
		let mut request = self.http.post(format!("{}{path}", self.url)).body(body);
		if let Some(voucher) = voucher {
			request = request.header("X-OpenLedger-Voucher", voucher);
		}
		Reply::of(request.send().await.unwrap()).await
	}

	pub async fn get(&self, path: &str) -> Reply {
		Reply::of(self.http.get(format!("{}{path}", self.url)).send().await.unwrap()).await
	}

	/// Buys one answer with the session's next voucher.
	pub async fn buy(&self, payer: &str, session: u64, prompt: &str) -> Reply {
		let voucher = self.next_voucher(payer, session);
		let reply = self.post("/v1/completions", Some(&voucher), &ask(prompt)).await;
		assert_eq!(reply.status, 200, "{}", reply.text);
		reply
	}

	/// The next voucher of a session, signed by the payer's sr25519 key.
	pub fn next_voucher(&self, payer: &str, session: u64) -> SignedVoucher {
		let last = self.app.store.last_receipt(SessionId(session)).unwrap();
		let voucher = Voucher {
			session: SessionId(session),
			worker: WORKER,
			n: last.as_ref().map_or(1, |last| last.receipt.n + 1),
			acknowledges: last.as_ref().map_or(Hash::zero(), |last| last.receipt.hash()),
			cumulative: last.as_ref().map_or(0, |last| last.receipt.cumulative),
		};
		self.sign(payer, voucher)
	}

	pub fn sign(&self, payer: &str, voucher: Voucher) -> SignedVoucher {
		let digest = voucher.scale_digest(&self.chain.domain());
		SignedVoucher { signature: pair(payer).sign(digest.as_bytes()).into(), voucher }
	}
}

/// An answer of the server.
pub struct Reply {
	pub status: u16,
	pub text: String,
	pub bytes: Vec<u8>,
	pub json: Value,
}

impl Reply {
	async fn of(response: reqwest::Response) -> Self {
		let status = response.status().as_u16();
		let bytes = response.bytes().await.unwrap().to_vec();
		let text = String::from_utf8_lossy(&bytes).into_owned();
		let json = serde_json::from_str(&text).unwrap_or(Value::Null);
		Self { status, text, bytes, json }
	}

	pub fn code(&self) -> (u16, &str) {
		(self.status, self.json["error"]["code"].as_str().unwrap_or_default())
	}

	pub fn receipt(&self) -> SignedReceipt {
		let text = self.json["openledger"]["receipt"].as_str().unwrap();
		SignedReceipt::decode_all(&mut &hex::decode(&text[2..]).unwrap()[..]).unwrap()
	}

	pub fn scale<T: codec::Decode>(&self) -> T {
		assert_eq!(self.status, 200, "{}", self.text);
		T::decode_all(&mut &self.bytes[..]).unwrap()
	}
}

pub fn ask(prompt: &str) -> Value {
	json!({ "model": "openledger-base:7", "prompt": prompt, "max_tokens": 8 })
}
