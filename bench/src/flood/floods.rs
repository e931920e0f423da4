// SPDX-License-Identifier: Apache-2.0

//! What a flood is made of: calls anyone can make, each at the size that costs most.

use crate::{
	chain::sealed,
	credits,
	scene::{flow::*, *},
};
use codec::{Decode, Encode};
use frame_support::traits::fungible::Mutate;
use openledger_primitives::{MILLI, OPEN};
use openledger_runtime::*;
use sp_core::{H160, U256};
use sp_io::TestExternalities;
use sp_runtime::{
	traits::{Dispatchable, StaticLookup},
	BoundedVec,
};
use sp_staking::{Exposure, IndividualExposure};

/// Milliseconds between blocks.
pub const SLOT_MS: u64 = SLOT_DURATION;
/// Keys that send in turn.
const KEYS: [Key; 5] = [Key::Bob, Key::Charlie, Key::Dave, Key::Eve, Key::Ferdie];

/// A state and more extrinsics on it than a block holds.
pub type Prepared = (TestExternalities, Vec<UncheckedExtrinsic>);

/// A kind of call.
pub struct Flood {
	/// What it is.
	pub name: &'static str,
	/// Its state and its extrinsics.
	pub prepare: fn() -> Prepared,
}

/// All floods.
pub const ALL: [Flood; 23] = [
	Flood { name: "no call: an era ends, election at its bounds", prepare: election },
	Flood { name: "transfer to an account that is", prepare: || plain(3_000, transfer) },
	Flood { name: "transfer that makes an account", prepare: || plain(3_000, transfer_new) },
	Flood { name: "transfer that fails", prepare: || plain(3_000, transfer_failing) },
	Flood { name: "batch of 256 transfers", prepare: || plain(40, batch_of_transfers) },
	Flood { name: "remark of 512 KiB", prepare: || plain(40, remark) },
	Flood { name: "remark of 512 KiB with event", prepare: || plain(40, remark_with_event) },
	Flood { name: "preimage of 512 KiB", prepare: || plain(40, preimage) },
	Flood { name: "multisig of 100", prepare: || plain(3_000, multisig) },
	Flood { name: "identity, every field at its most", prepare: || plain(2_000, identity) },
	Flood { name: "32nd proxy added and taken away", prepare: proxies },
	Flood { name: "bounty with 16 KiB of reason", prepare: || plain(2_000, bounty) },
	Flood { name: "nominate 16 validators", prepare: nominations },
	Flood { name: "payout of a page of 64 nominators", prepare: payouts },
	Flood { name: "more in a pool", prepare: pool_members },
	Flood { name: "vote on the 128th referendum", prepare: votes },
	Flood { name: "delegation over 127 votes", prepare: delegations },
	Flood { name: "referendum submitted", prepare: || plain(2_000, referendum) },
	Flood { name: "contribution committed", prepare: commitments },
	Flood { name: "session opened", prepare: sessions },
	Flood { name: "credits, 128 a call", prepare: applied_credits },
	Flood { name: "EVM call from a Substrate account", prepare: || plain(2_000, evm_call) },
	Flood { name: "EVM creation of the largest initcode", prepare: evm_creations },
];

/// The development chain in its first block, with every key rich.
fn start() -> TestExternalities {
	let mut chain = genesis("development");
	chain.execute_with(next_block);
	chain
}

/// `count` extrinsics of the keys in turn, on the state of a scene.
fn on(chain: TestExternalities, count: u32, make: impl Fn(u32, Key) -> RuntimeCall) -> Prepared {
	with_nonces(chain, count, 1, make)
}

