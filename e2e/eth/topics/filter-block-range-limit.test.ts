// SPDX-License-Identifier: Apache-2.0
/** A log query over too many blocks is refused with the limit in its message; the flag sets it. */
import { beforeAll, expect, test } from "vitest"
import { ANVIL, freshChain } from "../lib/rig.js"
import { MAX_RANGE_FLAG } from "../lib/flags.js"

const chain = freshChain("manual", [MAX_RANGE_FLAG, "10"])
beforeAll(async () => {
  await chain.mine(15)
})

test("a range within the limit is answered", async () => {
  expect(await chain.rpc("eth_getLogs", { fromBlock: "0x1", toBlock: "0xa" })).toEqual([])
  expect(await chain.rpc("eth_getLogs", { fromBlock: "0x5", toBlock: "0x5" })).toEqual([])
})

test.skipIf(ANVIL)("a range beyond it is refused, by eth_getLogs and by filters", async () => {
  const range = { fromBlock: "0x0", toBlock: "0xf" }
  await expect(chain.rpc("eth_getLogs", range)).rejects.toThrow(/range.*10/)
  await expect(chain.rpc("eth_newFilter", range).then((id) => chain.rpc("eth_getFilterLogs", id))).rejects.toThrow(/range.*10/)
})

test.skipIf(ANVIL)("also when the end is a tag", async () => {
  await expect(chain.rpc("eth_getLogs", { fromBlock: "earliest", toBlock: "latest" })).rejects.toThrow(/range/)
})

// anvil answers with nothing.
test.skipIf(ANVIL)("a range that ends before it begins is refused", async () => {
  await expect(chain.rpc("eth_getLogs", { fromBlock: "0x5", toBlock: "0x1" })).rejects.toThrow()
})

test("a query by block hash has no range", async () => {
  const { hash } = await chain.block(12)
  expect(await chain.rpc("eth_getLogs", { blockHash: hash })).toEqual([])
  await expect(chain.rpc("eth_getLogs", { blockHash: hash, fromBlock: "0x1" })).rejects.toThrow()
})
