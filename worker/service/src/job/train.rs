// SPDX-License-Identifier: Apache-2.0
//! Training, evaluation, index, files and manifest of one job; blocking and resumable.

use crate::{
	chain::JobView,
	config::{write_private, Config},
	error::{Error, Result},
	job::{data::bar, draw_decoys, index_roots, projection_seed, Corpus},
};
use openledger_primitives::Hash;
use openledger_primitives_objects::{Evaluation, TrainingConfig, TrainingManifest, Url};
use openledger_primitives_poa::{tree::leaf_hash, Tree};
use openledger_worker_engine::{
	BaseModel, Example, Gradients, Index, IndexConfig, IndexInput, LoraConfig, ReadyAdapter,
	TrainConfig, Trainer,
};
use sp_crypto_hashing::blake2_256;
use sp_runtime::BoundedVec;
use std::{collections::BTreeSet, path::Path};

/// The engine's parameters for what was ordered.
pub fn engine_config(order: &TrainingConfig) -> TrainConfig {
	let defaults = TrainConfig::default();
	TrainConfig {
		lora: LoraConfig {
			r: order.rank.into(),
			alpha: order.alpha.into(),
			..LoraConfig::default()
		},
		epochs: order.epochs.into(),
		batch_rows: order.batch.into(),
		learning_rate: order.learning_rate_micro as f32 / 1e6,
		seed: order.seed,
		checkpoint_every: order.checkpoint_every,
		..defaults
	}
}

/// Refuses an order that the engine cannot carry out.
pub fn check(order: &TrainingConfig, base: &BaseModel) -> Result<()> {
	engine_config(order).validate()?;
	let context = base.config().max_position_embeddings;
	match (2..=context).contains(&usize::from(order.max_tokens)) {
		true => Ok(()),
		false => Err(Error::Data(format!("max_tokens must be 2 to {context} for this base model"))),
	}
}

/// Does everything between data and manifest. Called again after a kill, it goes on from the newest
/// checkpoint and gives the same manifest.
pub fn run(
	base: &BaseModel,
	config: &Config,
	job: &JobView,
	decoy_seed: Hash,
	corpus: &Corpus,
	folder: &Path,
	files: &Path,
) -> Result<TrainingManifest> {
	check(&job.config, base)?;
	let most = usize::from(job.config.max_tokens);
	let examples: Vec<Example> = corpus
		.rows
		.iter()
		.map(|row| {
			let mut example = base.row(&row.text)?;
			example.tokens.truncate(most);
			Ok(example)
		})
		.collect::<Result<_>>()?;
	let decoys = draw_decoys(&decoy_seed, &corpus.rows);
	let order = engine_config(&job.config);
	let mut trainer =
		Trainer::resume(base, &examples, &decoys, order, &folder.join("checkpoints"))?;
	let training = bar(trainer.steps(), "training");
	training.set_position(trainer.step_count());
	if trainer.step_count() > 0 {
		tracing::info!(job = %job.id, step = trainer.step_count(), "training resumed");
	}
	trainer.run(|progress| {
		training.set_position(progress.step);
		training.set_message(format!("loss {:.3}", progress.loss));
		if progress.checkpoint.is_some() {
			let (step, steps, loss) = (progress.step, progress.steps, progress.loss);
			tracing::info!(job = %job.id, step, steps, loss, "checkpoint");
		}
	})?;
	training.finish();

	let adapter = ReadyAdapter::new(base, trainer.adapter().clone())?;
	let adapter_hash = Hash::from(adapter.hash());
	adapter.adapter().save(folder.join("adapter"))?;
	let index_folder = folder.join("index");
	let seed = projection_seed(&decoy_seed, &adapter_hash);
	let index = match Index::load(&index_folder) {
		Ok(index) if index.adapter_hash() == adapter.hash() && index.config().seed == seed => index,
		_ => {
			let index = build_index(base, config, corpus, &examples, &decoys, &adapter, seed)?;
			index.save(&index_folder)?;
			index
		},
	};
	let index = index_roots(&index, config.z_milli)?;
	let evaluation = evaluate(base, &adapter, &examples, &decoys)?;
	publish(folder, files, &adapter_hash, &base.hash())?;

	let checkpoints = trainer.checkpoint_hashes().iter().map(|hash| leaf_hash(hash)).collect();
	let trained = examples.len().saturating_sub(decoys.len());
	let location = format!("{}/v1/files/{}", config.public_base(), hex::encode(adapter_hash));
	let bound = |what: &str| Error::Data(format!("{what} does not fit the manifest"));
	Ok(TrainingManifest {
		job: job.id,
		model: job.model,
		base_hash: Hash::from(base.hash()),
		datasets: BoundedVec::try_from(corpus.datasets.clone()).map_err(|_| bound("datasets"))?,
		config: job.config.clone(),
		code_hash: code_hash(),
		rows_trained: u32::try_from(trained).map_err(|_| Error::Overflow("rows"))?,
		adapter_hash,
		checkpoints: Tree::<Hash>::new(checkpoints)
			.map(|tree| tree.root_object())
			.ok_or(Error::Overflow("checkpoints"))?,
		evaluation,
		index,
		location: Url::try_from(location.into_bytes()).map_err(|_| bound("public_url"))?,
	})
}

