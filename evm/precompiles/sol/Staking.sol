// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Staking: bond, nominate, validate
/// @notice The caller is its own stash and controller. Amounts are plancks; a commission is in parts per
/// billion; times are eras. A validator is an account (32 bytes): its key is seldom one for Ethereum.
/// `0x803` gives the account of an address.
/// @dev At 0x0000000000000000000000000000000000000805. Every call reverts with the name of the runtime's
/// error, such as `NotController` where nothing is bonded.
interface IStaking {
	/// @notice Where rewards go: to the stake, to the stash, to another account, nowhere.
	enum Payee {
		Staked,
		Stash,
		Account,
		None
	}

	/// @notice A part of a stake that becomes free in an era.
	struct UnlockChunk {
		uint256 value;
		uint32 era;
	}

	/// @notice OPEN was bonded, or bonded again.
	event Bonded(address indexed stash, uint256 amount);
	/// @notice OPEN becomes free after the bonding duration.
	event Unbonded(address indexed stash, uint256 amount);
	/// @notice OPEN became free.
	event Withdrawn(address indexed stash, uint256 amount);
	/// @notice A stash nominates from the next era on.
	event Nominated(address indexed stash, bytes32[] targets);
	/// @notice A stash offers itself as a validator from the next era on.
	event ValidatorPrefsSet(address indexed stash, uint32 commission, bool blocked);
	/// @notice A stash neither nominates nor validates from the next era on.
	event Chilled(address indexed stash);
	/// @notice Where the rewards of a stash go was changed.
	event PayeeSet(address indexed stash, Payee payee, address account);
	/// @notice A page of the rewards of a validator and its nominators was paid.
	event StakersPaid(bytes32 indexed validator, uint32 indexed era);
	/// @notice A validator dropped nominators.
	event Kicked(address indexed validator, address[] nominators);

	/// @notice Bonds `value`, or what there is where that is less.
	/// @param account Who is paid with `Payee.Account`; zero otherwise.
	/// @dev Reverts: `AlreadyBonded`, `InsufficientBond`, `Restricted`, `UnexpectedAccount`.
	function bond(uint256 value, Payee payee, address account) external;
	/// @notice Adds to the bond.
	function bondExtra(uint256 maxAdditional) external;
	/// @notice Frees a part of the bond after the bonding duration.
	/// @dev Reverts: `InsufficientBond` (chill first), `NoMoreChunks`.
	function unbond(uint256 value) external;
	/// @notice Bonds again what is being freed.
	function rebond(uint256 value) external;
	/// @notice Takes what is free by now.
	/// @param slashingSpans Zero, unless the stash was slashed and takes everything.
	function withdrawUnbonded(uint32 slashingSpans) external;
	/// @notice Nominates validators.
	/// @dev Reverts: `EmptyTargets`, `TooManyTargets`, `BadTarget`, `InsufficientBond`.
	function nominate(bytes32[] calldata targets) external;
	/// @notice Nominates validators that are named by address.
	function nominateAddresses(address[] calldata targets) external;
	/// @notice Offers to validate.
	/// @dev Reverts: `CommissionTooLow`, `CommissionTooHigh`, `InsufficientBond`, `TooManyValidators`.
	function validate(uint32 commission, bool blocked) external;
	/// @notice Neither nominates nor validates any more.
	function chill() external;
	/// @notice Changes where rewards go.
	function setPayee(Payee payee, address account) external;
	/// @notice Pays the next unpaid page of rewards of a validator for an era. Anybody may call.
	/// @dev Reverts: `InvalidEraToReward`, `AlreadyClaimed`, `NotStash`.
	function payoutStakers(bytes32 validator, uint32 era) external;
	/// @notice Drops nominators of the caller, who is a validator.
	function kick(address[] calldata nominators) external;

	/// @notice The stake of a stash; zeros where nothing is bonded.
	function ledger(address stash)
		external
		view
		returns (uint256 total, uint256 active, UnlockChunk[] memory unlocking);
	/// @notice Where rewards go.
	function payeeOf(address stash) external view returns (Payee payee, address account);
	/// @notice Whom a stash nominates, since which era.
	function nominationsOf(address stash)
		external
		view
		returns (bytes32[] memory targets, uint32 submittedIn);
	/// @notice Whether a stash nominates.
	function isNominator(address stash) external view returns (bool);
	/// @notice Whether an account offers to validate.
	function isValidator(bytes32 validator) external view returns (bool);
	/// @notice What a validator asks.
	function validatorPrefs(bytes32 validator) external view returns (uint32 commission, bool blocked);
	/// @notice What backs a validator in an era; zeros where it is not elected.
	function exposure(uint32 era, bytes32 validator)
		external
		view
		returns (uint256 total, uint256 own, uint32 nominators, uint32 pages);
	/// @notice What is staked in an era, and what its validators and nominators earned once it is over.
	function eraTotals(uint32 era) external view returns (uint256 staked, uint256 reward);
	/// @notice The era that is being rewarded.
	function activeEra() external view returns (uint32);
	/// @notice The latest era for which validators are elected.
	function currentEra() external view returns (uint32);
	/// @notice Eras after which a freed part of a bond can be taken.
	function bondingDuration() external view returns (uint32);
	/// @notice Least bond of a nominator.
	function minNominatorBond() external view returns (uint256);
	/// @notice Least bond of a validator.
	function minValidatorBond() external view returns (uint256);
	/// @notice How many validators an era has at most.
	function validatorCount() external view returns (uint32);
}
