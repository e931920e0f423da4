// SPDX-License-Identifier: Apache-2.0
/** After a reorganisation every method answers for the new chain. */
import { expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()

test("numbers give the new blocks, linked to each other", async () => {
  await chain.mine(4)
  const old = await Promise.all([2, 3, 4].map((n) => chain.block(n)))
  await chain.reorg(2)
  expect(await chain.height()).toBe(5)
  expect((await chain.block(2)).hash).toBe(old[0].hash)
  expect((await chain.block(3)).hash).not.toBe(old[1].hash)
  for (let n = 1; n <= 5; n++) expect((await chain.block(n)).parentHash).toBe((await chain.block(n - 1)).hash)
})

test("state is that of the new chain", async () => {
  const to = stranger(1)
  await chain.mine()
  await chain.send({ to, value: 5n })
  expect(await chain.balance(to)).toBe(5n)
  await chain.reorg(1)
  const nonce = await chain.nonce(alice.address)
  expect(await chain.balance(to)).toBe(BigInt(nonce) * 5n)
})

test.skipIf(ANVIL)("a transaction of the old chain is pending or in a new block, never both nor lost", async () => {
  const anchor = await chain.mineOn(null)
  const hash = await chain.pool({ to: stranger(2), value: 7n })
  await chain.mineOn(anchor)
  const before = await chain.receipt(hash)
  expect(before.status).toBe("0x1")
  let head = await chain.mineOn(anchor)
  head = await chain.mineOn(head)
  await chain.mineOn(head)
  const [after, tx] = [await chain.receipt(hash), await chain.rpc("eth_getTransactionByHash", hash)]
  expect(tx.blockHash).toBe(after.blockHash)
  expect(after.blockHash).not.toBe(before.blockHash)
  expect((await chain.block(Number(after.blockNumber))).transactions).toEqual([hash])
  expect(await chain.balance(stranger(2))).toBe(7n)
})

test.skipIf(ANVIL)("an old block is still found by its hash but is not canonical", async () => {
  const anchor = await chain.mineOn(null)
  await chain.mineOn(anchor)
  const old = await chain.block()
  const head = await chain.mineOn(anchor)
  await chain.mineOn(head)
  expect((await chain.rpc("eth_getBlockByHash", old.hash, false))?.hash).toBe(old.hash)
  await expect(chain.rpc("eth_getBalance", alice.address, { blockHash: old.hash, requireCanonical: true })).rejects.toThrow(/canonical/i)
})

test.skipIf(ANVIL)("back and forth between two branches", async () => {
  const anchor = await chain.mineOn(null)
  const base = await chain.height()
  let [a, b] = [anchor, anchor]
  for (let length = 1; length <= 3; length++) {
    for (let i = 0; i < 2; i++) a = await chain.mineOn(a)
    expect(await chain.substrateHash()).toBe(a)
    for (let i = 0; i < 2; i++) b = await chain.mineOn(b)
    b = length === 1 ? await chain.mineOn(b) : b
    expect(await chain.substrateHash()).toBe(b)
    expect((await chain.block()).hash).toBe((await chain.block(await chain.height())).hash)
  }
  expect(await chain.height()).toBe(base + 7)
})