/// As [`on`], where each extrinsic counts so many nonces.
fn with_nonces(
	mut chain: TestExternalities,
	count: u32,
	each: u32,
	make: impl Fn(u32, Key) -> RuntimeCall,
) -> Prepared {
	let mut chain = sealed(&mut chain);
	let extrinsics = chain.execute_with(|| {
		(0..count)
			.map(|at| {
				let key = KEYS[at as usize % KEYS.len()];
				let nonce =
					System::account_nonce(key.to_account_id()) + at / KEYS.len() as u32 * each;
				signed(key, nonce, make(at, key))
			})
			.collect()
	});
	(chain, extrinsics)
}

fn plain(count: u32, make: fn(u32, Key) -> RuntimeCall) -> Prepared {
	on(start(), count, make)
}

/// An account of no key.
fn nobody(at: u32) -> AccountId {
	let mut bytes = [7; 32];
	bytes[..4].copy_from_slice(&at.to_be_bytes());
	AccountId::new(bytes)
}

fn full<const N: u32>(byte: u8) -> BoundedVec<u8, sp_core::ConstU32<N>> {
	BoundedVec::truncate_from(vec![byte; N as usize])
}

fn pay(dest: AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: dest.into(), value }.into()
}

fn transfer(_: u32, _: Key) -> RuntimeCall {
	pay(Key::Alice.to_account_id(), MILLI)
}

fn transfer_new(at: u32, _: Key) -> RuntimeCall {
	pay(nobody(at), OPEN)
}

fn transfer_failing(_: u32, _: Key) -> RuntimeCall {
	pay(Key::Alice.to_account_id(), Balance::MAX / 2)
}

fn batch_of_transfers(at: u32, _: Key) -> RuntimeCall {
	let calls = (0..256).map(|i| pay(nobody(at * 256 + i), OPEN)).collect();
	pallet_utility::Call::batch_all { calls }.into()
}

/// Half a mebibyte that no other call has.
fn large(at: u32) -> Vec<u8> {
	let mut bytes = vec![0x5a; 512 * 1024];
	bytes[..4].copy_from_slice(&at.to_be_bytes());
	bytes
}

fn remark(at: u32, _: Key) -> RuntimeCall {
	frame_system::Call::remark { remark: large(at) }.into()
}

fn remark_with_event(at: u32, _: Key) -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: large(at) }.into()
}

fn preimage(at: u32, _: Key) -> RuntimeCall {
	pallet_preimage::Call::note_preimage { bytes: large(at) }.into()
}

fn multisig(at: u32, _: Key) -> RuntimeCall {
	let mut other_signatories: Vec<_> = (0..99).map(nobody).collect();
	other_signatories.sort();
	pallet_multisig::Call::approve_as_multi {
		threshold: 50,
		other_signatories,
		maybe_timepoint: None,
		call_hash: sp_io::hashing::blake2_256(&at.encode()),
		max_weight: Default::default(),
	}
	.into()
}

fn identity(at: u32, _: Key) -> RuntimeCall {
	let text = || pallet_identity::Data::Raw(full::<32>(at as u8));
	let info = pallet_identity::legacy::IdentityInfo {
		additional: Default::default(),
		display: text(),
		legal: text(),
		web: text(),
		riot: text(),
		email: text(),
		pgp_fingerprint: Some([at as u8; 20]),
		image: text(),
		twitter: text(),
	};
	pallet_identity::Call::set_identity { info: Box::new(info) }.into()
}

fn proxies() -> Prepared {
	let mut chain = start();
	let add = |at: u32| pallet_proxy::Call::add_proxy {
		delegate: nobody(at).into(),
		proxy_type: ProxyType::Any,
		delay: 0,
	};
	chain.execute_with(|| {
		for key in KEYS {
			(0..31).for_each(|at| call(key, add(at)).expect("there is room"));
		}
	});
	on(chain, 3_000, move |at, _| match (at / KEYS.len() as u32) % 2 {
		0 => add(1_000).into(),
		_ => pallet_proxy::Call::remove_proxy {
			delegate: nobody(1_000).into(),
			proxy_type: ProxyType::Any,
			delay: 0,
		}
		.into(),
	})
}

