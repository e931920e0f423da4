// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20;

/// @title Proxies: accounts that may act for others
/// @dev At 0x0000000000000000000000000000000000000802. Kinds of proxies are the runtime's: 0 any call,
/// 1 calls that move no balance, 2 refusing announced calls.
interface IProxy {
	/// @notice An account that may act for another.
	struct Definition {
		// Who may act.
		address delegate;
		// What it may do.
		uint8 kind;
		// Blocks that an announcement must be older than the call; zero needs none.
		uint32 delay;
	}

	/// @notice `delegate` may act for `real`.
	event ProxyAdded(address indexed real, address indexed delegate, uint8 kind, uint32 delay);
	/// @notice `delegate` may no longer act for `real`.
	event ProxyRemoved(address indexed real, address indexed delegate, uint8 kind, uint32 delay);
	/// @notice Nobody may act for `real` any more.
	event ProxiesRemoved(address indexed real);
	/// @notice `delegate` made a call as `real`.
	event ProxyCalled(address indexed real, address indexed delegate);

	/// @notice Lets `delegate` act for the caller. A deposit is taken.
	/// @dev Reverts: `UnknownKind`, `TooMany`, `Duplicate`, `NoSelfProxy`.
	function addProxy(address delegate, uint8 kind, uint32 delay) external;
	/// @notice Takes that back.
	/// @dev Reverts: `UnknownKind`, `NotFound`.
	function removeProxy(address delegate, uint8 kind, uint32 delay) external;
	/// @notice Takes it back from everybody.
	function removeProxies() external;
	/// @notice Makes a call as `real`, with the first proxy of the caller that fits.
	/// @param call The call in the runtime's encoding (SCALE).
	/// @dev Reverts: `BadCall`, `NotProxy`, `Unannounced`. Does not revert when the call itself fails:
	/// the runtime's event `Proxy.ProxyExecuted` has its result.
	function proxy(address real, bytes calldata call) external;
	/// @notice As `proxy`, with a proxy of one kind.
	function proxyAs(address real, uint8 kind, bytes calldata call) external;

	/// @notice Who may act for an account, and the deposit in plancks.
	function proxies(address real)
		external
		view
		returns (Definition[] memory definitions, uint256 deposit);
	/// @notice Whether `delegate` may act for `real` in exactly this way.
	function isProxy(address real, address delegate, uint8 kind, uint32 delay)
		external
		view
		returns (bool);
}
