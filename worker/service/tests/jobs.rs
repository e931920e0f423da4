// SPDX-License-Identifier: Apache-2.0
//! Training jobs: data from a real file server, verified; adapter, index and manifest; resuming.

mod common;

use axum::{
	extract::Path as UrlPath, http::StatusCode, response::IntoResponse, routing::get, Router,
};
use common::*;
use openledger_primitives::*;
use openledger_primitives_objects::*;
use openledger_primitives_poa::Tree;
use openledger_worker::{chain::*, store::JobStage, Error};
use sp_crypto_hashing::blake2_256;
use std::{collections::BTreeMap, sync::Arc};

const JOB: JobId = JobId(1);

/// Serves files by name on loopback.
async fn file_server(files: BTreeMap<String, Vec<u8>>) -> String {
	let files = Arc::new(files);
	let routes = Router::new()
		.route(
			"/{name}",
			get(move |UrlPath(name): UrlPath<String>| async move {
				match files.get(&name) {
					Some(bytes) => bytes.clone().into_response(),
					None => StatusCode::NOT_FOUND.into_response(),
				}
			}),
		)
		.route("/moved", get(|| async { axum::response::Redirect::temporary("/0") }));
	let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
	let url = format!("http://{}", listener.local_addr().unwrap());
	tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
	url
}

fn jsonl(texts: &[String]) -> Vec<u8> {
	texts
		.iter()
		.map(|text| serde_json::json!({ "text": text }).to_string() + "\n")
		.collect::<String>()
		.into_bytes()
}

fn manifest(bytes: &[u8], texts: &[String], location: String) -> ContributionManifest {
	let tree = Tree::<Hash>::of_leaves(texts.iter().map(|text| text.as_bytes())).unwrap();
	ContributionManifest {
		content_hash: Hash::from(blake2_256(bytes)),
		kind: ContributionKind::JsonLines,
		bytes: bytes.len() as u32,
		rows: tree.root_object(),
		location: Url::try_from(location.into_bytes()).unwrap(),
		bands: Default::default(),
		signature_root: Hash::zero(),
	}
}

fn dataset(manifests: Vec<ContributionManifest>) -> DatasetView {
	let leaves: Vec<_> = (0u32..)
		.zip(&manifests)
		.map(|(at, m)| RowLeaf::dataset_leaf(at, ContributionId(20 + at), m.content_hash, &m.rows))
		.collect();
	let tree = Tree::<Hash>::of_leaves(leaves.iter().map(Vec::as_slice)).unwrap();
	let contributions = (0u32..)
		.zip(manifests)
		.map(|(position, manifest)| ContributionView {
			id: ContributionId(20 + position),
			position,
			manifest,
		})
		.collect();
	DatasetView { root: tree.root_object(), contributions }
}

fn job() -> JobView {
	JobView {
		id: JOB,
		model: ModelId(2),
		base: Hash::from(base().hash()),
		datasets: vec![DatasetRef { datanet: DatanetId(0), version: 1 }],
		config: TrainingConfig {
			rank: 2,
			alpha: 4,
			epochs: 2,
			batch: 8,
			learning_rate_micro: 4_000,
			max_tokens: 48,
			checkpoint_every: 4,
			seed: 11,
		},
		budget: OPEN,
		state: JobState::Requested,
	}
}

/// A chain with a job over four contributions; `spoil` changes their manifests.
async fn rig(dir: &std::path::Path, spoil: impl FnOnce(&mut Vec<ContributionManifest>)) -> Rig {
	let parts: Vec<Vec<String>> = texts().chunks(16).map(<[String]>::to_vec).collect();
	let files: BTreeMap<String, Vec<u8>> =
		parts.iter().enumerate().map(|(i, texts)| (i.to_string(), jsonl(texts))).collect();
	let url = file_server(files.clone()).await;
	let mut manifests: Vec<_> = parts
		.iter()
		.enumerate()
		.map(|(i, texts)| manifest(&files[&i.to_string()], texts, format!("{url}/{i}")))
		.collect();
	spoil(&mut manifests);
	let rig = Rig::new(dir).await;
	rig.chain.with(|state| {
		state.datasets.insert(job().datasets[0], dataset(manifests));
		state.jobs.insert(JOB, (WORKER, job()));
	});
	rig
}

