// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {REWARDS} from "../src/Precompiles.sol";
import {RoyaltySplitter} from "../src/RoyaltySplitter.sol";
import {Base, vm} from "./Base.sol";
import {installMocks, MockRewards} from "./Mocks.sol";

contract RoyaltySplitterTest is Base {
    RoyaltySplitter splitter;
    address payable one;
    address payable two;

    function setUp() public {
        installMocks();
        (one, two) = (payable(vm.addr(1)), payable(vm.addr(2)));
        splitter = make(3, 1);
    }

    function make(uint256 a, uint256 b) private returns (RoyaltySplitter) {
        address[] memory who = new address[](2);
        uint256[] memory parts = new uint256[](2);
        (who[0], who[1], parts[0], parts[1]) = (one, two, a, b);
        return new RoyaltySplitter(who, parts);
    }

    /// As the runtime pays: the balance rises and nobody is called.
    function earn(uint256 amount) private {
        vm.deal(address(splitter), address(splitter).balance + amount);
    }

    function test_payees_get_their_parts_of_all_that_ever_came_in() public {
        earn(100);
        splitter.release(one);
        assertEq(one.balance, 75);
        earn(100);
        splitter.releaseAll();
        assertEq(one.balance, 150);
        assertEq(two.balance, 50);
        assertEq(address(splitter).balance, 0);
    }

    function test_what_its_contributions_earned_is_split_too() public {
        MockRewards(address(REWARDS)).credit(5, address(splitter), 40);
        uint32[] memory ids = new uint32[](1);
        ids[0] = 5;
        assertEq(splitter.claim(ids), 40);
        assertEq(splitter.due(one), 30);
        assertEq(splitter.due(two), 10);
    }

    function test_nothing_due_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(RoyaltySplitter.NothingDue.selector, one));
        splitter.release(one);
        earn(4);
        vm.expectRevert(abi.encodeWithSelector(RoyaltySplitter.NothingDue.selector, vm.addr(3)));
        splitter.release(payable(vm.addr(3)));
    }

    function test_bad_payees_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(RoyaltySplitter.BadPayee.selector, one));
        make(0, 1);
        two = one;
        vm.expectRevert(abi.encodeWithSelector(RoyaltySplitter.BadPayee.selector, one));
        make(1, 1);
        vm.expectRevert(RoyaltySplitter.NoPayees.selector);
        new RoyaltySplitter(new address[](0), new uint256[](0));
        vm.expectRevert(RoyaltySplitter.LengthsDiffer.selector);
        new RoyaltySplitter(new address[](1), new uint256[](0));
    }

    function testFuzz_never_more_than_came_in_and_less_than_a_planck_each_stays(
        uint96[5] memory income,
        uint32 a,
        uint32 b
    ) public {
        splitter = make(uint256(a) + 1, uint256(b) + 1);
        uint256 sum = 0;
        for (uint256 i = 0; i < income.length; i++) {
            earn(income[i]);
            sum += income[i];
            if (i % 2 == 0 && splitter.due(one) > 0) splitter.release(one);
        }
        splitter.releaseAll();
        assertEq(one.balance + two.balance + address(splitter).balance, sum);
        assertTrue(address(splitter).balance < 2, "rounding");
    }
}
