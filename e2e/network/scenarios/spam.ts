// SPDX-License-Identifier: Apache-2.0
/** Floods: large extrinsics, calls that are free when they are true, requests. Errors come back, blocks go on. */
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { WebSocket } from "ws"
import { dev, withChain, type Account, type Chain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import type { Node } from "../lib/node.js"
import { RpcError } from "../lib/rpc.js"
import { check, type Scenario } from "../lib/scenario.js"
import { sleep } from "../lib/wait.js"

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString("hex")}`
const some = () => hex(randomBytes(32))

/** What one node's `--rpc-rate-limit` is, for each connection. */
const PER_MINUTE = 1_000

/** How answers to a flood came out. */
interface Tally {
  taken: number
  refused: Map<string, number>
}

/** Sends `count` requests, `width` at a time. */
async function flood(count: number, width: number, send: (i: number) => Promise<unknown>): Promise<Tally> {
  const tally: Tally = { taken: 0, refused: new Map() }
  let next = 0
  const lane = async () => {
    while (next < count) {
      next += 1
      try {
        await send(next - 1)
        tally.taken += 1
      } catch (error) {
        const why = error instanceof RpcError ? error.message.slice(0, 80) : "no answer"
        tally.refused.set(why, (tally.refused.get(why) ?? 0) + 1)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return tally
}

const told = ({ taken, refused }: Tally) => `${taken} taken, refused: ${JSON.stringify(Object.fromEntries(refused))}`

/** Signed remarks of a megabyte, more than the pool and a block hold. */
async function large(node: Node, chain: Chain, who: Account): Promise<Tally> {
  const nonce = (await chain.api.query.System.Account.getValue(who.address)).nonce
  const remark = (size: number) => chain.api.tx.System.remark({ remark: randomBytes(size) })
  const huge = await remark(6 << 20).sign(who.signer, { nonce })
  const refusal = await node.call("author_submitExtrinsic", [hex(huge)], 60_000).then(() => undefined, (error: unknown) => error)
  check(refusal instanceof RpcError, "an extrinsic larger than a block was taken")
  const signed: Uint8Array[] = []
  for (let i = 0; i < 30; i += 1) signed.push(await remark(1 << 20).sign(who.signer, { nonce: nonce + i }))
  return flood(signed.length, 6, (i) => node.call("author_submitExtrinsic", [hex(signed[i]!)], 60_000))
}

/** False calls that need no signer, by name: attestations, announcements of batches, Ethereum's transactions. */
const FREE = {
  "false attestations": (chain: Chain, i: number) => {
    const attestation = { worker: i, epoch: i, header_hash: some(), seed: some(), session_index: 0, authority: i % 4, audited: some() }
    return chain.api.tx.Attribution.attest({ attestation, signature: hex(randomBytes(64)) })
  },
  "false announcements": (chain: Chain, i: number) => {
    const root = () => ({ hash: some(), count: 1 })
    const sum = () => ({ ...root(), sum: 1n })
    const header = {
      worker: i, epoch: i, waterfall_version: 0, totals: [], unattributed: [],
      receipts: sum(), reports: root(), sessions: sum(), credits: sum(),
    }
    const signature = { type: "Sr25519", value: hex(randomBytes(64)) }
    return chain.api.tx.Attribution.announce_pulled({ header, signature, authority: i % 4, proof: hex(randomBytes(64)) })
  },
  // EIP-1559's type byte, then what is not RLP.
  "broken Ethereum transactions": (chain: Chain, i: number) =>
    chain.api.tx.Ethereum.transact({ raw: Uint8Array.of(2, ...randomBytes(64 + i)) }),
}

/** Calls without a signer, well formed and false: nobody pays for them, so nobody may keep them. */
async function free(node: Node, chain: Chain, make: (chain: Chain, i: number) => any): Promise<Tally> {
  const calls: Uint8Array[] = []
  for (let i = 0; i < 500; i += 1) calls.push(await make(chain, i).getEncodedData())
  // A general transaction: version 5 with extensions, theirs all at their defaults (era, nonce, tip, no metadata hash).
  const general = (call: Uint8Array) => {
    const body = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 0, 0]), call])
    const length = Buffer.from(Uint16Array.of((body.length << 2) | 1).buffer)
    return hex(Buffer.concat([length, body]))
  }
  return flood(2_000, 8, (i) => node.call("author_submitExtrinsic", [general(calls[i % calls.length]!)]))
}

/** More connections than the node takes; says how many it kept. */
async function connections(node: Node, count: number): Promise<number> {
  const sockets = await Promise.all(
    Array.from({ length: count }, () => new Promise<WebSocket | undefined>((done) => {
      const socket = new WebSocket(node.ws)
      socket.once("open", () => done(socket))
      socket.once("error", () => done(undefined))
    })),
  )
  await sleep(1_000)
  const kept = sockets.filter((socket) => socket?.readyState === WebSocket.OPEN).length
  sockets.forEach((socket) => socket?.terminate())
  return kept
}

/** Sends `count` requests at once over one connection: how many had an answer, and how many came too fast. */
async function hurried(node: Node, count: number): Promise<{ answered: number; limited: number }> {
  const socket = new WebSocket(node.ws)
  await once(socket, "open")
  const tally = { answered: 0, limited: 0 }
  socket.on("message", (data) => {
    const { error } = JSON.parse(String(data)) as { error?: { message: string } }
    if (error && /rate limit/i.test(error.message)) tally.limited += 1
    else tally.answered += 1
  })
  for (let id = 1; id <= count; id += 1) socket.send(JSON.stringify({ jsonrpc: "2.0", id, method: "system_chain", params: [] }))
  for (let second = 0; second < 60 && tally.answered + tally.limited < count; second += 1) await sleep(1_000)
  socket.terminate()
  return tally
}

/** Status of a request whose body is `size` bytes, 0 when the connection was closed while it was sent. */
async function body(node: Node, size: number): Promise<number> {
  const headers = { "content-type": "application/json" }
  const text = `{"jsonrpc":"2.0","id":1,"method":"system_chain","params":["${"x".repeat(size)}"]}`
  return fetch(node.http, { method: "POST", headers, body: text }).then((response) => response.status, () => 0)
}

export const spam: Scenario = {
  name: "spam",
  about: "floods of large extrinsics, of false calls without a signer and of requests: errors come back, blocks go on",
  async run({ say }) {
    const network = await Network.start({ flags: { bob: ["--rpc-rate-limit", `${PER_MINUTE}`] } })
    try {
      const alice = network.node("alice")
      await finalityGoesOn(network.nodes, 2)
      await withChain(alice, async (chain) => {
        const start = await alice.best()
        const big = await large(alice, chain, dev("//Eve"))
        say(`30 remarks of a megabyte: ${told(big)}`)
        check(big.taken > 0, "no remark of a megabyte was taken")
        await finalityGoesOn(network.nodes, 5)
        for (const [what, make] of Object.entries(FREE)) {
          const none = await free(alice, chain, make)
          say(`2,000 ${what} without a signer: ${told(none)}`)
          check(none.taken === 0, `${none.taken} ${what} were taken`)
          check(!none.refused.has("no answer"), `${what}: a request has no answer`)
        }
        const kept = await connections(alice, 400)
        say(`${kept} of 400 connections were kept`)
        check(kept < 400, "there is no limit on connections")
        const status = await body(alice, 20 << 20)
        check(status === 413 || status === 0, `a request of 20 MiB was answered with ${status}`)
        const reads = await flood(3_000, 16, () => alice.call("state_getKeysPaged", ["0x", 256]))
        say(`3,000 reads of 256 keys: ${told(reads)}; a request of 20 MiB: ${status || "connection closed"}`)
        const fast = await hurried(network.node("bob"), 3 * PER_MINUTE)
        say(`${3 * PER_MINUTE} requests to a node that takes ${PER_MINUTE} a minute: ${fast.answered} answered, ${fast.limited} refused`)
        check(fast.answered + fast.limited === 3 * PER_MINUTE, "a request had no answer")
        check(fast.limited > 0 && fast.answered >= PER_MINUTE / 2, "--rpc-rate-limit limits nothing, or everything")
        await sleep(1_000)
        say(`${(await alice.best()) - start} blocks were made meanwhile`)
      })
      for (const node of network.nodes) check(!/panicked/.test(node.output()), `${node.name} panicked:\n${node.tail()}`)
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
