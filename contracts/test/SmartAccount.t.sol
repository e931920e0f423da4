// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IEntryPoint, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {DelegatedAccount, SmartAccount} from "../src/SmartAccount.sol";
import {Base, vm} from "./Base.sol";
import {MinimalEntryPoint} from "./MinimalEntryPoint.sol";

contract SmartAccountTest is Base {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    bytes32 constant BATCH = bytes32(uint256(0x01) << 248);
    uint256 constant KEY = 0xA11CE;
    MinimalEntryPoint entryPoint;
    SmartAccount account;
    address payable bundler;
    address to;

    function setUp() public {
        entryPoint = new MinimalEntryPoint();
        account = new SmartAccount(IEntryPoint(address(entryPoint)), vm.addr(KEY));
        vm.deal(address(account), 10 ether);
        (bundler, to) = (rich(5), vm.addr(6));
    }

    function operation(address sender, uint256 value) private view returns (PackedUserOperation memory op) {
        Call[] memory calls = new Call[](1);
        calls[0] = Call(to, value, "");
        op.sender = sender;
        op.nonce = entryPoint.getNonce(sender, 0);
        op.callData = abi.encodeWithSignature("execute(bytes32,bytes)", BATCH, abi.encode(calls));
        op.accountGasLimits = bytes32((uint256(200_000) << 128) | 200_000);
        op.preVerificationGas = 50_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
    }

    function signed(PackedUserOperation memory op, uint256 key)
        private
        view
        returns (PackedUserOperation[] memory ops)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, entryPoint.getUserOpHash(op));
        op.signature = abi.encodePacked(r, s, v);
        ops = new PackedUserOperation[](1);
        ops[0] = op;
    }

    function test_an_operation_runs_and_pays_the_bundler() public {
        PackedUserOperation[] memory ops = signed(operation(address(account), 1 ether), KEY);
        vm.prank(bundler);
        entryPoint.handleOps(ops, bundler);
        assertEq(to.balance, 1 ether);
        assertTrue(bundler.balance > 1_000 ether, "paid");
        assertEq(entryPoint.getNonce(address(account), 0), 1);
    }

    function test_another_key_or_an_old_nonce_is_refused() public {
        PackedUserOperation memory op = operation(address(account), 1 ether);
        PackedUserOperation[] memory forged = signed(op, KEY + 1);
        vm.expectRevert(abi.encodeWithSelector(MinimalEntryPoint.BadSignature.selector, address(account)));
        entryPoint.handleOps(forged, bundler);
        PackedUserOperation[] memory good = signed(op, KEY);
        entryPoint.handleOps(good, bundler);
        vm.expectRevert(abi.encodeWithSelector(MinimalEntryPoint.BadNonce.selector, address(account), 0));
        entryPoint.handleOps(good, bundler);
        assertEq(to.balance, 1 ether);
    }

    function test_a_key_delegates_to_code_and_keeps_its_address() public {
        DelegatedAccount code = new DelegatedAccount(IEntryPoint(address(entryPoint)));
        address self = vm.addr(KEY);
        vm.deal(self, 5 ether);
        vm.signAndAttachDelegation(address(code), KEY);
        PackedUserOperation[] memory ops = signed(operation(self, 2 ether), KEY);
        entryPoint.handleOps(ops, bundler);
        assertEq(to.balance, 2 ether);
    }
}
