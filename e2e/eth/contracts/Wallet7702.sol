// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// Code that an account of a key delegates to (EIP-7702): a batch, by the key itself only.
contract Wallet7702 {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    uint256 public batches;

    event Executed(address indexed account, uint256 calls);

    error NotTheAccount();
    error CallFailed(uint256 index);

    function execute(Call[] calldata calls) external payable {
        if (msg.sender != address(this)) revert NotTheAccount();
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok,) = calls[i].to.call{value: calls[i].value}(calls[i].data);
            if (!ok) revert CallFailed(i);
        }
        batches++;
        emit Executed(address(this), calls.length);
    }

    function whoAmI() external view returns (address) {
        return address(this);
    }

    receive() external payable {}
}
