// SPDX-License-Identifier: Apache-2.0
/** What a transaction costs: exact gas of Osaka's rules, who pays, who is paid. */
import { expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN } from "../lib/rig.js"

const chain = freshChain()
const used = async (tx: object) => BigInt((await chain.send(tx)).gasUsed)

test("a transfer is 21,000, also with too much gas allowed", async () => {
  expect(await used({ to: stranger(1), value: 1n, gas: 21_000n })).toBe(21_000n)
  expect(await used({ to: stranger(1), value: 1n, gas: 500_000n })).toBe(21_000n)
})

test("data to an account costs EIP-7623's floor: 10 per token, 4 tokens a byte that is not zero", async () => {
  expect(await used({ to: stranger(1), data: `0x${"ff".repeat(10)}` })).toBe(21_000n + 10n * 40n)
  expect(await used({ to: stranger(1), data: `0x${"00".repeat(10)}` })).toBe(21_000n + 10n * 10n)
})

test("an access list costs 2,400 an address and 1,900 a slot", async () => {
  const accessList = [{ address: stranger(2), storageKeys: [`0x${"00".repeat(32)}`, `0x${"00".repeat(31)}01`] as any }]
  expect(await used({ to: stranger(1), accessList })).toBe(21_000n + 2_400n + 2n * 1_900n)
})

test("a creation costs 53,000, its data, and 2 a word of init code (EIP-3860)", async () => {
  // STOP as init code: 53,000 + 4 for a zero byte + 2 for a word.
  expect(await used({ data: "0x00" })).toBe(53_006n)
})

test("a fresh slot is 22,100, a changed one 5,000", async () => {
  const store = await chain.deploy("Store", [1n])
  const fresh = BigInt((await chain.write(store, "put", [1n, 1n])).gasUsed)
  const changed = BigInt((await chain.write(store, "put", [1n, 2n])).gasUsed)
  expect(fresh - changed).toBe(17_100n)
  const same = BigInt((await chain.write(store, "put", [1n, 2n])).gasUsed)
  expect(changed - same).toBe(2_800n)
})

test("the sender pays exactly the receipt's price, whatever was allowed", async () => {
  const before = await chain.balance(bob.address)
  const receipt = await chain.send({ from: bob, to: stranger(1), value: OPEN, maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 5n })
  expect(await chain.balance(bob.address)).toBe(before - OPEN - BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice))
})

test("the base fee follows the use of gas (EIP-1559)", async () => {
  await chain.mine()
  const [empty, next] = [await chain.block(), (await chain.rpc("eth_feeHistory", "0x1", "latest", [])).baseFeePerGas[1]]
  const { gasLimit, gasUsed, baseFeePerGas } = empty
  const target = BigInt(gasLimit) / 2n
  const drop = (BigInt(baseFeePerGas) * (target - BigInt(gasUsed))) / target / 8n
  if (ANVIL) return expect(BigInt(next)).toBe(BigInt(baseFeePerGas) - drop)
  expect(BigInt(next)).toBeLessThanOrEqual(BigInt(baseFeePerGas))
})

test("one who cannot pay the most that it may cost is refused, though it would cost less", async () => {
  const balance = await chain.balance(alice.address)
  const tx = { to: stranger(1), gas: 1_000_000n, maxFeePerGas: balance / 1_000_000n + 1n, maxPriorityFeePerGas: 0n }
  await expect(chain.pool(tx)).rejects.toThrow(/insufficient funds/i)
})

test("a price below the base fee is refused or waits; it is never included", async () => {
  const { baseFeePerGas } = await chain.block()
  const hash = await chain.pool({ to: stranger(1), gasPrice: BigInt(baseFeePerGas) / 4n }).catch((error) => error)
  if (hash instanceof Error) return expect(hash.message).toMatch(/less than block base fee|underpriced/i)
  await chain.mine()
  expect(await chain.receipt(hash)).toBeNull()
})
