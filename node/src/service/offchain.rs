// SPDX-License-Identifier: Apache-2.0

//! Watches the off-chain worker runs from outside: what a run fetched, what it gave to the pool, how
//! long it took. Nothing here changes what a run sees.

use super::{fetch, FullClient, FullPool};
use crate::metrics::{Kind, Metrics};
use codec::{DecodeAll, Encode};
use openledger_primitives::{BatchEpoch, WorkerId};
use openledger_primitives_fetch::{Client, Fetch, FetchError, Request, WorkerFetchExt};
use openledger_primitives_objects::{Announcement, AuditBundle};
use openledger_runtime::{opaque::Block, RuntimeCall, UncheckedExtrinsic};
use sc_transaction_pool_api::{LocalTransactionFor, LocalTransactionPool};
use sp_externalities::Extension;
use std::{
	collections::{BTreeSet, HashMap},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Instant,
};

type Hash = <Block as sp_runtime::traits::Block>::Hash;

/// What a run did so far.
#[derive(Default)]
struct Run {
	/// Audited bodies that decoded.
	bodies: u64,
	/// Batches that were attested.
	attested: BTreeSet<(WorkerId, BatchEpoch)>,
}

/// Watches all runs of this node.
#[derive(Clone)]
pub struct Observer {
	metrics: Arc<Metrics>,
	runs: Arc<Mutex<HashMap<Hash, Run>>>,
}

impl Observer {
	/// An observer that counts into `metrics`.
	pub fn new(metrics: Arc<Metrics>) -> Self {
		Self { metrics, runs: Arc::default() }
	}

	/// Extensions of the off-chain worker call at a block: the fetching one, which ends with the run.
	pub fn extensions(self, client: Arc<FullClient>) -> impl Fn(Hash) -> Vec<Box<dyn Extension>> {
		move |at| {
			let fetch = Client::new(fetch::policy(&client, at));
			vec![Box::new(WorkerFetchExt::new(self.begin(at, fetch)))]
		}
	}

	/// The pool as runs see it.
	pub fn pool(&self, pool: Arc<FullPool>) -> ObservedPool {
		ObservedPool { observer: self.clone(), pool }
	}

	fn begin<F: Fetch>(&self, at: Hash, fetch: F) -> ObservedFetch<F> {
		self.metrics.offchain.began();
		self.runs().insert(at, Run::default());
		ObservedFetch { observer: self.clone(), at, began: Instant::now(), fetch }
	}

	fn runs(&self) -> MutexGuard<'_, HashMap<Hash, Run>> {
		self.runs.lock().unwrap_or_else(PoisonError::into_inner)
	}

	fn pulled(&self, at: Hash, kind: Kind, body: &[u8]) {
		let decodes = match kind {
			Kind::Header => Announcement::decode_all(&mut &body[..]).is_ok(),
			Kind::Audit => AuditBundle::decode_all(&mut &body[..]).is_ok(),
			Kind::Other => return,
		};
		if !decodes {
			self.metrics.offchain.undecodable();
		} else if kind == Kind::Audit {
			if let Some(run) = self.runs().get_mut(&at) {
				run.bodies = run.bodies.saturating_add(1);
			}
		}
	}

	fn attested(&self, at: Hash, batch: (WorkerId, BatchEpoch)) {
		// One batch may be attested by several local seats.
		let first = self.runs().get_mut(&at).is_none_or(|run| run.attested.insert(batch));
		if first {
			self.metrics.offchain.verified();
		}
	}

	fn end(&self, at: Hash, began: Instant) {
		self.metrics.offchain.ended(began.elapsed());
		if let Some(run) = self.runs().remove(&at) {
			let attested = u64::try_from(run.attested.len()).unwrap_or(u64::MAX);
			self.metrics.offchain.failed_checks(run.bodies.saturating_sub(attested));
		}
	}
}

/// Fetches for one run, which ends when this is dropped.
struct ObservedFetch<F> {
	observer: Observer,
	at: Hash,
	began: Instant,
	fetch: F,
}

impl<F: Fetch> Fetch for ObservedFetch<F> {
	fn fetch(&self, request: Request<'_>) -> Result<Vec<u8>, FetchError> {
		let (kind, began) = (Kind::of(request.url), Instant::now());
		let outcome = self.fetch.fetch(request);
		self.observer.metrics.pulls.pulled(kind, &outcome, began.elapsed());
		if let Ok(body) = &outcome {
			if !body.is_empty() {
				self.observer.pulled(self.at, kind, body);
			}
		}
		outcome
	}
}

