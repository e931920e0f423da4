// SPDX-License-Identifier: Apache-2.0
//! Step 7: who earned what, from which answers, and claims.

use anyhow::{bail, Context, Result};
use codec::{Decode, Encode};
use frame_support::view_functions::{ViewFunction, ViewFunctionDispatchError};
use openledger_client::{AccountId, Client, Included, Keypair, RuntimeCall, Snapshot};
use openledger_primitives::{Balance, BatchId, ContributionId, CreditWeight, Hash};
use openledger_primitives_objects::{BatchBody, BatchHeader, Receipt};
use openledger_primitives_poa::Tree;
use openledger_runtime::Runtime;
use pallet_datanets::Contribution;
use pallet_rewards::{EarnedViewFunction, MAX_CLAIMS};
use sp_crypto_hashing::blake2_256;
use sp_runtime::BoundedVec;

/// What a contribution could claim now, plancks: credits and its part of the Datanet's pot.
pub async fn earned(state: &Snapshot, contribution: ContributionId) -> Result<Balance> {
	let query = EarnedViewFunction::<Runtime>::new(contribution);
	let arguments = (EarnedViewFunction::<Runtime>::id(), query.encode()).encode();
	let answer: Result<Vec<u8>, ViewFunctionDispatchError> =
		state.call("RuntimeViewFunction_execute_view_function", &arguments).await?;
	let bytes = answer.map_err(|error| anyhow::anyhow!("the view function failed: {error:?}"))?;
	Balance::decode(&mut &bytes[..]).context("the view function answered something else")
}

/// Contributions of an account, by id.
pub async fn contributions_of(
	state: &Snapshot,
	who: &AccountId,
) -> Result<Vec<(ContributionId, Contribution)>> {
	let mut own: Vec<_> = state
		.entries::<pallet_datanets::Contributions<Runtime>, _, _>()
		.await?
		.into_iter()
		.filter(|(_, contribution): &(ContributionId, Contribution)| {
			contribution.contributor == *who
		})
		.collect();
	own.sort_by_key(|(id, _)| *id);
	Ok(own)
}

/// Claims what contributions earned, in as many transactions as it takes.
pub async fn claim(
	client: &Client,
	who: &Keypair,
	contributions: &[ContributionId],
) -> Result<Vec<Included>> {
	let mut done = Vec::new();
	for chunk in contributions.chunks(MAX_CLAIMS as usize) {
		let contributions = BoundedVec::truncate_from(chunk.to_vec());
		let call = pallet_rewards::Call::<Runtime>::claim { contributions };
		done.push(client.submit(who, RuntimeCall::Rewards(call)).await?);
	}
	Ok(done)
}

/// One answer that a contribution earned from.
pub struct TrailEntry {
	/// The batch that booked it.
	pub batch: BatchId,
	/// The answer's receipt.
	pub receipt: Receipt,
	/// Base fee × share.
	pub weight: CreditWeight,
}

/// The answers a contribution earned from in one batch, checked against the header on chain: the
/// credit leaf and its parts must give the roots that the chain settled.
pub fn trail(
	header: &BatchHeader,
	body: &BatchBody,
	contribution: ContributionId,
) -> Result<Vec<TrailEntry>> {
	if body.announcement.header != *header {
		bail!("the worker serves another header than the chain has");
	}
	let receipts = body
		.receipts
		.iter()
		.map(|receipt| {
			let fee = receipt.receipt.fee.total().context("a receipt's fee overflows")?;
			Ok(openledger_primitives_poa::SumNode::leaf(&receipt.encode(), fee))
		})
		.collect::<Result<Vec<_>>>()?;
	let receipts = Tree::new(receipts).context("the receipts make no tree")?;
	if receipts.root_object() != header.receipts {
		bail!("the receipts do not give the root on chain");
	}
	let credits: Vec<_> = body.credits.iter().map(|(leaf, _)| leaf.node()).collect();
	let credits = Tree::new(credits).context("the credits make no tree")?;
	if credits.root_object() != header.credits {
		bail!("the credits do not give the root on chain");
	}
	let mut entries = Vec::new();
	for (leaf, parts) in body.credits.iter().filter(|(leaf, _)| leaf.contribution == contribution) {
		let tree = Tree::new(parts.iter().map(|part| part.node()).collect());
		if tree.map(|tree| tree.root_object()) != Some(leaf.sub_root) {
			bail!("the parts of a credit do not give its root");
		}
		for part in parts {
			let receipt =
				body.receipts.get(part.receipt as usize).context("a part of no receipt")?;
			entries.push(TrailEntry {
				batch: header.id(),
				receipt: receipt.receipt.clone(),
				weight: part.weight,
			});
		}
	}
	Ok(entries)
}

/// What the chain stores of a header.
pub fn header_hash(header: &BatchHeader) -> Hash {
	Hash::from(blake2_256(&header.encode()))
}
