// SPDX-License-Identifier: Apache-2.0
/** Malformed and false answers to a node that asks a peer for blocks. */
import { randomBytes } from "node:crypto"
import { blake2b256 } from "@polkadot-labs/hdkd-helpers"
import { blob, compact, field, frame, raw, varint } from "./encode.js"
import type { Facts } from "./facts.js"

export interface Answer {
  what: string
  /** As it goes out, length included. */
  bytes: Buffer
  /** What is announced so that the node asks; where it is missing, the handshake claims a longer chain. */
  announced?: Buffer
}

const block = (hash: Uint8Array, header: Uint8Array, ...body: Uint8Array[]) =>
  field(1, Buffer.concat([field(1, hash), field(2, header), ...body.map((extrinsic) => field(3, extrinsic))]))

export function answers(facts: Facts): Answer[] {
  const best = raw(facts.best.hash)
  const lie = block(randomBytes(32), randomBytes(200), randomBytes(100))
  /** A block that is what was announced, and is not what the chain's rules allow. */
  const built = (what: string, logs?: Buffer): Answer => {
    const header = facts.header({ number: facts.best.number + 1, parent: best, logs })
    return { what, announced: header, bytes: frame(block(blake2b256(header), header, blob(randomBytes(50)))) }
  }
  return [
    { what: "random bytes", bytes: frame(randomBytes(500)) },
    { what: "no blocks", bytes: frame(Buffer.alloc(0)) },
    { what: "a block of random bytes", bytes: frame(lie) },
    { what: "100,000 empty blocks", bytes: frame(Buffer.concat(Array.from({ length: 100_000 }, () => field(1, Buffer.alloc(0))))) },
    { what: "a length of 2^62", bytes: varint(2n ** 62n) },
    { what: "half of an answer", bytes: frame(lie).subarray(0, 50) },
    built("a block with its parent's seal"),
    built("a block with no seal", facts.unsealed),
    built("a block with no digest", compact(0)),
  ]
}
