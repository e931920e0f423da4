// SPDX-License-Identifier: Apache-2.0

//! Staking, pools, referenda and votes by Ethereum keys, through the precompiles of the real runtime.

use crate::scene::{call, genesis, run, Key};
use alloy_primitives::{Address, Bytes, B256, U256};
use alloy_sol_types::{Revert, SolCall, SolError, SolEvent};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult, traits::Get};
use hex_literal::hex;
use openledger_evm_precompiles::{
	abi::{IBatch, IConvictionVoting, INominationPools, IReferenda, IStaking},
	address_of, ADDRESSES,
};
use openledger_evm_primitives::{
	CallRequest, Evm as _, EvmTransaction, Execution, ExitReason, Overrides, TransactionKind,
};
use openledger_primitives::{Balance, MILLI, OPEN};
use openledger_primitives_account::{eth_account, evm_address};
use openledger_runtime::{
	configs::tracks, genesis_config_presets::GENESIS_STAKE, AccountId, Balances, BaseFee, Evm,
	EvmPrecompiles, OriginCaller, Runtime, RuntimeCall, Staking,
};
use pallet_origins::Origin;
use sp_core::H160;
use sp_runtime::{traits::Dispatchable, DispatchError};

const BATCH: u64 = 0x801;
const STAKING: u64 = 0x805;
const POOLS: u64 = 0x806;
const REFERENDA: u64 = 0x807;
const VOTING: u64 = 0x808;

