// SPDX-License-Identifier: Apache-2.0
/** A spend from the treasury by referendum, paid out by anyone; what the track may not spend. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { ApiPromise } from "@polkadot/api"
import { startNode, type Node } from "../lib/node.js"
import { connect, event, eventsOf, submit, words, type Json } from "../lib/pjs.js"
import { OPEN, people, type People } from "../lib/people.js"
import { carry, free } from "../lib/referendum.js"

const TREASURER = { Origins: "Treasurer" }
/** Most that one referendum of the treasurer's track spends. */
const LIMIT = 10_000_000n * OPEN
const AMOUNT = 1_234n * OPEN
/** An account that nobody has used. */
const beneficiary = new Uint8Array(32).fill(9)

let node: Node
let api: ApiPromise
let who: People
let index: number
before(async () => {
  node = await startNode()
  api = await connect(node.ws)
  who = await people()
  const fund = api.tx.balances.transferKeepAlive(treasury(), 100_000n * OPEN)
  await submit(api, fund, who.alice)
})
after(async () => {
  await api?.disconnect()
  await node?.stop()
})

const treasury = (): string => api.consts.treasury.potAccount.toString()
const spend = (amount: bigint) => api.tx.treasury.spend(null, amount, { Id: beneficiary }, null)
const address = () => api.registry.createType("AccountId", beneficiary).toString()

test("a referendum on the treasurer's track approves a spend", async () => {
  const { block, data } = await carry(api, who.alice, who.stashes, TREASURER, spend(AMOUNT))
  assert.ok(data.result.isOk, `${data.result}`)
  const approved = event(await eventsOf(api, block), "treasury.AssetSpendApproved")
  assert.equal(approved.amount.toBigInt(), AMOUNT)
  assert.equal(approved.beneficiary.toString(), address())
  index = approved.index.toNumber()
})

test("anyone has it paid out and closed, once", async () => {
  const before = await free(api, treasury())
  event((await submit(api, api.tx.treasury.payout(index), who.ferdie)).events, "treasury.Paid")
  assert.equal(await free(api, address()), AMOUNT)
  assert.equal(before - (await free(api, treasury())), AMOUNT)
  await assert.rejects(submit(api, api.tx.treasury.payout(index), who.ferdie), /treasury\.AlreadyAttempted/)

  event((await submit(api, api.tx.treasury.checkStatus(index), who.eve)).events, "treasury.SpendProcessed")
  assert.ok(((await api.query.treasury.spends(index)) as Json).isNone)
  await assert.rejects(submit(api, api.tx.treasury.payout(index), who.ferdie), /treasury\.InvalidIndex/)
  assert.equal(await free(api, address()), AMOUNT)
})

test("the treasurer's track spends no more than its limit", async () => {
  const { data } = await carry(api, who.alice, who.stashes, TREASURER, spend(LIMIT + 1n))
  assert.ok(data.result.isErr)
  assert.match(words(api, data.result.asErr), /treasury\.InsufficientPermission/)
  assert.equal(((await api.query.treasury.spendCount()) as Json).toNumber(), index + 1)
})

test("nobody spends without a referendum", async () => {
  await assert.rejects(submit(api, spend(OPEN), who.alice), /BadOrigin/)
})
