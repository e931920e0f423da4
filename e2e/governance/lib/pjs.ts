// SPDX-License-Identifier: Apache-2.0
/** @polkadot/api, the client of Polkadot.js: connecting, submitting, and reading events block by block. */
import { ApiPromise, WsProvider } from "@polkadot/api"
import type { KeyringPair } from "@polkadot/keyring/types"

// Types of the chain come from its metadata at run time.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any
export type Call = Json

export async function connect(url: string): Promise<ApiPromise> {
  const provider = new WsProvider(url, 1_000)
  return ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true })
}

/** A call that was included and failed; the message is `pallet.Error: what its docs say`. */
export class DispatchFailure extends Error {}

/** A dispatch error in words. */
export function words(api: ApiPromise, error: Json): string {
  if (!error.isModule) return error.toString()
  const { section, name, docs } = api.registry.findMetaError(error.asModule)
  return `${section}.${name}: ${docs.join(" ")}`
}

/** What became of a transaction. */
export interface Included {
  block: string
  number: number
  events: Json[]
}

/**
 * Signs, submits and waits for the block. Rejects with `DispatchFailure` when the call fails, and with
 * the node's own words when the pool refuses the transaction.
 */
export function submit(api: ApiPromise, call: Call, signer: KeyringPair): Promise<Included> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined
    const settle = (done: () => void) => {
      stop?.()
      done()
    }
    call
      .signAndSend(signer, { nonce: -1 }, (result: Json) => {
        const { status, dispatchError, events } = result
        if (dispatchError) return settle(() => reject(new DispatchFailure(words(api, dispatchError))))
        if (result.isError) return settle(() => reject(new Error(`the pool dropped it: ${status}`)))
        if (!status.isInBlock && !status.isFinalized) return
        const hash = (status.isInBlock ? status.asInBlock : status.asFinalized).toHex()
        const number = result.blockNumber.toNumber()
        settle(() => resolve({ block: hash, number, events: events.map(({ event }: Json) => event) }))
      })
      .then((unsubscribe: () => void) => (stop = unsubscribe), reject)
  })
}

/** The event `pallet.Name` among events; fails when it is not there. */
export function event(events: Json[], name: string): Json {
  const found = events.find((e) => nameOf(e) === name)
  if (!found) throw new Error(`no event ${name} among ${events.map(nameOf).join(", ")}`)
  return found.data
}

export const nameOf = (event: Json): string => `${event.section}.${event.method}`

/** Events of a block. */
export async function eventsOf(api: ApiPromise, block: string): Promise<Json[]> {
  const records = (await (await api.at(block)).query.system.events()) as Json
  return [...records].map(({ event }: Json) => event)
}

/** Number of the best block. */
export async function height(api: ApiPromise): Promise<number> {
  return (await api.rpc.chain.getHeader()).number.toNumber()
}

/** Waits until the chain has block `number`. */
export async function reach(api: ApiPromise, number: number): Promise<void> {
  while ((await height(api)) < number) await new Promise((done) => setTimeout(done, 50))
}

/** An event with the block it stands in. */
export interface Seen {
  name: string
  number: number
  block: string
  data: Json
}

/**
 * Reads blocks from `from` on, waiting for new ones, until an event with one of the names `pallet.Name` that
 * `wanted` accepts is found; fails after `blocks` blocks.
 */
export async function see(
  api: ApiPromise,
  names: string | string[],
  from: number,
  wanted: (data: Json) => boolean = () => true,
  blocks = 400,
): Promise<Seen> {
  const named = [names].flat()
  for (let number = from; number < from + blocks; number++) {
    await reach(api, number)
    const block = (await api.rpc.chain.getBlockHash(number)).toHex()
    for (const found of await eventsOf(api, block)) {
      const name = nameOf(found)
      if (named.includes(name) && wanted(found.data)) return { name, number, block, data: found.data }
    }
  }
  throw new Error(`no ${named.join(" or ")} in the ${blocks} blocks from ${from} on`)
}