/// The first accounts of Ethereum's tools: a million OPEN each.
const ANN: H160 = H160(hex!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
const BEN: H160 = H160(hex!("70997970c51812dc3a010c7d01b50e0d17dc79c8"));

fn sol(address: H160) -> Address {
	Address::from(address.0)
}

fn open(amount: Balance) -> U256 {
	U256::from(amount * OPEN)
}

fn alice() -> B256 {
	B256::from_slice(Key::Alice.to_account_id().as_ref())
}

/// A transaction.
fn send(from: H160, number: u64, input: Vec<u8>) -> Execution {
	send_with(from, number, input, 10_000_000)
}

/// A transaction with an amount of gas.
fn send_with(from: H160, number: u64, input: Vec<u8>, gas_limit: u64) -> Execution {
	Evm::execute(&EvmTransaction {
		kind: TransactionKind::DynamicFee,
		from,
		to: Some(address_of(number)),
		input,
		gas_limit,
		max_fee_per_gas: BaseFee::get() * 2,
		nonce: Evm::account(from).nonce,
		chain_id: Some(42),
		..Default::default()
	})
	.expect("the transaction is valid")
}

fn reason(output: &[u8]) -> String {
	Revert::abi_decode_validate(output)
		.map_or_else(|_| format!("{output:?}"), |revert| revert.reason)
}

/// A call that succeeds: what it returned.
fn act<C: SolCall>(from: H160, number: u64, call: C) -> C::Return {
	let done = send(from, number, call.abi_encode());
	assert_eq!(done.exit, ExitReason::Succeed, "{}: {}", C::SIGNATURE, reason(&done.output));
	assert!(!done.logs.is_empty(), "{}: every change has a log", C::SIGNATURE);
	assert!(done.logs.iter().all(|log| log.address == address_of(number)));
	C::abi_decode_returns_validate(&done.output).unwrap()
}

/// As [`act`], with the last log as an event.
fn event<C: SolCall, E: SolEvent>(from: H160, number: u64, call: C) -> E {
	let done = send(from, number, call.abi_encode());
	assert_eq!(done.exit, ExitReason::Succeed, "{}: {}", C::SIGNATURE, reason(&done.output));
	let log = done.logs.last().unwrap();
	assert_eq!(log.address, address_of(number));
	E::decode_raw_log_validate(log.topics.iter().map(|t| B256::from(t.0)), &log.data).unwrap()
}

/// Why a call reverts.
fn refused<C: SolCall>(from: H160, number: u64, call: C) -> String {
	let done = send(from, number, call.abi_encode());
	assert_eq!(done.exit, ExitReason::Revert, "{}", C::SIGNATURE);
	assert!(done.logs.is_empty());
	reason(&done.output)
}

/// What a view gives.
fn view<C: SolCall>(number: u64, call: C) -> C::Return {
	let request = CallRequest {
		from: BEN,
		to: Some(address_of(number)),
		input: call.abi_encode(),
		..Default::default()
	};
	let done = Evm::rpc_call(&request, &Overrides::default(), 10_000_000).unwrap();
	assert_eq!(done.exit, ExitReason::Succeed, "{}: {}", C::SIGNATURE, reason(&done.output));
	C::abi_decode_returns_validate(&done.output).unwrap()
}

fn active_era() -> u32 {
	view(STAKING, IStaking::activeEraCall {})
}

/// Runs blocks until `count` more eras have begun.
fn eras(count: u32) {
	let target = active_era() + count;
	for _ in 0..count * 200 {
		if active_era() >= target {
			return;
		}
		run(1);
	}
	panic!("no new era");
}

fn bond(amount: Balance) -> IStaking::bondCall {
	let payee = IStaking::Payee::Staked;
	IStaking::bondCall { value: open(amount), payee, account: Address::ZERO }
}

fn nominate_alice() -> IStaking::nominateCall {
	IStaking::nominateCall { targets: vec![alice()] }
}

fn ledger(stash: H160) -> IStaking::ledgerReturn {
	view(STAKING, IStaking::ledgerCall { stash: sol(stash) })
}

/// Dispatches a call as a track's origin.
fn as_track(origin: Origin, call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(origin.into()).map(|_| ()).map_err(|error| error.error)
}

#[test]
fn a_holder_stakes_earns_and_leaves() {
	genesis("development").execute_with(|| {
		run(1);
		let bonded: IStaking::Bonded = event(ANN, STAKING, bond(10_000));
		assert_eq!((bonded.stash, bonded.amount), (sol(ANN), open(10_000)));
		let nominated: IStaking::Nominated = event(ANN, STAKING, nominate_alice());
		assert_eq!(nominated.targets, [alice()]);
		let more: IStaking::Bonded =
			event(ANN, STAKING, IStaking::bondExtraCall { maxAdditional: open(5_000) });
		assert_eq!(more.amount, open(5_000));
		assert!(view(STAKING, IStaking::isNominatorCall { stash: sol(ANN) }));
		assert!(!view(STAKING, IStaking::isNominatorCall { stash: sol(BEN) }));
		let found = view(STAKING, IStaking::nominationsOfCall { stash: sol(ANN) });
		assert_eq!(found.targets, [alice()]);
		assert_eq!(ledger(ANN).active, open(15_000));

		// From the era after next on the stake backs Alice and earns.
		eras(2);
		let era = active_era();
		assert!(view(STAKING, IStaking::currentEraCall {}) >= era);
		let backing = view(STAKING, IStaking::exposureCall { era, validator: alice() });
		// Elections count in units of the issuance over 2⁶⁴.
		let close = |found: U256, stake: U256| found.abs_diff(stake) < U256::from(MILLI);
		assert!(close(backing.own, U256::from(GENESIS_STAKE)), "{}", backing.own);
		assert!(close(backing.total, U256::from(GENESIS_STAKE) + open(15_000)));
		assert_eq!((backing.nominators, backing.pages), (1, 1));
		let totals = view(STAKING, IStaking::eraTotalsCall { era });
		assert_eq!((totals.staked, totals.reward), (backing.total, U256::ZERO));
		eras(1);
		assert!(view(STAKING, IStaking::eraTotalsCall { era }).reward > U256::ZERO);
		let payout = IStaking::payoutStakersCall { validator: alice(), era };
		let paid: IStaking::StakersPaid = event(BEN, STAKING, payout.clone());
		assert_eq!((paid.validator, paid.era), (alice(), era));
		let earned = ledger(ANN).active - open(15_000);
		assert!(earned > U256::ZERO, "the reward is staked");
		assert_eq!(refused(BEN, STAKING, payout), "AlreadyClaimed");

		// What is unbonded is free after the bonding duration.
		let unbond = |amount| IStaking::unbondCall { value: amount };
		assert_eq!(refused(ANN, STAKING, unbond(open(15_000))), "InsufficientBond");
		event::<_, IStaking::Chilled>(ANN, STAKING, IStaking::chillCall {});
		let unbonded: IStaking::Unbonded = event(ANN, STAKING, unbond(open(20_000)));
		assert_eq!(unbonded.amount, open(15_000) + earned);
		let back: IStaking::Bonded =
			event(ANN, STAKING, IStaking::rebondCall { value: open(1_000) });
		assert_eq!(back.amount, open(1_000));
		act(ANN, STAKING, unbond(open(1_000)));
		let unlocking = ledger(ANN).unlocking;
		let duration = view(STAKING, IStaking::bondingDurationCall {});
		assert_eq!(unlocking.len(), 1);
		assert_eq!(unlocking[0].era, view(STAKING, IStaking::currentEraCall {}) + duration);
		assert_eq!(unlocking[0].value, open(15_000) + earned);
		let early: IStaking::Withdrawn =
			event(ANN, STAKING, IStaking::withdrawUnbondedCall { slashingSpans: 0 });
		assert_eq!(early.amount, U256::ZERO);
		eras(duration + 1);
		let before = Evm::account(ANN).balance;
		let withdrawn: IStaking::Withdrawn =
			event(ANN, STAKING, IStaking::withdrawUnbondedCall { slashingSpans: 0 });
		assert_eq!(withdrawn.amount, open(15_000) + earned);
		assert!(Evm::account(ANN).balance > before, "all of it is free again");
		assert_eq!(ledger(ANN).total, U256::ZERO);
		assert_ok!(Staking::ledger(sp_staking::StakingAccount::Stash(Key::Alice.to_account_id())));
	});
}

#[test]
fn rewards_go_where_their_owner_says() {
	genesis("development").execute_with(|| {
		run(1);
		let payee = |kind, account| IStaking::setPayeeCall { payee: kind, account };
		let found = || view(STAKING, IStaking::payeeOfCall { stash: sol(ANN) });
		assert_eq!(
			refused(ANN, STAKING, payee(IStaking::Payee::Stash, Address::ZERO)),
			"NotController"
		);
		act(ANN, STAKING, bond(1_000));
		for kind in [IStaking::Payee::Stash, IStaking::Payee::None, IStaking::Payee::Staked] {
			act(ANN, STAKING, payee(kind, Address::ZERO));
			assert_eq!((found().payee as u8, found().account), (kind as u8, Address::ZERO));
			assert_eq!(refused(ANN, STAKING, payee(kind, sol(BEN))), "UnexpectedAccount");
		}
		act(ANN, STAKING, payee(IStaking::Payee::Account, sol(BEN)));
		let account = IStaking::Payee::Account as u8;
		assert_eq!((found().payee as u8, found().account), (account, sol(BEN)));
	});
}

#[test]
fn a_holder_validates() {
	genesis("development").execute_with(|| {
		run(1);
		let validate = |commission| IStaking::validateCall { commission, blocked: true };
		assert_eq!(refused(ANN, STAKING, validate(0)), "NotController");
		act(ANN, STAKING, bond(20_000));
		assert_eq!(refused(ANN, STAKING, validate(1_000_000_001)), "CommissionTooHigh");
		let set: IStaking::ValidatorPrefsSet = event(ANN, STAKING, validate(50_000_000));
		assert_eq!((set.stash, set.commission, set.blocked), (sol(ANN), 50_000_000, true));
		let validator = B256::from_slice(eth_account(ANN).as_ref());
		assert!(view(STAKING, IStaking::isValidatorCall { validator }));
		let prefs = view(STAKING, IStaking::validatorPrefsCall { validator });
		assert_eq!((prefs.commission, prefs.blocked), (50_000_000, true));
		// Nobody new may nominate who blocks.
		act(BEN, STAKING, bond(1_000));
		let target = || IStaking::nominateAddressesCall { targets: vec![sol(ANN)] };
		assert_eq!(refused(BEN, STAKING, target()), "BadTarget");
		act(ANN, STAKING, IStaking::validateCall { commission: 0, blocked: false });
		let nominated: IStaking::Nominated = event(BEN, STAKING, target());
		assert_eq!(nominated.targets, [validator]);
		act(ANN, STAKING, IStaking::kickCall { nominators: vec![sol(BEN)] });
		let left = view(STAKING, IStaking::nominationsOfCall { stash: sol(BEN) });
		assert!(left.targets.is_empty());
		act(ANN, STAKING, IStaking::chillCall {});
		assert!(!view(STAKING, IStaking::isValidatorCall { validator }));
		assert!(
			view(STAKING, IStaking::minValidatorBondCall {})
				> view(STAKING, IStaking::minNominatorBondCall {})
		);
		assert!(view(STAKING, IStaking::validatorCountCall {}) > 0);
	});
}

#[test]
fn refusals_have_the_runtimes_names() {
	genesis("development").execute_with(|| {
		run(1);
		assert_eq!(refused(ANN, STAKING, nominate_alice()), "NotController");
		assert_eq!(refused(ANN, STAKING, bond(0)), "InsufficientBond");
		act(ANN, STAKING, bond(50));
		assert_eq!(refused(ANN, STAKING, bond(50)), "AlreadyBonded");
		assert_eq!(refused(ANN, STAKING, nominate_alice()), "InsufficientBond");
		act(ANN, STAKING, IStaking::bondExtraCall { maxAdditional: open(1_000) });
		let nobody = IStaking::nominateCall { targets: vec![] };
		assert_eq!(refused(ANN, STAKING, nobody), "EmptyTargets");
		let many = IStaking::nominateCall { targets: vec![alice(); 17] };
		assert_eq!(refused(ANN, STAKING, many), "TooManyTargets");
		let too_much = IStaking::bondExtraCall { maxAdditional: U256::MAX };
		assert_eq!(refused(ANN, STAKING, too_much), "AmountTooLarge");
		let rebond = IStaking::rebondCall { value: open(1) };
		assert_eq!(refused(ANN, STAKING, rebond), "NoUnlockChunk");
		let future = IStaking::payoutStakersCall { validator: alice(), era: 99 };
		assert_eq!(refused(ANN, STAKING, future), "InvalidEraToReward");
		let join = INominationPools::joinCall { amount: open(1), pool: 1 };
		assert_eq!(refused(BEN, POOLS, join), "PoolNotFound");
		let vote = IConvictionVoting::voteSplitCall { referendum: 0, aye: open(1), nay: open(1) };
		assert_eq!(refused(BEN, VOTING, vote), "NotOngoing");
	});
}

#[test]
fn holders_stake_together() {
	genesis("development").execute_with(|| {
		run(1);
		let roles = (sol(ANN), sol(ANN), sol(ANN));
		let (root, nominator, bouncer) = roles;
		let amount = open(10_000);
		let pool =
			act(ANN, POOLS, INominationPools::createCall { amount, root, nominator, bouncer });
		assert_eq!(pool, view(POOLS, INominationPools::lastPoolIdCall {}));
		act(ANN, POOLS, INominationPools::setMetadataCall { pool, metadata: "Ours".into() });
		let commission = 100_000_000;
		let payee = sol(ANN);
		act(ANN, POOLS, INominationPools::setCommissionCall { pool, commission, payee });
		act(ANN, POOLS, INominationPools::nominateCall { pool, validators: vec![alice()] });
		let joined: INominationPools::Bonded =
			event(BEN, POOLS, INominationPools::joinCall { amount: open(1_000), pool });
		assert_eq!((joined.member, joined.pool, joined.amount), (sol(BEN), pool, open(1_000)));
		act(BEN, POOLS, INominationPools::bondExtraCall { amount: open(500) });

		let found = view(POOLS, INominationPools::getPoolCall { pool });
		assert_eq!((found.points, found.members), (open(11_500), 2));
		assert_eq!(
			(found.depositor, found.root, found.nominator, found.bouncer),
			(sol(ANN), root, nominator, bouncer)
		);
		assert_eq!((found.commission, found.commissionPayee), (commission, payee));
		assert_eq!(found.metadata, "Ours");
		let member = view(POOLS, INominationPools::getMemberCall { member: sol(BEN) });
		assert_eq!((member.pool, member.points, member.unbonding.len()), (pool, open(1_500), 0));
		let balance = || view(POOLS, INominationPools::memberBalanceCall { member: sol(BEN) });
		assert_eq!(balance(), open(1_500));

		// The pool earns and its members are paid.
		eras(3);
		let era = active_era() - 1;
		act(BEN, STAKING, IStaking::payoutStakersCall { validator: alice(), era });
		let pending = || view(POOLS, INominationPools::pendingRewardsCall { member: sol(BEN) });
		let rewards = pending();
		assert!(rewards > U256::ZERO);
		let paid: INominationPools::PaidOut =
			event(BEN, POOLS, INominationPools::claimPayoutCall {});
		assert_eq!((paid.member, paid.pool, paid.amount), (sol(BEN), pool, rewards));
		assert_eq!(pending(), U256::ZERO);
		act(ANN, POOLS, INominationPools::bondRewardsCall {});
		act(ANN, POOLS, INominationPools::claimCommissionCall { pool });

		let unbond = |points| INominationPools::unbondCall { member: sol(BEN), points };
		let freed: INominationPools::Unbonded = event(BEN, POOLS, unbond(open(1_500)));
		assert_eq!(freed.points, open(1_500));
		let unbonding = view(POOLS, INominationPools::getMemberCall { member: sol(BEN) }).unbonding;
		assert_eq!(unbonding.len(), 1);
		assert_eq!(unbonding[0].points, open(1_500));
		let withdraw =
			|| INominationPools::withdrawUnbondedCall { member: sol(BEN), slashingSpans: 0 };
		assert_eq!(refused(BEN, POOLS, withdraw()), "CannotWithdrawAny");
		eras(view(STAKING, IStaking::bondingDurationCall {}) + 1);
		let withdrawn: INominationPools::Withdrawn = event(BEN, POOLS, withdraw());
		assert_eq!(withdrawn.points, open(1_500));
		assert_eq!(balance(), U256::ZERO);

		// Who may not, may not.
		let state = INominationPools::PoolState::Blocked;
		let set = || INominationPools::setStateCall { pool, state };
		assert_eq!(refused(BEN, POOLS, set()), "CanNotChangeState");
		let changed: INominationPools::StateChanged = event(ANN, POOLS, set());
		assert_eq!(changed.state as u8, state as u8);
		let join = INominationPools::joinCall { amount: open(1_000), pool };
		assert_eq!(refused(BEN, POOLS, join), "NotOpen");
		act(ANN, POOLS, INominationPools::chillCall { pool });
		let bonds = view(POOLS, INominationPools::minBondsCall {});
		assert!(bonds.join < bonds.create);
	});
}

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: b"hello".to_vec() }.into()
}

