// SPDX-License-Identifier: Apache-2.0

//! 0x810: Datanets.

use crate::{
	abi::IDatanets::{self, IDatanetsCalls},
	kit::{
		address, bytes32, plancks, revert, sol_address, string, text, uint, Handle, Precompile,
		Step,
	},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{ContributionId, DatanetId, Hash};
use openledger_primitives_objects::{ContributionKind, ContributionManifest};
use openledger_primitives_poa::Root;
use pallet_datanets::{
	commitment_of, Accepted, Call, Contributions, CuratorTotals, Curators, DatasetVersions,
	NextContributionId, NextDatanetId, Purposes, Seals, Status,
};

/// Datanets: contributions, curation, sealed versions.
pub struct Datanets;

fn sol_root(root: &Root) -> IDatanets::Root {
	IDatanets::Root { hash: bytes32(root.hash), count: root.count }
}

fn manifest(manifest: IDatanets::Manifest) -> Step<ContributionManifest> {
	Ok(ContributionManifest {
		content_hash: Hash::from(manifest.contentHash.0),
		kind: match manifest.format {
			IDatanets::Format::JsonLines => ContributionKind::JsonLines,
			IDatanets::Format::Parquet => ContributionKind::Parquet,
			_ => return Err(revert("BadEncoding")),
		},
		bytes: manifest.size,
		rows: Root { hash: Hash::from(manifest.rows.hash.0), count: manifest.rows.count },
		location: text(manifest.location)?,
		bands: manifest.bands,
		signature_root: Hash::from(manifest.signatureRoot.0),
	})
}

fn datanet<T: pallet_datanets::Config>(id: u32) -> Step<IDatanets::Datanet> {
	let found = pallet_datanets::Datanets::<T>::get(DatanetId(id))
		.ok_or_else(|| revert("UnknownDatanet"))?;
	Ok(IDatanets::Datanet {
		owner: address(&found.owner),
		name: string(&found.name),
		licence: string(&found.licence),
		purposes: found.purposes.0,
		floorRate: uint(found.floor_rate),
		reviewQuorum: found.review_quorum,
		accepted: found.accepted,
		rows: found.rows,
		versions: found.versions,
		sealedRows: found.sealed_rows,
		curatorStake: uint(CuratorTotals::<T>::get(DatanetId(id))),
	})
}

fn contribution<T: pallet_datanets::Config>(id: u32) -> Step<IDatanets::Contribution> {
	let found =
		Contributions::<T>::get(ContributionId(id)).ok_or_else(|| revert("UnknownContribution"))?;
	let (stage, detail, sealed_in) = match found.status {
		Status::UnderReview { until } => (IDatanets::Stage::UnderReview, until, 0),
		Status::Accepted { position, sealed_in } => {
			(IDatanets::Stage::Accepted, position, sealed_in.unwrap_or_default())
		},
		Status::Rejected { at } => (IDatanets::Stage::Rejected, at, 0),
	};
	Ok(IDatanets::Contribution {
		datanet: found.datanet.0,
		contributor: address(&found.contributor),
		contentHash: bytes32(found.manifest.content_hash),
		rows: found.manifest.rows.count,
		location: string(&found.manifest.location),
		committedAt: found.committed_at,
		revealedAt: found.revealed_at,
		stage,
		detail,
		sealedIn: sealed_in,
		bond: uint(found.bond),
	})
}

impl Datanets {
	fn change<T>(handle: &mut Handle<'_, '_, T>, call: IDatanetsCalls) -> PrecompileResult
	where
		T: Config + pallet_datanets::Config,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		let sender = sol_address(handle.sender());
		match call {
			IDatanetsCalls::create(call) => {
				handle.reads(1)?;
				let id = NextDatanetId::<T>::get().0;
				handle.dispatch(Call::<T>::create {
					name: text(call.name)?,
					licence: text(call.licence)?,
					purposes: Purposes(call.purposes),
					floor_rate: plancks(call.floorRate)?,
					review_quorum: call.reviewQuorum,
				})?;
				handle.log(IDatanets::DatanetCreated { datanet: id, owner: sender })?;
				return Ok(IDatanets::createCall::abi_encode_returns(&id));
			},
			IDatanetsCalls::stakeCurator(call) => {
				handle.dispatch(Call::<T>::stake_curator {
					datanet: DatanetId(call.datanet),
					amount: plancks(call.amount)?,
				})?;
				handle.log(IDatanets::CuratorStaked {
					datanet: call.datanet,
					curator: sender,
					amount: call.amount,
				})?;
			},
			IDatanetsCalls::leaveCurator(call) => {
				let datanet = DatanetId(call.datanet);
				handle.dispatch(Call::<T>::leave_curator { datanet })?;
				handle.log(IDatanets::CuratorLeft { datanet: call.datanet, curator: sender })?;
			},
			IDatanetsCalls::withdrawCurator(call) => {
				let datanet = DatanetId(call.datanet);
				handle.dispatch(Call::<T>::withdraw_curator { datanet })?;
				handle
					.log(IDatanets::CuratorWithdrawn { datanet: call.datanet, curator: sender })?;
			},
			IDatanetsCalls::commit(call) => {
				handle.dispatch(Call::<T>::commit {
					datanet: DatanetId(call.datanet),
					commitment: Hash::from(call.commitment.0),
				})?;
				handle.log(IDatanets::Committed {
					datanet: call.datanet,
					contributor: sender,
					commitment: call.commitment,
				})?;
			},
			IDatanetsCalls::reveal(call) => {
				handle.reads(1)?;
				let id = NextContributionId::<T>::get().0;
				let content_hash = call.manifest.contentHash;
				let rows = call.manifest.rows.count;
				handle.dispatch(Call::<T>::reveal {
					datanet: DatanetId(call.datanet),
					salt: Hash::from(call.salt.0),
					manifest: manifest(call.manifest)?,
				})?;
				handle.log(IDatanets::Revealed {
					contribution: id,
					datanet: call.datanet,
					contributor: sender,
					contentHash: content_hash,
					rows,
				})?;
				return Ok(IDatanets::revealCall::abi_encode_returns(&id));
			},
			IDatanetsCalls::vote(call) => {
				handle.dispatch(Call::<T>::vote {
					contribution: ContributionId(call.contribution),
					approve: call.approve,
				})?;
				handle.log(IDatanets::Voted {
					contribution: call.contribution,
					curator: sender,
					approve: call.approve,
				})?;
			},
			IDatanetsCalls::conclude(call) => {
				let id = ContributionId(call.contribution);
				handle.dispatch(Call::<T>::conclude { contribution: id })?;
				handle.reads(1)?;
				let accepted = Contributions::<T>::get(id)
					.is_some_and(|found| matches!(found.status, Status::Accepted { .. }));
				handle.log(IDatanets::Concluded { contribution: call.contribution, accepted })?;
				return Ok(IDatanets::concludeCall::abi_encode_returns(&accepted));
			},
			IDatanetsCalls::startSeal(call) => {
				let datanet = DatanetId(call.datanet);
				handle.dispatch(Call::<T>::start_seal { datanet })?;
				handle.reads(1)?;
				// Versions are counted when they are sealed: this will be the next one.
				let version = pallet_datanets::Datanets::<T>::get(datanet)
					.map_or(0, |found| found.versions)
					.saturating_add(1);
				handle.log(IDatanets::SealStarted { datanet: call.datanet, version })?;
				return Ok(IDatanets::startSealCall::abi_encode_returns(&version));
			},
			IDatanetsCalls::stepSeal(call) => {
				let datanet = DatanetId(call.datanet);
				handle.dispatch(Call::<T>::step_seal { datanet, steps: call.steps })?;
				handle.reads(1)?;
				let done = !Seals::<T>::contains_key(datanet);
				handle.log(IDatanets::SealStepped { datanet: call.datanet, done })?;
				return Ok(IDatanets::stepSealCall::abi_encode_returns(&done));
			},
			IDatanetsCalls::expireCommit(call) => {
				let who = handle.account_at(call.contributor)?;
				handle.dispatch(Call::<T>::expire_commit {
					datanet: DatanetId(call.datanet),
					who,
					commitment: Hash::from(call.commitment.0),
				})?;
				handle.log(IDatanets::CommitExpired {
					datanet: call.datanet,
					contributor: call.contributor,
					commitment: call.commitment,
				})?;
			},
			IDatanetsCalls::releaseRejected(call) => {
				let contribution = ContributionId(call.contribution);
				handle.dispatch(Call::<T>::release_rejected { contribution })?;
				handle.log(IDatanets::RejectedReleased { contribution: call.contribution })?;
			},
			_ => return Err(revert("UnknownSelector")),
		}
		Ok(Vec::new())
	}
}

