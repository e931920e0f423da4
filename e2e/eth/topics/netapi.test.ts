// SPDX-License-Identifier: Apache-2.0
/** net_*. */
import { expect, test } from "vitest"
import { freshChain, QUANTITY } from "../lib/rig.js"

const chain = freshChain()

test("net_version is the chain id in decimal", async () => {
  expect(await chain.rpc("net_version")).toBe("42")
})

test("net_listening", async () => {
  expect(await chain.rpc("net_listening")).toBe(true)
})

test("net_peerCount is a quantity", async () => {
  const answer = await chain.rpc("net_peerCount").catch((error) => error)
  if (answer instanceof Error) return expect(process.env.ETH_NODE).toBe("anvil")
  expect(answer).toMatch(QUANTITY)
  expect(Number(answer)).toBe(0)
})
