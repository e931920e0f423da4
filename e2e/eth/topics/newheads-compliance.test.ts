// SPDX-License-Identifier: Apache-2.0
/** newHeads: fields, order, and every header of the new branch after a reorganisation. */
import { expect, test } from "vitest"
import { ANVIL, freshChain, HASH } from "../lib/rig.js"

const chain = freshChain()
const KEYS = [
  "hash", "parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom",
  "difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData", "nonce", "baseFeePerGas", "mixHash",
]

test("a head has every field of a header", async () => {
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("newHeads")
  await chain.mine()
  const [head] = await stream.atLeast(1)
  for (const key of KEYS) expect(head, key).toHaveProperty(key)
  expect(head.hash).toMatch(HASH)
  const block = await chain.block(1)
  for (const key of KEYS) expect(head[key]).toEqual(block[key])
  expect(head.transactions ?? []).toEqual([])
})

test("heads come in order, each on the one before", async () => {
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("newHeads")
  await chain.mine(4)
  const heads = await stream.atLeast(4)
  for (let i = 1; i < heads.length; i++) {
    expect(Number(heads[i].number)).toBe(Number(heads[i - 1].number) + 1)
    expect(heads[i].parentHash).toBe(heads[i - 1].hash)
  }
})

test.skipIf(ANVIL)("a reorganisation brings all headers of the new branch, in ascending order", async () => {
  const anchor = await chain.mineOn(null)
  const base = await chain.height()
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("newHeads")
  await chain.mineOn(anchor)
  await stream.atLeast(1)
  const b1 = await chain.mineOn(anchor)
  const b2 = await chain.mineOn(b1)
  await chain.mineOn(b2)
  const heads = await stream.atLeast(4)
  expect(heads.map(({ number }) => Number(number) - base)).toEqual([1, 1, 2, 3])
  expect(heads[0].hash).not.toBe(heads[1].hash)
  expect(heads[1].parentHash).toBe(heads[0].parentHash)
  expect(heads[2].parentHash).toBe(heads[1].hash)
  expect(heads[3].hash).toBe((await chain.block()).hash)
})

test.skipIf(ANVIL)("a fork that loses brings no head", async () => {
  const number = await chain.height()
  const parent = await chain.substrateHash(number - 2)
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("newHeads")
  await chain.mineOn(parent)
  await chain.mine()
  const [first] = await stream.atLeast(1)
  expect(Number(first.number)).toBe(number + 1)
  expect(first.parentHash).toBe((await chain.block(number)).hash)
})
