// SPDX-License-Identifier: Apache-2.0
/** web3_*: the client's name and keccak. */
import { keccak256, stringToHex } from "viem"
import { expect, test } from "vitest"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()

test("web3_clientVersion names the client and its version", async () => {
  const version = await chain.rpc("web3_clientVersion")
  expect(version).toMatch(/^[\w-]+\/v?\d+\.\d+/)
})

test("web3_sha3 is keccak-256", async () => {
  for (const text of ["", "hello", "x".repeat(1000)]) {
    expect(await chain.rpc("web3_sha3", stringToHex(text))).toBe(keccak256(stringToHex(text)))
  }
})

test("web3_sha3 refuses what is not hex", async () => {
  await expect(chain.rpc("web3_sha3", "hello")).rejects.toMatchObject({ code: -32602 })
})

test.skipIf(ANVIL)("the version is that of the node", async () => {
  const [version, system] = [await chain.rpc("web3_clientVersion"), await chain.rpc("system_version")]
  expect(version).toContain(system.split("-")[0])
})
