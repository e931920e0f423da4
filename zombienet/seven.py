#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the `local` network one of seven validators: reads its chain spec, writes the other.

Usage: openledger-node export-chain-spec --chain local | zombienet/seven.py NODE > seven.json

Eve, Ferdie and One join with the stake of the first validator. NODE is the node's program: it knows
the public keys of development seeds.
"""

import json
import subprocess
import sys

MORE = ["//Eve", "//Ferdie", "//One"]


def address(node, scheme, seed):
    """The public key of a development seed, as an address with the generic prefix."""
    words = [node, "key", "inspect", "--scheme", scheme, "--network", "substrate", "--output-type", "json", seed]
    return json.loads(subprocess.run(words, check=True, capture_output=True).stdout)["ss58PublicKey"]


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    node = sys.argv[1]
    spec = json.load(sys.stdin)
    genesis = spec["genesis"]["runtimeGenesis"]["patch"]
    balances = dict(map(tuple, genesis["balances"]["balances"]))
    stakers = genesis.get("staking", {}).get("stakers", [])
    for seed in MORE:
        sr25519, ed25519 = address(node, "sr25519", seed), address(node, "ed25519", seed)
        keys = {"babe": sr25519, "grandpa": ed25519, "authority_discovery": sr25519, "attribution": sr25519}
        genesis["session"]["keys"].append([sr25519, sr25519, keys])
        if stakers:
            stake = stakers[0][2]
            stakers.append([sr25519, sr25519, stake, "Validator"])
            if balances.get(sr25519, 0) < 2 * stake:
                # Genesis hands out all there is: the first staker, whose balance is large, gives.
                balances[stakers[0][0]] -= 2 * stake
                balances[sr25519] = balances.get(sr25519, 0) + 2 * stake
    genesis["balances"]["balances"] = [list(entry) for entry in balances.items()]
    json.dump(spec, sys.stdout)


main()
