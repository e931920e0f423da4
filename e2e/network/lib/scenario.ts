// SPDX-License-Identifier: Apache-2.0
/** What a scenario is. */
import type { Measured } from "./measure.js"

/** What a scenario may use of the command line, and what it hands back. */
export interface Context {
  /** Blocks to measure. */
  blocks: number
  /** One line of progress. */
  say(text: string): void
  /** Numbers for the JSON file. */
  measured?: Measured
}

export interface Scenario {
  name: string
  /** One line for the list. */
  about: string
  /** Why it cannot run here, if it cannot. */
  obstacle?(): string | undefined
  /** Runs it; says what was shown at the end, throws when something does not hold. */
  run(context: Context): Promise<string>
}

/** Fails with `why` unless `holds`. */
export function check(holds: unknown, why: string): asserts holds {
  if (!holds) throw new Error(why)
}