fn build_index(
	base: &BaseModel,
	config: &Config,
	corpus: &Corpus,
	examples: &[Example],
	decoys: &BTreeSet<u32>,
	adapter: &ReadyAdapter,
	seed: [u8; 32],
) -> Result<Index> {
	let inputs: Vec<IndexInput> = (0u32..)
		.zip(corpus.rows.iter().zip(examples))
		.map(|(place, (row, example))| IndexInput {
			contribution: row.contribution.0,
			example: example.clone(),
			decoy: decoys.contains(&place),
		})
		.collect();
	let progress = bar(u64::try_from(inputs.len()).unwrap_or(u64::MAX), "index");
	let parameters = IndexConfig { dim: config.index_dims.into(), seed };
	let index = Index::build(base, adapter, &inputs, parameters, |done| {
		progress.set_position(u64::try_from(done).unwrap_or(u64::MAX));
	})?;
	progress.finish();
	Ok(index)
}

/// Mean losses on the decoys, which training has not seen.
fn evaluate(
	base: &BaseModel,
	adapter: &ReadyAdapter,
	examples: &[Example],
	decoys: &BTreeSet<u32>,
) -> Result<Evaluation> {
	let (mut tokens, mut before, mut after) = (0usize, 0f64, 0f64);
	for example in decoys.iter().filter_map(|row| examples.get(*row as usize)) {
		if example.judged() == 0 {
			continue;
		}
		tokens = tokens.saturating_add(example.judged());
		before += Gradients::base_only(base).loss(example)?;
		after += Gradients::new(base, adapter).loss(example)?;
	}
	let micro = |loss: f64| (loss / tokens.max(1) as f64 * 1e6).round() as u32;
	Ok(Evaluation {
		tokens: u32::try_from(tokens).unwrap_or(u32::MAX),
		base_loss_micro: micro(before),
		adapter_loss_micro: micro(after),
	})
}

/// Puts adapter and index under their hashes, and a list of them under the adapter's hash.
fn publish(folder: &Path, files: &Path, adapter: &Hash, base: &[u8; 32]) -> Result<()> {
	std::fs::create_dir_all(files).map_err(|error| Error::io(files, error))?;
	let mut list = serde_json::Map::new();
	for part in ["adapter", "index"] {
		let source = folder.join(part);
		let entries = std::fs::read_dir(&source).map_err(|error| Error::io(&source, error))?;
		for entry in entries {
			let path = entry.map_err(|error| Error::io(&source, error))?.path();
			let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
			let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
			let hash = hex::encode(blake2_256(&bytes));
			write_private(&files.join(&hash), &bytes)?;
			list.insert(format!("{part}/{name}"), hash.into());
		}
	}
	let list = serde_json::json!({
		"adapter_hash": format!("0x{}", hex::encode(adapter)),
		"base_hash": format!("0x{}", hex::encode(base)),
		"files": list,
	});
	write_private(&files.join(hex::encode(adapter)), list.to_string().as_bytes())
}

/// blake2_256 of this program's file; zero where the system does not let it be read.
fn code_hash() -> Hash {
	std::env::current_exe()
		.and_then(std::fs::read)
		.map(|bytes| Hash::from(blake2_256(&bytes)))
		.unwrap_or_default()
}