impl<F> Drop for ObservedFetch<F> {
	fn drop(&mut self) {
		self.observer.end(self.at, self.began);
	}
}

/// The transaction pool as off-chain workers see it.
pub struct ObservedPool {
	observer: Observer,
	pool: Arc<FullPool>,
}

/// What an extrinsic does to batches.
enum Submission {
	Announce,
	Attest(WorkerId, BatchEpoch),
}

impl Submission {
	fn of(extrinsic: &impl Encode) -> Option<Self> {
		let extrinsic = UncheckedExtrinsic::decode_all(&mut &extrinsic.encode()[..]).ok()?;
		match extrinsic.function {
			RuntimeCall::Attribution(pallet_attribution::Call::announce_pulled { .. }) => {
				Some(Self::Announce)
			},
			RuntimeCall::Attribution(pallet_attribution::Call::attest { attestation, .. }) => {
				Some(Self::Attest(attestation.worker, attestation.epoch))
			},
			_ => None,
		}
	}
}

impl LocalTransactionPool for ObservedPool {
	type Block = Block;
	type Hash = <FullPool as LocalTransactionPool>::Hash;
	type Error = <FullPool as LocalTransactionPool>::Error;

	fn submit_local(
		&self,
		at: Hash,
		extrinsic: LocalTransactionFor<Self>,
	) -> Result<Self::Hash, Self::Error> {
		let submission = Submission::of(&extrinsic);
		let outcome = self.pool.submit_local(at, extrinsic);
		let metrics = &self.observer.metrics.offchain;
		match submission {
			Some(Submission::Announce) => metrics.submitted("announce", outcome.is_ok()),
			Some(Submission::Attest(worker, epoch)) => {
				// It was signed because the leaves hold, whatever the pool thinks of it.
				self.observer.attested(at, (worker, epoch));
				metrics.submitted("attest", outcome.is_ok());
			},
			None => {},
		}
		outcome
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Answers with what it holds.
	struct Canned(Result<Vec<u8>, FetchError>);

	impl Fetch for Canned {
		fn fetch(&self, _: Request<'_>) -> Result<Vec<u8>, FetchError> {
			self.0.clone()
		}
	}

	fn request(url: &str) -> Request<'_> {
		Request {
			url: url.as_bytes(),
			first_byte: 0,
			max_bytes: 1,
			deadline_ms: 1,
			allow_local: true,
		}
	}

	const AUDIT: &str = "http://w.example/v1/batches/3/audit?seed=0x00&leaves=8";

	#[test]
	fn a_body_without_an_attestation_failed_its_check() {
		let observer = Observer::new(Arc::new(Metrics::new(None).unwrap()));
		let body = AuditBundle { leaves: Vec::new() }.encode();
		let (failing, holding) = (Hash::repeat_byte(1), Hash::repeat_byte(2));
		let run = observer.begin(failing, Canned(Ok(body.clone())));
		assert_eq!(run.fetch(request(AUDIT)), Ok(body.clone()));
		drop(run);
		assert_eq!(observer.metrics.offchain.counts(), (0, 0, 1, 1));
		let run = observer.begin(holding, Canned(Ok(body)));
		run.fetch(request(AUDIT)).unwrap();
		// Two seats of one batch are one batch.
		observer.attested(holding, (WorkerId(1), BatchEpoch(3)));
		observer.attested(holding, (WorkerId(1), BatchEpoch(3)));
		drop(run);
		assert_eq!(observer.metrics.offchain.counts(), (1, 0, 1, 2));
		assert!(observer.runs().is_empty());
	}

	#[test]
	fn bodies_that_do_not_decode_are_refused_at_once() {
		let observer = Observer::new(Arc::new(Metrics::new(None).unwrap()));
		for url in [AUDIT, "http://w.example/v1/batches/next"] {
			let run = observer.begin(Hash::repeat_byte(1), Canned(Ok(vec![0xff; 7])));
			run.fetch(request(url)).unwrap();
		}
		assert_eq!(observer.metrics.offchain.counts(), (0, 2, 0, 2));
		// An empty body, an error and another path are none of a batch's bodies.
		for outcome in [Ok(vec![]), Err(FetchError::Timeout)] {
			let run = observer.begin(Hash::repeat_byte(1), Canned(outcome.clone()));
			assert_eq!(run.fetch(request(AUDIT)), outcome);
		}
		let run = observer.begin(Hash::repeat_byte(1), Canned(Ok(vec![0xff])));
		run.fetch(request("http://w.example/v1/models")).unwrap();
		drop(run);
		assert_eq!(observer.metrics.offchain.counts(), (0, 2, 0, 5));
	}
}
