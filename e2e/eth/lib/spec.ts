// SPDX-License-Identifier: Apache-2.0
/** Writes the raw chain spec of `dev` once: a node that starts from it compiles the runtime once, not twice. */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { ANVIL, chainSpec, nodeBinary } from "./process.js"

export default function setup(): void {
  if (ANVIL) return
  const node = nodeBinary()
  const { size, mtimeMs } = statSync(node)
  const stamp = `${node} ${size} ${mtimeMs}`
  const marker = `${chainSpec}.of`
  if (existsSync(chainSpec) && existsSync(marker) && readFileSync(marker, "utf8") === stamp) return
  mkdirSync(dirname(chainSpec), { recursive: true })
  const args = ["export-chain-spec", "--chain", "dev", "--raw"]
  const options = { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] as ("ignore" | "pipe")[] }
  writeFileSync(chainSpec, execFileSync(node, args, options) as unknown as Buffer)
  writeFileSync(marker, stamp)
}
