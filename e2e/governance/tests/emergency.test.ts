// SPDX-License-Identifier: Apache-2.0
/** What has to go fast: the technical committee's whitelist, safe mode by referendum, a paused call. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { ApiPromise } from "@polkadot/api"
import type { KeyringPair } from "@polkadot/keyring/types"
import { startNode, type Node } from "../lib/node.js"
import { connect, event, eventsOf, see, submit, words, type Json } from "../lib/pjs.js"
import { OPEN, people, wallet, type People } from "../lib/people.js"
import { ethereum, send } from "../lib/precompile.js"
import { carry, notePreimage, propose, vote, type Referendum } from "../lib/referendum.js"
import { PROPOSED } from "../lib/waterfall.js"

const EMERGENCY = { Origins: "Emergency" }

let node: Node
let api: ApiPromise
let who: People
before(async () => {
  node = await startNode()
  api = await connect(node.ws)
  who = await people()
})
after(async () => {
  await api?.disconnect()
  await node?.stop()
})

const transfer = () => api.tx.balances.transferKeepAlive(who.bob.address, OPEN)

/** The technical committee's motion: proposed and voted for by `members`, closed when it has carried. */
async function motion(call: Json, members: KeyringPair[]): Promise<Json[]> {
  const length = call.method.encodedLength
  const { events } = await submit(api, api.tx.technicalCommittee.propose(2, call, length), members[0])
  const { proposalIndex, proposalHash } = event(events, "technicalCommittee.Proposed")
  for (const member of members) {
    await submit(api, api.tx.technicalCommittee.vote(proposalHash, proposalIndex, true), member)
  }
  const weight = { refTime: 10_000_000_000n, proofSize: 1_000_000n }
  const close = api.tx.technicalCommittee.close(proposalHash, proposalIndex, weight, length)
  return (await submit(api, close, members[0])).events
}

test("two thirds of the committee whitelist a call, a referendum dispatches it as root", async () => {
  const call = api.tx.rewards.setWaterfall({ ...PROPOSED })
  const hash = call.method.hash.toHex()
  await notePreimage(api, who.alice, call)
  const events = await motion(api.tx.whitelist.whitelistCall(hash), [who.alice, who.bob])
  event(events, "whitelist.CallWhitelisted")

  const dispatch = api.tx.whitelist.dispatchWhitelistedCallWithPreimage(call)
  const { block, data } = await carry(api, who.alice, who.stashes, { Origins: "WhitelistedCaller" }, dispatch)
  assert.ok(data.result.isOk, `${data.result}`)
  const done = await eventsOf(api, block)
  assert.ok(event(done, "whitelist.WhitelistedCallDispatched").result.isOk)
  event(done, "rewards.WaterfallSet")
  assert.equal(((await api.query.rewards.currentWaterfall()) as Json).toNumber(), 1)
})

test("one member is not enough, and who is no member has no say", async () => {
  const call = api.tx.whitelist.whitelistCall(new Uint8Array(32).fill(1))
  const { events } = await submit(api, api.tx.technicalCommittee.propose(1, call, call.method.encodedLength), who.charlie)
  // A threshold of one is executed at once, as one member of three.
  assert.ok(event(events, "technicalCommittee.Executed").result.isErr)
  const asked = submit(api, api.tx.technicalCommittee.propose(2, call, call.method.encodedLength), who.dave)
  await assert.rejects(asked, /technicalCommittee\.NotMember/)
  await assert.rejects(submit(api, call, who.alice), /BadOrigin/)
})

test("what is not whitelisted is not dispatched", async () => {
  const call = api.tx.rewards.setWaterfall({ ...PROPOSED, burn: 300_000 })
  const dispatch = api.tx.whitelist.dispatchWhitelistedCallWithPreimage(call)
  await carry(api, who.alice, who.stashes, { Origins: "WhitelistedCaller" }, dispatch)
  assert.equal(((await api.query.rewards.currentWaterfall()) as Json).toNumber(), 1)
})

let exit: Referendum
test("safe mode stops transfers, also an Ethereum wallet's", async () => {
  // For twelve days of governance: a day is a dozen blocks here, and passes in seconds.
  const { forceEnter, forceExtend } = api.tx.safeMode
  const call = api.tx.utility.batchAll([forceEnter(), ...Array.from({ length: 11 }, () => forceExtend())])
  const { block, data } = await carry(api, who.alice, who.stashes, EMERGENCY, call)
  assert.ok(data.result.isOk, `${data.result}`)
  event(await eventsOf(api, block), "safeMode.Entered")

  await assert.rejects(submit(api, transfer(), who.alice), /CallFiltered/)
  // Wrapped calls are filtered again.
  const batch = await submit(api, api.tx.utility.batch([transfer()]), who.alice)
  assert.match(words(api, event(batch.events, "utility.BatchInterrupted").error), /system\.CallFiltered/)
  const { reader, writer } = ethereum(node.http)
  const to = "0x00000000000000000000000000000000000000aa"
  await assert.rejects(writer.sendTransaction({ to, value: OPEN, gas: 100_000n }))
  assert.equal(await reader.getBalance({ address: to }), 0n)
})

test("safe mode lets governance, challenges and answers pass", async () => {
  exit = await propose(api, who.alice, EMERGENCY, api.tx.safeMode.forceExit())
  await submit(api, vote(api, exit.index, true, "Locked1x", OPEN), who.bob)
  // These reach their pallet, which says that there is no such batch.
  const batch = { worker: 7, epoch: 7 }
  const demand = submit(api, api.tx.attribution.demand(batch, "Receipts", 0), who.bob)
  await assert.rejects(demand, (error: Error) => /attribution\./.test(error.message) && !/CallFiltered/.test(error.message))
})

test("a referendum leaves safe mode", async () => {
  const cast = (key: KeyringPair) => submit(api, vote(api, exit.index, true, "Locked1x", 80_000_000n * OPEN), key)
  await Promise.all(who.stashes.map(cast))
  await submit(api, api.tx.referenda.placeDecisionDeposit(exit.index), who.alice)
  await see(api, "safeMode.Exited", exit.submitted)
  await submit(api, transfer(), who.alice)
})

test("a single call is paused and unpaused; what must never stop cannot be paused", async () => {
  const name = ["Balances", "transfer_keep_alive"]
  const pause = await carry(api, who.alice, who.stashes, EMERGENCY, api.tx.txPause.pause(name))
  assert.ok(pause.data.result.isOk, `${pause.data.result}`)
  await assert.rejects(submit(api, transfer(), who.alice), /CallFiltered/)
  await submit(api, api.tx.balances.transferAllowDeath(who.bob.address, OPEN), who.alice)

  const answer = await carry(api, who.alice, who.stashes, EMERGENCY, api.tx.txPause.pause(["Attribution", "answer"]))
  assert.ok(answer.data.result.isErr)
  const unpause = await carry(api, who.alice, who.stashes, EMERGENCY, api.tx.txPause.unpause(name))
  assert.ok(unpause.data.result.isOk, `${unpause.data.result}`)
  await submit(api, transfer(), who.alice)
})
