// SPDX-License-Identifier: Apache-2.0
/** Compiles `contracts/*.sol` with solc from npm before the suites run. */
import { createRequire } from "node:module"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Abi, Hex } from "viem"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const artifacts = join(root, ".artifacts")

export interface Artifact {
  abi: Abi
  bytecode: Hex
  runtime: Hex
}

export function artifact(name: string): Artifact {
  return JSON.parse(readFileSync(join(artifacts, `${name}.json`), "utf8"))
}

export default function setup(): void {
  const solc = createRequire(import.meta.url)("solc")
  const folder = join(root, "contracts")
  const files = readdirSync(folder).filter((file) => file.endsWith(".sol"))
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: readFileSync(join(folder, file), "utf8") }])),
    settings: {
      evmVersion: "osaka",
      optimizer: { enabled: true, runs: 200 },
      metadata: { bytecodeHash: "none" },
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  const errors = (output.errors ?? []).filter((entry: { severity: string }) => entry.severity === "error")
  if (errors.length) throw new Error(errors.map((entry: { formattedMessage: string }) => entry.formattedMessage).join(""))
  mkdirSync(artifacts, { recursive: true })
  for (const contracts of Object.values<Record<string, any>>(output.contracts)) {
    for (const [name, { abi, evm }] of Object.entries(contracts)) {
      const [bytecode, runtime] = [`0x${evm.bytecode.object}`, `0x${evm.deployedBytecode.object}`]
      writeFileSync(join(artifacts, `${name}.json`), JSON.stringify({ abi, bytecode, runtime }))
    }
  }
}
