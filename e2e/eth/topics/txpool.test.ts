// SPDX-License-Identifier: Apache-2.0
/** txpool_status, txpool_content, txpool_inspect: what is ready, and what waits for a nonce. */
import { expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { freshChain } from "../lib/rig.js"

const chain = freshChain()
const of = (content: any, who: string) => {
  const found = Object.entries(content).find(([address]) => address.toLowerCase() === who.toLowerCase())
  // Keys are nonces: decimal as geth has them, hex as Frontier has them.
  const entries = Object.entries((found?.[1] ?? {}) as Record<string, any>)
  return found && Object.fromEntries(entries.map(([nonce, tx]) => [Number(nonce), tx]))
}

test("an empty pool", async () => {
  expect(await chain.rpc("txpool_status")).toEqual({ pending: "0x0", queued: "0x0" })
  expect(await chain.rpc("txpool_content")).toEqual({ pending: {}, queued: {} })
  expect(await chain.rpc("txpool_inspect")).toEqual({ pending: {}, queued: {} })
})

test("ready and waiting are told apart", async () => {
  const ready = await chain.pool({ to: stranger(1), value: 1n })
  const next = await chain.pool({ to: stranger(1), value: 2n })
  const early = await chain.pool({ from: bob, to: stranger(2), value: 3n, nonce: 5 })
  expect(await chain.rpc("txpool_status")).toEqual({ pending: "0x2", queued: "0x1" })
  const { pending, queued } = await chain.rpc("txpool_content")
  expect(of(pending, alice.address)["0"].hash).toBe(ready)
  expect(of(pending, alice.address)["1"].hash).toBe(next)
  expect(of(queued, bob.address)["5"]).toMatchObject({ hash: early, blockHash: null, nonce: "0x5", value: "0x3" })
  expect(of(pending, bob.address)).toBeUndefined()
})

test("inspect is a line about each", async () => {
  const { pending, queued } = await chain.rpc("txpool_inspect")
  expect(of(pending, alice.address)["0"]).toMatch(/^0x[0-9a-fA-F]{40}: 1 wei \+ 1000000 gas [x×] \d+ wei$/)
  expect(of(queued, bob.address)["5"].toLowerCase()).toContain(stranger(2))
})

test("a sealed block empties what was ready", async () => {
  await chain.mine()
  expect(await chain.rpc("txpool_status")).toEqual({ pending: "0x0", queued: "0x1" })
  expect((await chain.rpc("txpool_content")).pending).toEqual({})
})

test("filling the gap makes the rest ready", async () => {
  for (let nonce = 0; nonce < 5; nonce++) await chain.pool({ from: bob, to: stranger(2), value: 1n, nonce })
  expect(await chain.rpc("txpool_status")).toEqual({ pending: "0x6", queued: "0x0" })
  await chain.mine()
  expect(await chain.nonce(bob.address)).toBe(6)
})
