// SPDX-License-Identifier: Apache-2.0
//! What the engine is worth, measured on text with known contributors.
//!
//! Of every contribution each tenth row is held out of training and index. Whole contributions
//! serve as decoys. Numbers are reported as they come out, beside chance, BM25, a control trained
//! on shuffled tokens, and an untrained adapter.

use crate::{
	adapter::Adapter,
	bm25::Bm25,
	error::{Error, Result},
	generate::{Generator, Sampling},
	gradients::{Gradients, ReadyAdapter},
	index::{Index, IndexConfig, IndexInput, Scores},
	model::{BaseModel, Example},
	train::{TrainConfig, Trainer},
	weights::shuffle,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use serde::Serialize;
use std::collections::BTreeSet;

/// Texts of one contributor.
#[derive(Clone, Debug)]
pub struct Contribution {
	/// Its name.
	pub name: String,
	/// Its rows.
	pub rows: Vec<String>,
}

/// Mean losses on held-out rows, nats per token.
#[derive(Clone, Debug, Serialize)]
pub struct Losses {
	/// Base model alone.
	pub base: f64,
	/// With the trained adapter.
	pub adapter: f64,
	/// With an adapter trained on the same rows, tokens shuffled within each row.
	pub shuffled_control: f64,
}

/// How well a ranking finds the contributor whose held-out row was asked about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ranking {
	/// Mean reciprocal rank.
	pub mrr: f64,
	/// Share of first ranks.
	pub first: f64,
}

/// Attribution of one kind of answer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Attribution {
	/// Ranking by score less threshold.
	pub attribution: Ranking,
	/// BM25, a contribution's best row.
	pub bm25_best_row: Ranking,
	/// BM25, all rows of a contribution as one document.
	pub bm25_joined: Ranking,
	/// Mean share paid to the contributor asked about.
	pub share_of_asked: f64,
	/// Mean share paid to all contributors.
	pub share_paid: f64,
}

/// The whole evaluation.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
	/// Contributions that were trained on.
	pub contributions: usize,
	/// Rows trained on.
	pub rows: usize,
	/// Decoy rows.
	pub decoys: usize,
	/// Held-out rows.
	pub heldout: usize,
	/// Losses.
	pub losses: Losses,
	/// Expected MRR of a random order.
	pub chance_mrr: f64,
	/// Answers: the real continuation of held-out rows.
	pub heldout_text: Attribution,
	/// Answers: what the model itself says to the beginning of held-out rows (temperature 0.8).
	pub generated: Attribution,
	/// The same answers with the prompt's tokens judged too.
	pub generated_with_prompt: Attribution,
	/// Answers: continuation of decoy rows, which nobody trained on; nothing should be paid.
	pub decoy_share_paid: f64,
	/// Largest share any answer pays with an untrained adapter.
	pub untrained_largest_share: f64,
}

/// Noise level of the threshold in standard deviations.
pub const Z: f64 = 2.0;

/// Shares as PROTOCOL §3 has them, in floats: `(less threshold, share)` of each contribution.
pub fn shares(scores: &Scores) -> Vec<(f64, f64)> {
	let n = scores.decoys.len().max(1) as f64;
	let mean = scores.decoys.iter().map(|d| *d as f64).sum::<f64>() / n;
	let deviation =
		(scores.decoys.iter().map(|d| (*d as f64 - mean).powi(2)).sum::<f64>() / n).sqrt();
	let total: f64 = scores.contributions.iter().map(|c| c.2.max(0) as f64).sum();
	scores
		.contributions
		.iter()
		.map(|(_, rows, score)| {
			let rows = f64::from(*rows);
			let threshold = (rows * mean + Z * deviation * rows.sqrt()).max(0.0);
			let above = *score as f64 - threshold;
			let share = if total > 0.0 { above.max(0.0) / total } else { 0.0 };
			(above, share)
		})
		.collect()
}

/// Contributions divided into index rows, their texts, and held-out rows.
pub(crate) struct Split {
	pub inputs: Vec<IndexInput>,
	pub texts: Vec<String>,
	pub heldout: Vec<(u32, String)>,
}