fn bounty(at: u32, _: Key) -> RuntimeCall {
	let description = vec![at as u8; 16_384];
	pallet_bounties::Call::propose_bounty { value: 1_000 * OPEN, description }.into()
}

/// Makes `count` accounts validators by their preferences alone.
fn validators(count: u32) -> Vec<AccountId> {
	let all: Vec<_> = (0..count).map(nobody).collect();
	for who in &all {
		pallet_staking::Validators::<Runtime>::insert(
			who,
			pallet_staking::ValidatorPrefs::default(),
		);
	}
	all
}

fn nominations() -> Prepared {
	let mut chain = start();
	let targets = chain.execute_with(|| {
		for key in KEYS {
			let payee = pallet_staking::RewardDestination::Staked;
			call(key, pallet_staking::Call::bond { value: 1_000 * OPEN, payee }).expect("rich");
		}
		validators(32)
	});
	on(chain, 3_000, move |at, _| {
		let from = (at as usize / KEYS.len()) % 16;
		let targets = targets[from..from + 16]
			.iter()
			.map(|who| <Runtime as frame_system::Config>::Lookup::unlookup(who.clone()))
			.collect();
		pallet_staking::Call::nominate { targets }.into()
	})
}

/// Validators with a full page of nominators in eras that nobody was paid for.
fn payouts() -> Prepared {
	const ERAS: u32 = 40;
	const VALIDATORS: u32 = 20;
	let mut chain = start();
	let all = chain.execute_with(|| {
		let all = validators(VALIDATORS);
		pallet_staking::CurrentEra::<Runtime>::put(ERAS);
		let fund = |who: &AccountId| {
			Balances::mint_into(who, 100 * OPEN).expect("issuance is far from its end");
			pallet_staking::Payee::<Runtime>::insert(
				who,
				pallet_staking::RewardDestination::Account(who.clone()),
			);
			pallet_staking::Bonded::<Runtime>::insert(who, who);
			let ledger = pallet_staking::StakingLedger::<Runtime>::new(who.clone(), OPEN);
			pallet_staking::Ledger::<Runtime>::insert(who, ledger);
		};
		all.iter().for_each(fund);
		let nominators: Vec<_> = (0..64).map(|at| nobody(10_000 + at)).collect();
		nominators.iter().for_each(fund);
		for era in 0..ERAS {
			pallet_staking::ErasValidatorReward::<Runtime>::insert(era, 1_000 * OPEN);
			let mut points = pallet_staking::EraRewardPoints::<AccountId>::default();
			for who in &all {
				let each = |who: &AccountId| IndividualExposure { who: who.clone(), value: OPEN };
				let others = nominators.iter().map(each).collect();
				let exposure = Exposure { total: 65 * OPEN, own: OPEN, others };
				pallet_staking::EraInfo::<Runtime>::set_exposure(era, who, exposure);
				points.total += 1;
				points.individual.insert(who.clone(), 1);
			}
			pallet_staking::ErasRewardPoints::<Runtime>::insert(era, points);
		}
		all
	});
	on(chain, ERAS * VALIDATORS, move |at, _| {
		let (era, validator_stash) = (at / VALIDATORS, all[(at % VALIDATORS) as usize].clone());
		pallet_staking::Call::payout_stakers { validator_stash, era }.into()
	})
}

