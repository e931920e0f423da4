// SPDX-License-Identifier: Apache-2.0

//! 0x808: conviction voting.

use crate::{
	abi::IConvictionVoting::{self, IConvictionVotingCalls},
	kit::{address, plancks, revert, sol_address, uint, Handle, Precompile, Step},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_primitives::{Address, U256};
use alloy_sol_types::SolCall;
use frame_support::traits::Currency;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use pallet_conviction_voting::{
	AccountVote, Call, ClassLocksFor, ClassOf, Conviction, PollIndexOf, Vote, Voting, VotingFor,
};
use sp_runtime::traits::StaticLookup;

/// Conviction voting: vote in referenda, or let another vote.
pub struct ConvictionVoting;

fn conviction(conviction: IConvictionVoting::Conviction) -> Step<Conviction> {
	Conviction::try_from(u8::from(conviction)).map_err(|()| revert("BadEncoding"))
}

fn sol_conviction(conviction: Conviction) -> Step<IConvictionVoting::Conviction> {
	IConvictionVoting::Conviction::try_from(u8::from(conviction)).map_err(|_| revert("BadEncoding"))
}

/// A vote as Solidity has it.
fn sol_vote(referendum: u32, vote: AccountVote<Balance>) -> Step<IConvictionVoting::Vote> {
	use IConvictionVoting::VoteKind;
	let (kind, conviction, aye, nay, abstain) = match vote {
		AccountVote::Standard { vote, balance } => {
			let (aye, nay) = if vote.aye { (balance, 0) } else { (0, balance) };
			(VoteKind::Standard, vote.conviction, aye, nay, 0)
		},
		AccountVote::Split { aye, nay } => (VoteKind::Split, Conviction::None, aye, nay, 0),
		AccountVote::SplitAbstain { aye, nay, abstain } => {
			(VoteKind::SplitAbstain, Conviction::None, aye, nay, abstain)
		},
	};
	Ok(IConvictionVoting::Vote {
		referendum,
		kind,
		conviction: sol_conviction(conviction)?,
		aye: uint(aye),
		nay: uint(nay),
		abstain: uint(abstain),
	})
}

impl ConvictionVoting {
	/// Votes and logs what is no vote one way.
	fn split<T>(
		handle: &mut Handle<'_, '_, T>,
		referendum: u32,
		(aye, nay, abstain): (U256, U256, Option<U256>),
	) -> Step
	where
		T: Config
			+ pallet_conviction_voting::Config<Currency: Currency<AccountId, Balance = Balance>>,
		PollIndexOf<T>: From<u32>,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		let vote = match abstain {
			None => AccountVote::Split { aye: plancks(aye)?, nay: plancks(nay)? },
			Some(abstain) => AccountVote::SplitAbstain {
				aye: plancks(aye)?,
				nay: plancks(nay)?,
				abstain: plancks(abstain)?,
			},
		};
		handle.dispatch(Call::<T>::vote { poll_index: referendum.into(), vote })?;
		handle.log(IConvictionVoting::VotedSplit {
			referendum,
			voter: sol_address(handle.sender()),
			aye,
			nay,
			abstain: abstain.unwrap_or_default(),
		})
	}

	/// Takes a vote of the caller back and logs it.
	fn unvote<T>(handle: &mut Handle<'_, '_, T>, track: Option<u16>, referendum: u32) -> Step
	where
		T: Config + pallet_conviction_voting::Config,
		PollIndexOf<T>: From<u32>,
		ClassOf<T>: From<u16>,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		handle.dispatch(Call::<T>::remove_vote {
			class: track.map(Into::into),
			index: referendum.into(),
		})?;
		let voter = sol_address(handle.sender());
		handle.log(IConvictionVoting::VoteRemoved { referendum, voter })
	}
}

