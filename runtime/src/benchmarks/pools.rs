// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of `pallet-nomination-pools` over this chain's staking. The SDK's need another staking
//! pallet. Each measures the whole call; pools vote in the bags list with neighbours, so that a
//! changed stake moves a pool between two bags that others are in.

use crate::*;
use alloc::{vec, vec::Vec};
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Get};
use openledger_primitives::OPEN;
use pallet_nomination_pools::{
	adapter::{Pool, StakeStrategy},
	BondExtra, BondedPools, ClaimPermission, ClaimPermissions, CommissionChangeRate,
	CommissionClaimPermission, ConfigOp, LastPoolId, PoolId, PoolMembers, PoolRoles, PoolState,
};
use pallet_staking::{
	slashing::{SlashingSpans, SpanRecord},
	RewardDestination,
};
use sp_runtime::{MultiAddress, Perbill};
use sp_staking::{StakingInterface, StakingUnchecked};

/// Bound that the SDK's weights assume for slashing spans.
const MAX_SPANS: u32 = 100;
/// Most validators that a pool nominates.
const MAX_NOMINATIONS: u32 = configs::staking::MAX_NOMINATIONS;
/// Longest metadata of a pool, bytes.
const MAX_METADATA: u32 = 256;
/// What a pool starts with.
const BOND: Balance = 1_024 * OPEN;

type Adapter = <Runtime as pallet_nomination_pools::Config>::StakeAdapter;

/// The runtime whose pools are measured.
pub trait Config: frame_system::Config {}
impl Config for Runtime {}

/// Carries the benchmarks.
pub struct Pallet<T: Config>(PhantomData<T>);

fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

fn address(who: &AccountId) -> Address {
	MultiAddress::Id(who.clone())
}

/// An account with `balance` and nothing else.
fn funded(name: &'static str, index: u32, balance: Balance) -> AccountId {
	let who: AccountId = account(name, index, 0);
	Balances::set_balance(&who, balance);
	who
}

/// Accounts that validate, so that pools can nominate them.
fn validators(count: u32) -> Vec<AccountId> {
	(0..count)
		.map(|index| {
			let who = funded("validator", index, 2 * BOND);
			Staking::bond(signed(&who), BOND, RewardDestination::Staked).expect("it has the stake");
			Staking::validate(signed(&who), Default::default()).expect("it is bonded");
			who
		})
		.collect()
}

/// A pool with its depositor, who has all roles and twice its bond left.
struct Created {
	id: PoolId,
	depositor: AccountId,
	stash: AccountId,
}

fn limits() {
	NominationPools::set_configs(
		RuntimeOrigin::root(),
		ConfigOp::Set(OPEN),
		ConfigOp::Set(OPEN),
		ConfigOp::Remove,
		ConfigOp::Remove,
		ConfigOp::Remove,
		ConfigOp::Set(Perbill::one()),
	)
	.expect("root sets limits");
}

fn pool(index: u32, bond: Balance, commission: Option<Perbill>) -> Created {
	limits();
	let depositor = funded("depositor", index, 3 * bond + 2 * OPEN);
	let role = || address(&depositor);
	NominationPools::create(signed(&depositor), bond, role(), role(), role())
		.expect("the depositor has the bond");
	let id = LastPoolId::<Runtime>::get();
	if let Some(part) = commission {
		let paid = Some((part, depositor.clone()));
		NominationPools::set_commission(signed(&depositor), id, paid).expect("below the maximum");
	}
	Created { id, stash: NominationPools::generate_bonded_account(id), depositor }
}

/// A pool of `bond` that votes, a second one in its bag, and a third in the bag of `other`.
fn listed(bond: Balance, other: Balance) -> Created {
	let nominated = validators(1);
	let voting = |index, bond| {
		let made = pool(index, bond, Some(Perbill::from_percent(50)));
		NominationPools::nominate(signed(&made.depositor), made.id, nominated.clone())
			.expect("the depositor nominates");
		made
	};
	let first = voting(1, bond);
	voting(2, bond);
	voting(3, other);
	first
}

/// A member of the pool with `stake`, who has as much left.
fn member(pool: &Created, stake: Balance) -> AccountId {
	let who = funded("member", 0, 2 * stake + OPEN);
	NominationPools::join(signed(&who), stake, pool.id).expect("the pool is open");
	who
}

fn set_era(era: u32) {
	<Staking as StakingInterface>::set_era(era);
}

/// An era in which all that was unbonded can be withdrawn.
fn all_unlocked() {
	set_era(Staking::bonding_duration().saturating_add(50));
}