fn submit_inline(track: u16) -> IReferenda::submitInlineCall {
	IReferenda::submitInlineCall { track, proposal: remark().encode().into(), enactAfter: 5 }
}

#[test]
fn proposals_act_as_their_track_says() {
	genesis("development").execute_with(|| {
		run(1);
		let listed = view(REFERENDA, IReferenda::tracksCall {});
		assert_eq!(listed.len(), 6);
		for track in &listed {
			let index = act(ANN, REFERENDA, submit_inline(track.id));
			let found = view(REFERENDA, IReferenda::getReferendumCall { index });
			assert_eq!(found.track, track.id, "{}", track.name);
			assert_eq!(found.submitter, sol(ANN));
			assert!(track.decisionDeposit > U256::ZERO && track.decisionPeriod > 0);
		}
		assert_eq!(listed[3].name, "economy");
		let economy = pallet_referenda::ReferendumInfoFor::<Runtime>::get(3);
		let Some(pallet_referenda::ReferendumInfo::Ongoing(economy)) = economy else {
			panic!("the referendum is not ongoing")
		};
		assert_eq!(economy.origin, OriginCaller::Origins(Origin::Economy));
		assert_eq!(view(REFERENDA, IReferenda::referendumCountCall {}), 6);
		assert_eq!(refused(ANN, REFERENDA, submit_inline(2)), "UnknownTrack");
		let long = IReferenda::submitInlineCall {
			track: 0,
			proposal: Bytes::from(vec![0; 129]),
			enactAfter: 0,
		};
		assert_eq!(refused(ANN, REFERENDA, long), "TooLong");
	});
}

