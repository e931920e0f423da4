// SPDX-License-Identifier: Apache-2.0

//! 0x816: earnings, pots, claims.

use crate::{
	abi::IRewards::{self, IRewardsCalls},
	kit::{address, bounded, sol_address, uint, Handle, Precompile, Step},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_primitives::U256;
use alloy_sol_types::SolCall;
use frame_support::traits::fungible::Inspect;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{ContributionId, DatanetId};
use openledger_primitives_account::AccountId;
use pallet_rewards::{Call, Pallet};

/// Rewards: earnings, pots, claims.
pub struct Rewards;

/// Storage reads behind what a contribution or a curator has earned.
const EARNED_READS: u64 = 6;

impl Rewards {
	/// Dispatches a claim of the caller and says what the caller was paid.
	fn paid<T: Config>(
		handle: &mut Handle<'_, '_, T>,
		call: impl Into<<T as frame_system::Config>::RuntimeCall>,
	) -> Step<U256> {
		handle.mutable()?;
		let sender = handle.sender();
		let who = handle.account(sender)?;
		handle.reads(1)?;
		let before = <pallet_balances::Pallet<T> as Inspect<AccountId>>::balance(&who);
		handle.dispatch(call)?;
		let after = <pallet_balances::Pallet<T> as Inspect<AccountId>>::balance(&who);
		Ok(uint(after.saturating_sub(before)))
	}
}

impl<T> Precompile<T> for Rewards
where
	T: Config + pallet_rewards::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x816;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IRewardsCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IRewardsCalls) -> PrecompileResult {
		let sender = sol_address(handle.sender());
		Ok(match call {
			IRewardsCalls::claim(call) => {
				let contributions =
					bounded(call.contributions.into_iter().map(ContributionId).collect())?;
				let amount = Self::paid(handle, Call::<T>::claim { contributions })?;
				handle.log(IRewards::Claimed { beneficiary: sender, amount })?;
				IRewards::claimCall::abi_encode_returns(&amount)
			},
			IRewardsCalls::claimFor(call) => {
				let contributions =
					bounded(call.contributions.iter().copied().map(ContributionId).collect())?;
				handle.dispatch(Call::<T>::claim_for { contributions })?;
				handle
					.log(IRewards::ClaimedFor { by: sender, contributions: call.contributions })?;
				Vec::new()
			},
			IRewardsCalls::claimCurator(call) => {
				let datanet = DatanetId(call.datanet);
				let amount = Self::paid(handle, Call::<T>::claim_curator { datanet })?;
				handle.log(IRewards::CuratorClaimed {
					datanet: call.datanet,
					curator: sender,
					amount,
				})?;
				IRewards::claimCuratorCall::abi_encode_returns(&amount)
			},
			IRewardsCalls::earned(call) => {
				handle.reads(EARNED_READS)?;
				let earned = Pallet::<T>::earned(ContributionId(call.contribution));
				IRewards::earnedCall::abi_encode_returns(&uint(earned))
			},
			IRewardsCalls::potOf(call) => {
				handle.reads(1)?;
				let pot = Pallet::<T>::pot_of(DatanetId(call.datanet));
				IRewards::potOfCall::abi_encode_returns(&uint(pot))
			},
			IRewardsCalls::curatorEarned(call) => {
				handle.reads(EARNED_READS)?;
				let curator = handle.account_at(call.curator)?;
				let earned = Pallet::<T>::curator_earned(DatanetId(call.datanet), curator);
				IRewards::curatorEarnedCall::abi_encode_returns(&uint(earned))
			},
			IRewardsCalls::waterfall(_) => {
				handle.reads(2)?;
				let (version, parts) = Pallet::<T>::waterfall();
				IRewards::waterfallCall::abi_encode_returns(&IRewards::waterfallReturn {
					version,
					parts: IRewards::Waterfall {
						protocol: parts.protocol,
						worker: parts.worker,
						owner: parts.owner,
						curators: parts.curators,
						contributors: parts.contributors,
						burn: parts.burn,
						treasury: parts.treasury,
					},
				})
			},
			IRewardsCalls::books(_) => {
				handle.reads(2)?;
				let totals = Pallet::<T>::totals();
				IRewards::booksCall::abi_encode_returns(&IRewards::booksReturn {
					account: address(&totals.account),
					owed: uint(totals.escrow),
				})
			},
		})
	}
}
