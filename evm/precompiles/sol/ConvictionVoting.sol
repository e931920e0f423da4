// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Conviction voting: vote in referenda, or let another vote
/// @notice Votes weigh what is locked behind them; a conviction multiplies them and lengthens the lock
/// of those who won. Amounts are plancks.
/// @dev At 0x0000000000000000000000000000000000000808. Every call reverts with the name of the runtime's
/// error.
interface IConvictionVoting {
	/// @notice A tenth of the votes without lock; one to six times the votes, locked for one, two, four,
	/// eight, sixteen, thirty-two periods.
	enum Conviction {
		None,
		Locked1x,
		Locked2x,
		Locked3x,
		Locked4x,
		Locked5x,
		Locked6x
	}

	/// @notice One way, both ways, both ways with abstention.
	enum VoteKind {
		Standard,
		Split,
		SplitAbstain
	}

	/// @notice A vote in a referendum.
	struct Vote {
		uint32 referendum;
		VoteKind kind;
		// Of a standard vote.
		Conviction conviction;
		uint256 aye;
		uint256 nay;
		uint256 abstain;
	}

	/// @notice What is locked for a track.
	struct ClassLock {
		uint16 track;
		uint256 amount;
	}

	/// @notice An account voted one way.
	event Voted(
		uint32 indexed referendum,
		address indexed voter,
		bool aye,
		Conviction conviction,
		uint256 balance
	);
	/// @notice An account voted both ways.
	event VotedSplit(
		uint32 indexed referendum, address indexed voter, uint256 aye, uint256 nay, uint256 abstain
	);
	/// @notice A vote was taken back.
	event VoteRemoved(uint32 indexed referendum, address indexed voter);
	/// @notice An account lets another vote.
	event Delegated(
		uint16 indexed track,
		address indexed from,
		address indexed to,
		Conviction conviction,
		uint256 balance
	);
	/// @notice An account votes itself again.
	event Undelegated(uint16 indexed track, address indexed from);
	/// @notice Locks that are over were taken off an account.
	event Unlocked(uint16 indexed track, address indexed account);

	/// @notice Votes one way.
	/// @dev Reverts: `NotOngoing`, `InsufficientFunds`, `AlreadyDelegating`, `MaxVotesReached`.
	function vote(uint32 referendum, bool aye, Conviction conviction, uint256 balance) external;
	/// @notice Votes both ways, without conviction.
	function voteSplit(uint32 referendum, uint256 aye, uint256 nay) external;
	/// @notice Votes both ways and abstains, without conviction.
	function voteSplitAbstain(uint32 referendum, uint256 aye, uint256 nay, uint256 abstain) external;
	/// @notice Takes back a vote in a referendum that is not over.
	/// @dev Reverts: `NotVoter`, `ClassNeeded`.
	function removeVote(uint32 referendum) external;
	/// @notice Takes back a vote in a referendum of a track, over or not.
	function removeVoteOfTrack(uint16 track, uint32 referendum) external;
	/// @notice Takes back the vote of another whose lock is over.
	/// @dev Reverts: `NotVoter`, `NoPermission`, `NoPermissionYet`.
	function removeOtherVote(address voter, uint16 track, uint32 referendum) external;
	/// @notice Lets another vote with a part of the caller's balance in a track.
	/// @dev Reverts: `Nonsense`, `AlreadyVoting`, `BadClass`, `InsufficientFunds`.
	function delegate(uint16 track, address to, Conviction conviction, uint256 balance) external;
	/// @notice Votes oneself again.
	/// @dev Reverts: `NotDelegating`.
	function undelegate(uint16 track) external;
	/// @notice Takes locks that are over off an account.
	function unlock(uint16 track, address account) external;

	/// @notice Votes of an account in a track, and the votes and the balances that others delegate to it.
	function votingOf(address account, uint16 track)
		external
		view
		returns (Vote[] memory votes, uint256 delegatedVotes, uint256 delegatedCapital);
	/// @notice To whom an account delegates in a track, if it does.
	function delegationOf(address account, uint16 track)
		external
		view
		returns (bool delegating, address to, Conviction conviction, uint256 balance);
	/// @notice What is locked for each track. The greatest of them is locked in all.
	function classLocks(address account) external view returns (ClassLock[] memory);
}
