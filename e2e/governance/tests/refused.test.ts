// SPDX-License-Identifier: Apache-2.0
/** What is refused: bad votes, calls of the wrong track, calls that fail, values out of bounds, too many nominations. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { ApiPromise } from "@polkadot/api"
import { startNode, type Node } from "../lib/node.js"
import { connect, reach, submit, words, type Json } from "../lib/pjs.js"
import { OPEN, people, type People } from "../lib/people.js"
import { send } from "../lib/precompile.js"
import { approved, carry, ended, free, propose, vote } from "../lib/referendum.js"
import { PROPOSED } from "../lib/waterfall.js"

const ECONOMY = 20

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

const waterfall = (parts = PROPOSED) => api.tx.rewards.setWaterfall({ ...parts })
const version = async () => ((await api.query.rewards.currentWaterfall()) as Json).toNumber()

test("bad votes", async () => {
  const { index } = await propose(api, who.alice, { Origins: "Economy" }, waterfall())
  const refused = (call: Json, error: RegExp, by = who.bob) => assert.rejects(submit(api, call, by), error)
  const { delegate, undelegate, removeVote } = api.tx.convictionVoting
  const all = await free(api, who.bob.address)
  await refused(vote(api, index, true, "Locked1x", 2n * all), /convictionVoting\.InsufficientFunds/)
  await refused(vote(api, index + 1, true, "Locked1x", OPEN), /convictionVoting\.NotOngoing/)
  await refused(delegate(99, who.charlie.address, "Locked1x", OPEN), /convictionVoting\.BadClass/)
  await refused(delegate(ECONOMY, who.bob.address, "Locked1x", OPEN), /convictionVoting\.Nonsense/)
  await refused(delegate(ECONOMY, who.charlie.address, "Locked1x", 2n * all), /convictionVoting\.InsufficientFunds/)
  await refused(undelegate(ECONOMY), /convictionVoting\.NotDelegating/)
  await refused(removeVote(ECONOMY, index), /convictionVoting\.NotVoter/)

  await submit(api, vote(api, index, true, "Locked1x", OPEN), who.bob)
  await refused(delegate(ECONOMY, who.charlie.address, "Locked1x", OPEN), /convictionVoting\.AlreadyVoting/)
  await submit(api, delegate(ECONOMY, who.charlie.address, "Locked1x", OPEN), who.dave)
  await refused(vote(api, index, true, "Locked1x", OPEN), /convictionVoting\.AlreadyDelegating/, who.dave)
  await refused(api.tx.referenda.refundDecisionDeposit(index), /referenda\.NoDeposit/)

  const everything = 10n ** 30n
  await assert.rejects(send(node.http, "vote", [index, true, 1, everything]), /InsufficientFunds/)
  await assert.rejects(send(node.http, "vote", [index + 1, true, 1, OPEN]), /NotOngoing/)
  await assert.rejects(send(node.http, "vote", [index, true, 7, OPEN]))
})

test("a referendum as somebody, or as nobody that a track stands for", async () => {
  const proposal = { Inline: waterfall().method.toHex() }
  const as = (origin: Json) => submit(api, api.tx.referenda.submit(origin, proposal, { After: 1 }), who.alice)
  await assert.rejects(as({ system: { Signed: who.bob.address } }), /referenda\.NoTrack/)
  await assert.rejects(as({ system: "None" }), /referenda\.NoTrack/)
})

test("nobody sets the waterfall, a parameter or the code without a referendum", async () => {
  const calls = [
    waterfall(),
    api.tx.system.authorizeUpgrade(new Uint8Array(32)),
    api.tx.safeMode.forceEnter(),
    api.tx.referenda.kill(0),
    api.tx.parameters.setParameter({ Economy: { Inflation: [null, 30_000] } }),
  ]
  for (const call of calls) await assert.rejects(submit(api, call, who.alice), /BadOrigin/, call.method.method)
})

test("a call of another track is dispatched, fails and changes nothing", async () => {
  const { data } = await carry(api, who.alice, who.stashes, { Origins: "Attribution" }, waterfall())
  assert.ok(data.result.isErr)
  assert.equal(words(api, data.result.asErr), "BadOrigin")
  assert.equal(await version(), 0)
})

test("a call that fails is named in the scheduler's event and changes nothing", async () => {
  const uneven = { ...PROPOSED, worker: PROPOSED.worker + 1 }
  const { data } = await carry(api, who.alice, who.stashes, { Origins: "Economy" }, waterfall(uneven))
  assert.ok(data.result.isErr)
  assert.match(words(api, data.result.asErr), /rewards\.InvalidWaterfall/)
  assert.equal(await version(), 0)
})

test("a batch whose second call fails is undone as a whole", async () => {
  const uneven = { ...PROPOSED, worker: PROPOSED.worker + 1 }
  const batch = api.tx.utility.batchAll([waterfall(), waterfall(uneven)])
  const { data } = await carry(api, who.alice, who.stashes, { Origins: "Economy" }, batch)
  assert.ok(data.result.isErr)
  assert.equal(await version(), 0)
})

test("parameters: the right track sets one, and none leaves its bounds", async () => {
  const set = (value: number) => api.tx.parameters.setParameter({ Economy: { Inflation: [null, value] } })
  const { data } = await carry(api, who.alice, who.stashes, { Origins: "Economy" }, set(30_000))
  assert.ok(data.result.isOk, `${data.result}`)
  const stored = async () => JSON.stringify(await api.query.parameters.parameters({ Economy: { Inflation: null } }))
  assert.match(await stored(), /30000/)

  // 5 % is the most. What lies beyond does not decode: nothing like it can be sent ...
  await assert.rejects(submit(api, set(50_001), who.alice), /1002|decode|invalid/i)
  // ... and a referendum about its preimage finds no call to dispatch.
  const referendum = await propose(api, who.alice, { Origins: "Economy" }, set(50_001))
  await Promise.all(who.stashes.map((key) => submit(api, vote(api, referendum.index, true, "Locked1x", 80_000_000n * OPEN), key)))
  await submit(api, api.tx.referenda.placeDecisionDeposit(referendum.index), who.alice)
  const { number } = await approved(api, referendum)
  // Well after the enactment period.
  await reach(api, number + 30)
  assert.match(await stored(), /30000/)
})

test("a referendum without votes is rejected, and a finished one takes none", async () => {
  const referendum = await propose(api, who.alice, { Origins: "Emergency" }, api.tx.safeMode.forceEnter())
  const { index } = referendum
  await submit(api, api.tx.referenda.placeDecisionDeposit(index), who.alice)
  assert.equal((await ended(api, referendum)).name, "referenda.Rejected")
  const late = vote(api, index, true, "Locked1x", OPEN)
  await assert.rejects(submit(api, late, who.alice), /convictionVoting\.NotOngoing/)
  await assert.rejects(send(node.http, "vote", [index, true, 1, OPEN]), /NotOngoing/)
  // The decision deposit comes back, the submission's deposit of what was rejected does not.
  await submit(api, api.tx.referenda.refundDecisionDeposit(index), who.alice)
  await assert.rejects(submit(api, api.tx.referenda.refundSubmissionDeposit(index), who.alice), /referenda\.BadStatus/)
})

test("nominations over the bound", async () => {
  await submit(api, api.tx.staking.bond(1_000n * OPEN, "Staked"), who.eve)
  const targets = Array.from({ length: 17 }, (_, i) => ({ Id: new Uint8Array(32).fill(i + 1) }))
  await assert.rejects(submit(api, api.tx.staking.nominate(targets), who.eve), /staking\.TooManyTargets/)
  await assert.rejects(submit(api, api.tx.staking.nominate([]), who.eve), /staking\.EmptyTargets/)
  await submit(api, api.tx.staking.nominate([who.alice.address]), who.eve)
})
