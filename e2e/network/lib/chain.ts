// SPDX-License-Identifier: Apache-2.0
/** Transactions and typed state by polkadot-api, from the metadata of the node itself. */
import { sr25519CreateDerive } from "@polkadot-labs/hdkd"
import { DEV_PHRASE, entropyToMiniSecret, mnemonicToEntropy } from "@polkadot-labs/hdkd-helpers"
import { AccountId, createClient, Enum, type PolkadotClient } from "polkadot-api"
import { getPolkadotSigner, type PolkadotSigner } from "polkadot-api/signer"
import { getWsProvider } from "polkadot-api/ws"
import { WebSocket } from "ws"
import type { Node } from "./node.js"

export { Enum }
export const OPEN = 10n ** 18n

const derive = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE)))

/** A development account. */
export interface Account {
  address: string
  publicKey: Uint8Array
  signer: PolkadotSigner
}

export function dev(path: string): Account {
  const pair = derive(path)
  const signer = getPolkadotSigner(pair.publicKey, "Sr25519", pair.sign)
  return { signer, publicKey: pair.publicKey, address: AccountId().dec(pair.publicKey) }
}

/** `true` when both are the same account, whatever the network's prefix. */
export function same(a: string, b: string): boolean {
  const codec = AccountId()
  return Buffer.compare(codec.enc(a), codec.enc(b)) === 0
}

/** A client for the time of `use`. */
export async function withChain<T>(node: Node, use: (chain: Chain) => Promise<T>): Promise<T> {
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket
  const client = createClient(getWsProvider(node.ws))
  try {
    return await use(new Chain(client))
  } finally {
    client.destroy()
  }
}

/** JSON with big numbers as text. */
export const show = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === "bigint" ? `${v}` : v))

/** An event of a block. */
export interface ChainEvent {
  pallet: string
  name: string
  value: any
}

export class Chain {
  readonly api: any

  constructor(readonly client: PolkadotClient) {
    this.api = client.getUnsafeApi()
  }

  /** Submits and waits for a final block; throws when the call failed. */
  async submit(tx: any, who: Account): Promise<any[]> {
    const done = await tx.signAndSubmit(who.signer)
    if (!done.ok) throw new Error(`the call failed: ${show(done.dispatchError)}`)
    return done.events
  }

  /** Submits and waits for a best block only. */
  inBest(tx: any, who: Account, seconds = 60): Promise<{ hash: string; number: number }> {
    return new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error(`not in a block within ${seconds} s`)), seconds * 1_000)
      // It is not unsubscribed: the client's end ends it, whether the chain finalises or not.
      tx.signSubmitAndWatch(who.signer).subscribe({
        next(event: any) {
          if (event.type !== "txBestBlocksState" || !event.found) return
          clearTimeout(late)
          if (event.ok) done(event.block)
          else fail(new Error(`the call failed: ${show(event.dispatchError)}`))
        },
        error(error: unknown) {
          clearTimeout(late)
          fail(error)
        },
      })
    })
  }

  transfer(to: Account, value: bigint): any {
    return this.api.tx.Balances.transfer_keep_alive({ dest: Enum("Id", to.address), value })
  }

  /** Free balance, in the newest final block unless said otherwise. */
  async free(who: Account, at: string = "finalized"): Promise<bigint> {
    return (await this.api.query.System.Account.getValue(who.address, { at })).data.free
  }

  /** Events of a block. */
  async events(at: string): Promise<ChainEvent[]> {
    const records: any[] = await this.api.query.System.Events.getValue({ at })
    return records.map(({ event }) => ({ pallet: event.type, name: event.value.type, value: event.value.value }))
  }
}

/** `true` when the node's runtime has a pallet of this name. */
export async function hasPallet(node: Node, name: string): Promise<boolean> {
  const metadata = await node.call<string>("state_getMetadata")
  const length = Buffer.from([name.length << 2]).toString("hex")
  return metadata.includes(length + Buffer.from(name).toString("hex"))
}
