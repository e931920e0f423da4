// SPDX-License-Identifier: Apache-2.0

//! 0x806: nomination pools.

use crate::{
	abi::INominationPools::{self, INominationPoolsCalls},
	kit::{
		account32, address, bytes32, plancks, revert, sol_address, string, uint, Handle,
		Precompile, Step,
	},
	pallet::Config,
	staking::commission,
};
use alloc::vec::Vec;
use alloy_primitives::Address;
use alloy_sol_types::SolCall;
use frame_support::traits::fungible::Inspect;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use pallet_nomination_pools::{
	BondExtra, BondedPools, Call, LastPoolId, Metadata, MinCreateBond, MinJoinBond, Pallet,
	PoolMembers, PoolState,
};
use sp_runtime::traits::StaticLookup;

/// Nomination pools: stake together.
pub struct NominationPools;

/// Reads of the rewards of a member: the member, the pool, its rewards and their account, the greatest
/// commission.
const REWARD_READS: u64 = 6;
/// Reads of the balance of a member: the member, the pool, what is being freed, the pool's ledger.
const BALANCE_READS: u64 = 8;

fn state(state: INominationPools::PoolState) -> Step<PoolState> {
	Ok(match state {
		INominationPools::PoolState::Open => PoolState::Open,
		INominationPools::PoolState::Blocked => PoolState::Blocked,
		INominationPools::PoolState::Destroying => PoolState::Destroying,
		INominationPools::PoolState::__Invalid => return Err(revert("BadEncoding")),
	})
}

/// Pool of a member, and how many of its points are being freed.
fn membership<T>(handle: &mut Handle<'_, '_, T>, member: &AccountId) -> Step<(u32, Balance)>
where
	T: Config + pallet_nomination_pools::Config<Currency: Inspect<AccountId, Balance = Balance>>,
{
	handle.reads(1)?;
	Ok(PoolMembers::<T>::get(member).map_or((0, 0), |member| {
		let freed = member.unbonding_eras.values();
		(member.pool_id, freed.fold(0, |sum: Balance, points| sum.saturating_add(*points)))
	}))
}

/// What a member would be paid now.
fn pending<T>(handle: &mut Handle<'_, '_, T>, member: &AccountId) -> Step<Balance>
where
	T: Config + pallet_nomination_pools::Config<Currency: Inspect<AccountId, Balance = Balance>>,
{
	handle.reads(REWARD_READS)?;
	Ok(Pallet::<T>::api_pending_rewards(member.clone()).unwrap_or_default())
}

fn pool<T>(id: u32) -> Step<INominationPools::Pool>
where
	T: Config + pallet_nomination_pools::Config<Currency: Inspect<AccountId, Balance = Balance>>,
{
	let found = BondedPools::<T>::get(id).ok_or_else(|| revert("PoolNotFound"))?;
	let (stash, rewards) = Pallet::<T>::api_pool_accounts(id);
	let role = |who: &Option<AccountId>| who.as_ref().map_or(Address::ZERO, address);
	let (commission, payee) = match &found.commission.current {
		Some((part, payee)) => (part.deconstruct(), address(payee)),
		None => (0, Address::ZERO),
	};
	Ok(INominationPools::Pool {
		state: match found.state {
			PoolState::Open => INominationPools::PoolState::Open,
			PoolState::Blocked => INominationPools::PoolState::Blocked,
			PoolState::Destroying => INominationPools::PoolState::Destroying,
		},
		points: uint(found.points),
		members: found.member_counter,
		depositor: address(&found.roles.depositor),
		root: role(&found.roles.root),
		nominator: role(&found.roles.nominator),
		bouncer: role(&found.roles.bouncer),
		commission,
		commissionPayee: payee,
		stash: bytes32(stash),
		rewards: bytes32(rewards),
		metadata: string(&Metadata::<T>::get(id)),
	})
}

