// SPDX-License-Identifier: Apache-2.0
/** A Substrate extrinsic and an Ethereum transaction of one key, racing for one nonce and one balance. */
import { ethAccount, ethSigner } from "@openledger/sdk"
import { AccountId, createClient, Enum, type PolkadotClient } from "polkadot-api"
import { getWsProvider } from "polkadot-api/ws"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { bob, carol, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN } from "../lib/rig.js"
import { WebSocket } from "../lib/rpc.js"

describe.skipIf(ANVIL)("one account, two worlds", () => {
  const chain = freshChain()
  let client: PolkadotClient
  beforeAll(async () => {
    globalThis.WebSocket ??= WebSocket as any
    client = createClient(getWsProvider(chain.process.ws))
  })
  afterAll(() => client?.destroy())
  const account = (address: `0x${string}`) => AccountId().dec(ethAccount(address))

  /** A signed Substrate transfer by an Ethereum key. */
  async function extrinsic(from: typeof bob, to: `0x${string}`, value: bigint, nonce: number): Promise<string> {
    const tx: any = client.getUnsafeApi().tx.Balances.transfer_allow_death({ dest: Enum("Id", account(to)), value })
    const signed = await tx.sign(ethSigner(from), { nonce, mortality: { mortal: false } })
    return typeof signed === "string" ? signed : `0x${Buffer.from(signed).toString("hex")}`
  }

  test("both count one nonce and spend one balance", async () => {
    const before = await chain.balance(bob.address)
    await chain.rpc("author_submitExtrinsic", await extrinsic(bob, stranger(1), OPEN, 0))
    await chain.mine()
    expect(await chain.balance(stranger(1))).toBe(OPEN)
    expect(await chain.nonce(bob.address)).toBe(1)
    const receipt = await chain.send({ from: bob, to: stranger(1), value: OPEN })
    expect(receipt.status).toBe("0x1")
    expect(await chain.nonce(bob.address)).toBe(2)
    expect(await chain.balance(bob.address)).toBeLessThan(before - 2n * OPEN)
  })

  test("of two with one nonce exactly one is in the chain", async () => {
    const nonce = await chain.nonce(bob.address)
    const signed = await extrinsic(bob, stranger(2), OPEN, nonce)
    const outcomes = await Promise.allSettled([
      chain.rpc("author_submitExtrinsic", signed),
      chain.pool({ from: bob, to: stranger(3), value: OPEN, nonce }),
    ])
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true)
    await chain.mine(2)
    expect((await chain.balance(stranger(2))) + (await chain.balance(stranger(3)))).toBe(OPEN)
    expect(await chain.nonce(bob.address)).toBe(nonce + 1)
    expect(await chain.rpc("txpool_status")).toMatchObject({ pending: "0x0" })
  })

  test("of two that each spend all, one fails and nothing is spent twice", async () => {
    const balance = await chain.balance(carol.address)
    const most = balance - OPEN
    await chain.rpc("author_submitExtrinsic", await extrinsic(carol, stranger(4), most, 0))
    const second = await chain.pool({ from: carol, to: stranger(5), value: most, nonce: 1 }).catch((error) => error)
    await chain.mine(2)
    expect(await chain.balance(stranger(4))).toBe(most)
    expect(await chain.balance(stranger(5))).toBe(0n)
    expect(await chain.balance(carol.address)).toBeLessThanOrEqual(OPEN)
    if (!(second instanceof Error)) expect(await chain.receipt(second)).toBeNull()
  })

  test("Substrate's transfers are no Ethereum transactions, but their state is seen", async () => {
    const nonce = await chain.nonce(bob.address)
    await chain.rpc("author_submitExtrinsic", await extrinsic(bob, stranger(6), OPEN, nonce))
    await chain.mine()
    expect((await chain.block()).transactions).toEqual([])
    expect(await chain.balance(stranger(6))).toBe(OPEN)
  })
})
