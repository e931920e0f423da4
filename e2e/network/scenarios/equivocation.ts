// SPDX-License-Identifier: Apache-2.0
/** A validator's keys run twice: two blocks in one slot are reported, recorded and paid for. */
import { dev, same, show, withChain, type ChainEvent } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { active, activeEra, Follower, needStaking } from "../lib/staking.js"
import { until } from "../lib/wait.js"

/** Node key of the twin, one that no other node has. */
const TWIN = 90
/** Longest wait for an era of a `quick` network, seconds: it has 60 blocks. */
const ERA = 240

/** A kind of offence, 16 bytes, as text. */
const text = (kind: string) => Buffer.from(kind.slice(2), "hex").toString()

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
        await until("the genesis era is over", ERA, async () => (await activeEra(chain)) >= 1, 2_000)
        const before = await active(chain, offender)
        check(before > 0n, "alice has no stake")
        const start = (await bob.finalised()) + 1
        const twin = await network.add("twin", ["--alice", "--validator"], { key: TWIN })
        await network.launch(twin)
        say(`alice runs twice, ${before} plancks are at stake`)
        for (const kind of ["babe:equivocatio", "grandpa:equivoca"]) {
          const { block } = await new Follower(bob, chain, start).find(`an offence ${kind} is recorded`, 300, ({ pallet, name, value }) =>
            pallet === "Offences" && name === "Offence" && text(value.kind) === kind,
          )
          say(`offence ${kind} in block ${block}`)
        }
        await twin.kill()
        const events = new Follower(bob, chain, start)
        const about = (name: string, field: string) => (event: ChainEvent) =>
          event.pallet === "Staking" && event.name === name && same(event.value[field], offender.address)
        const reported = await events.find("the slash is reported", 240, about("SlashReported", "validator"))
        say(`slash reported in block ${reported.block}: ${show(reported.event.value)}`)
        const slashed = await events.find("the slash is taken", 5 * ERA, about("Slashed", "staker"))
        const after = await active(chain, offender)
        say(`slashed in block ${slashed.block}: ${show(slashed.event.value)}; the stake is now ${after}`)
        check(after < before, `alice's stake was ${before} and is ${after}`)
        return `slashed ${before - after} of ${before} plancks; ${await sound(network)}`
      })
    } finally {
      await network.stop()
    }
  },
}
