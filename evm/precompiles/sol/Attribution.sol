// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Attribution: batches of Proof of Attribution
/// @notice Step 6 of the value flow. A batch is known by its worker and batch epoch. Amounts are
/// plancks, times block numbers.
/// @dev At 0x0000000000000000000000000000000000000815. Headers, leaves and proofs are given in SCALE, as
/// workers serve them; what does not decode reverts with `BadScale`. Deposits and bonds are held
/// from the caller. Every call reverts with the name of the runtime's error.
interface IAttribution {
	/// @notice The trees of a batch.
	enum Tree {
		Receipts,
		Reports,
		Sessions,
		Credits
	}

	/// @notice Where a batch stands.
	enum Stage {
		Announced,
		Seeded,
		Attested,
		Unattested,
		Settling,
		Crediting,
		Finalized,
		Failed
	}

	/// @notice A batch.
	struct Batch {
		bytes32 headerHash;
		// Sum of its fees.
		uint256 feeTotal;
		uint32 receipts;
		Stage stage;
		// The stage's block: of the seed, the end of the window, the deadline, or when it ended.
		uint32 until;
		uint32 announcedAt;
		address announcedBy;
		// Seats of the committee, and how many of them attested.
		uint32 seats;
		uint32 votes;
		uint32 openDemands;
		// Next leaves to settle and to credit.
		uint32 nextSession;
		uint32 nextCredit;
		// What has arrived in the books.
		uint256 received;
	}

	/// @notice A batch was announced.
	event BatchAnnounced(uint32 indexed worker, uint32 indexed epoch, bytes32 headerHash, uint256 feeTotal);
	/// @notice A leaf was demanded.
	event LeafDemanded(
		uint32 indexed worker, uint32 indexed epoch, address indexed by, Tree tree, uint32 leaf
	);
	/// @notice A demanded leaf was given.
	event DemandAnswered(uint32 indexed worker, uint32 indexed epoch, Tree tree, uint32 leaf);
	/// @notice A demand whose time was over was ended.
	event DemandEnforced(uint32 indexed worker, uint32 indexed epoch, Tree tree, uint32 leaf);
	/// @notice Session leaves were settled.
	event SessionsSettled(uint32 indexed worker, uint32 indexed epoch, uint32 count);
	/// @notice Credit leaves were applied.
	event CreditsApplied(uint32 indexed worker, uint32 indexed epoch, uint32 count);
	/// @notice A batch was moved on.
	event BatchAdvanced(uint32 indexed worker, uint32 indexed epoch);
	/// @notice A batch was moved into the archive.
	event BatchPruned(uint32 indexed worker, uint32 indexed epoch);
	/// @notice Two headers of one worker and epoch were reported.
	event EquivocationReported(uint32 indexed worker, uint32 indexed epoch, address indexed by);
	/// @notice A proof against a batch was committed to.
	event ChallengeCommitted(
		uint32 indexed worker, uint32 indexed epoch, address indexed by, bytes32 commitment
	);
	/// @notice A proof was revealed. Upheld: the batch failed, its worker pays and the bond is back; else
	/// the bond is lost.
	event ChallengeRevealed(
		uint32 indexed worker, uint32 indexed epoch, address indexed by, bool upheld
	);
	/// @notice A challenge without its proof was ended.
	event ChallengeEnded(uint32 indexed worker, uint32 indexed epoch, address indexed challenger);

	/// @notice Announces a batch.
	function announce(bytes calldata header, bytes calldata signature) external;
	/// @notice Demands the bytes of one leaf.
	function demand(uint32 worker, uint32 epoch, Tree tree, uint32 leaf) external;
	/// @notice Answers a demand.
	function answer(
		uint32 worker,
		uint32 epoch,
		Tree tree,
		uint32 leaf,
		bytes calldata leafBytes,
		bytes calldata opening
	) external;
	/// @notice Ends a demand whose time is over.
	function enforce(uint32 worker, uint32 epoch, Tree tree, uint32 leaf) external;
	/// @notice Settles the next session leaves (at most 64).
	function settleSessions(
		uint32 worker,
		uint32 epoch,
		bytes calldata leaves,
		bytes calldata proof
	) external;
	/// @notice Applies the next credit leaves (at most 128).
	function credit(uint32 worker, uint32 epoch, bytes calldata leaves, bytes calldata proof)
		external;
	/// @notice Moves a batch on whose period is over.
	function advance(uint32 worker, uint32 epoch) external;
	/// @notice Moves a batch that ended long ago into the archive.
	function prune(uint32 worker, uint32 epoch) external;
	/// @notice Reports two headers that one worker signed for one epoch.
	function reportEquivocation(
		bytes calldata headerA,
		bytes calldata signatureA,
		bytes calldata headerB,
		bytes calldata signatureB
	) external;
	/// @notice Commits to a proof that a batch is false; a bond is held. Reveal it in a later block,
	/// within the answer window.
	/// @param commitment What `challengeCommitment` gives for the caller.
	function challenge(uint32 worker, uint32 epoch, bytes32 commitment) external;
	/// @notice Reveals the proof that was committed to.
	/// @param proof SCALE of a fraud proof: leaves that cannot be true together, with their openings.
	function challengeReveal(uint32 worker, uint32 epoch, bytes calldata proof, bytes32 salt) external;
	/// @notice Ends a challenge without its proof, by anyone: the bond of a batch that failed otherwise
	/// returns, one whose time is over is lost.
	function challengeEnd(uint32 worker, uint32 epoch, address challenger) external;

	/// @notice The commitment to a proof by an account. Call it where nobody listens: the proof is in the
	/// call.
	function challengeCommitment(
		uint32 worker,
		uint32 epoch,
		bytes calldata proof,
		address challenger,
		bytes32 salt
	) external view returns (bytes32);
	/// @notice Last block in which a challenger may reveal; zero where there is no challenge.
	function challengeUntil(uint32 worker, uint32 epoch, address challenger)
		external
		view
		returns (uint32);
	/// @notice A batch in state. Reverts with `UnknownBatch`.
	function getBatch(uint32 worker, uint32 epoch) external view returns (Batch memory);
	/// @notice Epochs of a worker's batches that are neither final nor failed, ascending.
	function openBatches(uint32 worker) external view returns (uint32[] memory);
	/// @notice Sum of the fees of those batches.
	function exposure(uint32 worker) external view returns (uint256);
	/// @notice Who attested a batch. Reverts with `UnknownBatch`.
	function attesters(uint32 worker, uint32 epoch) external view returns (address[] memory);
}
