// SPDX-License-Identifier: Apache-2.0
/** Logs of a block that leaves the chain come again with `removed: true`; those of the new one follow. */
import { expect, test } from "vitest"
import { stranger } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()

/** A transfer in a block of its own, on top of `parent` (Substrate's hash). */
async function logIn(token: Contract, parent: `0x${string}`) {
  const hash = await chain.writePool(token, "transfer", [stranger(1), 1n])
  const block = await chain.mineOn(parent)
  return { receipt: await chain.receipt(hash), block }
}

test.skipIf(ANVIL)("a subscription tells of removal, then of the new block's logs", async () => {
  const token = await chain.deploy("Token", [1000n])
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("logs", { address: token.address })
  const anchor = await chain.mineOn(null)
  const { receipt } = await logIn(token, anchor)
  const first = await stream.find(({ transactionHash }) => transactionHash === receipt.transactionHash)
  expect(first).toMatchObject({ removed: false, blockHash: receipt.blockHash })
  const other = await chain.mineOn(anchor)
  await chain.mineOn(other)
  const removed = await stream.find((log) => log.removed)
  expect(removed).toMatchObject({ transactionHash: receipt.transactionHash, blockHash: receipt.blockHash, logIndex: first.logIndex, topics: first.topics })
  const again = await stream.find((log) => !log.removed && log.blockHash !== receipt.blockHash)
  expect((await chain.receipt(again.transactionHash)).blockHash).toBe(again.blockHash)
  expect(stream.seen.indexOf(again)).toBeGreaterThan(stream.seen.indexOf(removed))
})

test.skipIf(ANVIL)("eth_getFilterChanges does the same", async () => {
  const token = await chain.deploy("Token", [1000n])
  const id = await chain.rpc("eth_newFilter", { address: token.address })
  const anchor = await chain.mineOn(null)
  const { receipt } = await logIn(token, anchor)
  const before = await chain.rpc("eth_getFilterChanges", id)
  expect(before).toHaveLength(1)
  expect(before[0]).toMatchObject({ removed: false, blockHash: receipt.blockHash })
  const other = await chain.mineOn(anchor)
  await chain.mineOn(other)
  const after = await chain.rpc("eth_getFilterChanges", id)
  expect(after[0]).toMatchObject({ removed: true, blockHash: receipt.blockHash, transactionHash: receipt.transactionHash })
  expect(after.slice(1).every((log: any) => log.removed === false)).toBe(true)
})

test("eth_getLogs shows canonical logs only", async () => {
  const token = await chain.deploy("Token", [1000n])
  const { blockHash, blockNumber } = await chain.write(token, "transfer", [stranger(2), 2n])
  await chain.reorg(1)
  const logs = await chain.rpc("eth_getLogs", { address: token.address, fromBlock: blockNumber, toBlock: "latest" })
  expect(logs.filter((log: any) => log.blockHash === blockHash)).toEqual([])
  for (const log of logs) expect(log.blockHash).toBe((await chain.block(Number(log.blockNumber))).hash)
})

test.skipIf(ANVIL)("a transaction that lost its block comes back in another, once", async () => {
  const token = await chain.deploy("Token", [1000n])
  const anchor = await chain.mineOn(null)
  const { receipt } = await logIn(token, anchor)
  let head = anchor
  for (let i = 0; i < 4; i++) head = await chain.mineOn(head)
  const now = await chain.receipt(receipt.transactionHash)
  expect(now.blockHash).not.toBe(receipt.blockHash)
  expect(await chain.read(token, "balanceOf", [stranger(1)])).toBe(1n)
  const logs = await chain.rpc("eth_getLogs", { address: token.address, fromBlock: "0x0", toBlock: "latest" })
  expect(logs).toHaveLength(2)
})
