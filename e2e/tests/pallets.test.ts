// SPDX-License-Identifier: Apache-2.0
/** polkadot-api reads every pallet of the value flow, contributes, and finds its words documented. */
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { blake2b } from "@noble/hashes/blake2"
import { Binary, type PolkadotClient } from "polkadot-api"
import { connect } from "../lib/client.js"
import { bytesToHex } from "viem"
import { alice, address, bob } from "../lib/keys.js"
import { startNode, type Node } from "../lib/node.js"

const blake2_256 = (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 })
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const u32 = (value: number) => new Uint8Array(new Uint32Array([value]).buffer)
const hex = (bytes: Uint8Array) => bytesToHex(bytes)

let node: Node
let client: PolkadotClient
before(async () => {
  node = await startNode()
  client = connect(node.url)
})
after(async () => {
  client?.destroy()
  await node?.stop()
})

async function submit(tx: any, signer = alice) {
  const result = await tx.signAndSubmit(signer)
  assert.ok(result.ok, JSON.stringify(result.dispatchError, (_, v) => (typeof v === "bigint" ? `${v}` : v)))
  return result.events as any[]
}

test("every pallet of the value flow answers", async () => {
  const api = client.getUnsafeApi()
  const next = await Promise.all([
    api.query.Datanets.NextDatanetId.getValue(),
    api.query.Models.NextModelId.getValue(),
    api.query.Agents.NextAgentId.getValue(),
    api.query.Workers.NextWorkerId.getValue(),
    api.query.Inference.NextSessionId.getValue(),
    api.query.Rewards.CurrentWaterfall.getValue(),
  ])
  assert.deepEqual(next.map(BigInt), [0n, 0n, 0n, 0n, 0n, 0n])
  assert.deepEqual(await api.query.Attribution.Batches.getEntries(), [])
})

test("a contribution by commit and reveal, with a named error for a wrong reveal", async () => {
  const api = client.getUnsafeApi()
  await submit(
    api.tx.Datanets.create({
      name: Binary.fromText("Notes"),
      licence: Binary.fromText("CC0-1.0"),
      purposes: 1,
      floor_rate: 0n,
      review_quorum: 500_000,
    }),
  )
  const row = new TextEncoder().encode("a row of text")
  const content = blake2_256(new TextEncoder().encode('{"text":"a row of text"}\n'))
  const rows = blake2_256(join(Uint8Array.of(0), row))
  const salt = blake2_256(new TextEncoder().encode("salt"))
  const commitment = blake2_256(join(content, salt, bob.publicKey, u32(0)))
  const manifest = {
    content_hash: hex(content),
    kind: { type: "JsonLines", value: undefined },
    bytes: 25,
    rows: { hash: hex(rows), count: 1 },
    location: Binary.fromText("http://127.0.0.1:8080/rows.jsonl"),
    bands: Array.from({ length: 16 }, (_, i) => BigInt(i)),
    signature_root: hex(new Uint8Array(32)),
  }
  await submit(api.tx.Datanets.commit({ datanet: 0, commitment: hex(commitment) }), bob)

  const wrong = api.tx.Datanets.reveal({ datanet: 0, salt: hex(content), manifest })
  const refused = await wrong.signAndSubmit(bob)
  assert.equal(refused.ok, false)
  assert.equal((refused as any).dispatchError.value.type, "Datanets")

  await submit(api.tx.Datanets.reveal({ datanet: 0, salt: hex(salt), manifest }), bob)
  const stored: any = await api.query.Datanets.Contributions.getValue(0)
  assert.equal(stored.contributor, address(bob))
  assert.equal(stored.manifest.rows.count, 1)
})
