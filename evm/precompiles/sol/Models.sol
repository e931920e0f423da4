// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Models: bases, training, published versions
/// @notice Steps 3 and 4 of the value flow. Amounts are plancks, rates plancks per 1,000 tokens,
/// royalties parts per million of the owner's share, times block numbers.
/// @dev At 0x0000000000000000000000000000000000000811. Deposits and budgets are held from the caller.
/// Every call reverts with the name of the runtime's error.
interface IModels {
	/// @notice Where a training job stands.
	enum JobStage {
		Requested,
		Accepted,
		Delivered,
		Published,
		Failed
	}

	/// @notice A version that a model builds on, and what its owner gets.
	struct Parent {
		uint32 version;
		uint32 royalty;
	}

	/// @notice A sealed version of a Datanet.
	struct Dataset {
		uint32 datanet;
		uint32 version;
	}

	/// @notice Hyperparameters of training.
	struct TrainingConfig {
		uint16 rank;
		uint16 alpha;
		uint16 epochs;
		uint16 batch;
		// Millionths.
		uint32 learningRate;
		uint16 maxTokens;
		uint32 checkpointEvery;
		uint64 seed;
	}

	/// @notice A base model.
	struct Base {
		address registrar;
		string name;
		string location;
	}

	/// @notice A model: its owner's line of versions.
	struct Model {
		address owner;
		string name;
		bytes32 base;
		Parent[] parents;
		// Least part of the owner's share for building on it.
		uint32 royalty;
	}

	/// @notice A training job.
	struct Job {
		uint32 model;
		address requester;
		uint32 worker;
		Dataset[] datasets;
		TrainingConfig config;
		uint256 budget;
		// What of the budget is still held.
		uint256 held;
		JobStage stage;
		// Requested: last block to accept. Accepted: last block to deliver. Delivered: its block.
		// Published: the version. Failed: zero.
		uint32 detail;
		// Who accepted it; zero while nobody did.
		address operator;
	}

	/// @notice A published version.
	struct Version {
		uint32 model;
		uint32 job;
		address owner;
		// The worker that trained it.
		uint32 trainer;
		bytes32 adapterHash;
		uint256 rateIn;
		uint256 rateOut;
		Dataset[] datasets;
		uint32 publishedAt;
		bool live;
	}

	/// @notice A base can be trained on.
	event BaseRegistered(bytes32 indexed base, address indexed registrar);
	/// @notice A model exists.
	event ModelCreated(uint32 indexed model, address indexed owner, bytes32 indexed base);
	/// @notice A job waits for its worker.
	event TrainingRequested(
		uint32 indexed job, uint32 indexed model, uint32 indexed worker, uint256 budget
	);
	/// @notice The worker trains.
	event JobAccepted(uint32 indexed job, address indexed operator);
	/// @notice The worker has handed in.
	event ManifestSubmitted(uint32 indexed job, bytes32 adapterHash);
	/// @notice A version can be sold.
	event VersionPublished(
		uint32 indexed version, uint32 indexed model, uint32 indexed job, uint256 rateIn, uint256 rateOut
	);
	/// @notice A job was given up.
	event JobCancelled(uint32 indexed job);
	/// @notice The operator took the budget of a delivered job.
	event DeliveredClaimed(uint32 indexed job, address indexed operator);
	/// @notice Prices of a version for new sessions.
	event PriceSet(uint32 indexed version, uint256 rateIn, uint256 rateOut);
	/// @notice A version is no longer sold.
	event VersionRetired(uint32 indexed version);
	/// @notice An ended job left storage.
	event JobRemoved(uint32 indexed job);
	/// @notice What models must give for building on this one from now on.
	event RoyaltySet(uint32 indexed model, uint32 royalty);

	/// @notice Registers a base model by the hash of its files.
	function registerBase(bytes32 base, string calldata name, string calldata location) external;
	/// @notice Creates a model owned by the caller.
	function createModel(string calldata name, bytes32 base, Parent[] calldata parents)
		external
		returns (uint32 model);
	/// @notice Asks a worker to train the caller's model.
	function requestTraining(
		uint32 model,
		Dataset[] calldata datasets,
		TrainingConfig calldata config,
		uint32 worker,
		uint256 budget
	) external returns (uint32 job);
	/// @notice Accepts a job as its worker's operator.
	function acceptJob(uint32 job) external;
	/// @notice Hands in the result of a job.
	/// @param manifest The training manifest in SCALE. Reverts with `BadManifest` where it is none.
	function submitManifest(uint32 job, bytes calldata manifest) external;
	/// @notice Publishes a delivered job of the caller's model and pays the budget.
	function publishVersion(uint32 job, uint256 rateIn, uint256 rateOut)
		external
		returns (uint32 version);
	/// @notice Gives up a job that was not accepted, or not delivered, in time.
	function cancelJob(uint32 job) external;
	/// @notice Takes the budget of a job whose owner does not publish.
	function claimDelivered(uint32 job) external;
	/// @notice Sets a version's prices for new sessions.
	function setPrice(uint32 version, uint256 rateIn, uint256 rateOut) external;
	/// @notice Takes a version out of new sessions for good.
	function retireVersion(uint32 version) external;
	/// @notice Removes an ended job and frees its deposit.
	function removeJob(uint32 job) external;
	/// @notice Sets what later models must give for building on the caller's model.
	function setRoyalty(uint32 model, uint32 royalty) external;

	/// @notice Number of models; ids are below it.
	function modelCount() external view returns (uint32);
	/// @notice Number of jobs so far; ids are below it.
	function jobCount() external view returns (uint32);
	/// @notice Number of published versions; ids are below it.
	function versionCount() external view returns (uint32);
	/// @notice A base. Reverts with `UnknownBase`.
	function getBase(bytes32 base) external view returns (Base memory);
	/// @notice A model. Reverts with `UnknownModel`.
	function getModel(uint32 model) external view returns (Model memory);
	/// @notice A job. Reverts with `UnknownJob`.
	function getJob(uint32 job) external view returns (Job memory);
	/// @notice A published version. Reverts with `UnknownVersion`.
	function getVersion(uint32 version) external view returns (Version memory);
}