impl<T> Precompile<T> for Datanets
where
	T: Config + pallet_datanets::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x810;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IDatanetsCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IDatanetsCalls) -> PrecompileResult {
		Ok(match call {
			IDatanetsCalls::datanetCount(_) => {
				handle.reads(1)?;
				IDatanets::datanetCountCall::abi_encode_returns(&NextDatanetId::<T>::get().0)
			},
			IDatanetsCalls::contributionCount(_) => {
				handle.reads(1)?;
				let count = NextContributionId::<T>::get().0;
				IDatanets::contributionCountCall::abi_encode_returns(&count)
			},
			IDatanetsCalls::getDatanet(call) => {
				handle.reads(2)?;
				IDatanets::getDatanetCall::abi_encode_returns(&datanet::<T>(call.datanet)?)
			},
			IDatanetsCalls::getContribution(call) => {
				handle.reads(1)?;
				let found = contribution::<T>(call.contribution)?;
				IDatanets::getContributionCall::abi_encode_returns(&found)
			},
			IDatanetsCalls::acceptedAt(call) => {
				handle.reads(1)?;
				let id = Accepted::<T>::get(DatanetId(call.datanet), call.position)
					.ok_or_else(|| revert("UnknownContribution"))?;
				IDatanets::acceptedAtCall::abi_encode_returns(&id.0)
			},
			IDatanetsCalls::getVersion(call) => {
				handle.reads(1)?;
				let found = DatasetVersions::<T>::get(DatanetId(call.datanet), call.version)
					.ok_or_else(|| revert("UnknownVersion"))?;
				IDatanets::getVersionCall::abi_encode_returns(&IDatanets::getVersionReturn {
					root: sol_root(&found.root),
					rows: found.rows,
					sealedAt: found.sealed_at,
				})
			},
			IDatanetsCalls::getCurator(call) => {
				handle.reads(1)?;
				let account = handle.account_at(call.curator)?;
				let found =
					Curators::<T>::get(DatanetId(call.datanet), account).unwrap_or_default();
				IDatanets::getCuratorCall::abi_encode_returns(&IDatanets::getCuratorReturn {
					stake: uint(found.stake),
					withdrawableAt: found.leaving_at.unwrap_or_default(),
				})
			},
			IDatanetsCalls::commitmentOf(call) => {
				let account = handle.account_at(call.contributor)?;
				let commitment = commitment_of(
					Hash::from(call.contentHash.0),
					Hash::from(call.salt.0),
					&account,
					DatanetId(call.datanet),
				);
				IDatanets::commitmentOfCall::abi_encode_returns(&bytes32(commitment))
			},
			change => return Self::change(handle, change),
		})
	}
}
