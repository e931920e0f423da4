// SPDX-License-Identifier: Apache-2.0
/** An Ethereum key moves OPEN of the account of its address, signed by viem's signMessage. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { ethAccount, ethSigner, evmAddress } from "@openledger/sdk"
import { AccountId, type PolkadotClient } from "polkadot-api"
import { connect } from "../lib/client.js"
import { privateKeyToAccount } from "viem/accounts"
import { alice, address, Enum } from "../lib/keys.js"
import { startNode, type Node } from "../lib/node.js"

// The first account of Hardhat and anvil: a public development key.
const wallet = privateKeyToAccount("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
const OPEN = 10n ** 18n

let node: Node
let client: PolkadotClient
before(async () => {
  node = await startNode()
  client = connect(node.url)
})
after(async () => {
  client?.destroy()
  await node?.stop()
})

test("a wallet's personal_sign moves OPEN of its own address", async () => {
  const api = client.getUnsafeApi()
  const account = AccountId().dec(ethAccount(wallet.address))
  const free = async (who: string) => (await api.query.System.Account.getValue(who)).data.free as bigint
  if ((await free(account)) < 10n * OPEN) {
    const fund = api.tx.Balances.transfer_keep_alive({ dest: Enum("Id", account), value: 20n * OPEN })
    const { ok } = await fund.signAndSubmit(alice)
    assert.ok(ok)
  }
  const target = AccountId().dec(new Uint8Array(32).fill(7))
  const [mine, theirs] = [await free(account), await free(target)]
  const move = api.tx.Balances.transfer_keep_alive({ dest: Enum("Id", target), value: OPEN })
  const { ok } = await move.signAndSubmit(ethSigner(wallet))
  assert.ok(ok)
  assert.equal(await free(target), theirs + OPEN)
  const paid = mine - (await free(account)) - OPEN
  assert.ok(paid > 0n && paid < OPEN / 100n, `the fee was ${paid} plancks`)
})

test("a signature of another wallet is refused and moves nothing", async () => {
  const api = client.getUnsafeApi()
  const stranger = privateKeyToAccount("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d")
  const forged = { address: wallet.address, signMessage: stranger.signMessage }
  const target = AccountId().dec(new Uint8Array(32).fill(8))
  const move = api.tx.Balances.transfer_keep_alive({ dest: Enum("Id", target), value: OPEN })
  await assert.rejects(move.signAndSubmit(ethSigner(forged)), /BadProof/)
  assert.equal((await api.query.System.Account.getValue(target)).data.free, 0n)
})

test("addresses map both ways", () => {
  assert.equal(evmAddress(ethAccount(wallet.address)), wallet.address.toLowerCase())
  assert.notEqual(evmAddress(alice.publicKey), address(alice))
})
