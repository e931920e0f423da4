// SPDX-License-Identifier: Apache-2.0
/** Requests that are no requests, or far too many. */
import { expect, test } from "vitest"
import { alice } from "../lib/keys.js"
import { post } from "../lib/rpc.js"
import { ANVIL, freshChain, HASH } from "../lib/rig.js"

const BATCH = 1_000
const chain = freshChain("manual", ["--rpc-max-batch-request-len", `${BATCH}`])
const call = (method: string, ...params: unknown[]) => ({ jsonrpc: "2.0", id: 1, method, params })
const alive = async () => expect(await chain.rpc("eth_chainId")).toBe("0x2a")

test.each(["", "{", "[]", "null", "hello", "{}", '{"jsonrpc":"2.0"}', '{"id":1,"method":5}', "[1,2,3]"])("the body %j", async (body) => {
  const answer = await post(chain.url, body)
  expect(JSON.stringify(answer)).not.toMatch(/"result"/)
  await alive()
})

test("a batch is answered in full, errors in their places", async () => {
  const answers = await post(chain.url, JSON.stringify([call("eth_chainId"), call("eth_nothing"), { ...call("eth_blockNumber"), id: 3 }]))
  expect(answers).toHaveLength(3)
  expect(answers.find(({ id }: any) => id === 3).result).toBe("0x0")
  expect(answers.filter(({ error }: any) => error)).toHaveLength(1)
})

test.skipIf(ANVIL)("a request of 20 MB is refused", async () => {
  const body = JSON.stringify(call("eth_sendRawTransaction", `0x${"00".repeat(10_000_000)}`))
  // The node answers by the length that is announced, and closes while the body is still under way.
  const answer = await post(chain.url, body).catch((error) => {
    expect(["EPIPE", "ECONNRESET"]).toContain(error.cause?.code)
    return {}
  })
  expect(answer.result).toBeUndefined()
  await alive()
})

test("parameters of the wrong number, kind or size are invalid", async () => {
  const bad: [string, unknown[]][] = [
    ["eth_getBalance", []],
    ["eth_getBalance", ["0x12", "latest"]],
    ["eth_getBalance", [alice.address.slice(0, -1), "latest"]],
    ["eth_getBalance", [`${alice.address}00`, "latest"]],
    ["eth_getBlockByNumber", ["0x", false]],
    ["eth_getBlockByNumber", ["-1", false]],
    ["eth_getBlockByNumber", [`0x1${"0".repeat(64)}`, false]],
    ["eth_getBlockByHash", ["0x1234", false]],
    ["eth_getTransactionReceipt", ["0x1234"]],
    ["eth_call", []],
    ["eth_call", [{ to: "0x1" }, "latest"]],
    ["eth_call", [{ value: "-0x1" }, "latest"]],
    ["eth_estimateGas", [{ gas: "lots" }]],
    ["eth_getLogs", [{ fromBlock: {} }]],
    ["eth_getLogs", ["all"]],
    ["eth_newFilter", [{ topics: "all" }]],
    ["eth_feeHistory", ["many", "latest", []]],
    ["eth_getStorageAt", [alice.address, null, "latest"]],
  ]
  for (const [method, params] of bad) {
    await expect(chain.rpc(method, ...params), `${method} ${JSON.stringify(params)}`).rejects.toMatchObject({ code: -32602 })
  }
})

test.skipIf(ANVIL)("more parameters than there are do no harm", async () => {
  const answer = await chain.rpc("eth_getBlockByNumber", "latest", false, "more").catch((error) => error)
  if (!(answer instanceof Error)) expect(answer.hash).toMatch(HASH)
  await alive()
})

test("unknown fields of a call are ignored or refused, never believed", async () => {
  const answer = await chain.rpc("eth_call", { to: alice.address, hello: "world" }, "latest").catch((error) => error)
  if (!(answer instanceof Error)) expect(answer).toBe("0x")
})

test("deeply nested JSON does not overflow", async () => {
  const depth = 100_000
  await post(chain.url, `{"jsonrpc":"2.0","id":1,"method":"eth_call","params":${"[".repeat(depth)}${"]".repeat(depth)}}`)
  await alive()
})

test.skipIf(ANVIL)("a batch beyond the limit is refused as a whole", async () => {
  const answer = await post(chain.url, JSON.stringify(Array(BATCH + 1).fill(call("eth_chainId"))))
  expect(Array.isArray(answer)).toBe(false)
  expect(answer.error.message).toMatch(/batch/i)
  expect(await post(chain.url, JSON.stringify(Array(BATCH).fill(call("eth_chainId"))))).toHaveLength(BATCH)
  await alive()
})

test.skipIf(ANVIL)("log filters with too many addresses or topics are refused", async () => {
  const addresses = Array.from({ length: 5000 }, (_, i) => `0x${i.toString(16).padStart(40, "0")}`)
  await expect(chain.rpc("eth_getLogs", { address: addresses })).rejects.toThrow()
  const topics = Array.from({ length: 5000 }, (_, i) => `0x${i.toString(16).padStart(64, "0")}`)
  await expect(chain.rpc("eth_getLogs", { topics: [topics] })).rejects.toThrow()
})
