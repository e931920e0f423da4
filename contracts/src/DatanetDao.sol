// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {DATANETS, REWARDS} from "./Precompiles.sol";

/// @title A DAO that owns and funds a Datanet
/// @notice Members buy shares with OPEN, one planck a share. By votes the DAO creates its Datanet, stakes
/// as its curator, votes on contributions, seals versions, claims what curators earn, and pays bounties.
/// Who leaves takes a part of the OPEN that is not staked.
/// @dev The Datanet's owner and curator is this contract: the runtime holds deposits and stakes from it.
contract DatanetDao is ERC20, ERC20Permit, ERC20Votes, ReentrancyGuard {
    struct Proposal {
        address target;
        uint256 value;
        bytes data;
        // Votes are those that members had in this block.
        uint48 snapshot;
        // Last block of the vote.
        uint48 deadline;
        uint256 yes;
        uint256 no;
        bool executed;
    }

    /// Blocks of a vote.
    uint48 public immutable votingPeriod;
    /// Least part of all shares that must say yes, in parts per million.
    uint32 public immutable quorum;
    Proposal[] private proposals;
    mapping(uint256 => mapping(address => bool)) public voted;

    event Joined(address indexed member, uint256 shares);
    event Left(address indexed member, uint256 shares, uint256 amount);
    event Proposed(uint256 indexed proposal, address indexed by, address target, uint256 value, bytes data);
    event VoteCast(uint256 indexed proposal, address indexed member, bool support, uint256 votes);
    event Executed(uint256 indexed proposal, bytes output);

    error NotAMember();
    error NotATarget(address target);
    error UnknownProposal(uint256 proposal);
    error VotingIsOver();
    error VotingIsOpen();
    error AlreadyVoted();
    error AlreadyExecuted();
    error NotAdopted(uint256 yes, uint256 no, uint256 needs);
    error BadParameters();

    constructor(uint48 votingPeriod_, uint32 quorum_)
        ERC20("Datanet DAO share", "DNS")
        ERC20Permit("Datanet DAO share")
    {
        if (votingPeriod_ == 0 || quorum_ == 0 || quorum_ > 1_000_000) {
            revert BadParameters();
        }
        votingPeriod = votingPeriod_;
        quorum = quorum_;
    }

    /// @notice Buys shares. Who has never delegated votes for itself.
    function join() external payable nonReentrant {
        _mint(msg.sender, msg.value);
        if (delegates(msg.sender) == address(0)) _delegate(msg.sender, msg.sender);
        emit Joined(msg.sender, msg.value);
    }

    /// @notice Gives shares back for their part of the OPEN that is free.
    function redeem(uint256 shares) external nonReentrant returns (uint256 amount) {
        amount = (address(this).balance * shares) / totalSupply();
        _burn(msg.sender, shares);
        emit Left(msg.sender, shares, amount);
        Address.sendValue(payable(msg.sender), amount);
    }

    /// @notice Proposes a call of the Datanets or rewards precompile, or a plain payment.
    function propose(address target, uint256 value, bytes calldata data) external returns (uint256 id) {
        if (balanceOf(msg.sender) == 0) revert NotAMember();
        bool known = target == address(DATANETS) || target == address(REWARDS);
        if (known ? value > 0 : data.length > 0) revert NotATarget(target);
        id = proposals.length;
        uint48 now_ = clock();
        proposals.push(Proposal(target, value, data, now_, now_ + votingPeriod, 0, 0, false));
        emit Proposed(id, msg.sender, target, value, data);
    }

    /// @notice Votes with the shares that were delegated to the caller when the proposal was made.
    function vote(uint256 id, bool support) external returns (uint256 votes) {
        Proposal storage proposal = find(id);
        if (clock() > proposal.deadline) revert VotingIsOver();
        if (voted[id][msg.sender]) revert AlreadyVoted();
        votes = getPastVotes(msg.sender, proposal.snapshot);
        if (votes == 0) revert NotAMember();
        voted[id][msg.sender] = true;
        if (support) proposal.yes += votes;
        else proposal.no += votes;
        emit VoteCast(id, msg.sender, support, votes);
    }

    /// @notice Does what was adopted, once.
    function execute(uint256 id) external nonReentrant returns (bytes memory output) {
        Proposal storage proposal = find(id);
        if (proposal.executed) revert AlreadyExecuted();
        if (clock() <= proposal.deadline) revert VotingIsOpen();
        uint256 needs = (getPastTotalSupply(proposal.snapshot) * quorum) / 1_000_000;
        if (proposal.yes < needs || proposal.yes <= proposal.no) {
            revert NotAdopted(proposal.yes, proposal.no, needs);
        }
        proposal.executed = true;
        if (proposal.data.length == 0) {
            Address.sendValue(payable(proposal.target), proposal.value);
        } else {
            output = Address.functionCall(proposal.target, proposal.data);
        }
        emit Executed(id, output);
    }

    function getProposal(uint256 id) external view returns (Proposal memory) {
        return find(id);
    }

    function proposalCount() external view returns (uint256) {
        return proposals.length;
    }

    /// @notice Gifts raise what each share is worth.
    receive() external payable {}

    function find(uint256 id) private view returns (Proposal storage) {
        if (id >= proposals.length) revert UnknownProposal(id);
        return proposals[id];
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}
