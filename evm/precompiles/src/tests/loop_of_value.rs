// SPDX-License-Identifier: Apache-2.0

//! Datanets, models, inference and rewards.

use super::flow::*;
use crate::{
	abi::{IDatanets, IInference, IModels, IRewards},
	mock::*,
};
use alloy_primitives::{B256, U256};
use openledger_primitives::OPEN;
use openledger_primitives_account::eth_account;

const REWARDS: u64 = 0x816;

#[test]
fn data_becomes_a_sealed_version() {
	execute(|| {
		create_datanet();
		let found = by(9).call(DATANETS, IDatanets::getCuratorCall { datanet: 0, curator: sol(3) });
		assert_eq!((found.stake, found.withdrawableAt), (amount(10 * OPEN), 0));
		let id = contribute(1);
		let found = by(9).call(DATANETS, IDatanets::getContributionCall { contribution: id });
		assert_eq!((found.contributor, found.contentHash), (sol(4), B256::repeat_byte(1)));
		assert!(matches!(found.stage, IDatanets::Stage::UnderReview));
		assert_eq!(found.location, "http://127.0.0.1/file");
		conclude(id, true);
		let found = by(9).call(DATANETS, IDatanets::getContributionCall { contribution: id });
		assert!(matches!(found.stage, IDatanets::Stage::Accepted));
		assert_eq!((found.detail, found.sealedIn), (0, 0));
		let call = IDatanets::acceptedAtCall { datanet: 0, position: 0 };
		assert_eq!(by(9).call(DATANETS, call), id);
		seal();
		let found = by(9).call(DATANETS, IDatanets::getVersionCall { datanet: 0, version: 1 });
		assert_eq!((found.root.count, found.rows), (1, 3));
		let found = by(9).call(DATANETS, IDatanets::getDatanetCall { datanet: 0 });
		assert_eq!((found.owner, found.name.as_str()), (sol(2), "Poems"));
		assert_eq!((found.accepted, found.rows, found.versions, found.sealedRows), (1, 3, 1, 3));
		assert_eq!(found.curatorStake, amount(10 * OPEN));
		assert_eq!(by(9).call(DATANETS, IDatanets::datanetCountCall {}), 1);
		assert_eq!(by(9).call(DATANETS, IDatanets::contributionCountCall {}), 1);
	});
}

#[test]
fn rejected_and_forgotten_contributions_go() {
	execute(|| {
		create_datanet();
		let id = contribute(1);
		conclude(id, false);
		let release = || IDatanets::releaseRejectedCall { contribution: id };
		assert_eq!(by(9).refused(DATANETS, release()), "NotReleasable");
		run(20);
		let (_, logs) = by(9).logged(DATANETS, release());
		only_event::<IDatanets::RejectedReleased>(DATANETS, &logs);

		let commitment = commit(2);
		let expire = || IDatanets::expireCommitCall { datanet: 0, contributor: sol(4), commitment };
		assert_eq!(by(9).refused(DATANETS, expire()), "RevealOpen");
		run(20);
		let (_, logs) = by(9).logged(DATANETS, expire());
		let event: IDatanets::CommitExpired = only_event(DATANETS, &logs);
		assert_eq!((event.contributor, event.commitment), (sol(4), commitment));
	});
}

#[test]
fn a_curator_leaves() {
	execute(|| {
		create_datanet();
		let (_, logs) = by(3).logged(DATANETS, IDatanets::leaveCuratorCall { datanet: 0 });
		only_event::<IDatanets::CuratorLeft>(DATANETS, &logs);
		let withdraw = || IDatanets::withdrawCuratorCall { datanet: 0 };
		assert_eq!(by(3).refused(DATANETS, withdraw()), "NotWithdrawable");
		run(201);
		let (_, logs) = by(3).logged(DATANETS, withdraw());
		only_event::<IDatanets::CuratorWithdrawn>(DATANETS, &logs);
		assert_eq!(Balances::free_balance(eth_account(user(3))), RICHES);
	});
}

