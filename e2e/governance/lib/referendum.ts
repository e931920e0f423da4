// SPDX-License-Identifier: Apache-2.0
/** A referendum's way with @polkadot/api: preimage, submission, deposit, votes, outcome, enactment. */
import type { ApiPromise } from "@polkadot/api"
import type { KeyringPair } from "@polkadot/keyring/types"
import { compactToU8a, stringToU8a, u8aConcat } from "@polkadot/util"
import { blake2AsHex } from "@polkadot/util-crypto"
import { event, see, submit, type Call, type Included, type Json, type Seen } from "./pjs.js"
import { OPEN } from "./people.js"

/** A pallet's origin: `{ system: "Root" }` or `{ Origins: "Economy" }`. */
export type Origin = Record<string, string>

export interface Referendum {
  index: number
  /** Block of its submission. */
  submitted: number
  /** Hash of the call. */
  hash: string
}

/** Notes the call's preimage; anyone may, and a deposit is held for it. */
export async function notePreimage(api: ApiPromise, who: KeyringPair, call: Call): Promise<Included> {
  return submit(api, api.tx.preimage.notePreimage(call.method.toHex()), who)
}

/** Notes the preimage and submits the referendum; enactment as soon as the track allows. */
export async function propose(api: ApiPromise, who: KeyringPair, origin: Origin, call: Call): Promise<Referendum> {
  const [hash, len] = [call.method.hash.toHex(), call.method.encodedLength]
  const known: Json = await api.query.preimage.requestStatusFor(hash)
  if (!known.isSome) event((await notePreimage(api, who, call)).events, "preimage.Noted")
  const tx = api.tx.referenda.submit(origin, { Lookup: { hash, len } }, { After: 1 })
  const { events, number } = await submit(api, tx, who)
  return { index: event(events, "referenda.Submitted").index.toNumber(), submitted: number, hash }
}

export type Conviction = "None" | "Locked1x" | "Locked2x" | "Locked3x" | "Locked4x" | "Locked5x" | "Locked6x"

/** A standard vote. */
export function vote(api: ApiPromise, index: number, aye: boolean, conviction: Conviction, balance: bigint): Call {
  return api.tx.convictionVoting.vote(index, { Standard: { vote: { aye, conviction }, balance } })
}

/** Free OPEN of an account, plancks. */
export async function free(api: ApiPromise, who: string): Promise<bigint> {
  const { data }: Json = await api.query.system.account(who)
  return data.free.toBigInt()
}

/** Everyone votes aye with all but 1,000 OPEN, at once. */
export async function everyoneVotesAye(api: ApiPromise, index: number, voters: KeyringPair[]): Promise<void> {
  const cast = async (who: KeyringPair) => {
    const balance = (await free(api, who.address)) - 1_000n * OPEN
    await submit(api, vote(api, index, true, "Locked1x", balance), who)
  }
  await Promise.all(voters.map(cast))
}

/** Id of the scheduler's task that enacts a referendum. */
export function enactmentTask(index: number): string {
  const number = new Uint8Array(new Uint32Array([index]).buffer)
  const name = stringToU8a("enactment")
  return blake2AsHex(u8aConcat(stringToU8a("assembly"), compactToU8a(name.length), name, number), 256)
}

/** Events that end a referendum. */
const ENDS = ["Confirmed", "Rejected", "TimedOut", "Cancelled", "Killed"].map((name) => `referenda.${name}`)

/** Waits for the end of a referendum. */
export async function ended(api: ApiPromise, { index, submitted }: Referendum): Promise<Seen> {
  return see(api, ENDS, submitted, (data) => data.index.toNumber() === index)
}

/** Waits for the referendum's approval. Fails when it ends in another way. */
export async function approved(api: ApiPromise, referendum: Referendum): Promise<Seen> {
  const seen = await ended(api, referendum)
  if (seen.name !== "referenda.Confirmed") throw new Error(`referendum ${referendum.index}: ${seen.name} ${seen.data}`)
  return seen
}

/** Waits for the enactment and gives the scheduler's `Dispatched` event: `result` says how the call went. */
export async function enacted(api: ApiPromise, { index, submitted }: Referendum): Promise<Seen> {
  const id = enactmentTask(index)
  const ours = (data: Json) => data.id.isSome && data.id.unwrap().toHex() === id
  return see(api, "scheduler.Dispatched", submitted, ours)
}

/** Takes a call through a referendum that all `voters` approve, and gives its enactment. */
export async function carry(api: ApiPromise, who: KeyringPair, voters: KeyringPair[], origin: Origin, call: Call) {
  const referendum = await propose(api, who, origin, call)
  // Votes count before the decision starts, too: short decision periods are then no race.
  await everyoneVotesAye(api, referendum.index, voters)
  await submit(api, api.tx.referenda.placeDecisionDeposit(referendum.index), who)
  await approved(api, referendum)
  return enacted(api, referendum)
}
