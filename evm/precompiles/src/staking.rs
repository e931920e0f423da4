// SPDX-License-Identifier: Apache-2.0

//! 0x805: staking.

use crate::{
	abi::IStaking::{self, IStakingCalls},
	kit::{
		account32, address, bytes32, plancks, revert, sol_address, uint, Handle, Precompile, Step,
	},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_primitives::{Address, B256};
use alloy_sol_types::SolCall;
use frame_support::traits::Get;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use pallet_staking::{
	ActiveEra, Call, CurrentEra, ErasStakersOverview, ErasTotalStake, ErasValidatorReward, Ledger,
	MinNominatorBond, MinValidatorBond, Nominators, Payee, RewardDestination, ValidatorCount,
	ValidatorPrefs, Validators,
};
use sp_runtime::{traits::StaticLookup, Perbill};

/// Staking: bond, nominate, validate.
pub struct Staking;

/// Parts of a whole, in which commissions are given.
const BILLION: u32 = 1_000_000_000;

/// A part of a whole.
pub(crate) fn commission(parts: u32) -> Step<Perbill> {
	if parts > BILLION {
		return Err(revert("CommissionTooHigh"));
	}
	Ok(Perbill::from_parts(parts))
}

/// What a stash has bonded: all of it, and what is not being freed. One read: a stash is its own
/// controller.
fn stake<T>(handle: &mut Handle<'_, '_, T>, stash: &AccountId) -> Step<(Balance, Balance)>
where
	T: Config + pallet_staking::Config<CurrencyBalance = Balance>,
{
	handle.reads(1)?;
	Ok(Ledger::<T>::get(stash).map_or((0, 0), |ledger| (ledger.total, ledger.active)))
}

fn payee<T: Config>(
	handle: &mut Handle<'_, '_, T>,
	kind: IStaking::Payee,
	account: Address,
) -> Step<RewardDestination<AccountId>> {
	if !matches!(kind, IStaking::Payee::Account) && !account.is_zero() {
		return Err(revert("UnexpectedAccount"));
	}
	Ok(match kind {
		IStaking::Payee::Staked => RewardDestination::Staked,
		IStaking::Payee::Stash => RewardDestination::Stash,
		IStaking::Payee::Account => RewardDestination::Account(handle.account_at(account)?),
		IStaking::Payee::None => RewardDestination::None,
		IStaking::Payee::__Invalid => return Err(revert("BadEncoding")),
	})
}

impl Staking {
	fn nominate<T>(
		handle: &mut Handle<'_, '_, T>,
		targets: Vec<AccountId>,
		names: Vec<B256>,
	) -> Step
	where
		T: Config + pallet_staking::Config<CurrencyBalance = Balance>,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		let targets = targets.into_iter().map(T::Lookup::unlookup).collect();
		handle.dispatch(Call::<T>::nominate { targets })?;
		let stash = sol_address(handle.sender());
		handle.log(IStaking::Nominated { stash, targets: names })
	}
}