#[test]
fn datanets_refuse_with_a_reason() {
	execute(|| {
		let call = IDatanets::getDatanetCall { datanet: 0 };
		assert_eq!(by(9).refused(DATANETS, call), "UnknownDatanet");
		let call = IDatanets::getContributionCall { contribution: 0 };
		assert_eq!(by(9).refused(DATANETS, call), "UnknownContribution");
		let call = IDatanets::acceptedAtCall { datanet: 0, position: 0 };
		assert_eq!(by(9).refused(DATANETS, call), "UnknownContribution");
		let call = IDatanets::getVersionCall { datanet: 0, version: 1 };
		assert_eq!(by(9).refused(DATANETS, call), "UnknownVersion");
		create_datanet();
		let call = IDatanets::stakeCuratorCall { datanet: 0, amount: U256::MAX };
		assert_eq!(by(3).refused(DATANETS, call), "AmountTooLarge");
		assert_eq!(by(3).refused(DATANETS, IDatanets::startSealCall { datanet: 0 }), "NotOwner");
		let long = IDatanets::createCall {
			name: "n".repeat(65),
			licence: "CC0-1.0".into(),
			purposes: 7,
			floorRate: amount(0),
			reviewQuorum: 0,
		};
		assert_eq!(by(2).refused(DATANETS, long.clone()), "TooLong");
		let purposes = IDatanets::createCall { name: "n".into(), purposes: 8, ..long };
		assert_eq!(by(2).refused(DATANETS, purposes), "InvalidPurposes");
	});
}

#[test]
fn a_model_is_trained_and_published() {
	execute(|| {
		published();
		let found = by(9).call(MODELS, IModels::getVersionCall { version: 0 });
		assert_eq!((found.model, found.job, found.owner, found.trainer), (0, 0, sol(2), 0));
		assert_eq!((found.rateIn, found.live), (amount(OPEN), true));
		assert_eq!(found.datasets.len(), 1);
		let found = by(9).call(MODELS, IModels::getJobCall { job: 0 });
		assert!(matches!(found.stage, IModels::JobStage::Published));
		assert_eq!((found.operator, found.held, found.detail), (sol(1), U256::ZERO, 0));
		assert_eq!(found.config.rank, training_config().rank);
		let found = by(9).call(MODELS, IModels::getModelCall { model: 0 });
		assert_eq!((found.owner, found.name.as_str(), found.royalty), (sol(2), "Poet", 0));
		let base = found.base;
		let found = by(9).call(MODELS, IModels::getBaseCall { base });
		assert_eq!((found.registrar, found.name.as_str()), (sol(2), "Tiny"));
		assert_eq!(by(9).call(MODELS, IModels::modelCountCall {}), 1);
		assert_eq!(by(9).call(MODELS, IModels::jobCountCall {}), 1);
		assert_eq!(by(9).call(MODELS, IModels::versionCountCall {}), 1);

		let call = IModels::setPriceCall { version: 0, rateIn: amount(2), rateOut: amount(3) };
		let (_, logs) = by(2).logged(MODELS, call);
		let event: IModels::PriceSet = only_event(MODELS, &logs);
		assert_eq!((event.rateIn, event.rateOut), (amount(2), amount(3)));
		let call = IModels::setRoyaltyCall { model: 0, royalty: 100_000 };
		let (_, logs) = by(2).logged(MODELS, call);
		only_event::<IModels::RoyaltySet>(MODELS, &logs);

		// Another model builds on it.
		let parents = vec![IModels::Parent { version: 0, royalty: 150_000 }];
		let call = IModels::createModelCall { name: "Child".into(), base, parents };
		assert_eq!(by(3).call(MODELS, call), 1);
		let found = by(9).call(MODELS, IModels::getModelCall { model: 1 });
		assert_eq!((found.parents[0].version, found.parents[0].royalty), (0, 150_000));

		let (_, logs) = by(2).logged(MODELS, IModels::retireVersionCall { version: 0 });
		only_event::<IModels::VersionRetired>(MODELS, &logs);
		let (_, logs) = by(2).logged(MODELS, IModels::removeJobCall { job: 0 });
		only_event::<IModels::JobRemoved>(MODELS, &logs);
		assert_eq!(by(9).refused(MODELS, IModels::getJobCall { job: 0 }), "UnknownJob");
	});
}

#[test]
fn jobs_end_without_a_version() {
	execute(|| {
		published();
		let job = request_training();
		let cancel = || IModels::cancelJobCall { job };
		assert_eq!(by(2).refused(MODELS, cancel()), "TooEarly");
		run(11);
		let (_, logs) = by(2).logged(MODELS, cancel());
		only_event::<IModels::JobCancelled>(MODELS, &logs);

		let job = request_training();
		deliver(job);
		let claim = || IModels::claimDeliveredCall { job };
		assert_eq!(by(1).refused(MODELS, claim()), "TooEarly");
		run(11);
		let (_, logs) = by(1).logged(MODELS, claim());
		let event: IModels::DeliveredClaimed = only_event(MODELS, &logs);
		assert_eq!((event.job, event.operator), (job, sol(1)));
	});
}

