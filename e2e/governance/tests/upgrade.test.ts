// SPDX-License-Identifier: Apache-2.0
/**
 * A runtime upgrade by referendum, applied by anyone, and what is refused on the way. The blob of the next
 * version is built by `next-runtime.sh`; `OPENLEDGER_NEXT_RUNTIME` names one that is there.
 */
import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import type { ApiPromise } from "@polkadot/api"
import { stringToHex, u8aToHex } from "@polkadot/util"
import { blake2AsHex } from "@polkadot/util-crypto"
import { module } from "../lib/blob.js"
import { release, startNode, type Node } from "../lib/node.js"
import { join } from "node:path"
import { connect, event, eventsOf, height, reach, see, submit, type Json } from "../lib/pjs.js"
import { OPEN, people, type People } from "../lib/people.js"
import { carry } from "../lib/referendum.js"

const ROOT = { system: "Root" }
const path = process.env.OPENLEDGER_NEXT_RUNTIME ?? join(release, "next-runtime/openledger_runtime.wasm")

let node: Node
let api: ApiPromise
let who: People
let name: string
let version: number
before(async () => {
  node = await startNode()
  api = await connect(node.ws)
  who = await people()
  name = api.runtimeVersion.specName.toString()
  version = api.runtimeVersion.specVersion.toNumber()
})
after(async () => {
  await api?.disconnect()
  await node?.stop()
})

/** Authorises the blob's hash by a referendum on the root track. */
async function authorize(blob: Uint8Array): Promise<void> {
  const hash = blake2AsHex(blob, 256)
  const { block, data } = await carry(api, who.alice, who.stashes, ROOT, api.tx.system.authorizeUpgrade(hash))
  assert.ok(data.result.isOk, `${data.result}`)
  const { codeHash, checkVersion } = event(await eventsOf(api, block), "system.UpgradeAuthorized")
  assert.equal(codeHash.toHex(), hash)
  assert.ok(checkVersion.isTrue)
}

const apply = (blob: Uint8Array) => submit(api, api.tx.system.applyAuthorizedUpgrade(u8aToHex(blob)), who.ferdie)
const code = async () => ((await api.rpc.state.getStorageHash("0x3a636f6465")) as Json).toHex()

/** Authorises and applies a blob that the chain must refuse for `reason`. */
async function refuse(blob: Uint8Array, reason: string): Promise<void> {
  const before = await code()
  await authorize(blob)
  const { events } = await apply(blob)
  const { error } = event(events, "system.RejectedInvalidAuthorizedUpgrade")
  assert.equal(api.registry.findMetaError(error.asModule).name, reason)
  assert.equal(await code(), before)
  // The authorisation is spent.
  await assert.rejects(apply(blob), /system\.NothingAuthorized/)
}

/**
 * The blob's migration (migration.rs) takes several blocks, each of which says how far it is. Transactions wait
 * until it is done.
 */
async function migrated(api: ApiPromise, started: number): Promise<void> {
  const waiting = submit(api, api.tx.system.remark("0x01"), who.bob)
  const done = await see(api, "multiBlockMigrations.UpgradeCompleted", started)
  assert.ok(done.number >= started + 3, `from block ${started} to ${done.number}`)
  for (let number = started; number < done.number; number++) {
    const hash = (await api.rpc.chain.getBlockHash(number)).toHex()
    const { block }: Json = await api.rpc.chain.getBlock(hash)
    assert.ok(block.extrinsics.every(({ isSigned }: Json) => !isSigned), `a transaction in block ${number}`)
    event(await eventsOf(api, hash), "multiBlockMigrations.MigrationAdvanced")
  }
  assert.ok((await waiting).number > done.number)
  const counted: Json = await api.rpc.state.getStorage(stringToHex(":e2e:accounts"), done.block)
  const accounts = await api.rpc.state.getKeysPaged(api.query.system.account.keyPrefix(), 1_000, undefined, done.block)
  assert.equal(api.createType("u32", counted.unwrap()).toNumber(), (accounts as Json).length)
}

test("nothing is applied that is not authorised", async () => {
  await assert.rejects(apply(module(name, version + 1)), /system\.NothingAuthorized/)
  await assert.rejects(submit(api, api.tx.system.setCode("0x00"), who.alice), /BadOrigin/)
})

test("a blob that does not decode is refused", () => refuse(new Uint8Array(1_000).fill(7), "FailedToExtractRuntimeVersion"))

test("a lower version is refused", () => refuse(module(name, version - 1), "SpecVersionNeedsToIncrease"))

test("another chain's runtime is refused", () => refuse(module("another", version + 1), "InvalidSpecName"))

test("the upgrade: another blob is refused, the authorised one is applied by anyone and runs", async (t) => {
  if (!existsSync(path)) return t.skip(`${path} is missing: run e2e/governance/next-runtime.sh first`)
  const blob = new Uint8Array(readFileSync(path))
  await authorize(blob)
  await assert.rejects(apply(module(name, version + 2)), /system\.Unauthorized/)

  const { events, number } = await apply(blob)
  event(events, "system.CodeUpdated")
  // The next block is the new runtime's: it says so itself, and takes transactions signed for it.
  const started = await see(api, "multiBlockMigrations.UpgradeStarted", number + 1, undefined, 3)
  const raw = await (api as Json)._rpcCore.provider.send("state_call", ["Core_version", "0x"])
  const said = api.registry.createType("RuntimeVersion", raw) as Json
  assert.equal(said.specVersion.toNumber(), version + 1)
  const last: Json = await api.query.system.lastRuntimeUpgrade()
  assert.equal(last.unwrap().specVersion.toNumber(), version + 1)

  const fresh = await connect(node.ws)
  try {
    assert.equal(fresh.runtimeVersion.specVersion.toNumber(), version + 1)
    await migrated(fresh, started.number)
    assert.equal(await code(), blake2AsHex(blob, 256))
    await submit(fresh, fresh.tx.balances.transferKeepAlive(who.bob.address, OPEN), who.alice)
    const before = await height(fresh)
    await reach(fresh, before + 5)
    // Governance goes on: the waterfall is still there, a new referendum can be submitted.
    const inline = { Inline: fresh.tx.system.remark("0x00").method.toHex() }
    const { events } = await submit(fresh, fresh.tx.referenda.submit(ROOT, inline, { After: 1 }), who.alice)
    event(events, "referenda.Submitted")
  } finally {
    await fresh.disconnect()
  }
})
