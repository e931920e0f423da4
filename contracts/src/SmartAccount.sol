// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Account} from "@openzeppelin/contracts/account/Account.sol";
import {ERC7821} from "@openzeppelin/contracts/account/extensions/draft-ERC7821.sol";
import {IEntryPoint} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignerECDSA} from "@openzeppelin/contracts/utils/cryptography/signers/SignerECDSA.sol";
import {SignerEIP7702} from "@openzeppelin/contracts/utils/cryptography/signers/SignerEIP7702.sol";

/// Where both accounts take their operations from.
abstract contract WithEntryPoint is Account {
    IEntryPoint private immutable entryPoint_;

    constructor(IEntryPoint where) {
        entryPoint_ = where;
    }

    function entryPoint() public view override returns (IEntryPoint) {
        return entryPoint_;
    }
}

/// An ERC-4337 account of one key that runs batches (ERC-7821), on OpenZeppelin's building blocks.
contract SmartAccount is WithEntryPoint, SignerECDSA, ERC7821 {
    constructor(IEntryPoint where, address signer) payable WithEntryPoint(where) SignerECDSA(signer) {}

    function _erc7821AuthorizedExecutor(address caller, bytes32 mode, bytes calldata data)
        internal
        view
        override
        returns (bool)
    {
        return caller == address(entryPoint()) || super._erc7821AuthorizedExecutor(caller, mode, data);
    }
}

/// Code for a key's own account to delegate to (EIP-7702): the key signs for the account at its address.
contract DelegatedAccount is WithEntryPoint, SignerEIP7702, ERC7821 {
    constructor(IEntryPoint where) WithEntryPoint(where) {}

    function _erc7821AuthorizedExecutor(address caller, bytes32 mode, bytes calldata data)
        internal
        view
        override
        returns (bool)
    {
        return caller == address(entryPoint()) || super._erc7821AuthorizedExecutor(caller, mode, data);
    }
}
