// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IDatanets} from "@precompiles/Datanets.sol";
import {IInference} from "@precompiles/Inference.sol";
import {IModels} from "@precompiles/Models.sol";
import {ADDRESS_MAPPING, DATANETS, INFERENCE, MODELS, REWARDS} from "../src/Precompiles.sol";
import {vm} from "./Base.sol";

/// Stand-ins for the precompiles, put at their addresses. They hold money as the runtime does: without
/// calling anybody.
contract MockInference {
    uint256 public constant BOND = 3;
    mapping(uint64 => IInference.Session) private sessions;
    uint64 public sessionCount;

    error UnknownSession();

    function openSession(IInference.NewSession calldata wanted) external returns (uint64 id) {
        id = sessionCount++;
        IInference.Session storage session = sessions[id];
        session.payer = msg.sender;
        session.voucherKey = wanted.voucherKey;
        session.worker = wanted.worker;
        session.assets.push(wanted.assets[0]);
        session.deposit = wanted.deposit;
        session.held = wanted.deposit;
        session.maxPerCall = wanted.maxPerCall;
        session.expiresAt = wanted.expiresAt;
        vm.deal(msg.sender, msg.sender.balance - wanted.deposit - BOND);
    }

    function topUp(uint64 id, uint256 amount) external {
        sessions[id].deposit += amount;
        sessions[id].held += amount;
        vm.deal(msg.sender, msg.sender.balance - amount);
    }

    function closeSession(uint64 id) external {
        sessions[id].closing = true;
    }

    function settle(uint64 id, uint256 fee) external {
        sessions[id].settled += fee;
        sessions[id].held -= fee;
    }

    function release(uint64 id) external {
        IInference.Session storage session = sessions[id];
        if (session.payer == address(0)) revert UnknownSession();
        vm.deal(session.payer, session.payer.balance + session.held + BOND);
        delete sessions[id];
    }

    function getSession(uint64 id) external view returns (IInference.Session memory) {
        if (sessions[id].payer == address(0)) revert UnknownSession();
        return sessions[id];
    }
}

contract MockRewards {
    mapping(uint32 => uint256) public earned;
    mapping(uint32 => address) public beneficiary;

    function credit(uint32 contribution, address to, uint256 amount) external {
        earned[contribution] += amount;
        beneficiary[contribution] = to;
    }

    function claimFor(uint32[] calldata contributions) public {
        for (uint256 i = 0; i < contributions.length; i++) {
            address to = beneficiary[contributions[i]];
            vm.deal(to, to.balance + earned[contributions[i]]);
            earned[contributions[i]] = 0;
        }
    }

    function claim(uint32[] calldata contributions) external returns (uint256 amount) {
        for (uint256 i = 0; i < contributions.length; i++) {
            amount += earned[contributions[i]];
        }
        claimFor(contributions);
    }

    function claimCurator(uint32) external pure returns (uint256) {
        return 5;
    }
}

contract MockModels {
    IModels.Dataset[] private datasets;

    function train(uint32 datanet, uint32 version) external {
        datasets.push(IModels.Dataset(datanet, version));
    }

    function getVersion(uint32) external view returns (IModels.Version memory version) {
        version.datasets = datasets;
    }
}

contract MockDatanets {
    mapping(uint32 => IDatanets.Contribution) private contributions;
    uint32 public datanetCount;
    mapping(uint32 => address) public ownerOf;
    mapping(uint32 => mapping(address => uint256)) public stakeOf;
    mapping(uint32 => bool) public approved;

    error Refused();

    function contribute(uint32 id, uint32 datanet, uint32 sealedIn, address contributor) external {
        contributions[id].datanet = datanet;
        contributions[id].sealedIn = sealedIn;
        contributions[id].contributor = contributor;
    }

    function getContribution(uint32 id) external view returns (IDatanets.Contribution memory) {
        return contributions[id];
    }

    function create(string calldata name, string calldata, uint8, uint256, uint32)
        external
        returns (uint32 id)
    {
        if (bytes(name).length == 0) revert Refused();
        id = datanetCount++;
        ownerOf[id] = msg.sender;
    }

    function stakeCurator(uint32 datanet, uint256 amount) external {
        stakeOf[datanet][msg.sender] += amount;
        vm.deal(msg.sender, msg.sender.balance - amount);
    }

    function vote(uint32 contribution, bool approve) external {
        approved[contribution] = approve;
    }
}

contract MockAddressMapping {
    function accountOf(address who) external pure returns (bytes32) {
        return bytes32(bytes20(who)) | bytes32(uint256(0xeeeeeeeeeeeeeeeeeeeeeeee));
    }
}

function installMocks() {
    vm.etch(address(INFERENCE), type(MockInference).runtimeCode);
    vm.etch(address(REWARDS), type(MockRewards).runtimeCode);
    vm.etch(address(MODELS), type(MockModels).runtimeCode);
    vm.etch(address(DATANETS), type(MockDatanets).runtimeCode);
    vm.etch(address(ADDRESS_MAPPING), type(MockAddressMapping).runtimeCode);
}
