// SPDX-License-Identifier: Apache-2.0
/** Who made a block and in which slot, from BABE's pre-runtime digest. */
import type { Header } from "./node.js"

/** Slot and author (place in the validator set) of a block. */
export function claim(header: Header): { slot: number; author: number } {
  // PreRuntime (6), engine "BABE", compact length, kind of claim (1 to 3), author u32, slot u64.
  const log = header.digest.logs.find((entry) => entry.startsWith("0x0642414245"))
  if (!log) throw new Error(`block ${Number(header.number)} has no BABE digest`)
  const raw = Buffer.from(log.slice(2), "hex")
  const width = [1, 2, 4][raw[5]! & 3]
  if (width === undefined) throw new Error("the length of a digest is not a length")
  const at = 5 + width + 1
  return { author: raw.readUInt32LE(at), slot: Number(raw.readBigUInt64LE(at + 4)) }
}
