// SPDX-License-Identifier: Apache-2.0
/** Tags as the ends of a log query. */
import { beforeAll, expect, test } from "vitest"
import { stranger } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let token: Contract
beforeAll(async () => {
  token = await chain.deploy("Token", [1000n])
  await chain.write(token, "transfer", [stranger(1), 1n])
  await chain.mine(1, true)
  await chain.write(token, "transfer", [stranger(1), 2n])
})
const values = async (fromBlock?: string, toBlock?: string) =>
  (await chain.rpc("eth_getLogs", { address: token.address, fromBlock, toBlock })).map(({ data }: any) => Number(data))

test("without ends it is the latest block", async () => {
  expect(await values()).toEqual([2])
  expect(await values("latest")).toEqual([2])
  expect(await values("latest", "latest")).toEqual([2])
})

test("earliest to latest is all", async () => {
  expect(await values("earliest", "latest")).toEqual([1000, 1, 2])
  expect(await values("earliest")).toEqual([1000, 1, 2])
  expect(await values("0x0", "pending")).toEqual([1000, 1, 2])
})

test.skipIf(ANVIL)("safe and finalized end where finality does", async () => {
  expect(await values("earliest", "finalized")).toEqual([1000, 1])
  expect(await values("earliest", "safe")).toEqual([1000, 1])
  expect(await values("finalized", "latest")).toEqual([2])
})

test("a number beyond the head ends at the head", async () => {
  expect(await values("0x0", "0x8")).toEqual([1000, 1, 2])
})

test("a tag that does not exist is refused", async () => {
  await expect(values("newest")).rejects.toMatchObject({ code: -32602 })
})
