// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// EIP-1153: a reentrancy lock in transient storage.
contract Transient {
    uint256 public entered;

    error Locked();

    modifier lock() {
        bool locked;
        assembly {
            locked := tload(0)
        }
        if (locked) revert Locked();
        assembly {
            tstore(0, 1)
        }
        _;
        assembly {
            tstore(0, 0)
        }
    }

    function enter() external lock {
        entered++;
    }

    function reenter() external lock {
        this.enter();
    }

    /// Leaves a value behind; the next transaction must not see it.
    function leave(uint256 value) external {
        assembly {
            tstore(7, value)
        }
    }

    function look() external view returns (uint256 value) {
        assembly {
            value := tload(7)
        }
    }

    function leaveAndLook(uint256 value) external returns (uint256) {
        this.leave(value);
        return this.look();
    }

    function undone(uint256 value) external returns (uint256) {
        try this.leaveAndRevert(value) {} catch {}
        return this.look();
    }

    function leaveAndRevert(uint256 value) external {
        this.leave(value);
        revert();
    }
}
