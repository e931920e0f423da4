// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Datanets: contributions, curation, sealed versions
/// @notice Steps 1 and 2 of the value flow. Amounts are plancks, times are block numbers, quorums are
/// parts per million.
/// @dev At 0x0000000000000000000000000000000000000810. Deposits, bonds and stakes are held from the
/// caller. Every call reverts with the name of the runtime's error.
interface IDatanets {
	/// @notice How a file is to be read.
	enum Format {
		JsonLines,
		Parquet
	}

	/// @notice How far a contribution has come.
	enum Stage {
		UnderReview,
		Accepted,
		Rejected
	}

	/// @notice Root of a Merkle tree and the number of its leaves.
	struct Root {
		bytes32 hash;
		uint32 count;
	}

	/// @notice What a contributor reveals.
	struct Manifest {
		// blake2b-256 of the file.
		bytes32 contentHash;
		// How it is to be read.
		Format format;
		// Size in bytes.
		uint32 size;
		// Over the rows.
		Root rows;
		// Where it can be fetched.
		string location;
		// MinHash band keys.
		uint64[16] bands;
		// Root over the MinHash signature.
		bytes32 signatureRoot;
	}

	/// @notice A Datanet.
	struct Datanet {
		address owner;
		string name;
		// SPDX expression.
		string licence;
		// Bits: 1 training, 2 retrieval, 4 evaluation.
		uint8 purposes;
		// Least plancks per 1,000 tokens that models trained on it must charge.
		uint256 floorRate;
		uint32 reviewQuorum;
		// Accepted contributions.
		uint32 accepted;
		// Their rows.
		uint64 rows;
		// Sealed versions.
		uint32 versions;
		// Rows of the newest sealed version.
		uint64 sealedRows;
		// Stake of its curators.
		uint256 curatorStake;
	}

	/// @notice A revealed contribution.
	struct Contribution {
		uint32 datanet;
		address contributor;
		bytes32 contentHash;
		uint32 rows;
		string location;
		uint32 committedAt;
		uint32 revealedAt;
		Stage stage;
		// Last block of the review, block of the rejection, or place among the accepted.
		uint32 detail;
		// First version that contains it; zero while none does.
		uint32 sealedIn;
		uint256 bond;
	}

	/// @notice A Datanet was created.
	event DatanetCreated(uint32 indexed datanet, address indexed owner);
	/// @notice A curator added stake.
	event CuratorStaked(uint32 indexed datanet, address indexed curator, uint256 amount);
	/// @notice A curator began to leave.
	event CuratorLeft(uint32 indexed datanet, address indexed curator);
	/// @notice A curator that had left took its stake back.
	event CuratorWithdrawn(uint32 indexed datanet, address indexed curator);
	/// @notice A contribution was committed to.
	event Committed(uint32 indexed datanet, address indexed contributor, bytes32 commitment);
	/// @notice A contribution is under review.
	event Revealed(
		uint32 indexed contribution,
		uint32 indexed datanet,
		address indexed contributor,
		bytes32 contentHash,
		uint32 rows
	);
	/// @notice A curator voted.
	event Voted(uint32 indexed contribution, address indexed curator, bool approve);
	/// @notice A review ended.
	event Concluded(uint32 indexed contribution, bool accepted);
	/// @notice Sealing of a version was started.
	event SealStarted(uint32 indexed datanet, uint32 indexed version);
	/// @notice Contributions were appended to a version; `done` when it is sealed.
	event SealStepped(uint32 indexed datanet, bool done);
	/// @notice A commitment was removed and its bond slashed.
	event CommitExpired(uint32 indexed datanet, address indexed contributor, bytes32 commitment);
	/// @notice A rejected contribution was removed and its bond released.
	event RejectedReleased(uint32 indexed contribution);

	/// @notice Creates a Datanet owned by the caller.
	function create(
		string calldata name,
		string calldata licence,
		uint8 purposes,
		uint256 floorRate,
		uint32 reviewQuorum
	) external returns (uint32 datanet);
	/// @notice Becomes a curator, or adds to the stake.
	function stakeCurator(uint32 datanet, uint256 amount) external;
	/// @notice Begins to leave as a curator.
	function leaveCurator(uint32 datanet) external;
	/// @notice Takes the stake back after the delay.
	function withdrawCurator(uint32 datanet) external;
	/// @notice Commits to a contribution; see `commitmentOf`.
	function commit(uint32 datanet, bytes32 commitment) external;
	/// @notice Reveals a committed contribution.
	function reveal(uint32 datanet, bytes32 salt, Manifest calldata manifest)
		external
		returns (uint32 contribution);
	/// @notice Votes on a contribution with the caller's stake.
	function vote(uint32 contribution, bool approve) external;
	/// @notice Ends a review whose time is over or whose outcome is certain.
	function conclude(uint32 contribution) external returns (bool accepted);
	/// @notice Starts to seal all accepted contributions of the caller's Datanet.
	function startSeal(uint32 datanet) external returns (uint32 version);
	/// @notice Appends up to `steps` (at most 64) contributions to the version being sealed.
	function stepSeal(uint32 datanet, uint32 steps) external returns (bool done);
	/// @notice Removes a commitment that was not revealed in time.
	function expireCommit(uint32 datanet, address contributor, bytes32 commitment) external;
	/// @notice Removes a rejected contribution after its appeal window.
	function releaseRejected(uint32 contribution) external;

	/// @notice Number of Datanets; ids are below it.
	function datanetCount() external view returns (uint32);
	/// @notice Number of contributions; ids are below it.
	function contributionCount() external view returns (uint32);
	/// @notice A Datanet. Reverts with `UnknownDatanet`.
	function getDatanet(uint32 datanet) external view returns (Datanet memory);
	/// @notice A contribution. Reverts with `UnknownContribution`.
	function getContribution(uint32 contribution) external view returns (Contribution memory);
	/// @notice The accepted contribution at a place. Reverts with `UnknownContribution`.
	function acceptedAt(uint32 datanet, uint32 position) external view returns (uint32);
	/// @notice A sealed version (from 1). Reverts with `UnknownVersion`.
	function getVersion(uint32 datanet, uint32 version)
		external
		view
		returns (Root memory root, uint32 rows, uint32 sealedAt);
	/// @notice A curator's stake and, when it is leaving, the first block of withdrawal (else zero).
	function getCurator(uint32 datanet, address curator)
		external
		view
		returns (uint256 stake, uint32 withdrawableAt);
	/// @notice What a contributor commits to: blake2b-256 of content hash, salt, account and Datanet.
	function commitmentOf(bytes32 contentHash, bytes32 salt, address contributor, uint32 datanet)
		external
		view
		returns (bytes32);
}
