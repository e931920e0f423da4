// SPDX-License-Identifier: Apache-2.0
/** A node that was stopped serves the same blocks, receipts and logs when it starts again, and goes on. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { stranger } from "../lib/keys.js"
import { ANVIL, Rig } from "../lib/rig.js"

// anvil keeps nothing.
describe.skipIf(ANVIL)("a restart", () => {
  const folder = mkdtempSync(join(tmpdir(), "openledger-restart-"))
  let rig: Rig | undefined
  const begin = async () => (rig = await Rig.start("manual", ["--base-path", folder]))
  afterAll(async () => {
    await rig?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test("loses nothing that was sealed", async () => {
    let chain = await begin()
    const token = await chain.deploy("Token", [1000n])
    await chain.write(token, "transfer", [stranger(1), 5n])
    await chain.mine(3, true)
    const seen = async () => ({
      blocks: await Promise.all([0, 1, 2, 3, 4, 5].map((number) => chain.block(number, true))),
      receipts: await Promise.all([1, 2].map((number) => chain.rpc("eth_getBlockReceipts", `0x${number}`))),
      logs: await chain.rpc("eth_getLogs", { fromBlock: "0x0", toBlock: "latest" }),
      balance: await chain.read(token, "balanceOf", [stranger(1)]),
    })
    const before = await seen()
    expect(before.logs).toHaveLength(2)
    await chain.stop()
    chain = await begin()
    expect(await seen()).toEqual(before)
    expect(await chain.rpc("eth_getTransactionByHash", before.blocks[2].transactions[0].hash)).toMatchObject(before.blocks[2].transactions[0])
    expect((await chain.write(token, "transfer", [stranger(1), 1n])).status).toBe("0x1")
    expect(await chain.height()).toBe(6)
  })
})
