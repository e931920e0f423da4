// SPDX-License-Identifier: Apache-2.0
/** polkadot-api: submitting, and waiting for events of finalised blocks. */
import assert from "node:assert/strict"
import type { PolkadotClient } from "polkadot-api"
import type { PolkadotSigner } from "polkadot-api/signer"

type Json = any

const text = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === "bigint" ? `${v}` : v))

/** Signs, submits, waits for finality; fails with the dispatch error. Gives the events. */
export async function submit(tx: Json, signer: PolkadotSigner): Promise<Json[]> {
  const result = await tx.signAndSubmit(signer)
  assert.ok(result.ok, text(result.dispatchError))
  return result.events
}

/** Value of the event `Pallet.Name`. */
export function event(events: Json[], pallet: string, name: string): Json {
  const found = events.find((e) => e.type === pallet && e.value.type === name)
  assert.ok(found, `no ${pallet}.${name} in ${text(events)}`)
  return found.value.value
}

/** Follows finalised blocks from now on. `see` gives the first event that has the name and is wanted. */
export function follow(client: PolkadotClient): { see: (name: string, wanted?: (value: Json) => boolean) => Promise<Json>; stop: () => void } {
  const api = client.getUnsafeApi()
  const records: { name: string; value: Json }[] = []
  const waiting = new Set<() => void>()
  let queue: Promise<void> = Promise.resolve()
  let failed: unknown
  const wake = () => waiting.forEach((check) => check())
  const subscription = client.finalizedBlock$.subscribe(({ hash }) => {
    const read = async () => {
      const events: Json[] = await api.query.System.Events.getValue({ at: hash })
      for (const { event } of events) {
        records.push({ name: `${event.type}.${event.value.type}`, value: event.value.value })
      }
      wake()
    }
    queue = queue.then(read).catch((error) => {
      failed ??= error
      wake()
    })
  })
  return {
    see: (name, wanted = () => true) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = records.find((record) => record.name === name && wanted(record.value))
          if (!found && !failed) return
          waiting.delete(check)
          if (found) resolve(found.value)
          else reject(failed)
        }
        waiting.add(check)
        check()
      }),
    stop: () => subscription.unsubscribe(),
  }
}
