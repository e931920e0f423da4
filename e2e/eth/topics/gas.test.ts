// SPDX-License-Identifier: Apache-2.0
/** Gas: estimates that suffice, limits of blocks and transactions, gas of known work. */
import { numberToHex, pad } from "viem"
import { beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, ZERO, type Contract } from "../lib/rig.js"

const chain = freshChain()
let store: Contract
let calls: Contract
beforeAll(async () => {
  store = await chain.deploy("Store", [1n])
  calls = await chain.deploy("Calls")
})
const estimate = (tx: object, ...more: unknown[]) => chain.rpc("eth_estimateGas", { from: alice.address, ...tx }, ...more).then(BigInt)

test("a transfer is estimated at 21,000", async () => {
  expect(await estimate({ to: stranger(1), value: "0x1" })).toBe(21_000n)
  expect(await chain.ethers().estimateGas({ from: alice.address, to: stranger(1), value: 1n })).toBe(21_000n)
  expect(await chain.viem.estimateGas({ account: alice, to: stranger(1), value: 1n })).toBe(21_000n)
})

test.each([
  ["set", [5n]],
  ["push", [1n]],
  ["fill", [0n, 10n]],
  ["clear", [0n, 10n]],
])("the estimate of %s suffices, and a ninth less does not", async (name, args) => {
  const data = chain.data(store, name, args as unknown[])
  const gas = await estimate({ to: store.address, data })
  const short = await chain.send({ to: store.address, data, gas: (gas * 8n) / 9n })
  expect(short.status).toBe("0x0")
  const enough = await chain.send({ to: store.address, data, gas })
  expect(enough.status).toBe("0x1")
  expect(BigInt(enough.gasUsed)).toBeLessThanOrEqual(gas)
})

test("the estimate of a creation suffices", async () => {
  const data = (artifact("Store").bytecode + pad("0x5").slice(2)) as `0x${string}`
  const gas = await estimate({ data })
  expect((await chain.send({ data, gas })).status).toBe("0x1")
})

test("the estimate covers the 63/64 that a nested call keeps back", async () => {
  const inner = chain.data(store, "fill", [100n, 20n])
  const data = chain.data(calls, "forward", [store.address, inner])
  const gas = await estimate({ to: calls.address, data })
  const receipt = await chain.send({ to: calls.address, data, gas })
  expect(receipt.status).toBe("0x1")
  expect(await chain.read(store, "byKey", [119n])).toBe(120n)
})

test("what would revert has no estimate but a reason", async () => {
  const fails = await chain.deploy("Fails", [false])
  const data = chain.data(fails, "withReason", [11n])
  await expect(estimate({ to: fails.address, data })).rejects.toMatchObject({ code: 3, message: expect.stringMatching(/Value must not be greater than 10/) })
})

test("an estimate does not need fees, and keeps to a gas cap", async () => {
  const data = chain.data(store, "fill", [200n, 10n])
  expect(await chain.rpc("eth_estimateGas", { from: stranger(9), to: store.address, data }).then(BigInt)).toBeGreaterThan(200_000n)
  await expect(estimate({ to: store.address, data, gas: numberToHex(50_000) })).rejects.toThrow(/gas/i)
})

test("a block's gas is the sum of its receipts", async () => {
  const hashes = [await chain.writePool(store, "set", [8n]), await chain.writePool(store, "push", [8n])]
  await chain.mine()
  const receipts = await Promise.all(hashes.map((hash) => chain.receipt(hash)))
  const sum = receipts.reduce((total, { gasUsed }) => total + BigInt(gasUsed), 0n)
  expect(BigInt((await chain.block()).gasUsed)).toBe(sum)
  expect(BigInt(receipts[1].cumulativeGasUsed)).toBe(sum)
})

test("a limit above the transaction's (EIP-7825) or the block's is refused", async () => {
  const { gasLimit } = await chain.block()
  if (!ANVIL) await expect(chain.pool({ to: ZERO, gas: 2n ** 24n + 1n })).rejects.toThrow(/gas limit/i)
  await expect(chain.pool({ to: ZERO, gas: BigInt(gasLimit) + 1n })).rejects.toThrow(/gas.?limit/i)
  if (BigInt(gasLimit) > 2n ** 24n) expect((await chain.send({ to: ZERO, gas: 2n ** 24n })).status).toBe("0x1")
})

test("a limit below the intrinsic gas is refused", async () => {
  await expect(chain.pool({ to: stranger(1), gas: 20_999n })).rejects.toThrow(/intrinsic gas/i)
  if (ANVIL) return // It keeps what pays less than EIP-7623's floor.
  await expect(chain.pool({ to: stranger(1), data: `0x${"ff".repeat(100)}`, gas: 21_500n })).rejects.toThrow(/intrinsic gas|floor/i)
})

test("what runs out of gas pays for all of it and changes nothing", async () => {
  const fails = await chain.deploy("Fails", [false])
  const receipt = await chain.write(fails, "burnsAll", [], { gas: 200_000n })
  expect(receipt).toMatchObject({ status: "0x0", gasUsed: "0x30d40", logs: [] })
  expect(await chain.read(fails, "state")).toBe(0n)
})

test("transactions that do not fit into one block wait for the next", async () => {
  const { gasLimit } = await chain.block()
  const each = 2n ** 24n
  const count = Number(BigInt(gasLimit) / each) + 1
  for (let i = 0; i < count; i++) await chain.pool({ to: calls.address, data: chain.data(calls, "memoryBomb", [1n << 60n]), gas: each })
  await chain.mine()
  const first = await chain.block()
  expect(BigInt(first.gasUsed)).toBeLessThanOrEqual(BigInt(gasLimit))
  expect(first.transactions.length).toBeLessThan(count)
  while (BigInt((await chain.rpc("txpool_status")).pending) > 0n) await chain.mine()
  expect(await chain.nonce(alice.address)).toBe(await chain.nonce(alice.address, "pending"))
})
