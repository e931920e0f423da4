// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Workers: stake, endpoints, keys
/// @notice Who trains and serves. A key is an account (32 bytes): its owner signs receipts and batches.
/// Stakes are plancks.
/// @dev At 0x0000000000000000000000000000000000000813. The stake is held from the caller. Every call
/// reverts with the name of the runtime's error.
interface IWorkers {
	/// @notice Where a worker stands.
	enum Stage {
		Active,
		Leaving,
		Jailed
	}

	/// @notice A worker.
	struct Worker {
		// Who registered it, is paid and whose stake is held.
		address operator;
		uint256 stake;
		// Where it serves.
		string[] endpoints;
		Stage stage;
		// Block in which it began to leave; zero unless it is leaving.
		uint32 leftAt;
		// The key of the current batch epoch; zero where there is none.
		bytes32 key;
	}

	/// @notice A worker was registered.
	event WorkerRegistered(
		uint32 indexed worker, address indexed operator, bytes32 key, uint256 stake
	);
	/// @notice Stake was added.
	event StakeAdded(address indexed operator, uint256 amount);
	/// @notice The endpoints were replaced.
	event EndpointsChanged(address indexed operator);
	/// @notice A key counts from the next batch epoch.
	event KeyRotated(address indexed operator, bytes32 key);
	/// @notice A worker began to leave.
	event WorkerLeft(address indexed operator);
	/// @notice A worker took its stake back and was removed.
	event StakeWithdrawn(address indexed operator);

	/// @notice Registers a worker operated by the caller.
	function register(bytes32 key, string[] calldata endpoints, uint256 stake)
		external
		returns (uint32 worker);
	/// @notice Adds to the stake of the caller's worker.
	function addStake(uint256 amount) external;
	/// @notice Replaces the endpoints of the caller's worker.
	function setEndpoints(string[] calldata endpoints) external;
	/// @notice Sets the key from the next batch epoch on.
	function rotateKey(bytes32 newKey) external;
	/// @notice Begins to leave.
	function startLeaving() external;
	/// @notice Takes the stake back after the delay and removes the worker.
	function withdraw() external;

	/// @notice Number of workers so far; ids are below it.
	function workerCount() external view returns (uint32);
	/// @notice A worker. Reverts with `UnknownWorker`.
	function getWorker(uint32 worker) external view returns (Worker memory);
	/// @notice The worker of an operator. Reverts with `NotOperator`.
	function workerOf(address operator) external view returns (uint32);
	/// @notice The key with which a worker signs in a batch epoch. Reverts with `UnknownWorker`.
	function keyAt(uint32 worker, uint32 epoch) external view returns (bytes32);
	/// @notice The current batch epoch.
	function batchEpoch() external view returns (uint32);
}
