// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Datanets, models or agents as ERC-721 tokens, to be read
/// @notice A token's id is the id of the Datanet, model, or agent. Tokens are handed over by the calls
/// of their own interfaces, not here.
/// @dev At 0x0000000000000000000000000000000000000820 (Datanets), 0x0000000000000000000000000000000000000821
/// (models), 0x0000000000000000000000000000000000000822 (agents and apps). The chain keeps no index of
/// tokens by owner, so there is no `balanceOf`: `supportsInterface` claims ERC-165 and ERC-721's
/// metadata only.
interface IAssets {
	/// @notice What the tokens are.
	function name() external view returns (string memory);
	/// @notice Short name of the tokens.
	function symbol() external view returns (string memory);
	/// @notice How many tokens there are; ids are below it.
	function totalSupply() external view returns (uint256);
	/// @notice Owner of a token. Reverts with `NotFound`.
	function ownerOf(uint256 tokenId) external view returns (address);
	/// @notice Description of a token: an agent's card, else JSON in the URI. Reverts with `NotFound`.
	function tokenURI(uint256 tokenId) external view returns (string memory);
	/// @notice ERC-165.
	function supportsInterface(bytes4 interfaceId) external view returns (bool);
}
