// SPDX-License-Identifier: Apache-2.0
/** What the scenarios ask of staking, and events of final blocks in their order. */
import { hasPallet, same, show, type Account, type Chain, type ChainEvent } from "./chain.js"
import type { Network } from "./network.js"
import type { Node } from "./node.js"
import { check } from "./scenario.js"
import { until } from "./wait.js"

/** Fails on a runtime whose validators are fixed at genesis. */
export async function needStaking(network: Network): Promise<void> {
  const [node] = network.running
  for (const pallet of ["Staking", "Offences", "Historical"]) {
    check(await hasPallet(node!, pallet), `the runtime has no ${pallet}: validators are fixed at genesis; run \`make build\``)
  }
}

/** Events of every final block from `from` on, each block once. */
export class Follower {
  constructor(
    private readonly node: Node,
    private readonly chain: Chain,
    private next: number,
  ) {}

  /** Waits for an event that `pick` takes; the blocks before it are used up. */
  find(what: string, seconds: number, pick: (event: ChainEvent) => boolean): Promise<{ event: ChainEvent; block: number }> {
    return until(what, seconds, async () => {
      while (this.next <= (await this.node.finalised())) {
        const hash = await this.node.hash(this.next)
        const found = (await this.chain.events(hash!)).find(pick)
        this.next += 1
        if (found) return { event: found, block: this.next - 1 }
      }
      return undefined
    }, 1_000)
  }
}

/** Active stake of a stash, plancks. */
export async function active(chain: Chain, who: Account): Promise<bigint> {
  const ledger = await chain.api.query.Staking.Ledger.getValue(who.address)
  return ledger?.active ?? 0n
}

/** The era that validators work in. */
export async function activeEra(chain: Chain): Promise<number> {
  return (await chain.api.query.Staking.ActiveEra.getValue()).index
}

/** `true` when an account validates in the newest final block. */
export async function validates(chain: Chain, who: Account): Promise<boolean> {
  const validators: string[] = await chain.api.query.Session.Validators.getValue()
  return validators.some((address) => same(address, who.address))
}

/** Session keys of a running node for `who`, with the proof that they are its own. */
export async function freshKeys(node: Node, who: Account): Promise<{ keys: Keys; proof: Uint8Array }> {
  const owner = `0x${Buffer.from(who.publicKey).toString("hex")}`
  const made = await node.call<{ keys: string; proof?: string }>("author_rotateKeysWithOwner", [owner])
  check(made.proof, "the node made no proof of ownership")
  const raw = Buffer.from(made.keys.slice(2), "hex")
  check(raw.length === 4 * 32, `session keys of ${raw.length} bytes: ${show(made)}`)
  const part = (i: number) => `0x${raw.subarray(i * 32, (i + 1) * 32).toString("hex")}`
  const keys = { babe: part(0), grandpa: part(1), authority_discovery: part(2), attribution: part(3) }
  return { keys, proof: Buffer.from(made.proof.slice(2), "hex") }
}

/** A validator's keys of one session, in hex, in the order in which the runtime declares them. */
export interface Keys {
  babe: string
  grandpa: string
  authority_discovery: string
  attribution: string
}
