// SPDX-License-Identifier: Apache-2.0
/** eth_getStorageAt: slots of values, arrays and mappings, at any block. */
import { concat, keccak256, numberToHex, pad } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
const word = (value: number | bigint) => pad(numberToHex(value))
let store: Contract
beforeAll(async () => {
  store = await chain.deploy("Store", [17n])
})
const slot = (at: string, block = "latest") => chain.rpc("eth_getStorageAt", store.address, at, block)

test("a slot is a word of 32 bytes, however it is named", async () => {
  for (const at of ["0x0", word(0)]) expect(await slot(at)).toBe(word(17))
  expect(await slot("0x99")).toBe(word(0))
  expect(await chain.rpc("eth_getStorageAt", alice.address, "0x0", "latest")).toBe(word(0))
})

test("arrays and mappings lie where Solidity puts them", async () => {
  await chain.write(store, "push", [5n])
  await chain.write(store, "push", [6n])
  await chain.write(store, "put", [9n, 99n])
  expect(await slot("0x1")).toBe(word(2))
  const start = BigInt(keccak256(word(1)))
  expect(await slot(word(start))).toBe(word(5))
  expect(await slot(word(start + 1n))).toBe(word(6))
  expect(await slot(keccak256(concat([word(9), word(2)])))).toBe(word(99))
})

test("old blocks keep old values, and pending shows new ones", async () => {
  const { blockNumber } = await chain.write(store, "set", [18n])
  await chain.write(store, "set", [19n])
  expect(await slot("0x0", blockNumber)).toBe(word(18))
  expect(await slot("0x0")).toBe(word(19))
  await chain.writePool(store, "set", [20n])
  expect(await slot("0x0", "latest")).toBe(word(19))
  expect(await slot("0x0", "pending")).toBe(word(20))
  await chain.mine()
  expect(await slot("0x0")).toBe(word(20))
})

test("a slot set to zero is empty again and refunds gas", async () => {
  const full = await chain.write(store, "fill", [0n, 20n])
  const cleared = await chain.write(store, "clear", [0n, 20n])
  expect(BigInt(cleared.gasUsed)).toBeLessThan(BigInt(full.gasUsed) / 3n)
  expect(await slot(keccak256(concat([word(3), word(2)])))).toBe(word(0))
})

test("viem and ethers read slots", async () => {
  expect(await chain.viem.getStorageAt({ address: store.address, slot: "0x0" })).toBe(word(20))
  expect(await chain.ethers().getStorage(store.address, 0)).toBe(word(20))
})

test("a slot that is no word is refused", async () => {
  await expect(slot(`0x1${"0".repeat(64)}`)).rejects.toMatchObject({ code: -32602 })
  await expect(slot("first")).rejects.toMatchObject({ code: -32602 })
})
