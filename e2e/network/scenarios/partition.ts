// SPDX-License-Identifier: Apache-2.0
/** The network is cut into halves and healed: two forks, then one chain with what both sides did. */
import { dev, OPEN, withChain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { sleep, until } from "../lib/wait.js"
import { noNamespaces, Wire } from "../lib/wire.js"

/** Blocks that each side makes alone. */
const ALONE = 8
/** Time for votes that were under way, milliseconds. */
const SETTLE = 8_000

export const partition: Scenario = {
  name: "partition",
  about: "the network cut in two halves (network namespaces) and healed: one chain with both sides' transactions",
  obstacle: noNamespaces,
  async run({ say }) {
    const wire = new Wire([0, 0, 1, 1])
    let network: Network | undefined
    try {
      network = await Network.start({ wire })
      const [alice, charlie] = [network.node("alice"), network.node("charlie")]
      await finalityGoesOn(network.nodes, 2)
      wire.cut()
      await sleep(SETTLE)
      const cut = await Promise.all([alice, charlie].map(async (node) => [await node.best(), await node.finalised()] as const))
      say(`cut; best and final are ${cut[0]} on one side, ${cut[1]} on the other`)

      const [left, right] = [dev("//Network//left"), dev("//Network//right")]
      await withChain(alice, (chain) => chain.inBest(chain.transfer(left, 7n * OPEN), dev("//Eve")))
      await withChain(charlie, (chain) => chain.inBest(chain.transfer(right, 9n * OPEN), dev("//Ferdie")))
      await until(`${ALONE} blocks on each side`, 180, async () =>
        (await alice.best()) >= cut[0]![0] + ALONE && (await charlie.best()) >= cut[1]![0] + ALONE,
      )
      for (const [i, node] of [alice, charlie].entries()) {
        check((await node.finalised()) === cut[i]![1], `${node.name}'s side finalised with half of the validators`)
      }
      const height = Math.min(await alice.best(), await charlie.best())
      check((await alice.hash(height)) !== (await charlie.hash(height)), `the sides have the same block ${height}`)
      say(`both sides made blocks, none became final, block ${height} differs`)

      wire.heal()
      const reached = await finalityGoesOn(network.nodes, height + 3 - Math.min(cut[0]![1], cut[1]![1]), 420)
      say(`healed; all finalised block ${reached}`)
      for (const node of network.nodes) {
        await until(`${node.name} has both sides' transfers in its final state`, 120, () =>
          withChain(node, async (chain) => (await chain.free(left)) === 7n * OPEN && (await chain.free(right)) === 9n * OPEN),
        )
      }
      return await sound(network)
    } finally {
      await network?.stop()
      wire.remove()
    }
  },
}
