// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Nomination pools: stake together
/// @notice Amounts are plancks; members hold points of a pool, a planck each unless the pool was slashed.
/// A commission is in parts per billion; times are eras.
/// @dev At 0x0000000000000000000000000000000000000806. Every call reverts with the name of the runtime's
/// error.
interface INominationPools {
	/// @notice Open to be joined, closed, or being dissolved.
	enum PoolState {
		Open,
		Blocked,
		Destroying
	}

	/// @notice A pool.
	struct Pool {
		PoolState state;
		uint256 points;
		uint32 members;
		// Who created it.
		address depositor;
		// Who may change roles, nominations, state; zero where there is none.
		address root;
		address nominator;
		address bouncer;
		uint32 commission;
		// Who is paid the commission.
		address commissionPayee;
		// Account that is the stash, account that holds the rewards.
		bytes32 stash;
		bytes32 rewards;
		string metadata;
	}

	/// @notice Points that become free in an era.
	struct UnbondingPoints {
		uint32 era;
		uint256 points;
	}

	/// @notice A pool was created.
	event PoolCreated(address indexed depositor, uint32 indexed pool);
	/// @notice A member bonded.
	event Bonded(address indexed member, uint32 indexed pool, uint256 amount);
	/// @notice A member was paid its rewards.
	event PaidOut(address indexed member, uint32 indexed pool, uint256 amount);
	/// @notice Points become free after the bonding duration.
	event Unbonded(address indexed member, uint32 indexed pool, uint256 points);
	/// @notice Points became free.
	event Withdrawn(address indexed member, uint32 indexed pool, uint256 points);
	/// @notice A pool nominates from the next era on.
	event Nominated(uint32 indexed pool, bytes32[] validators);
	/// @notice A pool nominates nobody from the next era on.
	event Chilled(uint32 indexed pool);
	/// @notice A pool was opened, closed, or began to be dissolved.
	event StateChanged(uint32 indexed pool, PoolState state);
	/// @notice What a pool says of itself was changed.
	event MetadataSet(uint32 indexed pool, string metadata);
	/// @notice A pool's commission was changed.
	event CommissionSet(uint32 indexed pool, uint32 commission, address payee);
	/// @notice A pool's commission was paid.
	event CommissionClaimed(uint32 indexed pool);

	/// @notice Joins a pool.
	/// @dev Reverts: `MinimumBondNotMet`, `PoolNotFound`, `NotOpen`, `AccountBelongsToOtherPool`.
	function join(uint256 amount, uint32 pool) external;
	/// @notice Bonds more. Pays pending rewards.
	function bondExtra(uint256 amount) external;
	/// @notice Bonds the pending rewards.
	function bondRewards() external;
	/// @notice Takes the pending rewards.
	function claimPayout() external;
	/// @notice Frees points of the caller after the bonding duration, or of a member that may be dropped.
	/// Pays pending rewards.
	function unbond(address member, uint256 points) external;
	/// @notice Takes what is free by now, for the caller or for any member of a pool that is dissolved.
	/// @param slashingSpans Zero, unless the pool was slashed and is empty.
	function withdrawUnbonded(address member, uint32 slashingSpans) external;
	/// @notice Creates a pool of which the caller is the first member.
	function create(uint256 amount, address root, address nominator, address bouncer)
		external
		returns (uint32 pool);
	/// @notice Has a pool nominate.
	function nominate(uint32 pool, bytes32[] calldata validators) external;
	/// @notice Has a pool nominate nobody.
	function chill(uint32 pool) external;
	/// @notice Opens or closes a pool, or begins to dissolve it.
	function setState(uint32 pool, PoolState state) external;
	/// @notice Says what a pool is.
	function setMetadata(uint32 pool, string calldata metadata) external;
	/// @notice Sets the commission; zero takes none.
	/// @dev Reverts: `CommissionExceedsMaximum`, `CommissionExceedsGlobalMaximum`,
	/// `CommissionChangeThrottled`, `CommissionTooHigh`, `DoesNotHavePermission`.
	function setCommission(uint32 pool, uint32 commission, address payee) external;
	/// @notice Pays the commission.
	function claimCommission(uint32 pool) external;

	/// @notice A pool. Reverts with `PoolNotFound`.
	function getPool(uint32 pool) external view returns (Pool memory);
	/// @notice The id of the last pool; the first is 1.
	function lastPoolId() external view returns (uint32);
	/// @notice What a member has. Reverts with `PoolMemberNotFound`.
	function getMember(address member)
		external
		view
		returns (uint32 pool, uint256 points, UnbondingPoints[] memory unbonding);
	/// @notice What a member has in plancks, freed parts that were not taken included.
	function memberBalance(address member) external view returns (uint256);
	/// @notice What a member would be paid now.
	function pendingRewards(address member) external view returns (uint256);
	/// @notice Least amounts to join and to create a pool.
	function minBonds() external view returns (uint256 join, uint256 create);
}