/// The block before a session's end that elects: as many candidates as may stand, all with keys, as many
/// voters as are taken, each with as many targets as there may be, and as many elected as there may be.
fn election() -> Prepared {
	use configs::staking::{MAX_NOMINATIONS, MAX_TARGETS, MAX_VALIDATORS, MAX_VOTERS};
	let as_signer = |who: &AccountId, call: RuntimeCall| {
		let done = call.dispatch(RuntimeOrigin::signed(who.clone()));
		done.expect("the account is rich and free");
	};
	let mut chain = start();
	chain.execute_with(|| {
		let bond = |at: u32, value: Balance| {
			let who = nobody(at);
			Balances::mint_into(&who, 2 * value).expect("issuance is far from its end");
			let payee = pallet_staking::RewardDestination::Staked;
			as_signer(&who, pallet_staking::Call::bond { value, payee }.into());
			who
		};
		// Alice stands already.
		let candidates: Vec<_> = (1..MAX_TARGETS)
			.map(|at| {
				let who = bond(at, 20_000 * OPEN + Balance::from(at) * MILLI);
				// Four keys, of at most 33 bytes.
				let bytes = AsRef::<[u8]>::as_ref(&who).repeat(5);
				let keys = SessionKeys::decode(&mut &bytes[..]).expect("any bytes are keys");
				pallet_session::NextKeys::<Runtime>::insert(&who, keys);
				as_signer(
					&who,
					pallet_staking::Call::validate { prefs: Default::default() }.into(),
				);
				who
			})
			.collect();
		for at in 0..MAX_VOTERS - MAX_TARGETS {
			let who = bond(10_000 + at, 5_000 * OPEN + Balance::from(at) * MILLI);
			let first = at.wrapping_mul(7) as usize;
			let targets = (0..MAX_NOMINATIONS as usize)
				.map(|more| candidates[(first + 11 * more) % candidates.len()].clone())
				.map(<Runtime as frame_system::Config>::Lookup::unlookup)
				.collect();
			as_signer(&who, pallet_staking::Call::nominate { targets }.into());
		}
		pallet_staking::ValidatorCount::<Runtime>::put(MAX_VALIDATORS);
		sudo(pallet_staking::Call::force_new_era_always {}).expect("root may");
		let end = || {
			let session = Session::current_index();
			while Session::current_index() == session {
				next_block();
			}
			System::block_number()
		};
		let ends: Vec<_> = (0..5).map(|_| end()).collect();
		assert_eq!(Session::validators().len(), MAX_VALIDATORS as usize, "all seats are taken");
		run(ends[4] - ends[3] - 1);
	});
	(sealed(&mut chain), Vec::new())
}

fn pool_members() -> Prepared {
	let mut chain = start();
	chain.execute_with(|| {
		// Alice validates, so she cannot.
		let (first, others) = KEYS.split_first().expect("there are keys");
		let who = first.to_account_id();
		let make = pallet_nomination_pools::Call::create {
			amount: 10_000 * OPEN,
			root: who.clone().into(),
			nominator: who.clone().into(),
			bouncer: who.into(),
		};
		call(*first, make).expect("there is no pool yet");
		for key in others {
			let join = pallet_nomination_pools::Call::join { amount: 100 * OPEN, pool_id: 1 };
			call(*key, join).expect("the pool is open");
		}
	});
	on(chain, 3_000, |_, _| {
		let extra = pallet_nomination_pools::BondExtra::FreeBalance(OPEN);
		pallet_nomination_pools::Call::bond_extra { extra }.into()
	})
}

fn referendum(_: u32, _: Key) -> RuntimeCall {
	let proposal: RuntimeCall = frame_system::Call::remark { remark: vec![1; 64] }.into();
	let proposal =
		frame_support::traits::Bounded::Inline(BoundedVec::truncate_from(proposal.encode()));
	pallet_referenda::Call::submit {
		proposal_origin: Box::new(frame_system::RawOrigin::Root.into()),
		proposal,
		enactment_moment: frame_support::traits::schedule::DispatchTime::After(0),
	}
	.into()
}

/// As many referenda as an account can vote on.
fn referenda(chain: &mut TestExternalities, count: u32) {
	chain.execute_with(|| {
		for at in 0..count {
			let key = KEYS[at as usize % KEYS.len()];
			call(key, referendum(at, key)).expect("the proposal is sound");
		}
	});
}

