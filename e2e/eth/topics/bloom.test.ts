// SPDX-License-Identifier: Apache-2.0
/** The bloom of a block and of its receipts holds address and topics of every log. */
import { hexToBytes, keccak256, pad, type Hex } from "viem"
import { expect, test } from "vitest"
import { freshChain } from "../lib/rig.js"
import { stranger } from "../lib/keys.js"

const chain = freshChain()

/** The three bits that a value sets, counted from the right. */
function bits(value: Hex): number[] {
  const hash = hexToBytes(keccak256(value))
  return [0, 2, 4].map((i) => ((hash[i] << 8) | hash[i + 1]) & 2047)
}
const has = (bloom: string, bit: number) => (BigInt(bloom) >> BigInt(bit)) & 1n
const bloomOf = (values: Hex[]) => {
  let bloom = 0n
  for (const bit of values.flatMap(bits)) bloom |= 1n << BigInt(bit)
  return pad(`0x${bloom.toString(16)}`, { size: 256 })
}

test("a block without logs has an empty bloom", async () => {
  const receipt = await chain.send({ to: stranger(1), value: 1n })
  expect(BigInt(receipt.logsBloom)).toBe(0n)
  expect(BigInt((await chain.block()).logsBloom)).toBe(0n)
})

test("the bloom is exactly that of the logs", async () => {
  const { receipt, ...token } = await chain.deploy("Token", [1000n])
  const [log] = receipt.logs
  const values = [token.address.toLowerCase() as Hex, ...log.topics]
  expect(receipt.logsBloom).toBe(bloomOf(values))
  expect((await chain.block()).logsBloom).toBe(bloomOf(values))
  for (const bit of values.flatMap(bits)) expect(has(receipt.logsBloom, bit)).toBe(1n)
})

test("the block's bloom joins those of its receipts", async () => {
  const [token, store] = [await chain.deploy("Token", [1000n]), await chain.deploy("Store", [1n])]
  const hashes = [await chain.writePool(token, "transfer", [stranger(2), 5n]), await chain.writePool(store, "set", [9n])]
  await chain.mine()
  const receipts = await Promise.all(hashes.map((hash) => chain.receipt(hash)))
  const joined = receipts.reduce((sum, { logsBloom }) => sum | BigInt(logsBloom), 0n)
  expect(BigInt((await chain.block()).logsBloom)).toBe(joined)
  expect(receipts[0].logsBloom).not.toBe(receipts[1].logsBloom)
})
