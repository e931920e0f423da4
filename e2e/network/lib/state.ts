// SPDX-License-Identifier: Apache-2.0
/** A chain's whole state in the form that `make try-state` reads, and every pallet's `try_state` on it. */
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { blob, compact, raw } from "./encode.js"
import type { Node } from "./node.js"

const PAGE = 512
const TEST = "live_state::all_invariants_hold"

/** The test program that holds `live_state`: what `scripts/network.sh` built and named here. */
export const tryStateProgram = process.env.OPENLEDGER_TRY_STATE

/** Writes all keys and values at the newest final block, SCALE `Vec<(Vec<u8>, Vec<u8>)>`. */
export async function writeState(node: Node, file: string): Promise<{ keys: number; block: string }> {
  const block = await node.call<string>("chain_getFinalizedHead")
  const parts: Buffer[] = []
  let keys = 0
  for (let start: string | null = null; ; ) {
    const page: string[] = await node.call("state_getKeysPaged", ["0x", PAGE, start, block])
    if (page.length === 0) break
    type Changes = { changes: [string, string | null][] }[]
    const [set] = await node.call<Changes>("state_queryStorageAt", [page, block], 60_000)
    for (const [key, value] of set!.changes) {
      if (value === null) throw new Error(`${key} has no value`)
      parts.push(blob(raw(key)), blob(raw(value)))
      keys += 1
    }
    start = page.at(-1)!
  }
  writeFileSync(file, Buffer.concat([compact(keys), ...parts]))
  return { keys, block }
}

/** Runs every pallet's `try_state` on a written state; throws what it says when one does not hold. */
export function tryState(file: string): void {
  if (!tryStateProgram) throw new Error("OPENLEDGER_TRY_STATE names no test program")
  const env = { ...process.env, OPENLEDGER_STATE: file }
  let output: string
  try {
    output = execFileSync(tryStateProgram, [TEST, "--exact"], { env, stdio: ["ignore", "pipe", "pipe"] }).toString()
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer }
    throw new Error(`try_state does not hold:\n${stdout ?? ""}${stderr ?? error}`)
  }
  if (!output.includes("1 passed")) throw new Error(`${tryStateProgram} has no test ${TEST}:\n${output}`)
}