#[test]
fn preimages_are_noted_and_taken_back() {
	genesis("development").execute_with(|| {
		run(1);
		let bytes = remark().encode();
		let expected = B256::from(sp_io::hashing::blake2_256(&bytes));
		let note = || IReferenda::notePreimageCall { preimage: bytes.clone().into() };
		let length = || view(REFERENDA, IReferenda::preimageLengthCall { hash: expected });
		assert!(!length().noted);
		assert_eq!(act(ANN, REFERENDA, note()), expected);
		assert_eq!((length().noted, length().length), (true, bytes.len() as u32));
		assert_eq!(refused(BEN, REFERENDA, note()), "AlreadyNoted");
		let unnote = || IReferenda::unnotePreimageCall { hash: expected };
		assert_eq!(refused(BEN, REFERENDA, unnote()), "NotAuthorized");
		let length = bytes.len() as u32;
		let submit =
			IReferenda::submitCall { track: tracks::ROOT, hash: expected, length, enactAfter: 1 };
		let index = act(ANN, REFERENDA, submit);
		let found = view(REFERENDA, IReferenda::getReferendumCall { index });
		assert_eq!((found.proposal, found.enactAfter, found.enactment), (expected, true, 1));
		let set = |hash| IReferenda::setMetadataCall { index, hash };
		assert_eq!(refused(BEN, REFERENDA, set(expected)), "NoPermission");
		act(ANN, REFERENDA, set(expected));
		act(ANN, REFERENDA, set(B256::ZERO));
		act(ANN, REFERENDA, unnote());
		assert_eq!(refused(ANN, REFERENDA, unnote()), "NotNoted");
	});
}