fn accepted(rig: &Rig) -> JobView {
	rig.chain.with(|state| {
		let job = &mut state.jobs.get_mut(&JOB).unwrap().1;
		job.state = JobState::Accepted { deadline: 500, decoy_seed: Some(Hash::repeat_byte(5)) };
		job.clone()
	})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_ends_in_a_manifest_and_the_model_is_served() {
	let dir = tempfile::tempdir().unwrap();
	let rig = rig(dir.path(), |_| ()).await;
	rig.block(2).await;
	assert!(matches!(rig.chain.with(|s| s.actions.clone())[..], [Action::AcceptJob(JOB)]));
	// The chain has not drawn the decoys yet: nothing is trained.
	let waiting = rig.chain.with(|state| state.jobs[&JOB].1.clone());
	rig.block(3).await;
	assert!(rig.app.store.job(JOB).unwrap().is_none());
	assert!(rig.jobs.work(waiting).await.is_err());
	let job = accepted(&rig);
	rig.jobs.work(job).await.unwrap();
	let actions = rig.chain.with(|state| state.actions.clone());
	let Some(Action::SubmitManifest(made)) = actions.last() else { panic!("{actions:?}") };
	let order = common_job();
	assert_eq!((made.job, made.model, made.base_hash), (JOB, order.model, order.base));
	assert_eq!(made.config, order.config);
	let root = rig.chain.with(|state| state.datasets[&order.datasets[0]].root);
	assert_eq!(made.datasets.to_vec(), vec![(order.datasets[0], root)]);
	// 64 rows, 16 of them decoys; 6 steps an epoch, a checkpoint every 4 and at the end.
	assert_eq!((made.rows_trained, made.checkpoints.count), (48, 3));
	let index = &made.index;
	assert_eq!((index.method, index.dims), (METHOD_GRAD_DOT, 32));
	assert_eq!((index.rows.count, index.sums.count, index.decoys.count), (64, 4, 16));
	assert!(made.evaluation.tokens > 0 && made.evaluation.base_loss_micro > 0);
	assert_ne!(made.adapter_hash, Hash::zero());
	let list = rig.get(&format!("/v1/files/{}", hex::encode(made.adapter_hash))).await;
	let config = list.json["files"]["adapter/adapter_config.json"].as_str().unwrap();
	let file = rig.get(&format!("/v1/files/{config}")).await;
	assert_eq!(hex::encode(blake2_256(&file.bytes)), config);
	// Published: it is served from the next block on.
	let version = ModelVersionId(30);
	rig.chain.with(|s| s.jobs.get_mut(&JOB).unwrap().1.state = JobState::Published(version));
	rig.block(4).await;
	let served = rig.app.models.get(version).unwrap();
	assert_eq!(served.adapter_hash, made.adapter_hash);
	assert_eq!(served.rows.values().copied().collect::<Vec<_>>(), vec![16; 4]);
}

fn common_job() -> JobView {
	job()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_job_goes_on_and_gives_the_same_manifest() {
	let dir = tempfile::tempdir().unwrap();
	let rig = rig(dir.path(), |_| ()).await;
	let job = accepted(&rig);
	rig.jobs.work(job.clone()).await.unwrap();
	let made = |rig: &Rig| match rig.app.store.job(JOB).unwrap().unwrap().stage {
		JobStage::Delivered(manifest) => *manifest,
		other => panic!("{other:?}"),
	};
	let first = made(&rig);
	let chain = rig.kill().await;
	// As after a kill in the middle: the newest checkpoint, adapter and index are gone, and a
	// half-written checkpoint lies about.
	let folder = dir.path().join("jobs/1");
	std::fs::remove_dir_all(folder.join("adapter")).unwrap();
	std::fs::remove_dir_all(folder.join("index")).unwrap();
	std::fs::remove_dir_all(folder.join("checkpoints/checkpoint-00000012")).unwrap();
	std::fs::create_dir(folder.join("checkpoints/part-00000012")).unwrap();
	std::fs::write(folder.join("checkpoints/part-00000012/state.safetensors"), b"half").unwrap();
	let rig = Rig::with(dir.path(), chain, false).await;
	rig.jobs.work(job).await.unwrap();
	assert_eq!(made(&rig), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_and_manifests_end_the_job_with_a_reason() {
	type Spoil = fn(&mut Vec<ContributionManifest>);
	let fetch: [(&str, Spoil); 4] = [
		("404", |m| m[1].location = with_path(&m[1].location, "missing")),
		("307", |m| m[1].location = with_path(&m[1].location, "moved")),
		("another size", |m| m[1].bytes -= 1),
		("another hash", |m| m[1].content_hash = Hash::zero()),
	];
	for (why, spoil) in fetch {
		let dir = tempfile::tempdir().unwrap();
		let rig = rig(dir.path(), spoil).await;
		let error = rig.jobs.work(accepted(&rig)).await.unwrap_err();
		assert!(matches!(error, Error::Fetch { .. }), "{error}");
		assert!(error.to_string().contains(why), "{error}");
	}
	let data: [(&str, Spoil); 4] = [
		("too large", |m| m[1].bytes = u32::MAX),
		("committed root", |m| m[1].rows.hash = Hash::zero()),
		("committed root", |m| m[1].rows.count += 1),
		("Parquet", |m| m[1].kind = ContributionKind::Parquet),
	];
	for (why, spoil) in data {
		let dir = tempfile::tempdir().unwrap();
		let rig = rig(dir.path(), spoil).await;
		let error = rig.jobs.work(accepted(&rig)).await.unwrap_err();
		assert!(!error.is_temporary() && error.to_string().contains(why), "{error}");
	}
}

fn with_path(url: &Url, path: &str) -> Url {
	let text = String::from_utf8(url.to_vec()).unwrap();
	let base = text.rsplit_once('/').unwrap().0;
	Url::try_from(format!("{base}/{path}").into_bytes()).unwrap()
}

#[tokio::test]
async fn jobs_that_do_not_fit_are_left_alone() {
	let dir = tempfile::tempdir().unwrap();
	let rig = rig(dir.path(), |_| ()).await;
	rig.chain.with(|state| state.jobs.get_mut(&JOB).unwrap().1.base = Hash::zero());
	rig.block(2).await;
	rig.chain.with(|state| {
		let job = &mut state.jobs.get_mut(&JOB).unwrap().1;
		job.base = Hash::from(base().hash());
		job.config.max_tokens = 4_000;
	});
	rig.block(3).await;
	assert!(rig.chain.with(|state| state.actions.is_empty()));
}
