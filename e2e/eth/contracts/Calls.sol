// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Calls anything, and reports what came back.
contract Calls {
    event Result(bool ok, bytes output);

    function call(address to, bytes calldata data) external payable returns (bool ok, bytes memory output) {
        (ok, output) = to.call{value: msg.value}(data);
        emit Result(ok, output);
    }

    function forward(address to, bytes calldata data) external payable returns (bytes memory output) {
        bool ok;
        (ok, output) = to.call{value: msg.value}(data);
        require(ok, "the call failed");
    }

    function staticCall(address to, bytes calldata data) external view returns (bool ok, bytes memory output) {
        (ok, output) = to.staticcall(data);
    }

    function delegateCall(address to, bytes calldata data) external returns (bool ok, bytes memory output) {
        (ok, output) = to.delegatecall(data);
        emit Result(ok, output);
    }

    /// Calls itself until gas or depth run out; gives the depth that was reached.
    function recurse(uint256 depth) external returns (uint256) {
        try this.recurse(depth + 1) returns (uint256 deeper) {
            return deeper;
        } catch {
            return depth;
        }
    }

    function memoryBomb(uint256 size) external pure returns (uint256 top) {
        assembly {
            mstore(size, 1)
            top := mload(size)
        }
    }

    function returnBomb(uint256 size) external pure {
        assembly {
            return(0, size)
        }
    }

    function loop(uint256 rounds) external pure returns (bytes32 hash) {
        for (uint256 i = 0; i < rounds; i++) {
            hash = keccak256(abi.encode(hash, i));
        }
    }

    function several(uint256 count) external {
        for (uint256 i = 0; i < count; i++) {
            emit Result(true, abi.encode(i));
        }
    }
}
