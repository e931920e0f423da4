// SPDX-License-Identifier: Apache-2.0
/** One validator is killed: three of four still finalise; it comes back and catches up. */
import { dev, OPEN, withChain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { until } from "../lib/wait.js"

/** Kills dave on a running network and brings it back. */
export async function killAndRestart(network: Network, say: (text: string) => void): Promise<void> {
  const [alice, dave] = [network.node("alice"), network.node("dave")]
  await dave.kill()
  say("dave is killed")
  const target = dev("//Network//killed")
  await withChain(alice, (chain) => chain.submit(chain.transfer(target, 3n * OPEN), dev("//Eve")))
  const reached = await finalityGoesOn(network.running, 3)
  say(`the others finalised block ${reached}, with a transfer`)

  const before = dave.output().length
  await network.launch(dave)
  await until(`dave has finalised block ${reached}`, 120, async () => (await dave.finalised()) >= reached)
  check((await withChain(dave, (chain) => chain.free(target))) === 3n * OPEN, "dave does not know the transfer")
  await until("dave makes a block again", 120, async () => dave.output().slice(before).includes("Pre-sealed block"))
  say("dave caught up and makes blocks")
}

export const killOne: Scenario = {
  name: "kill-one",
  about: "a validator killed (SIGKILL) and started again catches up and makes blocks",
  async run({ say }) {
    const network = await Network.start()
    try {
      await finalityGoesOn(network.nodes, 2)
      await killAndRestart(network, say)
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