#[test]
fn holders_vote_and_a_referendum_passes() {
	use IConvictionVoting::{Conviction, VoteKind};
	genesis("development").execute_with(|| {
		run(1);
		let track = tracks::ECONOMY;
		// Ben lets Ann vote.
		let delegate = IConvictionVoting::delegateCall {
			track,
			to: sol(ANN),
			conviction: Conviction::Locked2x,
			balance: open(1_000),
		};
		act(BEN, VOTING, delegate);
		let found = view(VOTING, IConvictionVoting::delegationOfCall { account: sol(BEN), track });
		assert!(found.delegating);
		assert_eq!(
			(found.to, found.conviction as u8, found.balance),
			(sol(ANN), Conviction::Locked2x as u8, open(1_000))
		);

		let index = act(ANN, REFERENDA, submit_inline(track));
		let vote = IConvictionVoting::voteCall {
			referendum: index,
			aye: true,
			conviction: Conviction::Locked1x,
			balance: open(500),
		};
		let voted: IConvictionVoting::Voted = event(ANN, VOTING, vote);
		assert_eq!((voted.referendum, voted.voter, voted.aye), (index, sol(ANN), true));
		let tally = || view(REFERENDA, IReferenda::tallyCall { index });
		assert_eq!((tally().ayes, tally().nays), (open(2_500), U256::ZERO));
		assert_eq!(tally().support, open(1_500));
		let own = view(VOTING, IConvictionVoting::votingOfCall { account: sol(ANN), track });
		assert_eq!((own.delegatedVotes, own.delegatedCapital), (open(2_000), open(1_000)));
		assert_eq!(own.votes.len(), 1);
		let standard = VoteKind::Standard as u8;
		assert_eq!((own.votes[0].referendum, own.votes[0].kind as u8), (index, standard));
		assert_eq!((own.votes[0].conviction as u8, own.votes[0].aye), (1, open(500)));

		// Votes both ways, taken back.
		let third = H160(hex!("3c44cdddb6a900fa2b585dd299e03d12fa4293bc"));
		let abstain = IConvictionVoting::voteSplitAbstainCall {
			referendum: index,
			aye: open(10),
			nay: open(20),
			abstain: open(30),
		};
		act(third, VOTING, abstain);
		assert_eq!(tally().nays, open(2));
		let split =
			IConvictionVoting::voteSplitCall { referendum: index, aye: open(0), nay: open(50) };
		act(third, VOTING, split);
		assert_eq!(tally().nays, open(5));
		let locks = view(VOTING, IConvictionVoting::classLocksCall { account: sol(third) });
		assert_eq!((locks.len(), locks[0].track, locks[0].amount), (1, track, open(60)));
		act(third, VOTING, IConvictionVoting::removeVoteCall { referendum: index });
		assert_eq!(tally().nays, U256::ZERO);
		act(third, VOTING, IConvictionVoting::unlockCall { track, account: sol(third) });
		let locks = view(VOTING, IConvictionVoting::classLocksCall { account: sol(third) });
		assert!(locks.is_empty());

		// Deposits, a decision, deposits back.
		let deposit = || IReferenda::placeDecisionDepositCall { index };
		act(BEN, REFERENDA, deposit());
		assert_eq!(refused(BEN, REFERENDA, deposit()), "HasDeposit");
		let refund = || IReferenda::refundDecisionDepositCall { index };
		assert_eq!(refused(BEN, REFERENDA, refund()), "Unfinished");
		for who in [Key::Alice, Key::Bob, Key::Charlie, Key::Dave, Key::Eve, Key::Ferdie] {
			use frame_support::traits::fungible::Inspect;
			let vote = pallet_conviction_voting::AccountVote::Standard {
				vote: pallet_conviction_voting::Vote {
					aye: true,
					conviction: pallet_conviction_voting::Conviction::Locked1x,
				},
				balance: Balances::balance(&who.to_account_id()) * 9 / 10,
			};
			assert_ok!(call(who, pallet_conviction_voting::Call::vote { poll_index: index, vote }));
		}
		run(60);
		let over = view(REFERENDA, IReferenda::getReferendumCall { index });
		assert_eq!(over.status as u8, IReferenda::Status::Approved as u8);
		assert_eq!((over.submitter, over.decisionDepositor), (sol(ANN), sol(BEN)));
		act(ANN, REFERENDA, refund());
		act(BEN, REFERENDA, IReferenda::refundSubmissionDepositCall { index });
		let over = view(REFERENDA, IReferenda::getReferendumCall { index });
		assert_eq!((over.submitter, over.decisionDepositor), (Address::ZERO, Address::ZERO));

		act(BEN, VOTING, IConvictionVoting::undelegateCall { track });
		let remove = |who: H160| IConvictionVoting::removeOtherVoteCall {
			voter: sol(who),
			track,
			referendum: index,
		};
		assert_eq!(refused(BEN, VOTING, remove(ANN)), "NoPermissionYet");
		act(ANN, VOTING, IConvictionVoting::removeVoteOfTrackCall { track, referendum: index });
		assert_eq!(
			refused(ANN, VOTING, IConvictionVoting::undelegateCall { track }),
			"NotDelegating"
		);
	});
}

