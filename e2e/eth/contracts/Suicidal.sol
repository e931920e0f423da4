// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// EIP-6780: gone only when it dies in the transaction that made it.
contract Mortal {
    uint256 public alive = 1;

    constructor() payable {}

    function die(address payable heir) external {
        selfdestruct(heir);
    }

    receive() external payable {}
}

contract Nursery {
    event Born(address child);

    function bearAndKill(address payable heir) external payable {
        Mortal child = new Mortal{value: msg.value}();
        emit Born(address(child));
        child.die(heir);
    }

    function bearAndKillToSelf() external payable {
        Mortal child = new Mortal{value: msg.value}();
        emit Born(address(child));
        child.die(payable(address(child)));
    }

    function bear(bytes32 salt) external payable returns (address) {
        Mortal child = new Mortal{salt: salt, value: msg.value}();
        emit Born(address(child));
        return address(child);
    }
}
