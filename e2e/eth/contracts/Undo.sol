// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Calls something in a frame that then reverts, and goes on.
contract Undo {
    event Tried(bool reached);

    error Undone(bool worked);

    constructor() payable {}

    function tryThenRevert(address to, bytes calldata data) external {
        try this.callAndRevert(to, data) {}
        catch (bytes memory reason) {
            emit Tried(bytes4(reason) == Undone.selector && uint8(reason[35]) == 1);
        }
    }

    function callAndRevert(address to, bytes calldata data) external {
        (bool worked,) = to.call(data);
        revert Undone(worked);
    }

    function keep(address to, bytes calldata data) external {
        (bool worked,) = to.call(data);
        require(worked, "the call failed");
    }
}
