// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// The cheat codes of forge that the tests and scripts use.
interface Vm {
    function addr(uint256 key) external pure returns (address);
    function deal(address who, uint256 balance) external;
    function envOr(string calldata name, address otherwise) external view returns (address);
    function etch(address where, bytes calldata code) external;
    function expectEmit(address emitter) external;
    function expectRevert(bytes calldata data) external;
    function expectRevert(bytes4 selector) external;
    function parseBytes(string calldata hex_) external pure returns (bytes memory);
    function prank(address who) external;
    function readFile(string calldata path) external view returns (string memory);
    function roll(uint256 number) external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signAndAttachDelegation(address implementation, uint256 key) external;
    function startBroadcast() external;
    function stopBroadcast() external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// Assertions, and accounts with money.
abstract contract Base {
    error NotEqual(uint256 left, uint256 right);
    error NotTrue(string what);

    function assertEq(uint256 left, uint256 right) internal pure {
        if (left != right) revert NotEqual(left, right);
    }

    function assertEq(address left, address right) internal pure {
        assertEq(uint256(uint160(left)), uint256(uint160(right)));
    }

    function assertTrue(bool value, string memory what) internal pure {
        if (!value) revert NotTrue(what);
    }

    function rich(uint256 n) internal returns (address payable who) {
        who = payable(vm.addr(n));
        vm.deal(who, 1_000 ether);
    }
}
