// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Storage in known slots: `value` in 0, `numbers` in 1, `byKey` in 2.
contract Store {
    uint256 public value;
    uint256[] public numbers;
    mapping(uint256 => uint256) public byKey;

    event Stored(address indexed by, uint256 indexed value, bytes32 note);

    constructor(uint256 first) {
        value = first;
    }

    function set(uint256 to) external {
        value = to;
        emit Stored(msg.sender, to, keccak256(abi.encode(to)));
    }

    function push(uint256 number) external {
        numbers.push(number);
    }

    function put(uint256 key, uint256 to) external {
        byKey[key] = to;
    }

    function fill(uint256 from, uint256 count) external {
        for (uint256 i = from; i < from + count; i++) {
            byKey[i] = i + 1;
        }
    }

    function clear(uint256 from, uint256 count) external {
        for (uint256 i = from; i < from + count; i++) {
            delete byKey[i];
        }
    }

    function multiply(uint256 a) external pure returns (uint256) {
        return a * 7;
    }

    receive() external payable {}
}