#[test]
fn models_refuse_with_a_reason() {
	execute(|| {
		for (call, reason) in [(0, "UnknownModel"), (1, "UnknownVersion"), (2, "UnknownBase")] {
			let refused = match call {
				0 => by(9).refused(MODELS, IModels::getModelCall { model: 0 }),
				1 => by(9).refused(MODELS, IModels::getVersionCall { version: 0 }),
				_ => by(9).refused(MODELS, IModels::getBaseCall { base: B256::ZERO }),
			};
			assert_eq!(refused, reason);
		}
		published();
		let call = IModels::submitManifestCall { job: 0, manifest: vec![1, 2, 3].into() };
		assert_eq!(by(1).refused(MODELS, call), "BadManifest");
		assert_eq!(by(1).refused(MODELS, IModels::acceptJobCall { job: 0 }), "NotRequested");
		let call = IModels::setRoyaltyCall { model: 0, royalty: 1 };
		assert_eq!(by(3).refused(MODELS, call), "NotOwner");
		let call = IModels::setPriceCall { version: 0, rateIn: U256::MAX, rateOut: U256::ZERO };
		assert_eq!(by(2).refused(MODELS, call), "AmountTooLarge");
	});
}

#[test]
fn sessions_are_opened_filled_and_released() {
	execute(|| {
		published();
		let id = open_session();
		assert_eq!(id, 0);
		let session = |id| by(9).call(INFERENCE, IInference::getSessionCall { session: id });
		let found = session(0);
		assert_eq!((found.payer, found.worker, found.closing), (sol(4), 0, false));
		assert_eq!((found.deposit, found.held), (amount(50 * OPEN), amount(50 * OPEN)));
		assert_eq!(found.assets[0].agent, u32::MAX);
		assert_eq!(found.voucherKey, new_session().voucherKey);
		let call = IInference::releasableAtCall { session: 0 };
		assert_eq!(by(9).call(INFERENCE, call), 10_200);

		let call = IInference::topUpCall { session: 0, amount: amount(OPEN) };
		let (_, logs) = by(4).logged(INFERENCE, call);
		let raised: IInference::SessionToppedUp = only_event(INFERENCE, &logs);
		assert_eq!(raised.amount, amount(OPEN));
		assert_eq!(session(0).deposit, amount(51 * OPEN));

		let call = IInference::openSessionsCall { sessions: vec![new_session(), new_session()] };
		let (first, logs) = by(4).logged(INFERENCE, call);
		assert_eq!((first, logs.len()), (1, 2));
		let second: IInference::SessionOpened = event(INFERENCE, &logs[1]);
		assert_eq!(second.session, 2);
		assert_eq!(by(9).call(INFERENCE, IInference::sessionCountCall {}), 3);

		let (_, logs) = by(4).logged(INFERENCE, IInference::closeSessionCall { session: 0 });
		only_event::<IInference::SessionClosed>(INFERENCE, &logs);
		assert!(session(0).closing);
		let release = || IInference::releaseCall { session: 0 };
		assert_eq!(by(9).refused(INFERENCE, release()), "TooEarly");
		run(201);
		let (_, logs) = by(9).logged(INFERENCE, release());
		only_event::<IInference::SessionReleased>(INFERENCE, &logs);
		let call = IInference::getSessionCall { session: 0 };
		assert_eq!(by(9).refused(INFERENCE, call), "UnknownSession");
	});
}

