// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {DatanetDao} from "../src/DatanetDao.sol";
import {ExampleNft, ExampleToken} from "../src/Examples.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RoyaltySplitter} from "../src/RoyaltySplitter.sol";
import {vm} from "../test/Base.sol";

/// Deploys the examples from the sender's account:
/// `forge script script/Deploy.s.sol --rpc-url http://127.0.0.1:9944 --private-key … --broadcast`
contract Deploy {
    bool public constant IS_SCRIPT = true;

    event Deployed(string name, address at);

    function run() external returns (address escrow, address dao, address splitter) {
        address[] memory payees = new address[](2);
        uint256[] memory shares = new uint256[](2);
        (payees[0], payees[1]) = (msg.sender, vm.envOr("SECOND_PAYEE", address(0xdead)));
        (shares[0], shares[1]) = (70, 30);

        vm.startBroadcast();
        escrow = address(new InferenceEscrow(payable(msg.sender)));
        dao = address(new DatanetDao(20, 500_000));
        splitter = address(new RoyaltySplitter(payees, shares));
        new ExampleToken(1_000_000 ether);
        new ExampleNft();
        vm.stopBroadcast();

        emit Deployed("InferenceEscrow", escrow);
        emit Deployed("DatanetDao", dao);
        emit Deployed("RoyaltySplitter", splitter);
    }
}
