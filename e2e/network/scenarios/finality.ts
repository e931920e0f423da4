// SPDX-License-Identifier: Apache-2.0
/** Block times and the lag of finality of four validators and a full node. */
import { sound } from "../lib/checks.js"
import { measure, report } from "../lib/measure.js"
import { Network } from "../lib/network.js"
import type { Scenario } from "../lib/scenario.js"

/** What the project aims at, in blocks. */
const AIM = { p50: 3, p99: 6 }

export const finality: Scenario = {
  name: "finality",
  about: "four validators and a full node: block times and the lag of finality, measured",
  async run(context) {
    const network = await Network.start({ full: 1 })
    try {
      const measured = await measure(network.nodes, context.blocks, (done) => {
        if (done > 0 && done % 25 === 0) context.say(`${done} of ${context.blocks} blocks are final`)
      })
      context.measured = measured
      console.log(report(measured))
      const { p50, p99 } = measured.finality_blocks
      const met = p50 <= AIM.p50 && p99 <= AIM.p99
      const verdict = `finality lag median ${p50}, p99 ${p99} blocks: ${met ? "within" : "NOT WITHIN"} the aim of ${AIM.p50} and ${AIM.p99}`
      return `${verdict}; ${await sound(network)}`
    } finally {
      await network.stop()
    }
  },
}
