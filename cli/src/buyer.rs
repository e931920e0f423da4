// SPDX-License-Identifier: Apache-2.0
//! Step 5, the payer's side: vouchers out, receipts in, each checked before the next call.

use anyhow::{bail, ensure, Context, Result};
use codec::{DecodeAll, Encode};
use openledger_client::{AccountId, Client, Keypair};
use openledger_primitives::{Balance, Hash, SessionId, Share};
use openledger_primitives_objects::{
	fee_of, ReportEntry, SignedObject, SignedReceipt, SignedVoucher, SigningDomain, Voucher,
};
use openledger_runtime::Runtime;
use pallet_inference::Session;
use pallet_workers::Worker;
use serde::Deserialize;
use serde_json::json;
use sp_crypto_hashing::blake2_256;
use std::time::Duration;

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(120);

/// Who made an answer, as the worker reports it. It is bound later by the batch's `reports_root`.
#[derive(Deserialize, Clone, Debug)]
pub struct ReportView {
	/// Contributions with a positive score.
	pub entries: Vec<ReportEntry>,
	/// What no data earned, units of 2⁻³².
	pub unattributed: Share,
}

/// A paid answer.
#[derive(Clone, Debug)]
pub struct Answer {
	/// The text.
	pub text: String,
	/// The worker's receipt, its signature and fee checked.
	pub receipt: SignedReceipt,
	/// Who made it.
	pub report: ReportView,
}

/// One session from the payer's side.
pub struct Buyer {
	http: reqwest::Client,
	key: Keypair,
	domain: SigningDomain,
	worker_keys: Vec<AccountId>,
	url: String,
	id: SessionId,
	session: Session,
	last: Option<SignedReceipt>,
}

impl Buyer {
	/// Takes up a session where it stands: the last receipt is fetched from the worker and checked.
	pub async fn resume(client: &Client, key: Keypair, id: SessionId) -> Result<Self> {
		let state = client.finalized().await?;
		let session: Option<Session> =
			state.map::<pallet_inference::Sessions<Runtime>, _, _>(id).await?;
		let session = session.with_context(|| format!("there is no session {id}"))?;
		ensure!(
			session.voucher_key == key.account(),
			"session {id} wants vouchers of {}, not of this key",
			session.voucher_key,
		);
		let worker: Option<Worker> =
			state.map::<pallet_workers::Workers<Runtime>, _, _>(session.worker).await?;
		let worker = worker.with_context(|| format!("worker {} is gone", session.worker))?;
		let url = worker.endpoints.first().context("the worker has no endpoint")?;
		let url = String::from_utf8(url.to_vec()).context("the worker's endpoint is not text")?;
		// Receipts carry no epoch: any key of the worker's bounded history may have signed.
		let worker_keys = worker.keys.iter().map(|entry| entry.key.clone()).collect();
		let http = reqwest::Client::builder()
			.redirect(reqwest::redirect::Policy::none())
			.timeout(PATIENCE)
			.build()?;
		let mut buyer = Self {
			http,
			key,
			domain: client.domain(),
			worker_keys,
			url: url.trim_end_matches('/').to_string(),
			id,
			session,
			last: None,
		};
		buyer.last = buyer.last_receipt().await?;
		Ok(buyer)
	}

	/// The worker's base URL.
	pub fn url(&self) -> &str {
		&self.url
	}

	/// The newest receipt of the session that the worker has. A worker that hides one only loses it.
	async fn last_receipt(&self) -> Result<Option<SignedReceipt>> {
		let mut found: Option<SignedReceipt> = None;
		let mut n = self.session.settled_n.max(1);
		loop {
			let url = format!("{}/v1/receipts/{}/{n}", self.url, self.id);
			let response =
				self.http.get(&url).send().await.context("the worker is not reachable")?;
			if response.status() == reqwest::StatusCode::NOT_FOUND {
				return Ok(found);
			}
			let body: serde_json::Value = response.error_for_status()?.json().await?;
			let receipt = read_receipt(&body["receipt"])?;
			self.check_signature(&receipt)?;
			found = Some(receipt);
			n = n.checked_add(1).context("the session is used up")?;
		}
	}

