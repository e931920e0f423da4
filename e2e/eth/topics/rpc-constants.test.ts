// SPDX-License-Identifier: Apache-2.0
/** Answers that never change. */
import { expect, test } from "vitest"
import { ADDRESS, ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()

test("the chain id is 42 in hex", async () => {
  expect(await chain.rpc("eth_chainId")).toBe("0x2a")
  expect(await chain.viem.getChainId()).toBe(42)
  expect((await chain.ethers().getNetwork()).chainId).toBe(42n)
})

test("the author is an address", async () => {
  expect(await chain.rpc("eth_coinbase")).toMatch(ADDRESS)
})

test("the node is in sync", async () => {
  expect(await chain.rpc("eth_syncing")).toBe(false)
})

// anvil has accounts of its own, and no mining methods.
test.skipIf(ANVIL)("the node keeps no accounts; it says of mining what Frontier says", async () => {
  expect(await chain.rpc("eth_accounts")).toEqual([])
  // An authority authors blocks.
  expect(await chain.rpc("eth_mining")).toBe(true)
  expect(await chain.rpc("eth_hashrate")).toBe("0x0")
  expect(Number(await chain.rpc("eth_protocolVersion"))).toBeGreaterThan(0)
})

test.skipIf(ANVIL)("work is neither given nor taken", async () => {
  expect(await chain.rpc("eth_submitHashrate", "0x1", `0x${"0".repeat(64)}`)).toBe(false)
  expect(await chain.rpc("eth_submitWork", "0x0000000000000001", `0x${"0".repeat(64)}`, `0x${"0".repeat(64)}`)).toBe(false)
  const work = await chain.rpc("eth_getWork").catch((error) => error)
  expect(Array.isArray(work) || work instanceof Error).toBe(true)
})

test.skipIf(ANVIL)("without accounts nothing is signed", async () => {
  const tx = { from: `0x${"12".repeat(20)}`, to: `0x${"34".repeat(20)}`, value: "0x1" }
  await expect(chain.rpc("eth_sendTransaction", tx)).rejects.toThrow(/account|signer/i)
})
