// SPDX-License-Identifier: Apache-2.0

//! 0x813: workers.

use crate::{
	abi::IWorkers::{self, IWorkersCalls},
	kit::{
		address, bounded, bytes32, plancks, revert, sol_address, string, text, uint, Handle,
		Precompile, Step,
	},
	pallet::Config,
};
use alloc::{string::String, vec::Vec};
use alloy_primitives::B256;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{BatchEpoch, WorkerId};
use openledger_primitives_account::AccountId;
use pallet_workers::{Call, Endpoints, NextWorkerId, Pallet, Status};

/// Workers: stake, endpoints, keys.
pub struct Workers;

fn endpoints(urls: Vec<String>) -> Step<Endpoints> {
	bounded(urls.into_iter().map(text).collect::<Step<Vec<_>>>()?)
}

fn worker<T: pallet_workers::Config>(id: u32) -> Step<IWorkers::Worker> {
	let found =
		pallet_workers::Workers::<T>::get(WorkerId(id)).ok_or_else(|| revert("UnknownWorker"))?;
	let key = found.key_at(Pallet::<T>::batch_epoch());
	let (stage, left_at) = match found.status {
		Status::Active => (IWorkers::Stage::Active, 0),
		Status::Leaving { at } => (IWorkers::Stage::Leaving, at),
		Status::Jailed => (IWorkers::Stage::Jailed, 0),
	};
	Ok(IWorkers::Worker {
		operator: address(&found.operator),
		stake: uint(found.stake),
		endpoints: found.endpoints.iter().map(|url| string(url)).collect(),
		stage,
		leftAt: left_at,
		key: key.map_or(B256::ZERO, bytes32),
	})
}

impl<T> Precompile<T> for Workers
where
	T: Config + pallet_workers::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x813;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IWorkersCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IWorkersCalls) -> PrecompileResult {
		let operator = sol_address(handle.sender());
		match call {
			IWorkersCalls::register(call) => {
				handle.reads(1)?;
				let id = NextWorkerId::<T>::get().0;
				handle.dispatch(Call::<T>::register {
					key: AccountId::new(call.key.0),
					endpoints: endpoints(call.endpoints)?,
					stake: plancks(call.stake)?,
				})?;
				handle.log(IWorkers::WorkerRegistered {
					worker: id,
					operator,
					key: call.key,
					stake: call.stake,
				})?;
				return Ok(IWorkers::registerCall::abi_encode_returns(&id));
			},
			IWorkersCalls::addStake(call) => {
				handle.dispatch(Call::<T>::add_stake { amount: plancks(call.amount)? })?;
				handle.log(IWorkers::StakeAdded { operator, amount: call.amount })?;
			},
			IWorkersCalls::setEndpoints(call) => {
				let endpoints = endpoints(call.endpoints)?;
				handle.dispatch(Call::<T>::set_endpoints { endpoints })?;
				handle.log(IWorkers::EndpointsChanged { operator })?;
			},
			IWorkersCalls::rotateKey(call) => {
				let new_key = AccountId::new(call.newKey.0);
				handle.dispatch(Call::<T>::rotate_key { new_key })?;
				handle.log(IWorkers::KeyRotated { operator, key: call.newKey })?;
			},
			IWorkersCalls::startLeaving(_) => {
				handle.dispatch(Call::<T>::leave {})?;
				handle.log(IWorkers::WorkerLeft { operator })?;
			},
			IWorkersCalls::withdraw(_) => {
				handle.dispatch(Call::<T>::withdraw {})?;
				handle.log(IWorkers::StakeWithdrawn { operator })?;
			},
			IWorkersCalls::workerCount(_) => {
				handle.reads(1)?;
				let count = NextWorkerId::<T>::get().0;
				return Ok(IWorkers::workerCountCall::abi_encode_returns(&count));
			},
			IWorkersCalls::getWorker(call) => {
				// The worker, the block number, the periods.
				handle.reads(3)?;
				let found = worker::<T>(call.worker)?;
				return Ok(IWorkers::getWorkerCall::abi_encode_returns(&found));
			},
			IWorkersCalls::workerOf(call) => {
				handle.reads(1)?;
				let account = handle.account_at(call.operator)?;
				let id = pallet_workers::Operators::<T>::get(account)
					.ok_or_else(|| revert("NotOperator"))?;
				return Ok(IWorkers::workerOfCall::abi_encode_returns(&id.0));
			},
			IWorkersCalls::keyAt(call) => {
				handle.reads(1)?;
				let key = Pallet::<T>::key(WorkerId(call.worker), BatchEpoch(call.epoch))
					.ok_or_else(|| revert("UnknownWorker"))?;
				return Ok(IWorkers::keyAtCall::abi_encode_returns(&bytes32(key)));
			},
			IWorkersCalls::batchEpoch(_) => {
				handle.reads(2)?;
				let epoch = Pallet::<T>::batch_epoch().0;
				return Ok(IWorkers::batchEpochCall::abi_encode_returns(&epoch));
			},
		}
		Ok(Vec::new())
	}
}