#[test]
fn an_estimate_holds_when_the_state_has_moved_on() {
	genesis("development").execute_with(|| {
		run(1);
		let index = act(ANN, REFERENDA, submit_inline(tracks::ECONOMY));
		let input = IReferenda::placeDecisionDepositCall { index }.abi_encode();
		let request = CallRequest {
			from: BEN,
			to: Some(address_of(REFERENDA)),
			input: input.clone(),
			..Default::default()
		};
		let gas = Evm::rpc_estimate_gas(&request, &Overrides::default(), 10_000_000).unwrap();
		// By now the deposit begins the decision: it does more than when it was estimated.
		run(3);
		let done = send_with(BEN, REFERENDA, input, gas);
		assert_eq!(done.exit, ExitReason::Succeed);
		let found = view(REFERENDA, IReferenda::getReferendumCall { index });
		assert!(found.decidingSince > 0);
	});
}

/// Several calls as one.
fn batch(calls: Vec<(u64, Vec<u8>)>) -> Vec<u8> {
	let to = calls.iter().map(|(number, _)| sol(address_of(*number))).collect();
	let data = calls.into_iter().map(|(_, data)| data.into()).collect();
	IBatch::batchAllCall { to, value: vec![], callData: data, gasLimit: vec![] }.abi_encode()
}

