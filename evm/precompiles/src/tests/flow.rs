// SPDX-License-Identifier: Apache-2.0

//! The value flow from the first contribution to a paid batch, driven by precompiles alone.
//!
//! User 1 operates the worker, 2 owns Datanet and model, 3 curates, 4 contributes and pays.

use crate::{
	abi::{IAttribution, IDatanets, IInference, IModels, IWorkers},
	mock::*,
};
use alloy_primitives::B256;
use codec::Encode;
use frame_support::traits::Hooks;
use openledger_primitives::*;
use openledger_primitives_account::Signature;
use openledger_primitives_objects::*;
use openledger_primitives_poa::{Root, SumNode, SumRoot, Tree};
use sp_core::{sr25519, Pair, H256};

pub const DATANETS: u64 = 0x810;
pub const MODELS: u64 = 0x811;
pub const WORKERS: u64 = 0x813;
pub const INFERENCE: u64 = 0x814;
pub const ATTRIBUTION: u64 = 0x815;

/// The fee of the one answer.
pub const FEE: Balance = 10 * OPEN;
const SALT: B256 = B256::repeat_byte(0x5a);
const BASE: B256 = B256::repeat_byte(0xba);
const NO_AGENT: u32 = u32::MAX;

fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

fn public(name: &str) -> B256 {
	B256::from(pair(name).public().0)
}

fn sign(name: &str, object: &impl SignedObject) -> Signature {
	pair(name).sign(object.scale_digest(&MockDomain::get()).as_bytes()).into()
}

/// Runs the hooks of the next blocks.
pub fn run(blocks: u32) {
	for _ in 0..blocks {
		let now = System::block_number();
		Attribution::on_finalize(now);
		System::set_block_number(now + 1);
		Attribution::on_initialize(now + 1);
	}
}

pub fn register_worker() {
	let call = IWorkers::registerCall {
		key: public("WorkerKey"),
		endpoints: vec!["http://127.0.0.1:8000".into()],
		stake: amount(100 * OPEN),
	};
	assert_eq!(by(1).call(WORKERS, call), 0);
}

pub fn create_datanet() {
	let call = IDatanets::createCall {
		name: "Poems".into(),
		licence: "CC0-1.0".into(),
		purposes: 7,
		floorRate: amount(0),
		reviewQuorum: 500_000,
	};
	let (id, logs) = by(2).logged(DATANETS, call);
	assert_eq!(id, 0);
	let event: IDatanets::DatanetCreated = only_event(DATANETS, &logs);
	assert_eq!((event.datanet, event.owner), (0, sol(2)));
	let call = IDatanets::stakeCuratorCall { datanet: 0, amount: amount(10 * OPEN) };
	let (_, logs) = by(3).logged(DATANETS, call);
	let event: IDatanets::CuratorStaked = only_event(DATANETS, &logs);
	assert_eq!((event.curator, event.amount), (sol(3), amount(10 * OPEN)));
}

pub fn manifest(content: u8) -> IDatanets::Manifest {
	IDatanets::Manifest {
		contentHash: B256::repeat_byte(content),
		format: IDatanets::Format::JsonLines,
		size: 100,
		rows: IDatanets::Root { hash: B256::repeat_byte(content), count: 3 },
		location: "http://127.0.0.1/file".into(),
		bands: [1; 16],
		signatureRoot: B256::repeat_byte(9),
	}
}

/// Commits as user 4 and gives the commitment.
pub fn commit(content: u8) -> B256 {
	let call = IDatanets::commitmentOfCall {
		contentHash: B256::repeat_byte(content),
		salt: SALT,
		contributor: sol(4),
		datanet: 0,
	};
	let commitment = by(9).call(DATANETS, call);
	let call = IDatanets::commitCall { datanet: 0, commitment };
	let (_, logs) = by(4).logged(DATANETS, call);
	let event: IDatanets::Committed = only_event(DATANETS, &logs);
	assert_eq!((event.contributor, event.commitment), (sol(4), commitment));
	commitment
}

