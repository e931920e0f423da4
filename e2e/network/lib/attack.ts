// SPDX-License-Identifier: Apache-2.0
/** Sends a node what hostile peers send, each time as a new peer, and notes what came of it. */
import { randomBytes } from "node:crypto"
import { answers } from "./answers.js"
import { fields, frame, raw, varint } from "./encode.js"
import { facts, type Facts, type Kind } from "./facts.js"
import { Hostile } from "./hostile.js"
import type { Network } from "./network.js"
import type { Node } from "./node.js"
import { blocksFrom } from "./requests.js"
import { check } from "./scenario.js"
import type { Talk } from "./talk.js"
import { sleep } from "./wait.js"

/** How often each message is sent. */
const TIMES = 3
/** Longest wait for what comes of a message, milliseconds. */
const PATIENCE = 1_500

/** What was sent, by what came of it. */
export class Outcomes {
  private readonly sent = new Map<string, Set<string>>()

  add(outcome: string, what: string): void {
    this.sent.set(outcome, (this.sent.get(outcome) ?? new Set()).add(what))
  }

  toString(): string {
    return [...this.sent].map(([outcome, sent]) => `${outcome}: ${[...sent].join(", ")}`).join("; ")
  }
}

export class Attack {
  private readonly at: { host: string; port: number }

  constructor(
    network: Network,
    private readonly node: Node,
  ) {
    this.at = network.p2p(node)
  }

  /** A new peer for the time of `use`. */
  async peer<T>(use: (peer: Hostile) => Promise<T>, says?: Facts, replies?: Record<string, () => Buffer>): Promise<T> {
    const peer = await Hostile.meet(this.at, says ?? (await facts(this.node)), replies)
    try {
      return await use(peer)
    } finally {
      await peer.leave()
    }
  }

  /** Sends every message of a kind, made anew each time: what is only almost true soon is past. */
  async send(make: (facts: Facts) => Kind): Promise<{ name: string; outcomes: Outcomes }> {
    const outcomes = new Outcomes()
    const before = this.node.output().length
    const { name, protocol, way, messages, noted } = make(await facts(this.node))
    for (let i = 0; i < messages.length * TIMES; i += 1) {
      const outcome = await this.peer(async (peer) => {
        const talk = await (way === "notice" ? peer.notices(protocol) : peer.open(protocol))
        const [, bytes] = make(await facts(this.node)).messages[i % messages.length]!
        talk.write(bytes)
        return peer.outcome(talk, PATIENCE)
      })
      const [what] = messages[i % messages.length]!
      check(this.node.running, `${this.node.name} ended after ${name}, ${what}:\n${this.node.tail()}`)
      outcomes.add(outcome, what)
    }
    this.noted(before, name, noted)
    return { name, outcomes }
  }

  /** Fails unless the node's log beyond `before` has all of `notes`. */
  private noted(before: number, after: string, notes: RegExp[] = []): void {
    const log = this.node.output().slice(before)
    for (const note of notes) check(note.test(log), `${this.node.name}'s log has no ${note} after ${after}`)
  }

  /** Fails unless a peer gets through: a good handshake is answered by one of this chain, a good request with its block. */
  async through(): Promise<void> {
    await this.peer(async (peer) => {
      const { handshake } = await peer.join()
      check(handshake.subarray(-32).equals(raw(peer.says.genesis)), `a strange handshake: ${handshake.toString("hex")}`)
      const found = await this.blocks(await peer.open("sync/2"), 1, 1)
      check(found.length === 1 && found[0]!.equals(raw((await this.node.hash(1))!)), "a good request did not get block 1")
    })
  }

  /** Hashes of the blocks that a request is answered with. */
  async blocks(talk: Talk, from: number, max: number): Promise<Buffer[]> {
    talk.write(blocksFrom(from, max))
    const answer = await talk.next()
    check(answer, "a good request for blocks was not answered")
    return fields(answer).map(({ bytes }) => fields(bytes)[0]!.bytes)
  }

  /** Sends the first half of `count` requests at once: they must not keep another peer from an answer. */
  async halves(count: number): Promise<void> {
    await this.peer(async (peer) => {
      const talks = await Promise.all(Array.from({ length: count }, () => peer.open("sync/2")))
      for (const talk of talks) talk.write(Buffer.concat([varint(15 << 20), randomBytes(500)]))
      await sleep(PATIENCE)
      await this.through()
    })
  }

  /** Makes the node ask for blocks and answers falsely; fails when it does not ask. */
  async lie(): Promise<Outcomes> {
    const outcomes = new Outcomes()
    const before = this.node.output().length
    for (let time = 0; time < TIMES; time += 1) {
      for (const { what } of answers(await facts(this.node))) {
        const known = await facts(this.node)
        const { bytes, announced } = answers(known).find((answer) => answer.what === what)!
        const far = { number: known.best.number + 1_000, hash: randomBytes(32).toString("hex") }
        const outcome = await this.peer(async (peer) => {
          const { talk } = await peer.join()
          if (announced) talk.write(frame(Buffer.concat([announced, Buffer.from([1, 0])])))
          await peer.wait("sync/2")
          return peer.outcome(talk, PATIENCE)
        }, announced ? known : { ...known, best: far }, { "sync/2": () => bytes, "/ipfs/id/1.0.0": () => bytes })
        check(this.node.running, `${this.node.name} ended after the answer ${what}:\n${this.node.tail()}`)
        outcomes.add(outcome, what)
      }
    }
    this.noted(before, "false answers", [/Verification failed for block/])
    return outcomes
  }
}
