// SPDX-License-Identifier: Apache-2.0
//! Step 5: open a session.

use super::found;
use anyhow::Result;
use openledger_client::{AccountId, Client, Keypair, RuntimeCall, RuntimeEvent};
use openledger_primitives::{AgentId, Balance, ModelVersionId, SessionId, WorkerId};
use openledger_runtime::Runtime;
use pallet_inference::{Call, Event, OpenSession, Visibility};
use sp_runtime::BoundedVec;

/// Terms of a new session.
pub struct SessionTerms {
	/// The one worker it pays.
	pub worker: WorkerId,
	/// Who signs vouchers.
	pub voucher_key: AccountId,
	/// What it may buy.
	pub model_version: ModelVersionId,
	/// The agent in between, if any.
	pub agent: Option<AgentId>,
	/// Held from the payer, plancks.
	pub deposit: Balance,
	/// Most one call may cost, plancks.
	pub max_per_call: Balance,
	/// Block from which no voucher counts.
	pub expires_at: u32,
}

/// Opens a session with open visibility.
pub async fn open_session(
	client: &Client,
	payer: &Keypair,
	terms: SessionTerms,
) -> Result<SessionId> {
	let session = OpenSession {
		worker: terms.worker,
		voucher_key: terms.voucher_key,
		assets: BoundedVec::truncate_from(vec![(terms.model_version, terms.agent, None)]),
		deposit: terms.deposit,
		max_per_call: terms.max_per_call,
		expires_at: terms.expires_at,
		visibility: Visibility::Open,
	};
	let call = RuntimeCall::Inference(Call::<Runtime>::open_session { session });
	let done = client.submit(payer, call).await?;
	found(&done, |event| match event {
		RuntimeEvent::Inference(Event::SessionOpened { session, .. }) => Some(*session),
		_ => None,
	})
}
