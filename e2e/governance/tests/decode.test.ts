// SPDX-License-Identifier: Apache-2.0
/** Every call, event and error of the chain reads as text with its documentation, in both clients. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { ApiPromise } from "@polkadot/api"
import { getDynamicBuilder, getLookupFn } from "@polkadot-api/metadata-builders"
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings"
import type { PolkadotClient } from "polkadot-api"
import { connect as connectPapi } from "../../lib/client.js"
import { startNode, type Node } from "../lib/node.js"
import { connect, type Json } from "../lib/pjs.js"
import { sampler } from "../lib/samples.js"

/** Pallets of this repository: nothing of theirs may lack docs. */
const OURS = [
  ...["timing", "origins", "evmAccounts", "evm", "ethereum", "baseFee", "evmPrecompiles"],
  ...["datanets", "models", "agents", "workers", "inference", "attribution", "rewards"],
]

/** Calls of polkadot-sdk 2609 that carry no docs there; metadata cannot have what the SDK does not write. */
const SILENT_IN_THE_SDK = new Set([
  "whitelist.whitelistCall",
  "whitelist.removeWhitelistedCall",
  "whitelist.dispatchWhitelistedCall",
  "whitelist.dispatchWhitelistedCallWithPreimage",
  "whitelist.removeDeferredDispatch",
])

let node: Node
let api: ApiPromise
let client: PolkadotClient
before(async () => {
  node = await startNode()
  api = await connect(node.ws)
  client = connectPapi(node.ws)
})
after(async () => {
  client?.destroy()
  await api?.disconnect()
  await node?.stop()
})

const camel = (snake: string) => snake.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
const text = (docs: Json) => [...docs].map(String).join(" ").trim()

test("every call has docs and reads as text in both clients, byte for byte", async () => {
  const { hash } = await client.getFinalizedBlock()
  const metadata = unifyMetadata(decAnyMetadata(await client.getMetadata(hash)))
  const lookup = getLookupFn(metadata)
  const { buildCall } = getDynamicBuilder(lookup)
  const sample = sampler(lookup)
  const silent: string[] = []
  const wrong: string[] = []
  let count = 0
  for (const pallet of metadata.pallets) {
    if (!pallet.calls) continue
    const { def } = metadata.lookup[pallet.calls.type]
    assert.equal(def.tag, "variant")
    for (const variant of def.value as Json) {
      const section = `${pallet.name[0].toLowerCase()}${pallet.name.slice(1)}`
      const name = `${section}.${camel(variant.name)}`
      const values = Object.fromEntries(variant.fields.map(({ name, type }: Json) => [name, sample(type)]))
      const { codec, location } = buildCall(pallet.name, variant.name)
      const bytes = Uint8Array.from([...location, ...codec.enc(values)])
      assert.deepEqual(codec.enc(codec.dec(bytes.slice(2))), bytes.slice(2), `${name} in polkadot-api`)

      const call = api.registry.createType("Call", bytes) as Json
      if (call.toHex() !== `0x${Buffer.from(bytes).toString("hex")}`) wrong.push(name)
      const human = call.toHuman()
      assert.equal(`${human.section}.${human.method}`, name)
      assert.deepEqual(Object.keys(human.args), variant.fields.map(({ name }: Json) => name), name)
      assert.doesNotMatch(JSON.stringify(human), /undefined/, name)
      if (!text(variant.docs) || !text(call.meta.docs)) silent.push(name)
      count += 1
    }
  }
  assert.deepEqual(wrong, [], "calls that @polkadot/api reads differently")
  assert.equal(count, Object.values(api.tx).flatMap((methods) => Object.keys(methods)).length)
  assert.deepEqual(silent.filter((name) => !SILENT_IN_THE_SDK.has(name)), [])
})

test("events and errors of this repository's pallets have docs", () => {
  const silent: string[] = []
  for (const [kind, all] of Object.entries({ event: api.events as Json, error: api.errors as Json })) {
    for (const section of OURS) {
      for (const [name, { meta }] of Object.entries<Json>(all[section] ?? {})) {
        if (!text(meta.docs)) silent.push(`${kind} ${section}.${name}`)
        for (const field of meta.fields ?? []) {
          if (kind === "event" && !text(field.docs)) silent.push(`${kind} ${section}.${name}: ${field.name}`)
        }
      }
    }
  }
  assert.deepEqual(silent, [])
})

test("storage items and constants of this repository's pallets have docs", () => {
  const silent: string[] = []
  for (const section of OURS) {
    const parts = { storage: (api.query as Json)[section] ?? {}, constant: (api.consts as Json)[section] ?? {} }
    for (const [kind, items] of Object.entries<Json>(parts)) {
      for (const [name, item] of Object.entries<Json>(items)) {
        const docs = kind === "storage" ? item.creator.meta.docs : item.meta.docs
        if (name !== "palletVersion" && !text(docs)) silent.push(`${kind} ${section}.${name}`)
      }
    }
  }
  assert.deepEqual(silent, [])
})
