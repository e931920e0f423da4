// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Every way to fail.
contract Fails {
    uint256 public state;

    error Refused(address who, uint256 amount);

    event Tried(uint256 n);

    constructor(bool refuse) payable {
        require(!refuse, "the constructor refused");
    }

    function withReason(uint256 max) external pure returns (uint256) {
        require(max <= 10, "Value must not be greater than 10.");
        return max;
    }

    function withError() external view {
        revert Refused(msg.sender, 7);
    }

    function bare() external pure {
        revert();
    }

    function panics(uint256 by) external pure returns (uint256) {
        return 100 / by;
    }

    function asserts() external pure {
        assert(false);
    }

    function invalid() external pure {
        assembly {
            invalid()
        }
    }

    function burnsAll() external {
        while (true) state++;
    }

    function logsThenReverts() external {
        state = 1;
        emit Tried(1);
        revert("after the log");
    }

    function nested() external returns (bool inner) {
        state = 5;
        try this.logsThenReverts() {
            inner = true;
        } catch {
            inner = false;
        }
        emit Tried(2);
    }

    function takes() external payable {
        state = msg.value;
    }
}
