// SPDX-License-Identifier: Apache-2.0
/** Bytes as nodes write them to each other: SCALE, protobuf, and the length in front of a message. */

/** SCALE's compact form of a number below 2^32. */
export function compact(value: number): Buffer {
  if (value < 1 << 6) return Buffer.from([value << 2])
  if (value < 1 << 14) return Buffer.from(Uint16Array.of((value << 2) | 1).buffer)
  if (value < 1 << 30) return Buffer.from(Uint32Array.of(((value << 2) | 2) >>> 0).buffer)
  if (value < 2 ** 32) return Buffer.concat([Buffer.from([3]), u32(value)])
  throw new Error(`${value} is not below 2^32`)
}

export const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
export const u64 = (value: number | bigint) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer)
export const raw = (hex: string) => Buffer.from(hex.replace(/^0x/, ""), "hex")

/** SCALE's list of items that are encoded already. */
export const list = (items: Uint8Array[]) => Buffer.concat([compact(items.length), ...items])
/** SCALE's list of bytes. */
export const blob = (bytes: Uint8Array) => Buffer.concat([compact(bytes.length), bytes])

/** An unsigned varint: seven bits a byte, the low ones first. */
export function varint(value: number | bigint): Buffer {
  const bytes: number[] = []
  let rest = BigInt(value)
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Buffer.from([...bytes, Number(rest)])
}

/** A message with its length in front. */
export const frame = (message: Uint8Array) => Buffer.concat([varint(message.length), message])

/** The first message in `bytes` and what follows it, undefined while it is not complete. */
export function unframe(bytes: Buffer): { message: Buffer; rest: Buffer } | undefined {
  const end = bytes.findIndex((byte) => byte < 128) + 1
  if (end === 0) return undefined
  const length = bytes.subarray(0, end).reduceRight((sum, byte) => sum * 128 + (byte & 127), 0)
  if (bytes.length < end + length) return undefined
  return { message: bytes.subarray(end, end + length), rest: bytes.subarray(end + length) }
}

/** A protobuf field: a number, or bytes. */
export function field(tag: number, value: number | bigint | Uint8Array): Buffer {
  const bytes = value instanceof Uint8Array
  return Buffer.concat([varint((tag << 3) | (bytes ? 2 : 0)), bytes ? frame(value) : varint(value)])
}

/** The top level of a protobuf message that has nothing but fields of bytes. */
export function fields(message: Buffer): { tag: number; bytes: Buffer }[] {
  const found: { tag: number; bytes: Buffer }[] = []
  for (let rest = message; rest.length > 0; ) {
    if ((rest[0]! & 7) !== 2) throw new Error(`field ${rest[0]! >> 3} is not bytes`)
    const next = unframe(rest.subarray(1))
    if (!next) throw new Error("a field is cut")
    found.push({ tag: rest[0]! >> 3, bytes: next.message })
    rest = next.rest
  }
  return found
}
