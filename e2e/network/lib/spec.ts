// SPDX-License-Identifier: Apache-2.0
/** Chain specs of the networks, from the node's own presets. */
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { nodeBinary } from "./node.js"

/** `local`: four validators with the periods of the local network. `quick`: the same with the periods of `dev`. */
export type Kind = "local" | "quick"

function exported(chain: string, ...flags: string[]): string {
  const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"]
  const words = ["export-chain-spec", "--chain", chain, ...flags]
  return execFileSync(nodeBinary(), words, { stdio, maxBuffer: 1 << 28 }).toString()
}

/** The periods in a spec's text. Balances in it are beyond JavaScript's numbers, so that it stays text. */
const PERIODS = /"timing": \{[^{}]*\}/

/** Writes the raw spec of a network, whose genesis is built once and not by every node, and says where it is. */
export function writeSpec(kind: Kind, folder: string): string {
  const file = join(folder, "spec.json")
  if (kind === "local") {
    writeFileSync(file, exported("local", "--raw"))
    return file
  }
  const periods = exported("dev").match(PERIODS)?.[0]
  const spec = exported("local")
  if (!periods || !PERIODS.test(spec)) throw new Error("the presets' specs have no periods")
  const readable = join(folder, "readable.json")
  writeFileSync(readable, spec.replace(PERIODS, periods))
  writeFileSync(file, exported(readable, "--raw"))
  return file
}
