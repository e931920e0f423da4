// SPDX-License-Identifier: Apache-2.0
/** The network is cut into halves and healed: two forks, then one chain with what both sides did. */
import { dev, OPEN, withChain, type Account } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import type { Node } from "../lib/node.js"
import { check, type Scenario } from "../lib/scenario.js"
import { sleep, until } from "../lib/wait.js"
import { noNamespaces, Wire } from "../lib/wire.js"

/** Blocks that each side makes alone. */
const ALONE = 8
/** Transfers in a burst. */
const BURST = 12
/** Bursts on each side: while it is alone, and when the network has just been healed. */
const [BURSTS_ALONE, BURSTS_HEALED] = [3, 2]
/** Time for votes that were under way, milliseconds. */
const SETTLE = 8_000

/** Puts transfers of one OPEN into a node's pool, each waiting for the one before. */
async function burst(node: Node, from: Account, to: Account, nonce: number): Promise<void> {
  await withChain(node, async (chain) => {
    for (let i = 0; i < BURST; i++) {
      const signed: Uint8Array = await chain.transfer(to, OPEN).sign(from.signer, { nonce: nonce + i, mortality: { mortal: false } })
      await node.call("author_submitExtrinsic", [`0x${Buffer.from(signed).toString("hex")}`])
    }
  })
}

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
      const sides = [[alice, dev("//Eve"), left], [charlie, dev("//Ferdie"), right]] as const
      const first = await Promise.all(
        sides.map(([node, { address }]) =>
          withChain(node, async (chain) => (await chain.api.query.System.Account.getValue(address, { at: "best" })).nonce as number),
        ),
      )
      const bursts = (number: number) => Promise.all(sides.map((side, i) => burst(...side, first[i]! + number * BURST)))
      for (let number = 0; number < BURSTS_ALONE; number++) {
        await bursts(number)
        await sleep(2 * 2_000)
      }
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
      for (let number = BURSTS_ALONE; number < BURSTS_ALONE + BURSTS_HEALED; number++) {
        await bursts(number)
        await sleep(2 * 2_000)
      }
      const reached = await finalityGoesOn(network.nodes, height + 3 - Math.min(cut[0]![1], cut[1]![1]), 420)
      say(`healed; all finalised block ${reached}`)
      const all = BigInt((BURSTS_ALONE + BURSTS_HEALED) * BURST) * OPEN
      for (const node of network.nodes) {
        await until(`${node.name} has every transfer of both sides in its final state`, 120, () =>
          withChain(node, async (chain) => (await chain.free(left)) === all && (await chain.free(right)) === all),
        )
      }
      say(`none of the ${2n * (all / OPEN)} accepted transfers is lost`)
      return await sound(network)
    } finally {
      await network?.stop()
      wire.remove()
    }
  },
}
