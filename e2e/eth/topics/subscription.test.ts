// SPDX-License-Identifier: Apache-2.0
/** eth_subscribe: newHeads, newPendingTransactions, logs, syncing. */
import { pad } from "viem"
import { expect, test } from "vitest"
import { alice, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain()

test("ids are hex", async () => {
  const socket = await chain.socket()
  const { id } = await socket.subscribe("newHeads")
  expect(id).toMatch(/^0x[0-9a-f]+$/)
  const { id: other } = await socket.subscribe("newHeads")
  expect(other).not.toBe(id)
})

test("newHeads tells each block", async () => {
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("newHeads")
  await chain.mine(2)
  const heads = await stream.atLeast(2)
  expect(heads[1].hash).toBe((await chain.block()).hash)
})

test("newPendingTransactions tells hashes, or whole transactions on demand", async () => {
  const socket = await chain.socket()
  const brief = await socket.subscribe("newPendingTransactions")
  const hash = await chain.pool({ to: stranger(1), value: 1n })
  expect(await brief.stream.find((item) => item === hash)).toBe(hash)
  if (!ANVIL) {
    const full = await socket.subscribe("newPendingTransactions", true)
    const second = await chain.pool({ to: stranger(1), value: 2n })
    expect(await full.stream.find((tx) => tx.hash === second)).toMatchObject({ blockHash: null, value: "0x2" })
  }
  await chain.mine()
})

test("logs tells all, or those that fit", async () => {
  const token = await chain.deploy("Token", [1000n])
  const socket = await chain.socket()
  const all = await socket.subscribe("logs", {})
  const byAddress = await socket.subscribe("logs", { address: [token.address] })
  const byTopic = await socket.subscribe("logs", { topics: [null, null, pad(stranger(2))] })
  await chain.write(token, "transfer", [stranger(3), 1n])
  const other = await chain.deploy("Token", [7n])
  await chain.write(token, "transfer", [stranger(2), 2n])
  const values = (logs: any[]) => logs.map(({ data }) => Number(data))
  await all.stream.atLeast(3)
  await byAddress.stream.atLeast(2)
  await byTopic.stream.atLeast(1)
  expect(values(all.stream.seen)).toEqual([1, 7, 2])
  expect(values(byAddress.stream.seen)).toEqual([1, 2])
  expect(values(byTopic.stream.seen)).toEqual([2])
  expect(byTopic.stream.seen[0]).toEqual((await chain.rpc("eth_getLogs", { address: token.address }))[0])
  expect(other.address).toBeDefined()
})

test("what is unsubscribed is silent", async () => {
  const socket = await chain.socket()
  const gone = await socket.subscribe("newHeads")
  const stays = await socket.subscribe("newHeads")
  expect(await socket.request("eth_unsubscribe", [gone.id])).toBe(true)
  await chain.mine(2)
  await stays.stream.atLeast(2)
  expect(gone.stream.seen).toEqual([])
})

test("an unknown kind is refused", async () => {
  const socket = await chain.socket()
  await expect(socket.subscribe("newWeather")).rejects.toThrow()
})

test.skipIf(ANVIL)("syncing says at once that there is nothing to do", async () => {
  const socket = await chain.socket()
  const { stream } = await socket.subscribe("syncing")
  const [status] = await stream.atLeast(1)
  expect(typeof status === "boolean" ? status : status.syncing).toBe(false)
})

test("calls work over WebSocket as over HTTP", async () => {
  const socket = await chain.socket()
  expect(await socket.request("eth_chainId")).toBe("0x2a")
  expect(await socket.request("eth_getBalance", [alice.address, "latest"])).toBe(await chain.rpc("eth_getBalance", alice.address, "latest"))
  await expect(socket.request("eth_getBalance", ["0x12", "latest"])).rejects.toMatchObject({ code: -32602 })
})