/// Runs everything. `decoys` of the contributions (the last ones) are decoys; `log` hears what is
/// going on.
pub fn run(
	base: &BaseModel,
	contributions: &[Contribution],
	decoys: usize,
	train: &TrainConfig,
	index: &IndexConfig,
	log: impl Fn(&str) + Sync,
) -> Result<Report> {
	if contributions.len() < decoys + 2 {
		return Err(Error::Invalid("too few contributions".into()));
	}
	let trained_on = contributions.len() - decoys;
	let split = split(base, contributions, trained_on)?;
	let examples: Vec<Example> = split.inputs.iter().map(|i| i.example.clone()).collect();
	let decoy_rows: BTreeSet<u32> =
		(0..).zip(&split.inputs).filter(|(_, i)| i.decoy).map(|(n, _)| n).collect();
	let fit = |rows: &[Example], what: &str| -> Result<ReadyAdapter> {
		let mut trainer = Trainer::new(base, rows, &decoy_rows, train.clone(), None)?;
		trainer.run(|p| {
			if p.step % 20 == 0 || p.step == p.steps {
				log(&format!("{what} {}/{} loss {:.3}", p.step, p.steps, p.loss));
			}
		})?;
		ReadyAdapter::new(base, trainer.adapter().clone())
	};
	let adapter = fit(&examples, "train")?;
	let control = fit(&shuffled(&examples, train.seed), "control")?;
	let heldout =
		split.heldout.iter().map(|(_, text)| base.row(text)).collect::<Result<Vec<_>>>()?;
	let losses = Losses {
		base: mean_loss(Gradients::base_only(base), &heldout)?,
		adapter: mean_loss(Gradients::new(base, &adapter), &heldout)?,
		shuffled_control: mean_loss(Gradients::new(base, &control), &heldout)?,
	};
	log("index");
	let built = Index::build(base, &adapter, &split.inputs, index.clone(), |_| ())?;
	let mut heldout_text = Tally::default();
	let mut generated = Tally::default();
	let mut with_prompt = Tally::default();
	let texts = Texts::new(&split, trained_on);
	for (n, ((owner, _), row)) in split.heldout.iter().zip(&heldout).enumerate() {
		let (prompt, answer) = cut(row);
		let example = base.answer(prompt, answer)?;
		let scores = built.scores(&built.query(base, &adapter, &example)?)?;
		heldout_text.add(*owner, &scores, &texts, &base.codec()?.decode(&row.tokens)?);
		let sampling = Sampling { temperature: 0.8, top_p: 0.95, seed: n as u64, max_tokens: 48 };
		let said = Generator::new(base, Some(&adapter)).run(prompt, &sampling, |_| true)?;
		if said.tokens.is_empty() {
			continue;
		}
		let example = base.answer(prompt, &said.tokens)?;
		let scores = built.scores(&built.query(base, &adapter, &example)?)?;
		let text = base.codec()?.decode(&example.tokens)?;
		generated.add(*owner, &scores, &texts, &text);
		let example = Example { answer_from: 1, ..example };
		let scores = built.scores(&built.query(base, &adapter, &example)?)?;
		with_prompt.add(*owner, &scores, &texts, &text);
	}
	log("decoys");
	let mut decoy_paid = Vec::new();
	for input in split.inputs.iter().filter(|i| i.decoy) {
		let (prompt, answer) = cut(&input.example);
		let query = built.query(base, &adapter, &base.answer(prompt, answer)?)?;
		decoy_paid.push(shares(&built.scores(&query)?).iter().map(|s| s.1).sum::<f64>());
	}
	log("untrained adapter");
	let fresh = Adapter::new(base.config(), train.lora.clone(), train.seed)?;
	let fresh = ReadyAdapter::new(base, fresh)?;
	let empty = Index::build(base, &fresh, &split.inputs, index.clone(), |_| ())?;
	let mut largest = 0f64;
	for row in heldout.iter().take(20) {
		let (prompt, answer) = cut(row);
		let query = empty.query(base, &fresh, &base.answer(prompt, answer)?)?;
		let paid = shares(&empty.scores(&query)?);
		largest = paid.iter().fold(largest, |m, s| m.max(s.1));
	}
	Ok(Report {
		contributions: trained_on,
		rows: examples.len() - decoy_rows.len(),
		decoys: decoy_rows.len(),
		heldout: heldout.len(),
		losses,
		chance_mrr: (1..=trained_on).map(|r| 1.0 / r as f64).sum::<f64>() / trained_on as f64,
		heldout_text: heldout_text.report(),
		generated: generated.report(),
		generated_with_prompt: with_prompt.report(),
		decoy_share_paid: decoy_paid.iter().sum::<f64>() / decoy_paid.len().max(1) as f64,
		untrained_largest_share: largest,
	})
}

