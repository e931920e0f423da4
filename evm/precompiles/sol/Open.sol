// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title OPEN as an ERC-20 token with EIP-2612 permits
/// @notice The chain's own token: what `balanceOf` says of an address is the address's balance, and a
/// transfer of tokens is a transfer of value.
/// @dev At 0x0000000000000000000000000000000000000800. Value and tokens are one balance, so there is
/// nothing to wrap; a transfer here moves the same as one of value, amounts below the existential
/// deposit included. Locked and held OPEN is not part of a balance. Transfers of value, fees and
/// the runtime's own payments log nothing here.
interface IOpen {
	/// @notice Tokens moved.
	event Transfer(address indexed from, address indexed to, uint256 value);
	/// @notice An allowance was set, by its owner or by a permit.
	event Approval(address indexed owner, address indexed spender, uint256 value);

	/// @notice "OPEN".
	function name() external view returns (string memory);
	/// @notice "OPEN".
	function symbol() external view returns (string memory);
	/// @notice 18: a unit is a planck, 10^-18 OPEN.
	function decimals() external view returns (uint8);
	/// @notice All plancks there are.
	function totalSupply() external view returns (uint256);
	/// @notice Plancks that an address can spend.
	function balanceOf(address account) external view returns (uint256);
	/// @notice Moves plancks from the caller.
	/// @dev Reverts: `ZeroAddress`, `FundsUnavailable`.
	function transfer(address to, uint256 value) external returns (bool);
	/// @notice Plancks that `spender` may still move from `owner`.
	function allowance(address owner, address spender) external view returns (uint256);
	/// @notice Sets what `spender` may move from the caller. The greatest number is for ever.
	/// @dev Reverts: `ZeroAddress`.
	function approve(address spender, uint256 value) external returns (bool);
	/// @notice Moves plancks from `from`, out of the caller's allowance.
	/// @dev Reverts: `InsufficientAllowance`, and what `transfer` reverts with.
	function transferFrom(address from, address to, uint256 value) external returns (bool);

	/// @notice Sets an allowance by its owner's EIP-712 signature (EIP-2612).
	/// @dev Reverts: `PermitExpired`, `InvalidSignature`, `ZeroAddress`.
	function permit(
		address owner,
		address spender,
		uint256 value,
		uint256 deadline,
		uint8 v,
		bytes32 r,
		bytes32 s
	) external;
	/// @notice Number of the next permit of an owner.
	function nonces(address owner) external view returns (uint256);
	/// @notice EIP-712 domain separator: name "OPEN", version "1", the chain's id, this address.
	function DOMAIN_SEPARATOR() external view returns (bytes32);
	/// @notice The domain in parts (EIP-5267).
	function eip712Domain()
		external
		view
		returns (
			bytes1 fields,
			string memory name,
			string memory version,
			uint256 chainId,
			address verifyingContract,
			bytes32 salt,
			uint256[] memory extensions
		);
}
