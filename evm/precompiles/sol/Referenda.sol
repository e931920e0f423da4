// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Referenda: propose what the chain shall do
/// @notice A proposal is a call of the runtime in SCALE, with the origin that its track stands for. One
/// of up to 128 bytes goes into the referendum; of a longer one the preimage is noted. Amounts are
/// plancks, times are blocks.
/// @dev At 0x0000000000000000000000000000000000000807. Every call reverts with the name of the runtime's
/// error, and with `UnknownTrack`. Votes are at `0x808`.
interface IReferenda {
	/// @notice Where a referendum stands.
	enum Status {
		Ongoing,
		Approved,
		Rejected,
		Cancelled,
		TimedOut,
		Killed
	}

	/// @notice A referendum. Of one that is over, the status, the deposits and `since` are kept.
	struct Referendum {
		Status status;
		// Block of submission; of one that is over, the block in which it ended.
		uint32 since;
		uint16 track;
		// Hash of the proposal (blake2-256).
		bytes32 proposal;
		// Whether `enactment` is a number of blocks after approval, or else a block.
		bool enactAfter;
		uint32 enactment;
		// Zero where there is no deposit (any more).
		address submitter;
		uint256 submissionDeposit;
		address decisionDepositor;
		uint256 decisionDeposit;
		// Block in which its decision began; zero before.
		uint32 decidingSince;
		// Block in which it is approved if its support lasts; zero while it is not confirming.
		uint32 confirmedAt;
	}

	/// @notice A track.
	struct Track {
		uint16 id;
		string name;
		// How many are decided at once.
		uint32 maxDeciding;
		uint256 decisionDeposit;
		uint32 preparePeriod;
		uint32 decisionPeriod;
		uint32 confirmPeriod;
		uint32 minEnactmentPeriod;
	}

	/// @notice A referendum was submitted.
	event Submitted(
		uint32 indexed index, uint16 indexed track, address indexed submitter, bytes32 proposal
	);
	/// @notice The deposit was placed without which nothing is decided.
	event DecisionDepositPlaced(uint32 indexed index, address indexed who);
	/// @notice That deposit went back.
	event DecisionDepositRefunded(uint32 indexed index);
	/// @notice The deposit of the submission went back.
	event SubmissionDepositRefunded(uint32 indexed index);
	/// @notice A text was attached; zero: taken away.
	event MetadataSet(uint32 indexed index, bytes32 hash);
	/// @notice A preimage was noted.
	event PreimageNoted(address indexed who, bytes32 indexed hash, uint32 length);
	/// @notice A preimage was taken back.
	event PreimageUnnoted(address indexed who, bytes32 indexed hash);

	/// @notice Submits a proposal whose preimage is noted, now or before it is enacted. The submission
	/// deposit is taken.
	/// @param enactAfter Blocks after approval.
	function submit(uint16 track, bytes32 hash, uint32 length, uint32 enactAfter)
		external
		returns (uint32 index);
	/// @notice Submits a proposal of up to 128 bytes.
	/// @dev Reverts: `TooLong`.
	function submitInline(uint16 track, bytes calldata proposal, uint32 enactAfter)
		external
		returns (uint32 index);
	/// @notice Places the decision deposit.
	/// @dev Reverts: `NotOngoing`, `HasDeposit`.
	function placeDecisionDeposit(uint32 index) external;
	/// @notice Gives the decision deposit of a referendum that is over back to who placed it.
	/// @dev Reverts: `BadReferendum`, `Unfinished`, `NoDeposit`.
	function refundDecisionDeposit(uint32 index) external;
	/// @notice Gives the deposit of a submission that was approved or cancelled back.
	/// @dev Reverts: `BadReferendum`, `BadStatus`, `NoDeposit`.
	function refundSubmissionDeposit(uint32 index) external;
	/// @notice Attaches a text by the hash of its preimage; zero takes it away.
	/// @dev Reverts: `NoPermission`, `PreimageNotExist`.
	function setMetadata(uint32 index, bytes32 hash) external;
	/// @notice Notes a preimage. A deposit is held.
	/// @dev Reverts: `AlreadyNoted`, `TooBig`.
	function notePreimage(bytes calldata preimage) external returns (bytes32 hash);
	/// @notice Takes a preimage back.
	/// @dev Reverts: `NotNoted`, `NotAuthorized`.
	function unnotePreimage(bytes32 hash) external;

	/// @notice Number of referenda so far; indices are below it.
	function referendumCount() external view returns (uint32);
	/// @notice A referendum. Reverts with `BadReferendum`.
	function getReferendum(uint32 index) external view returns (Referendum memory);
	/// @notice Votes for and against, and the balances behind those for. Reverts with `NotOngoing`.
	function tally(uint32 index)
		external
		view
		returns (uint256 ayes, uint256 nays, uint256 support);
	/// @notice The tracks in the order of their ids.
	function tracks() external view returns (Track[] memory);
	/// @notice The deposit of a submission.
	function submissionDeposit() external view returns (uint256);
	/// @notice Length of a preimage, where it is noted.
	function preimageLength(bytes32 hash) external view returns (bool noted, uint32 length);
}
