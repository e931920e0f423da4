// SPDX-License-Identifier: Apache-2.0
//! The linear datamodelling score of whole contributions: does attribution predict what happens
//! when contributions are left out and the adapter is trained again?
//!
//! For each of `subsets` random halves of the contributions an adapter is really trained, and the
//! loss of every held-out answer is measured. Per answer, the Spearman correlation between the
//! summed scores of the contributions in the half and the negated loss is taken; the mean over
//! answers is reported with a bootstrap interval.

use crate::{
	error::Result,
	evaluate::{self, cut, Contribution},
	gradients::{Gradients, ReadyAdapter},
	index::{Index, IndexConfig},
	model::{BaseModel, Example},
	train::{TrainConfig, Trainer},
	weights::{below, shuffle},
};
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha20Rng,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Mean correlation with its 95 % bootstrap interval over answers.
#[derive(Clone, Debug, Serialize)]
pub struct Correlation {
	/// Mean over answers.
	pub mean: f64,
	/// Lower end.
	pub low: f64,
	/// Upper end.
	pub high: f64,
}

/// Result of the measurement.
#[derive(Clone, Debug, Serialize)]
pub struct Lds {
	/// Adapters trained for it.
	pub retrains: usize,
	/// Held-out answers.
	pub answers: usize,
	/// The attribution index.
	pub attribution: Correlation,
	/// BM25, best row of each contribution.
	pub bm25: Correlation,
	/// Random scores.
	pub random: Correlation,
}

/// Measures the score. `decoys` contributions (the last ones) are decoys; `log` hears progress.
pub fn run(
	base: &BaseModel,
	contributions: &[Contribution],
	decoys: usize,
	train: &TrainConfig,
	index: &IndexConfig,
	subsets: usize,
	log: impl Fn(&str),
) -> Result<Lds> {
	let trained_on = contributions.len().saturating_sub(decoys);
	let split = evaluate::split(base, contributions, trained_on)?;
	let rows: Vec<Example> = split.inputs.iter().map(|i| i.example.clone()).collect();
	let without = |keep: &dyn Fn(u32) -> bool| -> BTreeSet<u32> {
		let left_out = split.inputs.iter().map(|i| i.decoy || !keep(i.contribution));
		(0..).zip(left_out).filter(|(_, out)| *out).map(|(n, _)| n).collect()
	};
	let fit = |keep: &dyn Fn(u32) -> bool| -> Result<ReadyAdapter> {
		let mut trainer = Trainer::new(base, &rows, &without(keep), train.clone(), None)?;
		trainer.run(|_| ())?;
		ReadyAdapter::new(base, trainer.adapter().clone())
	};
	log("whole");
	let whole = fit(&|_| true)?;
	let built = Index::build(base, &whole, &split.inputs, index.clone(), |_| ())?;
	let texts = evaluate::Texts::new(&split, trained_on);
	let mut rng = ChaCha20Rng::from_seed([7; 32]);
	// Three kinds of scores per answer: attribution, BM25, random.
	let mut answers = Vec::new();
	let mut scores: Vec<[Vec<f64>; 3]> = Vec::new();
	for (_, text) in &split.heldout {
		let row = base.row(text)?;
		let (prompt, answer) = cut(&row);
		let example = base.answer(prompt, answer)?;
		let found = built.scores(&built.query(base, &whole, &example)?)?;
		let ours = found.contributions.iter().map(|c| c.2 as f64).collect();
		let random = (0..trained_on).map(|_| f64::from(rng.next_u32())).collect();
		scores.push([ours, texts.best_row(text), random]);
		answers.push(example);
	}
	let mut losses = vec![Vec::new(); answers.len()];
	let mut predictions = vec![[Vec::new(), Vec::new(), Vec::new()]; answers.len()];
	for n in 0..subsets {
		let mut order: Vec<u32> = (0..trained_on as u32).collect();
		shuffle(&mut rng, &mut order);
		let half: BTreeSet<u32> = order[..trained_on / 2].iter().copied().collect();
		let adapter = fit(&|c| half.contains(&c))?;
		let path = Gradients::new(base, &adapter);
		for (a, example) in answers.iter().enumerate() {
			losses[a].push(-path.loss(example)?);
			for (kind, values) in scores[a].iter().enumerate() {
				let sum = half.iter().map(|c| values[*c as usize]).sum::<f64>();
				predictions[a][kind].push(sum);
			}
		}
		log(&format!("retrain {}/{subsets}", n + 1));
	}
	let correlation = |kind: usize| {
		let each: Vec<f64> =
			losses.iter().zip(&predictions).map(|(losses, p)| spearman(&p[kind], losses)).collect();
		bootstrap(&each)
	};
	Ok(Lds {
		retrains: subsets,
		answers: answers.len(),
		attribution: correlation(0),
		bm25: correlation(1),
		random: correlation(2),
	})
}

fn mean(x: &[f64]) -> f64 {
	x.iter().sum::<f64>() / x.len().max(1) as f64
}

/// Mean with the 2.5th and 97.5th percentile of 1,000 resampled means.
fn bootstrap(x: &[f64]) -> Correlation {
	let mut rng = ChaCha20Rng::from_seed([9; 32]);
	let mut means: Vec<f64> = (0..1_000)
		.map(|_| {
			let draw = (0..x.len()).map(|_| x[below(&mut rng, x.len() as u64) as usize]);
			draw.sum::<f64>() / x.len().max(1) as f64
		})
		.collect();
	means.sort_by(f64::total_cmp);
	Correlation { mean: mean(x), low: means[25], high: means[974] }
}

/// Ranks from 0; equal values share the mean of theirs.
fn ranks(x: &[f64]) -> Vec<f64> {
	x.iter()
		.map(|v| {
			let less = x.iter().filter(|o| *o < v).count() as f64;
			let equal = x.iter().filter(|o| *o == v).count() as f64;
			less + (equal - 1.0) / 2.0
		})
		.collect()
}

/// Spearman's rank correlation; 0 where one side is constant.
fn spearman(x: &[f64], y: &[f64]) -> f64 {
	let (x, y) = (ranks(x), ranks(y));
	let (mx, my) = (mean(&x), mean(&y));
	let product = |a: &[f64], ma: f64, b: &[f64], mb: f64| -> f64 {
		a.iter().zip(b).map(|(a, b)| (a - ma) * (b - mb)).sum()
	};
	let scale = (product(&x, mx, &x, mx) * product(&y, my, &y, my)).sqrt();
	if scale > 0.0 {
		product(&x, mx, &y, my) / scale
	} else {
		0.0
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn spearman_sees_order_only() {
		assert_eq!(spearman(&[1.0, 2.0, 9.0], &[-5.0, 0.0, 0.1]), 1.0);
		assert_eq!(spearman(&[1.0, 2.0, 9.0], &[3.0, 2.0, 1.0]), -1.0);
		assert_eq!(spearman(&[1.0, 1.0, 1.0], &[3.0, 2.0, 1.0]), 0.0);
		assert!((spearman(&[1.0, 2.0, 2.0, 4.0], &[1.0, 2.0, 3.0, 4.0]) - 0.9487).abs() < 1e-4);
	}

	#[test]
	fn the_interval_holds_the_mean() {
		let c = bootstrap(&[0.1, 0.2, 0.3, 0.4, 0.5]);
		assert!(c.low <= c.mean && c.mean <= c.high);
		assert!((c.mean - 0.3).abs() < 1e-12);
	}
}
