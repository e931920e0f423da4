// SPDX-License-Identifier: Apache-2.0
/** Seven validators: two may be away, with a third gone finality waits. */
import { finalityGoesOn, sound } from "../lib/checks.js"
import { measure } from "../lib/measure.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { sleep, until } from "../lib/wait.js"

/** Blocks over which finality is looked at with all seven. */
const BLOCKS = 20
/** Time for votes that were under way, milliseconds. */
const SETTLE = 8_000

export const seven: Scenario = {
  name: "seven",
  about: "seven validators: two killed and finality goes on, a third and it waits, all back and it recovers",
  async run({ say }) {
    const network = await Network.start({ spec: "seven" })
    try {
      const { finality_blocks: lag, block_ms: time } = await measure(network.nodes, BLOCKS)
      say(`finality lag median ${lag.p50}, p99 ${lag.p99} blocks, ${time.p50} ms between blocks, over ${BLOCKS} blocks`)
      const alice = network.node("alice")
      const [one, ferdie, eve] = [network.node("one"), network.node("ferdie"), network.node("eve")]
      await one.kill()
      await ferdie.kill()
      say(`two of seven are killed; the five finalised block ${await finalityGoesOn(network.running, 5)}`)
      await eve.kill()
      await sleep(SETTLE)
      const [final, best] = [await alice.finalised(), await alice.best()]
      await until("6 more blocks", 180, async () => (await alice.best()) >= best + 6)
      check((await alice.finalised()) === final, "four of seven finalised")
      say(`three are killed: ${(await alice.best()) - best} blocks, none final`)
      for (const node of [one, ferdie, eve]) await network.launch(node)
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