/// Pays `amount` to a pool as if validators had earned it.
fn reward(pool: &Created, amount: Balance) {
	let account = NominationPools::generate_reward_account(pool.id);
	Balances::mint_into(&account, amount).expect("issuance has room");
}

/// Past slashing spans of a stash.
fn spans(stash: &AccountId, count: u32) {
	if count == 0 {
		return;
	}
	for index in 0..count {
		pallet_staking::SpanSlash::<Runtime>::insert(
			(stash, index),
			SpanRecord::<Balance>::default(),
		);
	}
	let past = SlashingSpans {
		span_index: count - 1,
		last_start: count - 1,
		last_nonzero_slash: 0,
		prior: vec![1; count as usize - 1],
	};
	pallet_staking::SlashingSpans::<Runtime>::insert(stash, past);
}

/// Slashes half of a pool's stake.
fn slash_half(pool: &Created, stake: Balance) {
	pallet_staking::slashing::do_slash::<Runtime>(
		&pool.stash,
		stake / 2,
		&mut Default::default(),
		&mut Default::default(),
		0,
	);
}

/// Unbonds `part` in each of as many eras as a member may have unbonding.
fn unbond_in_parts(who: &AccountId, part: Balance, from: u32) {
	let most: u32 = <Runtime as pallet_nomination_pools::Config>::MaxUnbonding::get();
	for era in from..from + most {
		set_era(era);
		NominationPools::unbond(signed(who), address(who), part).expect("it has the points");
	}
	set_era(from + most + 1);
}

/// Makes a pool as it was before stakes were delegated.
fn undelegate(pool: &Created) {
	Adapter::remove_as_agent(Pool::from(pool.stash.clone()));
	let stake = Staking::stake(&pool.stash).expect("the pool is bonded").total;
	Balances::mint_into(&pool.stash, stake + OPEN).expect("issuance has room");
	<Staking as StakingUnchecked>::migrate_to_direct_staker(&pool.stash);
}

fn active(pool: &Created) -> Balance {
	Staking::active_stake(&pool.stash).unwrap_or_default()
}

#[benchmarks]
mod measured {
	use super::*;

	#[benchmark]
	fn join() {
		let pool = listed(BOND, 2 * BOND);
		let who = funded("joiner", 0, BOND + OPEN);
		#[block]
		{
			NominationPools::join(signed(&who), BOND, pool.id).expect("the pool is open");
		}
		assert_eq!(active(&pool), 2 * BOND);
	}

	#[benchmark]
	fn bond_extra_transfer() {
		let pool = listed(BOND, 2 * BOND);
		reward(&pool, OPEN);
		#[block]
		{
			NominationPools::bond_extra(signed(&pool.depositor), BondExtra::FreeBalance(BOND))
				.expect("the depositor has it");
		}
		assert_eq!(active(&pool), 2 * BOND);
	}

	#[benchmark]
	fn bond_extra_other() {
		let pool = listed(BOND, 2 * BOND);
		let all = ClaimPermission::PermissionlessAll;
		NominationPools::set_claim_permission(signed(&pool.depositor), all).expect("a member");
		reward(&pool, 2 * BOND);
		let who = funded("claimer", 0, OPEN);
		#[block]
		{
			let to = address(&pool.depositor);
			NominationPools::bond_extra_other(signed(&who), to, BondExtra::Rewards)
				.expect("anyone may");
		}
		assert!(active(&pool) >= 2 * BOND - OPEN);
	}

	#[benchmark]
	fn claim_payout() {
		let pool = pool(0, BOND, Some(Perbill::from_percent(50)));
		let all = ClaimPermission::PermissionlessAll;
		NominationPools::set_claim_permission(signed(&pool.depositor), all).expect("a member");
		reward(&pool, BOND);
		let who = funded("claimer", 0, OPEN);
		let before = Balances::free_balance(&pool.depositor);
		#[block]
		{
			NominationPools::claim_payout_other(signed(&who), pool.depositor.clone())
				.expect("anyone may");
		}
		assert!(Balances::free_balance(&pool.depositor) > before);
	}

	#[benchmark]
	fn unbond() {
		set_era(0);
		let pool = listed(BOND, BOND / 2);
		let who = member(&pool, BOND);
		reward(&pool, BOND);
		#[block]
		{
			NominationPools::unbond(signed(&who), address(&who), BOND).expect("it has the points");
		}
		assert_eq!(active(&pool), BOND);
		assert_eq!(PoolMembers::<Runtime>::get(&who).map(|member| member.points), Some(0));
	}

