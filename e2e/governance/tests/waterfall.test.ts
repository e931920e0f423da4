// SPDX-License-Identifier: Apache-2.0
/**
 * A voter changes the fee waterfall with @polkadot/api: preimage, referendum on the economy track, decision
 * deposit, votes with conviction, by delegation and by an Ethereum wallet, approval, enactment, refunds.
 */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { ApiPromise } from "@polkadot/api"
import { ethAccount } from "@openledger/sdk"
import { u8aToHex } from "@polkadot/util"
import { parseEventLogs } from "viem"
import { startNode, type Node } from "../lib/node.js"
import { connect, event, eventsOf, submit, type Json } from "../lib/pjs.js"
import { OPEN, people, wallet, type People } from "../lib/people.js"
import { ethereum, send, VOTING, votingAbi } from "../lib/precompile.js"
import { approved, enacted, everyoneVotesAye, free, propose, vote, type Referendum } from "../lib/referendum.js"
import { PROPOSED } from "../lib/waterfall.js"

const ECONOMY = 20

let node: Node
let api: ApiPromise
let who: People
let referendum: Referendum
before(async () => {
  node = await startNode()
  api = await connect(node.ws)
  who = await people()
})
after(async () => {
  await api?.disconnect()
  await node?.stop()
})

async function ongoing(): Promise<Json> {
  const info: Json = await api.query.referenda.referendumInfoFor(referendum.index)
  assert.ok(info.unwrap().isOngoing, `referendum ${referendum.index} is ${info}`)
  return info.unwrap().asOngoing
}

/** Votes for, votes against and support, plancks. */
async function tally(): Promise<[bigint, bigint, bigint]> {
  const { ayes, nays, support } = (await ongoing()).tally
  return [ayes.toBigInt(), nays.toBigInt(), support.toBigInt()]
}

test("the tracks read as Polkadot.js shows them", () => {
  const tracks = api.consts.referenda.tracks as Json
  const named = [...tracks].map(([id, { name }]: Json) => `${id} ${name.toString().replaceAll("\0", "")}`)
  assert.deepEqual(named, [
    "0 root",
    "1 whitelisted_caller",
    "10 treasurer",
    "20 economy",
    "21 attribution",
    "30 emergency",
  ])
})

test("a preimage and a referendum on the economy track", async () => {
  const call = api.tx.rewards.setWaterfall({ ...PROPOSED })
  referendum = await propose(api, who.alice, { Origins: "Economy" }, call)
  const status = await ongoing()
  assert.equal(status.track.toNumber(), ECONOMY)
  assert.equal(status.submissionDeposit.who.toString(), who.alice.address)
  // What Polkadot.js shows of the proposal is what was proposed.
  const preimage: Json = await api.query.preimage.preimageFor([referendum.hash, call.method.encodedLength])
  const text = (api.registry.createType("Call", preimage.unwrap().toU8a(true)) as Json).toHuman()
  assert.equal(`${text.section}.${text.method}`, "rewards.setWaterfall")
  assert.equal(text.args.waterfall.contributors, "450,000")
})

test("votes with conviction count what they should", async () => {
  await submit(api, vote(api, referendum.index, true, "Locked6x", 1_000n * OPEN), who.alice)
  assert.deepEqual(await tally(), [6_000n * OPEN, 0n, 1_000n * OPEN])
  await submit(api, vote(api, referendum.index, false, "None", 500n * OPEN), who.dave)
  assert.deepEqual(await tally(), [6_000n * OPEN, 50n * OPEN, 1_000n * OPEN])
  const locks = (await api.query.balances.locks(who.alice.address)) as Json
  const lock = [...locks].find(({ id }: Json) => id.toUtf8() === "pyconvot")
  assert.equal(lock?.amount.toBigInt(), 1_000n * OPEN)
})

test("a delegation votes with its delegate", async () => {
  const delegate = api.tx.convictionVoting.delegate(ECONOMY, who.charlie.address, "Locked2x", 2_000n * OPEN)
  event((await submit(api, delegate, who.bob)).events, "convictionVoting.Delegated")
  const before = await tally()
  await submit(api, vote(api, referendum.index, true, "Locked1x", 300n * OPEN), who.charlie)
  const after = await tally()
  assert.equal(after[0] - before[0], (300n + 2n * 2_000n) * OPEN)
  assert.equal(after[2] - before[2], (300n + 2_000n) * OPEN)
})

