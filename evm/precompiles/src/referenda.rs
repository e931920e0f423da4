// SPDX-License-Identifier: Apache-2.0

//! 0x807: referenda, and the preimages of their proposals.

use crate::{
	abi::IReferenda::{self, IReferendaCalls},
	kit::{address, bounded, bytes32, revert, sol_address, uint, Handle, Precompile, Step},
	pallet::{Config, PalletsOriginOf},
};
use alloc::{boxed::Box, string::String, vec::Vec};
use alloy_primitives::{Address, B256, U256};
use alloy_sol_types::SolCall;
use frame_support::traits::{schedule::DispatchTime, Bounded, Currency, Get, QueryPreimage};
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use pallet_conviction_voting::TallyOf;
use pallet_referenda::{
	BoundedCallOf, Call, Deposit, ReferendumCount, ReferendumInfo, ReferendumInfoFor, TrackIdOf,
	TracksInfo,
};
use sp_core::H256;
use sp_runtime::traits::{Convert, Hash, UniqueSaturatedInto};

/// Referenda: propose what the chain shall do.
pub struct Referenda;

type DepositOf = Deposit<AccountId, Balance>;

/// Who placed a deposit, and how much.
fn deposit(deposit: &Option<DepositOf>) -> (Address, U256) {
	deposit
		.as_ref()
		.map_or((Address::ZERO, U256::ZERO), |found| (address(&found.who), uint(found.amount)))
}

/// A referendum that is over.
fn ended(
	status: IReferenda::Status,
	since: u32,
	submission: &Option<DepositOf>,
	decision: &Option<DepositOf>,
) -> IReferenda::Referendum {
	let (submitter, submission_deposit) = deposit(submission);
	let (decision_depositor, decision_deposit) = deposit(decision);
	IReferenda::Referendum {
		status,
		since,
		track: 0,
		proposal: B256::ZERO,
		enactAfter: false,
		enactment: 0,
		submitter,
		submissionDeposit: submission_deposit,
		decisionDepositor: decision_depositor,
		decisionDeposit: decision_deposit,
		decidingSince: 0,
		confirmedAt: 0,
	}
}

fn referendum<T>(index: u32) -> Step<IReferenda::Referendum>
where
	T: Config
		+ frame_system::Config<Hash = H256>
		+ pallet_referenda::Config<Currency: Currency<AccountId, Balance = Balance>>,
	TrackIdOf<T, ()>: Into<u16>,
{
	use IReferenda::Status;
	use ReferendumInfo::*;
	let found = ReferendumInfoFor::<T>::get(index).ok_or_else(|| revert("BadReferendum"))?;
	let found = match found {
		Ongoing(found) => found,
		Approved(at, s, d) => return Ok(ended(Status::Approved, block(at), &s, &d)),
		Rejected(at, s, d) => return Ok(ended(Status::Rejected, block(at), &s, &d)),
		Cancelled(at, s, d) => return Ok(ended(Status::Cancelled, block(at), &s, &d)),
		TimedOut(at, s, d) => return Ok(ended(Status::TimedOut, block(at), &s, &d)),
		Killed(at) => return Ok(ended(Status::Killed, block(at), &None, &None)),
	};
	let (after, enactment) = match found.enactment {
		DispatchTime::At(at) => (false, block(at)),
		DispatchTime::After(blocks) => (true, block(blocks)),
	};
	let deciding = found.deciding.as_ref();
	let submission = Some(found.submission_deposit);
	Ok(IReferenda::Referendum {
		track: found.track.into(),
		proposal: bytes32(found.proposal.hash()),
		enactAfter: after,
		enactment,
		decidingSince: deciding.map_or(0, |deciding| block(deciding.since)),
		confirmedAt: deciding.and_then(|deciding| deciding.confirming).map_or(0, block),
		..ended(Status::Ongoing, block(found.submitted), &submission, &found.decision_deposit)
	})
}

fn block(number: impl UniqueSaturatedInto<u32>) -> u32 {
	number.unique_saturated_into()
}

fn tracks<T>() -> Vec<IReferenda::Track>
where
	T: Config + pallet_referenda::Config<Currency: Currency<AccountId, Balance = Balance>>,
	TrackIdOf<T, ()>: Into<u16>,
{
	T::Tracks::tracks()
		.map(|track| {
			let name: Vec<u8> =
				track.info.name.iter().copied().take_while(|byte| *byte != 0).collect();
			IReferenda::Track {
				id: track.id.into(),
				name: String::from_utf8_lossy(&name).into_owned(),
				maxDeciding: track.info.max_deciding,
				decisionDeposit: uint(track.info.decision_deposit),
				preparePeriod: block(track.info.prepare_period),
				decisionPeriod: block(track.info.decision_period),
				confirmPeriod: block(track.info.confirm_period),
				minEnactmentPeriod: block(track.info.min_enactment_period),
			}
		})
		.collect()
}

impl Referenda {
	/// Submits a proposal and gives the index of the referendum.
	fn submit<T>(
		handle: &mut Handle<'_, '_, T>,
		track: u16,
		proposal: BoundedCallOf<T, ()>,
		after: u32,
	) -> Step<u32>
	where
		T: Config + frame_system::Config<Hash = H256> + pallet_referenda::Config,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		let origin: PalletsOriginOf<T> =
			T::TrackOrigin::convert(track).ok_or_else(|| revert("UnknownTrack"))?;
		handle.reads(1)?;
		let index = ReferendumCount::<T>::get();
		let hash = bytes32(proposal.hash());
		handle.dispatch(Call::<T>::submit {
			proposal_origin: Box::new(origin),
			proposal,
			enactment_moment: DispatchTime::After(after.into()),
		})?;
		let submitter = sol_address(handle.sender());
		handle.log(IReferenda::Submitted { index, track, submitter, proposal: hash })?;
		Ok(index)
	}
}

