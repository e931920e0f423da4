// SPDX-License-Identifier: Apache-2.0
/** web3.js 4 on a chain that seals by itself. */
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { HARDHAT, stranger } from "../lib/keys.js"
import { freshChain } from "../lib/rig.js"

const { Web3 } = createRequire(join(dirname(fileURLToPath(import.meta.url)), "../heavy/package.json"))("web3")
const chain = freshChain("auto")
const { abi, bytecode } = artifact("Token")
let web3: any
let socket: any
let token: any
let from: string
beforeAll(async () => {
  web3 = new Web3(chain.url)
  socket = new Web3(new Web3.providers.WebsocketProvider(chain.process.ws))
  from = web3.eth.accounts.wallet.add(HARDHAT[0])[0].address
  token = await new web3.eth.Contract(abi as any).deploy({ data: bytecode, arguments: [1000] }).send({ from })
})
afterAll(() => socket?.provider.disconnect())

test("the chain", async () => {
  expect(await web3.eth.getChainId()).toBe(42n)
  expect(await web3.eth.net.isListening()).toBe(true)
  expect(await web3.eth.getNodeInfo()).toMatch(/\w/)
  expect((await web3.eth.getBlock("latest")).number).toBe(await web3.eth.getBlockNumber())
})

test("a transfer with its receipt", async () => {
  const receipt = await web3.eth.sendTransaction({ from, to: stranger(1), value: 5 })
  expect(receipt.status).toBe(1n)
  expect(await web3.eth.getBalance(stranger(1))).toBe(5n)
  expect((await web3.eth.getTransaction(receipt.transactionHash)).value).toBe(5n)
})

test("a contract is called, written and its past events read", async () => {
  expect(await token.methods.balanceOf(from).call()).toBe(1000n)
  const receipt = await token.methods.transfer(stranger(2), 7).send({ from })
  expect(receipt.events.Transfer.returnValues.value).toBe(7n)
  const events = await token.getPastEvents("Transfer", { fromBlock: 0, filter: { to: stranger(2) } })
  expect(events.map(({ returnValues }: any) => returnValues.value)).toEqual([7n])
  await expect(token.methods.transfer(stranger(2), 10n ** 30n).send({ from })).rejects.toThrow()
})

test("subscriptions over WebSocket", async () => {
  const heads = await socket.eth.subscribe("newBlockHeaders")
  const logs = await socket.eth.subscribe("logs", { address: token.options.address })
  const head = new Promise<any>((done) => heads.once("data", done))
  const log = new Promise<any>((done) => logs.once("data", done))
  await token.methods.transfer(stranger(3), 8).send({ from })
  expect(BigInt((await head).number)).toBeGreaterThan(0n)
  expect(BigInt((await log).data)).toBe(8n)
  await heads.unsubscribe()
  await logs.unsubscribe()
})
