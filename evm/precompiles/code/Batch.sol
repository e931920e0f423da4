// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IBatch} from "../sol/Batch.sol";

/// @title The code at 0x801
/// @dev `batch.hex` is what solc makes of it, with the settings of `contracts/foundry.toml`; a test there
/// compares. At this address alone, the chain's EVM makes each `CALL` in the name of the caller of the
/// frame instead of the contract's.
contract Batch is IBatch {
	/// Where the code runs.
	address private constant HERE = 0x0000000000000000000000000000000000000801;
	uint256 private constant SOME = 0;
	uint256 private constant UNTIL_FAILURE = 1;
	uint256 private constant ALL = 2;

	function batchSome(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit
	) external {
		run(to, value, callData, gasLimit, SOME);
	}

	function batchSomeUntilFailure(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit
	) external {
		run(to, value, callData, gasLimit, UNTIL_FAILURE);
	}

	function batchAll(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit
	) external {
		run(to, value, callData, gasLimit, ALL);
	}

	function run(
		address[] calldata to,
		uint256[] calldata value,
		bytes[] calldata callData,
		uint64[] calldata gasLimit,
		uint256 mode
	) private {
		require(address(this) == HERE && msg.sender == tx.origin, "NotOrigin");
		uint256 count = to.length;
		require(value.length <= count && callData.length <= count && gasLimit.length <= count, "TooLong");
		for (uint256 i = 0; i < count; ++i) {
			bool done = subcall(
				to[i],
				i < value.length ? value[i] : 0,
				i < callData.length ? callData[i] : msg.data[:0],
				i < gasLimit.length ? gasLimit[i] : 0
			);
			if (done) {
				emit SubcallSucceeded(i);
				continue;
			}
			if (mode == ALL) {
				assembly ("memory-safe") {
					let free := mload(0x40)
					returndatacopy(free, 0, returndatasize())
					revert(free, returndatasize())
				}
			}
			emit SubcallFailed(i);
			if (mode == UNTIL_FAILURE) return;
		}
	}

	/// Calls with at most `limit` gas, or all of it where that is zero; does not call where less is left.
	function subcall(address to, uint256 value, bytes calldata data, uint256 limit)
		private
		returns (bool done)
	{
		uint256 left = gasleft();
		if (limit > left - left / 64) {
			// No return data of an earlier call must be taken for this one's.
			assembly ("memory-safe") {
				pop(staticcall(gas(), 4, 0, 0, 0, 0))
			}
			return false;
		}
		assembly ("memory-safe") {
			// Over what the last call was given: memory does not grow with the number of calls.
			let free := mload(0x40)
			calldatacopy(free, data.offset, data.length)
			if iszero(limit) { limit := gas() }
			done := call(limit, to, value, free, data.length, 0, 0)
		}
	}
}