impl<T> Precompile<T> for NominationPools
where
	T: Config + pallet_nomination_pools::Config<Currency: Inspect<AccountId, Balance = Balance>>,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x806;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = INominationPoolsCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: INominationPoolsCalls) -> PrecompileResult {
		let member = sol_address(handle.sender());
		match call {
			INominationPoolsCalls::join(call) => {
				let amount = plancks(call.amount)?;
				handle.dispatch(Call::<T>::join { amount, pool_id: call.pool })?;
				let (pool, amount) = (call.pool, call.amount);
				handle.log(INominationPools::Bonded { member, pool, amount })?;
			},
			INominationPoolsCalls::bondExtra(call) => {
				let who = handle.account(handle.sender())?;
				let (pool, _) = membership(handle, &who)?;
				let paid = pending(handle, &who)?;
				let extra = BondExtra::FreeBalance(plancks(call.amount)?);
				handle.dispatch(Call::<T>::bond_extra { extra })?;
				Self::paid(handle, member, pool, paid)?;
				handle.log(INominationPools::Bonded { member, pool, amount: call.amount })?;
			},
			INominationPoolsCalls::bondRewards(_) => {
				let who = handle.account(handle.sender())?;
				let (pool, _) = membership(handle, &who)?;
				let amount = pending(handle, &who)?;
				handle.dispatch(Call::<T>::bond_extra { extra: BondExtra::Rewards })?;
				Self::paid(handle, member, pool, amount)?;
				handle.log(INominationPools::Bonded { member, pool, amount: uint(amount) })?;
			},
			INominationPoolsCalls::claimPayout(_) => {
				let who = handle.account(handle.sender())?;
				let (pool, _) = membership(handle, &who)?;
				let paid = pending(handle, &who)?;
				handle.dispatch(Call::<T>::claim_payout {})?;
				Self::paid(handle, member, pool, paid)?;
			},
			INominationPoolsCalls::unbond(call) => {
				let who = handle.account_at(call.member)?;
				let (pool, _) = membership(handle, &who)?;
				let paid = pending(handle, &who)?;
				handle.dispatch(Call::<T>::unbond {
					member_account: T::Lookup::unlookup(who),
					unbonding_points: plancks(call.points)?,
				})?;
				Self::paid(handle, call.member, pool, paid)?;
				let (member, points) = (call.member, call.points);
				handle.log(INominationPools::Unbonded { member, pool, points })?;
			},
			INominationPoolsCalls::withdrawUnbonded(call) => {
				let who = handle.account_at(call.member)?;
				let (pool, before) = membership(handle, &who)?;
				handle.dispatch(Call::<T>::withdraw_unbonded {
					member_account: T::Lookup::unlookup(who.clone()),
					num_slashing_spans: call.slashingSpans,
				})?;
				let (_, after) = membership(handle, &who)?;
				let points = uint(before.saturating_sub(after));
				handle.log(INominationPools::Withdrawn { member: call.member, pool, points })?;
			},
			INominationPoolsCalls::create(call) => {
				let root = T::Lookup::unlookup(handle.account_at(call.root)?);
				let nominator = T::Lookup::unlookup(handle.account_at(call.nominator)?);
				let bouncer = T::Lookup::unlookup(handle.account_at(call.bouncer)?);
				let amount = plancks(call.amount)?;
				handle.dispatch(Call::<T>::create { amount, root, nominator, bouncer })?;
				handle.reads(1)?;
				let pool = LastPoolId::<T>::get();
				handle.log(INominationPools::PoolCreated { depositor: member, pool })?;
				handle.log(INominationPools::Bonded { member, pool, amount: call.amount })?;
				return Ok(INominationPools::createCall::abi_encode_returns(&pool));
			},
			other => return Self::manage(handle, other),
		}
		Ok(Vec::new())
	}
}

impl NominationPools {
	/// Logs that a member was paid its rewards, where there were any.
	fn paid<T: Config>(
		handle: &mut Handle<'_, '_, T>,
		member: Address,
		pool: u32,
		amount: Balance,
	) -> Step {
		if amount == 0 {
			return Ok(());
		}
		handle.log(INominationPools::PaidOut { member, pool, amount: uint(amount) })
	}

