// SPDX-License-Identifier: Apache-2.0
/** viem's createAccessList and simulateBlocks, cast's access-list. */
import { beforeAll, expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { freshChain, OPEN, type Contract } from "../lib/rig.js"
import { cast } from "../lib/run.js"

const chain = freshChain()
let token: Contract
beforeAll(async () => {
  token = await chain.deploy("Token", [1000n * OPEN])
})

test("access lists by eth_createAccessList", async () => {
  const { accessList, gasUsed } = await chain.viem.createAccessList({
    account: alice, to: token.address, data: chain.data(token, "transfer", [stranger(3), 1n]),
  })
  expect(accessList.map(({ address }) => address.toLowerCase())).toContain(token.address.toLowerCase())
  expect(accessList[0].storageKeys.length).toBeGreaterThanOrEqual(2)
  expect(gasUsed).toBeGreaterThan(21_000n)
  const receipt = await chain.send({ to: token.address, data: chain.data(token, "transfer", [stranger(3), 1n]), accessList: accessList as any })
  expect(receipt.status).toBe("0x1")
})

test("eth_simulateV1: calls that build on each other", async () => {
  const [block] = await chain.viem.simulateBlocks({
    blocks: [{
      calls: [
        { account: alice, to: token.address, data: chain.data(token, "transfer", [bob.address, 5n]) },
        { account: bob, to: token.address, data: chain.data(token, "transfer", [stranger(4), 5n]) },
        { account: bob, to: token.address, data: chain.data(token, "transfer", [stranger(4), 5n]) },
      ],
    }],
  } as any)
  expect(block.calls.map(({ status }) => status)).toEqual(["success", "success", "failure"])
  expect(await chain.read(token, "balanceOf", [stranger(4)])).toBe(0n)
})

test("cast access-list", async () => {
  const call = [token.address, "transfer(address,uint256)", stranger(4), "1"]
  expect(await cast("access-list", "--rpc-url", chain.url, "--from", alice.address, ...call)).toContain("access list")
})