impl<T> Precompile<T> for Staking
where
	T: Config + pallet_staking::Config<CurrencyBalance = Balance>,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x805;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IStakingCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IStakingCalls) -> PrecompileResult {
		let stash = sol_address(handle.sender());
		match call {
			IStakingCalls::bond(call) => {
				let value = plancks(call.value)?;
				let payee = payee(handle, call.payee, call.account)?;
				handle.dispatch(Call::<T>::bond { value, payee })?;
				let who = handle.account(handle.sender())?;
				let (total, _) = stake(handle, &who)?;
				handle.log(IStaking::Bonded { stash, amount: uint(total) })?;
			},
			IStakingCalls::bondExtra(call) => {
				let who = handle.account(handle.sender())?;
				let (before, _) = stake(handle, &who)?;
				let max_additional = plancks(call.maxAdditional)?;
				handle.dispatch(Call::<T>::bond_extra { max_additional })?;
				let (after, _) = stake(handle, &who)?;
				let amount = uint(after.saturating_sub(before));
				handle.log(IStaking::Bonded { stash, amount })?;
			},
			IStakingCalls::unbond(call) => {
				let who = handle.account(handle.sender())?;
				let (_, before) = stake(handle, &who)?;
				handle.dispatch(Call::<T>::unbond { value: plancks(call.value)? })?;
				let (_, after) = stake(handle, &who)?;
				let amount = uint(before.saturating_sub(after));
				handle.log(IStaking::Unbonded { stash, amount })?;
			},
			IStakingCalls::rebond(call) => {
				let who = handle.account(handle.sender())?;
				let (_, before) = stake(handle, &who)?;
				handle.dispatch(Call::<T>::rebond { value: plancks(call.value)? })?;
				let (_, after) = stake(handle, &who)?;
				let amount = uint(after.saturating_sub(before));
				handle.log(IStaking::Bonded { stash, amount })?;
			},
			IStakingCalls::withdrawUnbonded(call) => {
				let who = handle.account(handle.sender())?;
				let (before, _) = stake(handle, &who)?;
				let num_slashing_spans = call.slashingSpans;
				handle.dispatch(Call::<T>::withdraw_unbonded { num_slashing_spans })?;
				let (after, _) = stake(handle, &who)?;
				let amount = uint(before.saturating_sub(after));
				handle.log(IStaking::Withdrawn { stash, amount })?;
			},
			IStakingCalls::nominate(call) => {
				let targets = call.targets.iter().copied().map(account32).collect();
				Self::nominate(handle, targets, call.targets)?;
			},
			IStakingCalls::nominateAddresses(call) => {
				let targets = call
					.targets
					.into_iter()
					.map(|target| handle.account_at(target))
					.collect::<Step<Vec<_>>>()?;
				let names = targets.iter().cloned().map(bytes32).collect();
				Self::nominate(handle, targets, names)?;
			},
			IStakingCalls::validate(call) => {
				let prefs = ValidatorPrefs {
					commission: commission(call.commission)?,
					blocked: call.blocked,
				};
				handle.dispatch(Call::<T>::validate { prefs })?;
				handle.log(IStaking::ValidatorPrefsSet {
					stash,
					commission: call.commission,
					blocked: call.blocked,
				})?;
			},
			IStakingCalls::chill(_) => {
				handle.dispatch(Call::<T>::chill {})?;
				handle.log(IStaking::Chilled { stash })?;
			},
			IStakingCalls::setPayee(call) => {
				let payee = payee(handle, call.payee, call.account)?;
				handle.dispatch(Call::<T>::set_payee { payee })?;
				handle.log(IStaking::PayeeSet {
					stash,
					payee: call.payee,
					account: call.account,
				})?;
			},
			IStakingCalls::payoutStakers(call) => {
				let validator_stash = account32(call.validator);
				handle.dispatch(Call::<T>::payout_stakers { validator_stash, era: call.era })?;
				handle.log(IStaking::StakersPaid { validator: call.validator, era: call.era })?;
			},
			IStakingCalls::kick(call) => {
				let mut who = Vec::new();
				for nominator in &call.nominators {
					who.push(T::Lookup::unlookup(handle.account_at(*nominator)?));
				}
				handle.dispatch(Call::<T>::kick { who })?;
				handle.log(IStaking::Kicked { validator: stash, nominators: call.nominators })?;
			},
			view => return Self::view(handle, view),
		}
		Ok(Vec::new())
	}
}