	/// What those do who run a pool, and views.
	fn manage<T>(handle: &mut Handle<'_, '_, T>, call: INominationPoolsCalls) -> Step<Vec<u8>>
	where
		T: Config
			+ pallet_nomination_pools::Config<Currency: Inspect<AccountId, Balance = Balance>>,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		match call {
			INominationPoolsCalls::nominate(call) => {
				let validators = call.validators.iter().copied().map(account32).collect();
				handle.dispatch(Call::<T>::nominate { pool_id: call.pool, validators })?;
				let (pool, validators) = (call.pool, call.validators);
				handle.log(INominationPools::Nominated { pool, validators })?;
			},
			INominationPoolsCalls::chill(call) => {
				handle.dispatch(Call::<T>::chill { pool_id: call.pool })?;
				handle.log(INominationPools::Chilled { pool: call.pool })?;
			},
			INominationPoolsCalls::setState(call) => {
				let state = state(call.state)?;
				handle.dispatch(Call::<T>::set_state { pool_id: call.pool, state })?;
				handle
					.log(INominationPools::StateChanged { pool: call.pool, state: call.state })?;
			},
			INominationPoolsCalls::setMetadata(call) => {
				let metadata = call.metadata.clone().into_bytes();
				handle.dispatch(Call::<T>::set_metadata { pool_id: call.pool, metadata })?;
				let (pool, metadata) = (call.pool, call.metadata);
				handle.log(INominationPools::MetadataSet { pool, metadata })?;
			},
			INominationPoolsCalls::setCommission(call) => {
				let part = commission(call.commission)?;
				let payee = handle.account_at(call.payee)?;
				handle.dispatch(Call::<T>::set_commission {
					pool_id: call.pool,
					new_commission: (call.commission > 0).then_some((part, payee)),
				})?;
				handle.log(INominationPools::CommissionSet {
					pool: call.pool,
					commission: call.commission,
					payee: call.payee,
				})?;
			},
			INominationPoolsCalls::claimCommission(call) => {
				handle.dispatch(Call::<T>::claim_commission { pool_id: call.pool })?;
				handle.log(INominationPools::CommissionClaimed { pool: call.pool })?;
			},
			view => return Self::view(handle, view),
		}
		Ok(Vec::new())
	}

	fn view<T>(handle: &mut Handle<'_, '_, T>, call: INominationPoolsCalls) -> Step<Vec<u8>>
	where
		T: Config
			+ pallet_nomination_pools::Config<Currency: Inspect<AccountId, Balance = Balance>>,
	{
		Ok(match call {
			INominationPoolsCalls::getPool(call) => {
				handle.reads(2)?;
				INominationPools::getPoolCall::abi_encode_returns(&pool::<T>(call.pool)?)
			},
			INominationPoolsCalls::lastPoolId(_) => {
				handle.reads(1)?;
				INominationPools::lastPoolIdCall::abi_encode_returns(&LastPoolId::<T>::get())
			},
			INominationPoolsCalls::getMember(call) => {
				handle.reads(1)?;
				let found = PoolMembers::<T>::get(handle.account_at(call.member)?)
					.ok_or_else(|| revert("PoolMemberNotFound"))?;
				let found = INominationPools::getMemberReturn {
					pool: found.pool_id,
					points: uint(found.points),
					unbonding: found
						.unbonding_eras
						.iter()
						.map(|(era, points)| INominationPools::UnbondingPoints {
							era: *era,
							points: uint(*points),
						})
						.collect(),
				};
				INominationPools::getMemberCall::abi_encode_returns(&found)
			},
			INominationPoolsCalls::memberBalance(call) => {
				handle.reads(BALANCE_READS)?;
				let member = handle.account_at(call.member)?;
				let balance = uint(Pallet::<T>::api_member_total_balance(member));
				INominationPools::memberBalanceCall::abi_encode_returns(&balance)
			},
			INominationPoolsCalls::pendingRewards(call) => {
				let member = handle.account_at(call.member)?;
				let rewards = uint(pending(handle, &member)?);
				INominationPools::pendingRewardsCall::abi_encode_returns(&rewards)
			},
			INominationPoolsCalls::minBonds(_) => {
				handle.reads(2)?;
				INominationPools::minBondsCall::abi_encode_returns(
					&INominationPools::minBondsReturn {
						join: uint(MinJoinBond::<T>::get()),
						create: uint(MinCreateBond::<T>::get()),
					},
				)
			},
			_ => return Err(revert("UnknownSelector")),
		})
	}
}
