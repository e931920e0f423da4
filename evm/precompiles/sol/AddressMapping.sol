// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Addresses and accounts
/// @notice Every account of the chain (32 bytes) has an address and every address an account. The
/// account of a key for Ethereum is its address and twelve bytes 0xEE; the address of any other
/// account is the end of its keccak-256, and a map on chain leads back.
/// @dev At 0x0000000000000000000000000000000000000803.
interface IAddressMapping {
	/// @notice What had been sent to a mapped account's address before moved to the account.
	event FallbackSwept(bytes32 indexed account, address indexed addr);

	/// @notice The account that an address stands for.
	function accountOf(address addr) external view returns (bytes32);
	/// @notice The address of an account.
	function addressOf(bytes32 account) external view returns (address);
	/// @notice Whether the map leads from the address to an account with another key.
	function isMapped(address addr) external view returns (bool);
	/// @notice Moves what was sent to a mapped account's address before it was mapped.
	/// @dev Reverts: `NotMapped`, `NothingToSweep`.
	function sweep(bytes32 account) external;
}
