// SPDX-License-Identifier: Apache-2.0
/** A transaction in the pool: found by hash without a block, in `pending`, then sealed. */
import { expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { freshChain } from "../lib/rig.js"

const chain = freshChain()

test("a pending transaction has no block and no receipt", async () => {
  const hash = await chain.pool({ to: stranger(1), value: 5n })
  const tx = await chain.rpc("eth_getTransactionByHash", hash)
  expect(tx).toMatchObject({ hash, blockHash: null, blockNumber: null, transactionIndex: null, nonce: "0x0", value: "0x5", to: stranger(1) })
  expect(tx.from.toLowerCase()).toBe(alice.address.toLowerCase())
  expect(await chain.receipt(hash)).toBeNull()
  await chain.mine()
  const { hash: blockHash } = await chain.block()
  expect(await chain.rpc("eth_getTransactionByHash", hash)).toMatchObject({ blockHash, blockNumber: "0x1", transactionIndex: "0x0" })
})

test("a pending creation is found too", async () => {
  const hash = await chain.pool({ data: "0x6000", gas: 100_000n })
  expect(await chain.rpc("eth_getTransactionByHash", hash)).toMatchObject({ to: null, blockHash: null, input: "0x6000" })
  await chain.mine()
  expect((await chain.receipt(hash)).contractAddress).toMatch(/^0x/)
})

test("the pending block runs the pool and lists it", async () => {
  const hashes = [await chain.pool({ to: stranger(2), value: 1n }), await chain.pool({ from: bob, to: stranger(2), value: 2n })]
  const pending = await chain.block("pending")
  expect([...pending.transactions].sort()).toEqual([...hashes].sort())
  expect(BigInt(pending.gasUsed)).toBe(42_000n)
  expect(await chain.rpc("eth_getBlockTransactionCountByNumber", "pending")).toBe("0x2")
  expect(await chain.balance(stranger(2), "pending")).toBe(3n)
  expect(await chain.balance(stranger(2))).toBe(0n)
  await chain.mine()
  expect((await chain.block()).transactions).toEqual(pending.transactions)
})

test("a call at pending sees the pool's effects", async () => {
  const store = await chain.deploy("Store", [1n])
  await chain.writePool(store, "set", [2n])
  const data = chain.data(store, "value")
  expect(BigInt(await chain.rpc("eth_call", { to: store.address, data }, "pending"))).toBe(2n)
  expect(BigInt(await chain.rpc("eth_call", { to: store.address, data }, "latest"))).toBe(1n)
  await chain.mine()
})

test("a call at pending is in the next block, also when the pool is empty", async () => {
  // Init code that returns NUMBER.
  const number = async (tag: string) => Number(await chain.rpc("eth_call", { data: "0x4360005260206000f3" }, tag))
  const head = Number(await chain.rpc("eth_blockNumber"))
  expect(await number("pending")).toBe(head + 1)
  expect(await number("latest")).toBe(head)
})

test("the same transaction twice is known already", async () => {
  const raw = await chain.sign({ to: stranger(3), value: 1n })
  await chain.rpc("eth_sendRawTransaction", raw)
  await expect(chain.rpc("eth_sendRawTransaction", raw)).rejects.toThrow(/already (known|imported)/i)
  await chain.mine()
  await expect(chain.rpc("eth_sendRawTransaction", raw)).rejects.toThrow(/nonce too low|already known/i)
  expect(await chain.balance(stranger(3))).toBe(1n)
})
