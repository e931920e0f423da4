// SPDX-License-Identifier: Apache-2.0
/** Raw bytes on the port between nodes: whoever sends them is dropped, the node goes on. */
import { randomBytes } from "node:crypto"
import { createConnection, type Socket } from "node:net"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { check, type Scenario } from "../lib/scenario.js"
import { sleep } from "../lib/wait.js"

/** A message of multistream-select: its length, the text, a line feed. */
const multistream = (text: string) => Buffer.concat([Buffer.from([text.length + 1]), Buffer.from(`${text}\n`)])
const HELLO = multistream("/multistream/1.0.0")
const NOISE = multistream("/noise")

/** What is sent, one connection each. */
const PAYLOADS: [string, () => Buffer][] = [
  ["nothing, then the end", () => Buffer.alloc(0)],
  ["a zero", () => Buffer.alloc(1)],
  ["random bytes", () => randomBytes(1_024)],
  ["a megabyte of random bytes", () => randomBytes(1 << 20)],
  ["HTTP", () => Buffer.from("GET / HTTP/1.1\r\nHost: node\r\n\r\n")],
  ["a length of 2^63", () => Buffer.from("ffffffffffffffff7f", "hex")],
  ["a length without an end", () => Buffer.alloc(64, 0xff)],
  ["half a greeting", () => HELLO.subarray(0, 9)],
  ["an unknown protocol", () => Buffer.concat([HELLO, multistream("/unknown/9.9.9")])],
  ["many protocols", () => Buffer.concat([HELLO, ...Array.from({ length: 500 }, (_, i) => multistream(`/p/${i}`))])],
  ["noise with a random handshake", () => Buffer.concat([HELLO, NOISE, Buffer.from([0, 200]), randomBytes(200)])],
  ["noise with the longest frame, cut", () => Buffer.concat([HELLO, NOISE, Buffer.from([0xff, 0xff]), randomBytes(4_000)])],
  ["noise with empty frames", () => Buffer.concat([HELLO, NOISE, Buffer.alloc(2_000)])],
]
/** Connections that say nothing and stay. */
const IDLE = 150

function open(host: string, port: number): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = createConnection({ host, port })
    socket.once("connect", () => done(socket))
    socket.on("error", () => done(undefined))
  })
}

export const malformedPeer: Scenario = {
  name: "malformed-peer",
  about: "random bytes, broken handshakes and idle connections on the port between nodes: it goes on",
  async run({ say }) {
    const network = await Network.start()
    try {
      const alice = network.node("alice")
      await finalityGoesOn(network.nodes, 2)
      const { host, port } = network.p2p(alice)
      for (const [what, payload] of PAYLOADS) {
        for (let i = 0; i < 5; i += 1) {
          const socket = await open(host, port)
          check(socket, `alice's port takes no connection (${what})`)
          socket.end(payload())
          await sleep(50)
          socket.destroy()
        }
        check(alice.running, `alice ended after ${what}:\n${alice.tail()}`)
      }
      say(`${PAYLOADS.length} kinds of bytes, five times each`)
      const idle = await Promise.all(Array.from({ length: IDLE }, () => open(host, port)))
      const reached = await finalityGoesOn(network.nodes, 5)
      idle.forEach((socket) => socket?.destroy())
      say(`finality went on to block ${reached} beside ${idle.filter((socket) => socket).length} idle connections`)
      const { peers } = await alice.call<{ peers: number }>("system_health")
      check(peers === 3, `alice has ${peers} peers`)
      check(!/panicked/.test(alice.output()), `alice panicked:\n${alice.tail()}`)
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
