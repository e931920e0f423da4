// SPDX-License-Identifier: Apache-2.0
//! Reports: which contributions made an answer (PROTOCOL §3).
//!
//! The engine takes the gradient of the answer with respect to the adapter and rounds it to an
//! int8 vector; everything after that is integers and done by the crate that verifiers use too.

use crate::{
	error::{Error, Result},
	models::Served,
	store::ReceiptRecord,
};
use codec::Encode;
use openledger_primitives::{ContributionId, Hash};
use openledger_primitives_objects::{Report, ReportEntry, METHOD_GRAD_DOT};
use openledger_primitives_poa::shares::{shares, Noise};
use openledger_worker_engine::{BaseModel, Query};
use sp_crypto_hashing::blake2_256;
use sp_runtime::BoundedVec;

/// Report of an answer.
pub fn report(base: &BaseModel, served: &Served, record: &ReceiptRecord) -> Result<Report> {
	let query = match record.answer_tokens.is_empty() {
		// Nothing was said, so nothing can be attributed.
		true => Query { q: vec![0; served.index.config().dim], scale: 0 },
		false => {
			let example = base.answer(&record.prompt_tokens, &record.answer_tokens)?;
			served.index.query(base, &served.adapter, &example)?
		},
	};
	of_query(served, &query, record.receipt.hash())
}

/// Report of an answer whose vector is known.
pub fn of_query(served: &Served, query: &Query, receipt: Hash) -> Result<Report> {
	let scores = served.index.scores(query)?;
	let mut scored: Vec<(u32, u32, i64)> = scores
		.contributions
		.iter()
		.filter(|(_, _, score)| *score > 0)
		.map(|(contribution, rows, score)| {
			// The index has a row for every row of the manifest; decoys are zero rows.
			(*contribution, served.rows.get(contribution).copied().unwrap_or(*rows), *score)
		})
		.collect();
	scored.sort_unstable_by_key(|(contribution, ..)| *contribution);
	let noise = Noise::of(&scores.decoys).ok_or(Error::Overflow("decoy scores"))?;
	let pairs: Vec<(i64, u32)> = scored.iter().map(|(_, rows, score)| (*score, *rows)).collect();
	let (parts, unattributed) =
		shares(&pairs, &noise, served.z_milli).ok_or(Error::Overflow("shares"))?;
	let entries = scored
		.iter()
		.zip(parts)
		.map(|((contribution, rows, score), share)| ReportEntry {
			contribution: ContributionId(*contribution),
			rows: *rows,
			score: *score,
			share,
		})
		.collect::<Vec<_>>();
	let too_many = |what: &str| Error::Data(format!("too many {what} for a report"));
	Ok(Report {
		receipt,
		method: METHOD_GRAD_DOT,
		model_version: served.version,
		query_hash: query_hash(query),
		decoys: BoundedVec::try_from(scores.decoys).map_err(|_| too_many("decoys"))?,
		entries: BoundedVec::try_from(entries).map_err(|_| too_many("contributions"))?,
		unattributed,
		evidence: BoundedVec::default(),
	})
}

/// blake2_256 of SCALE(int8 vector, u32 scale).
pub fn query_hash(query: &Query) -> Hash {
	Hash::from(blake2_256(&(&query.q, query.scale).encode()))
}