fn vote(poll_index: u32) -> RuntimeCall {
	let vote = pallet_conviction_voting::AccountVote::Standard {
		vote: pallet_conviction_voting::Vote {
			aye: true,
			conviction: pallet_conviction_voting::Conviction::Locked1x,
		},
		balance: OPEN,
	};
	pallet_conviction_voting::Call::vote { poll_index, vote }.into()
}

fn votes() -> Prepared {
	let mut chain = start();
	referenda(&mut chain, 128);
	chain.execute_with(|| {
		for key in KEYS {
			(0..127).for_each(|poll| call(key, vote(poll)).expect("the referendum goes on"));
		}
	});
	on(chain, 3_000, |_, _| vote(127))
}

fn delegations() -> Prepared {
	let mut chain = start();
	referenda(&mut chain, 127);
	let hub = Key::Alice;
	chain.execute_with(|| {
		(0..127).for_each(|poll| call(hub, vote(poll)).expect("the referendum goes on"));
	});
	on(chain, 1_000, move |at, _| match (at / KEYS.len() as u32) % 2 {
		0 => pallet_conviction_voting::Call::delegate {
			class: 0,
			to: hub.to_account_id().into(),
			conviction: pallet_conviction_voting::Conviction::Locked1x,
			balance: OPEN,
		}
		.into(),
		_ => pallet_conviction_voting::Call::undelegate { class: 0 }.into(),
	})
}

fn commitments() -> Prepared {
	let mut chain = start();
	let datanet = chain.execute_with(|| {
		let datanet = pallet_datanets::NextDatanetId::<Runtime>::get();
		create_datanet(Key::Bob).expect("the name is free");
		datanet
	});
	on(chain, 3_000, move |at, _| {
		let commitment = sp_io::hashing::blake2_256(&at.encode()).into();
		pallet_datanets::Call::commit { datanet, commitment }.into()
	})
}

fn sessions() -> Prepared {
	let mut chain = start();
	let made = chain.execute_with(|| Loop::prepare(credits::cast(), &[Key::Bob, Key::Charlie], 3));
	on(chain, 3_000, move |_, key| {
		let assets = vec![(made.version, None, None), (made.version, Some(made.agent), None)];
		let session = pallet_inference::OpenSession {
			worker: made.worker,
			voucher_key: key.to_account_id(),
			assets: assets.try_into().expect("two assets are few"),
			deposit: OPEN,
			max_per_call: OPEN / 2,
			expires_at: 100_000,
			visibility: pallet_inference::Visibility::Open,
		};
		pallet_inference::Call::open_session { session }.into()
	})
}

fn applied_credits() -> Prepared {
	let contributors: Vec<_> = KEYS[..4].iter().copied().cycle().take(3_072).collect();
	let (mut chain, book) = credits::crediting(&contributors, 256);
	let calls = chain.execute_with(|| credits::calls(&book));
	(chain, calls)
}

fn address(key: Key) -> H160 {
	Evm::address_of(&key.to_account_id())
}

fn evm_call(_: u32, key: Key) -> RuntimeCall {
	pallet_evm::Call::call {
		source: address(key),
		target: H160::repeat_byte(9),
		input: Vec::new(),
		value: U256::zero(),
		gas_limit: 21_000,
		max_fee_per_gas: U256::from(10u64.pow(12)),
		max_priority_fee_per_gas: None,
		access_list: Vec::new(),
	}
	.into()
}

/// A creation counts a nonce beside its extrinsic's.
fn evm_creations() -> Prepared {
	with_nonces(start(), 400, 2, evm_create)
}

fn evm_create(_: u32, key: Key) -> RuntimeCall {
	pallet_evm::Call::create {
		source: address(key),
		init: vec![0x5b; 49_152],
		value: U256::zero(),
		gas_limit: 3_000_000,
		max_fee_per_gas: U256::from(10u64.pow(12)),
		max_priority_fee_per_gas: None,
		access_list: Vec::new(),
	}
	.into()
}
