// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// What an account needs of ERC-4337's entry point, for tests: deposits, nonces in order, validation,
/// execution, payment of whoever bundled. No factories, paymasters or aggregators.
contract MinimalEntryPoint {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(uint192 => uint64)) private sequence;

    event UserOperationEvent(
        bytes32 indexed userOpHash, address indexed sender, uint256 nonce, bool success, uint256 paid
    );

    error BadNonce(address sender, uint256 nonce);
    error BadSignature(address sender);
    error CannotPay(address sender, uint256 has, uint256 needs);

    receive() external payable {
        depositTo(msg.sender);
    }

    function depositTo(address account) public payable {
        balanceOf[account] += msg.value;
    }

    function withdrawTo(address payable to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        Address.sendValue(to, amount);
    }

    function getNonce(address sender, uint192 key) public view returns (uint256) {
        return (uint256(key) << 64) | sequence[sender][key];
    }

    function getUserOpHash(PackedUserOperation calldata op) public view returns (bytes32) {
        bytes32 inner = keccak256(
            abi.encode(
                op.sender,
                op.nonce,
                keccak256(op.initCode),
                keccak256(op.callData),
                op.accountGasLimits,
                op.preVerificationGas,
                op.gasFees,
                keccak256(op.paymasterAndData)
            )
        );
        return keccak256(abi.encode(inner, address(this), block.chainid));
    }

    function handleOps(PackedUserOperation[] calldata ops, address payable beneficiary) external {
        uint256 collected = 0;
        for (uint256 i = 0; i < ops.length; i++) {
            collected += handle(ops[i]);
        }
        Address.sendValue(beneficiary, collected);
    }

    function handle(PackedUserOperation calldata op) private returns (uint256 paid) {
        uint256 before = gasleft();
        uint192 key = uint192(op.nonce >> 64);
        if (op.nonce != getNonce(op.sender, key)) revert BadNonce(op.sender, op.nonce);
        sequence[op.sender][key]++;
        uint256 price = uint128(uint256(op.gasFees));
        uint256 most =
            (uint256(op.accountGasLimits >> 128)
                    + uint128(uint256(op.accountGasLimits))
                    + op.preVerificationGas) * price;
        uint256 has = balanceOf[op.sender];
        bytes32 hash = getUserOpHash(op);
        uint256 missing = has < most ? most - has : 0;
        if (IAccount(op.sender).validateUserOp(op, hash, missing) != 0) revert BadSignature(op.sender);
        has = balanceOf[op.sender];
        if (has < most) revert CannotPay(op.sender, has, most);
        (bool success,) = op.sender.call{gas: uint128(uint256(op.accountGasLimits))}(op.callData);
        paid = (before - gasleft() + op.preVerificationGas) * price;
        if (paid > most) paid = most;
        balanceOf[op.sender] -= paid;
        emit UserOperationEvent(hash, op.sender, op.nonce, success, paid);
    }
}
