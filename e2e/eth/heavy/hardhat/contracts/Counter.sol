// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Counter {
    uint256 public count;

    event Counted(address indexed by, uint256 count);

    error TooFar(uint256 by);

    function add(uint256 by) external {
        if (by > 10) revert TooFar(by);
        count += by;
        emit Counted(msg.sender, count);
    }
}