/// A row's first third as the prompt, the rest as the answer.
pub fn cut(row: &Example) -> (&[u32], &[u32]) {
	let at = (row.tokens.len() / 3).max(4).min(row.tokens.len() - 1);
	row.tokens.split_at(at)
}

pub(crate) fn split(
	base: &BaseModel,
	contributions: &[Contribution],
	trained_on: usize,
) -> Result<Split> {
	let mut split = Split { inputs: Vec::new(), texts: Vec::new(), heldout: Vec::new() };
	for (owner, contribution) in contributions.iter().enumerate() {
		let decoy = owner >= trained_on;
		for (n, text) in contribution.rows.iter().enumerate() {
			if n % 10 == 9 && !decoy {
				split.heldout.push((owner as u32, text.clone()));
				continue;
			}
			let example = base.row(text)?;
			split.inputs.push(IndexInput { contribution: owner as u32, example, decoy });
			split.texts.push(text.clone());
		}
	}
	Ok(split)
}

fn shuffled(rows: &[Example], seed: u64) -> Vec<Example> {
	let mut rng = ChaCha20Rng::seed_from_u64(seed);
	rng.set_stream(u64::MAX);
	let mut rows = rows.to_vec();
	for row in &mut rows {
		let last = row.tokens.len() - 1;
		shuffle(&mut rng, &mut row.tokens[1..last]);
	}
	rows
}

fn mean_loss(path: Gradients<'_>, rows: &[Example]) -> Result<f64> {
	let (mut loss, mut tokens) = (0.0, 0);
	for row in rows {
		loss += path.loss(row)?;
		tokens += row.judged();
	}
	Ok(loss / tokens.max(1) as f64)
}

/// BM25 over rows and over whole contributions.
pub(crate) struct Texts {
	rows: Bm25,
	owners: Vec<u32>,
	joined: Bm25,
	count: usize,
}

impl Texts {
	pub fn new(split: &Split, count: usize) -> Self {
		let trained = || split.inputs.iter().zip(&split.texts).filter(|(i, _)| !i.decoy);
		let mut joined = vec![String::new(); count];
		for (input, text) in trained() {
			joined[input.contribution as usize] += text;
			joined[input.contribution as usize].push('\n');
		}
		Self {
			rows: Bm25::new(trained().map(|(_, text)| text.as_str())),
			owners: trained().map(|(i, _)| i.contribution).collect(),
			joined: Bm25::new(joined.iter().map(String::as_str)),
			count,
		}
	}

	pub fn best_row(&self, query: &str) -> Vec<f64> {
		let mut best = vec![0f64; self.count];
		for (owner, score) in self.owners.iter().zip(self.rows.scores(query)) {
			let slot = &mut best[*owner as usize];
			*slot = slot.max(score);
		}
		best
	}
}

#[derive(Default)]
struct Tally {
	ranks: [Vec<f64>; 3],
	asked: Vec<f64>,
	paid: Vec<f64>,
}

impl Tally {
	fn add(&mut self, owner: u32, scores: &Scores, texts: &Texts, query: &str) {
		let paid = shares(scores);
		let above: Vec<f64> = paid.iter().map(|s| s.0).collect();
		let owner = owner as usize;
		self.ranks[0].push(rank(&above, owner));
		self.ranks[1].push(rank(&texts.best_row(query), owner));
		self.ranks[2].push(rank(&texts.joined.scores(query), owner));
		self.asked.push(paid[owner].1);
		self.paid.push(paid.iter().map(|s| s.1).sum());
	}

	fn report(&self) -> Attribution {
		let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len().max(1) as f64;
		let ranking = |ranks: &[f64]| Ranking {
			mrr: mean(&ranks.iter().map(|r| 1.0 / r).collect::<Vec<_>>()),
			first: mean(&ranks.iter().map(|r| f64::from(*r <= 1.0)).collect::<Vec<_>>()),
		};
		Attribution {
			attribution: ranking(&self.ranks[0]),
			bm25_best_row: ranking(&self.ranks[1]),
			bm25_joined: ranking(&self.ranks[2]),
			share_of_asked: mean(&self.asked),
			share_paid: mean(&self.paid),
		}
	}
}

/// Rank from 1; equals share the mean of their ranks.
fn rank(values: &[f64], of: usize) -> f64 {
	let better = values.iter().filter(|v| **v > values[of]).count() as f64;
	let equal = values.iter().filter(|v| **v == values[of]).count() as f64;
	better + (equal + 1.0) / 2.0
}
