// SPDX-License-Identifier: Apache-2.0

//! The value flow step by step, by calls: data, model, agent, worker, session, batch.

use super::{book::*, *};
use openledger_primitives::*;
use openledger_primitives_objects::*;
use openledger_primitives_poa::Root;
use pallet_attribution::{Attestation, BatchStatus};
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// Periods of a test chain: as in development, but with an end of everything within reach.
pub fn short_periods() {
	pallet_timing::Timings::<Runtime>::mutate(|timing| {
		timing.training_deadline = 40;
		timing.credit_ttl = 40;
		assert_eq!(timing.problem(), None);
	});
}

/// The current periods.
pub fn periods() -> openledger_primitives::Timing {
	pallet_timing::Timings::<Runtime>::get()
}

/// The running batch epoch.
pub fn epoch() -> BatchEpoch {
	BatchEpoch(System::block_number() / periods().batch_epoch)
}

/// A location or endpoint that development networks allow.
pub fn url() -> Url {
	b"http://127.0.0.1:9999/x".to_vec().try_into().unwrap()
}

/// A manifest of `rows` rows; equal `content` means an equal file.
pub fn manifest(content: u32, rows: u32) -> ContributionManifest {
	ContributionManifest {
		content_hash: H256(blake2_256(&(b"content", content).encode())),
		kind: ContributionKind::JsonLines,
		bytes: 100 * rows,
		rows: Root { hash: H256(blake2_256(&(b"rows", content).encode())), count: rows },
		location: url(),
		bands: [u64::from(content); MINHASH_BANDS],
		signature_root: H256::repeat_byte(7),
	}
}

/// What is committed to a manifest.
pub fn commitment(who: Key, datanet: DatanetId, manifest: &ContributionManifest) -> H256 {
	pallet_datanets::commitment_of(manifest.content_hash, SALT, &who.to_account_id(), datanet)
}

/// Salt of all commitments here.
pub const SALT: H256 = H256::repeat_byte(3);

/// A new Datanet of `owner`.
pub fn create_datanet(owner: Key) -> DispatchResult {
	let create = pallet_datanets::Call::create {
		name: b"Rust API".to_vec().try_into().unwrap(),
		licence: b"MIT".to_vec().try_into().unwrap(),
		purposes: pallet_datanets::Purposes::ALL,
		floor_rate: 1_000,
		review_quorum: 100_000,
	};
	call(owner, create)
}

/// Commits and reveals.
pub fn contribute(who: Key, datanet: DatanetId, content: u32, rows: u32) -> DispatchResult {
	let manifest = manifest(content, rows);
	let commitment = commitment(who, datanet, &manifest);
	call(who, pallet_datanets::Call::commit { datanet, commitment })?;
	next_block();
	call(who, pallet_datanets::Call::reveal { datanet, salt: SALT, manifest })
}

/// A training configuration.
pub fn config() -> TrainingConfig {
	TrainingConfig {
		rank: 4,
		alpha: 8,
		epochs: 1,
		batch: 8,
		learning_rate_micro: 1_000,
		max_tokens: 64,
		checkpoint_every: 10,
		seed: 1,
	}
}

/// Hash of the base model of all models here.
pub const BASE: H256 = H256::repeat_byte(11);

/// Registers the base model.
pub fn register_base(who: Key) -> DispatchResult {
	let name = b"base".to_vec().try_into().unwrap();
	call(who, pallet_models::Call::register_base { hash: BASE, name, location: url() })
}

/// Runs until the decoys of an accepted job are drawn.
pub fn draw_decoys(job: JobId) {
	use pallet_models::JobStatus::Accepted;
	let waits = || {
		let status = pallet_models::Jobs::<Runtime>::get(job).map(|job| job.status);
		matches!(status, Some(Accepted { decoy_seed: None, .. }))
	};
	while waits() {
		next_block();
	}
}

