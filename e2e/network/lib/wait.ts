// SPDX-License-Identifier: Apache-2.0
/** Waiting with an end. */

export const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/** Asks until `ask` gives something other than undefined or false. An error counts as "not yet"; the last one is told at the end. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false>, pause = 500): Promise<T> {
  const end = Date.now() + seconds * 1_000
  let last = ""
  for (;;) {
    const found = await ask().catch((error: unknown) => {
      if (error instanceof Stop) throw error
      last = ` (${error instanceof Error ? error.message : error})`
      return undefined
    })
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}${last}`)
    await sleep(pause)
  }
}

/** Ends a wait at once. */
export class Stop extends Error {}
