// SPDX-License-Identifier: Apache-2.0
/** Blocks, receipts and logs outlive the pruning of state; `latest` never falls behind. */
import { expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain("manual", ["--state-pruning", "16"])
const PAST = 40

test("blocks far beyond the window are made", async () => {
  const token = await chain.deploy("Token", [1000n])
  await chain.write(token, "transfer", [stranger(1), 1n])
  await chain.mine(PAST, true)
  expect(await chain.height()).toBe(PAST + 2)
})

test("old blocks, transactions, receipts and logs are still served", async () => {
  const block = await chain.block(2, true)
  expect(block.transactions).toHaveLength(1)
  const receipt = await chain.receipt(block.transactions[0].hash)
  expect(receipt).toMatchObject({ status: "0x1", blockHash: block.hash })
  expect(await chain.rpc("eth_getBlockReceipts", "0x2")).toEqual([receipt])
  expect(await chain.rpc("eth_getLogs", { fromBlock: "0x0", toBlock: "latest" })).toHaveLength(2)
})

test.skipIf(ANVIL)("the state of old blocks is gone, in words", async () => {
  await expect(chain.rpc("eth_getBalance", alice.address, "0x2")).rejects.toThrow(/state|prune|discarded/i)
  expect(await chain.rpc("eth_getBalance", alice.address, "latest")).toMatch(/^0x/)
})

test("latest keeps up with a burst", async () => {
  const before = await chain.height()
  await chain.mine(24, true)
  expect(Number((await chain.block()).number)).toBe(before + 24)
})
