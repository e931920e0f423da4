// SPDX-License-Identifier: Apache-2.0
/** Who pays more comes first; nonces keep their order; a replacement must pay a tenth more. */
import { expect, test } from "vitest"
import { alice, bob, carol, dave, erin, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()
const GWEI = 10n ** 9n
const fees = (tip: bigint) => ({ maxPriorityFeePerGas: tip * GWEI, maxFeePerGas: 1000n * GWEI })

// anvil sorts by the fee cap.
test.skipIf(ANVIL)("a block is sorted by tips", async () => {
  const order = [[bob, 2n], [carol, 5n], [dave, 1n], [erin, 4n], [alice, 3n]] as const
  const hashes = new Map<bigint, string>()
  for (const [from, tip] of order) hashes.set(tip, await chain.pool({ from, to: stranger(1), value: 1n, ...fees(tip) }))
  await chain.mine()
  expect((await chain.block()).transactions).toEqual([5n, 4n, 3n, 2n, 1n].map((tip) => hashes.get(tip)))
})

test.skipIf(ANVIL)("a legacy price counts as tip above the base fee", async () => {
  const { baseFeePerGas } = await chain.block()
  const low = await chain.pool({ from: bob, to: stranger(1), gasPrice: BigInt(baseFeePerGas) + 1n * GWEI })
  const high = await chain.pool({ from: carol, to: stranger(1), gasPrice: BigInt(baseFeePerGas) + 9n * GWEI })
  const mid = await chain.pool({ from: dave, to: stranger(1), ...fees(5n) })
  await chain.mine()
  expect((await chain.block()).transactions).toEqual([high, mid, low])
})

test("one sender's transactions keep their order, whatever they pay", async () => {
  const first = await chain.pool({ from: bob, to: stranger(1), ...fees(1n) })
  const second = await chain.pool({ from: bob, to: stranger(1), ...fees(50n) })
  await chain.mine()
  expect((await chain.block()).transactions).toEqual([first, second])
})

test("a replacement that pays more takes the place", async () => {
  const nonce = await chain.nonce(alice.address)
  const old = await chain.pool({ nonce, to: stranger(2), value: 1n, ...fees(1n), maxFeePerGas: 1000n * GWEI })
  const replaced = await chain.pool({ nonce, to: stranger(2), value: 2n, ...fees(2n), maxFeePerGas: 2000n * GWEI })
  await chain.mine()
  expect((await chain.block()).transactions).toEqual([replaced])
  expect(await chain.receipt(old)).toBeNull()
  expect(await chain.rpc("eth_getTransactionByHash", old)).toBeNull()
  expect(await chain.balance(stranger(2))).toBe(2n)
})

// anvil takes any higher price.
test.skipIf(ANVIL)("one that pays too little more is underpriced and changes nothing", async () => {
  const nonce = await chain.nonce(alice.address)
  const old = await chain.pool({ nonce, to: stranger(3), value: 1n, maxPriorityFeePerGas: 10n * GWEI, maxFeePerGas: 1000n * GWEI })
  for (const [tip, cap] of [[10n, 1000n], [9n, 2000n]]) {
    const tx = { nonce, to: stranger(3), value: 2n, maxPriorityFeePerGas: tip * GWEI, maxFeePerGas: cap * GWEI }
    await expect(chain.pool(tx)).rejects.toThrow(/replacement transaction underpriced/i)
  }
  await chain.mine()
  expect((await chain.block()).transactions).toEqual([old])
  expect(await chain.balance(stranger(3))).toBe(1n)
})

// anvil's base fee has no minimum to come back to.
test.skipIf(ANVIL)("one whose fee cap the base fee overtakes waits for it to fall again", async () => {
  const cap = BigInt((await chain.rpc("eth_feeHistory", "0x1", "latest", [])).baseFeePerGas[1])
  // INVALID as init code burns all of its gas: two of them leave no room for the third, and raise the base fee.
  for (const from of [bob, carol]) await chain.pool({ from, data: "0xfe", gas: 14_000_000n, ...fees(9n) })
  const nonce = await chain.nonce(dave.address)
  const waiting = await chain.pool({ from: dave, to: stranger(4), gas: 3_000_000n, maxFeePerGas: cap, maxPriorityFeePerGas: 0n })
  await chain.mine()
  for (const expected of [null, "0x1"]) {
    const next = await chain.rpc("eth_getTransactionCount", dave.address, "pending")
    expect(Number(next)).toBe(nonce + 1)
    await chain.mine()
    expect((await chain.receipt(waiting))?.status ?? null).toBe(expected)
  }
})
