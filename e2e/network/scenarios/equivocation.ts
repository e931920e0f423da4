// SPDX-License-Identifier: Apache-2.0
/** A validator's keys run twice: two blocks in one slot are reported, recorded and paid for. */
import { dev, same, show, withChain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { active, Follower, needStaking } from "../lib/staking.js"

/** Node key of the twin, one that no other node has. */
const TWIN = 90

export const equivocation: Scenario = {
  name: "equivocation",
  about: "two processes with one validator's keys: the offence is reported by honest nodes, the validator is slashed",
  async run({ say }) {
    const network = await Network.start({ spec: "quick" })
    try {
      await needStaking(network)
      const [bob, offender] = [network.node("bob"), dev("//Alice")]
      await finalityGoesOn(network.nodes, 2)
      return await withChain(bob, async (chain) => {
        const before = await active(chain, offender)
        check(before > 0n, "alice has no stake at genesis")
        const events = new Follower(bob, chain, (await bob.finalised()) + 1)
        const twin = await network.add("twin", ["--alice", "--validator"], { key: TWIN })
        await network.launch(twin)
        say(`alice runs twice; ${before} plancks are at stake`)
        const offence = await events.find("an offence is recorded", 300, ({ pallet, name }) => pallet === "Offences" && name === "Offence")
        await twin.kill()
        say(`offence in block ${offence.block}: ${show(offence.event.value)}`)
        const about = (field: string) => (value: any) => same(value[field], offender.address)
        const reported = await events.find("the slash is reported", 240, ({ pallet, name, value }) =>
          pallet === "Staking" && name === "SlashReported" && about("validator")(value),
        )
        say(`slash reported in block ${reported.block}: ${show(reported.event.value)}`)
        const slashed = await events.find("the slash is taken", 900, ({ pallet, name, value }) =>
          pallet === "Staking" && name === "Slashed" && about("staker")(value),
        )
        const after = await active(chain, offender)
        say(`slashed in block ${slashed.block}: ${show(slashed.event.value)}; the stake is now ${after}`)
        check(after < before, `alice's stake was ${before} and is ${after}`)
        return `slashed ${before - after} plancks; ${await sound(network)}`
      })
    } finally {
      await network.stop()
    }
  },
}