impl<T> Precompile<T> for Referenda
where
	T: Config
		+ frame_system::Config<Hash = H256>
		+ pallet_preimage::Config
		+ pallet_conviction_voting::Config<Currency: Currency<AccountId, Balance = Balance>>
		+ pallet_referenda::Config<
			Currency: Currency<AccountId, Balance = Balance>,
			Tally = TallyOf<T>,
		>,
	TrackIdOf<T, ()>: Into<u16>,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>> + From<pallet_preimage::Call<T>>,
{
	const ADDRESS: u64 = 0x807;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IReferendaCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IReferendaCalls) -> PrecompileResult {
		let who = sol_address(handle.sender());
		match call {
			IReferendaCalls::submit(call) => {
				let proposal = Bounded::Lookup { hash: H256(call.hash.0), len: call.length };
				let index = Self::submit::<T>(handle, call.track, proposal, call.enactAfter)?;
				return Ok(IReferenda::submitCall::abi_encode_returns(&index));
			},
			IReferendaCalls::submitInline(call) => {
				let proposal = Bounded::Inline(bounded(call.proposal.to_vec())?);
				let index = Self::submit::<T>(handle, call.track, proposal, call.enactAfter)?;
				return Ok(IReferenda::submitInlineCall::abi_encode_returns(&index));
			},
			IReferendaCalls::placeDecisionDeposit(call) => {
				handle.dispatch(Call::<T>::place_decision_deposit { index: call.index })?;
				handle.log(IReferenda::DecisionDepositPlaced { index: call.index, who })?;
			},
			IReferendaCalls::refundDecisionDeposit(call) => {
				handle.dispatch(Call::<T>::refund_decision_deposit { index: call.index })?;
				handle.log(IReferenda::DecisionDepositRefunded { index: call.index })?;
			},
			IReferendaCalls::refundSubmissionDeposit(call) => {
				handle.dispatch(Call::<T>::refund_submission_deposit { index: call.index })?;
				handle.log(IReferenda::SubmissionDepositRefunded { index: call.index })?;
			},
			IReferendaCalls::setMetadata(call) => {
				let maybe_hash = (!call.hash.is_zero()).then_some(H256(call.hash.0));
				handle.dispatch(Call::<T>::set_metadata { index: call.index, maybe_hash })?;
				handle.log(IReferenda::MetadataSet { index: call.index, hash: call.hash })?;
			},
			IReferendaCalls::notePreimage(call) => {
				let length = u32::try_from(call.preimage.len()).map_err(|_| revert("TooBig"))?;
				let bytes = call.preimage.to_vec();
				let hash = bytes32(T::Hashing::hash(&bytes));
				handle.dispatch(pallet_preimage::Call::<T>::note_preimage { bytes })?;
				handle.log(IReferenda::PreimageNoted { who, hash, length })?;
				return Ok(IReferenda::notePreimageCall::abi_encode_returns(&hash));
			},
			IReferendaCalls::unnotePreimage(call) => {
				let hash = H256(call.hash.0);
				handle.dispatch(pallet_preimage::Call::<T>::unnote_preimage { hash })?;
				handle.log(IReferenda::PreimageUnnoted { who, hash: call.hash })?;
			},
			IReferendaCalls::referendumCount(_) => {
				handle.reads(1)?;
				let count = ReferendumCount::<T>::get();
				return Ok(IReferenda::referendumCountCall::abi_encode_returns(&count));
			},
			IReferendaCalls::getReferendum(call) => {
				handle.reads(1)?;
				let found = referendum::<T>(call.index)?;
				return Ok(IReferenda::getReferendumCall::abi_encode_returns(&found));
			},
			IReferendaCalls::tally(call) => {
				handle.reads(1)?;
				let Some(ReferendumInfo::Ongoing(found)) = ReferendumInfoFor::<T>::get(call.index)
				else {
					return Err(revert("NotOngoing"));
				};
				return Ok(IReferenda::tallyCall::abi_encode_returns(&IReferenda::tallyReturn {
					ayes: uint(found.tally.ayes),
					nays: uint(found.tally.nays),
					support: uint(found.tally.support),
				}));
			},
			IReferendaCalls::tracks(_) => {
				// A runtime may keep what periods are in storage.
				handle.reads(1)?;
				return Ok(IReferenda::tracksCall::abi_encode_returns(&tracks::<T>()));
			},
			IReferendaCalls::submissionDeposit(_) => {
				let deposit = uint(<T as pallet_referenda::Config>::SubmissionDeposit::get());
				return Ok(IReferenda::submissionDepositCall::abi_encode_returns(&deposit));
			},
			IReferendaCalls::preimageLength(call) => {
				handle.reads(2)?;
				let length = <pallet_preimage::Pallet<T> as QueryPreimage>::len(&H256(call.hash.0));
				return Ok(IReferenda::preimageLengthCall::abi_encode_returns(
					&IReferenda::preimageLengthReturn {
						noted: length.is_some(),
						length: length.unwrap_or_default(),
					},
				));
			},
		}
		Ok(Vec::new())
	}
}