test("an Ethereum wallet votes through the precompile", async () => {
  const before = await tally()
  const receipt = await send(node.http, "vote", [referendum.index, true, 3, 400n * OPEN])
  assert.equal(receipt.status, "success")
  const [log] = parseEventLogs({ abi: votingAbi, logs: receipt.logs, eventName: "Voted" })
  assert.deepEqual(log.args, {
    referendum: referendum.index,
    voter: wallet.address,
    aye: true,
    conviction: 3,
    balance: 400n * OPEN,
  })
  const after = await tally()
  assert.deepEqual([after[0] - before[0], after[2] - before[2]], [3n * 400n * OPEN, 400n * OPEN])
  // Polkadot.js sees it as the vote of the wallet's account, the wallet as its own.
  const account = u8aToHex(ethAccount(wallet.address))
  const voting: Json = await api.query.convictionVoting.votingFor(account, ECONOMY)
  assert.equal(voting.asCasting.votes.length, 1)
  const args = [wallet.address, ECONOMY] as const
  const call = { address: VOTING, abi: votingAbi, functionName: "votingOf", args } as const
  const [votes] = await ethereum(node.http).reader.readContract(call)
  assert.equal(votes.length, 1)
  assert.equal(votes[0].aye, 400n * OPEN)
})

test("with the decision deposit and enough votes it is approved and enacted", async () => {
  const info = [...(api.consts.referenda.tracks as Json)].find(([id]: Json) => id.toNumber() === ECONOMY)![1]
  const { events } = await submit(api, api.tx.referenda.placeDecisionDeposit(referendum.index), who.ferdie)
  assert.equal(event(events, "referenda.DecisionDepositPlaced").amount.toBigInt(), info.decisionDeposit.toBigInt())
  await everyoneVotesAye(api, referendum.index, who.stashes)
  const confirmed = await approved(api, referendum)
  const { number, block, data } = await enacted(api, referendum)
  assert.ok(data.result.isOk, `${data.result}`)
  assert.ok(number - confirmed.number >= info.minEnactmentPeriod.toNumber())

  const set = event(await eventsOf(api, block), "rewards.WaterfallSet")
  assert.equal(set.version.toNumber(), 1)
  assert.equal(((await api.query.rewards.currentWaterfall()) as Json).toNumber(), 1)
  const stored = (await api.query.rewards.waterfalls(1)) as Json
  assert.deepEqual(stored.unwrap().toJSON(), { ...PROPOSED })
})

test("deposits come back, votes lock as long as their conviction says", async () => {
  const [alice, ferdie] = [await free(api, who.alice.address), await free(api, who.ferdie.address)]
  await submit(api, api.tx.referenda.refundDecisionDeposit(referendum.index), who.dave)
  await submit(api, api.tx.referenda.refundSubmissionDeposit(referendum.index), who.dave)
  assert.ok((await free(api, who.ferdie.address)) > ferdie)
  assert.ok((await free(api, who.alice.address)) > alice)

  // Dave lost and is free at once; the wallet won with a conviction and is not.
  const locked = async (address: string): Promise<bigint> => {
    const locks = [...((await api.query.balances.locks(address)) as Json)]
    return locks.find(({ id }: Json) => id.toUtf8() === "pyconvot")?.amount.toBigInt() ?? 0n
  }
  const { removeVote, unlock } = api.tx.convictionVoting
  await submit(api, removeVote(ECONOMY, referendum.index), who.dave)
  await submit(api, unlock(ECONOMY, who.dave.address), who.dave)
  assert.equal(await locked(who.dave.address), 0n)
  await submit(api, removeVote(ECONOMY, referendum.index), who.alice)
  await submit(api, unlock(ECONOMY, who.alice.address), who.alice)
  assert.equal(await locked(who.alice.address), 1_000n * OPEN)
})
