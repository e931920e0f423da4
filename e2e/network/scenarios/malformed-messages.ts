// SPDX-License-Identifier: Apache-2.0
/** Peers that finished libp2p's handshake send malformed and false messages of every protocol: the node goes on. */
import { Attack } from "../lib/attack.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import type { Node } from "../lib/node.js"
import { announcements, grandpa, handshakes, transactions } from "../lib/notices.js"
import { addresses, blocks, identify, light, pings, state, warp } from "../lib/requests.js"
import { check, type Scenario } from "../lib/scenario.js"
import { until } from "../lib/wait.js"

const KINDS = [handshakes, announcements, transactions, grandpa, blocks, warp, state, light, pings, identify, addresses]
/** Requests at once of which only half is sent. */
const HALVES = 200
/** Most blocks that a node puts into an answer. */
const MOST_BLOCKS = 128

/** A panic other than the runtime's way to refuse arguments, which ends a call inside wasm and nothing else. */
const PANIC = /panicked(?! at \S+:\nBad input data provided to)/
const REFUSAL = /panicked at \S+:\nBad input data provided to/g

/** Peer ids that a node is connected to. */
const peers = async (node: Node) => (await node.call<{ peerId: string }[]>("system_peers")).map(({ peerId }) => peerId)

export const malformedMessages: Scenario = {
  name: "malformed-messages",
  about: "malformed and false handshakes, notices, requests and answers of real peers: the node goes on",
  async run({ say }) {
    // GRANDPA says why it refuses a message, but not aloud.
    const network = await Network.start({ flags: { alice: ["-lgrandpa=debug"] } })
    try {
      const alice = network.node("alice")
      await finalityGoesOn(network.nodes, 2)
      const honest = await until("alice has three peers", 60, async () => {
        const found = await peers(alice)
        return found.length === 3 && found
      })
      const attack = new Attack(network, alice)
      const unharmed = async (what: string) => {
        check(alice.running, `alice ended after ${what}:\n${alice.tail()}`)
        await attack.through()
        await finalityGoesOn(network.nodes, 1)
        const now = await peers(alice)
        check(honest.every((peer) => now.includes(peer)), `alice lost an honest peer after ${what}`)
        for (const node of network.nodes) check(!PANIC.test(node.output()), `${node.name} panicked after ${what}:\n${node.tail(40)}`)
      }
      await unharmed("what is true")
      say("a good handshake is answered with alice's, a good request with its block")
      for (const kind of KINDS) {
        const { name, outcomes } = await attack.send(kind)
        await unharmed(name)
        say(`${name}: ${outcomes}`)
      }
      const lies = await attack.lie()
      await unharmed("false answers")
      say(`answers to alice's requests for blocks: ${lies}`)
      await attack.halves(HALVES)
      await unharmed("halves of requests")
      say(`a good request is answered beside ${HALVES} halves of requests`)
      await until("there are more blocks than an answer holds", 300, async () => (await alice.best()) > MOST_BLOCKS)
      const most = await attack.peer(async (peer) => attack.blocks(await peer.open("sync/2"), 0, 2 ** 32 - 1))
      check(most.length > 0 && most.length <= MOST_BLOCKS, `a request for 2^32 - 1 blocks was answered with ${most.length}`)
      say(`a request for 2^32 - 1 of ${await alice.best()} blocks is answered with ${most.length}`)
      await until("alice has her three peers alone", 60, async () => (await peers(alice)).length === 3)
      await unharmed("everything")
      say(`the runtime refused the arguments of ${alice.output().match(REFUSAL)?.length ?? 0} calls`)
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
