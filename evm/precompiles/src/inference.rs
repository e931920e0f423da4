// SPDX-License-Identifier: Apache-2.0

//! 0x814: sessions of inference.

use crate::{
	abi::IInference::{self, IInferenceCalls},
	kit::{
		address, bounded, bytes32, plancks, revert, sol_address, uint, Handle, Precompile, Step,
	},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{AgentId, ModelVersionId, SessionId, WorkerId};
use openledger_primitives_account::AccountId;
use pallet_inference::{Call, NextSessionId, OpenSession, Pallet, Sessions, Status, Visibility};

/// Inference: escrowed sessions.
pub struct Inference;

/// The number that stands for no agent and no app.
const NONE: u32 = u32::MAX;

fn optional(id: u32) -> Option<AgentId> {
	(id != NONE).then_some(AgentId(id))
}

fn number(id: Option<AgentId>) -> u32 {
	id.map_or(NONE, |id| id.0)
}

fn opening(session: &IInference::NewSession) -> Step<OpenSession> {
	Ok(OpenSession {
		worker: WorkerId(session.worker),
		voucher_key: AccountId::new(session.voucherKey.0),
		assets: bounded(
			session
				.assets
				.iter()
				.map(|asset| {
					(ModelVersionId(asset.modelVersion), optional(asset.agent), optional(asset.app))
				})
				.collect(),
		)?,
		deposit: plancks(session.deposit)?,
		max_per_call: plancks(session.maxPerCall)?,
		expires_at: session.expiresAt,
		visibility: match session.visibility {
			IInference::Visibility::Open => Visibility::Open,
			IInference::Visibility::Sealed => Visibility::Sealed,
			IInference::Visibility::Unaudited => Visibility::None,
			_ => return Err(revert("BadEncoding")),
		},
	})
}

fn session<T: pallet_inference::Config>(id: u64) -> Step<IInference::Session> {
	let found = Sessions::<T>::get(SessionId(id)).ok_or_else(|| revert("UnknownSession"))?;
	Ok(IInference::Session {
		payer: address(&found.payer),
		voucherKey: bytes32(found.voucher_key),
		worker: found.worker.0,
		assets: found
			.offers
			.iter()
			.map(|offer| IInference::Asset {
				modelVersion: offer.model_version.0,
				agent: number(offer.agent),
				app: number(offer.app),
			})
			.collect(),
		deposit: uint(found.deposit),
		held: uint(found.held),
		maxPerCall: uint(found.max_per_call),
		expiresAt: found.expires_at,
		visibility: match found.visibility {
			Visibility::Open => IInference::Visibility::Open,
			Visibility::Sealed => IInference::Visibility::Sealed,
			Visibility::None => IInference::Visibility::Unaudited,
		},
		settled: uint(found.settled),
		settledReceipts: found.settled_n,
		closing: !matches!(found.status, Status::Open),
	})
}

impl Inference {
	fn log_opened<T: Config>(
		handle: &mut Handle<'_, '_, T>,
		id: u64,
		session: &IInference::NewSession,
	) -> Step {
		let payer = sol_address(handle.sender());
		handle.log(IInference::SessionOpened {
			session: id,
			payer,
			worker: session.worker,
			voucherKey: session.voucherKey,
			deposit: session.deposit,
			expiresAt: session.expiresAt,
		})
	}
}

impl<T> Precompile<T> for Inference
where
	T: Config + pallet_inference::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x814;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IInferenceCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IInferenceCalls) -> PrecompileResult {
		match call {
			IInferenceCalls::openSession(call) => {
				handle.reads(1)?;
				let id = NextSessionId::<T>::get().0;
				let session = opening(&call.session)?;
				handle.dispatch(Call::<T>::open_session { session })?;
				Self::log_opened(handle, id, &call.session)?;
				return Ok(IInference::openSessionCall::abi_encode_returns(&id));
			},
			IInferenceCalls::openSessions(call) => {
				handle.reads(1)?;
				let first = NextSessionId::<T>::get().0;
				let sessions =
					bounded(call.sessions.iter().map(opening).collect::<Step<Vec<_>>>()?)?;
				handle.dispatch(Call::<T>::open_sessions { sessions })?;
				for (id, session) in (first..).zip(&call.sessions) {
					Self::log_opened(handle, id, session)?;
				}
				return Ok(IInference::openSessionsCall::abi_encode_returns(&first));
			},
			IInferenceCalls::topUp(call) => {
				handle.dispatch(Call::<T>::top_up {
					session: SessionId(call.session),
					amount: plancks(call.amount)?,
				})?;
				handle.log(IInference::SessionToppedUp {
					session: call.session,
					amount: call.amount,
				})?;
			},
			IInferenceCalls::closeSession(call) => {
				let session = SessionId(call.session);
				handle.dispatch(Call::<T>::close_session { session })?;
				handle.log(IInference::SessionClosed { session: call.session })?;
			},
			IInferenceCalls::release(call) => {
				handle.dispatch(Call::<T>::release { session: SessionId(call.session) })?;
				handle.log(IInference::SessionReleased { session: call.session })?;
			},
			IInferenceCalls::sessionCount(_) => {
				handle.reads(1)?;
				let count = NextSessionId::<T>::get().0;
				return Ok(IInference::sessionCountCall::abi_encode_returns(&count));
			},
			IInferenceCalls::getSession(call) => {
				handle.reads(1)?;
				let found = session::<T>(call.session)?;
				return Ok(IInference::getSessionCall::abi_encode_returns(&found));
			},
			IInferenceCalls::releasableAt(call) => {
				handle.reads(2)?;
				let at = Pallet::<T>::releasable_at(SessionId(call.session))
					.ok_or_else(|| revert("UnknownSession"))?;
				return Ok(IInference::releasableAtCall::abi_encode_returns(&at));
			},
		}
		Ok(Vec::new())
	}
}
