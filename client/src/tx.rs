// SPDX-License-Identifier: Apache-2.0
//! Transactions: building, signing, and following them until they are final.

use crate::{
	client::{Client, Head},
	dispatch::DispatchFailure,
	error::{Error, Result},
	keypair::Keypair,
};
use codec::Encode;
use jsonrpsee::rpc_params;
use openledger_runtime::{
	Hash, Nonce, Runtime, RuntimeCall, RuntimeEvent, SignedPayload, TxExtension,
	UncheckedExtrinsic, VERSION,
};
use serde::Deserialize;
use sp_runtime::{generic::Era, traits::Dispatchable};
use std::time::Duration;

/// Blocks for which a transaction is valid.
const PERIOD: u64 = 64;
/// Longest wait for the next news of a transaction.
const PATIENCE: Duration = Duration::from_secs(180);

/// Events of a block.
pub type Events = Vec<Box<frame_system::EventRecord<RuntimeEvent, Hash>>>;

/// How a transaction is sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct TxOptions {
	/// Number of the signer's transaction; asked of the node when `None`.
	pub nonce: Option<Nonce>,
	/// Tip in plancks.
	pub tip: u128,
	/// Return when the transaction is in a best block, before that block is final.
	pub in_best_block: bool,
}

/// A transaction that is in a block and succeeded.
#[derive(Clone, Debug)]
pub struct Included {
	/// The block.
	pub block: Hash,
	/// Its number.
	pub number: u32,
	/// Place of the transaction in the block.
	pub index: u32,
	/// Events of the transaction, in order.
	pub events: Vec<RuntimeEvent>,
}

impl Included {
	/// What the signer paid in fees, plancks; zero when the call paid nothing.
	pub fn fee(&self) -> u128 {
		self.events
			.iter()
			.find_map(|event| match event {
				RuntimeEvent::TransactionPayment(
					pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
				) => Some(*actual_fee),
				_ => None,
			})
			.unwrap_or(0)
	}

	/// The first thing that `pick` finds among the events.
	pub fn find<T>(&self, pick: impl Fn(&RuntimeEvent) -> Option<T>) -> Option<T> {
		self.events.iter().find_map(pick)
	}
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase")]
enum Status {
	Future,
	Ready,
	Broadcast(serde::de::IgnoredAny),
	InBlock(Hash),
	Retracted(serde::de::IgnoredAny),
	FinalityTimeout(serde::de::IgnoredAny),
	Finalized(Hash),
	Usurped(serde::de::IgnoredAny),
	Dropped,
	Invalid,
}

impl Client {
	/// The signer's next transaction number, counting what is in the pool.
	pub async fn next_nonce(&self, key: &Keypair) -> Result<Nonce> {
		use sp_core::crypto::Ss58Codec;
		// The generic prefix: a node of any network reads it.
		let account = key.account().to_ss58check_with_version(42u16.into());
		self.request("system_accountNextIndex", rpc_params![account]).await
	}

	/// Signs a call. `anchor` is a recent finalised block; the transaction is valid for 64 blocks
	/// from it.
	pub fn sign(
		&self,
		key: &Keypair,
		call: RuntimeCall,
		nonce: Nonce,
		tip: u128,
		anchor: Head,
	) -> Result<UncheckedExtrinsic> {
		let era = Era::mortal(PERIOD, u64::from(anchor.number));
		let extension: TxExtension = (
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckEra::from(era),
			frame_system::CheckNonce::from(nonce),
			frame_system::CheckWeight::new(),
			pallet_transaction_payment::ChargeTransactionPayment::from(tip),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
			frame_system::WeightReclaim::new(),
		);
		let implicit = (
			(),
			(),
			VERSION.spec_version,
			VERSION.transaction_version,
			self.genesis(),
			anchor.hash,
			(),
			(),
			(),
			None,
			(),
		);
		let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
		let signature = payload.using_encoded(|bytes| key.sign(bytes))?;
		Ok(UncheckedExtrinsic::new_signed(call, key.account().into(), signature, extension))
	}

	/// Sends a call and waits until it is in a finalised block. A call that fails there is an
	/// error with the name and docs of what it failed with.
	pub async fn submit(&self, key: &Keypair, call: RuntimeCall) -> Result<Included> {
		self.submit_with(key, call, TxOptions::default()).await
	}

	/// Sends a call with options.
	pub async fn submit_with(
		&self,
		key: &Keypair,
		call: RuntimeCall,
		options: TxOptions,
	) -> Result<Included> {
		let (start, end) = ("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic");
		// Numbers are taken and used one at a time, so that two tasks never share one.
		let (bytes, mut updates) = {
			let _guard = self.nonces().lock().await;
			let nonce = match options.nonce {
				Some(nonce) => nonce,
				None => self.next_nonce(key).await?,
			};
			let anchor = self.finalized_head().await?;
			let bytes = self.sign(key, call, nonce, options.tip, anchor)?.encode();
			let hex = format!("0x{}", hex::encode(&bytes));
			let updates = self.subscribe::<Status>(start, rpc_params![hex], end).await?;
			(bytes, updates)
		};
		loop {
			let news = tokio::time::timeout(PATIENCE, updates.next())
				.await
				.map_err(|_| Error::Timeout(PATIENCE.as_secs(), "waiting for a transaction"))?;
			let status = match news {
				Some(Ok(status)) => status,
				Some(Err(error)) => return Err(Error::decode("transaction status", error)),
				None => {
					return Err(Error::Connection {
						url: self.url().into(),
						reason: "the connection closed while a transaction was in flight".into(),
					})
				},
			};
			match status {
				Status::Finalized(block) => return self.included(block, &bytes).await,
				Status::InBlock(block) if options.in_best_block => {
					return self.included(block, &bytes).await
				},
				Status::Usurped(_) => return Err(Error::Dropped("another took its place".into())),
				Status::Dropped => return Err(Error::Dropped("the pool is full".into())),
				Status::Invalid => return Err(Error::Dropped("it became invalid".into())),
				Status::FinalityTimeout(_) => {
					return Err(Error::Timeout(PATIENCE.as_secs(), "waiting for finality"))
				},
				Status::Future
				| Status::Ready
				| Status::Broadcast(_)
				| Status::InBlock(_)
				| Status::Retracted(_) => {},
			}
		}
	}

	/// Finds a transaction in a block with its events; an error when its call failed.
	async fn included(&self, block: Hash, bytes: &[u8]) -> Result<Included> {
		let head = self.head_of(block).await?;
		let state = self.at(head);
		let extrinsics = state.extrinsics().await?;
		let index = extrinsics
			.iter()
			.position(|found| found == bytes)
			.and_then(|index| u32::try_from(index).ok())
			.ok_or_else(|| Error::decode("block", "the transaction is not in its block"))?;
		let phase = frame_system::Phase::ApplyExtrinsic(index);
		let events: Vec<RuntimeEvent> = state
			.events()
			.await?
			.into_iter()
			.filter(|record| record.phase == phase)
			.map(|record| record.event)
			.collect();
		if let Some(failure) = self.failure_in(&events) {
			return Err(Error::Failed { block, failure });
		}
		Ok(Included { block, number: head.number, index, events })
	}

	fn failure_in(&self, events: &[RuntimeEvent]) -> Option<DispatchFailure> {
		events.iter().find_map(|event| match event {
			RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error, ..
			}) => Some(self.errors().explain(dispatch_error)),
			_ => None,
		})
	}
}

// The native call must be what the node dispatches.
const _: fn() = || {
	fn is_dispatchable<T: Dispatchable>() {}
	is_dispatchable::<<Runtime as frame_system::Config>::RuntimeCall>();
};