/// Commits and reveals as user 4; gives the contribution.
pub fn contribute(content: u8) -> u32 {
	commit(content);
	run(1);
	let call = IDatanets::revealCall { datanet: 0, salt: SALT, manifest: manifest(content) };
	let (id, logs) = by(4).logged(DATANETS, call);
	let event: IDatanets::Revealed = only_event(DATANETS, &logs);
	assert_eq!((event.contribution, event.contributor, event.rows), (id, sol(4), 3));
	id
}

/// Curates as user 3.
pub fn conclude(contribution: u32, approve: bool) {
	let (_, logs) = by(3).logged(DATANETS, IDatanets::voteCall { contribution, approve });
	let event: IDatanets::Voted = only_event(DATANETS, &logs);
	assert_eq!((event.curator, event.approve), (sol(3), approve));
	let (accepted, logs) = by(9).logged(DATANETS, IDatanets::concludeCall { contribution });
	assert_eq!(accepted, approve);
	let event: IDatanets::Concluded = only_event(DATANETS, &logs);
	assert_eq!((event.contribution, event.accepted), (contribution, approve));
}

pub fn seal() {
	let (version, logs) = by(2).logged(DATANETS, IDatanets::startSealCall { datanet: 0 });
	let event: IDatanets::SealStarted = only_event(DATANETS, &logs);
	assert_eq!((version, event.version), (1, 1));
	let call = IDatanets::stepSealCall { datanet: 0, steps: 64 };
	let (done, logs) = by(9).logged(DATANETS, call);
	let event: IDatanets::SealStepped = only_event(DATANETS, &logs);
	assert!(done && event.done);
}

pub fn training_config() -> IModels::TrainingConfig {
	IModels::TrainingConfig {
		rank: 8,
		alpha: 16,
		epochs: 1,
		batch: 4,
		learningRate: 100,
		maxTokens: 64,
		checkpointEvery: 10,
		seed: 1,
	}
}

pub fn create_model() {
	let call = IModels::registerBaseCall {
		base: BASE,
		name: "Tiny".into(),
		location: "http://127.0.0.1/base".into(),
	};
	let (_, logs) = by(2).logged(MODELS, call);
	let event: IModels::BaseRegistered = only_event(MODELS, &logs);
	assert_eq!((event.base, event.registrar), (BASE, sol(2)));
	let call = IModels::createModelCall { name: "Poet".into(), base: BASE, parents: vec![] };
	let (id, logs) = by(2).logged(MODELS, call);
	let event: IModels::ModelCreated = only_event(MODELS, &logs);
	assert_eq!((id, event.model, event.owner, event.base), (0, 0, sol(2), BASE));
}

/// Asks for a training as user 2; gives the job.
pub fn request_training() -> u32 {
	let call = IModels::requestTrainingCall {
		model: 0,
		datasets: vec![IModels::Dataset { datanet: 0, version: 1 }],
		config: training_config(),
		worker: 0,
		budget: amount(5 * OPEN),
	};
	let (job, logs) = by(2).logged(MODELS, call);
	let event: IModels::TrainingRequested = only_event(MODELS, &logs);
	assert_eq!((event.job, event.worker, event.budget), (job, 0, amount(5 * OPEN)));
	job
}

/// Goes on to the block that draws a job's decoys.
fn draw_decoys(job: u32) {
	use frame_support::traits::Hooks;
	let pallet_models::JobStatus::Accepted { seed_at, .. } =
		Models::job(JobId(job)).unwrap().status
	else {
		panic!("the job is not accepted");
	};
	while System::block_number() < seed_at {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		Models::on_initialize(next);
	}
}