	fn check_signature(&self, signed: &SignedReceipt) -> Result<()> {
		let SignedReceipt { receipt, signature } = signed;
		let genuine =
			self.worker_keys.iter().any(|key| receipt.verify(&self.domain, signature, key));
		ensure!(genuine, "the receipt is not signed by the worker");
		ensure!(receipt.session == self.id, "the receipt is for another session");
		Ok(())
	}

	/// The next voucher: acknowledges the last receipt, authorises one more call.
	fn voucher(&self) -> Result<SignedVoucher> {
		let (n, acknowledges, cumulative) = match &self.last {
			Some(SignedReceipt { receipt, .. }) => (
				receipt.n.checked_add(1).context("the session is used up")?,
				receipt.hash(),
				receipt.cumulative,
			),
			None => (1, Hash::zero(), 0),
		};
		let voucher =
			Voucher { session: self.id, worker: self.session.worker, n, acknowledges, cumulative };
		let signature = self.key.sign_object(&voucher, &self.domain)?;
		Ok(SignedVoucher { voucher, signature })
	}

	/// Buys one answer, greedily sampled.
	pub async fn ask(&mut self, prompt: &str, max_tokens: u32) -> Result<Answer> {
		let offer = self.session.offers.first().context("the session offers nothing")?.clone();
		let voucher = self.voucher()?;
		let body = json!({
			"model": offer.model_version.to_string(),
			"messages": [{ "role": "user", "content": prompt }],
			"max_tokens": max_tokens,
			"temperature": 0,
			"openledger": { "agent": offer.agent, "app": offer.app },
		});
		let response = self
			.http
			.post(format!("{}/v1/chat/completions", self.url))
			.header("X-OpenLedger-Session", self.id.to_string())
			.header("X-OpenLedger-Voucher", format!("0x{}", hex::encode(voucher.encode())))
			.json(&body)
			.send()
			.await
			.context("the worker is not reachable")?;
		let status = response.status();
		let body: serde_json::Value = response.json().await.context("the worker sent no JSON")?;
		if !status.is_success() {
			bail!("the worker refused ({status}): {}", body["error"]["message"]);
		}
		let text = body["choices"][0]["message"]["content"]
			.as_str()
			.context("the answer has no text")?
			.to_string();
		let receipt = read_receipt(&body["openledger"]["receipt"])?;
		self.check_signature(&receipt)?;
		self.check_bill(&receipt, &voucher.voucher, &text)?;
		let report = serde_json::from_value(body["openledger"]["report"].clone())
			.context("the answer has no report")?;
		self.last = Some(receipt.clone());
		Ok(Answer { text, receipt, report })
	}

	/// The receipt must be the call that the voucher authorised, priced as the session says.
	fn check_bill(&self, signed: &SignedReceipt, voucher: &Voucher, text: &str) -> Result<()> {
		let receipt = &signed.receipt;
		let offer = self
			.session
			.offers
			.iter()
			.find(|offer| {
				(offer.model_version, offer.agent, offer.app)
					== (receipt.model_version, receipt.agent, receipt.app)
			})
			.context("the receipt bills something that the session does not offer")?;
		let fee =
			fee_of(offer, receipt.tokens_in, receipt.tokens_out).context("the fee overflows")?;
		let total: Balance = fee.total().context("the fee overflows")?;
		ensure!(receipt.n == voucher.n, "the receipt is number {}, not {}", receipt.n, voucher.n);
		ensure!(receipt.fee == fee, "the receipt bills another fee than the session's prices give");
		ensure!(
			total <= self.session.max_per_call,
			"the answer costs {total} plancks, more than one call may"
		);
		ensure!(
			voucher.cumulative.checked_add(total) == Some(receipt.cumulative),
			"the receipt's cumulative fee does not follow from the last one"
		);
		ensure!(
			receipt.output_hash == Hash::from(blake2_256(text.as_bytes())),
			"the receipt is for another text"
		);
		Ok(())
	}
}

fn read_receipt(value: &serde_json::Value) -> Result<SignedReceipt> {
	let text = value.as_str().context("there is no receipt")?;
	let bytes = hex::decode(text.trim_start_matches("0x")).context("the receipt is not hex")?;
	SignedReceipt::decode_all(&mut &bytes[..]).context("the receipt cannot be read")
}
