// SPDX-License-Identifier: Apache-2.0
/**
 * The next settlement uses what was voted: a referendum changes the waterfall of a chain that runs BABE and
 * GRANDPA, then the demo's whole value flow with a real worker settles on it, and every batch is split to the
 * planck as the new waterfall says.
 */
import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { after, before, test } from "node:test"
import { fileURLToPath } from "node:url"
import type { ApiPromise } from "@polkadot/api"
import { binary, startNode, type Node } from "../lib/node.js"
import { connect, eventsOf, height, nameOf, type Json } from "../lib/pjs.js"
import { people } from "../lib/people.js"
import { carry } from "../lib/referendum.js"
import { PROPOSED, split, type Parts } from "../lib/waterfall.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")

let node: Node
let api: ApiPromise
before(async () => {
  node = await startNode("babe")
  api = await connect(node.ws)
})
after(async () => {
  await api?.disconnect()
  await node?.stop()
})

/** Runs the demo on the node that runs already; fails with the end of what it said. */
function demo(answers: number): Promise<void> {
  const data = join(root, "demo/out/crates")
  if (!existsSync(data)) throw new Error(`${data} is missing: run \`make demo\` once, or \`make test-loop\``)
  const options = ["--data", data, "--base", join(root, "models/base"), "--node", node.ws]
  const child = spawn(binary("openledger-demo"), [...options, "--answers", `${answers}`, "--exit"], { cwd: root })
  let said = ""
  const keep = (chunk: Buffer) => void (said = (said + chunk).slice(-4_000))
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  const end = () => void child.kill("SIGTERM")
  process.once("exit", end)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => {
      process.off("exit", end)
      if (code === 0) resolve()
      else reject(new Error(`openledger-demo ended with ${code}:\n${said}`))
    })
  })
}

test("a settlement after the referendum splits by the new waterfall, to the planck", async () => {
  const who = await people()
  const voters = [...who.stashes, who.alice]
  const call = api.tx.rewards.setWaterfall({ ...PROPOSED })
  const { data } = await carry(api, who.alice, voters, { Origins: "Economy" }, call)
  assert.ok(data.result.isOk, `${data.result}`)

  const from = await height(api)
  await demo(6)

  let batches = 0
  const zero = (): Parts => split(PROPOSED, 0n, 0n, 0n)
  for (let number = from; number <= (await height(api)); number++) {
    const block = (await api.rpc.chain.getBlockHash(number)).toHex()
    for (const found of await eventsOf(api, block)) {
      if (nameOf(found) !== "rewards.BatchDistributed") continue
      const { data } = found
      assert.equal(data.waterfall.toNumber(), 1)
      const { header }: Json = ((await (await api.at(block)).query.attribution.batches(data.worker, data.epoch)) as Json).unwrap()
      assert.equal(header.waterfallVersion.toNumber(), 1)
      const expected = [...header.totals].reduce((sum: Parts, total: Json) => {
        const parts = split(PROPOSED, total.base.toBigInt(), total.agentMarkup.toBigInt(), total.appMarkup.toBigInt())
        return Object.fromEntries(Object.entries(parts).map(([role, part]) => [role, part + (sum as Json)[role]])) as Parts
      }, zero())
      const paid = Object.fromEntries([...data.parts.entries()].map(([role, part]: Json) => [role, part.toBigInt()]))
      assert.deepEqual(paid, { ...expected })
      assert.ok(paid.contributors > paid.worker, "contributors get 45 parts, the worker 20")
      batches += 1
    }
  }
  assert.ok(batches > 0, "the demo settled no batch")
})
