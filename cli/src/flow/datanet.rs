// SPDX-License-Identifier: Apache-2.0
//! Steps 1 and 2: contribute, curate, seal.

use super::found;
use crate::contribution::{commitment, Prepared};
use anyhow::{Context, Result};
use openledger_client::{Client, Keypair, RuntimeCall, RuntimeEvent};
use openledger_primitives::{Balance, ContributionId, DatanetId, DatasetRef, Hash, Ppm};
use openledger_runtime::Runtime;
use pallet_datanets::{Call, Event, Name, Purposes};
use sp_runtime::BoundedVec;

type Datanets = Call<Runtime>;

/// Terms of a new Datanet.
pub struct DatanetTerms<'a> {
	/// What people call it, at most 64 bytes.
	pub name: &'a str,
	/// SPDX expression of its data, at most 32 bytes.
	pub licence: &'a str,
	/// Least plancks per 1,000 tokens of models trained on it.
	pub floor_rate: Balance,
	/// Part of the curators' stake that must approve.
	pub review_quorum: Ppm,
}

/// Creates a Datanet whose data may be trained on, evaluated and retrieved.
pub async fn create_datanet(
	client: &Client,
	owner: &Keypair,
	terms: &DatanetTerms<'_>,
) -> Result<DatanetId> {
	let name: Name = BoundedVec::try_from(terms.name.as_bytes().to_vec())
		.map_err(|_| anyhow::anyhow!("the name is longer than 64 bytes"))?;
	let licence = BoundedVec::try_from(terms.licence.as_bytes().to_vec())
		.map_err(|_| anyhow::anyhow!("the licence is longer than 32 bytes"))?;
	let call = RuntimeCall::Datanets(Datanets::create {
		name,
		licence,
		purposes: Purposes::ALL,
		floor_rate: terms.floor_rate,
		review_quorum: terms.review_quorum,
	});
	let done = client.submit(owner, call).await?;
	found(&done, |event| match event {
		RuntimeEvent::Datanets(Event::Created { datanet, .. }) => Some(*datanet),
		_ => None,
	})
}

/// Becomes a curator of a Datanet, or adds to the stake.
pub async fn stake_curator(
	client: &Client,
	who: &Keypair,
	datanet: DatanetId,
	amount: Balance,
) -> Result<()> {
	let call = RuntimeCall::Datanets(Datanets::stake_curator { datanet, amount });
	client.submit(who, call).await?;
	Ok(())
}

/// Commits to a contribution and reveals it.
pub async fn contribute(
	client: &Client,
	who: &Keypair,
	datanet: DatanetId,
	prepared: &Prepared,
) -> Result<ContributionId> {
	let salt = Hash::from(rand::random::<[u8; 32]>());
	let commitment = commitment(prepared.manifest.content_hash, salt, &who.account(), datanet);
	let call = RuntimeCall::Datanets(Datanets::commit { datanet, commitment });
	client.submit(who, call).await.context("the commitment was not taken")?;
	let manifest = prepared.manifest.clone();
	let call = RuntimeCall::Datanets(Datanets::reveal { datanet, salt, manifest });
	let done = client.submit(who, call).await.context("the contribution was not taken")?;
	found(&done, |event| match event {
		RuntimeEvent::Datanets(Event::Revealed { contribution, .. }) => Some(*contribution),
		_ => None,
	})
}

/// Votes on contributions, all in one transaction.
pub async fn vote(
	client: &Client,
	curator: &Keypair,
	contributions: &[ContributionId],
	approve: bool,
) -> Result<()> {
	batch(
		client,
		curator,
		contributions.iter().map(|id| Datanets::vote { contribution: *id, approve }),
	)
	.await
}

/// Concludes reviews, all in one transaction.
pub async fn conclude(
	client: &Client,
	who: &Keypair,
	contributions: &[ContributionId],
) -> Result<()> {
	batch(client, who, contributions.iter().map(|id| Datanets::conclude { contribution: *id }))
		.await
}

async fn batch(
	client: &Client,
	who: &Keypair,
	calls: impl Iterator<Item = Datanets>,
) -> Result<()> {
	let calls = calls.map(RuntimeCall::Datanets).collect();
	let call = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
	client.submit(who, call).await?;
	Ok(())
}

/// Seals everything that is accepted into a new version.
pub async fn seal(client: &Client, owner: &Keypair, datanet: DatanetId) -> Result<DatasetRef> {
	let call = RuntimeCall::Datanets(Datanets::start_seal { datanet });
	client.submit(owner, call).await?;
	loop {
		let call = RuntimeCall::Datanets(Datanets::step_seal { datanet, steps: 64 });
		let done = client.submit(owner, call).await?;
		let sealed = done.find(|event| match event {
			RuntimeEvent::Datanets(Event::Sealed { dataset, .. }) => Some(*dataset),
			_ => None,
		});
		if let Some(dataset) = sealed {
			return Ok(dataset);
		}
	}
}
