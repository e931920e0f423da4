// SPDX-License-Identifier: Apache-2.0
/**
 * Runtime blobs as a node looks at them before it takes one: modules that hold nothing but the sections of a
 * version. They show what is refused; none of them could run.
 */
import { compactToU8a, numberToU8a, stringToU8a, u8aConcat } from "@polkadot/util"
import { blake2AsU8a } from "@polkadot/util-crypto"

const u32 = (value: number) => numberToU8a(value, 32)
const text = (value: string) => u8aConcat(compactToU8a(value.length), stringToU8a(value))

/** A length in LEB128. */
function leb128(value: number): Uint8Array {
  const bytes = []
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80)
  return Uint8Array.from([...bytes, value])
}

function section(name: string, contents: Uint8Array): Uint8Array {
  const body = u8aConcat(leb128(name.length), stringToU8a(name), contents)
  return u8aConcat([0], leb128(body.length), body)
}

/** A module that says to be version `version` of the runtime `name`. */
export function module(name: string, version: number): Uint8Array {
  // Names, authoring, spec and impl version, no APIs, transaction and system version.
  const names = u8aConcat(text(name), text(name))
  const said = u8aConcat(names, u32(1), u32(version), u32(1), compactToU8a(0), u32(1), [1])
  const core = u8aConcat(blake2AsU8a("Core", 64), u32(5))
  const magic = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
  return u8aConcat(magic, section("runtime_version", said), section("runtime_apis", core))
}
