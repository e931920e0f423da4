// SPDX-License-Identifier: Apache-2.0
/** The little of SCALE that calls with encoded arguments need. */
import { concat, size, toHex, type Hex } from "viem"

export const le = (value: bigint | number, bytes: number): Hex => {
  const out = new Uint8Array(bytes)
  for (let i = 0, left = BigInt(value); i < bytes; i++, left >>= 8n) out[i] = Number(left & 255n)
  return toHex(out)
}
export const u16 = (value: number) => le(value, 2)
export const u32 = (value: number) => le(value, 4)
/** A compact number below 2^14. */
export const compact = (value: number): Hex => (value < 64 ? le(value << 2, 1) : le((value << 2) | 1, 2))
export const bytes = (data: Hex): Hex => concat([compact(size(data)), data])

export interface Root {
  hash: Hex
  count: number
}
const root = ({ hash, count }: Root) => concat([hash, u32(count)])

/** A training manifest over one dataset version; what settlement does not read is empty. */
export function trainingManifest(order: {
  job: number
  model: number
  base: Hex
  datanet: number
  version: number
  data: Root
  config: { rank: number; alpha: number; epochs: number; batch: number; learningRate: number; maxTokens: number; checkpointEvery: number; seed: bigint }
  adapter: Hex
  location: string
}): Hex {
  const { config } = order
  const none = `0x${"00".repeat(32)}` as Hex
  const empty = { hash: none, count: 0 }
  return concat([
    u32(order.job), u32(order.model), order.base,
    compact(1), u32(order.datanet), u32(order.version), root(order.data),
    u16(config.rank), u16(config.alpha), u16(config.epochs), u16(config.batch), u32(config.learningRate),
    u16(config.maxTokens), u32(config.checkpointEvery), le(config.seed, 8),
    none, u32(1), order.adapter, root(empty),
    u32(10), u32(2_000_000), u32(1_000_000),
    "0x01", u16(64), u32(3_000), none, root(empty), root(empty), root(empty),
    bytes(toHex(order.location)),
  ])
}
