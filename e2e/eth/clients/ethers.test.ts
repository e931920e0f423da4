// SPDX-License-Identifier: Apache-2.0
/** ethers v6 on a chain that seals by itself: contract.on over HTTP and WebSocket, receipts that are waited for. */
import { Contract, ContractFactory, NonceManager, parseEther, Wallet, WebSocketProvider } from "ethers"
import { beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { HARDHAT, stranger } from "../lib/keys.js"
import { CHAIN_ID, freshChain, OPEN } from "../lib/rig.js"
import { WebSocket } from "../lib/rpc.js"

const chain = freshChain("auto")
const { abi, bytecode } = artifact("Token")
let token: any
let signer: NonceManager
beforeAll(async () => {
  signer = new NonceManager(new Wallet(HARDHAT[0], chain.ethers()))
  token = await new ContractFactory(abi as any, bytecode, signer).deploy(1000n * OPEN)
  await token.waitForDeployment()
})

/** Sends 1, 2, 3 once the listener hears, and gives what it heard from then on. */
async function hears(listener: any): Promise<bigint[]> {
  const values: bigint[] = []
  let wake = () => {}
  await listener.on("Transfer", (_from: string, _to: string, value: bigint) => {
    values.push(value)
    wake()
  })
  const next = () => new Promise<void>((done) => (wake = done))
  // Filters and subscriptions begin when the provider has made them: transfers of nothing show when.
  while (!values.length) {
    const heard = next()
    await (await token.transfer(stranger(2), 0n)).wait()
    await Promise.race([heard, new Promise((again) => setTimeout(again, 50))])
  }
  for (const value of [1n, 2n, 3n]) await (await token.transfer(stranger(2), value)).wait()
  while (!values.includes(3n)) await next()
  await listener.removeAllListeners()
  return values.filter((value) => value > 0n)
}

test("a transaction is sent and waited for", async () => {
  const sent = await signer.sendTransaction({ to: stranger(1), value: parseEther("1") })
  const receipt = await sent.wait()
  expect(receipt!.status).toBe(1)
  expect(await sent.confirmations()).toBeGreaterThanOrEqual(1)
  expect(await chain.ethers().getBalance(stranger(1))).toBe(OPEN)
})

test("contract.on over HTTP hears each event once", async () => {
  const listener = new Contract(await token.getAddress(), abi as any, chain.ethers())
  expect(await hears(listener)).toEqual([1n, 2n, 3n])
})

test("contract.on over WebSocket hears each event once", async () => {
  const provider = new WebSocketProvider(() => new WebSocket(chain.process.ws) as any, CHAIN_ID, { staticNetwork: true })
  const listener = new Contract(await token.getAddress(), abi as any, provider)
  expect(await hears(listener)).toEqual([1n, 2n, 3n])
  await provider.destroy()
})

test("block events over HTTP", async () => {
  const provider = chain.ethers()
  const number = new Promise<number>((done) => void provider.once("block", done))
  const sent = await signer.sendTransaction({ to: stranger(1), value: 1n })
  await sent.wait()
  expect(await number).toBeGreaterThan(0)
})

test("past events by queryFilter", async () => {
  const events = await token.queryFilter(token.filters.Transfer(null, stranger(2)))
  const values = events.map(({ args }: any) => args.value).filter((value: bigint) => value > 0n)
  expect(values).toEqual([1n, 2n, 3n, 1n, 2n, 3n])
})

test("a failed transaction is a CALL_EXCEPTION with its receipt", async () => {
  const sent = await token.transfer(stranger(2), 10n ** 30n, { gasLimit: 100_000n })
  await expect(sent.wait()).rejects.toMatchObject({ code: "CALL_EXCEPTION", receipt: { status: 0 } })
  const overpaid = new Wallet(HARDHAT[1], chain.ethers()).sendTransaction({ to: stranger(1), value: 10n ** 40n, gasLimit: 21_000n })
  await expect(overpaid).rejects.toMatchObject({ code: "INSUFFICIENT_FUNDS" })
  const used = new Wallet(HARDHAT[0], chain.ethers()).sendTransaction({ to: stranger(1), nonce: 0, gasLimit: 21_000n })
  await expect(used).rejects.toMatchObject({ code: "NONCE_EXPIRED" })
})
