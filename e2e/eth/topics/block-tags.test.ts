// SPDX-License-Identifier: Apache-2.0
/** earliest, latest, pending, safe, finalized. */
import { expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()

test("earliest is genesis and latest the head", async () => {
  await chain.mine(3)
  expect((await chain.block("earliest")).number).toBe("0x0")
  expect((await chain.block("latest")).number).toBe("0x3")
  expect((await chain.block("latest")).hash).toBe((await chain.block(3)).hash)
})

test("pending is one above the head, with what the pool would put in", async () => {
  const hash = await chain.pool({ to: stranger(1), value: 1n })
  const pending = await chain.block("pending", true)
  expect(pending.number).toBe("0x4")
  expect(pending.parentHash).toBe((await chain.block()).hash)
  expect(pending.transactions.map((tx: any) => tx.hash)).toEqual([hash])
  await chain.mine()
  expect((await chain.block()).transactions).toEqual([hash])
  expect((await chain.block("pending")).transactions).toEqual([])
})

test.skipIf(ANVIL)("safe and finalized stay behind until a block is final", async () => {
  const [safe, finalized] = [await chain.block("safe"), await chain.block("finalized")]
  expect(finalized.number).toBe("0x0")
  expect(safe.number).toBe("0x0")
  await chain.mine(1, true)
  const head = await chain.block()
  expect((await chain.block("finalized")).hash).toBe(head.hash)
  expect((await chain.block("safe")).hash).toBe(head.hash)
  await chain.mine()
  expect((await chain.block("finalized")).hash).toBe(head.hash)
})

test.skipIf(ANVIL)("engine_finalizeBlock moves the finalized tag", async () => {
  await chain.mine(2)
  expect(await chain.rpc("engine_finalizeBlock", await chain.substrateHash(), null)).toBe(true)
  expect((await chain.block("finalized")).number).toBe((await chain.block()).number)
})

test("every method that takes a block takes every tag", async () => {
  for (const tag of ["earliest", "latest", "pending", "safe", "finalized"]) {
    expect(await chain.rpc("eth_getBalance", alice.address, tag)).toMatch(/^0x/)
    expect(await chain.rpc("eth_getTransactionCount", alice.address, tag)).toMatch(/^0x/)
    expect(await chain.rpc("eth_getCode", alice.address, tag)).toBe("0x")
    expect(await chain.rpc("eth_getStorageAt", alice.address, "0x0", tag)).toMatch(/^0x0{64}$/)
    expect(await chain.rpc("eth_call", { to: alice.address }, tag)).toBe("0x")
  }
})

test("a block by hash, canonical or not, and a number that does not exist", async () => {
  const { hash } = await chain.block(2)
  expect(await chain.rpc("eth_getTransactionCount", alice.address, { blockHash: hash })).toBe("0x0")
  expect(await chain.rpc("eth_getTransactionCount", alice.address, { blockHash: hash, requireCanonical: true })).toBe("0x0")
  expect(await chain.rpc("eth_getTransactionCount", alice.address, { blockNumber: "0x2" })).toBe("0x0")
  await expect(chain.rpc("eth_getBalance", alice.address, "0xfffff")).rejects.toThrow()
  await expect(chain.rpc("eth_getBalance", alice.address, "soonest")).rejects.toMatchObject({ code: -32602 })
})
