// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAddressMapping} from "@precompiles/AddressMapping.sol";
import {IAgents} from "@precompiles/Agents.sol";
import {IDatanets} from "@precompiles/Datanets.sol";
import {IInference} from "@precompiles/Inference.sol";
import {IModels} from "@precompiles/Models.sol";
import {IOpen} from "@precompiles/Open.sol";
import {IRewards} from "@precompiles/Rewards.sol";

// The chain's precompiles at their addresses.
IOpen constant OPEN = IOpen(0x0000000000000000000000000000000000000800);
IAddressMapping constant ADDRESS_MAPPING = IAddressMapping(0x0000000000000000000000000000000000000803);
IDatanets constant DATANETS = IDatanets(0x0000000000000000000000000000000000000810);
IModels constant MODELS = IModels(0x0000000000000000000000000000000000000811);
IAgents constant AGENTS = IAgents(0x0000000000000000000000000000000000000812);
IInference constant INFERENCE = IInference(0x0000000000000000000000000000000000000814);
IRewards constant REWARDS = IRewards(0x0000000000000000000000000000000000000816);

// "None" as an agent or app of a session.
uint32 constant NONE = type(uint32).max;