/// Accepts and delivers a job as user 1.
pub fn deliver(job: u32) {
	let (_, logs) = by(1).logged(MODELS, IModels::acceptJobCall { job });
	let event: IModels::JobAccepted = only_event(MODELS, &logs);
	assert_eq!((event.job, event.operator), (job, sol(1)));
	draw_decoys(job);
	let dataset = DatasetRef { datanet: DatanetId(0), version: 1 };
	let sealed = Datanets::dataset(dataset).unwrap();
	let stored = Models::job(JobId(job)).unwrap();
	let manifest = TrainingManifest {
		job: JobId(job),
		model: ModelId(0),
		base_hash: BASE.0.into(),
		datasets: vec![(dataset, sealed.root)].try_into().unwrap(),
		config: stored.config,
		code_hash: H256::repeat_byte(1),
		rows_trained: 3,
		adapter_hash: H256::repeat_byte(2),
		checkpoints: Root::default(),
		evaluation: Default::default(),
		index: IndexRoots { method: METHOD_GRAD_DOT, dims: 4, ..Default::default() },
		location: "http://127.0.0.1/adapter".as_bytes().to_vec().try_into().unwrap(),
	};
	let call = IModels::submitManifestCall { job, manifest: manifest.encode().into() };
	let (_, logs) = by(1).logged(MODELS, call);
	let event: IModels::ManifestSubmitted = only_event(MODELS, &logs);
	assert_eq!((event.job, event.adapterHash), (job, B256::repeat_byte(2)));
}

/// Publishes a job as user 2; gives the version.
pub fn publish(job: u32) -> u32 {
	let call = IModels::publishVersionCall { job, rateIn: amount(OPEN), rateOut: amount(OPEN) };
	let (version, logs) = by(2).logged(MODELS, call);
	let event: IModels::VersionPublished = only_event(MODELS, &logs);
	assert_eq!((event.version, event.model, event.job), (version, 0, job));
	version
}

/// Everything up to a published version.
pub fn published() {
	register_worker();
	create_datanet();
	let contribution = contribute(1);
	conclude(contribution, true);
	seal();
	create_model();
	let job = request_training();
	deliver(job);
	assert_eq!(publish(job), 0);
}

pub fn new_session() -> IInference::NewSession {
	IInference::NewSession {
		worker: 0,
		voucherKey: public("Voucher"),
		assets: vec![IInference::Asset { modelVersion: 0, agent: NO_AGENT, app: NO_AGENT }],
		deposit: amount(50 * OPEN),
		maxPerCall: amount(20 * OPEN),
		expiresAt: 10_000,
		visibility: IInference::Visibility::Open,
	}
}

/// Opens a session as user 4.
pub fn open_session() -> u64 {
	let call = IInference::openSessionCall { session: new_session() };
	let (id, logs) = by(4).logged(INFERENCE, call);
	let event: IInference::SessionOpened = only_event(INFERENCE, &logs);
	assert_eq!((event.session, event.payer, event.worker), (id, sol(4), 0));
	id
}

/// A batch of one answer of session 0, half of it earned by contribution 0.
pub struct Book {
	pub header: BatchHeader,
	pub session: SessionLeaf,
	pub credit: CreditLeaf,
}

impl Book {
	/// The next answer of session 0 after `answers` others.
	pub fn new(epoch: u32, answers: u32) -> Self {
		let before = FEE * Balance::from(answers);
		let voucher = Voucher {
			session: SessionId(0),
			worker: WorkerId(0),
			n: answers + 1,
			acknowledges: H256::zero(),
			cumulative: before,
		};
		let session = SessionLeaf {
			session: SessionId(0),
			n_from: answers + 1,
			n_to: answers + 1,
			settled_before: before,
			settled_after: before + FEE,
			voucher: SignedVoucher { signature: sign("Voucher", &voucher), voucher },
		};
		let half = FEE * u128::from(SHARE_ONE / 2);
		let credit = CreditLeaf {
			model_version: ModelVersionId(0),
			contribution: ContributionId(0),
			weight: half,
			sub_root: SumRoot { hash: H256::repeat_byte(4), count: 1, sum: half },
		};
		let total = BatchTotal {
			model_version: ModelVersionId(0),
			agent: None,
			app: None,
			count: 1,
			base: FEE,
			agent_markup: 0,
			app_markup: 0,
		};
		let header = BatchHeader {
			worker: WorkerId(0),
			epoch: BatchEpoch(epoch),
			waterfall_version: 0,
			totals: vec![total].try_into().unwrap(),
			unattributed: vec![(ModelVersionId(0), half)].try_into().unwrap(),
			receipts: SumRoot { hash: H256::repeat_byte(5), count: 1, sum: FEE },
			reports: Root { hash: H256::repeat_byte(6), count: 1 },
			sessions: Tree::<SumNode>::new(vec![session.node().unwrap()]).unwrap().root_object(),
			credits: Tree::<SumNode>::new(vec![credit.node()]).unwrap().root_object(),
		};
		Self { header, session, credit }
	}

