// SPDX-License-Identifier: Apache-2.0
/** A fifth validator joins, rotates its keys and leaves; no other node restarts. */
import { dev, Enum, withChain, type Chain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { active, freshKeys, needStaking, validates, type Keys } from "../lib/staking.js"
import { until } from "../lib/wait.js"

/** Longest wait for an election and the eras around it, seconds. */
const ERAS = 900

const setKeys = (chain: Chain, { keys, proof }: { keys: Keys; proof: Uint8Array }) => chain.api.tx.Session.set_keys({ keys, proof })

export const joinLeave: Scenario = {
  name: "join-leave",
  about: "a fifth validator bonds, sets keys, is elected, rotates keys, chills and withdraws; nobody else restarts",
  async run({ say }) {
    const network = await Network.start({ spec: "quick" })
    try {
      await needStaking(network)
      const [alice, who] = [network.node("alice"), dev("//Eve")]
      const starts = network.nodes.map((node) => node.starts)
      const eve = await network.add("eve", ["--validator"], { key: 91 })
      await network.launch(eve)
      await finalityGoesOn(network.nodes, 2)
      await withChain(alice, async (chain) => {
        const { tx } = chain.api
        // More than anyone at genesis has at stake, so that a full set makes room.
        const stake = 2n * (await active(chain, dev("//Alice")))
        const fresh = await freshKeys(eve, who)
        const stranger = dev("//Ferdie")
        const stolen = await setKeys(chain, fresh).signAndSubmit(stranger.signer)
        check(!stolen.ok, "keys of another owner were taken")
        await chain.submit(tx.Staking.bond({ value: stake, payee: Enum("Staked") }), who)
        await chain.submit(setKeys(chain, fresh), who)
        await chain.submit(tx.Staking.validate({ prefs: { commission: 0, blocked: false } }), who)
        say(`eve bonded ${stake} plancks, set keys and wants to validate; a stranger's claim to the keys was refused`)
        await until("eve is elected", ERAS, () => validates(chain, who), 2_000)
        const mark = eve.output().length
        await until("eve makes a block", 240, async () => eve.output().slice(mark).includes("Pre-sealed block"), 1_000)
        say("eve is elected and makes blocks")

        const rotated = await freshKeys(eve, who)
        check(rotated.keys.babe !== fresh.keys.babe, "the rotated keys are the old ones")
        await chain.submit(setKeys(chain, rotated), who)
        await until("the rotated keys author", ERAS, async () => {
          const authorities: [string, bigint][] = await chain.api.query.Babe.Authorities.getValue()
          return authorities.some(([key]) => key === rotated.keys.babe)
        }, 2_000)
        const then = eve.output().length
        await until("eve makes a block with its new keys", 240, async () => eve.output().slice(then).includes("Pre-sealed block"), 1_000)
        await finalityGoesOn(network.nodes, 5)
        say("eve rotated its keys and makes blocks with them")

        await chain.submit(tx.Staking.chill(), who)
        await until("eve is out of the set", ERAS, async () => !(await validates(chain, who)), 2_000)
        await chain.submit(tx.Staking.unbond({ value: stake }), who)
        say("eve chilled, is out of the set and unbonds")
        await until("the bonding period is over", 2 * ERAS, async () => {
          const ledger = await chain.api.query.Staking.Ledger.getValue(who.address)
          const era = await chain.api.query.Staking.CurrentEra.getValue()
          return ledger.unlocking.every((chunk: { era: number }) => chunk.era <= era)
        }, 5_000)
        await chain.submit(tx.Staking.withdraw_unbonded({ num_slashing_spans: 0 }), who)
        await chain.submit(tx.Session.purge_keys(), who)
        const left = await chain.api.query.Staking.Ledger.getValue(who.address)
        check(left === undefined, "eve still has a ledger after it withdrew everything")
        say("eve withdrew its stake and its keys are gone")
      })
      await eve.stop()
      const restarted = network.nodes.slice(0, starts.length).some((node, i) => node.starts !== starts[i])
      check(!restarted, "another validator was restarted")
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
