// SPDX-License-Identifier: Apache-2.0
/** eth_maxPriorityFeePerGas and eth_gasPrice: enough to be included, following what others pay. */
import { expect, test } from "vitest"
import { bob, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, QUANTITY } from "../lib/rig.js"

const chain = freshChain()
const suggested = () => chain.rpc("eth_maxPriorityFeePerGas").then(BigInt)

test("there is an answer on an empty chain", async () => {
  expect(await chain.rpc("eth_maxPriorityFeePerGas")).toMatch(QUANTITY)
  await chain.mine(3)
  expect(await chain.rpc("eth_maxPriorityFeePerGas")).toMatch(QUANTITY)
})

test("eth_gasPrice pays the base fee and the tip", async () => {
  const next = (await chain.rpc("eth_feeHistory", "0x1", "latest", [])).baseFeePerGas[1]
  const price = BigInt(await chain.rpc("eth_gasPrice"))
  expect(price).toBeGreaterThanOrEqual(BigInt(next))
  const receipt = await chain.send({ to: stranger(1), gasPrice: price })
  expect(receipt.status).toBe("0x1")
})

test.skipIf(ANVIL)("it follows the tips of recent blocks", async () => {
  const tip = 5_000_000_000n
  for (let i = 0; i < 20; i++) {
    const { baseFeePerGas } = await chain.block()
    const fees = { maxPriorityFeePerGas: tip, maxFeePerGas: BigInt(baseFeePerGas) * 2n + tip }
    await chain.send({ from: bob, to: stranger(2), ...fees })
  }
  expect(await suggested()).toBe(tip)
})

test("a transaction at the suggested fees is included", async () => {
  const { baseFeePerGas } = await chain.block()
  const maxPriorityFeePerGas = await suggested()
  const fees = { maxPriorityFeePerGas, maxFeePerGas: BigInt(baseFeePerGas) * 2n + maxPriorityFeePerGas }
  expect((await chain.send({ to: stranger(3), ...fees })).status).toBe("0x1")
})

test("viem asks it", async () => {
  expect(await chain.viem.estimateMaxPriorityFeePerGas()).toBe(await suggested())
})
