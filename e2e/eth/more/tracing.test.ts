// SPDX-License-Identifier: Apache-2.0
/** debug_traceTransaction, debug_traceCall, debug_traceBlock*: struct logs, callTracer, prestateTracer. */
import { beforeAll, expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let store: Contract
let calls: Contract
let fails: Contract
beforeAll(async () => {
  store = await chain.deploy("Store", [1n])
  calls = await chain.deploy("Calls")
  fails = await chain.deploy("Fails", [false])
})
const lower = (text: string) => text.toLowerCase()
const trace = (hash: string, config: object = {}) => chain.rpc("debug_traceTransaction", hash, config)

test("callTracer shows the tree of calls with gas, input and output", async () => {
  const inner = chain.data(store, "set", [5n])
  const receipt = await chain.write(calls, "forward", [store.address, inner])
  const root = await trace(receipt.transactionHash, { tracer: "callTracer" })
  expect(root).toMatchObject({ type: "CALL", gasUsed: receipt.gasUsed })
  expect([lower(root.from), lower(root.to)]).toEqual([lower(alice.address), lower(calls.address)])
  expect(root.calls).toHaveLength(1)
  expect(root.calls[0]).toMatchObject({ type: "CALL", input: inner })
  expect(lower(root.calls[0].to)).toBe(lower(store.address))
  expect(root.error).toBeUndefined()
})

test("callTracer shows reverts and their reasons", async () => {
  const receipt = await chain.write(fails, "withReason", [11n])
  const root = await trace(receipt.transactionHash, { tracer: "callTracer" })
  expect(root.error).toMatch(/execution reverted/)
  expect(root.revertReason).toMatch(/Value must not be greater than 10/)
})

test("callTracer with logs, and with the outermost call only", async () => {
  const receipt = await chain.write(calls, "forward", [store.address, chain.data(store, "set", [6n])])
  const root = await trace(receipt.transactionHash, { tracer: "callTracer", tracerConfig: { withLog: true } })
  expect(root.calls[0].logs).toHaveLength(1)
  expect(root.calls[0].logs[0].topics).toEqual(receipt.logs[0].topics)
  const top = await trace(receipt.transactionHash, { tracer: "callTracer", tracerConfig: { onlyTopCall: true } })
  expect(top.calls ?? []).toEqual([])
})

test("a creation is a CREATE with the code as its output", async () => {
  const root = await trace(store.receipt.transactionHash, { tracer: "callTracer" })
  expect(root.type).toBe("CREATE")
  expect(lower(root.to)).toBe(lower(store.address))
  expect(root.output).toBe(await chain.rpc("eth_getCode", store.address, "latest"))
})

test("prestateTracer gives what was touched as it was before, or what changed", async () => {
  const receipt = await chain.write(store, "set", [9n])
  const config = { tracer: "prestateTracer" }
  const before = await trace(receipt.transactionHash, config)
  const keys = Object.keys(before).map(lower)
  expect(keys).toContain(lower(alice.address))
  expect(keys).toContain(lower(store.address))
  const slots = Object.values<string>(before[lower(store.address)].storage)
  expect(slots.map(BigInt)).toContain(6n)
  const diff = await trace(receipt.transactionHash, { ...config, tracerConfig: { diffMode: true } })
  expect(Object.values<string>(diff.post[lower(store.address)].storage).map(BigInt)).toEqual([9n])
  expect(Object.values<string>(diff.pre[lower(store.address)].storage).map(BigInt)).toEqual([6n])
})

test("struct logs show each step", async () => {
  const receipt = await chain.write(store, "set", [10n])
  const answer = await trace(receipt.transactionHash)
  expect(answer).toMatchObject({ failed: false, gas: Number(receipt.gasUsed) })
  expect(answer.structLogs[0]).toMatchObject({ pc: 0, op: "PUSH1", depth: 1 })
  expect(answer.structLogs.map(({ op }: any) => op)).toContain("SSTORE")
  expect(answer.structLogs[1].stack).toHaveLength(1)
  const bare = await trace(receipt.transactionHash, { disableStack: true, disableStorage: true })
  expect(bare.structLogs[1].stack ?? null).toBeNull()
})

test("debug_traceCall traces what was never sent", async () => {
  const call = { from: alice.address, to: store.address, data: chain.data(store, "set", [11n]) }
  const root = await chain.rpc("debug_traceCall", call, "latest", { tracer: "callTracer" })
  expect(root).toMatchObject({ type: "CALL", input: call.data })
  expect(await chain.read(store, "value")).toBe(10n)
})

test.skipIf(ANVIL)("debug_traceBlockByNumber and ByHash trace every transaction of a block", async () => {
  const hashes = [await chain.writePool(store, "set", [12n]), await chain.pool({ to: stranger(1), value: 1n }), await chain.writePool(store, "set", [13n])]
  await chain.mine()
  const block = await chain.block()
  const config = { tracer: "callTracer" }
  const byNumber = await chain.rpc("debug_traceBlockByNumber", block.number, config)
  expect(byNumber.map(({ txHash }: any) => txHash)).toEqual(hashes)
  expect(byNumber.map(({ result }: any) => result.gasUsed)).toEqual((await chain.rpc("eth_getBlockReceipts", block.number)).map(({ gasUsed }: any) => gasUsed))
  expect(await chain.rpc("debug_traceBlockByHash", block.hash, config)).toEqual(byNumber)
  // The second sees what the first did.
  const pre = await trace(hashes[2], { tracer: "prestateTracer" })
  expect(Object.values<string>(pre[lower(store.address)].storage).map(BigInt)).toContain(12n)
})

// anvil traces nothing instead.
test.skipIf(ANVIL)("what does not exist is refused", async () => {
  await expect(trace(`0x${"12".repeat(32)}`)).rejects.toThrow()
  await expect(chain.rpc("debug_traceTransaction", store.receipt.transactionHash, { tracer: "noSuchTracer" })).rejects.toThrow()
})