impl<T> Precompile<T> for ConvictionVoting
where
	T: Config + pallet_conviction_voting::Config<Currency: Currency<AccountId, Balance = Balance>>,
	PollIndexOf<T>: From<u32> + Into<u32>,
	ClassOf<T>: From<u16> + Into<u16>,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x808;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IConvictionVotingCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IConvictionVotingCalls) -> PrecompileResult {
		let sender = sol_address(handle.sender());
		match call {
			IConvictionVotingCalls::vote(call) => {
				let vote = AccountVote::Standard {
					vote: Vote { aye: call.aye, conviction: conviction(call.conviction)? },
					balance: plancks(call.balance)?,
				};
				handle.dispatch(Call::<T>::vote { poll_index: call.referendum.into(), vote })?;
				handle.log(IConvictionVoting::Voted {
					referendum: call.referendum,
					voter: sender,
					aye: call.aye,
					conviction: call.conviction,
					balance: call.balance,
				})?;
			},
			IConvictionVotingCalls::voteSplit(call) => {
				Self::split::<T>(handle, call.referendum, (call.aye, call.nay, None))?;
			},
			IConvictionVotingCalls::voteSplitAbstain(call) => {
				let votes = (call.aye, call.nay, Some(call.abstain));
				Self::split::<T>(handle, call.referendum, votes)?;
			},
			IConvictionVotingCalls::removeVote(call) => {
				Self::unvote::<T>(handle, None, call.referendum)?;
			},
			IConvictionVotingCalls::removeVoteOfTrack(call) => {
				Self::unvote::<T>(handle, Some(call.track), call.referendum)?;
			},
			IConvictionVotingCalls::removeOtherVote(call) => {
				let target = T::Lookup::unlookup(handle.account_at(call.voter)?);
				handle.dispatch(Call::<T>::remove_other_vote {
					target,
					class: call.track.into(),
					index: call.referendum.into(),
				})?;
				let (referendum, voter) = (call.referendum, call.voter);
				handle.log(IConvictionVoting::VoteRemoved { referendum, voter })?;
			},
			IConvictionVotingCalls::delegate(call) => {
				let to = T::Lookup::unlookup(handle.account_at(call.to)?);
				handle.dispatch(Call::<T>::delegate {
					class: call.track.into(),
					to,
					conviction: conviction(call.conviction)?,
					balance: plancks(call.balance)?,
				})?;
				handle.log(IConvictionVoting::Delegated {
					track: call.track,
					from: sender,
					to: call.to,
					conviction: call.conviction,
					balance: call.balance,
				})?;
			},
			IConvictionVotingCalls::undelegate(call) => {
				handle.dispatch(Call::<T>::undelegate { class: call.track.into() })?;
				let track = call.track;
				handle.log(IConvictionVoting::Undelegated { track, from: sender })?;
			},
			IConvictionVotingCalls::unlock(call) => {
				let target = T::Lookup::unlookup(handle.account_at(call.account)?);
				handle.dispatch(Call::<T>::unlock { class: call.track.into(), target })?;
				let (track, account) = (call.track, call.account);
				handle.log(IConvictionVoting::Unlocked { track, account })?;
			},
			IConvictionVotingCalls::votingOf(call) => {
				handle.reads(1)?;
				let account = handle.account_at(call.account)?;
				let class: ClassOf<T> = call.track.into();
				let (votes, delegations) = match VotingFor::<T>::get(account, class) {
					Voting::Casting(casting) => (casting.votes.into_inner(), casting.delegations),
					Voting::Delegating(delegating) => (Vec::new(), delegating.delegations),
				};
				let votes = votes
					.into_iter()
					.map(|(poll, vote)| sol_vote(poll.into(), vote))
					.collect::<Step<Vec<_>>>()?;
				return Ok(IConvictionVoting::votingOfCall::abi_encode_returns(
					&IConvictionVoting::votingOfReturn {
						votes,
						delegatedVotes: uint(delegations.votes),
						delegatedCapital: uint(delegations.capital),
					},
				));
			},
			IConvictionVotingCalls::delegationOf(call) => {
				handle.reads(1)?;
				let account = handle.account_at(call.account)?;
				let class: ClassOf<T> = call.track.into();
				let found = match VotingFor::<T>::get(account, class) {
					Voting::Delegating(found) => IConvictionVoting::delegationOfReturn {
						delegating: true,
						to: address(&found.target),
						conviction: sol_conviction(found.conviction)?,
						balance: uint(found.balance),
					},
					Voting::Casting(_) => IConvictionVoting::delegationOfReturn {
						delegating: false,
						to: Address::ZERO,
						conviction: IConvictionVoting::Conviction::None,
						balance: uint(0),
					},
				};
				return Ok(IConvictionVoting::delegationOfCall::abi_encode_returns(&found));
			},
			IConvictionVotingCalls::classLocks(call) => {
				handle.reads(1)?;
				let account = handle.account_at(call.account)?;
				let locks: Vec<_> = ClassLocksFor::<T>::get(account)
					.into_iter()
					.map(|(class, amount)| IConvictionVoting::ClassLock {
						track: class.into(),
						amount: uint(amount),
					})
					.collect();
				return Ok(IConvictionVoting::classLocksCall::abi_encode_returns(&locks));
			},
		}
		Ok(Vec::new())
	}
}
