// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Batch: several calls in one transaction
/// @notice Every call is made by the caller of the batch: it is their `msg.sender`, and what they send
/// is taken from the caller's balance. `value`, `callData` and `gasLimit` may be shorter than `to`: what
/// is missing is zero, empty, and all gas that is left.
/// @dev At 0x0000000000000000000000000000000000000801. Only an account that signed the transaction may
/// call it (`msg.sender == tx.origin`): no contract can be tricked into acting through it. Reverts:
/// `NotOrigin`, `TooLong`.
interface IBatch {
	/// @notice A call of the batch succeeded.
	event SubcallSucceeded(uint256 index);
	/// @notice A call of the batch failed; what it did is undone.
	event SubcallFailed(uint256 index);

	/// @notice Makes all calls, whatever becomes of each.
	function batchSome(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit
	) external;
	/// @notice Makes the calls until one fails; those before it stay.
	function batchSomeUntilFailure(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit
	) external;
	/// @notice Makes all calls or none: reverts as the first one that fails did.
	function batchAll(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit
	) external;
}
