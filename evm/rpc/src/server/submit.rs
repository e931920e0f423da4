// SPDX-License-Identifier: Apache-2.0

//! Transactions on their way into the pool.

use super::Eth;
use crate::{
	api::eth::SignedTransaction,
	chain::PoolTransaction,
	convert::h160,
	error::{Error, Result},
	fees, pool, render, signers,
	types::{BlockParam, CallParam},
};
use alloy_consensus::{TxEnvelope, TypedTransaction};
use alloy_eips::Typed2718;
use alloy_primitives::{Address, TxKind, B256};
use alloy_rpc_types_eth::TransactionRequest;
use openledger_evm_primitives::Invalid;

/// Most bytes of a transaction, as in geth and in the runtime.
const MAX_TRANSACTION: usize = 128 * 1024;
/// EIP-2718 type of blob transactions, which this chain does not have.
const BLOB_TYPE: u8 = 3;

impl Eth {
	/// The nonce after the account's transactions in the pool.
	pub(super) fn next_nonce(&self, address: Address) -> Result<u64> {
		let nonce = self.blocks.best()?.account(h160(address))?.nonce;
		Ok(pool::next_nonce(&self.blocks.chain().pool()?, address, nonce))
	}

	/// Everything that can be said about a raw transaction before the pool sees it.
	fn check_raw(&self, raw: &[u8]) -> Result<B256> {
		if raw.len() > MAX_TRANSACTION {
			return Err(Error::server(format!(
				"oversized data: transaction size {}, limit {MAX_TRANSACTION}",
				raw.len()
			)));
		}
		match raw.first() {
			Some(&BLOB_TYPE) => return Err(Invalid::TypeNotSupported.into()),
			Some(kind) if *kind < 0xc0 && !matches!(*kind, 1 | 2 | 4) => {
				return Err(Invalid::TypeNotSupported.into());
			},
			Some(_) => {},
			None => return Err(Invalid::Malformed.into()),
		}
		let transaction = render::envelope(raw)?;
		let hash = *transaction.tx_hash();
		let content = self.blocks.chain().pool()?;
		if pool::find(&content, hash).is_some() {
			return Err(Error::server("already known"));
		}
		let from = self.blocks.chain().check(raw.to_vec())?;
		pool::admit(&content, from, &transaction)?;
		Ok(hash)
	}

	/// `eth_sendRawTransaction`.
	pub(super) async fn send_raw(&self, raw: Vec<u8>) -> Result<B256> {
		let (eth, checked) = (self.clone(), raw.clone());
		let hash = tokio::task::spawn_blocking(move || eth.check_raw(&checked))
			.await
			.map_err(Error::internal)??;
		self.blocks.chain().submit(raw).await?;
		Ok(hash)
	}

	/// `eth_sendTransaction`.
	pub(super) async fn sign_and_send(&self, call: CallParam) -> Result<B256> {
		let eth = self.clone();
		let (_, transaction) = tokio::task::spawn_blocking(move || eth.signed(&call))
			.await
			.map_err(Error::internal)??;
		self.send_raw(signers::encoded(&transaction)).await
	}

	/// `eth_signTransaction`.
	pub(super) fn signed_answer(&self, call: &CallParam) -> Result<SignedTransaction> {
		let (from, transaction) = self.signed(call)?;
		let raw = signers::encoded(&transaction);
		let pending =
			PoolTransaction { hash: *transaction.tx_hash(), from, transaction, raw: raw.clone() };
		Ok(SignedTransaction { raw: raw.into(), tx: render::pool_transaction(&pending, false) })
	}

	/// Fills what a transaction lacks and signs it.
	fn signed(&self, call: &CallParam) -> Result<(Address, TxEnvelope)> {
		let from = call.0.from.ok_or_else(|| Error::server("missing from"))?;
		if !self.signers.accounts().contains(&from) {
			return Err(Error::server("unknown account"));
		}
		let filled = self.filled(call, from)?;
		let transaction: TypedTransaction = filled
			.build_typed_tx()
			.map_err(|_| Error::server("the transaction lacks a field that its type needs"))?;
		if transaction.ty() == BLOB_TYPE {
			return Err(Invalid::TypeNotSupported.into());
		}
		Ok((from, self.signers.sign(from, transaction)?))
	}

	fn filled(&self, call: &CallParam, from: Address) -> Result<TransactionRequest> {
		self.check_chain_id(call)?;
		let mut request = call.0.clone();
		request.chain_id = Some(self.id()?);
		if request.to.is_none() {
			request.to = Some(TxKind::Create);
			if request.input.input().is_none() {
				return Err(Error::server("contract creation without any data provided"));
			}
		}
		if request.nonce.is_none() {
			request.nonce = Some(self.next_nonce(from)?);
		}
		if request.gas_price.is_none() {
			let tip = fees::suggested_tip(&self.blocks)?;
			let base_fee = fees::price(&self.blocks)?.saturating_sub(tip);
			let tip = *request.max_priority_fee_per_gas.get_or_insert(tip);
			request
				.max_fee_per_gas
				.get_or_insert_with(|| base_fee.saturating_mul(2).saturating_add(tip));
		}
		if request.gas.is_none() {
			let gas =
				self.run_estimate(&CallParam(request.clone()), BlockParam::LATEST, None, None)?;
			request.gas = Some(gas);
		}
		Ok(request)
	}
}
