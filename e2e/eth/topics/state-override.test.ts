// SPDX-License-Identifier: Apache-2.0
/** State and block overrides of eth_call and eth_estimateGas. */
import { concat, keccak256, numberToHex, pad } from "viem"
import { beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN, type Contract } from "../lib/rig.js"

const chain = freshChain()
const word = (value: number | bigint) => pad(numberToHex(value))
let store: Contract
let view: Contract
beforeAll(async () => {
  store = await chain.deploy("Store", [1n])
  view = await chain.deploy("Chain")
  await chain.write(store, "put", [5n, 55n])
})
const call = (contract: Contract, name: string, args: unknown[], overrides: object, block?: object) =>
  chain.rpc("eth_call", { from: alice.address, to: contract.address, data: chain.data(contract, name, args) }, "latest", overrides, ...(block ? [block] : []))

test("balance", async () => {
  const who = stranger(1)
  expect(BigInt(await call(view, "balance", [who], { [who]: { balance: numberToHex(9n * OPEN) } }))).toBe(9n * OPEN)
  const transfer = { from: who, to: alice.address, value: numberToHex(OPEN) }
  await expect(chain.rpc("eth_call", transfer, "latest")).rejects.toThrow(/insufficient/i)
  expect(await chain.rpc("eth_call", transfer, "latest", { [who]: { balance: numberToHex(2n * OPEN) } })).toBe("0x")
})

test("code, where there is none and where there is", async () => {
  const runtime = artifact("Chain").runtime
  const at = stranger(2)
  const data = chain.data(view, "chainId")
  expect(BigInt(await chain.rpc("eth_call", { to: at, data }, "latest", { [at]: { code: runtime } }))).toBe(42n)
  expect(BigInt(await chain.rpc("eth_call", { to: store.address, data }, "latest", { [store.address]: { code: runtime } }))).toBe(42n)
})

test("stateDiff changes single slots", async () => {
  const overrides = { [store.address]: { stateDiff: { [word(0)]: word(99) } } }
  expect(BigInt(await call(store, "value", [], overrides))).toBe(99n)
  expect(BigInt(await call(store, "byKey", [5n], overrides))).toBe(55n)
})

test("state replaces all slots", async () => {
  const slot = keccak256(concat([word(6), word(2)]))
  const overrides = { [store.address]: { state: { [slot]: word(66) } } }
  expect(BigInt(await call(store, "byKey", [6n], overrides))).toBe(66n)
  expect(BigInt(await call(store, "byKey", [5n], overrides))).toBe(0n)
  expect(BigInt(await call(store, "value", [], overrides))).toBe(0n)
})

test("state and stateDiff together are refused", async () => {
  const overrides = { [store.address]: { state: {}, stateDiff: { [word(0)]: word(1) } } }
  await expect(call(store, "value", [], overrides)).rejects.toThrow()
})

test("the block: number, time, base fee, coinbase", async () => {
  expect(BigInt(await call(view, "blockNumber", [], {}, { number: "0x1234" }))).toBe(0x1234n)
  expect(BigInt(await call(view, "timestamp", [], {}, { time: "0x7fffffff" }))).toBe(0x7fffffffn)
  expect(BigInt(await call(view, "coinbase", [], {}, { feeRecipient: stranger(3) }))).toBe(BigInt(stranger(3)))
})

test("nothing of it stays", async () => {
  expect(await chain.balance(stranger(1))).toBe(0n)
  expect(await chain.read(store, "value")).toBe(1n)
  expect(await chain.rpc("eth_getCode", stranger(2), "latest")).toBe("0x")
})

test("estimates take overrides", async () => {
  const who = stranger(4)
  const tx = { from: who, to: stranger(5), value: numberToHex(OPEN) }
  if (!ANVIL) await expect(chain.rpc("eth_estimateGas", tx)).rejects.toThrow(/insufficient/i)
  expect(await chain.rpc("eth_estimateGas", tx, "latest", { [who]: { balance: numberToHex(2n * OPEN) } })).toBe("0x5208")
})

test("viem's stateOverride", async () => {
  const result = await chain.viem.readContract({
    address: store.address, abi: store.abi, functionName: "value",
    stateOverride: [{ address: store.address, stateDiff: [{ slot: word(0), value: word(7) }] }],
  } as any)
  expect(result).toBe(7n)
})
