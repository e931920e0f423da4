// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {REWARDS} from "./Precompiles.sol";

/// @title Splits what an address earns among fixed payees
/// @notice Made the beneficiary of an agent, the owner of a model, or a contributor, it receives OPEN from
/// the runtime and gives each payee its part on demand.
/// @dev What has come in is the balance and what was paid out: the runtime pays without calling `receive`.
/// Rounding leaves less than a planck per payee behind, until the next payment.
contract RoyaltySplitter {
    uint256 public totalShares;
    uint256 public totalReleased;
    mapping(address => uint256) public shares;
    mapping(address => uint256) public released;
    address[] private payees_;

    event PayeeAdded(address indexed payee, uint256 shares);
    event Released(address indexed payee, uint256 amount);

    error NoPayees();
    error LengthsDiffer();
    error BadPayee(address payee);
    error NothingDue(address payee);

    constructor(address[] memory who, uint256[] memory shares_) payable {
        if (who.length == 0) revert NoPayees();
        if (who.length != shares_.length) revert LengthsDiffer();
        uint256 total = 0;
        for (uint256 i = 0; i < who.length; i++) {
            address payee = who[i];
            bool bad = payee == address(0) || shares_[i] == 0 || shares_[i] > type(uint96).max;
            if (bad || shares[payee] != 0) revert BadPayee(payee);
            shares[payee] = shares_[i];
            total += shares_[i];
            emit PayeeAdded(payee, shares_[i]);
        }
        payees_ = who;
        totalShares = total;
    }

    receive() external payable {}

    function payees() external view returns (address[] memory) {
        return payees_;
    }

    /// @notice Plancks that a payee can have now.
    function due(address payee) public view returns (uint256) {
        uint256 received = address(this).balance + totalReleased;
        return (received * shares[payee]) / totalShares - released[payee];
    }

    /// @notice Pays a payee what is due.
    function release(address payable payee) public returns (uint256 amount) {
        amount = due(payee);
        if (amount == 0) revert NothingDue(payee);
        released[payee] += amount;
        totalReleased += amount;
        emit Released(payee, amount);
        Address.sendValue(payee, amount);
    }

    /// @notice Pays everybody to whom something is due.
    function releaseAll() external {
        for (uint256 i = 0; i < payees_.length; i++) {
            if (due(payees_[i]) > 0) release(payable(payees_[i]));
        }
    }

    /// @notice Takes in what contributions of this contract have earned.
    function claim(uint32[] calldata contributions) external returns (uint256) {
        return REWARDS.claim(contributions);
    }
}
