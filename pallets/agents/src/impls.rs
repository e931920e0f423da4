// SPDX-License-Identifier: Apache-2.0
//! What other pallets may ask.

use crate::{pallet::*, AgentKind};
use openledger_primitives::{AgentId, ModelVersionId};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::{AgentSummary, InspectAgents};

impl<T: Config> InspectAgents<AccountId> for Pallet<T> {
	fn agent(id: AgentId) -> Option<AgentSummary<AccountId>> {
		let agent = Agents::<T>::get(id)?;
		Some(AgentSummary {
			beneficiary: agent.beneficiary,
			markup: agent.markup,
			is_app: agent.kind == AgentKind::App,
			live: agent.live,
		})
	}

	fn uses(id: AgentId, model_version: ModelVersionId) -> bool {
		Agents::<T>::get(id).is_some_and(|agent| agent.uses.contains(&model_version))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_agent(owner: &AccountId, model_version: ModelVersionId, is_app: bool) -> AgentId {
		crate::benchmarking::insert_agent::<T>(owner, model_version, is_app)
	}
}
