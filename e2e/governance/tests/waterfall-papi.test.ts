// SPDX-License-Identifier: Apache-2.0
/** The same with polkadot-api: the waterfall by referendum, with a delegation and an Ethereum wallet's own signature. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { ethAccount, ethSigner } from "@openledger/sdk"
import { AccountId, type PolkadotClient } from "polkadot-api"
import { connect } from "../../lib/client.js"
import { address, alice, bob, charlie, dev, Enum } from "../../lib/keys.js"
import { startNode, type Node } from "../lib/node.js"
import { event, follow, submit } from "../lib/papi.js"
import { OPEN, wallet } from "../lib/people.js"
import { send } from "../lib/precompile.js"
import { enactmentTask } from "../lib/referendum.js"
import { PROPOSED } from "../lib/waterfall.js"

const ECONOMY = 20
const standard = (aye: boolean, conviction: number, balance: bigint) =>
  // A vote is one byte: the highest bit is the direction, the rest the conviction.
  Enum("Standard", { vote: (aye ? 0x80 : 0) | conviction, balance })

let node: Node
let client: PolkadotClient
let blocks: ReturnType<typeof follow>
before(async () => {
  node = await startNode()
  client = connect(node.ws)
  blocks = follow(client)
})
after(async () => {
  blocks?.stop()
  client?.destroy()
  await node?.stop()
})

test("a referendum changes the waterfall", async () => {
  const api = client.getUnsafeApi()
  const proposal = await api.tx.Rewards.set_waterfall({ waterfall: PROPOSED }).getEncodedData()
  const noted = event(await submit(api.tx.Preimage.note_preimage({ bytes: proposal }), alice), "Preimage", "Noted")

  const events = await submit(
    api.tx.Referenda.submit({
      proposal_origin: Enum("Origins", Enum("Economy")),
      proposal: Enum("Lookup", { hash: noted.hash, len: proposal.length }),
      enactment_moment: Enum("After", 1),
    }),
    alice,
  )
  const { index, track } = event(events, "Referenda", "Submitted")
  assert.equal(track, ECONOMY)

  const { delegate, vote } = api.tx.ConvictionVoting
  const to = Enum("Id", address(charlie))
  await submit(delegate({ class: ECONOMY, to, conviction: Enum("Locked2x"), balance: 2_000n * OPEN }), bob)
  await submit(vote({ poll_index: index, vote: standard(true, 1, 300n * OPEN) }), charlie)
  await submit(vote({ poll_index: index, vote: standard(true, 6, 1_000n * OPEN) }), alice)
  // An Ethereum wallet votes twice over: by a contract call, then anew by signing the runtime's own call.
  const receipt = await send(node.http, "vote", [index, true, 3, 400n * OPEN])
  assert.equal(receipt.status, "success")
  await submit(vote({ poll_index: index, vote: standard(true, 2, 500n * OPEN) }), ethSigner(wallet))
  const account = AccountId().dec(ethAccount(wallet.address))
  const voting: any = await api.query.ConvictionVoting.VotingFor.getValue(account, ECONOMY)
  assert.deepEqual(voting.value.votes, [[index, standard(true, 2, 500n * OPEN)]])

  const { tally } = ((await api.query.Referenda.ReferendumInfoFor.getValue(index)) as any).value
  assert.equal(tally.support, (2_000n + 300n + 1_000n + 500n) * OPEN)
  assert.equal(tally.ayes, (2n * 2_000n + 300n + 6n * 1_000n + 2n * 500n) * OPEN)

  const whales = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"].map((name) => dev(`//${name}//stash`))
  await Promise.all(
    whales.map((whale) => submit(vote({ poll_index: index, vote: standard(true, 1, 80_000_000n * OPEN) }), whale)),
  )
  const placed = await submit(api.tx.Referenda.place_decision_deposit({ index }), alice)
  event(placed, "Referenda", "DecisionDepositPlaced")

  await blocks.see("Referenda.Confirmed", (value) => value.index === index)
  const task = await blocks.see("Scheduler.Dispatched", ({ id }) => id === enactmentTask(index))
  assert.equal(task.result.success, true)
  const set = await blocks.see("Rewards.WaterfallSet")
  assert.deepEqual({ ...set }, { version: 1, waterfall: PROPOSED })
  assert.equal(await api.query.Rewards.CurrentWaterfall.getValue(), 1)
  assert.deepEqual(await api.query.Rewards.Waterfalls.getValue(1), PROPOSED)
})