	pub fn sessions(&self) -> Tree<SumNode> {
		Tree::new(vec![self.session.node().unwrap()]).unwrap()
	}

	pub fn credits(&self) -> Tree<SumNode> {
		Tree::new(vec![self.credit.node()]).unwrap()
	}

	pub fn signature(&self) -> Vec<u8> {
		sign("WorkerKey", &self.header).encode()
	}

	pub fn announcing(&self) -> IAttribution::announceCall {
		IAttribution::announceCall {
			header: self.header.encode().into(),
			signature: self.signature().into(),
		}
	}

	/// Announces as user 1.
	pub fn announce(&self) {
		let (_, logs) = by(1).logged(ATTRIBUTION, self.announcing());
		let event: IAttribution::BatchAnnounced = only_event(ATTRIBUTION, &logs);
		assert_eq!((event.worker, event.epoch), (0, self.header.epoch.0));
		assert_eq!(event.feeTotal, amount(FEE));
		assert_eq!(event.headerHash.0, Attribution::header_hash(&self.header).0);
	}

	pub fn settling(&self) -> IAttribution::settleSessionsCall {
		IAttribution::settleSessionsCall {
			worker: 0,
			epoch: self.header.epoch.0,
			leaves: vec![self.session.clone()].encode().into(),
			proof: self.sessions().range(0, 1).unwrap().encode().into(),
		}
	}

	pub fn crediting(&self) -> IAttribution::creditCall {
		IAttribution::creditCall {
			worker: 0,
			epoch: self.header.epoch.0,
			leaves: vec![self.credit.clone()].encode().into(),
			proof: self.credits().range(0, 1).unwrap().encode().into(),
		}
	}
}

/// Runs to the first block of a batch epoch.
pub fn run_to_epoch(epoch: u32) {
	let to = epoch * MockTiming::get().batch_epoch;
	run(to.saturating_sub(System::block_number()));
}

/// Runs until nobody has attested twice and the long window is open.
pub fn run_to_window() {
	let timing = MockTiming::get();
	run(timing.seed_window + timing.seed_delay + 2 * (timing.attest_window + 1));
}

/// Announces a batch of epoch 0 and runs until it can be challenged.
pub fn challengeable() -> Book {
	published();
	open_session();
	run_to_epoch(1);
	let book = Book::new(0, 0);
	book.announce();
	run_to_window();
	book
}

/// Pays a batch: sessions, then credits.
pub fn paid() -> Book {
	let book = challengeable();
	run(4 * MockTiming::get().challenge_window + 1);
	let call = IAttribution::advanceCall { worker: 0, epoch: 0 };
	let (_, logs) = by(9).logged(ATTRIBUTION, call);
	only_event::<IAttribution::BatchAdvanced>(ATTRIBUTION, &logs);
	let (_, logs) = by(9).logged(ATTRIBUTION, book.settling());
	let event: IAttribution::SessionsSettled = only_event(ATTRIBUTION, &logs);
	assert_eq!(event.count, 1);
	let (_, logs) = by(9).logged(ATTRIBUTION, book.crediting());
	let event: IAttribution::CreditsApplied = only_event(ATTRIBUTION, &logs);
	assert_eq!(event.count, 1);
	book
}
