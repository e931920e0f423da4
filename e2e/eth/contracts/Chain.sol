// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// What a contract sees of the chain and of its caller.
contract Chain {
    function blockNumber() external view returns (uint256) {
        return block.number;
    }

    function blockHash(uint256 number) external view returns (bytes32) {
        return blockhash(number);
    }

    function chainId() external view returns (uint256) {
        return block.chainid;
    }

    function gasLimit() external view returns (uint256) {
        return block.gaslimit;
    }

    function timestamp() external view returns (uint256) {
        return block.timestamp;
    }

    function coinbase() external view returns (address) {
        return block.coinbase;
    }

    function baseFee() external view returns (uint256) {
        return block.basefee;
    }

    function prevrandao() external view returns (uint256) {
        return block.prevrandao;
    }

    function gasPrice() external view returns (uint256) {
        return tx.gasprice;
    }

    function sender() external view returns (address, address) {
        return (msg.sender, tx.origin);
    }

    function codeSize(address of_) external view returns (uint256) {
        return of_.code.length;
    }

    function codeHash(address of_) external view returns (bytes32) {
        return of_.codehash;
    }

    function balance(address of_) external view returns (uint256) {
        return of_.balance;
    }

    function gasLeft() external view returns (uint256) {
        return gasleft();
    }

    /// CLZ is new with Osaka.
    function leadingZeros(uint256 of_) external pure returns (uint256 zeros) {
        assembly {
            zeros := clz(of_)
        }
    }

    function copy(bytes calldata data) external pure returns (bytes memory out) {
        out = new bytes(data.length);
        assembly {
            calldatacopy(add(out, 32), data.offset, data.length)
            mcopy(add(out, 32), add(out, 32), data.length)
        }
    }
}
