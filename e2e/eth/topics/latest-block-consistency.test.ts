// SPDX-License-Identifier: Apache-2.0
/** `latest` means the same to every method, at every moment. */
import { expect, test } from "vitest"
import { alice } from "../lib/keys.js"
import { ADDRESS, ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()
async function agree() {
  const [number, block] = [await chain.height(), await chain.block()]
  expect(Number(block.number)).toBe(number)
  expect((await chain.block(number)).hash).toBe(block.hash)
  return number
}

test("from the first moment", async () => {
  expect(await agree()).toBe(0)
  expect(await chain.rpc("eth_coinbase")).toMatch(ADDRESS)
  expect(await chain.rpc("eth_getLogs", { fromBlock: "0x0", toBlock: "latest" })).toEqual([])
})

test("after each block", async () => {
  for (let i = 1; i <= 5; i++) {
    await chain.mine()
    expect(await agree()).toBe(i)
  }
})

test("after a burst", async () => {
  await chain.mine(30)
  expect(await agree()).toBe(35)
})

test("latest is never null while blocks are being made", async () => {
  const stop = { now: false }
  const reader = (async () => {
    let last = 0
    while (!stop.now) {
      const block = await chain.block()
      expect(block).not.toBeNull()
      expect(Number(block.number)).toBeGreaterThanOrEqual(last)
      last = Number(block.number)
      expect(await chain.rpc("eth_getBalance", alice.address, "latest")).toMatch(/^0x/)
    }
  })()
  await chain.mine(20)
  stop.now = true
  await reader
})

test("after a reorganisation", async () => {
  const before = await chain.block()
  await chain.reorg(2)
  const number = await agree()
  expect(number).toBe(Number(before.number) + 1)
  expect((await chain.block(Number(before.number))).hash).not.toBe(before.hash)
  expect(await chain.rpc("eth_getLogs", { fromBlock: before.number, toBlock: "latest" })).toEqual([])
})

test.skipIf(ANVIL)("a shorter fork does not move it", async () => {
  const [head, number] = [await chain.block(), await chain.height()]
  await chain.mineOn(await chain.substrateHash(number - 2))
  expect((await chain.block()).hash).toBe(head.hash)
  expect(await agree()).toBe(number)
})
