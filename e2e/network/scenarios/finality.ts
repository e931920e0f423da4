// SPDX-License-Identifier: Apache-2.0
/** Block times and the lag of finality of four validators and a full node. */
import { sound } from "../lib/checks.js"
import { measure, report } from "../lib/measure.js"
import { Network } from "../lib/network.js"
import type { Context, Scenario } from "../lib/scenario.js"
import { killAndRestart } from "./kill-one.js"

/** What the project aims at, in blocks. */
const AIM = { p50: 3, p99: 6 }

/** Measures on a running network, prints the distribution and says how it compares with the aim. */
async function measured(network: Network, context: Context): Promise<string> {
  const found = await measure(network.nodes, context.blocks, (done) => {
    if (done > 0 && done % 25 === 0) context.say(`${done} of ${context.blocks} blocks are final`)
  })
  context.measured = found
  console.log(report(found))
  const { p50, p99 } = found.finality_blocks
  const met = p50 <= AIM.p50 && p99 <= AIM.p99
  return `finality lag median ${p50}, p99 ${p99} blocks: ${met ? "within" : "NOT WITHIN"} the aim of ${AIM.p50} and ${AIM.p99}`
}

export const finality: Scenario = {
  name: "finality",
  about: "four validators and a full node: block times and the lag of finality, measured",
  async run(context) {
    const network = await Network.start({ full: 1 })
    try {
      const verdict = await measured(network, context)
      return `${verdict}; ${await sound(network)}`
    } finally {
      await network.stop()
    }
  },
}

/** What `make test-network` runs: both on one network. */
export const slice: Scenario = {
  name: "slice",
  about: "finality measured over a few blocks, then a validator killed and started again, on one network",
  async run(context) {
    const network = await Network.start()
    try {
      const verdict = await measured(network, context)
      await killAndRestart(network, context.say)
      return `${verdict}; ${await sound(network)}`
    } finally {
      await network.stop()
    }
  },
}
