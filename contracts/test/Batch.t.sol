// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Batch} from "@precompile-code/Batch.sol";
import {IBatch} from "@precompiles/Batch.sol";
import {BATCH} from "../src/Precompiles.sol";
import {Base, vm} from "./Base.sol";

/// The code at 0x801. Here its calls are its own: only the chain makes them in the name of the caller.
contract BatchTest is Base {
    uint256 public counted;

    error Refused(uint256 number);

    function count(uint256 number) external {
        if (number == 13) revert Refused(number);
        counted += number;
    }

    function setUp() external {
        vm.etch(address(BATCH), type(Batch).runtimeCode);
    }

    function calls(uint256 first, uint256 second)
        private
        view
        returns (address[] memory to, uint256[] memory value, bytes[] memory data, uint64[] memory gas)
    {
        to = new address[](2);
        data = new bytes[](2);
        (to[0], to[1]) = (address(this), address(this));
        data[0] = abi.encodeCall(this.count, (first));
        data[1] = abi.encodeCall(this.count, (second));
        value = new uint256[](0);
        gas = new uint64[](0);
    }

    function asOrigin() private {
        vm.prank(tx.origin);
    }

    function test_the_chain_has_this_code() external view {
        bytes memory embedded =
            vm.parseBytes(string.concat("0x", vm.readFile("../evm/precompiles/code/batch.hex")));
        assertTrue(
            keccak256(embedded) == keccak256(type(Batch).runtimeCode),
            "batch.hex is of another Batch.sol: `npm run batch`"
        );
    }

    function test_all_or_nothing() external {
        (address[] memory to, uint256[] memory value, bytes[] memory data, uint64[] memory gas) = calls(1, 2);
        asOrigin();
        BATCH.batchAll(to, value, data, gas);
        assertEq(counted, 3);
        (to, value, data, gas) = calls(4, 13);
        asOrigin();
        vm.expectRevert(abi.encodeWithSelector(Refused.selector, 13));
        BATCH.batchAll(to, value, data, gas);
        assertEq(counted, 3);
    }

    function test_some() external {
        (address[] memory to, uint256[] memory value, bytes[] memory data, uint64[] memory gas) = calls(13, 2);
        vm.expectEmit(address(BATCH));
        emit IBatch.SubcallFailed(0);
        vm.expectEmit(address(BATCH));
        emit IBatch.SubcallSucceeded(1);
        asOrigin();
        BATCH.batchSome(to, value, data, gas);
        assertEq(counted, 2);
        asOrigin();
        BATCH.batchSomeUntilFailure(to, value, data, gas);
        assertEq(counted, 2);
    }

    function test_only_for_the_origin() external {
        (address[] memory to, uint256[] memory value, bytes[] memory data, uint64[] memory gas) = calls(1, 2);
        vm.prank(vm.addr(77));
        vm.expectRevert(abi.encodeWithSignature("Error(string)", "NotOrigin"));
        BATCH.batchAll(to, value, data, gas);
    }
}
