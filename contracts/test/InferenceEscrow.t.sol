// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {DATANETS, INFERENCE, MODELS, REWARDS} from "../src/Precompiles.sol";
import {Base, vm} from "./Base.sol";
import {installMocks, MockDatanets, MockInference, MockModels, MockRewards} from "./Mocks.sol";

contract InferenceEscrowTest is Base {
    uint256 constant BOND = 3;
    InferenceEscrow escrow;
    address payable buyer;
    address one;
    address two;

    function setUp() public {
        installMocks();
        buyer = rich(1);
        (one, two) = (vm.addr(2), vm.addr(3));
        escrow = new InferenceEscrow(buyer);
        MockModels(address(MODELS)).train(7, 2);
        MockDatanets(address(DATANETS)).contribute(10, 7, 1, one);
        MockDatanets(address(DATANETS)).contribute(11, 7, 2, two);
        MockDatanets(address(DATANETS)).contribute(12, 7, 3, two);
        MockDatanets(address(DATANETS)).contribute(13, 8, 1, two);
    }

    function buy(uint256 deposit, uint256 bounty) private returns (uint64) {
        vm.prank(buyer);
        return escrow.buy{value: deposit + bounty + BOND}(4, 9, deposit, 1 ether, 1000, bounty);
    }

    function ids(uint32 a) private pure returns (uint32[] memory list) {
        list = new uint32[](1);
        list[0] = a;
    }

    function ids(uint32 a, uint32 b) private pure returns (uint32[] memory list) {
        list = new uint32[](2);
        (list[0], list[1]) = (a, b);
    }

    function test_buying_opens_a_session_of_the_escrow_with_the_buyers_key() public {
        uint64 id = buy(10 ether, 2 ether);
        assertEq(INFERENCE.getSession(id).payer, address(escrow));
        assertEq(INFERENCE.getSession(id).deposit, 10 ether);
        bytes32 key = INFERENCE.getSession(id).voucherKey;
        assertEq(address(bytes20(key)), buyer);
        assertEq(address(escrow).balance, 2 ether);
        assertEq(uint256(escrow.stage()), uint256(InferenceEscrow.Stage.Open));
    }

    function test_contributors_are_paid_what_they_earned_and_the_bounty() public {
        uint64 id = buy(10 ether, 3 ether);
        MockInference(address(INFERENCE)).settle(id, 4 ether);
        MockRewards(address(REWARDS)).credit(10, one, 2 ether);
        MockRewards(address(REWARDS)).credit(11, two, 1 ether);
        vm.prank(buyer);
        escrow.payContributors(ids(10, 11));
        assertEq(one.balance, 2 ether + 2 ether);
        assertEq(two.balance, 1 ether + 1 ether);
        assertEq(escrow.bounty(), 0);
        vm.prank(buyer);
        escrow.finish();
        assertEq(buyer.balance, 1_000 ether - 13 ether + 6 ether);
        assertEq(address(escrow).balance, 0);
    }

    function test_a_session_that_anyone_released_still_goes_to_the_buyer() public {
        uint64 id = buy(10 ether, 3 ether);
        INFERENCE.release(id);
        vm.prank(buyer);
        escrow.finish();
        assertEq(buyer.balance, 1_000 ether);
    }

    function test_top_up_raises_the_deposit() public {
        uint64 id = buy(1 ether, 1 ether);
        vm.prank(buyer);
        escrow.topUp{value: 1 ether}(1 ether);
        assertEq(INFERENCE.getSession(id).deposit, 2 ether);
        assertEq(address(escrow).balance, 1 ether);
    }

    function test_top_up_does_not_take_the_bounty() public {
        buy(1 ether, 1 ether);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotEnough.selector, 0, 1 ether));
        escrow.topUp(1 ether);
    }

    function test_only_the_buyer_buys_and_only_once() public {
        vm.expectRevert(InferenceEscrow.NotTheBuyer.selector);
        escrow.buy(4, 9, 0, 1, 1000, 0);
        buy(1 ether, 0);
        vm.prank(buyer);
        vm.expectRevert(
            abi.encodeWithSelector(InferenceEscrow.WrongStage.selector, InferenceEscrow.Stage.Open)
        );
        escrow.buy{value: 1 ether + BOND}(4, 9, 1 ether, 1, 1000, 0);
    }

    function test_too_little_money_opens_nothing() public {
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotEnough.selector, 1 ether - BOND, 1 ether));
        escrow.buy{value: 3 ether}(4, 9, 2 ether, 1, 1000, 1 ether);
        assertEq(INFERENCE.sessionCount(), 0);
    }

    function test_data_that_the_model_never_saw_gets_nothing() public {
        buy(1 ether, 1 ether);
        for (uint32 id = 12; id <= 14; id++) {
            MockRewards(address(REWARDS)).credit(id, two, 1 ether);
            vm.prank(buyer);
            vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotInTheModel.selector, id));
            escrow.payContributors(ids(id));
        }
        assertEq(escrow.bounty(), 1 ether);
    }

    function test_nobody_is_paid_twice() public {
        buy(1 ether, 1 ether);
        MockRewards(address(REWARDS)).credit(10, one, 1 ether);
        vm.prank(buyer);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotSorted.selector, 10));
        escrow.payContributors(ids(10, 10));
        vm.prank(buyer);
        escrow.payContributors(ids(10));
        vm.prank(buyer);
        vm.expectRevert(InferenceEscrow.NothingEarned.selector);
        escrow.payContributors(ids(10));
    }

    function testFuzz_no_planck_is_lost(uint96 deposit, uint96 bounty, uint96 a, uint96 b, uint96 fee)
        public
    {
        vm.deal(buyer, uint256(deposit) + bounty + BOND);
        uint64 id = buy(deposit, bounty);
        fee = uint96(fee % (uint256(deposit) + 1));
        MockInference(address(INFERENCE)).settle(id, fee);
        MockRewards(address(REWARDS)).credit(10, one, a);
        MockRewards(address(REWARDS)).credit(11, two, b);
        if (uint256(a) + b > 0) {
            vm.prank(buyer);
            escrow.payContributors(ids(10, 11));
        }
        vm.prank(buyer);
        escrow.finish();
        assertEq(one.balance + two.balance + buyer.balance, uint256(deposit) + bounty + BOND - fee + a + b);
        assertEq(address(escrow).balance, 0);
    }
}