	#[benchmark]
	fn pool_withdraw_unbonded(s: Linear<0, MAX_SPANS>) {
		set_era(0);
		let pool = pool(0, BOND, None);
		spans(&pool.stash, s);
		let who = member(&pool, OPEN);
		NominationPools::unbond(signed(&who), address(&who), OPEN).expect("it has the points");
		all_unlocked();
		#[block]
		{
			NominationPools::pool_withdraw_unbonded(signed(&who), pool.id, s).expect("unlocked");
		}
		assert_eq!(Staking::stake(&pool.stash).map(|stake| stake.total), Ok(BOND));
	}

	#[benchmark]
	fn withdraw_unbonded_update(s: Linear<0, MAX_SPANS>) {
		set_era(0);
		let pool = pool(0, BOND, None);
		spans(&pool.stash, s);
		let who = member(&pool, OPEN);
		NominationPools::unbond(signed(&who), address(&who), OPEN).expect("it has the points");
		all_unlocked();
		#[block]
		{
			NominationPools::withdraw_unbonded(signed(&who), address(&who), s).expect("unlocked");
		}
		assert!(!PoolMembers::<Runtime>::contains_key(&who));
	}

	#[benchmark]
	fn withdraw_unbonded_kill(s: Linear<0, MAX_SPANS>) {
		set_era(0);
		let pool = pool(0, BOND, None);
		spans(&pool.stash, s);
		let who = &pool.depositor;
		NominationPools::set_state(signed(who), pool.id, PoolState::Destroying).expect("its root");
		NominationPools::unbond(signed(who), address(who), BOND).expect("the last member");
		all_unlocked();
		#[block]
		{
			NominationPools::withdraw_unbonded(signed(who), address(who), s).expect("unlocked");
		}
		assert!(!BondedPools::<Runtime>::contains_key(pool.id));
	}

	#[benchmark]
	fn create() {
		limits();
		let who = funded("creator", 0, BOND + 2 * OPEN);
		let pools = BondedPools::<Runtime>::count();
		#[block]
		{
			let role = || address(&who);
			NominationPools::create(signed(&who), BOND, role(), role(), role())
				.expect("it has the bond");
		}
		assert_eq!(BondedPools::<Runtime>::count(), pools + 1);
	}

	#[benchmark]
	fn nominate(n: Linear<1, MAX_NOMINATIONS>) {
		let pool = pool(0, BOND, None);
		let chosen = validators(n);
		#[block]
		{
			NominationPools::nominate(signed(&pool.depositor), pool.id, chosen)
				.expect("validators");
		}
		assert_eq!(Staking::nominations(&pool.stash).map(|all| all.len()), Some(n as usize));
	}

	#[benchmark]
	fn set_state() {
		let pool = pool(0, BOND, None);
		// Anyone may destroy a pool whose points are worth too little.
		BondedPools::<Runtime>::mutate(pool.id, |found| {
			if let Some(found) = found {
				found.points = BOND * 10;
			}
		});
		let who = funded("anyone", 0, OPEN);
		#[block]
		{
			NominationPools::set_state(signed(&who), pool.id, PoolState::Destroying)
				.expect("the pool is broken");
		}
	}

	#[benchmark]
	fn set_metadata(n: Linear<1, MAX_METADATA>) {
		let pool = pool(0, BOND, None);
		let text = vec![b'a'; n as usize];
		#[block]
		{
			NominationPools::set_metadata(signed(&pool.depositor), pool.id, text).expect("short");
		}
	}

	#[benchmark]
	fn set_configs() {
		#[block]
		{
			NominationPools::set_configs(
				RuntimeOrigin::root(),
				ConfigOp::Set(Balance::MAX),
				ConfigOp::Set(Balance::MAX),
				ConfigOp::Set(u32::MAX),
				ConfigOp::Set(u32::MAX),
				ConfigOp::Set(u32::MAX),
				ConfigOp::Set(Perbill::one()),
			)
			.expect("root sets limits");
		}
	}

	#[benchmark]
	fn update_roles() {
		let pool = pool(0, BOND, None);
		let new = || ConfigOp::Set(account("role", 0, 0));
		#[block]
		{
			NominationPools::update_roles(signed(&pool.depositor), pool.id, new(), new(), new())
				.expect("its root");
		}
		let PoolRoles { root, .. } =
			BondedPools::<Runtime>::get(pool.id).map(|pool| pool.roles).expect("the pool");
		assert_eq!(root, Some(account("role", 0, 0)));
	}

	#[benchmark]
	fn chill() {
		let pool = pool(0, BOND, None);
		NominationPools::nominate(signed(&pool.depositor), pool.id, validators(MAX_NOMINATIONS))
			.expect("validators");
		#[block]
		{
			NominationPools::chill(signed(&pool.depositor), pool.id).expect("its nominator");
		}
		assert!(Staking::nominations(&pool.stash).is_none());
	}

