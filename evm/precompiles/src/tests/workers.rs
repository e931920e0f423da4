// SPDX-License-Identifier: Apache-2.0

//! Workers.

use crate::{abi::IWorkers, mock::*};
use alloy_primitives::{B256, U256};
use openledger_primitives::OPEN;
use openledger_primitives_account::eth_account;

const WORKERS: u64 = 0x813;
const KEY: B256 = B256::repeat_byte(0x77);

fn endpoints() -> Vec<String> {
	vec!["http://127.0.0.1:8000".into()]
}

fn register() -> IWorkers::registerCall {
	IWorkers::registerCall { key: KEY, endpoints: endpoints(), stake: amount(10 * OPEN) }
}

fn worker(id: u32) -> IWorkers::Worker {
	by(9).call(WORKERS, IWorkers::getWorkerCall { worker: id })
}

#[test]
fn a_worker_lives() {
	execute(|| {
		let (id, logs) = by(1).logged(WORKERS, register());
		assert_eq!(id, 0);
		let event: IWorkers::WorkerRegistered = only_event(WORKERS, &logs);
		assert_eq!((event.worker, event.operator, event.key), (0, sol(1), KEY));
		assert_eq!(event.stake, amount(10 * OPEN));
		assert_eq!(by(9).call(WORKERS, IWorkers::workerCountCall {}), 1);
		assert_eq!(by(9).call(WORKERS, IWorkers::workerOfCall { operator: sol(1) }), 0);
		let found = worker(0);
		assert_eq!((found.operator, found.key), (sol(1), KEY));
		assert_eq!((found.endpoints, found.stake), (endpoints(), amount(10 * OPEN)));
		assert!(matches!(found.stage, IWorkers::Stage::Active));

		let (_, logs) = by(1).logged(WORKERS, IWorkers::addStakeCall { amount: amount(OPEN) });
		let event: IWorkers::StakeAdded = only_event(WORKERS, &logs);
		assert_eq!((event.operator, event.amount), (sol(1), amount(OPEN)));
		assert_eq!(worker(0).stake, amount(11 * OPEN));

		let urls = vec!["http://localhost:1".to_string(), "http://localhost:2".to_string()];
		let (_, logs) =
			by(1).logged(WORKERS, IWorkers::setEndpointsCall { endpoints: urls.clone() });
		only_event::<IWorkers::EndpointsChanged>(WORKERS, &logs);
		assert_eq!(worker(0).endpoints, urls);

		let new = B256::repeat_byte(0x78);
		let (_, logs) = by(1).logged(WORKERS, IWorkers::rotateKeyCall { newKey: new });
		let event: IWorkers::KeyRotated = only_event(WORKERS, &logs);
		assert_eq!(event.key, new);
		let key_at = |epoch| by(9).call(WORKERS, IWorkers::keyAtCall { worker: 0, epoch });
		let epoch = by(9).call(WORKERS, IWorkers::batchEpochCall {});
		assert_eq!((key_at(epoch), key_at(epoch + 1)), (KEY, new));

		let (_, logs) = by(1).logged(WORKERS, IWorkers::startLeavingCall {});
		only_event::<IWorkers::WorkerLeft>(WORKERS, &logs);
		let found = worker(0);
		assert!(matches!(found.stage, IWorkers::Stage::Leaving));
		assert_eq!(found.leftAt, 1);
		assert_eq!(by(1).refused(WORKERS, IWorkers::withdrawCall {}), "TooEarly");

		System::set_block_number(500);
		let (_, logs) = by(1).logged(WORKERS, IWorkers::withdrawCall {});
		only_event::<IWorkers::StakeWithdrawn>(WORKERS, &logs);
		assert_eq!(Balances::free_balance(eth_account(user(1))), RICHES);
		assert_eq!(by(1).refused(WORKERS, IWorkers::getWorkerCall { worker: 0 }), "UnknownWorker");
	});
}

#[test]
fn calls_are_refused_with_the_pallets_reason() {
	execute(|| {
		let refused = |call: IWorkers::registerCall| by(1).refused(WORKERS, call);
		assert_eq!(
			refused(IWorkers::registerCall { stake: amount(1), ..register() }),
			"StakeTooLow"
		);
		assert_eq!(
			refused(IWorkers::registerCall { stake: U256::MAX, ..register() }),
			"AmountTooLarge"
		);
		assert_eq!(
			refused(IWorkers::registerCall { stake: amount(2 * RICHES), ..register() }),
			"FundsUnavailable"
		);
		assert_eq!(
			refused(IWorkers::registerCall { endpoints: vec![], ..register() }),
			"NoEndpoints"
		);
		assert_eq!(
			refused(IWorkers::registerCall { endpoints: vec!["ftp://x".into()], ..register() }),
			"InvalidEndpoint"
		);
		assert_eq!(
			refused(IWorkers::registerCall { endpoints: vec!["http://a".into(); 4], ..register() }),
			"TooLong"
		);
		assert_eq!(
			refused(IWorkers::registerCall { endpoints: vec!["u".repeat(257)], ..register() }),
			"TooLong"
		);
		by(1).call(WORKERS, register());
		assert_eq!(refused(register()), "AlreadyOperator");
		let operator = by(1);
		assert_eq!(
			operator.refused(WORKERS, IWorkers::addStakeCall { amount: U256::ZERO }),
			"ZeroAmount"
		);
		assert_eq!(
			operator.refused(WORKERS, IWorkers::addStakeCall { amount: U256::MAX }),
			"AmountTooLarge"
		);
		assert_eq!(
			operator.refused(WORKERS, IWorkers::rotateKeyCall { newKey: KEY }),
			"KeyUnchanged"
		);
		assert_eq!(operator.refused(WORKERS, IWorkers::withdrawCall {}), "NotLeaving");
		operator.call(WORKERS, IWorkers::startLeavingCall {});
		assert_eq!(operator.refused(WORKERS, IWorkers::startLeavingCall {}), "AlreadyLeaving");

		let stranger = by(2);
		assert_eq!(stranger.refused(WORKERS, IWorkers::startLeavingCall {}), "NotOperator");
		assert_eq!(
			stranger.refused(WORKERS, IWorkers::workerOfCall { operator: sol(2) }),
			"NotOperator"
		);
		assert_eq!(
			stranger.refused(WORKERS, IWorkers::keyAtCall { worker: 7, epoch: 0 }),
			"UnknownWorker"
		);
	});
}
