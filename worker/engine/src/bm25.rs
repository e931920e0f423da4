// SPDX-License-Identifier: Apache-2.0
//! BM25: the text baseline that attribution is measured against. Never paid on.

use std::collections::{HashMap, HashSet};

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Documents indexed for BM25 (k1 = 1.2, b = 0.75, idf of Lucene).
#[derive(Debug)]
pub struct Bm25 {
	documents: Vec<(HashMap<String, f64>, f64)>,
	frequency: HashMap<String, f64>,
	mean: f64,
}

/// Lower-case words of letters, digits and underscores.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
	text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
		.filter(|w| !w.is_empty())
		.map(str::to_lowercase)
}

impl Bm25 {
	/// Indexes documents.
	pub fn new<'a>(documents: impl IntoIterator<Item = &'a str>) -> Self {
		let documents: Vec<_> = documents
			.into_iter()
			.map(|text| {
				let mut counts = HashMap::new();
				let mut len = 0.0;
				for word in words(text) {
					*counts.entry(word).or_insert(0.0) += 1.0;
					len += 1.0;
				}
				(counts, len)
			})
			.collect();
		let mut frequency = HashMap::new();
		for word in documents.iter().flat_map(|(counts, _)| counts.keys()) {
			*frequency.entry(word.clone()).or_insert(0.0) += 1.0;
		}
		let mean =
			documents.iter().map(|(_, len)| len).sum::<f64>() / documents.len().max(1) as f64;
		Self { documents, frequency, mean }
	}

	/// Score of each document for a query; a repeated word counts once.
	pub fn scores(&self, query: &str) -> Vec<f64> {
		let mut seen = HashSet::new();
		let words: Vec<String> = words(query).filter(|w| seen.insert(w.clone())).collect();
		let n = self.documents.len() as f64;
		self.documents
			.iter()
			.map(|(counts, len)| {
				let norm = K1 * (1.0 - B + B * len / self.mean.max(1.0));
				words
					.iter()
					.filter_map(|w| {
						let tf = counts.get(w)?;
						let df = self.frequency.get(w)?;
						let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).ln();
						Some(idf * tf * (K1 + 1.0) / (tf + norm))
					})
					.sum()
			})
			.collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn rare_shared_words_win() {
		let bm25 = Bm25::new(["the map of keys", "the iterator over bytes", "the the the"]);
		let scores = bm25.scores("The bytes of the iterator");
		assert!(scores[1] > scores[0] && scores[0] > scores[2]);
		assert!(bm25.scores("unknown").iter().all(|s| *s == 0.0));
	}
}
