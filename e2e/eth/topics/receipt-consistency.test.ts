// SPDX-License-Identifier: Apache-2.0
/** Receipts are there with their block, agree with it, and hash to its root. */
import { concat, keccak256, toHex, toRlp, type Hex } from "viem"
import { expect, test } from "vitest"
import { bob, carol, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()
const trim = (hex: string) => (BigInt(hex) === 0n ? "0x" : toHex(BigInt(hex)))
const padEven = (hex: string) => (hex.length % 2 ? `0x0${hex.slice(2)}` : hex) as Hex

/** The bytes of a receipt in the trie. */
function encode(receipt: any): Hex {
  const logs = receipt.logs.map(({ address, topics, data }: any) => [address, topics, data])
  const fields = toRlp([padEven(trim(receipt.status)), padEven(trim(receipt.cumulativeGasUsed)), receipt.logsBloom, logs])
  return receipt.type === "0x0" ? fields : concat([padEven(receipt.type), fields])
}
/** The root of a trie with one entry under index 0: a leaf with path 8, 0. */
const rootOfOne = (value: Hex) => keccak256(toRlp(["0x2080", value]))

test("a receipt is there as soon as the block is", async () => {
  for (let i = 0; i < 10; i++) {
    const hash = await chain.pool({ to: stranger(1), value: 1n })
    await chain.mine()
    const receipt = await chain.receipt(hash)
    expect(receipt).not.toBeNull()
    expect(receipt.blockHash).toBe((await chain.block()).hash)
  }
})

test("it has every field that clients read", async () => {
  const { receipt } = await chain.deploy("Token", [1000n])
  expect(receipt).toMatchObject({ status: "0x1", type: "0x2", to: null, transactionIndex: "0x0", contractAddress: expect.stringMatching(/^0x[0-9a-f]{40}$/i) })
  expect(receipt.cumulativeGasUsed).toBe(receipt.gasUsed)
  expect(receipt.logs[0]).toMatchObject({ blockHash: receipt.blockHash, blockNumber: receipt.blockNumber, transactionHash: receipt.transactionHash, removed: false })
  const transfer = await chain.send({ to: stranger(1), value: 1n })
  expect(transfer.contractAddress).toBeNull()
})

test("the receipts root is that of the receipts", async () => {
  const legacy = await chain.send({ to: stranger(1), value: 1n, gasPrice: 10n ** 12n })
  expect(rootOfOne(encode(legacy))).toBe((await chain.block()).receiptsRoot)
  const { receipt } = await chain.deploy("Token", [1000n])
  expect(rootOfOne(encode(receipt))).toBe((await chain.block()).receiptsRoot)
})

test("the transactions root is that of the raw transactions", async () => {
  const raw = await chain.sign({ to: stranger(1), value: 1n })
  const hash = await chain.rpc("eth_sendRawTransaction", raw)
  await chain.mine()
  expect(hash).toBe(keccak256(raw))
  expect(rootOfOne(raw)).toBe((await chain.block()).transactionsRoot)
  if (!ANVIL) expect(await chain.rpc("debug_getRawTransaction", hash)).toBe(raw)
})

test("eth_getBlockReceipts gives them all, by number, tag and hash", async () => {
  for (const from of [bob, carol]) await chain.pool({ from, to: stranger(1), value: 1n })
  await chain.pool({ to: stranger(2), value: 1n })
  await chain.mine()
  const block = await chain.block()
  const receipts = await Promise.all(block.transactions.map((hash: Hex) => chain.receipt(hash)))
  expect(receipts).toHaveLength(3)
  for (const at of [block.number, "latest", block.hash]) expect(await chain.rpc("eth_getBlockReceipts", at)).toEqual(receipts)
  let sum = 0n
  for (const [index, receipt] of receipts.entries()) {
    sum += BigInt(receipt.gasUsed)
    expect(BigInt(receipt.cumulativeGasUsed)).toBe(sum)
    expect(Number(receipt.transactionIndex)).toBe(index)
  }
  expect(BigInt(block.gasUsed)).toBe(sum)
})

test("log indices run through the block", async () => {
  const calls = await chain.deploy("Calls")
  await chain.writePool(calls, "several", [3n])
  await chain.writePool(calls, "several", [2n])
  await chain.mine()
  const receipts = await chain.rpc("eth_getBlockReceipts", "latest")
  expect(receipts.flatMap(({ logs }: any) => logs.map((log: any) => Number(log.logIndex)))).toEqual([0, 1, 2, 3, 4])
})

test("the price paid is in the receipt", async () => {
  const { baseFeePerGas: parent } = await chain.block()
  const fees = { maxFeePerGas: BigInt(parent) * 10n, maxPriorityFeePerGas: 3n }
  const receipt = await chain.send({ to: stranger(1), ...fees })
  const { baseFeePerGas } = await chain.block()
  expect(BigInt(receipt.effectiveGasPrice)).toBe(BigInt(baseFeePerGas) + 3n)
})
