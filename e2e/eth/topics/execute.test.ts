// SPDX-License-Identifier: Apache-2.0
/** eth_call: gas it may use, value, creation, errors. */
import { numberToHex, pad } from "viem"
import { beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN, ZERO, type Contract } from "../lib/rig.js"

const chain = freshChain()
let calls: Contract
let view: Contract
beforeAll(async () => {
  calls = await chain.deploy("Calls")
  view = await chain.deploy("Chain")
})

test("a call without gas may use much", async () => {
  const data = chain.data(view, "gasLeft")
  const left = BigInt(await chain.rpc("eth_call", { to: view.address, data }, "latest"))
  expect(left).toBeGreaterThan(10_000_000n)
})

test("a call with gas may use that and no more", async () => {
  const data = chain.data(view, "gasLeft")
  const left = BigInt(await chain.rpc("eth_call", { to: view.address, data, gas: numberToHex(100_000) }, "latest"))
  expect(left).toBeLessThan(79_000n)
  expect(left).toBeGreaterThan(70_000n)
  const loop = chain.data(calls, "loop", [10_000n])
  await expect(chain.rpc("eth_call", { to: calls.address, data: loop, gas: numberToHex(100_000) }, "latest")).rejects.toThrow(/gas/i)
})

test("a creation gives the code that it would leave", async () => {
  const { bytecode, runtime } = artifact("Store")
  const data = bytecode + pad("0x5").slice(2)
  expect(await chain.rpc("eth_call", { from: alice.address, data }, "latest")).toBe(runtime)
  expect(await chain.rpc("eth_call", { from: alice.address, to: null, data }, "latest")).toBe(runtime)
})

test("a call to nobody gives nothing", async () => {
  expect(await chain.rpc("eth_call", { to: stranger(1), data: "0x12345678" }, "latest")).toBe("0x")
  expect(await chain.rpc("eth_call", { to: ZERO }, "latest")).toBe("0x")
})

test("value is checked against the sender's balance", async () => {
  expect(await chain.rpc("eth_call", { from: alice.address, to: stranger(1), value: numberToHex(OPEN) }, "latest")).toBe("0x")
  const all = numberToHex(2_000_000n * OPEN)
  await expect(chain.rpc("eth_call", { from: alice.address, to: stranger(1), value: all }, "latest")).rejects.toThrow(/insufficient funds/i)
})

test("gasPrice is seen by the contract and must be affordable", async () => {
  const data = chain.data(view, "gasPrice")
  const { baseFeePerGas } = await chain.block()
  const price = BigInt(baseFeePerGas) + 5n
  const call = { from: alice.address, to: view.address, data, gas: "0x186a0" }
  expect(BigInt(await chain.rpc("eth_call", { ...call, gasPrice: numberToHex(price) }, "latest"))).toBe(price)
  expect(BigInt(await chain.rpc("eth_call", call, "latest"))).toBe(0n)
  await expect(chain.rpc("eth_call", { ...call, from: stranger(1), gasPrice: numberToHex(price) }, "latest")).rejects.toThrow(/insufficient funds/i)
})

test.skipIf(ANVIL)("fee fields that contradict each other are refused", async () => {
  const call = { from: alice.address, to: view.address }
  await expect(chain.rpc("eth_call", { ...call, gasPrice: "0x1", maxFeePerGas: "0x1" }, "latest")).rejects.toThrow()
  const tip = { maxFeePerGas: numberToHex(10n ** 12n), maxPriorityFeePerGas: numberToHex(10n ** 13n) }
  await expect(chain.rpc("eth_call", { ...call, ...tip }, "latest")).rejects.toThrow(/priority.?fee/i)
})

test("data and input that differ are refused", async () => {
  await expect(chain.rpc("eth_call", { to: view.address, data: "0x01", input: "0x02" }, "latest")).rejects.toThrow()
})

test("a call at an old block sees the state of then", async () => {
  const store = await chain.deploy("Store", [1n])
  const height = await chain.height()
  await chain.write(store, "set", [2n])
  const data = chain.data(store, "value")
  expect(BigInt(await chain.rpc("eth_call", { to: store.address, data }, numberToHex(height)))).toBe(1n)
  expect(BigInt(await chain.rpc("eth_call", { to: store.address, data }, "latest"))).toBe(2n)
  expect(await chain.rpc("eth_call", { to: store.address, data }, numberToHex(0))).toBe("0x")
})
