// SPDX-License-Identifier: Apache-2.0
/** Blocks: genesis, fields, links, transactions in them, uncles. */
import { encodeAbiParameters, keccak256, toRlp, type Hex } from "viem"
import { expect, test } from "vitest"
import { bob, stranger } from "../lib/keys.js"
import { ADDRESS, ANVIL, freshChain, HASH, QUANTITY, ZERO_HASH } from "../lib/rig.js"

const chain = freshChain()
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"
const EMPTY_TRIE = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"
const rlpQuantity = (value: string) => (value === "0x0" ? "0x" : `0x${value.length % 2 ? "0" : ""}${value.slice(2)}`) as Hex

/** The hash of a header, from what RPC says of the block. */
function headerHash(block: any): Hex {
  const fields: Hex[] = [
    block.parentHash, block.sha3Uncles, block.miner, block.stateRoot, block.transactionsRoot, block.receiptsRoot,
    block.logsBloom, rlpQuantity(block.difficulty), rlpQuantity(block.number), rlpQuantity(block.gasLimit),
    rlpQuantity(block.gasUsed), rlpQuantity(block.timestamp), block.extraData, block.mixHash, block.nonce,
    rlpQuantity(block.baseFeePerGas),
  ]
  if (block.withdrawalsRoot) fields.push(block.withdrawalsRoot)
  if (block.blobGasUsed) fields.push(rlpQuantity(block.blobGasUsed), rlpQuantity(block.excessBlobGas))
  if (block.parentBeaconBlockRoot) fields.push(block.parentBeaconBlockRoot)
  if (block.requestsHash) fields.push(block.requestsHash)
  return keccak256(toRlp(fields))
}

test("the chain begins at block 0", async () => {
  expect(await chain.height()).toBe(0)
  const genesis = await chain.block(0)
  expect(genesis).toMatchObject({ number: "0x0", parentHash: ZERO_HASH, transactions: [], uncles: [], gasUsed: "0x0" })
  expect(genesis.hash).toMatch(HASH)
  expect(headerHash(genesis)).toBe(genesis.hash)
  expect((await chain.rpc("eth_getBlockByHash", genesis.hash, false)).number).toBe("0x0")
})

test("an empty block has every field that clients read, in its format", async () => {
  await chain.mine()
  const block = await chain.block()
  expect(block).toMatchObject({
    number: "0x1", difficulty: "0x0", nonce: "0x0000000000000000", sha3Uncles: NO_UNCLES,
    transactionsRoot: EMPTY_TRIE, receiptsRoot: EMPTY_TRIE, transactions: [], uncles: [], gasUsed: "0x0",
  })
  for (const key of ["hash", "parentHash", "stateRoot", "mixHash"]) expect(block[key]).toMatch(HASH)
  for (const key of ["gasLimit", "timestamp", "size", "baseFeePerGas"]) expect(block[key]).toMatch(QUANTITY)
  expect(block.miner).toMatch(ADDRESS)
  expect(block.logsBloom).toBe(`0x${"0".repeat(512)}`)
})

test("a block's hash is the keccak of its header's RLP", async () => {
  await chain.send({ to: stranger(1), value: 1n })
  for (const number of [0, 1, 2]) {
    const block = await chain.block(number)
    expect(headerHash(block)).toBe(block.hash)
  }
})

test("blocks are linked, and time goes forward", async () => {
  await chain.mine(3)
  for (let number = 1; number <= (await chain.height()); number++) {
    const [parent, block] = [await chain.block(number - 1), await chain.block(number)]
    expect(block.parentHash).toBe(parent.hash)
    expect(BigInt(block.timestamp)).toBeGreaterThanOrEqual(BigInt(parent.timestamp))
  }
})

test("a block lists its transactions, as hashes and in full", async () => {
  const hashes = [await chain.pool({ to: stranger(2), value: 1n }), await chain.pool({ from: bob, to: stranger(2), value: 2n })]
  await chain.mine()
  const [brief, full] = [await chain.block(), await chain.block("latest", true)]
  expect([...brief.transactions].sort()).toEqual([...hashes].sort())
  expect(full.transactions.map((tx: any) => tx.hash)).toEqual(brief.transactions)
  for (const [index, tx] of full.transactions.entries()) {
    expect(tx).toMatchObject({ blockHash: brief.hash, blockNumber: brief.number, transactionIndex: `0x${index}` })
  }
  expect(await chain.rpc("eth_getBlockTransactionCountByNumber", brief.number)).toBe("0x2")
  expect(await chain.rpc("eth_getBlockTransactionCountByHash", brief.hash)).toBe("0x2")
})

test("a transaction is found by hash, by block hash and by block number", async () => {
  const receipt = await chain.send({ to: stranger(3), value: 3n })
  const tx = await chain.rpc("eth_getTransactionByHash", receipt.transactionHash)
  expect(tx).toMatchObject({ to: stranger(3), value: "0x3", chainId: "0x2a", type: "0x2" })
  expect(await chain.rpc("eth_getTransactionByBlockHashAndIndex", receipt.blockHash, "0x0")).toEqual(tx)
  expect(await chain.rpc("eth_getTransactionByBlockNumberAndIndex", receipt.blockNumber, "0x0")).toEqual(tx)
  expect(await chain.rpc("eth_getTransactionByBlockNumberAndIndex", receipt.blockNumber, "0x1")).toBeNull()
})

test("what does not exist is null", async () => {
  const nothing = keccak256(encodeAbiParameters([{ type: "uint256" }], [1n]))
  expect(await chain.block(1_000_000)).toBeNull()
  expect(await chain.rpc("eth_getBlockByHash", nothing, false)).toBeNull()
  expect(await chain.rpc("eth_getTransactionByHash", nothing)).toBeNull()
  expect(await chain.rpc("eth_getTransactionReceipt", nothing)).toBeNull()
  if (!ANVIL) expect(await chain.rpc("eth_getBlockTransactionCountByNumber", "0xf4240")).toBeNull()
  expect(await chain.rpc("eth_getBlockTransactionCountByHash", nothing)).toBeNull()
})

test("there are no uncles", async () => {
  const block = await chain.block()
  expect(await chain.rpc("eth_getUncleCountByBlockNumber", "latest")).toBe("0x0")
  expect(await chain.rpc("eth_getUncleCountByBlockHash", block.hash)).toBe("0x0")
  expect(await chain.rpc("eth_getUncleByBlockNumberAndIndex", "latest", "0x0")).toBeNull()
  expect(await chain.rpc("eth_getUncleByBlockHashAndIndex", block.hash, "0x0")).toBeNull()
})

test("viem and ethers read the same block", async () => {
  const [raw, viem, ethers] = [await chain.block(2), await chain.viem.getBlock({ blockNumber: 2n }), await chain.ethers().getBlock(2)]
  expect(viem.hash).toBe(raw.hash)
  expect(ethers!.hash).toBe(raw.hash)
  expect(viem.gasLimit).toBe(ethers!.gasLimit)
  expect(viem.baseFeePerGas).toBe(ethers!.baseFeePerGas)
})

test.skipIf(ANVIL)("the raw header and block are what the hash is of", async () => {
  const block = await chain.block()
  expect(keccak256(await chain.rpc("debug_getRawHeader", block.number))).toBe(block.hash)
  const raw = await chain.rpc("debug_getRawBlock", block.number)
  expect(BigInt(block.size)).toBe(BigInt((raw.length - 2) / 2))
})
