// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Rewards: earnings, pots, claims
/// @notice Step 7 of the value flow. Amounts are plancks, parts of the waterfall parts per million.
/// @dev At 0x0000000000000000000000000000000000000816. Every call reverts with the name of the
/// runtime's error.
interface IRewards {
	/// @notice How fees are split.
	struct Waterfall {
		uint32 protocol;
		uint32 worker;
		uint32 owner;
		uint32 curators;
		uint32 contributors;
		// Of the protocol's part: burnt, and to the treasury; the rest is the attesters'.
		uint32 burn;
		uint32 treasury;
	}

	/// @notice The caller's contributions were paid.
	event Claimed(address indexed beneficiary, uint256 amount);
	/// @notice Contributions were paid, each to its beneficiary.
	event ClaimedFor(address indexed by, uint32[] contributions);
	/// @notice A curator was paid.
	event CuratorClaimed(uint32 indexed datanet, address indexed curator, uint256 amount);

	/// @notice Pays out what up to 64 contributions of the caller have earned.
	function claim(uint32[] calldata contributions) external returns (uint256 amount);
	/// @notice Pays out what up to 64 contributions have earned, each to its beneficiary.
	function claimFor(uint32[] calldata contributions) external;
	/// @notice Pays out what the caller has earned as a curator.
	function claimCurator(uint32 datanet) external returns (uint256 amount);

	/// @notice What a contribution could claim now.
	function earned(uint32 contribution) external view returns (uint256);
	/// @notice What is in a Datanet's pot.
	function potOf(uint32 datanet) external view returns (uint256);
	/// @notice What a curator could claim now.
	function curatorEarned(uint32 datanet, address curator) external view returns (uint256);
	/// @notice The waterfall in force and its version.
	function waterfall() external view returns (uint32 version, Waterfall memory parts);
	/// @notice The account of the books and what it owes in all.
	function books() external view returns (address account, uint256 owed);
}
