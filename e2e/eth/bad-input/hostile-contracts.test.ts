// SPDX-License-Identifier: Apache-2.0
/** Contracts and calls that try to hurt the node. */
import { concat, numberToHex, pad, type Hex } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
const at = (n: number) => pad(numberToHex(n), { size: 20 })
let calls: Contract
beforeAll(async () => {
  calls = await chain.deploy("Calls")
})

test("recursion ends by gas, within the depth of 1,024", async () => {
  const depth = await chain.read(calls, "recurse", [0n])
  expect(depth).toBeGreaterThan(50n)
  expect(depth).toBeLessThanOrEqual(1024n)
  const receipt = await chain.write(calls, "recurse", [0n], { gas: 15_000_000n })
  expect(receipt.status).toBe("0x1")
})

test("a call that calls itself goes as deep as its gas and never beyond 1,024", async () => {
  // mstore(0, calldataload(0) + 1); if call(gas, address, 0, 0, 32, 0, 32) fails, mstore(0, calldataload(0)); return(0, 32)
  const code = "0x60016000350160005260206000602060006000305af1601f576000356000525b60206000f3"
  const call = { to: stranger(7), data: pad("0x00") }
  const deepest = BigInt(await chain.rpc("eth_call", call, "latest", { [stranger(7)]: { code } }))
  expect(deepest).toBeGreaterThan(500n)
  expect(deepest).toBeLessThanOrEqual(1024n)
})

test.each([2n ** 20n, 2n ** 32n, 2n ** 64n, 2n ** 255n])("memory at %s costs what it costs", async (size) => {
  const data = chain.data(calls, "memoryBomb", [size])
  const receipt = await chain.send({ to: calls.address, data, gas: 5_000_000n })
  expect(receipt.status).toBe(size <= 2n ** 20n ? "0x1" : "0x0")
})

test.each([2n ** 20n, 2n ** 31n, 2n ** 64n])("%s bytes of returned data", async (size) => {
  const inner = chain.data(calls, "returnBomb", [size])
  const receipt = await chain.write(calls, "call", [calls.address, inner], { gas: 16_000_000n })
  expect(["0x0", "0x1"]).toContain(receipt.status)
  expect(await chain.rpc("eth_chainId")).toBe("0x2a")
})

test("a call that would run for ever ends at the gas cap", async () => {
  const data = chain.data(calls, "loop", [2n ** 250n])
  await expect(chain.rpc("eth_call", { to: calls.address, data }, "latest")).rejects.toThrow(/gas|OOG/i)
  await expect(chain.rpc("eth_estimateGas", { from: alice.address, to: calls.address, data })).rejects.toThrow(/gas|OOG/i)
})

test("Ethereum's precompiles take inputs of every length", async () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 0x100]) {
    for (const length of [0, 1, 31, 32, 33, 63, 64, 95, 96, 127, 128, 160, 191, 192, 213, 256, 288, 384, 512, 1000]) {
      const data = `0x${"ff".repeat(length)}` as Hex
      await chain.rpc("eth_call", { to: at(n), data, gas: "0x989680" }, "latest").catch((error) => {
        expect(error.message, `${n} ${length}`).not.toMatch(/panic|internal|trap|unreachable/i)
      })
    }
  }
})

test.skipIf(ANVIL)("ours refuse what they do not know, and DELEGATECALL", async () => {
  for (const n of [0x800, 0x802, 0x803, 0x810, 0x811, 0x812, 0x813, 0x814, 0x815, 0x816, 0x820, 0x823]) {
    for (const length of [0, 1, 3, 4, 5, 36, 68, 100, 1000]) {
      const data = `0x${"fe".repeat(length)}` as Hex
      const [ok] = await chain.read(calls, "staticCall", [at(n), data])
      expect(ok, `0x${n.toString(16)} with ${length} bytes`).toBe(false)
    }
  }
  const transfer = concat(["0xa9059cbb", pad(stranger(1)), pad("0x01")])
  const receipt = await chain.write(calls, "delegateCall", [at(0x800), transfer])
  expect(receipt.status).toBe("0x1")
  expect(BigInt(receipt.logs[0].data.slice(0, 66))).toBe(0n)
  expect(await chain.balance(stranger(1))).toBe(0n)
})

test.skipIf(ANVIL)("a state change through STATICCALL is refused", async () => {
  const transfer = concat(["0xa9059cbb", pad(stranger(2)), pad("0x01")])
  const [ok] = await chain.read(calls, "staticCall", [at(0x800), transfer])
  expect(ok).toBe(false)
})

test("the chain goes on", async () => {
  expect((await chain.send({ to: stranger(3), value: 1n })).status).toBe("0x1")
})
