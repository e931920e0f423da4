// SPDX-License-Identifier: Apache-2.0
/** 0x05, MODEXP: results, prices of EIP-7883, bounds of EIP-7823. */
import { concat, numberToHex, pad, type Hex } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
const MODEXP = "0x0000000000000000000000000000000000000005"
const word = (value: number | bigint) => pad(numberToHex(value))
const bytes = (hex: Hex) => (hex.length - 2) / 2
const input = (base: Hex, exponent: Hex, modulus: Hex) =>
  concat([word(bytes(base)), word(bytes(exponent)), word(bytes(modulus)), base, exponent, modulus])
const call = (data: Hex, gas?: number) =>
  chain.rpc("eth_call", { from: alice.address, to: MODEXP, data, ...(gas ? { gas: numberToHex(gas) } : {}) }, "latest")
let calls: Contract
beforeAll(async () => {
  calls = await chain.deploy("Calls")
})

test.each([
  ["0x03", "0x02", "0x07", "0x02"],
  ["0x05", "0x00", "0x07", "0x01"],
  ["0x00", "0x00", "0x07", "0x01"],
  ["0x08", "0x09", "0x0a", "0x08"],
  ["0x08", "0x09", "0x00", "0x00"],
  ["0x03", "0x0003", "0x000000ff", "0x0000001b"],
] as [Hex, Hex, Hex, Hex][])("%s ^ %s mod %s = %s", async (base, exponent, modulus, result) => {
  expect(await call(input(base, exponent, modulus))).toBe(result)
})

test("Fermat's little theorem holds for secp256k1's prime", async () => {
  const p = 2n ** 256n - 2n ** 32n - 977n
  expect(BigInt(await call(input("0x03", numberToHex(p - 1n), numberToHex(p))))).toBe(1n)
})

test("missing bytes are zeros, and no input is no output", async () => {
  expect(await call("0x")).toBe("0x")
  expect(await call(concat([word(1), word(1), word(1), "0x03"]))).toBe("0x00")
})

test("lengths of up to 1,024 bytes are served, longer ones fail (EIP-7823)", async () => {
  const ones = (n: number) => `0x${"01".repeat(n)}` as Hex
  expect(bytes(await call(input("0x02", "0x03", ones(1024)), 10_000_000))).toBe(1024)
  const over = input("0x02", "0x03", ones(1025))
  await expect(call(over, 10_000_000)).rejects.toThrow()
  const [ok] = await chain.read(calls, "staticCall", [MODEXP, over])
  expect(ok).toBe(false)
  const [huge] = await chain.read(calls, "staticCall", [MODEXP, concat([word(2n ** 200n), word(1), word(1)])])
  expect(huge).toBe(false)
})

test("a call costs at least 500 gas (EIP-7883)", async () => {
  const data = input("0x03", "0x02", "0x07")
  const receipt = await chain.send({ to: MODEXP, data })
  expect(receipt.status).toBe("0x1")
  const plain = await chain.send({ to: alice.address, data })
  const floor = BigInt(plain.gasUsed)
  const gas = BigInt(await chain.rpc("eth_estimateGas", { from: alice.address, to: MODEXP, data }))
  expect(gas).toBeGreaterThan(21_000n + 500n)
  expect(BigInt(receipt.gasUsed)).toBeGreaterThanOrEqual(floor)
})
