// SPDX-License-Identifier: Apache-2.0
/** Chain specs of the networks, from the node's own presets. */
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { nodeBinary } from "./node.js"

/**
 * `local`: four validators with the periods of the local network. `quick`: the same with the periods of `dev`.
 * `seven`: seven validators, as zombienet/seven-validators.toml has them.
 */
export type Kind = "local" | "quick" | "seven"

/** The validators of each kind. */
export const validators = (kind: Kind): string[] =>
  ["alice", "bob", "charlie", "dave", ...(kind === "seven" ? ["eve", "ferdie", "one"] : [])]

const seven = join(dirname(fileURLToPath(import.meta.url)), "../../../zombienet/seven.py")

function exported(chain: string, ...flags: string[]): string {
  const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"]
  const words = ["export-chain-spec", "--chain", chain, ...flags]
  return execFileSync(nodeBinary(), words, { stdio, maxBuffer: 1 << 28 }).toString()
}

/** The periods in a spec's text. Balances in it are beyond JavaScript's numbers, so that it stays text. */
const PERIODS = /"timing": \{[^{}]*\}/

/** The spec of a network as text. */
function readable(kind: Exclude<Kind, "local">): string {
  const spec = exported("local")
  if (kind === "seven") return execFileSync(seven, [nodeBinary()], { input: spec, maxBuffer: 1 << 28 }).toString()
  const periods = exported("dev").match(PERIODS)?.[0]
  if (!periods || !PERIODS.test(spec)) throw new Error("the presets' specs have no periods")
  return spec.replace(PERIODS, periods)
}

/** Writes the raw spec of a network, whose genesis is built once and not by every node, and says where it is. */
export function writeSpec(kind: Kind, folder: string): string {
  const file = join(folder, "spec.json")
  let source: string = kind
  if (kind !== "local") {
    source = join(folder, "readable.json")
    writeFileSync(source, readable(kind))
  }
  writeFileSync(file, exported(source, "--raw"))
  return file
}