#[test]
fn sessions_are_refused_with_a_reason() {
	execute(|| {
		published();
		let refused = |session| by(4).refused(INFERENCE, IInference::openSessionCall { session });
		let new = new_session;
		assert_eq!(refused(IInference::NewSession { worker: 7, ..new() }), "WorkerUnavailable");
		assert_eq!(refused(IInference::NewSession { assets: vec![], ..new() }), "NoAssets");
		assert_eq!(
			refused(IInference::NewSession { assets: vec![new().assets[0].clone(); 9], ..new() }),
			"TooLong"
		);
		assert_eq!(refused(IInference::NewSession { expiresAt: 0, ..new() }), "InvalidExpiry");
		assert_eq!(
			refused(IInference::NewSession { maxPerCall: U256::ZERO, ..new() }),
			"InvalidDeposit"
		);
		assert_eq!(
			refused(IInference::NewSession { deposit: U256::MAX, ..new() }),
			"AmountTooLarge"
		);
		let app = IInference::Asset { modelVersion: 0, agent: 3, app: u32::MAX };
		assert_eq!(
			refused(IInference::NewSession { assets: vec![app], ..new() }),
			"AgentUnavailable"
		);
		let call = IInference::openSessionsCall { sessions: vec![] };
		assert_eq!(by(4).refused(INFERENCE, call), "NothingToOpen");
		let call = IInference::openSessionsCall { sessions: vec![new(); 17] };
		assert_eq!(by(4).refused(INFERENCE, call), "TooLong");
		open_session();
		let call = IInference::closeSessionCall { session: 0 };
		assert_eq!(by(3).refused(INFERENCE, call), "NotPayer");
		let call = IInference::topUpCall { session: 0, amount: U256::ZERO };
		assert_eq!(by(4).refused(INFERENCE, call), "ZeroAmount");
		let call = IInference::releasableAtCall { session: 1 };
		assert_eq!(by(4).refused(INFERENCE, call), "UnknownSession");
	});
}

#[test]
fn an_answer_pays_contributor_and_curator() {
	execute(|| {
		paid();
		let earned = by(9).call(REWARDS, IRewards::earnedCall { contribution: 0 });
		assert!(earned > U256::ZERO);
		let before = Balances::free_balance(eth_account(user(4)));
		let (claimed, logs) = by(4).logged(REWARDS, IRewards::claimCall { contributions: vec![0] });
		let event: IRewards::Claimed = only_event(REWARDS, &logs);
		assert_eq!((claimed, event.amount, event.beneficiary), (earned, earned, sol(4)));
		let after = Balances::free_balance(eth_account(user(4)));
		assert_eq!(amount(after - before), earned);

		let call = IRewards::curatorEarnedCall { datanet: 0, curator: sol(3) };
		let earned = by(9).call(REWARDS, call);
		assert!(earned > U256::ZERO);
		let (claimed, logs) = by(3).logged(REWARDS, IRewards::claimCuratorCall { datanet: 0 });
		let event: IRewards::CuratorClaimed = only_event(REWARDS, &logs);
		assert_eq!((claimed, event.amount, event.curator), (earned, earned, sol(3)));

		let call = IRewards::claimCuratorCall { datanet: 0 };
		assert_eq!(by(3).refused(REWARDS, call), "NothingToClaim");
		let call = IRewards::claimCall { contributions: vec![0] };
		assert_eq!(by(4).refused(REWARDS, call), "NothingToClaim");
	});
}

#[test]
fn anyone_may_claim_for_the_beneficiary() {
	execute(|| {
		paid();
		let before = Balances::free_balance(eth_account(user(4)));
		let call = IRewards::claimForCall { contributions: vec![0] };
		let (_, logs) = by(3).logged(REWARDS, call);
		let event: IRewards::ClaimedFor = only_event(REWARDS, &logs);
		assert_eq!((event.by, event.contributions), (sol(3), vec![0]));
		assert!(Balances::free_balance(eth_account(user(4))) > before);
	});
}

#[test]
fn the_books_can_be_read() {
	execute(|| {
		let found = by(9).call(REWARDS, IRewards::waterfallCall {});
		assert_eq!((found.version, found.parts.contributors), (0, 400_000));
		paid();
		let found = by(9).call(REWARDS, IRewards::booksCall {});
		assert!(found.owed > U256::ZERO);
		let pot = by(9).call(REWARDS, IRewards::potOfCall { datanet: 0 });
		assert!(pot > U256::ZERO && pot <= found.owed);
		let call = IRewards::claimCall { contributions: vec![0] };
		assert_eq!(by(3).refused(REWARDS, call), "NotBeneficiary");
		let call = IRewards::claimCall { contributions: vec![9] };
		assert_eq!(by(3).refused(REWARDS, call), "NotFound");
		let call = IRewards::claimCall { contributions: vec![0; 65] };
		assert_eq!(by(3).refused(REWARDS, call), "TooLong");
	});
}
