// SPDX-License-Identifier: Apache-2.0
/** More than a third of the validators is killed: blocks go on, finality waits, nothing is lost. */
import { dev, OPEN, withChain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { sleep, until } from "../lib/wait.js"

/** Blocks that must come while nothing becomes final. */
const STALLED = 8
/** Time for votes that were under way, milliseconds. */
const SETTLE = 8_000

export const killThird: Scenario = {
  name: "kill-third",
  about: "two of four killed: finality stalls, blocks go on, a transfer made then is final after the restart",
  async run({ say }) {
    const network = await Network.start()
    try {
      const [alice, bob] = [network.node("alice"), network.node("bob")]
      const gone = [network.node("charlie"), network.node("dave")]
      await finalityGoesOn(network.nodes, 2)
      await Promise.all(gone.map((node) => node.kill()))
      await sleep(SETTLE)
      const [final, best] = [await alice.finalised(), await alice.best()]
      say(`charlie and dave are killed at block ${best}, final is ${final}`)

      const target = dev("//Network//third")
      const included = await withChain(alice, (chain) => chain.inBest(chain.transfer(target, 5n * OPEN), dev("//Eve")))
      await until(`${STALLED} more blocks`, 180, async () => (await alice.best()) >= best + STALLED)
      for (const node of [alice, bob]) {
        const now = await node.finalised()
        check(now === final, `${node.name} finalised block ${now} with two of four validators`)
      }
      const paid = await withChain(alice, (chain) => chain.free(target))
      check(paid === 0n, "the transfer is in the final state although nothing became final")
      say(`${(await alice.best()) - best} blocks without finality, a transfer in block ${included.number}`)

      for (const node of gone) await network.launch(node)
      const reached = await finalityGoesOn(network.nodes, (await alice.best()) - final + 3, 240)
      for (const node of network.nodes) {
        const free = await withChain(node, (chain) => chain.free(target))
        check(free === 5n * OPEN, `the transfer is lost at ${node.name}`)
      }
      say(`finality is back at block ${reached}, the transfer is final everywhere`)
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
