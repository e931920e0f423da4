// SPDX-License-Identifier: Apache-2.0
/** eth_getLogs: by address, by position of topics, by alternatives, by block. */
import { keccak256, pad, toHex } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
const [x, y] = [stranger(1), stranger(2)]
const TRANSFER = keccak256(toHex("Transfer(address,address,uint256)"))
const APPROVAL = keccak256(toHex("Approval(address,address,uint256)"))
let one: Contract
let two: Contract
beforeAll(async () => {
  one = await chain.deploy("Token", [1000n]) // 1: Transfer(0, alice)
  two = await chain.deploy("Token", [1000n]) // 2: Transfer(0, alice)
  await chain.write(one, "transfer", [x, 1n]) // 3
  await chain.write(one, "transfer", [y, 2n]) // 4
  await chain.write(two, "transfer", [x, 3n]) // 5
  await chain.write(one, "approve", [x, 4n]) // 6
  await chain.writePool(one, "transfer", [x, 5n]) // 7, both
  await chain.writePool(two, "transfer", [y, 6n])
  await chain.mine()
})
const all = { fromBlock: "0x0", toBlock: "latest" }
const values = async (filter: object) => (await chain.rpc("eth_getLogs", { ...all, ...filter })).map(({ data }: any) => Number(data))

test("no filter gives all, in order", async () => {
  expect(await values({})).toEqual([1000, 1000, 1, 2, 3, 4, 5, 6])
})

test("by one address or several", async () => {
  expect(await values({ address: two.address })).toEqual([1000, 3, 6])
  expect(await values({ address: [one.address, two.address] })).toEqual([1000, 1000, 1, 2, 3, 4, 5, 6])
  expect(await values({ address: stranger(77) })).toEqual([])
  expect(await values({ address: [] })).toHaveLength(8)
})

test("by topic in its position, with null for any", async () => {
  expect(await values({ topics: [APPROVAL] })).toEqual([4])
  expect(await values({ topics: [null, null, pad(x)] })).toEqual([1, 3, 4, 5])
  expect(await values({ topics: [TRANSFER, pad(alice.address), pad(y)] })).toEqual([2, 6])
  expect(await values({ topics: [pad(x)] })).toEqual([])
})

test("by alternatives in a position", async () => {
  expect(await values({ topics: [[APPROVAL, TRANSFER], null, [pad(x), pad(y)]] })).toEqual([1, 2, 3, 4, 5, 6])
  expect(await values({ topics: [[], null, pad(y)] })).toEqual([2, 6])
})

test("address and topics together", async () => {
  expect(await values({ address: one.address, topics: [TRANSFER, null, pad(x)] })).toEqual([1, 5])
  expect(await values({ address: bob.address, topics: [TRANSFER] })).toEqual([])
})

test("by range and by block hash", async () => {
  expect(await values({ fromBlock: "0x4", toBlock: "0x5" })).toEqual([2, 3])
  const { hash } = await chain.block(7)
  const logs = await chain.rpc("eth_getLogs", { blockHash: hash })
  expect(logs.map(({ data }: any) => Number(data))).toEqual([5, 6])
  expect(logs.map(({ logIndex }: any) => logIndex)).toEqual(["0x0", "0x1"])
  expect(logs.map(({ transactionIndex }: any) => transactionIndex)).toEqual(["0x0", "0x1"])
})

test("an unknown block hash is refused", async () => {
  await expect(chain.rpc("eth_getLogs", { blockHash: keccak256("0x01") })).rejects.toThrow()
})

test("too many topics, or a topic that is no hash, are refused", async () => {
  await expect(values({ topics: [null, null, null, null, null] })).rejects.toThrow()
  await expect(values({ topics: ["0x1234"] })).rejects.toMatchObject({ code: -32602 })
  await expect(values({ address: "0x1234" })).rejects.toMatchObject({ code: -32602 })
})

test("viem and ethers decode the same events", async () => {
  const viem = await chain.viem.getContractEvents({ ...one, eventName: "Transfer", fromBlock: 0n } as any)
  expect(viem.map(({ args }: any) => args.value)).toEqual([1000n, 1n, 2n, 5n])
  const ethers = await chain.ethers().getLogs({ address: one.address, topics: [TRANSFER], fromBlock: 0 })
  expect(ethers.map(({ transactionHash }) => transactionHash)).toEqual(viem.map(({ transactionHash }: any) => transactionHash))
})
