// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Agents as identities (ERC-8004), to be read
/// @notice What ERC-8004's identity registry lets others read of an agent. Agents are registered and
/// changed by the calls at 0x0000000000000000000000000000000000000812.
/// @dev At 0x0000000000000000000000000000000000000823. `agentId` is the agent's id. There is no
/// `balanceOf`: see `IAssets`.
interface IIdentityRegistry {
	/// @notice Name of the registry.
	function name() external view returns (string memory);
	/// @notice Short name of the registry.
	function symbol() external view returns (string memory);
	/// @notice Owner of an agent. Reverts with `NotFound`.
	function ownerOf(uint256 agentId) external view returns (address);
	/// @notice The agent's card. Reverts with `NotFound`.
	function tokenURI(uint256 agentId) external view returns (string memory);
	/// @notice Where the agent is paid: its beneficiary. Reverts with `NotFound`.
	function getAgentWallet(uint256 agentId) external view returns (address);
	/// @notice On-chain metadata: `agentWallet` (20 bytes), `name` and `kind` ("agent" or "app") as text,
	/// `markup` as ABI-encoded uint32, `active` as ABI-encoded bool. Empty for other keys.
	/// Reverts with `NotFound`.
	function getMetadata(uint256 agentId, string calldata metadataKey)
		external
		view
		returns (bytes memory);
	/// @notice ERC-165.
	function supportsInterface(bytes4 interfaceId) external view returns (bool);
}
