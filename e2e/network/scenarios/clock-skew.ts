// SPDX-License-Identifier: Apache-2.0
/** One validator's clock goes wrong: too fast, then too slow, then right again. */
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { claim } from "../lib/digest.js"
import { Network } from "../lib/network.js"
import type { Header, Node } from "../lib/node.js"
import { check, type Scenario } from "../lib/scenario.js"

/** How wrong the clock is, seconds: three slots, so that the blocks are clearly from the future. */
const SKEW = 6
/** Blocks that the others must finalise meanwhile. */
const WATCHED = 10

/** The preloaded library of the `faketime` package. */
function library(): string | undefined {
  for (const folder of ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime"]) {
    const found = existsSync(folder) && readdirSync(folder).find((name) => name.startsWith("libfaketimeMT.so"))
    if (found) return join(folder, found)
  }
  return undefined
}

/** Blocks of each validator among the final ones from `from` on. */
async function authors(node: Node, from: number): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (let height = from; height <= (await node.finalised()); height += 1) {
    const { author } = claim(await node.call<Header>("chain_getHeader", [await node.hash(height)]))
    found.set(author, (found.get(author) ?? 0) + 1)
  }
  return found
}

const shown = (found: Map<number, number>) => JSON.stringify(Object.fromEntries([...found].sort()))

export const clockSkew: Scenario = {
  name: "clock-skew",
  about: `one validator's clock is ${SKEW} s fast, then ${SKEW} s slow (faketime): the others go on, it recovers`,
  obstacle: () => (library() ? undefined : "libfaketime is missing: apt-get install faketime"),
  async run({ say }) {
    const network = await Network.start()
    try {
      const dave = network.node("dave")
      const others = network.nodes.filter((node) => node !== dave)
      for (const offset of [`+${SKEW}s`, `-${SKEW}s`]) {
        await dave.stop()
        const fake = { LD_PRELOAD: library()!, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" }
        await network.launch(dave, [], fake)
        const from = (await others[0]!.finalised()) + 1
        await finalityGoesOn(others, WATCHED)
        const made = await authors(others[0]!, from)
        const refused = others.filter((node) => /too far in the future/i.test(node.output())).length
        say(`dave's clock ${offset}: the others finalised ${WATCHED} blocks, by author ${shown(made)}; ${refused} of them refused a block from the future`)
        check(dave.running, `dave ended with its clock ${offset}:\n${dave.tail()}`)
      }
      const early = others.filter((node) => /too far in the future/i.test(node.output()))
      check(early.length > 0, "nobody says that a block of the fast clock came too early")
      await dave.stop()
      await network.launch(dave)
      say("dave's clock is right again")
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
