// SPDX-License-Identifier: Apache-2.0
/** SELFDESTRUCT by EIP-6780: it moves the balance, and ends a contract only in the transaction that made it. */
import { expect, test } from "vitest"
import { decodeEventLog } from "viem"
import { stranger } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
const code = (address: string) => chain.rpc("eth_getCode", address, "latest")
const born = (nursery: Contract, receipt: any) =>
  (decodeEventLog({ abi: nursery.abi, ...receipt.logs[0] }) as any).args.child as `0x${string}`

test("an older contract gives its balance and stays", async () => {
  const mortal = await chain.deploy("Mortal", [], { value: 50n })
  const before = await code(mortal.address)
  const receipt = await chain.write(mortal, "die", [stranger(1)])
  expect(receipt.status).toBe("0x1")
  expect(await chain.balance(stranger(1))).toBe(50n)
  expect(await chain.balance(mortal.address)).toBe(0n)
  expect(await code(mortal.address)).toBe(before)
  expect(await chain.read(mortal, "alive")).toBe(1n)
  expect(await chain.nonce(mortal.address)).toBe(1)
})

test("to itself, an older contract keeps its balance", async () => {
  const mortal = await chain.deploy("Mortal", [], { value: 60n })
  await chain.write(mortal, "die", [mortal.address])
  expect(await chain.balance(mortal.address)).toBe(60n)
})

test("a contract of the same transaction is gone, its balance with the heir", async () => {
  const nursery = await chain.deploy("Nursery")
  const receipt = await chain.write(nursery, "bearAndKill", [stranger(2)], { value: 70n })
  const child = born(nursery, receipt)
  expect(await code(child)).toBe("0x")
  expect(await chain.nonce(child)).toBe(0)
  expect(await chain.balance(stranger(2))).toBe(70n)
  expect(await chain.rpc("eth_getStorageAt", child, "0x0", "latest")).toMatch(/^0x0{64}$/)
})

test("to itself in the same transaction, the balance is burnt", async () => {
  const nursery = await chain.deploy("Nursery")
  const receipt = await chain.write(nursery, "bearAndKillToSelf", [], { value: 80n })
  const child = born(nursery, receipt)
  expect(receipt.status).toBe("0x1")
  expect(await code(child)).toBe("0x")
  expect(await chain.balance(child)).toBe(0n)
})

test("one that died can be paid again", async () => {
  const mortal = await chain.deploy("Mortal", [], { value: 1n })
  await chain.write(mortal, "die", [stranger(3)])
  await chain.send({ to: mortal.address, value: 5n })
  expect(await chain.balance(mortal.address)).toBe(5n)
})
