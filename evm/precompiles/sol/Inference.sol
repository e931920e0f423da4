// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Inference: escrowed sessions
/// @notice Step 5 of the value flow. A payer opens a session with one worker; off chain, the owner of
/// the voucher key signs for each answer; batches settle from the deposit. The voucher key need not
/// be the payer, so that a contract can pay. Amounts are plancks, times block numbers.
/// @dev At 0x0000000000000000000000000000000000000814. Deposit and bond are held from the caller. Every
/// call reverts with the name of the runtime's error.
interface IInference {
	/// @notice Who may see the text of a session.
	enum Visibility {
		Open,
		Sealed,
		Unaudited
	}

	/// @notice What may be bought. An agent or app of 2^32 - 1 is none.
	struct Asset {
		uint32 modelVersion;
		uint32 agent;
		uint32 app;
	}

	/// @notice A session to be opened.
	struct NewSession {
		uint32 worker;
		// Account whose owner signs vouchers.
		bytes32 voucherKey;
		Asset[] assets;
		uint256 deposit;
		// Most that one call may cost.
		uint256 maxPerCall;
		// First block in which no new voucher counts.
		uint32 expiresAt;
		Visibility visibility;
	}

	/// @notice A session.
	struct Session {
		address payer;
		bytes32 voucherKey;
		uint32 worker;
		Asset[] assets;
		uint256 deposit;
		// What is left of the deposit.
		uint256 held;
		uint256 maxPerCall;
		uint32 expiresAt;
		Visibility visibility;
		// Cumulative fee settled so far.
		uint256 settled;
		// Receipts settled so far.
		uint32 settledReceipts;
		// Whether the payer closed it.
		bool closing;
	}

	/// @notice A session was opened.
	event SessionOpened(
		uint64 indexed session,
		address indexed payer,
		uint32 indexed worker,
		bytes32 voucherKey,
		uint256 deposit,
		uint32 expiresAt
	);
	/// @notice A deposit was raised.
	event SessionToppedUp(uint64 indexed session, uint256 amount);
	/// @notice No new voucher counts.
	event SessionClosed(uint64 indexed session);
	/// @notice The rest of the deposit went back to the payer.
	event SessionReleased(uint64 indexed session);

	/// @notice Opens a session paid by the caller.
	function openSession(NewSession calldata session) external returns (uint64 id);
	/// @notice Opens up to 16 sessions, all or none; their ids are consecutive.
	function openSessions(NewSession[] calldata sessions) external returns (uint64 first);
	/// @notice Raises the deposit of the caller's session.
	function topUp(uint64 session, uint256 amount) external;
	/// @notice Closes the caller's session.
	function closeSession(uint64 session) external;
	/// @notice Releases the rest of a deposit once its time has come; anyone may.
	function release(uint64 session) external;

	/// @notice Number of sessions so far; ids are below it.
	function sessionCount() external view returns (uint64);
	/// @notice A session. Reverts with `UnknownSession`.
	function getSession(uint64 session) external view returns (Session memory);
	/// @notice First block in which the deposit can be released. Reverts with `UnknownSession`.
	function releasableAt(uint64 session) external view returns (uint32);
}
