// SPDX-License-Identifier: Apache-2.0
//! What stands in the database, as SCALE.

use codec::{Decode, Encode};
use openledger_primitives::{BatchEpoch, Hash, JobId, SessionId};
use openledger_primitives_account::Signature;
use openledger_primitives_objects::{BatchHeader, Receipt, SignedVoucher, TrainingManifest};

/// Which endpoint was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum AnswerKind {
	/// `/v1/chat/completions`.
	#[codec(index = 0)]
	Chat,
	/// `/v1/completions`.
	#[codec(index = 1)]
	Text,
}

/// Why an answer ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Finish {
	/// The model ended it.
	#[codec(index = 0)]
	Stop,
	/// It reached its longest length.
	#[codec(index = 1)]
	Length,
}

impl Finish {
	/// As the OpenAI API names it.
	pub fn as_str(self) -> &'static str {
		match self {
			Finish::Stop => "stop",
			Finish::Length => "length",
		}
	}
}

/// A receipt with the voucher that authorised it and everything it commits to.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct ReceiptRecord {
	/// The receipt.
	pub receipt: Receipt,
	/// The voucher that authorised the call.
	pub voucher: SignedVoucher,
	/// Salt of the prompt hash.
	pub salt: [u8; 32],
	/// The prompt.
	pub prompt: String,
	/// Its tokens.
	pub prompt_tokens: Vec<u32>,
	/// The answer's tokens.
	pub answer_tokens: Vec<u32>,
	/// The answer.
	pub answer: String,
	/// Why it ended.
	pub finish: Finish,
	/// Which endpoint was asked.
	pub kind: AnswerKind,
	/// Name of the model as it was asked for.
	pub model: String,
	/// Batch epoch in which the receipt was made.
	pub epoch: BatchEpoch,
	/// Whether the session lets the text be shown.
	pub open_text: bool,
}

/// How a batch ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub enum BatchOutcome {
	/// It has not ended.
	#[codec(index = 0)]
	Live,
	/// Everything is paid.
	#[codec(index = 1)]
	Final,
	/// It failed.
	#[codec(index = 2)]
	Failed,
}

/// Receipts of one session in a batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Span {
	/// The session.
	pub session: SessionId,
	/// First receipt.
	pub from: u32,
	/// Last receipt.
	pub to: u32,
}

/// A signed batch. Its trees are rebuilt from receipts and reports, which never change.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct BatchRecord {
	/// The header.
	pub header: BatchHeader,
	/// The worker's signature.
	pub signature: Signature,
	/// Receipts, by session.
	pub spans: Vec<Span>,
	/// Failed batches that some of the receipts were in before.
	pub failures: u8,
	/// Finalised block at which it was signed.
	pub signed_at: u32,
	/// How it ended.
	pub outcome: BatchOutcome,
}

impl BatchRecord {
	/// Ids of the receipts, in order.
	pub fn ids(&self) -> impl Iterator<Item = (SessionId, u32)> + '_ {
		self.spans.iter().flat_map(|span| (span.from..=span.to).map(|n| (span.session, n)))
	}
}

/// How far a job has come.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum JobStage {
	/// Being worked on; files and checkpoints say how far.
	#[codec(index = 0)]
	Working,
	/// Trained and indexed; the manifest is ready to be sent.
	#[codec(index = 1)]
	Ready(Box<TrainingManifest>),
	/// The manifest is on chain.
	#[codec(index = 2)]
	Delivered(Box<TrainingManifest>),
	/// Given up, with the reason.
	#[codec(index = 3)]
	Failed(String),
}

/// A job.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct JobRecord {
	/// How far it has come.
	pub stage: JobStage,
}

/// A model version that this worker serves.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct ModelRecord {
	/// The job that trained it; names the folder.
	pub job: JobId,
	/// Hash of the adapter.
	pub adapter_hash: Hash,
	/// Threshold factor of its index, in thousandths.
	pub z_milli: u32,
}