impl Staking {
	fn view<T>(handle: &mut Handle<'_, '_, T>, call: IStakingCalls) -> PrecompileResult
	where
		T: Config + pallet_staking::Config<CurrencyBalance = Balance>,
	{
		Ok(match call {
			IStakingCalls::ledger(call) => {
				handle.reads(1)?;
				let found = Ledger::<T>::get(handle.account_at(call.stash)?);
				let found = match found {
					Some(ledger) => IStaking::ledgerReturn {
						total: uint(ledger.total),
						active: uint(ledger.active),
						unlocking: ledger
							.unlocking
							.iter()
							.map(|chunk| IStaking::UnlockChunk {
								value: uint(chunk.value),
								era: chunk.era,
							})
							.collect(),
					},
					None => IStaking::ledgerReturn {
						total: uint(0),
						active: uint(0),
						unlocking: Vec::new(),
					},
				};
				IStaking::ledgerCall::abi_encode_returns(&found)
			},
			IStakingCalls::payeeOf(call) => {
				handle.reads(1)?;
				let stash = handle.account_at(call.stash)?;
				let (payee, account) = match Payee::<T>::get(stash) {
					Some(RewardDestination::Staked) => (IStaking::Payee::Staked, Address::ZERO),
					Some(RewardDestination::Stash) => (IStaking::Payee::Stash, Address::ZERO),
					Some(RewardDestination::Account(who)) => {
						(IStaking::Payee::Account, address(&who))
					},
					Some(RewardDestination::None) | None => (IStaking::Payee::None, Address::ZERO),
					// The controller, which is the stash.
					#[allow(deprecated)]
					Some(RewardDestination::Controller) => (IStaking::Payee::Stash, Address::ZERO),
				};
				IStaking::payeeOfCall::abi_encode_returns(&IStaking::payeeOfReturn {
					payee,
					account,
				})
			},
			IStakingCalls::nominationsOf(call) => {
				handle.reads(1)?;
				let found = Nominators::<T>::get(handle.account_at(call.stash)?);
				let found = IStaking::nominationsOfReturn {
					submittedIn: found.as_ref().map_or(0, |found| found.submitted_in),
					targets: found
						.map(|found| found.targets.into_iter().map(bytes32).collect())
						.unwrap_or_default(),
				};
				IStaking::nominationsOfCall::abi_encode_returns(&found)
			},
			IStakingCalls::isNominator(call) => {
				handle.reads(1)?;
				let stash = handle.account_at(call.stash)?;
				let found = Nominators::<T>::contains_key(stash);
				IStaking::isNominatorCall::abi_encode_returns(&found)
			},
			IStakingCalls::isValidator(call) => {
				handle.reads(1)?;
				let found = Validators::<T>::contains_key(account32(call.validator));
				IStaking::isValidatorCall::abi_encode_returns(&found)
			},
			IStakingCalls::validatorPrefs(call) => {
				handle.reads(1)?;
				let prefs = Validators::<T>::get(account32(call.validator));
				IStaking::validatorPrefsCall::abi_encode_returns(&IStaking::validatorPrefsReturn {
					commission: prefs.commission.deconstruct(),
					blocked: prefs.blocked,
				})
			},
			IStakingCalls::exposure(call) => {
				handle.reads(1)?;
				let found = ErasStakersOverview::<T>::get(call.era, account32(call.validator));
				let found = IStaking::exposureReturn {
					total: uint(found.as_ref().map_or(0, |found| found.total)),
					own: uint(found.as_ref().map_or(0, |found| found.own)),
					nominators: found.as_ref().map_or(0, |found| found.nominator_count),
					pages: found.as_ref().map_or(0, |found| found.page_count),
				};
				IStaking::exposureCall::abi_encode_returns(&found)
			},
			IStakingCalls::eraTotals(call) => {
				handle.reads(2)?;
				IStaking::eraTotalsCall::abi_encode_returns(&IStaking::eraTotalsReturn {
					staked: uint(ErasTotalStake::<T>::get(call.era)),
					reward: uint(ErasValidatorReward::<T>::get(call.era).unwrap_or_default()),
				})
			},
			IStakingCalls::activeEra(_) => {
				handle.reads(1)?;
				let era = ActiveEra::<T>::get().map_or(0, |era| era.index);
				IStaking::activeEraCall::abi_encode_returns(&era)
			},
			IStakingCalls::currentEra(_) => {
				handle.reads(1)?;
				let era = CurrentEra::<T>::get().unwrap_or_default();
				IStaking::currentEraCall::abi_encode_returns(&era)
			},
			IStakingCalls::bondingDuration(_) => {
				// A runtime may keep it in storage.
				handle.reads(1)?;
				IStaking::bondingDurationCall::abi_encode_returns(&T::BondingDuration::get())
			},
			IStakingCalls::minNominatorBond(_) => {
				handle.reads(1)?;
				let least = uint(MinNominatorBond::<T>::get());
				IStaking::minNominatorBondCall::abi_encode_returns(&least)
			},
			IStakingCalls::minValidatorBond(_) => {
				handle.reads(1)?;
				let least = uint(MinValidatorBond::<T>::get());
				IStaking::minValidatorBondCall::abi_encode_returns(&least)
			},
			IStakingCalls::validatorCount(_) => {
				handle.reads(1)?;
				let count = ValidatorCount::<T>::get();
				IStaking::validatorCountCall::abi_encode_returns(&count)
			},
			_ => return Err(revert("UnknownSelector")),
		})
	}
}
