// SPDX-License-Identifier: Apache-2.0
/** viem's clients from end to end, on manual sealing: what an app does with them. */
import { createPublicClient, parseEventLogs, recoverTypedDataAddress, verifyMessage, webSocket } from "viem"
import { afterAll, beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { alice, bob, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN, type Contract } from "../lib/rig.js"

const chain = freshChain()
let token: Contract
beforeAll(async () => {
  token = await chain.deploy("Token", [1000n * OPEN])
})
const socket: { close?: () => void } = {}
afterAll(() => socket.close?.())

test("sendTransaction fills in nonce, fees and gas by itself", async () => {
  const hash = await chain.wallet(bob).sendTransaction({ to: stranger(1), value: 3n })
  await chain.mine()
  const receipt = await chain.viem.waitForTransactionReceipt({ hash })
  expect(receipt).toMatchObject({ status: "success", type: "eip1559", gasUsed: 21_000n })
  expect(await chain.viem.getBalance({ address: stranger(1) })).toBe(3n)
})

test("simulateContract, then writeContract, then the event", async () => {
  const call = { address: token.address, abi: token.abi, functionName: "transfer", args: [stranger(2), OPEN] } as const
  const { request, result } = await chain.viem.simulateContract({ ...call, account: alice })
  expect(result).toBe(true)
  const hash = await chain.wallet().writeContract(request as any)
  await chain.mine()
  const { logs } = await chain.viem.waitForTransactionReceipt({ hash })
  const [event] = parseEventLogs({ abi: token.abi, logs }) as any[]
  expect(event).toMatchObject({ eventName: "Transfer", args: { to: expect.any(String), value: OPEN } })
})

test("a custom error is decoded", async () => {
  const call = { address: token.address, abi: token.abi, functionName: "transfer", args: [stranger(2), 1n], account: bob } as const
  await expect(chain.viem.simulateContract(call)).rejects.toThrow(/InsufficientBalance/)
})

test("blocks with transactions, receipts of a block, the fee history", async () => {
  const hash = await chain.pool({ to: stranger(1), value: 1n })
  await chain.mine()
  const block = await chain.viem.getBlock({ includeTransactions: true })
  expect(block.transactions[0]).toMatchObject({ hash, typeHex: "0x2", blockHash: block.hash })
  const history = await chain.viem.getFeeHistory({ blockCount: 2, rewardPercentiles: [50] })
  expect(history.baseFeePerGas).toHaveLength(3)
  expect(await chain.viem.getTransactionConfirmations({ hash })).toBe(1n)
})

test("WebSocket: watched blocks, pending transactions and events", async () => {
  const transport = webSocket(chain.process.ws, { reconnect: false })
  const client = createPublicClient({ chain: chain.chain, transport, cacheTime: 0 })
  socket.close = () => void client.transport.getRpcClient().then((rpc) => rpc.close())
  const seen: { blocks: bigint[]; events: bigint[] } = { blocks: [], events: [] }
  let wake = () => {}
  const changed = () => new Promise<void>((done) => (wake = done))
  const subscribed = await chain.socket()
  const unwatch = [
    client.watchBlockNumber({ onBlockNumber: (number) => (seen.blocks.push(number), wake()) }),
    client.watchContractEvent({
      address: token.address, abi: token.abi, eventName: "Transfer",
      onLogs: (logs: any[]) => (seen.events.push(...logs.map(({ args }) => args.value)), wake()),
    }),
  ]
  expect(await subscribed.request("eth_chainId")).toBe("0x2a")
  for (let value = 1n; !seen.blocks.length || !seen.events.length; value++) {
    const next = Promise.race([changed(), new Promise((again) => setTimeout(again, 100))])
    await chain.write(token, "transfer", [stranger(5), value])
    await next
  }
  for (const stop of unwatch) stop()
  expect(seen.events.length).toBeGreaterThan(0)
})

test("messages and typed data are signed as wallets do", async () => {
  const wallet = chain.wallet(bob)
  const signature = await wallet.signMessage({ message: "hello" })
  expect(await verifyMessage({ address: bob.address, message: "hello", signature })).toBe(true)
  expect(await chain.viem.verifyMessage({ address: bob.address, message: "hello", signature })).toBe(true)
  const typed = { domain: { chainId: 42 }, types: { Mail: [{ name: "text", type: "string" }] }, primaryType: "Mail", message: { text: "hi" } } as const
  expect(await recoverTypedDataAddress({ ...typed, signature: await wallet.signTypedData(typed) })).toBe(bob.address)
})

test.skipIf(ANVIL)("OPEN is an ERC-20 at 0x800, and its balance is the account's", async () => {
  const open = { address: "0x0000000000000000000000000000000000000800", abi: artifact("Token").abi } as const
  expect(await chain.viem.readContract({ ...open, functionName: "symbol" } as any)).toBe("OPEN")
  expect(await chain.viem.readContract({ ...open, functionName: "balanceOf", args: [alice.address] } as any)).toBe(await chain.balance(alice.address))
  const receipt = await chain.write({ ...open, receipt: null }, "transfer", [stranger(9), OPEN])
  expect(receipt.status).toBe("0x1")
  expect(await chain.balance(stranger(9))).toBe(OPEN)
  expect(receipt.logs[0].address).toBe(open.address)
})
