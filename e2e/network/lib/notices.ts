// SPDX-License-Identifier: Apache-2.0
/** Malformed and false messages of the protocols that wait for no answer: announcements, transactions, GRANDPA. */
import { randomBytes } from "node:crypto"
import { blob, compact, frame, list, raw, u32, u64, varint } from "./encode.js"
import type { Facts, Kind } from "./facts.js"
import { ANNOUNCES, hello } from "./hostile.js"

const MIB = 1 << 20
const some = () => randomBytes(32)
const all = (count: number, make: (i: number) => Buffer) => Array.from({ length: count }, (_, i) => make(i))
/** A list that claims 2^30 - 1 items and ends. */
const endless = compact(2 ** 30 - 1)
/** A length of 2^62 with nothing behind it. */
const far = varint(2n ** 62n)

export const handshakes = (facts: Facts): Kind => ({
  name: "handshakes",
  protocol: ANNOUNCES,
  way: "handshake",
  messages: [
    ["another genesis", frame(hello({ ...facts, genesis: some().toString("hex") }))],
    ["cut", frame(hello(facts).subarray(0, 50))],
    ["empty", frame(Buffer.alloc(0))],
    ["a byte too long", frame(Buffer.concat([hello(facts), Buffer.alloc(1)]))],
    ["two megabytes", frame(Buffer.alloc(2 * MIB))],
    ["random bytes", frame(randomBytes(69))],
    ["an unknown role", frame(Buffer.concat([Buffer.from([0xff]), hello(facts).subarray(1)]))],
    ["best block 2^32 - 1", frame(hello({ ...facts, best: { number: 2 ** 32 - 1, hash: some().toString("hex") } }))],
    ["a length of 2^62", far],
    ["half of one", frame(hello(facts)).subarray(0, 35)],
  ],
})

export const announcements = (facts: Facts): Kind => {
  /** A header, the state "best", no data. */
  const announce = (header: Buffer) => frame(Buffer.concat([header, Buffer.from([1, 0])]))
  const next = facts.best.number + 1
  return {
    name: "block announcements",
    protocol: ANNOUNCES,
    way: "notice",
    noted: [/failed to decode block announce/],
    messages: [
      ["random bytes", frame(randomBytes(300))],
      ["empty", frame(Buffer.alloc(0))],
      ["half a header", frame(facts.header().subarray(0, 60))],
      ["block 2^32 - 1", announce(facts.header({ number: 2 ** 32 - 1, parent: some() }))],
      ["an unknown parent", announce(facts.header({ number: next, parent: some() }))],
      ["no seal", announce(facts.header({ logs: facts.unsealed }))],
      ["no digest", announce(facts.header({ number: next, logs: compact(0) }))],
      ["an endless digest", announce(facts.header({ logs: endless }))],
      ["endless data", frame(Buffer.concat([facts.header(), Buffer.from([1]), endless]))],
      ["1,000 unknown blocks", Buffer.concat(all(1_000, (i) => announce(facts.header({ number: next + i, parent: some() }))))],
      ["more than a megabyte", frame(Buffer.alloc(MIB + 1))],
      ["a length of 2^62", far],
    ],
  }
}

export const transactions = (): Kind => ({
  name: "transactions",
  protocol: "transactions/1",
  way: "notice",
  noted: [/Failed to decode transactions list from peer/, /Bad input data provided to validate_transaction/],
  messages: [
    ["random bytes", frame(randomBytes(300))],
    ["empty", frame(Buffer.alloc(0))],
    ["an endless list", frame(Buffer.concat([endless, randomBytes(100)]))],
    ["an endless extrinsic", frame(Buffer.concat([compact(1), endless, randomBytes(100)]))],
    ["20 that are no extrinsics", frame(list(all(20, () => blob(randomBytes(120)))))],
    ["extrinsics of no bytes", frame(list(all(50, () => blob(Buffer.alloc(0)))))],
    ["one of a megabyte", frame(list([blob(randomBytes(MIB))]))],
    ["5,000 of four bytes", frame(list(all(5_000, (i) => blob(u32(i)))))],
    ["more than 16 megabytes", frame(Buffer.alloc(16 * MIB + 1))],
    ["a length of 2^62", far],
  ],
})

export const grandpa = ({ best, genesis, set, round, voters }: Facts): Kind => {
  const [max32, max64] = [u32(2 ** 32 - 1), u64(2n ** 64n - 1n)]
  const hash = some()
  const target = Buffer.concat([hash, u32(best.number + 1)])
  const vote = (at: Buffer, voter: Buffer) =>
    frame(Buffer.concat([Buffer.from([0]), at, u64(set), Buffer.from([0]), target, randomBytes(64), voter]))
  const commit = (number: Buffer, ...rest: Buffer[]) =>
    frame(Buffer.concat([Buffer.from([1]), u64(round), u64(set), hash, number, ...rest]))
  const neighbour = (...parts: Buffer[]) => frame(Buffer.concat([Buffer.from([2, 1]), ...parts]))
  const signed = voters.map((voter) => Buffer.concat([target, randomBytes(64), voter]))
  const signatures = list(voters.map((voter) => Buffer.concat([randomBytes(64), voter])))
  const catchUp = (at: number, ...rest: Buffer[]) => frame(Buffer.concat([Buffer.from([4]), u64(set), u64(at), ...rest]))
  const ahead = round + 1_000
  const farAhead = neighbour(u64(ahead), u64(set), u32(best.number))
  const askFor = (at: number, inSet: Buffer) => frame(Buffer.concat([Buffer.from([3]), u64(at), inSet]))
  const falseCatchUp = catchUp(ahead, list(signed), list(signed), raw(genesis), u32(0))
  return {
    name: "GRANDPA's messages",
    protocol: "grandpa/1",
    way: "notice",
    noted: [
      /Error decoding message/,
      /Bad message signature/,
      /Message from unknown voter/,
      /Malformed compact commit/,
      /Bad catch up message signature/,
    ],
    messages: [
      ["random bytes", frame(randomBytes(300))],
      ["empty", frame(Buffer.alloc(0))],
      ["every voter's vote with a false signature", Buffer.concat(voters.map((voter) => vote(u64(round), voter)))],
      ["a stranger's vote", vote(u64(round), some())],
      ["a vote of round 2^64 - 1", vote(max64, voters[0]!)],
      ["a commit with false signatures", commit(target.subarray(32), list(voters.map(() => target)), signatures)],
      ["a commit with no votes", commit(target.subarray(32), compact(0), compact(0))],
      ["a commit with endless votes", commit(target.subarray(32), endless, target)],
      ["a commit of block 2^32 - 1", commit(max32, list([target]), compact(0))],
      ["a neighbour at the end of time", neighbour(max64, max64, max32)],
      ["a neighbour that goes back", Buffer.concat([neighbour(u64(5), u64(set), u32(5)), neighbour(u64(1), u64(set), u32(1))])],
      ["an endless catch-up nobody asked for", catchUp(round, endless)],
      ["a catch-up with false signatures that was asked for", Buffer.concat([farAhead, falseCatchUp])],
      ["100 requests for a catch-up", Buffer.concat(all(100, (i) => askFor(i, i % 2 ? max64 : u64(set))))],
      ["more than a megabyte", frame(Buffer.alloc(MIB + 1))],
    ],
  }
}
