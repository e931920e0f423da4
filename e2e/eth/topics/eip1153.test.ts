// SPDX-License-Identifier: Apache-2.0
/** EIP-1153: transient storage lives as long as its transaction. */
import { beforeAll, expect, test } from "vitest"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let contract: Contract
beforeAll(async () => {
  contract = await chain.deploy("Transient")
})

test("a lock in transient storage stops re-entry", async () => {
  expect((await chain.write(contract, "enter")).status).toBe("0x1")
  expect((await chain.write(contract, "reenter")).status).toBe("0x0")
  expect((await chain.write(contract, "enter")).status).toBe("0x1")
  expect(await chain.read(contract, "entered")).toBe(2n)
})

test("a value is there within the transaction and gone after it", async () => {
  const simulated = await chain.viem.simulateContract({
    address: contract.address, abi: contract.abi, functionName: "leaveAndLook", args: [5n],
  } as any)
  expect(simulated.result).toBe(5n)
  await chain.write(contract, "leave", [9n])
  expect(await chain.read(contract, "look")).toBe(0n)
})

test("transactions of one block do not share it", async () => {
  await chain.writePool(contract, "enter", [], { nonce: undefined })
  await chain.writePool(contract, "enter")
  await chain.mine()
  expect((await chain.block()).transactions).toHaveLength(2)
  expect(await chain.read(contract, "entered")).toBe(4n)
})

test("a frame that reverts takes its transient writes with it", async () => {
  const simulated = await chain.viem.simulateContract({
    address: contract.address, abi: contract.abi, functionName: "undone", args: [5n],
  } as any)
  expect(simulated.result).toBe(0n)
})

test("it never reaches storage", async () => {
  await chain.write(contract, "leave", [3n])
  expect(await chain.rpc("eth_getStorageAt", contract.address, "0x7", "latest")).toBe(`0x${"0".repeat(64)}`)
})
