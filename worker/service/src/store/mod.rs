// SPDX-License-Identifier: Apache-2.0
//! The worker's database: receipts, vouchers, reports, batches, jobs (redb, durable commits).
//!
//! The rules it keeps: a receipt is on disk before it is signed, its signature is on disk before it
//! is sent, and neither ever changes afterwards; a batch header is on disk before anyone sees it,
//! and an epoch never gets a second one. A kill at any point loses nothing that was sent.

mod records;

pub use records::{
	AnswerKind, BatchOutcome, BatchRecord, Finish, JobRecord, JobStage, ModelRecord, ReceiptRecord,
	Span,
};

use crate::error::{Error, Result};
use codec::{Decode, DecodeAll, Encode};
use openledger_primitives::{BatchEpoch, JobId, ModelVersionId, SessionId};
use openledger_primitives_account::Signature;
use openledger_primitives_objects::{Report, SignedReceipt};
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use std::{path::Path, sync::Arc};

type Id = (u64, u32);

const RECEIPTS: TableDefinition<Id, &[u8]> = TableDefinition::new("receipts");
const SIGNATURES: TableDefinition<Id, &[u8]> = TableDefinition::new("signatures");
const REPORTS: TableDefinition<Id, &[u8]> = TableDefinition::new("reports");
/// Receipts that are in no batch that counts; the value is how often they were in a failed one.
const OPEN: TableDefinition<Id, u8> = TableDefinition::new("open");
const BATCHES: TableDefinition<u32, &[u8]> = TableDefinition::new("batches");
const JOBS: TableDefinition<u32, &[u8]> = TableDefinition::new("jobs");
const MODELS: TableDefinition<u32, &[u8]> = TableDefinition::new("models");
const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");

/// Failed batches that a receipt may have been in and still be booked once more.
const MAX_FAILURES: u8 = 1;

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Database>);

impl core::fmt::Debug for Store {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str("Store")
	}
}

fn read<T: Decode>(what: &'static str, bytes: &[u8]) -> Result<T> {
	T::decode_all(&mut &bytes[..]).map_err(|_| Error::Corrupt(what))
}

impl Store {
	/// Opens or makes the database. A second worker on the same file is refused.
	pub fn open(path: &Path) -> Result<Self> {
		if let Some(folder) = path.parent() {
			std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
		}
		let db = Database::create(path)?;
		let write = db.begin_write()?;
		{
			write.open_table(RECEIPTS)?;
			write.open_table(SIGNATURES)?;
			write.open_table(REPORTS)?;
			write.open_table(OPEN)?;
			write.open_table(BATCHES)?;
			write.open_table(JOBS)?;
			write.open_table(MODELS)?;
			write.open_table(META)?;
		}
		write.commit()?;
		Ok(Self(Arc::new(db)))
	}

	/// Binds the database to a chain and a worker; refuses one of another chain or worker.
	pub fn bind(&self, identity: &[u8]) -> Result<()> {
		let write = self.0.begin_write()?;
		{
			let mut meta = write.open_table(META)?;
			let known = meta.get("identity")?.map(|found| found.value().to_vec());
			match known {
				Some(known) if known != identity => {
					return Err(Error::Config(
						"the data folder belongs to another chain or worker".into(),
					))
				},
				Some(_) => return Ok(()),
				None => drop(meta.insert("identity", identity)?),
			}
		}
		write.commit()?;
		Ok(())
	}

	// ---- receipts -------------------------------------------------------------------------

	/// Stores an unsigned receipt. A receipt that is there already is left as it is, and given
	/// back instead: what was once promised is what counts.
	pub fn put_receipt(&self, record: &ReceiptRecord) -> Result<ReceiptRecord> {
		let id = (record.receipt.session.0, record.receipt.n);
		let write = self.0.begin_write()?;
		{
			let mut receipts = write.open_table(RECEIPTS)?;
			if let Some(found) = receipts.get(id)? {
				return read("receipt", found.value());
			}
			receipts.insert(id, record.encode().as_slice())?;
			write.open_table(OPEN)?.insert(id, 0)?;
		}
		write.commit()?;
		Ok(record.clone())
	}

