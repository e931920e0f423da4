// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IDatanets} from "@precompiles/Datanets.sol";
import {IRewards} from "@precompiles/Rewards.sol";
import {DatanetDao} from "../src/DatanetDao.sol";
import {DATANETS, REWARDS} from "../src/Precompiles.sol";
import {Base, vm} from "./Base.sol";
import {installMocks, MockDatanets} from "./Mocks.sol";

contract DatanetDaoTest is Base {
    DatanetDao dao;
    address payable ada;
    address payable bea;

    function setUp() public {
        installMocks();
        (ada, bea) = (rich(1), rich(2));
        dao = new DatanetDao(10, 500_000);
        vm.prank(ada);
        dao.join{value: 60 ether}();
        vm.prank(bea);
        dao.join{value: 40 ether}();
        vm.roll(block.number + 1);
    }

    function propose(address target, uint256 value, bytes memory data) private returns (uint256 id) {
        vm.prank(ada);
        id = dao.propose(target, value, data);
        vm.roll(block.number + 1);
    }

    function adopt(address target, uint256 value, bytes memory data) private returns (bytes memory) {
        uint256 id = propose(target, value, data);
        vm.prank(ada);
        dao.vote(id, true);
        vm.roll(block.number + 11);
        return dao.execute(id);
    }

    function creation() private pure returns (bytes memory) {
        return abi.encodeCall(IDatanets.create, ("Notes", "CC0-1.0", 1, 0, 500_000));
    }

    function test_the_dao_owns_and_funds_a_datanet() public {
        uint32 id = abi.decode(adopt(address(DATANETS), 0, creation()), (uint32));
        assertEq(MockDatanets(address(DATANETS)).ownerOf(id), address(dao));
        adopt(address(DATANETS), 0, abi.encodeCall(IDatanets.stakeCurator, (id, 25 ether)));
        assertEq(MockDatanets(address(DATANETS)).stakeOf(id, address(dao)), 25 ether);
        assertEq(address(dao).balance, 75 ether);
        adopt(address(DATANETS), 0, abi.encodeCall(IDatanets.vote, (3, true)));
        assertTrue(MockDatanets(address(DATANETS)).approved(3), "voted");
        bytes memory claimed = adopt(address(REWARDS), 0, abi.encodeCall(IRewards.claimCurator, (id)));
        assertEq(abi.decode(claimed, (uint256)), 5);
    }

    function test_a_bounty_is_a_plain_payment() public {
        address payable to = payable(vm.addr(9));
        adopt(to, 7 ether, "");
        assertEq(to.balance, 7 ether);
    }

    function test_a_minority_adopts_nothing() public {
        uint256 id = propose(address(DATANETS), 0, creation());
        vm.prank(bea);
        dao.vote(id, true);
        vm.roll(block.number + 11);
        vm.expectRevert(abi.encodeWithSelector(DatanetDao.NotAdopted.selector, 40 ether, 0, 50 ether));
        dao.execute(id);
    }

    function test_a_majority_against_refuses() public {
        uint256 id = propose(address(DATANETS), 0, creation());
        vm.prank(bea);
        dao.vote(id, true);
        vm.prank(ada);
        dao.vote(id, false);
        vm.roll(block.number + 11);
        vm.expectRevert(abi.encodeWithSelector(DatanetDao.NotAdopted.selector, 40 ether, 60 ether, 50 ether));
        dao.execute(id);
    }

    function test_nothing_is_done_early_or_twice() public {
        uint256 id = propose(address(DATANETS), 0, creation());
        vm.prank(ada);
        dao.vote(id, true);
        vm.prank(ada);
        vm.expectRevert(DatanetDao.AlreadyVoted.selector);
        dao.vote(id, true);
        vm.expectRevert(DatanetDao.VotingIsOpen.selector);
        dao.execute(id);
        vm.roll(block.number + 11);
        vm.prank(bea);
        vm.expectRevert(DatanetDao.VotingIsOver.selector);
        dao.vote(id, true);
        dao.execute(id);
        vm.expectRevert(DatanetDao.AlreadyExecuted.selector);
        dao.execute(id);
    }

    function test_shares_bought_after_the_proposal_do_not_count() public {
        uint256 id = propose(address(DATANETS), 0, creation());
        address payable late = rich(3);
        vm.prank(late);
        dao.join{value: 500 ether}();
        vm.prank(late);
        vm.expectRevert(DatanetDao.NotAMember.selector);
        dao.vote(id, false);
    }

    function test_only_the_precompiles_are_called() public {
        vm.prank(ada);
        vm.expectRevert(abi.encodeWithSelector(DatanetDao.NotATarget.selector, address(dao)));
        dao.propose(address(dao), 0, creation());
        vm.prank(ada);
        vm.expectRevert(abi.encodeWithSelector(DatanetDao.NotATarget.selector, address(DATANETS)));
        dao.propose(address(DATANETS), 1, creation());
        vm.expectRevert(DatanetDao.NotAMember.selector);
        dao.propose(address(DATANETS), 0, creation());
        vm.expectRevert(abi.encodeWithSelector(DatanetDao.UnknownProposal.selector, 0));
        dao.execute(0);
    }

    function test_a_call_that_fails_leaves_the_proposal_open() public {
        uint256 id = propose(address(DATANETS), 0, abi.encodeCall(IDatanets.create, ("", "", 1, 0, 1)));
        vm.prank(ada);
        dao.vote(id, true);
        vm.roll(block.number + 11);
        vm.expectRevert(MockDatanets.Refused.selector);
        dao.execute(id);
        assertTrue(!dao.getProposal(id).executed, "open");
    }

    function testFuzz_leaving_gives_a_fair_part(uint96 gift, uint96 shares) public {
        vm.deal(address(this), gift);
        payable(address(dao)).transfer(gift);
        shares = uint96(shares % (60 ether + 1));
        uint256 before = address(dao).balance;
        vm.prank(ada);
        uint256 amount = dao.redeem(shares);
        assertEq(amount, (before * shares) / 100 ether);
        assertEq(address(dao).balance, before - amount);
    }
}
