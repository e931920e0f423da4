// SPDX-License-Identifier: Apache-2.0
/** The fee waterfall: what a referendum sets, and how it splits fees (PROTOCOL §10), in whole numbers. */

/** Parts per million, as the chain has them. */
export interface Waterfall {
  protocol: number
  worker: number
  owner: number
  curators: number
  contributors: number
  burn: number
  treasury: number
}

/** What the scenarios vote for: five points from the worker to the contributors. */
export const PROPOSED: Waterfall = {
  protocol: 100_000,
  worker: 200_000,
  owner: 200_000,
  curators: 50_000,
  contributors: 450_000,
  burn: 400_000,
  treasury: 400_000,
}

const PPM = 1_000_000

/** Splits by largest remainder, ties to the earlier part. */
export function largestRemainder(total: bigint, weights: number[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const parts = weights.map((weight) => (total * BigInt(weight)) / whole)
  const rests = weights.map((weight, i): [bigint, number] => [(total * BigInt(weight)) % whole, i])
  rests.sort(([a, i], [b, j]) => (a === b ? i - j : a < b ? 1 : -1))
  const left = Number(total - parts.reduce((sum, part) => sum + part, 0n))
  for (const [, i] of rests.slice(0, left)) parts[i] += 1n
  return parts
}

export type Parts = Record<
  "burn" | "treasury" | "attesters" | "worker" | "owner" | "curators" | "contributors" | "agent" | "app",
  bigint
>

/** Where fees go: base and markups of one total of a batch. */
export function split(waterfall: Waterfall, base: bigint, agentMarkup: bigint, appMarkup: bigint): Parts {
  const { protocol, worker, owner, curators, contributors, burn, treasury } = waterfall
  const [ofBase, ...rest] = largestRemainder(base, [protocol, worker, owner, curators, contributors])
  const [agent, ofAgent] = largestRemainder(agentMarkup, [PPM - protocol, protocol])
  const [app, ofApp] = largestRemainder(appMarkup, [PPM - protocol, protocol])
  const inner = largestRemainder(ofBase + ofAgent + ofApp, [burn, treasury, PPM - burn - treasury])
  return {
    burn: inner[0],
    treasury: inner[1],
    attesters: inner[2],
    worker: rest[0],
    owner: rest[1],
    curators: rest[2],
    contributors: rest[3],
    agent,
    app,
  }
}
