// SPDX-License-Identifier: Apache-2.0
/** A libp2p peer of its own that finishes every handshake with a node and then says whatever it is told to. */
import { noise } from "@chainsafe/libp2p-noise"
import { yamux } from "@chainsafe/libp2p-yamux"
import { tcp } from "@libp2p/tcp"
import { multiaddr } from "@multiformats/multiaddr"
import { createLibp2p, type Libp2p } from "libp2p"
import { frame, raw, u32 } from "./encode.js"
import { PATIENCE, Talk } from "./talk.js"
import { sleep, until } from "./wait.js"

// Packages of libp2p call it (ES2024); Node has it from version 22 on.
Object.assign(Promise, {
  withResolvers: Reflect.get(Promise, "withResolvers") ?? (() => {
    const parts: Record<string, unknown> = {}
    parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }))
    return parts
  }),
})

type Connection = Awaited<ReturnType<Libp2p["dial"]>>

/** The role that it claims: an authority. Beside block announcements the role is the whole handshake. */
const ROLE = Buffer.from([4])
export const ANNOUNCES = "block-announces/1"
/** Protocols that a node opens to every peer whose handshake it took. */
const GOSSIP = ["transactions/1", "grandpa/1"]

/** What a handshake of block announcements says beside the role. */
export interface Hello {
  genesis: string
  best: { number: number; hash: string }
}

/** The handshake of block announcements. */
export const hello = ({ genesis, best }: Hello) => Buffer.concat([ROLE, u32(best.number), raw(best.hash), raw(genesis)])

export class Hostile {
  private connection?: Connection
  /** Streams that the node opened, by protocol; the newest of each. */
  readonly opened = new Map<string, Talk>()

  private constructor(
    private readonly self: Libp2p,
    readonly says: Hello,
  ) {}

  /** Connects to a node under a new peer id. `answers` is what it says, length included, when the node asks it something. */
  static async meet(at: { host: string; port: number }, says: Hello, answers: Record<string, () => Buffer> = {}): Promise<Hostile> {
    const peer = new Hostile(
      await createLibp2p({
        transports: [tcp()],
        connectionEncrypters: [noise()],
        streamMuxers: [yamux()],
        connectionMonitor: { enabled: false },
      }),
      says,
    )
    try {
      await peer.answer(ANNOUNCES, () => frame(hello(says)))
      for (const name of GOSSIP) await peer.answer(name, () => frame(ROLE))
      for (const [name, reply] of Object.entries(answers)) await peer.answer(name, reply)
      const address = multiaddr(`/ip4/${at.host}/tcp/${at.port}`)
      peer.connection = await peer.self.dial(address, { signal: AbortSignal.timeout(PATIENCE) })
      return peer
    } catch (error) {
      await peer.leave()
      throw error
    }
  }

  private async answer(name: string, reply: () => Buffer): Promise<void> {
    await this.self.handle(this.protocol(name), ({ stream }) => {
      const talk = new Talk(stream)
      this.opened.set(name, talk)
      talk.write(reply())
    })
  }

  /** A protocol of this chain, or one of libp2p's own by its full name. */
  private protocol(name: string): string {
    return name.startsWith("/") ? name : `/${this.says.genesis.slice(2)}/${name}`
  }

  get connected(): boolean {
    return this.connection?.status === "open"
  }

  /** Opens a stream; throws when the node does not take the protocol. */
  async open(name: string): Promise<Talk> {
    const options = { signal: AbortSignal.timeout(PATIENCE), maxOutboundStreams: 1_000 }
    return new Talk(await this.connection!.newStream(this.protocol(name), options))
  }

  /** Opens block announcements in both directions; the node's handshake. */
  async join(): Promise<{ talk: Talk; handshake: Buffer }> {
    return this.enter(ANNOUNCES, hello(this.says))
  }

  /** Opens a stream for notices: block announcements, or what the node opens to those who joined. */
  async notices(name: string): Promise<Talk> {
    const { talk } = await this.join()
    return name === ANNOUNCES ? talk : (await this.enter(name, ROLE)).talk
  }

  private async enter(name: string, greeting: Buffer): Promise<{ talk: Talk; handshake: Buffer }> {
    // Gossip is for those whom the node chose, and it opens its own stream to them first.
    if (name !== ANNOUNCES) await this.wait(name)
    const talk = await this.open(name)
    talk.write(frame(greeting))
    const handshake = await talk.next()
    if (!handshake) throw new Error(`a good handshake of ${name} was not answered`)
    await this.wait(name)
    return { talk, handshake }
  }

  /** Waits until the node has opened `name` to this peer. */
  wait(name: string): Promise<Talk> {
    return until(`the node opens ${name}`, PATIENCE / 1_000, async () => this.opened.get(name), 20)
  }

  /** What became of what was sent on `talk`. */
  async outcome(talk: Talk, milliseconds: number): Promise<string> {
    for (const end = Date.now() + milliseconds; !talk.heard && !talk.over && Date.now() < end; ) await sleep(10)
    if (talk.heard) return "answered"
    if (!talk.over) return "ignored"
    await sleep(50)
    return this.connected ? "stream closed" : "disconnected"
  }

  async leave(): Promise<void> {
    await this.self.stop()
  }
}