#[test]
fn a_batch_stakes_in_one_transaction_or_not_at_all() {
	genesis("development").execute_with(|| {
		run(1);
		let wrong = IStaking::nominateCall { targets: vec![] };
		let calls = vec![(STAKING, bond(1_000).abi_encode()), (STAKING, wrong.abi_encode())];
		let done = send(ANN, BATCH, batch(calls));
		assert_eq!((done.exit, reason(&done.output)), (ExitReason::Revert, "EmptyTargets".into()));
		assert_eq!(ledger(ANN).total, U256::ZERO);

		let calls = vec![
			(STAKING, bond(1_000).abi_encode()),
			(STAKING, nominate_alice().abi_encode()),
			(REFERENDA, submit_inline(tracks::ROOT).abi_encode()),
		];
		let done = send(ANN, BATCH, batch(calls));
		assert_eq!(done.exit, ExitReason::Succeed);
		assert_eq!(done.logs.len(), 6, "one of each call and one of the batch for each");
		assert_eq!(ledger(ANN).active, open(1_000));
		assert!(view(STAKING, IStaking::isNominatorCall { stash: sol(ANN) }));
		let found = view(REFERENDA, IReferenda::getReferendumCall { index: 0 });
		assert_eq!(found.submitter, sol(ANN));
	});
}

#[test]
fn pauses_hold_for_what_precompiles_call() {
	genesis("development").execute_with(|| {
		run(1);
		let name = |pallet: &[u8], call: &[u8]| {
			(pallet.to_vec().try_into().unwrap(), call.to_vec().try_into().unwrap())
		};
		let pause = pallet_tx_pause::Call::pause { full_name: name(b"Staking", b"bond") };
		assert_ok!(as_track(Origin::Emergency, pause));
		assert_eq!(refused(ANN, STAKING, bond(1_000)), "CallFiltered");
		let unpause = pallet_tx_pause::Call::unpause { ident: name(b"Staking", b"bond") };
		assert_ok!(as_track(Origin::Emergency, unpause));
		act(ANN, STAKING, bond(1_000));

		// In safe mode governance goes on and staking does not.
		let enter = pallet_safe_mode::Call::force_enter {};
		assert_ok!(as_track(Origin::Emergency, enter));
		assert_eq!(refused(ANN, STAKING, nominate_alice()), "CallFiltered");
		act(ANN, REFERENDA, submit_inline(tracks::EMERGENCY));
		let vote = IConvictionVoting::voteSplitCall { referendum: 0, aye: open(1), nay: open(0) };
		act(ANN, VOTING, vote);
	});
}

