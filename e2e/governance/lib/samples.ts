// SPDX-License-Identifier: Apache-2.0
/** A value of every type of the chain's metadata, for polkadot-api's codecs: lists have one entry, options are filled. */
import type { MetadataLookup } from "@polkadot-api/metadata-builders"
import { AccountId } from "polkadot-api"

type Json = any
const account = AccountId().dec(new Uint8Array(32).fill(7))
const isByte = (entry: Json) => entry.type === "primitive" && entry.value === "u8"

function primitive(kind: string): Json {
  if (kind === "bool") return true
  if (kind === "str" || kind === "char") return "a"
  return Number(kind.slice(1)) > 32 ? 1n : 1
}

/** Gives a sample of the type `id`; a call within a call is `System.remark`, and types do not hold themselves. */
export function sampler(lookup: MetadataLookup): (id: number) => Json {
  const open = new Set<number>()

  const each = (fields: Record<string, Json>) =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sample(field)]))

  function variant(entry: Json): Json {
    for (const [type, shape] of Object.entries<Json>(entry.value)) {
      try {
        if (shape.type === "void") return { type, value: undefined }
        return { type, value: shape.type === "lookupEntry" ? sample(shape.value) : composite(shape) }
      } catch (error) {
        if (!(error instanceof Recursive)) throw error
      }
    }
    throw new Recursive()
  }

  function composite(entry: Json): Json {
    switch (entry.type) {
      case "primitive":
        return primitive(entry.value)
      case "void":
        return undefined
      case "compact":
        return entry.isBig ? 1n : 1
      case "bitSequence":
        return [1, 0, 1]
      case "AccountId32":
        return account
      case "AccountId20":
        return `0x${"07".repeat(20)}`
      case "struct":
        return each(entry.value)
      case "tuple":
        return entry.value.map(sample)
      case "array":
        if (isByte(entry.value)) return `0x${"07".repeat(entry.len)}`
        return Array.from({ length: entry.len }, () => sample(entry.value))
      case "sequence":
        return isByte(entry.value) ? new Uint8Array([97]) : orElse(() => [sample(entry.value)], [])
      case "option":
        return orElse(() => sample(entry.value), undefined)
      case "result":
        return { success: true, value: sample(entry.value.ok) }
      case "enum":
        return variant(entry)
      default:
        throw new Error(`no sample for ${entry.type}`)
    }
  }

  function sample(entry: Json): Json {
    if (entry.id === lookup.call) {
      return { type: "System", value: { type: "remark", value: { remark: new Uint8Array([97]) } } }
    }
    if (open.has(entry.id)) throw new Recursive()
    open.add(entry.id)
    try {
      return composite(entry)
    } finally {
      open.delete(entry.id)
    }
  }
  return (id) => sample(lookup(id))
}

class Recursive extends Error {}

function orElse(make: () => Json, other: Json): Json {
  try {
    return make()
  } catch (error) {
    if (error instanceof Recursive) return other
    throw error
  }
}
