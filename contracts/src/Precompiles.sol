// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAddressMapping} from "@precompiles/AddressMapping.sol";
import {IAgents} from "@precompiles/Agents.sol";
import {IAssets} from "@precompiles/Assets.sol";
import {IAttribution} from "@precompiles/Attribution.sol";
import {IBatch} from "@precompiles/Batch.sol";
import {IConvictionVoting} from "@precompiles/ConvictionVoting.sol";
import {IDatanets} from "@precompiles/Datanets.sol";
import {IIdentityRegistry} from "@precompiles/IdentityRegistry.sol";
import {IInference} from "@precompiles/Inference.sol";
import {IModels} from "@precompiles/Models.sol";
import {INominationPools} from "@precompiles/NominationPools.sol";
import {IOpen} from "@precompiles/Open.sol";
import {IProxy} from "@precompiles/Proxy.sol";
import {IReferenda} from "@precompiles/Referenda.sol";
import {IRewards} from "@precompiles/Rewards.sol";
import {IStaking} from "@precompiles/Staking.sol";
import {IWorkers} from "@precompiles/Workers.sol";

// The chain's precompiles at their addresses.
IOpen constant OPEN = IOpen(0x0000000000000000000000000000000000000800);
IBatch constant BATCH = IBatch(0x0000000000000000000000000000000000000801);
IProxy constant PROXY = IProxy(0x0000000000000000000000000000000000000802);
IAddressMapping constant ADDRESS_MAPPING = IAddressMapping(0x0000000000000000000000000000000000000803);
IStaking constant STAKING = IStaking(0x0000000000000000000000000000000000000805);
INominationPools constant NOMINATION_POOLS = INominationPools(0x0000000000000000000000000000000000000806);
IReferenda constant REFERENDA = IReferenda(0x0000000000000000000000000000000000000807);
IConvictionVoting constant CONVICTION_VOTING = IConvictionVoting(0x0000000000000000000000000000000000000808);
IDatanets constant DATANETS = IDatanets(0x0000000000000000000000000000000000000810);
IModels constant MODELS = IModels(0x0000000000000000000000000000000000000811);
IAgents constant AGENTS = IAgents(0x0000000000000000000000000000000000000812);
IWorkers constant WORKERS = IWorkers(0x0000000000000000000000000000000000000813);
IInference constant INFERENCE = IInference(0x0000000000000000000000000000000000000814);
IAttribution constant ATTRIBUTION = IAttribution(0x0000000000000000000000000000000000000815);
IRewards constant REWARDS = IRewards(0x0000000000000000000000000000000000000816);
IAssets constant DATANET_TOKENS = IAssets(0x0000000000000000000000000000000000000820);
IAssets constant MODEL_TOKENS = IAssets(0x0000000000000000000000000000000000000821);
IAssets constant AGENT_TOKENS = IAssets(0x0000000000000000000000000000000000000822);
IIdentityRegistry constant IDENTITIES = IIdentityRegistry(0x0000000000000000000000000000000000000823);

// "None" as an agent or app of a session.
uint32 constant NONE = type(uint32).max;
