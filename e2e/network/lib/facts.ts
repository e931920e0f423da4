// SPDX-License-Identifier: Apache-2.0
/** What a hostile peer knows of a chain, so that its lies are close to the truth. */
import { compact, list, raw } from "./encode.js"
import type { Hello } from "./hostile.js"
import type { Node } from "./node.js"

/** A header as the RPC shows it, in full. */
interface Header {
  number: string
  parentHash: string
  stateRoot: string
  extrinsicsRoot: string
  digest: { logs: string[] }
}

export interface Facts extends Hello {
  /** SCALE of the best block's header, with these parts in place of its own. */
  header(lies?: { number?: number; parent?: Uint8Array; logs?: Uint8Array }): Buffer
  /** The digest of that block without the seal. */
  unsealed: Buffer
  /** GRANDPA's set and round, and its voters' public keys. */
  set: number
  round: number
  voters: Buffer[]
}

/** A way to reach a node, and what is sent there. */
export interface Kind {
  name: string
  protocol: string
  /** In place of the handshake, after it, or as a request. */
  way: "handshake" | "notice" | "request"
  /** Each with its bytes as they go out, length included. */
  messages: [what: string, bytes: Buffer][]
  /** What the node's log has of those that are not answered, so that "ignored" is not "never read". */
  noted?: RegExp[]
}

export async function facts(node: Node): Promise<Facts> {
  const hash = await node.call<string>("chain_getBlockHash")
  const head = await node.call<Header>("chain_getHeader", [hash])
  const { setId, best } = await node.call<{ setId: number; best: { round: number } }>("grandpa_roundState")
  const authorities = raw(await node.call<string>("state_call", ["GrandpaApi_grandpa_authorities", "0x"]))
  const logs = head.digest.logs.map(raw)
  const header: Facts["header"] = (lies = {}) =>
    Buffer.concat([
      lies.parent ?? raw(head.parentHash),
      compact(lies.number ?? Number(head.number)),
      raw(head.stateRoot),
      raw(head.extrinsicsRoot),
      lies.logs ?? list(logs),
    ])
  return {
    genesis: (await node.hash(0))!,
    best: { number: Number(head.number), hash },
    header,
    unsealed: list(logs.slice(0, -1)),
    set: setId,
    round: best.round,
    // A list of fewer than 64: one byte of length, then keys of 32 bytes with weights of 8.
    voters: Array.from({ length: authorities[0]! >> 2 }, (_, i) => authorities.subarray(1 + i * 40, 33 + i * 40)),
  }
}
