// SPDX-License-Identifier: Apache-2.0
/** Calls of contracts: what they see of the chain, what they give, what they may not. */
import { keccak256 } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let store: Contract
let view: Contract
beforeAll(async () => {
  store = await chain.deploy("Store", [1n])
  view = await chain.deploy("Chain")
})

test("a pure function computes", async () => {
  expect(await chain.read(store, "multiply", [3n])).toBe(21n)
  const full = 2n ** 256n - 1n
  await expect(chain.read(store, "multiply", [full])).rejects.toThrow(/overflow|underflow/)
})

test("a contract sees number, time, limit and chain id of the block it is asked at", async () => {
  await chain.mine(2)
  const head = await chain.block()
  expect(await chain.read(view, "blockNumber")).toBe(BigInt(head.number))
  expect(await chain.read(view, "timestamp")).toBe(BigInt(head.timestamp))
  expect(await chain.read(view, "gasLimit")).toBe(BigInt(head.gasLimit))
  expect(await chain.read(view, "chainId")).toBe(42n)
  expect((await chain.read(view, "coinbase")).toLowerCase()).toBe(head.miner)
})

test("BLOCKHASH gives the last 256 Ethereum block hashes", async () => {
  await chain.mine(3)
  const height = await chain.height()
  for (let number = Math.max(0, height - 4); number < height; number++) {
    expect(await chain.read(view, "blockHash", [BigInt(number)])).toBe((await chain.block(number)).hash)
  }
  expect(BigInt(await chain.read(view, "blockHash", [BigInt(height + 1)]))).toBe(0n)
})

test("code size, code hash and balances of others", async () => {
  expect(await chain.read(view, "codeSize", [alice.address])).toBe(0n)
  const code = await chain.rpc("eth_getCode", store.address, "latest")
  expect(await chain.read(view, "codeSize", [store.address])).toBe(BigInt((code.length - 2) / 2))
  expect(await chain.read(view, "codeHash", [store.address])).toBe(keccak256(code))
  expect(BigInt(await chain.read(view, "codeHash", [stranger(99)]))).toBe(0n)
  expect(await chain.read(view, "balance", [bob.address])).toBe(await chain.balance(bob.address))
})

test("the newest opcodes are there: CLZ, MCOPY", async () => {
  expect(await chain.read(view, "leadingZeros", [1n])).toBe(255n)
  expect(await chain.read(view, "leadingZeros", [0n])).toBe(256n)
  const bytes = `0x${"a1b2c3".repeat(50)}` as const
  expect(await chain.read(view, "copy", [bytes])).toBe(bytes)
})

test("the caller of eth_call is who it says", async () => {
  const [sender, origin] = await chain.viem.readContract({
    address: view.address, abi: view.abi, functionName: "sender", account: bob.address,
  } as any) as [string, string]
  expect([sender, origin]).toEqual([bob.address, bob.address])
})

test("eth_call changes nothing", async () => {
  await chain.rpc("eth_call", { from: alice.address, to: store.address, data: chain.data(store, "set", [77n]) }, "latest")
  expect(await chain.read(store, "value")).toBe(1n)
})

test("data that fits no function reverts, also when it is too short", async () => {
  for (const data of ["0xdeadbeef", "0xc6", `${chain.data(store, "multiply", [3n]).slice(0, 20)}`]) {
    await expect(chain.rpc("eth_call", { to: store.address, data }, "latest")).rejects.toMatchObject({ code: 3 })
  }
  const sent = await chain.send({ to: store.address, data: "0xdeadbeef" })
  expect(sent.status).toBe("0x0")
})

test("eth_call takes `input` and `data`", async () => {
  const data = chain.data(store, "multiply", [2n])
  for (const call of [{ data }, { input: data }, { data, input: data }]) {
    expect(BigInt(await chain.rpc("eth_call", { to: store.address, ...call }, "latest"))).toBe(14n)
  }
})

test("contracts call contracts", async () => {
  const calls = await chain.deploy("Calls")
  const [ok, output] = await chain.read(calls, "staticCall", [store.address, chain.data(store, "multiply", [6n])])
  expect([ok, BigInt(output)]).toEqual([true, 42n])
  const [written] = await chain.read(calls, "staticCall", [store.address, chain.data(store, "set", [6n])])
  expect(written).toBe(false)
})
