// SPDX-License-Identifier: Apache-2.0
/** Nonces: latest, pending, gaps, reuse. */
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts"
import { expect, test } from "vitest"
import { alice, bob, carol, stranger } from "../lib/keys.js"
import { freshChain, OPEN } from "../lib/rig.js"

const chain = freshChain()

test("a nonce begins at 0 and counts transactions", async () => {
  expect(await chain.nonce(alice.address)).toBe(0)
  expect(await chain.nonce(alice.address, "earliest")).toBe(0)
  await chain.send({ to: stranger(1), value: 1n })
  expect(await chain.nonce(alice.address)).toBe(1)
  expect(await chain.nonce(alice.address, "earliest")).toBe(0)
  expect(await chain.nonce(stranger(1))).toBe(0)
})

test("pending counts what is in the pool", async () => {
  await chain.pool({ to: stranger(1), value: 1n })
  await chain.pool({ to: stranger(1), value: 1n })
  expect(await chain.nonce(alice.address, "latest")).toBe(1)
  expect(await chain.nonce(alice.address, "pending")).toBe(3)
  await chain.mine()
  expect(await chain.nonce(alice.address, "latest")).toBe(3)
  expect(await chain.nonce(alice.address, "pending")).toBe(3)
})

test("a gap waits until it is filled", async () => {
  const late = await chain.pool({ from: bob, to: stranger(2), value: 1n, nonce: 1 })
  expect(await chain.nonce(bob.address, "pending")).toBe(0)
  await chain.mine()
  expect(await chain.receipt(late)).toBeNull()
  const early = await chain.pool({ from: bob, to: stranger(2), value: 1n, nonce: 0 })
  expect(await chain.nonce(bob.address, "pending")).toBe(2)
  await chain.mine()
  expect((await chain.receipt(early)).transactionIndex).toBe("0x0")
  expect((await chain.receipt(late)).transactionIndex).toBe("0x1")
})

test("a used nonce is too low", async () => {
  await expect(chain.pool({ to: stranger(1), nonce: 0 })).rejects.toThrow(/nonce too low/i)
})

test("a failed transaction uses its nonce too", async () => {
  const fails = await chain.deploy("Fails", [false])
  const before = await chain.nonce(alice.address)
  const receipt = await chain.write(fails, "bare")
  expect(receipt.status).toBe("0x0")
  expect(await chain.nonce(alice.address)).toBe(before + 1)
})

test("an account that was emptied keeps its nonce: nothing can be replayed", async () => {
  const fresh = privateKeyToAccount(generatePrivateKey())
  await chain.send({ from: carol, to: fresh.address, value: OPEN })
  const price = BigInt((await chain.block()).baseFeePerGas) * 2n
  const raw = await chain.sign({ from: fresh, to: carol.address, value: OPEN - price * 21_000n, gas: 21_000n, gasPrice: price })
  await chain.rpc("eth_sendRawTransaction", raw)
  await chain.mine()
  expect(await chain.balance(fresh.address)).toBe(0n)
  expect(await chain.nonce(fresh.address)).toBe(1)
  await chain.send({ from: carol, to: fresh.address, value: OPEN })
  expect(await chain.nonce(fresh.address)).toBe(1)
  await expect(chain.rpc("eth_sendRawTransaction", raw)).rejects.toThrow(/nonce too low/i)
})

test("viem and ethers agree", async () => {
  const nonce = await chain.nonce(alice.address)
  expect(await chain.viem.getTransactionCount(alice)).toBe(nonce)
  expect(await chain.ethers().getTransactionCount(alice.address)).toBe(nonce)
})
