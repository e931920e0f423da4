// SPDX-License-Identifier: Apache-2.0
/** Malformed and greedy requests: blocks, state, warp proofs, light clients, and what every libp2p node answers. */
import { randomBytes } from "node:crypto"
import { field, frame, raw, u32, varint } from "./encode.js"
import type { Facts, Kind } from "./facts.js"

const MIB = 1 << 20
const join = (...parts: Buffer[]) => frame(Buffer.concat(parts))
/** Headers and bodies, as a block request names them. */
const HEADER_AND_BODY = 0x03000000

/** A good request for blocks from a height, of `max` blocks at most. */
export const blocksFrom = (number: number, max: number) => join(field(1, HEADER_AND_BODY), field(3, u32(number)), field(6, max))

/** Bytes that no protocol of requests takes. */
const garbage = (): [string, Buffer][] => [
  ["random bytes", frame(randomBytes(200))],
  ["empty", frame(Buffer.alloc(0))],
  ["a length of 2^62", varint(2n ** 62n)],
  ["a length without an end", Buffer.alloc(64, 0xff)],
]

export const blocks = (facts: Facts): Kind => ({
  name: "block requests",
  protocol: "sync/2",
  way: "request",
  messages: [
    ...garbage(),
    ["no start", join(field(1, HEADER_AND_BODY), field(6, 1))],
    ["a hash of 31 bytes", join(field(1, HEADER_AND_BODY), field(2, randomBytes(31)))],
    ["an unknown hash", join(field(1, HEADER_AND_BODY), field(2, randomBytes(32)), field(6, 1))],
    ["block 2^32 - 1", blocksFrom(2 ** 32 - 1, 1)],
    ["unknown parts of a block", join(field(1, 2 ** 32 - 1), field(2, raw(facts.genesis)))],
    ["a third direction", join(field(1, HEADER_AND_BODY), field(3, u32(0)), field(5, 7))],
    ["2^32 - 1 blocks from genesis", blocksFrom(0, 2 ** 32 - 1)],
    ["2^32 - 1 blocks down", join(field(1, HEADER_AND_BODY), field(2, raw(facts.best.hash)), field(5, 1), field(6, 2 ** 32 - 1))],
    ["15 megabytes of zeros", frame(Buffer.alloc(15 * MIB))],
    ["17 megabytes of zeros", frame(Buffer.alloc(17 * MIB))],
    ["half of a request", blocksFrom(0, 1).subarray(0, 6)],
  ],
})

export const warp = (): Kind => ({
  name: "requests for warp proofs",
  protocol: "sync/warp",
  way: "request",
  messages: [
    ...garbage(),
    ["an unknown hash", frame(randomBytes(32))],
    ["half a hash", frame(randomBytes(16))],
    ["half of a request", frame(randomBytes(32)).subarray(0, 9)],
  ],
})

export const state = ({ genesis, best }: Facts): Kind => {
  const [at, bare] = [field(1, raw(best.hash)), field(3, 1)]
  const keys = (count: number, make: () => Uint8Array) => Array.from({ length: count }, () => field(2, make()))
  const child = (rest: Uint8Array) => Buffer.concat([Buffer.from(":child_storage:default:"), rest])
  return {
    name: "state requests",
    protocol: "state/2",
    way: "request",
    messages: [
      ...garbage(),
      ["an unknown block", join(field(1, randomBytes(32)), bare)],
      ["a block's hash of 5 bytes", join(field(1, randomBytes(5)))],
      ["from a random key without proof", join(at, ...keys(1, () => randomBytes(32)), bare)],
      ["from a random key with proof", join(at, ...keys(1, () => randomBytes(32)))],
      ["from behind the last key", join(at, ...keys(1, () => Buffer.alloc(64, 0xff)))],
      ["from a key of half a megabyte", join(at, ...keys(1, () => randomBytes(MIB / 2)))],
      ["three levels of keys", join(at, ...keys(3, () => randomBytes(32)), bare)],
      ["50,000 starts", join(at, ...keys(50_000, () => randomBytes(4)))],
      ["a child trie that is none", join(at, field(2, child(randomBytes(9))), field(2, randomBytes(9)))],
      ["everything at genesis", join(field(1, raw(genesis)), bare)],
    ],
  }
}

export const light = ({ genesis }: Facts): Kind => {
  const at = field(2, raw(genesis))
  const call = (method: Uint8Array, data: Uint8Array) => join(field(1, Buffer.concat([at, field(3, method), field(4, data)])))
  const read = (...keys: Uint8Array[]) => join(field(2, Buffer.concat([at, ...keys.map((key) => field(3, key))])))
  return {
    name: "light clients' requests",
    protocol: "light/2",
    way: "request",
    messages: [
      ...garbage(),
      ["a call of nothing", call(Buffer.alloc(0), Buffer.alloc(0))],
      ["a call of an unknown function", call(Buffer.from("Nothing_at_all"), randomBytes(100))],
      ["a call of what is not text", call(randomBytes(64), randomBytes(64))],
      ["a call with random arguments", call(Buffer.from("TaggedTransactionQueue_validate_transaction"), randomBytes(200))],
      ["no keys", read()],
      ["5,000 random keys", read(...Array.from({ length: 5_000 }, () => randomBytes(32)))],
      ["a key of half a megabyte", read(randomBytes(MIB / 2))],
      ["a child trie that is none", join(field(4, Buffer.concat([at, field(3, randomBytes(40)), field(6, randomBytes(32))])))],
      ["a block that is none", join(field(2, Buffer.concat([field(2, randomBytes(32)), field(3, randomBytes(32))])))],
    ],
  }
}

export const pings = (): Kind => ({
  name: "pings",
  protocol: "/ipfs/ping/1.0.0",
  way: "request",
  messages: [
    ["a good one", randomBytes(32)],
    ["half of one", randomBytes(16)],
    ["100 in a row", randomBytes(3_200)],
  ],
})

export const identify = (): Kind => ({ name: "identify", protocol: "/ipfs/id/1.0.0", way: "request", messages: garbage() })

export const addresses = (): Kind => {
  const key = randomBytes(32)
  const peer = Buffer.concat([field(1, randomBytes(38)), ...Array.from({ length: 200 }, () => field(2, randomBytes(20)))])
  const record = Buffer.concat([field(1, randomBytes(32)), field(2, randomBytes(50_000))])
  return {
    name: "the table of addresses",
    protocol: "kad",
    way: "request",
    messages: [
      ...garbage(),
      ["an unknown question", join(field(1, 77), field(2, key))],
      ["who is near a random key", join(field(1, 4), field(2, key))],
      ["who is near a key of 60 kB", join(field(1, 4), field(2, randomBytes(60_000)))],
      ["peers with random addresses", join(field(1, 4), field(2, key), ...Array.from({ length: 5 }, () => field(8, peer)))],
      ["a value under another key", join(field(1, 0), field(2, key), field(3, record))],
      ["a provider that is none", join(field(1, 2), field(2, key), field(9, peer))],
    ],
  }
}