	#[benchmark]
	fn set_commission() {
		let pool = pool(0, BOND, None);
		let who = &pool.depositor;
		NominationPools::set_commission_max(signed(who), pool.id, Perbill::from_percent(50))
			.expect("its root");
		let rate = CommissionChangeRate { max_increase: Perbill::from_percent(20), min_delay: 0 };
		NominationPools::set_commission_change_rate(signed(who), pool.id, rate).expect("its root");
		#[block]
		{
			let paid = Some((Perbill::from_percent(20), who.clone()));
			NominationPools::set_commission(signed(who), pool.id, paid).expect("within the rate");
		}
	}

	#[benchmark]
	fn set_commission_max() {
		let pool = pool(0, BOND, Some(Perbill::from_percent(50)));
		#[block]
		{
			let most = Perbill::from_percent(40);
			NominationPools::set_commission_max(signed(&pool.depositor), pool.id, most)
				.expect("its root");
		}
	}

	#[benchmark]
	fn set_commission_change_rate() {
		let pool = pool(0, BOND, None);
		#[block]
		{
			let rate =
				CommissionChangeRate { max_increase: Perbill::from_percent(50), min_delay: 1_000 };
			NominationPools::set_commission_change_rate(signed(&pool.depositor), pool.id, rate)
				.expect("its root");
		}
	}

	#[benchmark]
	fn set_commission_claim_permission() {
		let pool = pool(0, BOND, None);
		#[block]
		{
			let to = Some(CommissionClaimPermission::Account(pool.depositor.clone()));
			NominationPools::set_commission_claim_permission(signed(&pool.depositor), pool.id, to)
				.expect("its root");
		}
	}

	#[benchmark]
	fn set_claim_permission() {
		let pool = pool(0, BOND, None);
		let who = member(&pool, OPEN);
		let new = ClaimPermission::PermissionlessAll;
		#[block]
		{
			NominationPools::set_claim_permission(signed(&who), new).expect("a member");
		}
		assert_eq!(ClaimPermissions::<Runtime>::get(&who), new);
	}

	#[benchmark]
	fn claim_commission() {
		let pool = pool(0, BOND, Some(Perbill::from_percent(50)));
		reward(&pool, BOND);
		NominationPools::claim_payout(signed(&pool.depositor)).expect("there is a reward");
		let before = Balances::free_balance(&pool.depositor);
		#[block]
		{
			NominationPools::claim_commission(signed(&pool.depositor), pool.id).expect("its root");
		}
		assert!(Balances::free_balance(&pool.depositor) > before);
	}

	#[benchmark]
	fn adjust_pool_deposit() {
		let pool = pool(0, BOND, None);
		let account = NominationPools::generate_reward_account(pool.id);
		NominationPools::unfreeze_pool_deposit(&account).expect("it was frozen");
		#[block]
		{
			NominationPools::adjust_pool_deposit(signed(&pool.depositor), pool.id)
				.expect("the deposit is not frozen");
		}
	}

	#[benchmark]
	fn apply_slash() {
		let pool = pool(0, BOND, None);
		slash_half(&pool, BOND);
		unbond_in_parts(&pool.depositor, OPEN, 1);
		let who = funded("reporter", 0, OPEN);
		#[block]
		{
			NominationPools::apply_slash(signed(&who), address(&pool.depositor))
				.expect("a slash is pending");
		}
	}

	#[benchmark]
	fn apply_slash_fail() {
		let pool = pool(0, BOND, None);
		slash_half(&pool, BOND);
		set_era(1);
		let who = member(&pool, BOND);
		unbond_in_parts(&who, OPEN, 2);
		#[block]
		{
			NominationPools::apply_slash(signed(&who), address(&who))
				.expect_err("who joined later owes nothing");
		}
	}

	#[benchmark]
	fn pool_migrate() {
		let pool = pool(0, BOND, None);
		undelegate(&pool);
		#[block]
		{
			NominationPools::migrate_pool_to_delegate_stake(signed(&pool.depositor), pool.id)
				.expect("the pool stakes directly");
		}
	}

	#[benchmark]
	fn migrate_delegation() {
		let pool = pool(0, BOND, None);
		undelegate(&pool);
		NominationPools::migrate_pool_to_delegate_stake(signed(&pool.depositor), pool.id)
			.expect("the pool stakes directly");
		#[block]
		{
			NominationPools::migrate_delegation(signed(&pool.depositor), address(&pool.depositor))
				.expect("its stake is not delegated yet");
		}
	}

	impl_benchmark_test_suite!(Pallet, crate::benchmarks::genesis(), Runtime);
}
