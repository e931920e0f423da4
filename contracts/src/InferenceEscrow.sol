// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IDatanets} from "@precompiles/Datanets.sol";
import {IInference} from "@precompiles/Inference.sol";
import {IModels} from "@precompiles/Models.sol";
import {ADDRESS_MAPPING, DATANETS, INFERENCE, MODELS, NONE, REWARDS} from "./Precompiles.sol";

/// @title One purchase of inference, with a bounty for those whose data answered
/// @notice The buyer funds the escrow and opens a session with a worker. The buyer's own key signs the
/// vouchers, off chain. Fees go the chain's way: its waterfall credits the contributors, and anyone can
/// have them paid. The bounty is the buyer's own on top of it, in proportion to what they had earned.
/// @dev An escrow is for one purchase, because whatever comes back to it (anyone may release an ended
/// session) is the buyer's. Money that the runtime moves does not call `receive`.
contract InferenceEscrow {
    enum Stage {
        Funded,
        Open,
        Ended
    }

    /// Who bought, and to whom everything that is left goes.
    address payable public immutable buyer;
    /// The session; meaningful from `Open` on.
    uint64 public session;
    /// The model version that it buys.
    uint32 public modelVersion;
    /// Plancks kept for contributors.
    uint256 public bounty;
    Stage public stage;

    event Bought(uint64 indexed session, uint32 indexed modelVersion, uint256 deposit, uint256 bounty);
    event ContributorPaid(uint32 indexed contribution, address indexed contributor, uint256 amount);
    event Refunded(uint256 amount);

    error NotTheBuyer();
    error WrongStage(Stage stage);
    error NotEnough(uint256 has, uint256 needs);
    error NothingEarned();
    error NotSorted(uint32 contribution);
    error NotInTheModel(uint32 contribution);

    modifier onlyBuyer() {
        if (msg.sender != buyer) revert NotTheBuyer();
        _;
    }

    modifier when(Stage wanted) {
        if (stage != wanted) revert WrongStage(stage);
        _;
    }

    constructor(address payable buyer_) payable {
        buyer = buyer_;
    }

    receive() external payable {}

    /// @notice Opens a session with `deposit`, and keeps `bounty_` for contributors.
    /// @dev The chain holds a bond of the session beside its deposit until it is released: fund the
    /// escrow with somewhat more than the two.
    function buy(
        uint32 worker,
        uint32 version,
        uint256 deposit,
        uint256 maxPerCall,
        uint32 expiresAt,
        uint256 bounty_
    ) external payable onlyBuyer when(Stage.Funded) returns (uint64 id) {
        stage = Stage.Open;
        modelVersion = version;
        bounty = bounty_;
        IInference.Asset[] memory assets = new IInference.Asset[](1);
        assets[0] = IInference.Asset({modelVersion: version, agent: NONE, app: NONE});
        id = INFERENCE.openSession(
            IInference.NewSession({
                worker: worker,
                voucherKey: ADDRESS_MAPPING.accountOf(buyer),
                assets: assets,
                deposit: deposit,
                maxPerCall: maxPerCall,
                expiresAt: expiresAt,
                visibility: IInference.Visibility.Open
            })
        );
        session = id;
        keepsBounty();
        emit Bought(id, version, deposit, bounty_);
    }

    /// @notice Raises the session's deposit.
    function topUp(uint256 amount) external payable onlyBuyer when(Stage.Open) {
        INFERENCE.topUp(session, amount);
        keepsBounty();
    }

    /// @notice Pays contributions what the chain owes them, and the bounty in proportion to it.
    /// @param contributions Ids that rise; each sealed into a dataset that the model was trained on.
    function payContributors(uint32[] calldata contributions) external onlyBuyer {
        if (stage == Stage.Funded) revert WrongStage(stage);
        uint256[] memory earned = new uint256[](contributions.length);
        uint256 sum = 0;
        IModels.Dataset[] memory datasets = MODELS.getVersion(modelVersion).datasets;
        for (uint256 i = 0; i < contributions.length; i++) {
            uint32 id = contributions[i];
            if (i > 0 && id <= contributions[i - 1]) revert NotSorted(id);
            if (!trainedOn(datasets, id)) revert NotInTheModel(id);
            earned[i] = REWARDS.earned(id);
            sum += earned[i];
        }
        if (sum == 0) revert NothingEarned();
        uint256 pot = bounty;
        bounty = 0;
        REWARDS.claimFor(contributions);
        for (uint256 i = 0; i < contributions.length; i++) {
            uint256 amount = (pot * earned[i]) / sum;
            if (amount == 0) continue;
            address contributor = DATANETS.getContribution(contributions[i]).contributor;
            emit ContributorPaid(contributions[i], contributor, amount);
            Address.sendValue(payable(contributor), amount);
        }
    }

    /// @notice No new voucher counts from now on.
    function close() external onlyBuyer when(Stage.Open) {
        INFERENCE.closeSession(session);
    }

    /// @notice Releases the session once its time has come, and gives the buyer all that is left.
    function finish() external onlyBuyer {
        if (stage == Stage.Open) {
            // Anyone may have released it; then there is no such session any more.
            try INFERENCE.getSession(session) {
                INFERENCE.release(session);
            } catch {}
        }
        stage = Stage.Ended;
        bounty = 0;
        uint256 amount = address(this).balance;
        emit Refunded(amount);
        if (amount > 0) Address.sendValue(buyer, amount);
    }

    /// The runtime holds deposit and bond from the balance; what is left must do for the bounty.
    function keepsBounty() private view {
        if (address(this).balance < bounty) revert NotEnough(address(this).balance, bounty);
    }

    function trainedOn(IModels.Dataset[] memory datasets, uint32 id) private view returns (bool) {
        IDatanets.Contribution memory contribution = DATANETS.getContribution(id);
        if (contribution.sealedIn == 0) return false;
        for (uint256 i = 0; i < datasets.length; i++) {
            if (datasets[i].datanet == contribution.datanet && contribution.sealedIn <= datasets[i].version) {
                return true;
            }
        }
        return false;
    }
}