/// The manifest that a job asks for.
pub fn training_manifest(id: JobId) -> Option<TrainingManifest> {
	let job = pallet_models::Jobs::<Runtime>::get(id)?;
	let mut datasets = Vec::new();
	let mut contributions = 0;
	let mut rows = 0;
	for dataset in &job.datasets {
		let version =
			pallet_datanets::DatasetVersions::<Runtime>::get(dataset.datanet, dataset.version)?;
		contributions += version.root.count;
		rows += version.rows;
		datasets.push((*dataset, version.root));
	}
	Some(TrainingManifest {
		job: id,
		model: job.model,
		base_hash: BASE,
		datasets: datasets.try_into().ok()?,
		config: job.config,
		code_hash: H256::repeat_byte(5),
		rows_trained: rows,
		adapter_hash: H256(blake2_256(&id.encode())),
		checkpoints: Root { hash: H256::repeat_byte(6), count: 1 },
		evaluation: Default::default(),
		index: IndexRoots {
			method: METHOD_GRAD_DOT,
			dims: 8,
			z_milli: 2_000,
			projection: H256::repeat_byte(8),
			rows: Root { hash: H256::repeat_byte(1), count: rows },
			sums: Root { hash: H256::repeat_byte(2), count: contributions },
			decoys: Root { hash: H256::repeat_byte(3), count: 4 },
		},
		location: url(),
	})
}

/// Who does what in [`Loop::prepare`].
#[derive(Clone, Copy, Debug)]
pub struct Cast {
	/// Owns Datanet and model, asks for training.
	pub owner: Key,
	/// Votes.
	pub curator: Key,
	/// Operates the worker and holds its key.
	pub worker: Key,
	/// Pays and signs vouchers.
	pub payer: Key,
	/// Makes the agent.
	pub maker: Key,
}

/// What [`Loop::prepare`] made.
#[derive(Clone, Copy, Debug)]
pub struct Loop {
	pub cast: Cast,
	pub datanet: DatanetId,
	pub worker: WorkerId,
	pub version: ModelVersionId,
	pub agent: AgentId,
}

impl Loop {
	/// A sealed Datanet of one contribution from each of `contributors`, a model version trained on
	/// it, an agent, a worker.
	pub fn prepare(cast: Cast, contributors: &[Key], rows: u32) -> Self {
		let Cast { owner, curator, worker: operator, maker, .. } = cast;
		let datanet = pallet_datanets::NextDatanetId::<Runtime>::get();
		create_datanet(owner).unwrap();
		let amount = 20 * OPEN;
		call(curator, pallet_datanets::Call::stake_curator { datanet, amount }).unwrap();
		let mut ids = Vec::new();
		for chunk in contributors.chunks(500) {
			let first = ids.len() as u32;
			let manifests: Vec<_> = (first..)
				.zip(chunk)
				.map(|(i, who)| (*who, manifest(1_000_000 + i, rows)))
				.collect();
			for (who, manifest) in &manifests {
				let commitment = commitment(*who, datanet, manifest);
				call(*who, pallet_datanets::Call::commit { datanet, commitment }).unwrap();
			}
			next_block();
			for (who, manifest) in manifests {
				ids.push(pallet_datanets::NextContributionId::<Runtime>::get());
				call(who, pallet_datanets::Call::reveal { datanet, salt: SALT, manifest }).unwrap();
			}
			for contribution in &ids[first as usize..] {
				let contribution = *contribution;
				call(curator, pallet_datanets::Call::vote { contribution, approve: true }).unwrap();
				call(curator, pallet_datanets::Call::conclude { contribution }).unwrap();
			}
		}
		call(owner, pallet_datanets::Call::start_seal { datanet }).unwrap();
		while pallet_datanets::Seals::<Runtime>::contains_key(datanet) {
			call(owner, pallet_datanets::Call::step_seal { datanet, steps: 64 }).unwrap();
		}

		let worker = pallet_workers::NextWorkerId::<Runtime>::get();
		let register = pallet_workers::Call::register {
			key: operator.to_account_id(),
			endpoints: vec![url()].try_into().unwrap(),
			stake: 10_000 * OPEN,
		};
		call(operator, register).unwrap();

		register_base(owner).unwrap();
		let model = pallet_models::NextModelId::<Runtime>::get();
		let name = b"model".to_vec().try_into().unwrap();
		let parents = Default::default();
		call(owner, pallet_models::Call::create_model { name, base: BASE, parents }).unwrap();
		let job = pallet_models::NextJobId::<Runtime>::get();
		let datasets = vec![DatasetRef { datanet, version: 1 }].try_into().unwrap();
		let (config, budget) = (config(), 5 * OPEN);
		let request =
			pallet_models::Call::request_training { model, datasets, config, worker, budget };
		call(owner, request).unwrap();
		call(operator, pallet_models::Call::accept_job { job }).unwrap();
		draw_decoys(job);
		let manifest = Box::new(training_manifest(job).unwrap());
		call(operator, pallet_models::Call::submit_manifest { job, manifest }).unwrap();
		let version = pallet_models::NextModelVersionId::<Runtime>::get();
		let (rate_in, rate_out) = (MILLI, 3 * MILLI);
		call(owner, pallet_models::Call::publish_version { job, rate_in, rate_out }).unwrap();

		let agent = pallet_agents::NextAgentId::<Runtime>::get();
		let register = pallet_agents::Call::register {
			kind: pallet_agents::AgentKind::Agent,
			name: b"agent".to_vec().try_into().unwrap(),
			card: url(),
			markup: 150_000,
			uses: vec![version].try_into().unwrap(),
		};
		call(maker, register).unwrap();
		Self { cast, datanet, worker, version, agent }
	}

