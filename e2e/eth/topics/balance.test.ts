// SPDX-License-Identifier: Apache-2.0
/** Balances: genesis, transfers to the last planck, history, pending. */
import { parseEther } from "viem"
import { expect, test } from "vitest"
import { alice, alith, bob, frontier, stranger } from "../lib/keys.js"
import { freshChain, OPEN, ZERO } from "../lib/rig.js"

const chain = freshChain()

test("development keys have OPEN at genesis", async () => {
  for (const { address } of [alice, bob, alith, frontier]) {
    expect(await chain.balance(address)).toBe(1_000_000n * OPEN)
    expect(await chain.viem.getBalance({ address })).toBe(1_000_000n * OPEN)
    expect(await chain.ethers().getBalance(address)).toBe(1_000_000n * OPEN)
  }
  expect(await chain.balance(stranger(1))).toBe(0n)
})

test("a transfer moves its value and costs 21,000 gas at the effective price", async () => {
  const [before, to] = [await chain.balance(alice.address), stranger(2)]
  const receipt = await chain.send({ to, value: 512n })
  expect(receipt.gasUsed).toBe("0x5208")
  const fee = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
  expect(await chain.balance(to)).toBe(512n)
  expect(await chain.balance(alice.address)).toBe(before - 512n - fee)
})

test("one planck moves, and so does everything but the fee", async () => {
  const [one, all] = [stranger(3), stranger(4)]
  await chain.send({ to: one, value: 1n })
  expect(await chain.balance(one)).toBe(1n)
  const { baseFeePerGas } = await chain.block()
  const price = BigInt(baseFeePerGas) * 2n
  const value = (await chain.balance(bob.address)) - price * 21_000n
  const receipt = await chain.send({ from: bob, to: all, value, gas: 21_000n, gasPrice: price })
  expect(receipt.status).toBe("0x1")
  expect(await chain.balance(all)).toBe(value)
  expect(await chain.balance(bob.address)).toBe(price * 21_000n - BigInt(receipt.effectiveGasPrice) * 21_000n)
})

test("a transfer to oneself costs the fee only", async () => {
  const before = await chain.balance(frontier.address)
  const receipt = await chain.send({ from: frontier, to: frontier.address, value: parseEther("1") })
  const fee = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
  expect(await chain.balance(frontier.address)).toBe(before - fee)
})

test("balances of earlier blocks can be asked, by number and by hash", async () => {
  const to = stranger(5)
  const first = await chain.send({ to, value: 10n })
  const second = await chain.send({ to, value: 10n })
  expect(await chain.balance(to, first.blockNumber)).toBe(10n)
  expect(await chain.balance(to, second.blockNumber)).toBe(20n)
  expect(BigInt(await chain.rpc("eth_getBalance", to, { blockHash: first.blockHash }))).toBe(10n)
  expect(await chain.balance(to, "earliest")).toBe(0n)
})

test("a pending transfer shows in the pending balance only", async () => {
  const to = stranger(6)
  await chain.pool({ to, value: 7n })
  expect(await chain.balance(to, "latest")).toBe(0n)
  expect(await chain.balance(to, "pending")).toBe(7n)
  await chain.mine()
  expect(await chain.balance(to, "latest")).toBe(7n)
})

test("a value beyond the balance is refused and changes nothing", async () => {
  const before = await chain.balance(alith.address)
  const tx = { from: alith, to: ZERO, value: before } as const
  await expect(chain.pool(tx)).rejects.toThrow(/insufficient funds/i)
  await chain.mine()
  expect(await chain.balance(alith.address)).toBe(before)
  expect(await chain.nonce(alith.address)).toBe(0)
})