	/// Stores the signature of a receipt unless there is one, and gives back the one that counts.
	pub fn put_signature(&self, session: SessionId, n: u32, made: Signature) -> Result<Signature> {
		let id = (session.0, n);
		let write = self.0.begin_write()?;
		{
			let mut signatures = write.open_table(SIGNATURES)?;
			if let Some(found) = signatures.get(id)? {
				return read("signature", found.value());
			}
			signatures.insert(id, made.encode().as_slice())?;
		}
		write.commit()?;
		Ok(made)
	}

	/// Stores the report of a receipt, once.
	pub fn put_report(&self, session: SessionId, n: u32, report: &Report) -> Result<()> {
		let id = (session.0, n);
		let write = self.0.begin_write()?;
		{
			let mut reports = write.open_table(REPORTS)?;
			if reports.get(id)?.is_some() {
				return Ok(());
			}
			reports.insert(id, report.encode().as_slice())?;
		}
		write.commit()?;
		Ok(())
	}

	/// A receipt with everything the worker knows about it.
	pub fn receipt(&self, session: SessionId, n: u32) -> Result<Option<ReceiptRecord>> {
		let table = self.0.begin_read()?.open_table(RECEIPTS)?;
		let found = table.get((session.0, n))?;
		found.map(|found| read("receipt", found.value())).transpose()
	}

	/// Signature of a receipt.
	pub fn signature(&self, session: SessionId, n: u32) -> Result<Option<Signature>> {
		let table = self.0.begin_read()?.open_table(SIGNATURES)?;
		let found = table.get((session.0, n))?;
		found.map(|found| read("signature", found.value())).transpose()
	}

	/// A receipt as it was sent.
	pub fn signed_receipt(&self, session: SessionId, n: u32) -> Result<Option<SignedReceipt>> {
		let Some(record) = self.receipt(session, n)? else { return Ok(None) };
		let signature = self.signature(session, n)?;
		Ok(signature.map(|signature| SignedReceipt { receipt: record.receipt, signature }))
	}

	/// Report of a receipt.
	pub fn report(&self, session: SessionId, n: u32) -> Result<Option<Report>> {
		let table = self.0.begin_read()?.open_table(REPORTS)?;
		let found = table.get((session.0, n))?;
		found.map(|found| read("report", found.value())).transpose()
	}

	/// The newest receipt of a session.
	pub fn last_receipt(&self, session: SessionId) -> Result<Option<ReceiptRecord>> {
		let table = self.0.begin_read()?.open_table(RECEIPTS)?;
		let mut range = table.range((session.0, 0)..=(session.0, u32::MAX))?;
		match range.next_back() {
			Some(found) => Ok(Some(read("receipt", found?.1.value())?)),
			None => Ok(None),
		}
	}

	/// Ids of receipts in no batch that counts, by session and n, with failures so far.
	pub fn open_receipts(&self) -> Result<Vec<(SessionId, u32, u8)>> {
		let table = self.0.begin_read()?.open_table(OPEN)?;
		let mut out = Vec::new();
		for entry in table.iter()? {
			let (id, failures) = entry?;
			let (session, n) = id.value();
			out.push((SessionId(session), n, failures.value()));
		}
		Ok(out)
	}

	/// Ids of receipts that lack a signature or a report: what a kill left unfinished.
	pub fn unfinished(&self) -> Result<Vec<(SessionId, u32)>> {
		let transaction = self.0.begin_read()?;
		let open = transaction.open_table(OPEN)?;
		let signatures = transaction.open_table(SIGNATURES)?;
		let reports = transaction.open_table(REPORTS)?;
		let mut out = Vec::new();
		for entry in open.iter()? {
			let id = entry?.0.value();
			if signatures.get(id)?.is_none() || reports.get(id)?.is_none() {
				out.push((SessionId(id.0), id.1));
			}
		}
		Ok(out)
	}

	// ---- batches --------------------------------------------------------------------------

	/// Stores a signed batch and takes its receipts out of the open ones, in one commit. Refuses a
	/// second batch for an epoch and receipts that are not open.
	pub fn put_batch(&self, epoch: BatchEpoch, batch: &BatchRecord) -> Result<()> {
		let write = self.0.begin_write()?;
		{
			let mut batches = write.open_table(BATCHES)?;
			if batches.get(epoch.0)?.is_some() {
				return Err(Error::Data(format!("epoch {epoch} has a batch already")));
			}
			batches.insert(epoch.0, batch.encode().as_slice())?;
			let mut open = write.open_table(OPEN)?;
			for (session, n) in batch.ids() {
				if open.remove((session.0, n))?.is_none() {
					return Err(Error::Data(format!(
						"receipt {session}/{n} is in a batch already"
					)));
				}
			}
		}
		write.commit()?;
		Ok(())
	}