	/// Opens a session of the payer, half of it through the agent.
	pub fn open(&self, deposit: Balance) -> SessionId {
		let session = pallet_inference::NextSessionId::<Runtime>::get();
		let assets = vec![(self.version, None, None), (self.version, Some(self.agent), None)];
		let opening = pallet_inference::OpenSession {
			worker: self.worker,
			voucher_key: self.cast.payer.to_account_id(),
			assets: assets.try_into().unwrap(),
			deposit,
			max_per_call: deposit / 2,
			expires_at: System::block_number() + 100_000,
			visibility: pallet_inference::Visibility::Open,
		};
		call(self.cast.payer, pallet_inference::Call::open_session { session: opening }).unwrap();
		session
	}

	/// Books `calls` answers of each session for the epoch before the running one.
	pub fn book(&self, sessions: &[SessionId], calls: u32, salt: u32) -> Book {
		let answers: Vec<_> =
			sessions.iter().map(|session| Answers { session: *session, calls }).collect();
		let epoch = BatchEpoch(epoch().0 - 1);
		Book::new(self.worker, self.cast.worker, epoch, &answers, salt).unwrap()
	}
}

/// A batch in state.
pub fn batch(id: BatchId) -> Option<pallet_attribution::Batch> {
	pallet_attribution::Batches::<Runtime>::get(id.worker, id.epoch)
}

/// Attestation of seat `authority` by the validator whose key is `key`.
pub fn attestation(id: BatchId, authority: u32, key: Key) -> Option<RuntimeCall> {
	let batch = batch(id)?;
	let attestation = Attestation {
		worker: id.worker,
		epoch: id.epoch,
		header_hash: batch.header_hash,
		seed: batch.seed?,
		session_index: batch.session_index,
		authority,
		audited: H256(blake2_256(&(key.to_account_id(), id).encode())),
	};
	let payload = Attribution::attest_payload(&attestation);
	let signature = AttributionSignature::from(key.sign(&payload));
	Some(pallet_attribution::Call::attest { attestation, signature }.into())
}

/// Moves a batch one honest step on: seed, attestation, window, sessions, credits. False when it is
/// final or gone.
pub fn carry(book: &Book, by: Key) -> bool {
	let id = book.id();
	let Some(found) = batch(id) else { return false };
	match found.status {
		BatchStatus::Announced { .. } => next_block(),
		BatchStatus::Seeded => {
			for (seat, key) in (0..).zip(&found.committee) {
				if let Some(key) = key_of(&key.account) {
					let _ = authorized(attestation(id, seat, key).unwrap());
				}
			}
			if matches!(batch(id).unwrap().status, BatchStatus::Seeded) {
				next_block();
			}
		},
		BatchStatus::Attested { until } | BatchStatus::Unattested { until } => {
			run((until + 1).saturating_sub(System::block_number()));
			if call(by, pallet_attribution::Call::advance { batch: id }).is_err() {
				// Demands are open or an older batch comes first.
				return false;
			}
		},
		BatchStatus::Settling { .. } => {
			let from = found.next_session_leaf;
			let left = found.header.sessions.count - from;
			call(by, book.settle(from, left.min(64)).unwrap()).unwrap();
		},
		BatchStatus::Crediting { .. } => {
			let from = found.next_credit_leaf;
			let left = found.header.credits.count - from;
			if left == 0 {
				return false;
			}
			call(by, book.credit(from, left.min(128)).unwrap()).unwrap();
		},
		BatchStatus::Final { .. } | BatchStatus::Failed { .. } => return false,
	}
	true
}

/// Carries a batch to its end.
pub fn carry_to_end(book: &Book, by: Key) {
	while carry(book, by) {}
}
