// SPDX-License-Identifier: Apache-2.0
/** eth_simulateV1 and eth_createAccessList. */
import { numberToHex, pad } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN, type Contract } from "../lib/rig.js"

const chain = freshChain()
let store: Contract
beforeAll(async () => {
  store = await chain.deploy("Store", [1n])
})
const simulate = (payload: object) => chain.rpc("eth_simulateV1", payload, "latest")

test("blocks follow on the head, each with its calls", async () => {
  const call = (name: string, args: unknown[] = []) => ({ from: alice.address, to: store.address, data: chain.data(store, name, args) })
  const head = await chain.height()
  const blocks = await simulate({ blockStateCalls: [{ calls: [call("set", [5n]), call("value")] }, { calls: [call("value")] }] })
  expect(blocks).toHaveLength(2)
  // anvil begins at the head itself.
  if (!ANVIL) expect(blocks.map(({ number }: any) => Number(number))).toEqual([head + 1, head + 2])
  expect(BigInt(blocks[0].calls[1].returnData)).toBe(5n)
  expect(blocks[0].calls[0].logs).toHaveLength(1)
  expect(BigInt(blocks[1].calls[0].returnData)).toBe(5n)
  expect(BigInt(blocks[1].timestamp)).toBeGreaterThan(BigInt(blocks[0].timestamp))
  expect(await chain.read(store, "value")).toBe(1n)
  expect(await chain.height()).toBe(head)
})

test("overrides of state hold for the blocks after", async () => {
  const who = stranger(1)
  const overrides = { [who]: { balance: numberToHex(2n * OPEN) } }
  const pay = (value: bigint) => ({ from: who, to: stranger(2), value: numberToHex(value) })
  const [first, second] = await simulate({ blockStateCalls: [{ stateOverrides: overrides, calls: [pay(OPEN)] }, { calls: [pay(OPEN / 2n)] }] })
  expect([first.calls[0].status, second.calls[0].status]).toEqual(["0x1", "0x1"])
})

test("a call that fails has its error, and the rest goes on", async () => {
  const fails = await chain.deploy("Fails", [false])
  const call = (name: string, args: unknown[]) => ({ from: alice.address, to: fails.address, data: chain.data(fails, name, args) })
  const [block] = await simulate({ blockStateCalls: [{ calls: [call("withReason", [11n]), call("withReason", [3n])] }] })
  expect(block.calls[0]).toMatchObject({ status: "0x0", error: { message: expect.stringMatching(ANVIL ? /failed/ : /revert/i) } })
  expect(block.calls[1].status).toBe("0x1")
})

test.skipIf(ANVIL)("traceTransfers makes logs of OPEN that moves", async () => {
  const [block] = await simulate({ traceTransfers: true, blockStateCalls: [{ calls: [{ from: alice.address, to: stranger(3), value: "0x5" }] }] })
  const [log] = block.calls[0].logs
  expect(log.topics).toHaveLength(3)
  expect(log.topics[2]).toBe(pad(stranger(3)))
  expect(BigInt(log.data)).toBe(5n)
})

test.skipIf(ANVIL)("numbers that are left out are of empty blocks", async () => {
  const head = await chain.height()
  const pay = { from: alice.address, to: stranger(4), value: "0x1" }
  const blocks = await simulate({ blockStateCalls: [{ calls: [pay] }, { blockOverrides: { number: numberToHex(head + 4) }, calls: [pay] }] })
  expect(blocks.map(({ number, calls }: any) => [Number(number) - head, calls.length])).toEqual([[1, 1], [2, 0], [3, 0], [4, 1]])
  for (let i = 1; i < 4; i++) expect(blocks[i].parentHash).toBe(blocks[i - 1].hash)
  expect(blocks[0].receiptsRoot).not.toBe(blocks[1].receiptsRoot)
})

test.skipIf(ANVIL)("what cannot start is refused with the specification's codes", async () => {
  const pay = (more: object = {}) => ({ from: alice.address, to: stranger(4), value: "0x1", ...more })
  const refused = (blockStateCalls: object[], code: number, validation = false) =>
    expect(simulate({ blockStateCalls, validation }), `${code}`).rejects.toMatchObject({ code })
  const nonce = await chain.nonce(alice.address)
  const paid = (n: number) => pay({ nonce: numberToHex(n), maxFeePerGas: numberToHex(10n ** 10n) })
  await refused([{ calls: [paid(nonce - 1)] }], -38010, true)
  await refused([{ calls: [paid(nonce + 1)] }], -38011, true)
  await refused([{ calls: [pay({ maxFeePerGas: "0x1", maxPriorityFeePerGas: "0x1" })] }], -38012, true)
  await refused([{ calls: [pay({ gas: "0x5207" })] }], -38013)
  await refused([{ calls: [{ from: stranger(5), to: stranger(4), value: "0x1" }] }], -38014)
  await refused([{ calls: [pay({ gas: "0xffffffff" })] }], -38015)
  await refused([{ blockOverrides: { number: "0x0" }, calls: [] }], -38020)
  await refused([{ blockOverrides: { time: "0x1" }, calls: [] }], -38021)
  await refused([{ calls: [pay({ data: `0x${"00".repeat(49_153)}`, to: null })] }], -38025)
  await refused([{ blockOverrides: { number: numberToHex(2n ** 63n) }, calls: [] }], -38026)
})

test.skipIf(ANVIL)("too many blocks are refused", async () => {
  await expect(simulate({ blockStateCalls: Array(1000).fill({ calls: [] }) })).rejects.toThrow()
})

test("an access list names what a call touches, and the call costs less than it says with it", async () => {
  const call = { from: alice.address, to: store.address, data: chain.data(store, "set", [5n]) }
  const { accessList, gasUsed, error } = await chain.rpc("eth_createAccessList", call, "latest")
  expect(error).toBeUndefined()
  expect(accessList.map(({ address }: any) => address.toLowerCase())).toEqual([store.address.toLowerCase()])
  expect(accessList[0].storageKeys).toEqual([pad("0x00")])
  const receipt = await chain.send({ to: store.address, data: call.data, accessList })
  expect(receipt.gasUsed).toBe(gasUsed)
})
