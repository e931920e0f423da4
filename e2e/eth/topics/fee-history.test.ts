// SPDX-License-Identifier: Apache-2.0
/** eth_feeHistory: base fees, use of gas, percentiles of tips by gas. */
import { expect, test } from "vitest"
import { HARDHAT, stranger } from "../lib/keys.js"
import { privateKeyToAccount } from "viem/accounts"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()
const history = (count: number | string, newest: string, percentiles: number[] = []) =>
  chain.rpc("eth_feeHistory", typeof count === "number" ? `0x${count.toString(16)}` : count, newest, percentiles)
const senders = HARDHAT.map((key) => privateKeyToAccount(key))

/** A block with one transfer for each tip. */
async function block(tips: bigint[]) {
  for (const [i, tip] of tips.entries()) {
    const { baseFeePerGas } = await chain.block()
    const fees = { maxPriorityFeePerGas: tip, maxFeePerGas: BigInt(baseFeePerGas) * 2n + tip }
    await chain.pool({ from: senders[i], to: stranger(i), value: 1n, ...fees })
  }
  await chain.mine()
}

test("lengths follow the number of blocks, and the base fee of the next block is last", async () => {
  for (let i = 0; i < 3; i++) await block([1n, 2n, 3n])
  const answer = await history(2, "latest", [20, 50, 70])
  expect(answer.oldestBlock).toBe("0x2")
  expect(answer.baseFeePerGas).toHaveLength(3)
  expect(answer.gasUsedRatio).toHaveLength(2)
  expect(answer.reward).toHaveLength(2)
  for (const row of answer.reward) expect(row).toHaveLength(3)
})

test("base fees and use are those of the blocks", async () => {
  const { baseFeePerGas, gasUsedRatio, oldestBlock } = await history(3, "latest")
  for (let i = 0; i < 3; i++) {
    const of = await chain.block(Number(oldestBlock) + i)
    expect(baseFeePerGas[i]).toBe(of.baseFeePerGas)
    expect(gasUsedRatio[i]).toBeCloseTo(Number(of.gasUsed) / Number(of.gasLimit), 9)
  }
  await chain.mine()
  expect((await chain.block()).baseFeePerGas).toBe(baseFeePerGas[3])
})

test("rewards are percentiles of the tips, weighed by gas", async () => {
  await block([1n, 2n, 3n, 4n, 5n])
  const { reward } = await history(1, "latest", [0, 20, 50, 81, 100])
  expect(reward[0].map(Number)).toEqual([1, 1, 3, 5, 5])
})

test("an empty block rewards nothing", async () => {
  await chain.mine()
  const { reward, gasUsedRatio } = await history(1, "latest", [50])
  expect(reward).toEqual([["0x0"]])
  expect(gasUsedRatio).toEqual([0])
})

test("more blocks than there are give those there are", async () => {
  const head = await chain.height()
  const { oldestBlock, gasUsedRatio } = await history(1000, "latest")
  expect(oldestBlock).toBe("0x0")
  expect(gasUsedRatio).toHaveLength(head + 1)
})

test("a number of blocks may be decimal, hexadecimal or JSON's", async () => {
  expect((await chain.rpc("eth_feeHistory", "0x2", "latest", [])).gasUsedRatio).toHaveLength(2)
  expect((await chain.rpc("eth_feeHistory", 2, "latest", [])).gasUsedRatio).toHaveLength(2)
})

// anvil takes any percentile.
test.skipIf(ANVIL)("percentiles must rise, within 0 and 100", async () => {
  for (const bad of [[50, 20], [-1], [101]]) await expect(history(1, "latest", bad)).rejects.toThrow()
})

// anvil answers with nothing.
test.skipIf(ANVIL)("a block that does not exist is refused", async () => {
  await expect(history(1, "0xfffff")).rejects.toThrow()
})

test("viem and ethers take their fees from it", async () => {
  const viem = await chain.viem.estimateFeesPerGas()
  const ethers = await chain.ethers().getFeeData()
  const { baseFeePerGas } = await chain.block()
  expect(viem.maxFeePerGas).toBeGreaterThan(BigInt(baseFeePerGas))
  expect(ethers.maxFeePerGas!).toBeGreaterThan(BigInt(baseFeePerGas))
  const receipt = await chain.send({ to: stranger(9), ...viem })
  expect(receipt.status).toBe("0x1")
})

test.skipIf(ANVIL)("no more than 2,048 blocks at once", async () => {
  const { gasUsedRatio } = await history(1_000_000, "latest")
  expect(gasUsedRatio.length).toBeLessThanOrEqual(2048)
})
