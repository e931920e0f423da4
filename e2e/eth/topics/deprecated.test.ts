// SPDX-License-Identifier: Apache-2.0
/** Methods that Ethereum dropped are unknown, in words that ethers understands. */
import { expect, test } from "vitest"
import { post } from "../lib/rpc.js"
import { freshChain } from "../lib/rig.js"

const chain = freshChain()

test.each([
  ["eth_getCompilers", []],
  ["eth_compileLLL", ["(returnlll (suicide (caller)))"]],
  ["eth_compileSolidity", ["contract Test {}"]],
  ["eth_compileSerpent", ["/* some serpent */"]],
  ["db_putString", ["a", "b", "c"]],
  ["shh_version", []],
])("%s", async (method, params) => {
  const answer = await post(chain.url, JSON.stringify({ jsonrpc: "2.0", id: 7, method, params }))
  expect(answer).toMatchObject({ jsonrpc: "2.0", id: 7, error: { code: -32601 } })
  expect(answer.result).toBeUndefined()
})
