// SPDX-License-Identifier: Apache-2.0
/** Transactions that revert are in the block, paid for, and changed nothing. */
import { beforeAll, expect, test } from "vitest"
import { alice, bob } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let fails: Contract
beforeAll(async () => {
  fails = await chain.deploy("Fails", [false])
})

test("a revert has status 0, no logs, and gives unused gas back", async () => {
  const before = await chain.balance(bob.address)
  const receipt = await chain.write(fails, "logsThenReverts", [], { from: bob })
  expect(receipt).toMatchObject({ status: "0x0", logs: [] })
  expect(BigInt(receipt.logsBloom)).toBe(0n)
  expect(BigInt(receipt.gasUsed)).toBeLessThan(200_000n)
  expect(await chain.read(fails, "state")).toBe(0n)
  expect(await chain.balance(bob.address)).toBe(before - BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice))
})

test("a value sent along comes back", async () => {
  const before = await chain.balance(fails.address)
  const receipt = await chain.write(fails, "bare", [], { value: 100n })
  expect(receipt.status).toBe("0x0")
  expect(await chain.balance(fails.address)).toBe(before)
})

test("an invalid opcode takes all gas", async () => {
  const receipt = await chain.write(fails, "invalid", [], { gas: 123_456n })
  expect(receipt).toMatchObject({ status: "0x0", gasUsed: "0x1e240" })
})

test("an inner revert that is caught undoes the inner frame only", async () => {
  const receipt = await chain.write(fails, "nested")
  expect(receipt.status).toBe("0x1")
  expect(receipt.logs).toHaveLength(1)
  expect(BigInt(receipt.logs[0].data)).toBe(2n)
  expect(await chain.read(fails, "state")).toBe(5n)
})

test("reverted and good transactions share a block", async () => {
  const bad = await chain.writePool(fails, "bare")
  const good = await chain.writePool(fails, "takes", [], { value: 9n })
  await chain.mine()
  const [first, second] = [await chain.receipt(bad), await chain.receipt(good)]
  expect([first.status, second.status]).toEqual(["0x0", "0x1"])
  expect(first.blockHash).toBe(second.blockHash)
  expect(await chain.read(fails, "state")).toBe(9n)
})

test("viem says that it reverted", async () => {
  const hash = await chain.writePool(fails, "bare", [], { from: alice })
  await chain.mine()
  expect((await chain.viem.waitForTransactionReceipt({ hash })).status).toBe("reverted")
})
