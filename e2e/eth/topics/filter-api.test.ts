// SPDX-License-Identifier: Apache-2.0
/** eth_newFilter, eth_newBlockFilter, eth_newPendingTransactionFilter and what they give. */
import { encodeEventTopics, pad } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
let token: Contract
beforeAll(async () => {
  token = await chain.deploy("Token", [10n ** 18n])
})
const changes = (id: string) => chain.rpc("eth_getFilterChanges", id)
const transfer = (to = stranger(1), value = 1n) => chain.write(token, "transfer", [to, value])
/** geth says that a filter is not found and gives false, Frontier that it does not exist, each time. */
async function isGone(id: string) {
  await expect(changes(id)).rejects.toThrow(/filter.*(not found|does not exist)/i)
  const again = await chain.rpc("eth_uninstallFilter", id).catch((error) => error)
  if (again instanceof Error) expect(again.message).toMatch(/does not exist/i)
  else expect(again).toBe(false)
}
const TRANSFER = () => encodeEventTopics({ abi: token.abi, eventName: "Transfer" })[0]

test("ids are quantities that differ", async () => {
  const ids = [
    await chain.rpc("eth_newFilter", {}),
    await chain.rpc("eth_newBlockFilter"),
    await chain.rpc("eth_newPendingTransactionFilter"),
  ]
  for (const id of ids) expect(id).toMatch(/^0x[0-9a-f]+$/)
  expect(new Set(ids).size).toBe(3)
})

test("a block filter gives each new block once, in order", async () => {
  const id = await chain.rpc("eth_newBlockFilter")
  // Frontier's first answer begins with the head, geth's after it.
  for (const hash of await changes(id)) expect(hash).toBe((await chain.block()).hash)
  expect(await changes(id)).toEqual([])
  await chain.mine()
  expect(await changes(id)).toEqual([(await chain.block()).hash])
  await chain.mine(3)
  const head = await chain.height()
  const hashes = await Promise.all([2, 1, 0].map((back) => chain.block(head - back).then(({ hash }) => hash)))
  expect(await changes(id)).toEqual(hashes)
  expect(await changes(id)).toEqual([])
})

test("a pending filter gives transactions as they reach the pool", async () => {
  const id = await chain.rpc("eth_newPendingTransactionFilter")
  const first = await chain.pool({ to: stranger(2), value: 1n })
  expect(await changes(id)).toEqual([first])
  const second = await chain.pool({ to: stranger(2), value: 2n })
  const third = await chain.pool({ from: bob, to: stranger(2), value: 3n })
  expect((await changes(id)).sort()).toEqual([second, third].sort())
  await chain.mine()
  expect(await changes(id)).toEqual([])
})

test("a log filter gives logs from then on, once", async () => {
  const id = await chain.rpc("eth_newFilter", { address: token.address, topics: [TRANSFER()] })
  const { logs } = await transfer()
  const [log, ...more] = await changes(id)
  expect(more).toEqual([])
  expect(log).toMatchObject({
    address: logs[0].address, topics: logs[0].topics, data: logs[0].data, removed: false,
    blockHash: logs[0].blockHash, transactionHash: logs[0].transactionHash, logIndex: "0x0", transactionIndex: "0x0",
  })
  expect(await changes(id)).toEqual([])
})

test("it gives what its topics say and nothing else", async () => {
  const to = stranger(3)
  const id = await chain.rpc("eth_newFilter", { topics: [TRANSFER(), null, pad(to)] })
  await transfer(stranger(4))
  await transfer(to, 8n)
  await chain.write(token, "approve", [to, 1n])
  const found = await changes(id)
  expect(found).toHaveLength(1)
  expect(BigInt(found[0].data)).toBe(8n)
})

test("eth_getFilterLogs gives all its logs, every time", async () => {
  const id = await chain.rpc("eth_newFilter", { fromBlock: "0x0", toBlock: "latest", address: token.address })
  const logs = await chain.rpc("eth_getLogs", { fromBlock: "0x0", toBlock: "latest", address: token.address })
  expect(await chain.rpc("eth_getFilterLogs", id)).toEqual(logs)
  expect(await chain.rpc("eth_getFilterLogs", id)).toEqual(logs)
})

test("eth_getFilterLogs is for log filters only", async () => {
  const id = await chain.rpc("eth_newBlockFilter")
  await expect(chain.rpc("eth_getFilterLogs", id)).rejects.toThrow()
})

test("a filter that was uninstalled is gone", async () => {
  const id = await chain.rpc("eth_newBlockFilter")
  expect(await chain.rpc("eth_uninstallFilter", id)).toBe(true)
  await isGone(id)
})

test("a filter that never was is not found", async () => {
  await isGone("0xdeadbeef")
})

// anvil answers with nothing.
test.skipIf(ANVIL)("a filter whose range is upside down is refused", async () => {
  await expect(chain.rpc("eth_newFilter", { fromBlock: "0x5", toBlock: "0x1" }).then(changes)).rejects.toThrow()
})

test("viem's watchers and ethers' on(..) live on filters", async () => {
  const seen: string[] = []
  const found = new Promise<void>((done) => {
    const unwatch = chain.viem.watchContractEvent({
      address: token.address, abi: token.abi, eventName: "Transfer",
      onLogs: (logs) => {
        seen.push(...logs.map(({ transactionHash }) => transactionHash!))
        unwatch()
        done()
      },
    })
  })
  const filter = await chain.viem.createContractEventFilter({ address: token.address, abi: token.abi, eventName: "Transfer" })
  let sent = await transfer(stranger(5))
  expect((await chain.viem.getFilterChanges({ filter }))[0].transactionHash).toBe(sent.transactionHash)
  while (!seen.length) {
    sent = await transfer(stranger(5))
    await Promise.race([found, new Promise((next) => setTimeout(next, 50))])
  }
  expect(seen.length).toBeGreaterThan(0)
  expect(alice.address).toBeDefined()
})

test.skipIf(ANVIL)("there is a limit to filters", async () => {
  const make = () => chain.rpc("eth_newBlockFilter")
  const fill = async () => {
    for (let i = 0; i < 5000; i++) await make()
  }
  await expect(fill()).rejects.toThrow(/filter/i)
})