	/// A batch.
	pub fn batch(&self, epoch: BatchEpoch) -> Result<Option<BatchRecord>> {
		let table = self.0.begin_read()?.open_table(BATCHES)?;
		let found = table.get(epoch.0)?;
		found.map(|found| read("batch", found.value())).transpose()
	}

	/// All batches that are neither final nor failed, by epoch.
	pub fn live_batches(&self) -> Result<Vec<(BatchEpoch, BatchRecord)>> {
		Ok(self.batches()?.into_iter().filter(|(_, b)| b.outcome == BatchOutcome::Live).collect())
	}

	/// All batches, by epoch.
	pub fn batches(&self) -> Result<Vec<(BatchEpoch, BatchRecord)>> {
		let table = self.0.begin_read()?.open_table(BATCHES)?;
		let mut out = Vec::new();
		for entry in table.iter()? {
			let (epoch, bytes) = entry?;
			out.push((BatchEpoch(epoch.value()), read("batch", bytes.value())?));
		}
		Ok(out)
	}

	/// Says how a batch ended. The receipts of a failed one are open again, unless they were in a
	/// failed batch before.
	pub fn end_batch(&self, epoch: BatchEpoch, outcome: BatchOutcome) -> Result<()> {
		let write = self.0.begin_write()?;
		{
			let mut batches = write.open_table(BATCHES)?;
			let Some(mut batch) = batches
				.get(epoch.0)?
				.map(|found| read::<BatchRecord>("batch", found.value()))
				.transpose()?
			else {
				return Ok(());
			};
			if batch.outcome != BatchOutcome::Live {
				return Ok(());
			}
			batch.outcome = outcome;
			batches.insert(epoch.0, batch.encode().as_slice())?;
			if outcome == BatchOutcome::Failed && batch.failures < MAX_FAILURES {
				let mut open = write.open_table(OPEN)?;
				for (session, n) in batch.ids() {
					open.insert((session.0, n), batch.failures.saturating_add(1))?;
				}
			}
		}
		write.commit()?;
		Ok(())
	}

	/// Gives up receipts that can no longer be booked.
	pub fn drop_open(&self, ids: &[(SessionId, u32)]) -> Result<()> {
		let write = self.0.begin_write()?;
		{
			let mut open = write.open_table(OPEN)?;
			for (session, n) in ids {
				open.remove((session.0, *n))?;
			}
		}
		write.commit()?;
		Ok(())
	}

	// ---- jobs and models ------------------------------------------------------------------

	/// Stores the state of a job.
	pub fn put_job(&self, id: JobId, job: &JobRecord) -> Result<()> {
		let write = self.0.begin_write()?;
		write.open_table(JOBS)?.insert(id.0, job.encode().as_slice())?;
		write.commit()?;
		Ok(())
	}

	/// State of a job.
	pub fn job(&self, id: JobId) -> Result<Option<JobRecord>> {
		let table = self.0.begin_read()?.open_table(JOBS)?;
		let found = table.get(id.0)?;
		found.map(|found| read("job", found.value())).transpose()
	}

	/// All jobs.
	pub fn jobs(&self) -> Result<Vec<(JobId, JobRecord)>> {
		let table = self.0.begin_read()?.open_table(JOBS)?;
		let mut out = Vec::new();
		for entry in table.iter()? {
			let (id, bytes) = entry?;
			out.push((JobId(id.value()), read("job", bytes.value())?));
		}
		Ok(out)
	}

	/// Stores a model version that this worker serves.
	pub fn put_model(&self, id: ModelVersionId, model: &ModelRecord) -> Result<()> {
		let write = self.0.begin_write()?;
		write.open_table(MODELS)?.insert(id.0, model.encode().as_slice())?;
		write.commit()?;
		Ok(())
	}

	/// Model versions that this worker serves.
	pub fn models(&self) -> Result<Vec<(ModelVersionId, ModelRecord)>> {
		let table = self.0.begin_read()?.open_table(MODELS)?;
		let mut out = Vec::new();
		for entry in table.iter()? {
			let (id, bytes) = entry?;
			out.push((ModelVersionId(id.value()), read("model", bytes.value())?));
		}
		Ok(out)
	}
}