#[test]
fn economy_and_emergency_switch_precompiles() {
	genesis("development").execute_with(|| {
		run(1);
		let switch =
			|address, enabled| openledger_evm_precompiles::Call::set_enabled { address, enabled };
		for number in ADDRESSES {
			let address = address_of(*number);
			assert_noop!(
				as_track(Origin::Treasurer, switch(address, false)),
				DispatchError::BadOrigin
			);
			assert_noop!(
				as_track(Origin::Attribution, switch(address, false)),
				DispatchError::BadOrigin
			);
			assert_noop!(call(Key::Alice, switch(address, false)), DispatchError::BadOrigin);
			assert_ok!(as_track(Origin::Emergency, switch(address, false)));
			assert!(!EvmPrecompiles::is_enabled(address));
		}
		let done = send(ANN, STAKING, bond(1_000).abi_encode());
		assert_eq!(
			(done.exit, reason(&done.output)),
			(ExitReason::Revert, "precompile is switched off".into())
		);
		for number in ADDRESSES {
			assert_ok!(as_track(Origin::Economy, switch(address_of(*number), true)));
		}
		act(ANN, STAKING, bond(1_000));
	});
}

#[test]
fn a_static_call_reads_and_does_not_change() {
	use openledger_evm_primitives::AccountOverride;
	genesis("development").execute_with(|| {
		run(1);
		// A contract that passes what it is given to staking by STATICCALL.
		let reader = H160::repeat_byte(0xf2);
		let code = hex!("365f5f375f5f365f6108055afa3d5f5f3e6017573d5ffd5b3d5ff3").to_vec();
		let read = |input: Vec<u8>| {
			let change = AccountOverride { code: Some(code.clone()), ..Default::default() };
			let overrides = Overrides { accounts: vec![(reader, change)], ..Default::default() };
			let request = CallRequest { from: BEN, to: Some(reader), input, ..Default::default() };
			Evm::rpc_call(&request, &overrides, 10_000_000).unwrap()
		};
		let submit = submit_inline(tracks::ROOT).abi_encode();
		let done = read(IStaking::activeEraCall {}.abi_encode());
		assert_eq!(done.exit, ExitReason::Succeed);
		for change in [bond(1_000).abi_encode(), nominate_alice().abi_encode()] {
			let done = read(change);
			assert_eq!(
				(done.exit, reason(&done.output)),
				(ExitReason::Revert, "StaticCall".into())
			);
		}
		// Another precompile's function is none of this one's.
		assert_eq!(reason(&read(submit).output), "UnknownSelector");
	});
}

#[test]
fn no_input_does_harm() {
	use alloy_sol_types::SolInterface;
	fn of<I: SolInterface>(number: u64) -> Vec<(u64, [u8; 4])> {
		I::selectors().map(|selector| (number, selector)).collect()
	}
	let functions = [
		of::<IStaking::IStakingCalls>(STAKING),
		of::<INominationPools::INominationPoolsCalls>(POOLS),
		of::<IReferenda::IReferendaCalls>(REFERENDA),
		of::<IConvictionVoting::IConvictionVotingCalls>(VOTING),
		of::<IBatch::IBatchCalls>(BATCH),
	]
	.concat();
	genesis("development").execute_with(|| {
		run(1);
		act(BEN, STAKING, bond(1_000));
		let mut seed = 1u64;
		let mut draw = |below: u64| {
			seed = seed
				.wrapping_mul(6_364_136_223_846_793_005)
				.wrapping_add(1_442_695_040_888_963_407);
			(seed >> 33) % below
		};
		for round in 0..40 {
			for (number, selector) in &functions {
				let mut input = selector.to_vec();
				for _ in 0..draw(9) {
					let word = match draw(6) {
						0 => [0xff; 32],
						1 => U256::from(draw(8) * 32).to_be_bytes(),
						2 => sol(ANN).into_word().0,
						3 => alice().0,
						_ => U256::from(draw(4)).to_be_bytes(),
					};
					input.extend(word);
				}
				input.truncate(input.len() - draw(3).min(input.len() as u64 - 4) as usize);
				let from = if round % 2 == 0 { ANN } else { BEN };
				let request = CallRequest {
					from,
					to: Some(address_of(*number)),
					input,
					..Default::default()
				};
				let done = Evm::rpc_call(&request, &Overrides::default(), 3_000_000).unwrap();
				assert!(done.gas_used <= 3_000_000);
				assert!(done.exit == ExitReason::Succeed || done.logs.is_empty());
			}
		}
	});
}

/// Accounts of the map reach the same stake from both sides.
#[test]
fn a_substrate_account_is_reached_by_its_address() {
	genesis("development").execute_with(|| {
		run(1);
		let bob: AccountId = Key::Bob.to_account_id();
		let payee = pallet_staking::RewardDestination::Staked;
		assert_ok!(call(Key::Bob, pallet_staking::Call::bond { value: 700 * OPEN, payee }));
		assert_eq!(ledger(evm_address(&bob)).total, open(700));
	});
}
