// SPDX-License-Identifier: Apache-2.0
//! Arrow 4 → 5: agents and apps, their markups and who is paid.

use openledger_primitives::{AgentId, ModelVersionId, Ppm};

/// An agent or app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgentSummary<AccountId> {
	/// Who is paid the markup.
	pub beneficiary: AccountId,
	/// Markup on the base fee.
	pub markup: Ppm,
	/// Whether it is an app (else an agent).
	pub is_app: bool,
	/// Whether it may be sold in new sessions.
	pub live: bool,
}

/// What others may ask about agents.
pub trait InspectAgents<AccountId> {
	/// An agent or app.
	fn agent(id: AgentId) -> Option<AgentSummary<AccountId>>;
	/// Whether the agent or app declares that it uses the model version.
	fn uses(id: AgentId, model_version: ModelVersionId) -> bool;

	/// Benchmarks: a live agent of `owner` that uses `model_version`.
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_agent(owner: &AccountId, model_version: ModelVersionId, is_app: bool) -> AgentId;
}
