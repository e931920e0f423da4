// SPDX-License-Identifier: Apache-2.0
/** Why a call reverted: reason strings, custom errors, panics, in the form that clients decode. */
import { decodeErrorResult } from "viem"
import { beforeAll, expect, test } from "vitest"
import { Contract as EthersContract } from "ethers"
import { alice } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let fails: Contract
beforeAll(async () => {
  fails = await chain.deploy("Fails", [false])
})
const call = (name: string, args: unknown[] = []) =>
  chain.rpc("eth_call", { from: alice.address, to: fails.address, data: chain.data(fails, name, args) }, "latest").catch((error) => error)

test("a reason string is in the message and in the data", async () => {
  const error = await call("withReason", [30n])
  expect(error.code).toBe(3)
  expect(error.message).toMatch(/^execution reverted: .*Value must not be greater than 10\./)
  expect(decodeErrorResult({ abi: fails.abi, data: error.data })).toMatchObject({ errorName: "Error", args: ["Value must not be greater than 10."] })
})

test("a custom error is in the data", async () => {
  const error = await call("withError")
  expect(error.code).toBe(3)
  expect(error.message).toMatch(/^execution reverted/)
  expect(decodeErrorResult({ abi: fails.abi, data: error.data })).toMatchObject({ errorName: "Refused", args: [alice.address, 7n] })
})

test.each([
  ["panics", [0n], 0x12n],
  ["asserts", [], 0x01n],
])("a panic of %s has its code", async (name, args, code) => {
  const error = await call(name, args as unknown[])
  expect(error.code).toBe(3)
  expect(decodeErrorResult({ abi: fails.abi, data: error.data })).toMatchObject({ errorName: "Panic", args: [code] })
})

test("a bare revert has no data", async () => {
  const error = await call("bare")
  expect(error.message).toMatch(/^execution reverted/)
  expect(error.data ?? "0x").toBe("0x")
})

test("an exceptional halt is no revert", async () => {
  const error = await call("invalid")
  expect(error.message).toMatch(/invalid/i)
  if (!ANVIL) expect(error.code).toBe(-32000)
})

test("eth_estimateGas tells the same", async () => {
  const data = chain.data(fails, "withReason", [30n])
  const error = await chain.rpc("eth_estimateGas", { from: alice.address, to: fails.address, data }).catch((e) => e)
  expect(error.code).toBe(3)
  expect(error.message).toMatch(/Value must not be greater than 10/)
})

test("a creation that reverts tells its reason too", async () => {
  const { artifact } = await import("../lib/compile.js")
  const data = `${artifact("Fails").bytecode}${"1".padStart(64, "0")}`
  const error = await chain.rpc("eth_call", { from: alice.address, data }, "latest").catch((e) => e)
  expect(error.message).toMatch(/the constructor refused/)
})

test("viem and ethers decode it", async () => {
  await expect(chain.read(fails, "withReason", [30n])).rejects.toThrow(/Value must not be greater than 10/)
  await expect(chain.read(fails, "withError")).rejects.toThrow(/Refused/)
  const contract = new EthersContract(fails.address, fails.abi, chain.ethers())
  await expect(contract.withReason(30n)).rejects.toMatchObject({ code: "CALL_EXCEPTION", reason: "Value must not be greater than 10." })
  await expect(contract.withError()).rejects.toMatchObject({ code: "CALL_EXCEPTION", revert: { name: "Refused" } })
  expect(await contract.withReason(3n)).toBe(3n)
})
