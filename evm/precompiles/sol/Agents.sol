// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Agents and apps
/// @notice Step 4 of the value flow, beside models: what stands between a payer and a model and takes a
/// markup. Markups are parts per million of the base fee.
/// @dev At 0x0000000000000000000000000000000000000812. The deposit is held from the caller. Every call
/// reverts with the name of the runtime's error.
interface IAgents {
	/// @notice Where in the trail of an answer it stands.
	enum Kind {
		Agent,
		App
	}

	/// @notice An agent or app.
	struct Agent {
		address owner;
		// Who is paid the markup.
		address beneficiary;
		Kind kind;
		string name;
		// URL of its description.
		string card;
		uint32 markup;
		// Model versions that it uses.
		uint32[] uses;
		// Whether it may be sold in new sessions.
		bool live;
	}

	/// @notice An agent or app can be sold.
	event AgentRegistered(uint32 indexed agent, address indexed owner, Kind kind, uint32 markup);
	/// @notice Card, markup or uses changed for new sessions.
	event AgentUpdated(uint32 indexed agent, uint32 markup);
	/// @notice Someone else is paid the markup.
	event BeneficiarySet(uint32 indexed agent, address indexed beneficiary);
	/// @notice It is no longer sold in new sessions.
	event AgentRetired(uint32 indexed agent);
	/// @notice It has a new owner.
	event AgentTransferred(uint32 indexed agent, address indexed from, address indexed to);

	/// @notice Registers an agent or app owned by the caller.
	function register(
		Kind kind,
		string calldata name,
		string calldata card,
		uint32 markup,
		uint32[] calldata uses
	) external returns (uint32 agent);
	/// @notice Replaces card, markup and uses.
	function update(uint32 agent, string calldata card, uint32 markup, uint32[] calldata uses)
		external;
	/// @notice Sets who is paid the markup.
	function setBeneficiary(uint32 agent, address beneficiary) external;
	/// @notice Takes it out of new sessions for good.
	function retire(uint32 agent) external;
	/// @notice Hands it over with its deposit; the new owner becomes the beneficiary.
	function transfer(uint32 agent, address newOwner) external;

	/// @notice Number of agents and apps; ids are below it.
	function agentCount() external view returns (uint32);
	/// @notice An agent or app. Reverts with `UnknownAgent`.
	function getAgent(uint32 agent) external view returns (Agent memory);
}
